"""What an archive's keepers decide about revisions: hide one, retract one, take a retracted one back.

Decisions of a story are a chain of their own: the digest of each is over its facts and the digest before it. What a
decision sets aside keeps its number, its digest and its place in the chain of revisions.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from store.aside import Aside, DecisionKind, DecisionRow, Hidden, NewDecision
from store.digests import decision_digest, text_key
from store.errors import StoreError
from store.hiding import remove_text, sweep
from store.tables import decision, revision, revision_sentence, sentence, story

_ASIDE = {DecisionKind.HIDDEN: Aside.HIDDEN, DecisionKind.RETRACTED: Aside.RETRACTED, DecisionKind.REINSTATED: None}
_HIDDEN_TEXTS = select(decision.c.text_digest).where(decision.c.kind == DecisionKind.HIDDEN.value)
_FACTS = (
    decision.c.number,
    decision.c.parent_digest,
    decision.c.digest,
    revision.c.seq,
    revision.c.digest.label("revision_digest"),
    decision.c.kind,
    decision.c.headline,
    decision.c.text_digest,
    decision.c.why,
    decision.c.decided_at,
)


def decision_rows(connection: Connection, story_id: int) -> tuple[DecisionRow, ...]:
    """Give the decisions about a story's revisions in order."""
    query = select(*_FACTS).join(revision, revision.c.id == decision.c.revision_id)
    rows = connection.execute(query.where(decision.c.story_id == story_id).order_by(decision.c.number))
    return tuple(_decision_row(row) for row in rows)


def decided_between(
    connection: Connection, since: datetime, until: datetime | None
) -> tuple[tuple[str, DecisionRow], ...]:
    """Give the decisions of a period about revisions of any story, each with the story's key, in order."""
    query = select(story.c.key, *_FACTS).join(revision, revision.c.story_id == story.c.id)
    query = query.join(decision, decision.c.revision_id == revision.c.id).where(decision.c.decided_at >= since)
    if until is not None:
        query = query.where(decision.c.decided_at <= until)
    rows = connection.execute(query.order_by(decision.c.decided_at, story.c.key, decision.c.number))
    return tuple((key, _decision_row(row)) for key, *row in rows)


def _decision_row(row: Any) -> DecisionRow:
    number, parent, digest, seq, revision_digest, kind, headline, text, why, decided_at = row
    if kind not in list(DecisionKind):
        raise StoreError(f"decision {number} about revision {seq} is none that this tracker knows: {kind!r}")
    new = NewDecision(DecisionKind(kind), why, decided_at, headline, text)
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
        new = new if new.text else replace(new, text=_known_by(connection, row))
        remove_text(connection, row, headline=new.headline)
    digest = put_decision(connection, story_id, row.id, new)
    retitle(connection, story_id)
    return digest


def sweep_hidden(connection: Connection, story_id: int, seq: int) -> None:
    """Remove what is left of a revision's text where it was hidden before."""
    connection.execute(select(story.c.id).where(story.c.id == story_id).with_for_update())
    row = connection.execute(select(revision).where(revision.c.story_id == story_id, revision.c.seq == seq)).one()
    if row.aside == Aside.HIDDEN:
        sweep(connection, row)


def _known_by(connection: Connection, row: Row[Any]) -> str | None:
    """Give the digest that the text of a revision is known by; where it is hidden, as it was said then."""
    if row.aside != Aside.HIDDEN:
        of = select(sentence.c.text).join(revision_sentence, revision_sentence.c.sentence_id == sentence.c.id)
        query = of.where(revision_sentence.c.revision_id == row.id).order_by(revision_sentence.c.position)
        return text_key(connection.execute(query).scalars())
    said = select(decision.c.text_digest).where(decision.c.revision_id == row.id).order_by(decision.c.number)
    return next((digest for digest in connection.execute(said).scalars() if digest), None)


def retitle(connection: Connection, story_id: int) -> None:
    """Give a story whose title no standing revision has the first title that one has."""
    standing = select(revision.c.title).where(revision.c.story_id == story_id, revision.c.aside.is_(None))
    titles = connection.execute(standing.where(revision.c.title.is_not(None)).order_by(revision.c.seq)).scalars().all()
    now = connection.execute(select(story.c.title).where(story.c.id == story_id)).scalar_one()
    if now not in titles:
        connection.execute(update(story).where(story.c.id == story_id).values(title=titles[0] if titles else None))


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
        "text_digest": new.text,
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


def hidden_texts(connection: Connection) -> frozenset[str]:
    """Give the digests that the hidden texts are known by."""
    found = connection.execute(_HIDDEN_TEXTS).scalars()
    return frozenset(digest for digest in found if digest)


def hidden_as(connection: Connection, text: str) -> Hidden:
    """Give the revision that a text was first hidden with, and why; its headline is hidden if any of them's was."""
    query = (
        select(story.c.key, revision.c.seq, decision.c.why, decision.c.headline)
        .select_from(decision.join(revision, revision.c.id == decision.c.revision_id))
        .join(story, story.c.id == revision.c.story_id)
        .where(decision.c.kind == DecisionKind.HIDDEN.value, decision.c.text_digest == text)
        .order_by(decision.c.id)
    )
    rows = connection.execute(query).all()
    return Hidden(rows[0].key, rows[0].seq, rows[0].why, any(row.headline for row in rows))


def stands(connection: Connection, digests: Sequence[str]) -> bool:
    """Say whether any revision that is not hidden has just these sentences, in this order."""
    having = select(revision_sentence.c.revision_id).join(sentence, sentence.c.id == revision_sentence.c.sentence_id)
    ids = connection.execute(having.where(sentence.c.digest == digests[0]).distinct()).scalars().all()
    return any(sentence_digests(connection, number) == list(digests) for number in ids)


def sentence_digests(connection: Connection, revision_id: int) -> list[str]:
    """Give the digests of a revision's sentences in order."""
    of = select(sentence.c.digest).join(revision_sentence, revision_sentence.c.sentence_id == sentence.c.id)
    query = of.where(revision_sentence.c.revision_id == revision_id).order_by(revision_sentence.c.position)
    return list(connection.execute(query).scalars())
