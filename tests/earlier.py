"""Archives as earlier schemas had them, with their data."""

from sqlalchemy import create_engine, text

from store.database import VERSION_TABLE, as_url

EARLIER_SCHEMAS = {  # what takes an archive at head back to each, its data kept
    "0001": ("ALTER TABLE revision DROP COLUMN decoding",),
    "0002": (
        "ALTER TABLE note DROP COLUMN date",
        "ALTER TABLE note DROP COLUMN author",
        "ALTER TABLE note DROP COLUMN in_body",
        "DROP TABLE term",
    ),
    "0003": ("DROP TABLE sentence_words", "DROP TABLE headline_words"),
}


def take_back(url: str, version: str) -> None:
    """Make of an archive at head one as an earlier schema had it, with its data."""
    engine = create_engine(as_url(url))
    with engine.begin() as connection:
        for schema in sorted(EARLIER_SCHEMAS, reverse=True):
            if schema >= version:
                for statement in EARLIER_SCHEMAS[schema]:
                    connection.execute(text(statement))
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '{version}'"))
    engine.dispose()
