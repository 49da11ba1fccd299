"""What a capture becomes: a revision, a visit, or nothing new. Runs inside one transaction.

The statements are built once: to build one anew costs SQLAlchemy more than the database needs to run it.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select

from store.aside import Aside, DecisionKind, Hidden, NewDecision
from store.blobs import Keyframes, put_blob, put_gone
from store.deciding import hidden_as, hidden_texts, put_decision, retitle, stands
from store.digests import content_digest, digest_of, revision_digest, sentences_digest
from store.hiding import headline_text
from store.naming import story_id
from store.readings import put_readings, put_text, reading_columns
from store.rows import Arrival, Captured, NewRevision, Recorded
from store.search import HEADLINES, add_words
from store.tables import revision, story, visit
from store.upsert import insert_missing

_STORY = select(story.c.id, story.c.uid).where(story.c.key == bindparam("key")).with_for_update()
_STORY_OF_ALIAS = select(story.c.id, story.c.uid).where(story.c.id == bindparam("number")).with_for_update()
_OF_STORY = revision.c.story_id == bindparam("of")
_CHAIN_END = select(revision).where(_OF_STORY).order_by(revision.c.seq.desc()).limit(1)
_FACTS = (revision.c.id, revision.c.seq, revision.c.title, revision.c.byline, revision.c.aside)
_LAST_REVISION_OF_SOURCE = (
    select(*_FACTS, revision.c.raw_digest)
    .where(_OF_STORY, revision.c.source == bindparam("source"))
    .order_by(revision.c.seq.desc())
    .limit(1)
)
_LAST_VISIT_OF_SOURCE = (
    select(*_FACTS, visit.c.raw_digest)
    .join(visit, visit.c.revision_id == revision.c.id)
    .where(visit.c.story_id == bindparam("of"), visit.c.source == bindparam("source"))
    .order_by(revision.c.seq.desc(), visit.c.id.desc())
    .limit(1)
)
_THE_SAME = {
    table.name: select(func.count()).where(
        table.c.story_id == bindparam("of"),
        table.c.source == bindparam("source"),
        table.c.captured_at == bindparam("captured"),
        table.c.raw_digest == bindparam("raw"),
    )
    for table in (revision, visit)
}
_REVERTED = select(func.max(revision.c.seq)).where(
    _OF_STORY,
    revision.c.content_digest == bindparam("content"),
    revision.c.aside.is_(None),
    revision.c.seq < bindparam("seq"),
)
_PUT_REVISION = insert(revision).returning(revision.c.id)
_PUT_VISIT = insert(visit)


@dataclass(slots=True)
class Batch:
    """What is written in one transaction: the stories and keyframes that it came across, and what is left for its end.

    `late` are revisions, by their numbers in the table, whose readings are not written yet; `hidden` is what the texts
    are known by that may not come back.
    """

    now: datetime
    stories: dict[str, tuple[int, str]] = field(default_factory=dict)
    raws: Keyframes = field(default_factory=dict)
    texts: Keyframes = field(default_factory=dict)
    late: list[tuple[int, NewRevision]] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a revision comes to stand: its story's number and lasting name, its own number, the digest before it."""

    story_id: int
    uid: str
    seq: int
    parent: str | None


@dataclass(frozen=True, slots=True)
class Digests:
    """The digests of a revision: its own, that of its bytes, and that of its text, title and byline."""

    own: str
    raw: str
    content: str


def record_all(connection: Connection, captures: Sequence[Captured], now: datetime) -> list[Recorded]:
    """Record captures, in their order; what was read from them is written in the end, all together."""
    batch = Batch(now)
    recorded = [_record(connection, one, batch) for one in captures]
    put_late(connection, batch)
    return recorded


