"""Insert what is not there yet: one statement on SQLite and PostgreSQL alike."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Table


def insert_missing(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    key: str,
    returning: Sequence[Column[Any]] = (),
) -> list[Any]:
    """Insert rows, leaving those whose `key` is there already; give the columns asked for of those inserted."""
    if not rows:
        return []
    statement = _inserting(connection.dialect.name, table, key, tuple(returning))
    result = connection.execute(statement, list(rows))
    return [tuple(row) for row in result] if returning else []


@cache
def _inserting(dialect: str, table: Table, key: str, returning: tuple[Column[Any], ...]) -> Any:
    """Build a statement, once: that costs more than to run it."""
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as insert
    else:
        from sqlalchemy.dialects.sqlite import insert as insert  # type: ignore[assignment]  # the same method
    statement = insert(table).on_conflict_do_nothing(index_elements=[key])
    return statement.returning(*returning) if returning else statement
