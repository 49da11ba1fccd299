"""Is a story's history as it was written: the chain of digests, then the bytes and what was read from them."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, select

from store.aside import Aside, DecisionKind, DecisionRow
from store.blobs import blob_bytes
from store.deciding import state_after
from store.digests import decision_digest, digest_of, revision_digest
from store.errors import StoreError
from store.hiding import has_bytes
from store.rows import Fault, Head, HeadOf, RevisionRow, StoryRow
from store.tables import decision, note, revision, revision_sentence, sentence, story, visit


def chain_faults(of: StoryRow, rows: Sequence[RevisionRow], decided: Sequence[DecisionRow]) -> Iterator[Fault]:
    """Check that each revision follows on the one before, and that its facts give its digest; then the decisions.

    Of a revision that was hidden with its headline the facts are not all there; the next one has its digest.
    """
    bare = {one.seq for one in decided if one.decided.kind == DecisionKind.HIDDEN and one.decided.headline}
    parent: str | None = None
    for place, row in enumerate(rows, 1):
        if row.seq != place:
            yield Fault(of.key, row.seq, f"revision {place} is missing before it")
        if row.parent_digest != parent:
            yield Fault(of.key, row.seq, "it does not follow on the revision before it")
        given = revision_digest(row.parent_digest, of.uid, row.seq, row.raw_digest, row)
        if given != row.digest and row.seq not in bare:
            yield Fault(of.key, row.seq, "its recorded facts do not give its digest")
        parent = row.digest

    yield from _decision_faults(of, rows, decided)


def _decision_faults(of: StoryRow, rows: Sequence[RevisionRow], decided: Sequence[DecisionRow]) -> Iterator[Fault]:
    """Check that each decision follows on the one before, and that each revision stands as was decided last."""
    parent: str | None = None
    states: dict[int, str | None] = {}
    for place, one in enumerate(decided, 1):
        digest = decision_digest(parent, of.uid, place, one.revision_digest, one.decided)
        if (one.number, one.parent_digest, one.digest) != (place, parent, digest):
            yield Fault(of.key, one.seq, f"decision {one.number} about it is not as it was, or not in its place")
        parent = one.digest
        states[one.seq] = state_after(one.decided.kind)
    for row in rows:
        if row.aside != states.get(row.seq):
            stands, decision = row.aside or "standing", states.get(row.seq) or "standing"
            yield Fault(of.key, row.seq, f"it is {stands}, where the decisions about it make it {decision}")


def data_faults(connection: Connection, of: StoryRow, rows: Sequence[RevisionRow]) -> Iterator[Fault]:
    """Check the bytes of some revisions and of the visits to them, and the sentences that they have."""
    for row in rows:
        if row.aside == Aside.HIDDEN:
            yield from _left_over(connection, of, row)
            continue
        for digest in (row.raw_digest, row.text_digest):
            yield from _blob_fault(connection, of, row.seq, digest, "")
    ids = {row.id: row.seq for row in rows if row.aside != Aside.HIDDEN}
    visits = select(visit.c.revision_id, visit.c.raw_digest).where(visit.c.story_id == of.id).order_by(visit.c.id)
    looked_at = {row.raw_digest for row in rows if row.aside != Aside.HIDDEN}
    for number, digest in connection.execute(visits).all():
        if number in ids and digest not in looked_at:
            looked_at.add(digest)
            yield from _blob_fault(connection, of, ids[number], digest, "on a visit to it: ")
    yield from _sentence_faults(connection, of, set(ids))


def _left_over(connection: Connection, of: StoryRow, row: RevisionRow) -> Iterator[Fault]:
    """Find what a hidden revision should not have any more."""
    for table in (revision_sentence, note):
        if connection.execute(select(table.c.revision_id).where(table.c.revision_id == row.id).limit(1)).first():
            yield Fault(of.key, row.seq, f"it is hidden and still has {table.name.replace('_', ' ')}s")
    if has_bytes(connection, row):
        yield Fault(of.key, row.seq, "it is hidden and its bytes are still there")


def _blob_fault(connection: Connection, of: StoryRow, seq: int, digest: str | None, where: str) -> Iterator[Fault]:
    try:
        if digest is not None:
            blob_bytes(connection, digest)
    except StoreError as error:
        yield Fault(of.key, seq, f"{where}{error}")


def _sentence_faults(connection: Connection, of: StoryRow, ids: Collection[int]) -> Iterator[Fault]:
    query = (
        select(revision.c.id, revision.c.seq, revision_sentence.c.position, sentence.c.digest, sentence.c.text)
        .join(revision_sentence, revision_sentence.c.revision_id == revision.c.id)
        .join(sentence, sentence.c.id == revision_sentence.c.sentence_id)
        .where(revision.c.story_id == of.id)
        .order_by(revision.c.seq, revision_sentence.c.position)
    )
    before = (0, -1)
    for number, seq, position, digest, text in connection.execute(query):
        if number in ids and digest_of(text.encode()) != digest:
            yield Fault(of.key, seq, f"a sentence is not what it was: {text[:40]!r}")
        if number in ids and position != (before[1] + 1 if before[0] == number else 0):
            yield Fault(of.key, seq, f"a sentence is missing before {text[:40]!r}")
        before = (number, position)


def heads(connection: Connection) -> tuple[Head, ...]:
    """Give the latest digest of each story, and of what was decided about it: they vouch for the whole history."""
    ends = [Head(*row) for row in connection.execute(_ends(revision, revision.c.seq))]
    ends += [
        Head(row.key, row.uid, row.number, row.digest, HeadOf.DECISIONS)
        for row in connection.execute(_ends(decision, decision.c.number))
    ]
    return tuple(sorted(ends, key=lambda one: (one.story, one.of == HeadOf.DECISIONS)))


def _ends(chain: Table, number: Column[int]) -> Select[Any]:
    later = chain.alias()
    latest = ~select(later.c.id).where(later.c.story_id == story.c.id, later.c[number.name] > number).exists()
    query = select(story.c.key, story.c.uid, number, chain.c.digest).join(chain, chain.c.story_id == story.c.id)
    return query.where(latest)
