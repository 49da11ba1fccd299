"""Archives as earlier schemas had them, with their data."""

from collections.abc import Iterator

import zstandard
from sqlalchemy import Connection, create_engine, select, text, update

from store.blobs import ALONE, GONE, blobs_bytes
from store.database import VERSION_TABLE, as_url
from store.migrations.versions.v0005_decisions import DIGESTS
from store.tables import blob

EARLIER_SCHEMAS = {  # what takes an archive at head back to each, its data kept
    "0001": ("ALTER TABLE revision DROP COLUMN decoding",),
    "0002": (
        "ALTER TABLE note DROP COLUMN date",
        "ALTER TABLE note DROP COLUMN author",
        "ALTER TABLE note DROP COLUMN in_body",
        "DROP TABLE term",
    ),
    "0003": ("DROP TABLE sentence_words", "DROP TABLE headline_words"),
    "0004": (
        "DROP TABLE decision",
        "ALTER TABLE revision DROP COLUMN aside",
        "ALTER TABLE blob DROP COLUMN dictionary",
        "CREATE INDEX ix_revision_raw_digest ON revision (raw_digest)",
    ),
}
WITH_ROW_NUMBERS = (  # SQLite had the places of sentences so
    "ALTER TABLE revision_sentence RENAME TO places_now",
    "DROP INDEX ix_revision_sentence_sentence_id",
    """CREATE TABLE revision_sentence (revision_id INTEGER NOT NULL, position INTEGER NOT NULL,
       sentence_id INTEGER NOT NULL, paragraph INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
       CONSTRAINT pk_revision_sentence PRIMARY KEY (revision_id, position),
       CONSTRAINT fk_revision_sentence_revision_id FOREIGN KEY (revision_id) REFERENCES revision (id),
       CONSTRAINT fk_revision_sentence_sentence_id FOREIGN KEY (sentence_id) REFERENCES sentence (id))""",
    "INSERT INTO revision_sentence SELECT * FROM places_now",
    "DROP TABLE places_now",
    "CREATE INDEX ix_revision_sentence_sentence_id ON revision_sentence (sentence_id)",
)


def digests_in_letters() -> Iterator[str]:
    """Keep digests in hex, as SQLite had them; no engine of these tests looks at what refers to them."""
    for table, columns in DIGESTS.items():
        changes = ", ".join(f"{column} = lower(hex({column}))" for column in columns if column != "text_digest")
        yield f"UPDATE {table} SET {changes}"
    yield "UPDATE revision SET text_digest = lower(hex(text_digest)) WHERE text_digest IS NOT NULL"
    yield "UPDATE revision SET parent_digest = NULL WHERE parent_digest = ''"


def take_back(url: str, version: str) -> None:
    """Make of an archive at head one as an earlier schema had it, with its data."""
    engine = create_engine(as_url(url))
    with engine.begin() as connection:
        if version <= "0004":
            _pack_each_alone(connection)
            if connection.dialect.name == "sqlite":
                for statement in (*WITH_ROW_NUMBERS, *digests_in_letters()):
                    connection.execute(text(statement))
        for schema in sorted(EARLIER_SCHEMAS, reverse=True):
            if schema >= version:
                for statement in EARLIER_SCHEMAS[schema]:
                    connection.execute(text(statement))
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '{version}'"))
    engine.dispose()


def _pack_each_alone(connection: Connection) -> None:
    for digest, data in blobs_bytes(
        connection, connection.execute(select(blob.c.digest).where(blob.c.codec != GONE)).scalars().all()
    ).items():
        alone = {"codec": ALONE, "dictionary": None, "data": zstandard.compress(data, 9)}
        connection.execute(update(blob).where(blob.c.digest == digest).values(alone))
