"""Insert what is not there yet: one statement on SQLite and PostgreSQL alike."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table


def insert_missing(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], key: str) -> None:
    """Insert rows, leaving those whose `key` is there already."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as insert
    else:
        from sqlalchemy.dialects.sqlite import insert as insert  # type: ignore[assignment]  # the same method
    connection.execute(insert(table).on_conflict_do_nothing(index_elements=[key]), list(rows))
