"""The text of a revision removed for good: the only thing that removes text. Runs inside one transaction.

What a revision that still has its text holds too stays: bytes, sentences. Everything is locked before it is looked at,
so that on PostgreSQL no other writer comes to hold it in the meantime.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, exists, func, or_, select, union, update

from store.aside import Aside, Sharing
from store.batches import in_batches
from store.blobs import GONE, remove_blobs
from store.rows import RevisionRow
from store.search import HEADLINES, SENTENCES, optimize_index, remove_words
from store.tables import blob, note, revision, revision_sentence, sentence, story, visit

_IN_USE = select(revision_sentence.c.sentence_id).where(revision_sentence.c.sentence_id == sentence.c.id)
_UNUSED = select(sentence.c.id, sentence.c.text).where(~exists(_IN_USE)).order_by(sentence.c.id)
_LOCKED_SENTENCES = select(sentence.c.id).where(~exists(_IN_USE)).order_by(sentence.c.id).with_for_update()
_LOCKED_BLOBS = select(blob.c.digest).where(blob.c.digest.in_(bindparam("sought", expanding=True)))


def remove_text(connection: Connection, row: Row[Any], *, headline: bool) -> None:
    """Remove the sentences, notes, words and bytes of a revision, and with `headline` its headline and byline.

    With them go the sentences that no revision has any more, also those that an earlier reading left behind.
    """
    shown = headline_text(row.title, row.byline)
    if row.aside != Aside.HIDDEN:
        remove_words(connection, HEADLINES, {row.id: shown})
        connection.execute(update(revision).where(revision.c.id == row.id).values(aside=Aside.HIDDEN.value))
    sweep(connection, row)
    if headline:
        _remove_headline(connection, row)


def sweep(connection: Connection, row: Row[Any]) -> None:
    """Remove what of a hidden revision's text is there, whatever put it there."""
    connection.execute(delete(note).where(note.c.revision_id == row.id))
    connection.execute(delete(revision_sentence).where(revision_sentence.c.revision_id == row.id))
    _sweep_sentences(connection)
    _sweep_blobs(connection, row)
    optimize_index(connection)


def sharing(connection: Connection, of: RevisionRow) -> tuple[Sharing, ...]:
    """Give the other revisions that have sentences of a revision, with how many; those that have most first."""
    own = select(revision_sentence.c.sentence_id).where(revision_sentence.c.revision_id == of.id).distinct()
    count: int = connection.execute(select(func.count()).select_from(own.subquery())).scalar_one()
    shared = func.count(revision_sentence.c.sentence_id.distinct())
    query = (
        select(story.c.key, revision.c.seq, shared.label("sentences"))
        .select_from(revision_sentence.join(revision, revision.c.id == revision_sentence.c.revision_id))
        .join(story, story.c.id == revision.c.story_id)
        .where(revision_sentence.c.sentence_id.in_(own), revision.c.id != of.id)
        .group_by(story.c.key, revision.c.seq)
        .order_by(shared.desc(), story.c.key, revision.c.seq)
    )
    return tuple(Sharing(row.key, row.seq, row.sentences, count) for row in connection.execute(query))


def headline_text(title: str | None, byline: str | None) -> str:
    """Give a headline and a byline as the index has them."""
    return f"{title or ''} / {byline or ''}"


def _sweep_sentences(connection: Connection) -> None:
    connection.execute(_LOCKED_SENTENCES)
    unused = {row.id: row.text for row in connection.execute(_UNUSED)}
    remove_words(connection, SENTENCES, unused)
    for some in in_batches(list(unused)):
        connection.execute(delete(sentence).where(sentence.c.id.in_(some)))


def _sweep_blobs(connection: Connection, row: Row[Any]) -> None:
    """Remove the bytes of a revision and of the visits to it, but those that something with a text has too.

    With them go the texts that no revision has any more, which an earlier reading left behind.
    """
    own = [*connection.execute(_digests(revision.c.id == row.id)).scalars(), *_left_behind(connection)]
    has_text = or_(revision.c.aside.is_(None), revision.c.aside != Aside.HIDDEN.value)
    for some in in_batches(own):
        connection.execute(_LOCKED_BLOBS.order_by(blob.c.digest).with_for_update(), {"sought": some})
        kept = set(connection.execute(_digests(has_text, some)).scalars())
        remove_blobs(connection, [digest for digest in some if digest not in kept])


def has_bytes(connection: Connection, row: RevisionRow) -> bool:
    """Say whether bytes of a hidden revision, or of the visits to it, are kept that nothing with a text has too."""
    own = list(connection.execute(_digests(revision.c.id == row.id)).scalars())
    has_text = or_(revision.c.aside.is_(None), revision.c.aside != Aside.HIDDEN.value)
    for some in in_batches(own):
        kept = set(connection.execute(_digests(has_text, some)).scalars())
        held = select(blob.c.digest).where(blob.c.digest.in_(some), blob.c.codec != GONE)
        if not kept.issuperset(connection.execute(held).scalars()):
            return True
    return False


def _left_behind(connection: Connection) -> list[str]:
    used = {digest for column in _PLACES for digest in connection.execute(select(column).distinct()).scalars()}
    every = connection.execute(select(blob.c.digest).where(blob.c.codec != GONE)).scalars()
    return [digest for digest in every if digest not in used]


_VISITED = revision.join(visit, visit.c.revision_id == revision.c.id)
_PLACES = {revision.c.raw_digest: revision, revision.c.text_digest: revision, visit.c.raw_digest: _VISITED}


def _digests(of: Any, among: Sequence[str] | None = None) -> Select[Any]:
    """Ask for the digests of the bytes of some revisions and of the visits to them."""
    queries = []
    for column, source in _PLACES.items():
        query = select(column.label("digest")).select_from(source).where(of, column.is_not(None))
        queries.append(query if among is None else query.where(column.in_(among)))
    return select(union(*queries).subquery().c.digest)


def _remove_headline(connection: Connection, row: Row[Any]) -> None:
    """Remove a headline and byline; the story's title follows from those that stand."""
    connection.execute(update(revision).where(revision.c.id == row.id).values(title=None, byline=None))
