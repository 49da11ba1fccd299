"""The tables, the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class UtcTime(TypeDecorator[datetime]):
    """An aware time in UTC; SQLite keeps it without a zone, so the zone is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn any aware time into UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say that what was kept is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Digest(TypeDecorator[str]):
    """A digest in hex; SQLite keeps its 32 bytes, to take a seventh off an archive: `SELECT hex(digest)` shows it."""

    impl = String(64)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        """Give the bytes where they are kept."""
        return bytes.fromhex(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Give bytes that were kept in hex."""
        return value.hex() if isinstance(value, bytes) else value


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

story = Table(
    "story",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", String(32), nullable=False, unique=True),
    Column("key", String(200), nullable=False, unique=True),
    Column("title", Text),
    Column("created_at", UtcTime, nullable=False),
)

story_alias = Table(
    "story_alias",
    metadata,
    Column("alias", String(200), primary_key=True),
    Column("story_id", ForeignKey("story.id"), nullable=False, index=True),
)

blob = Table(
    "blob",
    metadata,
    Column("digest", Digest, primary_key=True),
    Column("codec", String(16), nullable=False),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("dictionary", Digest, ForeignKey("blob.digest")),  # the blob that it is packed against
)

revision = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("story_id", ForeignKey("story.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("parent_digest", Digest),
    Column("digest", Digest, nullable=False, unique=True),
    Column("content_digest", Digest, nullable=False),  # text, title and byline: what a revert is known by
    Column("raw_digest", Digest, ForeignKey("blob.digest"), nullable=False),
    Column("encoding", String(32), nullable=False),
    Column("decoding", Text),  # why it was read in that encoding; unknown for what schema 0001 recorded
    Column("media_type", String(100), nullable=False),
    Column("extractor", String(100), nullable=False),
    Column("text_digest", Digest, ForeignKey("blob.digest")),
    Column("title", Text),
    Column("byline", Text),
    Column("source", Text, nullable=False),
    Column("published_at", UtcTime),
    Column("captured_at", UtcTime, nullable=False),
    Column("segmenter", String(100), nullable=False),
    Column("note_finder", String(100), nullable=False),
    Column("aside", String(16)),  # hidden or retracted, as the last decision on it says
    UniqueConstraint("story_id", "seq"),
    Index("ix_revision_story_id_content_digest", "story_id", "content_digest"),
    Index("ix_revision_story_id_source", "story_id", "source"),
)

visit = Table(
    "visit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("story_id", ForeignKey("story.id"), nullable=False, index=True),
    Column("revision_id", ForeignKey("revision.id"), nullable=False, index=True),
    Column("captured_at", UtcTime, nullable=False),
    Column("source", Text, nullable=False),
    Column("raw_digest", Digest, ForeignKey("blob.digest"), nullable=False),
)

sentence = Table(
    "sentence",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", Digest, nullable=False, unique=True),
    Column("text", Text, nullable=False),
)

revision_sentence = Table(
    "revision_sentence",
    metadata,
    Column("revision_id", ForeignKey("revision.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("sentence_id", ForeignKey("sentence.id"), nullable=False, index=True),
    Column("paragraph", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    sqlite_with_rowid=False,  # one tree in the place of two: a fifth of an archive
)

note = Table(
    "note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision_id", ForeignKey("revision.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("status", String(32), nullable=False),
    Column("hedged", Boolean, nullable=False),
    Column("term", Text),
    Column("correct", Text),
    Column("alternatives", Text, nullable=False),  # a JSON list
    Column("text", Text, nullable=False),
    Column("position", Integer),
    Column("rule", String(100), nullable=False),
    Column("date", Text),
    Column("author", Text),
    Column("in_body", Boolean),  # unknown for what schema 0002 recorded
    Index("ix_note_revision_id_start", "revision_id", "start"),
)

decision = Table(
    "decision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("story_id", ForeignKey("story.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("parent_digest", Digest),
    Column("digest", Digest, nullable=False, unique=True),
    Column("revision_id", ForeignKey("revision.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("headline", Boolean, nullable=False),  # whether the headline and the byline were hidden too
    Column("text_digest", Digest),  # what a hidden text is known by when it comes again
    Column("why", Text, nullable=False),
    Column("decided_at", UtcTime, nullable=False),
    UniqueConstraint("story_id", "number"),
)

term = Table(
    "term",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("term", Text, nullable=False, unique=True),
    Column("correct", Text),
    Column("added_at", UtcTime, nullable=False),
    Column("remark", Text),
)
