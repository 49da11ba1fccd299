"""What the store is compared with: an ORM unit of work over the same tables, and plain columns."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import zstandard
from sqlalchemy import Column, Engine, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text, insert, select
from sqlalchemy.orm import Session, registry, relationship

from store import Captured, NewRevision
from store.database import open_engine, writing
from store.digests import content_digest, digest_of, revision_digest
from store.tables import UtcTime, blob, revision, revision_sentence, sentence, story
from tests.captures import NOON

mapped = registry()


class Record:
    """An object of a row."""

    def __init__(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)


class Story(Record):
    id: int
    uid: str


class Blob(Record):
    digest: str


class Sentence(Record):
    digest: str


class Place(Record):
    sentence: Sentence


class Revision(Record):
    seq: int
    digest: str
    places: list[Place]


mapped.map_imperatively(Story, story)
mapped.map_imperatively(Blob, blob)
mapped.map_imperatively(Sentence, sentence)
mapped.map_imperatively(Place, revision_sentence, properties={"sentence": relationship(Sentence)})
mapped.map_imperatively(
    Revision,
    revision,
    properties={
        "story": relationship(Story),
        "places": relationship(Place),
        "raw": relationship(Blob, foreign_keys=[revision.c.raw_digest]),
    },
)


class Opened:
    """A new database that is closed at the end of a block."""

    engine: Engine

    def __enter__(self) -> Self:
        """Give it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.engine.dispose()


class UnitOfWork(Opened):
    """Revisions written as mapped objects, some in one transaction; the rows are those of the archive."""

    def __init__(self, path: Path) -> None:
        self.engine = writing(open_engine(str(path), create=True))

    def record(self, made: Sequence[Captured]) -> int:
        """Write revisions, with what is not there yet of their stories, bytes and sentences; give how many."""
        with Session(self.engine) as session:
            for one in made:
                _add(session, one.story, one.content)
            session.commit()
        return len(made)


def _add(session: Session, key: str, new: NewRevision) -> None:
    of = session.scalars(select(Story).where(story.c.key == key)).one_or_none()
    of = of or Story(uid=key, key=key, title=new.title, created_at=NOON)
    own = select(Revision).where(revision.c.story_id == of.id).order_by(revision.c.seq.desc()).limit(1)
    newest = session.scalars(own).one_or_none()
    seq, parent = (newest.seq + 1, newest.digest) if newest else (1, None)
    raw_digest = digest_of(new.raw)
    raw = session.get(Blob, raw_digest)
    packed = zstandard.compress(new.raw, 6)
    raw = raw or Blob(digest=raw_digest, codec="zstd", size=len(new.raw), data=packed, dictionary=None)
    made = Revision(
        story=of,
        seq=seq,
        parent_digest=parent,
        digest=revision_digest(parent, of.uid, seq, raw_digest, new),
        content_digest=content_digest(new.reading.text, new.title, new.byline),
        raw=raw,
        encoding=new.encoding,
        decoding=new.decoding,
        media_type=new.media_type,
        extractor=new.reading.extractor,
        title=new.title,
        byline=new.byline,
        source=new.source,
        published_at=new.published_at,
        captured_at=new.captured_at,
        segmenter=new.reading.segmenter,
        note_finder=new.reading.note_finder,
    )
    texts = {digest_of(one.text.encode()): one.text for one in new.reading.sentences}
    found = session.scalars(select(Sentence).where(sentence.c.digest.in_(texts)))
    known = {one.digest: one for one in found}
    for position, one in enumerate(new.reading.sentences):
        digest = digest_of(one.text.encode())
        known.setdefault(digest, Sentence(digest=digest, text=one.text))
        where = {"position": position, "paragraph": one.paragraph, "start": one.start, "end": one.end}
        made.places.append(Place(sentence=known[digest], **where))
    session.add(made)


plain = MetaData()
_revision = Table(
    "revision",
    plain,
    Column("id", Integer, primary_key=True),
    Column("story", String, nullable=False, index=True),
    Column("parent_digest", String(64)),
    Column("digest", String(64), nullable=False, unique=True),
    *(Column(name, Text) for name in ("encoding", "decoding", "media_type", "title", "byline", "source")),
    Column("published_at", UtcTime),
    Column("captured_at", UtcTime),
    Column("raw_digest", String(64)),
    Column("raw", LargeBinary),
    Column("text", Text),
)
_sentence = Table(
    "sentence",
    plain,
    Column("revision_id", ForeignKey("revision.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    *(Column(name, Integer) for name in ("paragraph", "start", "end")),
    Column("text", Text),
)


class PlainStore(Opened):
    """Revisions in plain columns: their bytes, their texts, all the sentences of each."""

    def __init__(self, path: Path) -> None:
        from sqlalchemy import create_engine

        self.engine = create_engine(f"sqlite:///{path}")
        plain.create_all(self.engine)
        self.parent: dict[str, tuple[int, str]] = {}
        self.connection = self.engine.connect()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write it all and close it."""
        self.connection.commit()
        self.connection.close()
        super().__exit__(kind, error, trace)

    def record(self, key: str, new: NewRevision) -> None:
        """Write a revision."""
        seq, parent = self.parent.get(key, (0, None))
        digest = revision_digest(parent, key, seq + 1, digest_of(new.raw), new)
        self.parent[key] = (seq + 1, digest)
        names = (
            "encoding",
            "decoding",
            "media_type",
            "title",
            "byline",
            "source",
            "published_at",
            "captured_at",
            "raw",
        )
        values = {name: getattr(new, name) for name in names} | {"story": key, "parent_digest": parent}
        values |= {"digest": digest, "raw_digest": digest_of(new.raw), "text": new.reading.text}
        number = self.connection.execute(insert(_revision).values(values)).inserted_primary_key
        assert number is not None
        rows = [
            {"revision_id": number[0], "position": position, "paragraph": one.paragraph}
            | {"start": one.start, "end": one.end, "text": one.text}
            for position, one in enumerate(new.reading.sentences)
        ]
        self.connection.execute(insert(_sentence), rows)