def _record(connection: Connection, given: Captured, batch: Batch) -> Recorded:
    """Record a capture.

    A capture whose source last gave the same bytes for this story is a visit, and so is any other whose text,
    title and byline equal the newest revision's. A capture that is recorded already is not written again.
    Everything else is a revision; one that equals an earlier one is a revert and says of which.
    """
    captured = given.content
    if given.story not in batch.stories:
        batch.stories[given.story] = _story(connection, given.story, given.title, batch.now)
        batch.hidden |= hidden_texts(connection)
    number, uid = batch.stories[given.story]
    raw_digest = digest_of(captured.raw)
    latest = _latest_of_source(connection, number, captured.source)
    if latest and latest.raw_digest == raw_digest:
        if _is_known(connection, number, raw_digest, captured):
            return Recorded(Arrival.KNOWN, latest.seq, ignored=_ignored(latest, captured))
        return _visit(connection, number, latest, raw_digest, captured)
    end = connection.execute(_CHAIN_END, {"of": number}).one_or_none()
    content = content_digest(captured.reading.text, captured.title, captured.byline)
    if end and end.content_digest == content:
        return _visit(connection, number, end, raw_digest, captured)
    place = Place(number, uid, end.seq + 1 if end else 1, end.digest if end else None)
    if like := _hidden_like(connection, captured, batch):
        _put_hidden(connection, place, captured, like, batch.now)
        return Recorded(Arrival.HIDDEN, place.seq)
    put_bytes(connection, captured, (end.raw_digest, end.text_digest) if end else (None, None), batch)
    put_revision(connection, place, captured, batch)
    earlier = connection.execute(_REVERTED, {"of": number, "content": content, "seq": place.seq}).scalar_one()
    return Recorded(Arrival.REVISION, place.seq, earlier)


def _hidden_like(connection: Connection, captured: NewRevision, batch: Batch) -> Hidden | None:
    """Give what a text was hidden with, where it was, and stands nowhere else."""
    if not batch.hidden:
        return None
    digests = [digest_of(one.text.encode()) for one in captured.reading.sentences]
    text = sentences_digest(digests)
    return hidden_as(connection, text) if text in batch.hidden and not stands(connection, digests) else None


def put_bytes(connection: Connection, captured: NewRevision, near: tuple[str | None, str | None], batch: Batch) -> None:
    """Keep the bytes of a capture, and the text where it was extracted.

    `near` are the digests of bytes and of an extracted text that they may have much in common with.
    """
    put_blob(connection, captured.raw, digest_of(captured.raw), near[0], batch.raws)
    put_text(connection, captured.reading, near[1], batch.texts)


def _story(connection: Connection, key: str, title: str | None, now: datetime) -> tuple[int, str]:
    """Give a story's number and lasting name, made where there is none; no other writer goes on with it until the end.

    On SQLite the transaction has the only writer's lock already; on PostgreSQL the story's row is locked.
    """
    row = connection.execute(_STORY, {"key": key}).one_or_none()
    if row is None:
        row = connection.execute(_STORY_OF_ALIAS, {"number": story_id(connection, key)}).one_or_none()
    if row is None:
        new = {"uid": secrets.token_hex(16), "key": key, "title": title, "created_at": now}
        insert_missing(connection, story, [new], key="key")  # another writer may be quicker
        row = connection.execute(_STORY, {"key": key}).one()
    return row.id, row.uid


def _latest_of_source(connection: Connection, number: int, source: str) -> Any:
    """Give the row of what a source gave last, as a revision or on a visit.

    A visit is later than its source's last revision when it was to that revision or to a later one.
    """
    given = {"of": number, "source": source}
    as_revision = connection.execute(_LAST_REVISION_OF_SOURCE, given).one_or_none()
    as_visit = connection.execute(_LAST_VISIT_OF_SOURCE, given).one_or_none()
    if as_revision and as_visit:
        return as_visit if as_visit.seq >= as_revision.seq else as_revision
    return as_revision or as_visit


