"""What a capture becomes: a revision, a visit, or nothing new. Runs inside one transaction."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from store.blobs import put_blob
from store.digests import content_digest, revision_digest
from store.naming import story_id
from store.readings import put_reading, reading_columns
from store.rows import Arrival, NewRevision, Recorded
from store.search import HEADLINES, add_words
from store.tables import revision, story, visit
from store.upsert import insert_missing


def record(connection: Connection, key: str, title: str | None, captured: NewRevision, now: datetime) -> Recorded:
    """Record a capture.

    A capture whose source last gave the same bytes for this story is a visit, and so is any other whose text,
    title and byline equal the newest revision's. A capture that is recorded already is not written again.
    Everything else is a revision; one that equals an earlier one is a revert and says of which.
    """
    number, uid = _story(connection, key, title, now)
    raw_digest = put_blob(connection, captured.raw)
    latest = _latest_of_source(connection, number, captured.source)
    if latest and latest.raw_digest == raw_digest:
        if _is_known(connection, number, raw_digest, captured):
            return Recorded(Arrival.KNOWN, latest.seq, ignored=_ignored(latest, captured))
        return _visit(connection, number, latest, raw_digest, captured)
    newest = _newest(connection, number)
    if newest and newest.content_digest == content_digest(captured.reading.text, captured.title, captured.byline):
        return _visit(connection, number, newest, raw_digest, captured)
    return _revision(connection, (number, uid), newest, captured)


def _story(connection: Connection, key: str, title: str | None, now: datetime) -> tuple[int, str]:
    """Give a story's number and lasting name, made where there is none; no other writer goes on with it until the end.

    On SQLite the transaction has the only writer's lock already; on PostgreSQL the story's row is locked.
    """
    named = story_id(connection, key)
    query = select(story.c.id, story.c.uid).where(story.c.id == named).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None:
        new = {"uid": secrets.token_hex(16), "key": key, "title": title, "created_at": now}
        insert_missing(connection, story, [new], key="key")  # another writer may be quicker
        made = select(story.c.id, story.c.uid).where(story.c.key == key).with_for_update()
        row = connection.execute(made).one()
    return row.id, row.uid


def _newest(connection: Connection, story_id: int) -> Row[Any] | None:
    query = select(revision).where(revision.c.story_id == story_id).order_by(revision.c.seq.desc()).limit(1)
    return connection.execute(query).one_or_none()


def _latest_of_source(connection: Connection, story_id: int, source: str) -> Any:
    """Give the id, number and raw digest of what a source gave last, as a revision or on a visit.

    A visit is later than its source's last revision when it was to that revision or to a later one.
    """
    facts = (revision.c.id, revision.c.seq, revision.c.title, revision.c.byline)
    own = (
        select(*facts, revision.c.raw_digest)
        .where(revision.c.story_id == story_id, revision.c.source == source)
        .order_by(revision.c.seq.desc())
        .limit(1)
    )
    visited = (
        select(*facts, visit.c.raw_digest)
        .join(visit, visit.c.revision_id == revision.c.id)
        .where(visit.c.story_id == story_id, visit.c.source == source)
        .order_by(revision.c.seq.desc(), visit.c.id.desc())
        .limit(1)
    )
    as_revision, as_visit = connection.execute(own).one_or_none(), connection.execute(visited).one_or_none()
    if as_revision and as_visit:
        return as_visit if as_visit.seq >= as_revision.seq else as_revision
    return as_revision or as_visit


def _is_known(connection: Connection, story_id: int, raw_digest: str, captured: NewRevision) -> bool:
    """Say whether this very capture is recorded: the same bytes from the same source at the same time."""
    for table in (revision, visit):
        same = select(func.count()).where(
            table.c.story_id == story_id,
            table.c.source == captured.source,
            table.c.captured_at == captured.captured_at,
            table.c.raw_digest == raw_digest,
        )
        if connection.execute(same).scalar_one():
            return True
    return False


def _visit(connection: Connection, story_id: int, to: Row[Any], raw_digest: str, captured: NewRevision) -> Recorded:
    values = {
        "story_id": story_id,
        "revision_id": to.id,
        "captured_at": captured.captured_at,
        "source": captured.source,
        "raw_digest": raw_digest,
    }
    connection.execute(insert(visit).values(values))
    return Recorded(Arrival.VISIT, to.seq, ignored=_ignored(to, captured))


def _ignored(to: Row[Any], captured: NewRevision) -> str | None:
    """Name the field of a capture that its revision does not have and that a visit therefore loses."""
    if captured.title != to.title:
        return "title"
    return "byline" if captured.byline != to.byline else None


def _revision(connection: Connection, of: tuple[int, str], newest: Row[Any] | None, captured: NewRevision) -> Recorded:
    content = content_digest(captured.reading.text, captured.title, captured.byline)
    earlier = select(func.max(revision.c.seq)).where(revision.c.story_id == of[0], revision.c.content_digest == content)
    reverts_to = connection.execute(earlier).scalar_one()
    seq = newest.seq + 1 if newest else 1
    put_revision(connection, of, seq, newest.digest if newest else None, captured)
    return Recorded(Arrival.REVISION, seq, reverts_to)


def put_revision(
    connection: Connection, of: tuple[int, str], seq: int, parent: str | None, captured: NewRevision
) -> None:
    """Write a revision, its bytes and its reading; `of` is the story's number and its lasting name."""
    number, uid = of
    raw_digest = put_blob(connection, captured.raw)
    values = {
        "story_id": number,
        "seq": seq,
        "parent_digest": parent,
        "digest": revision_digest(parent, uid, seq, raw_digest, captured),
        "content_digest": content_digest(captured.reading.text, captured.title, captured.byline),
        "raw_digest": raw_digest,
        "encoding": captured.encoding,
        "decoding": captured.decoding,
        "media_type": captured.media_type,
        "title": captured.title,
        "byline": captured.byline,
        "source": captured.source,
        "published_at": captured.published_at,
        "captured_at": captured.captured_at,
    } | reading_columns(connection, captured.reading)
    revision_id = connection.execute(insert(revision).values(values).returning(revision.c.id)).scalar_one()
    put_reading(connection, revision_id, captured.reading)
    add_words(connection, HEADLINES, {revision_id: f"{captured.title or ''} / {captured.byline or ''}"})
