"""What an archive's keepers decide about revisions: hide one, retract one, take a retracted one back.

Decisions of a story are a chain of their own: the digest of each is over its facts and the digest before it. What a
decision sets aside keeps its number, its digest and its place in the chain of revisions.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, or_, select, update

from store.aside import Aside, DecisionKind, DecisionRow, Hidden, NewDecision
from store.digests import decision_digest
from store.errors import StoreError
from store.hiding import remove_text
from store.tables import decision, revision, story, visit

_ASIDE = {DecisionKind.HIDDEN: Aside.HIDDEN, DecisionKind.RETRACTED: Aside.RETRACTED, DecisionKind.REINSTATED: None}
_BYTES = (revision.c.raw_digest, revision.c.text_digest)
_FACTS = (
    decision.c.number,
    decision.c.parent_digest,
    decision.c.digest,
    revision.c.seq,
    revision.c.digest.label("revision_digest"),
    decision.c.kind,
    decision.c.headline,
    decision.c.why,
    decision.c.decided_at,
)


def decision_rows(connection: Connection, story_id: int) -> tuple[DecisionRow, ...]:
    """Give the decisions about a story's revisions in order."""
    query = select(*_FACTS).join(revision, revision.c.id == decision.c.revision_id)
    rows = connection.execute(query.where(decision.c.story_id == story_id).order_by(decision.c.number))
    return tuple(_decision_row(row) for row in rows)


def _decision_row(row: Any) -> DecisionRow:
    number, parent, digest, seq, revision_digest, kind, headline, why, decided_at = row
    if kind not in list(DecisionKind):
        raise StoreError(f"decision {number} about revision {seq} is none that this tracker knows: {kind!r}")
    new = NewDecision(DecisionKind(kind), why, decided_at, headline)
    return DecisionRow(number, parent, digest, seq, revision_digest, new)


def state_after(kind: DecisionKind) -> str | None:
    """Give the state that a revision has by a decision about it."""
    state = _ASIDE[kind]
    return state.value if state else None


def decide(connection: Connection, story_id: int, seq: int, new: NewDecision) -> str:
    """Record a decision about a revision, and do what it says; give its digest; StoreError where that cannot be."""
    connection.execute(select(story.c.id).where(story.c.id == story_id).with_for_update())
    row = connection.execute(select(revision).where(revision.c.story_id == story_id, revision.c.seq == seq)).one()
    _refuse(row.aside, seq, new)
    if new.kind is DecisionKind.HIDDEN:
        remove_text(connection, row, headline=new.headline)
    return put_decision(connection, story_id, row.id, new)


def put_decision(connection: Connection, story_id: int, revision_id: int, new: NewDecision) -> str:
    """Write a decision at the end of its story's chain, and the state that its revision has by it; give its digest."""
    query = select(decision.c.number, decision.c.digest).where(decision.c.story_id == story_id)
    last = connection.execute(query.order_by(decision.c.number.desc()).limit(1)).one_or_none()
    uid = connection.execute(select(story.c.uid).where(story.c.id == story_id)).scalar_one()
    about: str = connection.execute(select(revision.c.digest).where(revision.c.id == revision_id)).scalar_one()
    number, parent = (last.number + 1, last.digest) if last else (1, None)
    digest = decision_digest(parent, uid, number, about, new)
    values = {
        "story_id": story_id,
        "number": number,
        "parent_digest": parent,
        "digest": digest,
        "revision_id": revision_id,
        "kind": new.kind.value,
        "headline": new.headline,
        "why": new.why,
        "decided_at": new.decided_at,
    }
    connection.execute(insert(decision).values(values))
    connection.execute(update(revision).where(revision.c.id == revision_id).values(aside=state_after(new.kind)))
    return digest


def _refuse(aside: str | None, seq: int, new: NewDecision) -> None:
    """Raise StoreError for a decision that would change nothing, or would take back what is for good."""
    match new.kind, aside:
        case DecisionKind.RETRACTED | DecisionKind.REINSTATED, Aside.HIDDEN:
            raise StoreError(f"revision {seq} is hidden, and that is for good")
        case DecisionKind.RETRACTED, Aside.RETRACTED:
            raise StoreError(f"revision {seq} is retracted already")
        case DecisionKind.REINSTATED, None:
            raise StoreError(f"revision {seq} is not retracted")
        case DecisionKind.HIDDEN, Aside.HIDDEN if not new.headline:
            raise StoreError(f"revision {seq} is hidden already")
        case _:
            return


def hidden_among(connection: Connection, ids: Sequence[int]) -> list[Hidden]:
    """Give which of some revisions were hidden, and why, the first decision first."""
    return _hidden(connection, revision.c.id.in_(ids)) if ids else []


def hidden_with(connection: Connection, digest: str) -> list[Hidden]:
    """Give the revisions of any story that were hidden with some bytes, and why, the first decision first."""
    visited = select(visit.c.revision_id).where(visit.c.raw_digest == digest)
    return _hidden(connection, or_(*(column == digest for column in _BYTES), revision.c.id.in_(visited)))


def _hidden(connection: Connection, which: ColumnElement[bool]) -> list[Hidden]:
    query = (
        select(story.c.key, revision.c.seq, decision.c.why, decision.c.headline)
        .select_from(decision.join(revision, revision.c.id == decision.c.revision_id))
        .join(story, story.c.id == revision.c.story_id)
        .where(decision.c.kind == DecisionKind.HIDDEN.value, which)
        .order_by(decision.c.id)
    )
    return [Hidden(*row) for row in connection.execute(query)]
