"""The registry of misnamed terms that people keep by hand, and what the notes of every story say of theirs."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, select

from store.rows import NotedTerm, TermRow
from store.tables import note, revision, story, term
from store.upsert import insert_missing


def kept_terms(connection: Connection) -> tuple[TermRow, ...]:
    """Give the terms kept by hand, in order."""
    query = select(term.c.term, term.c.correct, term.c.added_at, term.c.remark).order_by(term.c.term)
    return tuple(TermRow(*row) for row in connection.execute(query))


def put_terms(connection: Connection, rows: Iterable[TermRow]) -> int:
    """Keep terms, each in the place of one of the same words; give how many were not there as they are now."""
    before = {one.term: (one.correct, one.remark) for one in kept_terms(connection)}
    given = {one.term: one for one in rows}  # of two of the same words, the last
    new = [one for one in given.values() if before.get(one.term) != (one.correct, one.remark)]
    for one in new:
        connection.execute(delete(term).where(term.c.term == one.term))
    values = [{name: getattr(one, name) for name in TermRow.__slots__} for one in new]
    insert_missing(connection, term, values, key="term")
    return len(new)


def drop_term(connection: Connection, word: str) -> bool:
    """Forget a term kept by hand; say whether there was one."""
    return connection.execute(delete(term).where(term.c.term == word)).rowcount > 0


def noted_terms(connection: Connection) -> tuple[NotedTerm, ...]:
    """Give what notes say of misnamed terms: term, form, kind, status and story, first and last seen when."""
    query = (
        select(
            note.c.term,
            note.c.correct,
            note.c.kind,
            note.c.status,
            story.c.key,
            func.min(revision.c.captured_at),
            func.max(revision.c.captured_at),
        )
        .join(revision, revision.c.id == note.c.revision_id)
        .join(story, story.c.id == revision.c.story_id)
        .where(note.c.term.is_not(None), revision.c.aside.is_(None))
        .group_by(note.c.term, note.c.correct, note.c.kind, note.c.status, story.c.key)
        .order_by(note.c.term, note.c.correct, story.c.key, note.c.kind, note.c.status)
    )
    return tuple(NotedTerm(*row) for row in connection.execute(query))
