"""What a capture becomes: a revision, a visit, or nothing new. Runs inside one transaction.

The statements are built once: to build one anew costs SQLAlchemy more than the database needs to run it.
"""

import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select

from store.aside import Aside, DecisionKind, Hidden, NewDecision
from store.blobs import Keyframes, put_blob, put_gone
from store.chains import Chain, Known, read_chain
from store.deciding import hidden_as, hidden_texts, put_decision, retitle, stands
from store.digests import content_digest, digest_of, revision_digest, sentences_digest, text_key
from store.hiding import headline_text
from store.naming import story_id
from store.readings import put_readings, put_text, reading_columns
from store.rows import Arrival, Captured, NewRevision, Recorded
from store.search import HEADLINES, add_words
from store.tables import revision, story, visit
from store.upsert import insert_missing

_LOCKED_STORY = select(story.c.uid).where(story.c.id == bindparam("number")).with_for_update()
_THE_SAME = {
    table.name: select(func.count()).where(
        table.c.story_id == bindparam("of"),
        table.c.source == bindparam("source"),
        table.c.captured_at == bindparam("captured"),
        table.c.raw_digest == bindparam("raw"),
    )
    for table in (revision, visit)
}
_PUT_REVISION = insert(revision).returning(revision.c.id)
_PUT_VISIT = insert(visit)


@dataclass(slots=True)
class Batch:
    """What is written in one transaction: the keyframes that it came across, and what is left for its end.

    `late` are revisions, by their numbers in the table, whose readings are not written yet; `hidden` is what the texts
    are known by that may not come back.
    """

    now: datetime
    hidden: frozenset[str] = frozenset()
    raws: Keyframes = field(default_factory=dict)
    texts: Keyframes = field(default_factory=dict)
    late: list[tuple[int, NewRevision]] = field(default_factory=list)


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


@dataclass(frozen=True, slots=True)
class Arriving:
    """A capture, and the digests of its bytes and of its text, title and byline."""

    content: NewRevision
    raw: str
    said: str


def record_all(connection: Connection, captures: Sequence[Captured], now: datetime) -> list[Recorded]:
    """Record captures, in their order; what was read from them is written in the end, all together."""
    stories = _stories(connection, captures, now)
    arriving = [(stories[one.story], _arriving(one.content)) for one in captures]
    of_story = defaultdict[tuple[int, str], list[Arriving]](list)
    for of, one in arriving:
        of_story[of].append(one)
    chains = {of: _chain(connection, of, some) for of, some in of_story.items()}
    batch = Batch(now, hidden_texts(connection))
    recorded = [_record(connection, chains[of], one, batch) for of, one in arriving]
    put_late(connection, batch)
    return recorded


def _arriving(captured: NewRevision) -> Arriving:
    said = content_digest(captured.reading.text, captured.title, captured.byline)
    return Arriving(captured, digest_of(captured.raw), said)


def _chain(connection: Connection, of: tuple[int, str], arriving: Sequence[Arriving]) -> Chain:
    return read_chain(connection, of, [one.content.source for one in arriving], [one.said for one in arriving])


def _record(connection: Connection, chain: Chain, one: Arriving, batch: Batch) -> Recorded:
    """Record a capture.

    A capture whose source last gave the same bytes for this story is a visit, and so is any other whose text,
    title and byline equal the newest revision's, unless that was retracted: then it stands again. A capture that is
    recorded already is not written again.
    Everything else is a revision; one that equals an earlier one is a revert and says of which.
    """
    captured, end = one.content, chain.end
    given, latest = chain.given.get(captured.source, (None, None))
    if latest and given == one.raw:
        if _is_known(connection, chain.story_id, one):
            return Recorded(Arrival.KNOWN, latest.seq, ignored=_ignored(latest, captured))
        return _visit(connection, chain, latest, one)
    if end and end.content_digest == one.said and end.aside != Aside.RETRACTED:
        return _visit(connection, chain, end, one)
    place = Place(chain.story_id, chain.uid, end.seq + 1 if end else 1, end.digest if end else None)
    digests = Digests(revision_digest(place.parent, place.uid, place.seq, one.raw, captured), one.raw, one.said)
    if like := _hidden_like(connection, captured, batch):
        chain.add(captured.source, _put_hidden(connection, place, captured, digests, like, batch.now))
        return Recorded(Arrival.HIDDEN, place.seq)
    put_bytes(connection, captured, one.raw, (end.raw_digest, end.text_digest) if end else (None, None), batch)
    earlier = chain.said.get(one.said)
    chain.add(captured.source, put_revision(connection, place, captured, digests, batch))
    return Recorded(Arrival.REVISION, place.seq, earlier)


