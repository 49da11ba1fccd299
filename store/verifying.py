"""Is a story's history as it was written: the chain of digests, then the bytes and what was read from them."""

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import Connection, select

from store.blobs import blob_bytes
from store.digests import digest_of, revision_digest
from store.errors import StoreError
from store.rows import Fault, Head, RevisionRow, StoryRow
from store.tables import revision, revision_sentence, sentence, story, visit


def chain_faults(of: StoryRow, rows: Sequence[RevisionRow]) -> Iterator[Fault]:
    """Check that each revision follows on the one before, and that its facts give its digest."""
    parent: str | None = None
    for place, row in enumerate(rows, 1):
        if row.seq != place:
            yield Fault(of.key, row.seq, f"revision {place} is missing before it")
        if row.parent_digest != parent:
            yield Fault(of.key, row.seq, "it does not follow on the revision before it")
        if revision_digest(row.parent_digest, of.uid, row.seq, row.raw_digest, row) != row.digest:
            yield Fault(of.key, row.seq, "its recorded facts do not give its digest")
        parent = row.digest


def data_faults(connection: Connection, of: StoryRow, rows: Sequence[RevisionRow]) -> Iterator[Fault]:
    """Check the bytes of some revisions and of the visits to them, and the sentences that they have."""
    for row in rows:
        for digest in (row.raw_digest, row.text_digest):
            yield from _blob_fault(connection, of, row.seq, digest, "")
    ids = {row.id: row.seq for row in rows}
    visits = select(visit.c.revision_id, visit.c.raw_digest).where(visit.c.story_id == of.id).order_by(visit.c.id)
    for number, digest in connection.execute(visits).all():
        if number in ids:
            yield from _blob_fault(connection, of, ids[number], digest, "on a visit to it: ")
    yield from _sentence_faults(connection, of, set(ids))


def _blob_fault(connection: Connection, of: StoryRow, seq: int, digest: str | None, where: str) -> Iterator[Fault]:
    try:
        if digest is not None:
            blob_bytes(connection, digest)
    except StoreError as error:
        yield Fault(of.key, seq, f"{where}{error}")


def _sentence_faults(connection: Connection, of: StoryRow, ids: Collection[int]) -> Iterator[Fault]:
    query = (
        select(revision.c.id, revision.c.seq, sentence.c.digest, sentence.c.text)
        .join(revision_sentence, revision_sentence.c.revision_id == revision.c.id)
        .join(sentence, sentence.c.id == revision_sentence.c.sentence_id)
        .where(revision.c.story_id == of.id)
        .order_by(revision.c.seq, revision_sentence.c.position)
    )
    for number, seq, digest, text in connection.execute(query):
        if number in ids and digest_of(text.encode()) != digest:
            yield Fault(of.key, seq, f"a sentence is not what it was: {text[:40]!r}")


def heads(connection: Connection) -> tuple[Head, ...]:
    """Give the latest digest of each story: with its chain it vouches for the whole history."""
    later = revision.alias()
    latest = ~select(later.c.id).where(later.c.story_id == story.c.id, later.c.seq > revision.c.seq).exists()
    query = (
        select(story.c.key, story.c.uid, revision.c.seq, revision.c.digest)
        .join(revision, revision.c.story_id == story.c.id)
        .where(latest)
        .order_by(story.c.key)
    )
    return tuple(Head(*row) for row in connection.execute(query))
