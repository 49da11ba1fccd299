"""A story out of an export: written as it was, digest for digest, or not at all. Runs inside one transaction."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from store.aside import Aside, DecisionRow
from store.blobs import put_blob, put_gone
from store.deciding import decide, decision_rows
from store.digests import content_digest, digest_of, revision_digest
from store.errors import StoreError
from store.hiding import headline_text
from store.naming import add_alias, story_id
from store.recording import Batch, Digests, Place, put_bytes, put_late, put_revision, put_row
from store.rows import Restored, RestoredRevision
from store.search import HEADLINES, add_words
from store.tables import revision, story, visit


def restore(connection: Connection, given: Restored) -> tuple[int, int]:
    """Write what the archive does not have of a story; give how many revisions and visits were new.

    What was decided about its revisions is decided here too: what was hidden there is hidden here.
    StoreError where its key is another story's, or where its history is not the one that the archive has.
    """
    number = _story(connection, given)
    kept = connection.execute(select(revision).where(revision.c.story_id == number).order_by(revision.c.seq)).all()
    for one, row in zip(given.revisions, kept, strict=False):
        if one.digest != row.digest:
            raise StoreError(f"revision {row.seq} of {given.key!r} is another one here: the two histories differ")
    new = given.revisions[len(kept) :]
    batch = Batch(given.created_at)
    _put_bytes(connection, new, kept[-1] if kept else None, batch)
    hidden = {row.seq for row in kept if row.aside == Aside.HIDDEN}
    _put_visited_bytes(connection, given, hidden)
    parent = kept[-1].digest if kept else None
    for seq, one in enumerate(new, len(kept) + 1):
        _put(connection, Place(number, given.uid, seq, parent), one, batch)
        parent = one.digest
    put_late(connection, batch)
    visits = _visits(connection, number, given, hidden)
    _decide(connection, number, given)
    return len(new), visits


def _story(connection: Connection, given: Restored) -> int:
    number: int | None = connection.execute(select(story.c.id).where(story.c.uid == given.uid)).scalar_one_or_none()
    if number is None:
        if story_id(connection, given.key) is not None:
            raise StoreError(f"{given.key!r} is another story here: rename that one first")
        values = {"uid": given.uid, "key": given.key, "title": given.title, "created_at": given.created_at}
        made: int = connection.execute(insert(story).values(values).returning(story.c.id)).scalar_one()
        number = made
    for name in given.aliases:
        if story_id(connection, name) is None:
            add_alias(connection, number, name)
    return number


def _put_bytes(connection: Connection, new: Sequence[RestoredRevision], before: Row[Any] | None, batch: Batch) -> None:
    """Keep the bytes of all that is not hidden; a hidden revision may have some of them too."""
    near = (before.raw_digest, before.text_digest) if before else (None, None)
    for one in new:
        if one.hidden:
            continue
        put_bytes(connection, one.content, one.raw_digest, near, batch)
        reading = one.content.reading
        near = (one.raw_digest, digest_of(reading.text.encode()) if reading.extracted else None)


def _put_visited_bytes(connection: Connection, given: Restored, hidden: Collection[int]) -> None:
    """Keep the bytes of visits, those of several once, but of those to a revision that is hidden here."""
    kept: set[str] = set()
    for one, raw in given.visits:
        if raw is not None and one.seq not in hidden and one.raw_digest not in kept:
            put_blob(connection, raw, one.raw_digest, given.revisions[one.seq - 1].raw_digest)
            kept.add(one.raw_digest)


def _put(connection: Connection, at: Place, one: RestoredRevision, batch: Batch) -> None:
    """Write a revision; of one that was hidden its place, to be hidden by the decision that follows."""
    new = one.content
    if one.hidden:
        put_gone(connection, one.raw_digest, 0)
        known = put_row(connection, at, new, Digests(one.digest, one.raw_digest, one.hidden))
        add_words(connection, HEADLINES, {known.id: headline_text(new.title, new.byline)})
        return
    if revision_digest(at.parent, at.uid, at.seq, one.raw_digest, new) != one.digest:
        raise StoreError(f"revision {at.seq} does not give its digest")
    content = content_digest(new.reading.text, new.title, new.byline)
    put_revision(connection, at, new, Digests(one.digest, one.raw_digest, content), batch)


def _visits(connection: Connection, number: int, given: Restored, hidden: Collection[int]) -> int:
    ids = dict(connection.execute(select(revision.c.seq, revision.c.id).where(revision.c.story_id == number)).all())
    there = select(visit.c.source, visit.c.captured_at, visit.c.raw_digest).where(visit.c.story_id == number)
    known = {tuple(row) for row in connection.execute(there)}
    new: list[dict[str, object]] = []
    for one, raw in given.visits:
        same = one.source, one.captured_at, one.raw_digest
        if same in known:
            continue
        known.add(same)
        if raw is None or one.seq in hidden:
            put_gone(connection, one.raw_digest, 0)
        values = {"story_id": number, "revision_id": ids[one.seq], "captured_at": one.captured_at}
        new.append(values | {"source": one.source, "raw_digest": one.raw_digest})
    if new:
        connection.execute(insert(visit), new)
    return len(new)


def _decide(connection: Connection, number: int, given: Restored) -> None:
    """Decide what was decided there and not yet here; the chain of decisions must be the same up to its end."""
    kept = decision_rows(connection, number)
    _refuse_others(given, kept)
    for one in given.decisions[len(kept) :]:
        if decide(connection, number, one.seq, one.decided) != one.digest:
            raise StoreError(f"decision {one.number} about {given.key!r} does not give its digest")


def _refuse_others(given: Restored, kept: Sequence[DecisionRow]) -> None:
    for one, row in zip(given.decisions, kept, strict=False):
        if one.digest != row.digest:
            raise StoreError(f"decision {row.number} about {given.key!r} is another one here: the two histories differ")