def _hidden_like(connection: Connection, captured: NewRevision, batch: Batch) -> Hidden | None:
    """Give what a text was hidden with, where it was, and stands nowhere else."""
    if not batch.hidden:
        return None
    digests = [digest_of(one.text.encode()) for one in captured.reading.sentences]
    keys = text_key(one.text for one in captured.reading.sentences), sentences_digest(digests)
    known = next((key for key in keys if key in batch.hidden), None)
    return hidden_as(connection, known) if known and not stands(connection, digests) else None


def put_bytes(
    connection: Connection, captured: NewRevision, raw_digest: str, near: tuple[str | None, str | None], batch: Batch
) -> None:
    """Keep the bytes of a capture, and the text where it was extracted.

    `near` are the digests of bytes and of an extracted text that they may have much in common with.
    """
    put_blob(connection, captured.raw, raw_digest, near[0], batch.raws)
    put_text(connection, captured.reading, near[1], batch.texts)


def _stories(connection: Connection, captures: Sequence[Captured], now: datetime) -> dict[str, tuple[int, str]]:
    """Give for each name the number and lasting name of its story, made where there is none, locked until the end.

    On SQLite the transaction has the only writer's lock already; on PostgreSQL the rows of the stories are locked, by
    every writer in the same order, whatever names it has for them: none waits for another in a circle.
    """
    titles = {one.story: one.title for one in reversed(captures)}  # of each story the first
    numbers = {name: story_id(connection, name) for name in sorted(titles)}
    missing = [name for name, number in numbers.items() if number is None]
    for name in missing:
        new = {"uid": secrets.token_hex(16), "key": name, "title": titles[name], "created_at": now}
        insert_missing(connection, story, [new], key="key")  # another writer may be quicker
    numbers |= {name: story_id(connection, name) for name in missing}
    ordered = sorted({number for number in numbers.values() if number is not None})
    uids = {number: connection.execute(_LOCKED_STORY, {"number": number}).scalar_one() for number in ordered}
    return {name: (number, uids[number]) for name, number in numbers.items() if number is not None}


def _is_known(connection: Connection, number: int, one: Arriving) -> bool:
    """Say whether this very capture is recorded: the same bytes from the same source at the same time."""
    given = {"of": number, "source": one.content.source, "captured": one.content.captured_at, "raw": one.raw}
    return any(connection.execute(query, given).scalar_one() for query in _THE_SAME.values())


def _visit(connection: Connection, chain: Chain, to: Known, one: Arriving) -> Recorded:
    """Record a visit; the bytes of one to a hidden revision are not kept."""
    captured = one.content
    if to.aside == Aside.HIDDEN:
        put_gone(connection, one.raw, len(captured.raw))
    else:
        put_blob(connection, captured.raw, one.raw, to.raw_digest)
    values = {
        "story_id": chain.story_id,
        "revision_id": to.id,
        "captured_at": captured.captured_at,
        "source": captured.source,
        "raw_digest": one.raw,
    }
    connection.execute(_PUT_VISIT, values)
    chain.visit(captured.source, one.raw, to)
    return Recorded(Arrival.VISIT, to.seq, ignored=_ignored(to, captured))


def _ignored(to: Known, captured: NewRevision) -> str | None:
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


def put_revision(connection: Connection, at: Place, captured: NewRevision, digests: Digests, batch: Batch) -> Known:
    """Write a revision whose bytes are there already; what was read from it is left for later."""
    known = put_row(connection, at, captured, digests)
    batch.late.append((known.id, captured))
    return known


def _put_hidden(
    connection: Connection, at: Place, captured: NewRevision, digests: Digests, like: Hidden, now: datetime
) -> Known:
    """Write a revision whose text was hidden before: its facts without the text, and a decision of its own."""
    put_gone(connection, digests.raw, len(captured.raw))
    if captured.reading.extracted:
        whole = captured.reading.text.encode()
        put_gone(connection, digest_of(whole), len(whole))
    bare = replace(captured, title=None, byline=None) if like.headline else captured
    known = put_row(connection, at, bare, digests)
    why = f"the text of revision {like.seq} of {like.story!r} again, which was hidden: {like.why}"
    text = text_key(one.text for one in captured.reading.sentences)
    put_decision(connection, at.story_id, known.id, NewDecision(DecisionKind.HIDDEN, why, now, like.headline, text))
    if like.headline:
        retitle(connection, at.story_id)
    return known._replace(aside=Aside.HIDDEN)


def put_row(connection: Connection, at: Place, captured: NewRevision, digests: Digests) -> Known:
    """Write the row of a revision; give what captures need to know of it."""
    values = reading_columns(captured.reading) | {
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
        "aside": None,
    }
    number = connection.execute(_PUT_REVISION, values).scalar_one()
    return Known._make(number if name == "id" else values[name] for name in Known._fields)
