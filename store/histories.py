"""Stories, revisions, visits, sentences and notes, out of the tables."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, case, func, select

from store.batches import in_batches
from store.blobs import blobs_bytes
from store.errors import StoreError
from store.rows import Kept, KeptReading, NewNote, NewSentence, RevisionRow, StoryRow, VisitRow
from store.tables import blob, note, revision, revision_sentence, sentence, story, story_alias, visit

_OF_THESE = revision_sentence.c.revision_id.in_(bindparam("ids", expanding=True))
_PLACES = (
    select(
        revision_sentence.c.revision_id,
        revision_sentence.c.sentence_id,
        revision_sentence.c.start,
        revision_sentence.c.end,
        revision_sentence.c.paragraph,
    )
    .where(_OF_THESE)
    .order_by(revision_sentence.c.revision_id, revision_sentence.c.position)
)
_TEXTS = select(sentence.c.id, sentence.c.text).where(
    sentence.c.id.in_(select(revision_sentence.c.sentence_id).where(_OF_THESE))
)
_NOTES = select(note).where(note.c.revision_id.in_(bindparam("ids", expanding=True))).order_by(note.c.start)
_STORIES = (
    select(
        story.c.id,
        story.c.uid,
        story.c.key,
        story.c.title,
        func.count(revision.c.id),
        func.max(revision.c.captured_at),
        func.count(case((revision.c.aside.is_(None), revision.c.id))),
    )
    .outerjoin(revision, revision.c.story_id == story.c.id)
    .group_by(story.c.id, story.c.uid, story.c.key, story.c.title)
)
_STORY_BY_KEY = _STORIES.where(story.c.key == bindparam("name"))
_STORY_BY_ALIAS = _STORIES.join(story_alias, story_alias.c.story_id == story.c.id).where(
    story_alias.c.alias == bindparam("name")
)
_VISIT_COUNTS = (
    select(revision.c.seq, func.count(), func.max(visit.c.captured_at))
    .join(visit, visit.c.revision_id == revision.c.id)
    .where(visit.c.story_id == bindparam("of"))
    .group_by(revision.c.seq)
)
_REVISIONS = select(revision).where(revision.c.story_id == bindparam("of")).order_by(revision.c.seq)


def all_stories(connection: Connection) -> tuple[StoryRow, ...]:
    """Give every story by key."""
    return tuple(StoryRow(*row) for row in connection.execute(_STORIES.order_by(story.c.key)))


def story_row(connection: Connection, name: str) -> StoryRow | None:
    """Give a story by its key, or by another of its names."""
    row = connection.execute(_STORY_BY_KEY, {"name": name}).one_or_none()
    if row is None:
        row = connection.execute(_STORY_BY_ALIAS, {"name": name}).one_or_none()
    return StoryRow(*row) if row else None


def revision_rows(connection: Connection, of: StoryRow) -> tuple[RevisionRow, ...]:
    """Give a story's revisions in order."""
    return tuple(_revision_row(row) for row in connection.execute(_REVISIONS, {"of": of.id}))


def visit_rows(connection: Connection, of: StoryRow) -> tuple[VisitRow, ...]:
    """Give a story's visits in order."""
    query = (
        select(revision.c.seq, visit.c.captured_at, visit.c.source, visit.c.raw_digest)
        .join(visit, visit.c.revision_id == revision.c.id)
        .where(visit.c.story_id == of.id)
        .order_by(visit.c.id)
    )
    return tuple(VisitRow(*row) for row in connection.execute(query))


def visit_counts(connection: Connection, of: StoryRow) -> dict[int, tuple[int, datetime]]:
    """Count the visits of each revision of a story, by its number, and give the time of the latest."""
    return {row.seq: (row[1], row[2]) for row in connection.execute(_VISIT_COUNTS, {"of": of.id})}


def kept_contents(connection: Connection, rows: Sequence[RevisionRow]) -> tuple[Kept, ...]:
    """Give what is kept of some revisions, in their order; StoreError where bytes are missing or not what they were."""
    return tuple(
        Kept(*kept)
        for some in in_batches(rows)
        for kept in zip(kept_texts(connection, some), _readings(connection, some), strict=True)
    )


def kept_texts(connection: Connection, rows: Sequence[RevisionRow]) -> tuple[bytes, ...]:
    """Give the texts of some revisions, in their order; StoreError where bytes are missing or not what they were."""
    digests = [row.text_digest or row.raw_digest for row in rows]
    data = blobs_bytes(connection, set(digests))
    return tuple(data[digest] for digest in digests)


def kept_readings(connection: Connection, rows: Sequence[RevisionRow]) -> tuple[KeptReading, ...]:
    """Give the sentences and notes of some revisions, in their order."""
    return tuple(reading for some in in_batches(rows) for reading in _readings(connection, some))


def _readings(connection: Connection, rows: Sequence[RevisionRow]) -> list[KeptReading]:
    ids = [row.id for row in rows]
    sentences, notes = _sentences(connection, ids), _notes(connection, ids)
    return [KeptReading(tuple(sentences[of]), tuple(notes[of])) for of in ids]


def note_rows(connection: Connection, of: RevisionRow) -> tuple[NewNote, ...]:
    """Give a revision's editorial notes in order."""
    return tuple(_notes(connection, [of.id])[of.id])


def _sentences(connection: Connection, ids: Sequence[int]) -> Mapping[int, Sequence[NewSentence]]:
    """Give the sentences of revisions in order; one that stands in many is one text in memory."""
    places = connection.execute(_PLACES, {"ids": ids}).all()
    texts = dict(connection.execute(_TEXTS, {"ids": ids}).all())
    found = defaultdict[int, list[NewSentence]](list)
    for of, number, start, end, paragraph in places:
        if number not in texts:
            raise StoreError(f"a sentence (its number is {number}) is missing from the archive")
        found[of].append(NewSentence(texts[number], start, end, paragraph))
    return found


def _notes(connection: Connection, ids: Sequence[int]) -> Mapping[int, Sequence[NewNote]]:
    found = defaultdict[int, list[NewNote]](list)
    for row in connection.execute(_NOTES, {"ids": ids}):
        found[row.revision_id].append(_note_row(row))
    return found


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


def _revision_row(row: Row[Any]) -> RevisionRow:
    return RevisionRow(**{name: getattr(row, name) for name in RevisionRow.__slots__})


def _note_row(row: Row[Any]) -> NewNote:
    values = {name: getattr(row, name) for name in NewNote.__slots__}
    try:
        return NewNote(**values | {"alternatives": tuple(json.loads(row.alternatives))})
    except (TypeError, ValueError) as error:
        raise StoreError(f"the alternatives of a note cannot be read: {row.alternatives!r:.60}") from error