def _is_known(connection: Connection, number: int, raw_digest: str, captured: NewRevision) -> bool:
    """Say whether this very capture is recorded: the same bytes from the same source at the same time."""
    given = {"of": number, "source": captured.source, "captured": captured.captured_at, "raw": raw_digest}
    return any(connection.execute(query, given).scalar_one() for query in _THE_SAME.values())


def _visit(connection: Connection, number: int, to: Row[Any], raw_digest: str, captured: NewRevision) -> Recorded:
    """Record a visit; the bytes of one to a hidden revision are not kept."""
    if to.aside == Aside.HIDDEN:
        put_gone(connection, raw_digest, len(captured.raw))
    else:
        put_blob(connection, captured.raw, raw_digest, to.raw_digest)
    values = {
        "story_id": number,
        "revision_id": to.id,
        "captured_at": captured.captured_at,
        "source": captured.source,
        "raw_digest": raw_digest,
    }
    connection.execute(_PUT_VISIT, values)
    return Recorded(Arrival.VISIT, to.seq, ignored=_ignored(to, captured))


def _ignored(to: Row[Any], captured: NewRevision) -> str | None:
    """Name the field of a capture that its revision does not have and that a visit therefore loses."""
    if to.aside == Aside.HIDDEN:
        return None
    if captured.title != to.title:
        return "title"
    return "byline" if captured.byline != to.byline else None


def put_late(connection: Connection, batch: Batch) -> None:
    """Write what was read from a batch's revisions, and the words of their headlines."""
    put_readings(connection, [(number, one.reading) for number, one in batch.late])
    add_words(connection, HEADLINES, {number: headline_text(one.title, one.byline) for number, one in batch.late})


def put_revision(connection: Connection, at: Place, captured: NewRevision, batch: Batch) -> None:
    """Write a revision whose bytes are there already; what was read from it is left for later."""
    raw_digest = digest_of(captured.raw)
    digest = revision_digest(at.parent, at.uid, at.seq, raw_digest, captured)
    content = content_digest(captured.reading.text, captured.title, captured.byline)
    number = put_row(connection, at, captured, Digests(digest, raw_digest, content))
    batch.late.append((number, captured))


def _put_hidden(connection: Connection, at: Place, captured: NewRevision, like: Hidden, now: datetime) -> None:
    """Write a revision whose text was hidden before: its facts without the text, and a decision of its own."""
    raw_digest = digest_of(captured.raw)
    put_gone(connection, raw_digest, len(captured.raw))
    if captured.reading.extracted:
        whole = captured.reading.text.encode()
        put_gone(connection, digest_of(whole), len(whole))
    digest = revision_digest(at.parent, at.uid, at.seq, raw_digest, captured)
    bare = replace(captured, title=None, byline=None) if like.headline else captured
    content = content_digest(captured.reading.text, captured.title, captured.byline)
    number = put_row(connection, at, bare, Digests(digest, raw_digest, content))
    why = f"the text of revision {like.seq} of {like.story!r} again, which was hidden: {like.why}"
    text = sentences_digest(digest_of(one.text.encode()) for one in captured.reading.sentences)
    put_decision(connection, at.story_id, number, NewDecision(DecisionKind.HIDDEN, why, now, like.headline, text))
    if like.headline:
        retitle(connection, at.story_id)


def put_row(connection: Connection, at: Place, captured: NewRevision, digests: Digests) -> int:
    """Write the row of a revision; give its number in the table."""
    values = {
        "story_id": at.story_id,
        "seq": at.seq,
        "parent_digest": at.parent,
        "digest": digests.own,
        "content_digest": digests.content,
        "raw_digest": digests.raw,
        "encoding": captured.encoding,
        "decoding": captured.decoding,
        "media_type": captured.media_type,
        "title": captured.title,
        "byline": captured.byline,
        "source": captured.source,
        "published_at": captured.published_at,
        "captured_at": captured.captured_at,
    }
    number: int = connection.execute(_PUT_REVISION, values | reading_columns(captured.reading)).scalar_one()
    return number
