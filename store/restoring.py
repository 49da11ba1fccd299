"""A story out of an export: written as it was, digest for digest, or not at all. Runs inside one transaction."""

from sqlalchemy import Connection, func, insert, select

from store.blobs import put_blob
from store.digests import digest_of, revision_digest
from store.errors import StoreError
from store.naming import add_alias, story_id
from store.recording import put_revision
from store.rows import Restored
from store.tables import revision, story, visit


def restore(connection: Connection, given: Restored) -> tuple[int, int]:
    """Write what the archive does not have of a story; give how many revisions and visits were new.

    StoreError where its key is another story's, or where its history is not the one that the archive has.
    """
    number = _story(connection, given)
    kept = connection.execute(
        select(revision.c.seq, revision.c.digest).where(revision.c.story_id == number).order_by(revision.c.seq)
    ).all()
    for (digest, _), row in zip(given.revisions, kept, strict=False):
        if digest != row.digest:
            raise StoreError(f"revision {row.seq} of {given.key!r} is another one here: the two histories differ")
    parent = kept[-1].digest if kept else None
    for seq, (digest, one) in enumerate(given.revisions[len(kept) :], len(kept) + 1):
        if revision_digest(parent, given.uid, seq, digest_of(one.raw), one) != digest:
            raise StoreError(f"revision {seq} of {given.key!r} does not give its digest")
        put_revision(connection, (number, given.uid), seq, parent, one)
        parent = digest
    return max(len(given.revisions) - len(kept), 0), _visits(connection, number, given)


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


def _visits(connection: Connection, number: int, given: Restored) -> int:
    ids = dict(connection.execute(select(revision.c.seq, revision.c.id).where(revision.c.story_id == number)).all())
    new = 0
    for one, raw in given.visits:
        same = (visit.c.story_id == number, visit.c.source == one.source, visit.c.captured_at == one.captured_at)
        query = select(func.count()).where(*same, visit.c.raw_digest == one.raw_digest)
        if connection.execute(query).scalar_one():
            continue
        values = {"story_id": number, "revision_id": ids[one.seq], "captured_at": one.captured_at}
        values |= {"source": one.source, "raw_digest": put_blob(connection, raw)}
        connection.execute(insert(visit).values(values))
        new += 1
    return new
