"""Stories, revisions, visits, sentences and notes, out of the tables."""

import json
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from store.rows import NewNote, NewSentence, RevisionRow, StoryRow, VisitRow
from store.tables import blob, note, revision, revision_sentence, sentence, story, visit


def all_stories(connection: Connection) -> tuple[StoryRow, ...]:
    """Give every story by key."""
    return tuple(StoryRow(*row) for row in connection.execute(_stories().order_by(story.c.key)))


def story_row(connection: Connection, number: int | None) -> StoryRow | None:
    """Give a story by its number."""
    row = connection.execute(_stories().where(story.c.id == number)).one_or_none()
    return StoryRow(*row) if row else None


def revision_rows(connection: Connection, of: StoryRow) -> tuple[RevisionRow, ...]:
    """Give a story's revisions in order."""
    query = select(revision).where(revision.c.story_id == of.id).order_by(revision.c.seq)
    return tuple(_revision_row(row) for row in connection.execute(query))


def visit_rows(connection: Connection, of: StoryRow) -> tuple[VisitRow, ...]:
    """Give a story's visits in order."""
    query = (
        select(revision.c.seq, visit.c.captured_at, visit.c.source, visit.c.raw_digest)
        .join(visit, visit.c.revision_id == revision.c.id)
        .where(visit.c.story_id == of.id)
        .order_by(visit.c.id)
    )
    return tuple(VisitRow(*row) for row in connection.execute(query))


def visit_counts(connection: Connection, of: StoryRow) -> dict[int, int]:
    """Count the visits of each revision of a story, by its number."""
    query = (
        select(revision.c.seq, func.count())
        .join(visit, visit.c.revision_id == revision.c.id)
        .where(revision.c.story_id == of.id)
        .group_by(revision.c.seq)
    )
    return {row.seq: row[1] for row in connection.execute(query)}


def sentence_rows(connection: Connection, of: RevisionRow) -> tuple[NewSentence, ...]:
    """Give a revision's sentences in order."""
    query = (
        select(sentence.c.text, revision_sentence.c.start, revision_sentence.c.end, revision_sentence.c.paragraph)
        .join(sentence, sentence.c.id == revision_sentence.c.sentence_id)
        .where(revision_sentence.c.revision_id == of.id)
        .order_by(revision_sentence.c.position)
    )
    return tuple(NewSentence(*row) for row in connection.execute(query).all())


def note_rows(connection: Connection, of: RevisionRow) -> tuple[NewNote, ...]:
    """Give a revision's editorial notes in order."""
    query = select(note).where(note.c.revision_id == of.id).order_by(note.c.start)
    return tuple(_note_row(row) for row in connection.execute(query))


def table_counts(connection: Connection) -> dict[str, int]:
    """Count what the archive holds, table by table, and the bytes of its blobs, raw and as kept."""
    tables = {
        "stories": story,
        "revisions": revision,
        "visits": visit,
        "sentences": sentence,
        "notes": note,
        "blobs": blob,
    }
    counts = {
        name: connection.execute(select(func.count()).select_from(table)).scalar_one() for name, table in tables.items()
    }
    sizes = select(func.coalesce(func.sum(blob.c.size), 0), func.coalesce(func.sum(func.length(blob.c.data)), 0))
    raw, kept = connection.execute(sizes).one()
    return counts | {"raw bytes": int(raw), "kept bytes": int(kept)}


def _stories() -> Select[Any]:
    return (
        select(
            story.c.id,
            story.c.uid,
            story.c.key,
            story.c.title,
            func.count(revision.c.id),
            func.max(revision.c.captured_at),
        )
        .outerjoin(revision, revision.c.story_id == story.c.id)
        .group_by(story.c.id, story.c.uid, story.c.key, story.c.title)
    )


def _revision_row(row: Row[Any]) -> RevisionRow:
    return RevisionRow(**{name: getattr(row, name) for name in RevisionRow.__slots__})


def _note_row(row: Row[Any]) -> NewNote:
    values = {name: getattr(row, name) for name in NewNote.__slots__}
    return NewNote(**values | {"alternatives": tuple(json.loads(row.alternatives))})
