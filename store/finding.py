"""What a search finds: sentences and headlines, in which revisions of which stories they stand."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby, islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from store.batches import in_batches
from store.rows import FoundNote, FoundText
from store.search import HEADLINES, SENTENCES, matching
from store.tables import note, revision_sentence, sentence, story
from store.tables import revision as every_revision
from store.words import Phrase, find_phrases

_MANY = 300  # places in one statement: row values in a list would use no index on SQLite
revision = select(every_revision).where(every_revision.c.aside.is_(None)).subquery("revision")
_WHERE_SENTENCES_STAND = (
    revision_sentence.join(sentence, sentence.c.id == revision_sentence.c.sentence_id)
    .join(revision, revision.c.id == revision_sentence.c.revision_id)
    .join(story, story.c.id == revision.c.story_id)
)


def find_texts(
    connection: Connection, phrases: Sequence[Phrase], story_id: int | None, limit: int
) -> tuple[FoundText, ...]:
    """Give headlines, then sentences, that have all the phrases, each story's apart, the newest first."""
    headlines = connection.execute(_headlines(connection, phrases, story_id).limit(limit)).all()
    ids = _newest(connection, phrases, story_id, limit)
    sentences = [row for some in in_batches(ids, _MANY) for row in connection.execute(_standing(some, story_id))]
    found = [*(_headline(row) for row in headlines), *(_sentence(row) for row in sentences)]
    return _told(connection, found[:limit])


def find_noted(
    connection: Connection, phrases: Sequence[Phrase], story_id: int | None, limit: int
) -> tuple[FoundText, ...]:
    """Give the sentences in notes that have all the phrases, in the revisions where they are, the newest first."""
    rows = connection.execute(_noted(matching(connection, SENTENCES, phrases), story_id))
    said = (row for row in rows if find_phrases(row.note, phrases))
    found = []
    for (of, number), group in groupby(said, key=lambda row: (row.id, row.sentence_id)):
        places = list(group)
        seqs = sorted({row.seq for row in places})
        notes = tuple(dict.fromkeys(FoundNote(row.note, row.term, row.correct) for row in places))
        first = places[0]
        found.append(FoundText(of, first.key, number, first.text, tuple(_runs(seqs)), len(seqs), notes=notes))
        if len(found) == limit:
            break
    return _told(connection, found)


def _noted(hits: Select[Any], story_id: int | None) -> Select[Any]:
    """Ask for the sentences that were hit, in each revision where a note goes through them, with the note."""
    query = (
        select(
            story.c.id,
            story.c.key,
            sentence.c.id.label("sentence_id"),
            sentence.c.text,
            revision.c.seq,
            note.c.text.label("note"),
            note.c.term,
            note.c.correct,
        )
        .select_from(_WHERE_SENTENCES_STAND)
        .join(note, and_(note.c.revision_id == revision.c.id, _goes_through()))
        .where(revision_sentence.c.sentence_id.in_(hits))
        .order_by(sentence.c.id.desc(), story.c.key, revision.c.seq)
    )
    return query if story_id is None else query.where(story.c.id == story_id)


def _goes_through() -> ColumnElement[bool]:
    """Say that a note stands in a sentence, or goes through it."""
    return and_(note.c.start < revision_sentence.c.end, note.c.end > revision_sentence.c.start)


def find_ends(
    connection: Connection, phrases: Sequence[Phrase], story_id: int | None, limit: int, *, last: bool
) -> tuple[FoundText, ...]:
    """Give for each story the revision that first had all the phrases, or the last one; the earliest story first."""
    by_story: dict[int, tuple[int, bool, datetime]] = {}
    queries = [(query, False) for query in _sentence_ends(connection, phrases, story_id)]
    for query, in_headline in (*queries, (_headline_ends(connection, phrases, story_id), True)):
        for row in connection.execute(query):
            seq = row.last if last else row.first
            known = by_story.get(row.story_id)
            if known is None or (seq > known[0] if last else seq < known[0]):
                by_story[row.story_id] = (seq, in_headline, row.last_at if last else row.first_at)
    chosen = sorted(by_story.items(), key=lambda one: (one[1][2], one[0]), reverse=last)[:limit]
    return _told(connection, [_end(connection, phrases, of, one[0], in_headline=one[1]) for of, one in chosen])


def _newest(
    connection: Connection, phrases: Sequence[Phrase], story_id: int | None, limit: int | None
) -> Sequence[int]:
    """Give the newest sentences that have the phrases; of one story, those between its first and its last only.

    To ask the index for each sentence of the story would cost it a walk through all that have the commonest word.
    """
    hits = matching(connection, SENTENCES, phrases)
    number = hits.selected_columns.id
    stands = revision_sentence.join(revision, revision.c.id == revision_sentence.c.revision_id)
    kept = exists().select_from(stands).where(revision_sentence.c.sentence_id == number)  # not what was read once
    hits = hits.where(kept).order_by(number.desc())
    if story_id is None:
        return connection.execute(hits.limit(limit)).scalars().all()
    query = select(revision_sentence.c.sentence_id).distinct()
    of_story = query.join(revision, revision.c.id == revision_sentence.c.revision_id)
    own = set(connection.execute(of_story.where(revision.c.story_id == story_id)).scalars())
    if not own:
        return []
    between = connection.execute(hits.where(number.between(min(own), max(own)))).scalars()
    return list(islice((one for one in between if one in own), limit))


def _standing(ids: Sequence[int], story_id: int | None) -> Select[Any]:
    """Ask in which revisions of which stories some sentences stand, the newest sentence first."""
    query = (
        select(
            story.c.id,
            story.c.key,
            sentence.c.id.label("sentence_id"),
            sentence.c.text,
            func.min(revision.c.seq).label("first"),
            func.max(revision.c.seq).label("last"),
            func.count(revision.c.seq.distinct()).label("count"),
        )
        .select_from(_WHERE_SENTENCES_STAND)
        .where(sentence.c.id.in_(ids))
        .group_by(story.c.id, story.c.key, sentence.c.id, sentence.c.text)
        .order_by(sentence.c.id.desc(), story.c.key)
    )
    return query if story_id is None else query.where(story.c.id == story_id)


def _headlines(connection: Connection, phrases: Sequence[Phrase], story_id: int | None) -> Select[Any]:
    query = (
        select(
            story.c.id,
            story.c.key,
            revision.c.title,
            revision.c.byline,
            func.min(revision.c.seq).label("first"),
            func.max(revision.c.seq).label("last"),
            func.count().label("count"),
        )
        .join(story, story.c.id == revision.c.story_id)
        .where(revision.c.id.in_(matching(connection, HEADLINES, phrases)))
        .group_by(story.c.id, story.c.key, revision.c.title, revision.c.byline)
        .order_by(func.max(revision.c.id).desc())
    )
    return query if story_id is None else query.where(story.c.id == story_id)


def _sentence_ends(connection: Connection, phrases: Sequence[Phrase], story_id: int | None) -> Iterable[Select[Any]]:
    query = (
        select(*_ends())
        .select_from(revision_sentence)
        .join(revision, revision.c.id == revision_sentence.c.revision_id)
        .group_by(revision.c.story_id)
    )
    if story_id is None:
        yield query.where(revision_sentence.c.sentence_id.in_(matching(connection, SENTENCES, phrases)))
        return
    for some in in_batches(_newest(connection, phrases, story_id, None), _MANY):
        yield query.where(revision_sentence.c.sentence_id.in_(some), revision.c.story_id == story_id)


def _headline_ends(connection: Connection, phrases: Sequence[Phrase], story_id: int | None) -> Select[Any]:
    query = select(*_ends()).where(revision.c.id.in_(matching(connection, HEADLINES, phrases)))
    query = query.group_by(revision.c.story_id)
    return query if story_id is None else query.where(revision.c.story_id == story_id)


def _ends() -> tuple[Any, ...]:
    seq, captured = revision.c.seq, revision.c.captured_at
    return (
        revision.c.story_id,
        func.min(seq).label("first"),
        func.max(seq).label("last"),
        func.min(captured).label("first_at"),
        func.max(captured).label("last_at"),
    )


def _end(connection: Connection, phrases: Sequence[Phrase], story_id: int, seq: int, *, in_headline: bool) -> FoundText:
    """Give what has the phrases in one revision: its headline, or the first such sentence."""
    if in_headline:
        rows = connection.execute(_headlines(connection, phrases, story_id)).all()
        return next(_headline(row) for row in rows if row.first <= seq <= row.last)
    query = (
        select(sentence.c.id, sentence.c.text)
        .join(revision_sentence, revision_sentence.c.sentence_id == sentence.c.id)
        .join(revision, revision.c.id == revision_sentence.c.revision_id)
        .where(revision.c.story_id == story_id, revision.c.seq == seq)
        .order_by(revision_sentence.c.position)
    )
    first = next(row.id for row in connection.execute(query) if find_phrases(row.text, phrases))
    return _sentence(connection.execute(_standing([first], story_id)).one())


def _headline(row: Any) -> FoundText:
    shown = " / ".join(part for part in (row.title, row.byline) if part)
    return FoundText(row.id, row.key, None, shown, ((row.first, row.last),), row.count)


def _sentence(row: Any) -> FoundText:
    return FoundText(row.id, row.key, row.sentence_id, row.text, ((row.first, row.last),), row.count)


def _told(connection: Connection, found: Sequence[FoundText]) -> tuple[FoundText, ...]:
    """Fill in runs of revisions where there are gaps, when they were captured, and the notes in the last of each."""
    found = [_with_runs(connection, one) for one in found]
    stories = list({one.story_id for one in found})
    latest_query = select(revision.c.story_id, func.max(revision.c.seq)).group_by(revision.c.story_id)
    latest = dict(connection.execute(latest_query.where(revision.c.story_id.in_(stories))).all())
    places = {(one.story_id, seq) for one in found for seq in (one.runs[0][0], one.runs[-1][1])}
    captured = _captured(connection, sorted(places))
    notes = _notes(connection, [(captured[one.story_id, one.runs[-1][1]][0], one.sentence_id) for one in found])
    return tuple(
        replace(
            one,
            latest=latest[one.story_id],
            first_at=captured[one.story_id, one.runs[0][0]][1],
            last_at=captured[one.story_id, one.runs[-1][1]][1],
            notes=one.notes or notes.get((captured[one.story_id, one.runs[-1][1]][0], one.sentence_id or 0), ()),
        )
        for one in found
    )


def _with_runs(connection: Connection, one: FoundText) -> FoundText:
    first, last = one.runs[0][0], one.runs[-1][1]
    if one.notes or one.count == last - first + 1:
        return one
    of = [revision.c.story_id == one.story_id]
    if one.sentence_id is None:
        query = select(revision.c.seq, revision.c.title, revision.c.byline).where(*of)
        rows = connection.execute(query.order_by(revision.c.seq)).all()
        seqs = [row.seq for row in rows if " / ".join(part for part in (row.title, row.byline) if part) == one.text]
    else:
        of.append(revision_sentence.c.sentence_id == one.sentence_id)
        query = (
            select(revision.c.seq).distinct().join(revision_sentence, revision_sentence.c.revision_id == revision.c.id)
        )
        seqs = list(connection.execute(query.where(*of).order_by(revision.c.seq)).scalars())
    return replace(one, runs=tuple(_runs(seqs)))


def _runs(seqs: Iterable[int]) -> Iterable[tuple[int, int]]:
    for _, group in groupby(enumerate(seqs), key=lambda one: one[1] - one[0]):
        run = [seq for _, seq in group]
        yield run[0], run[-1]


def _captured(connection: Connection, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], tuple[int, datetime]]:
    """Give the number of a revision's row and when it was captured, by story and number."""
    known: dict[tuple[int, int], tuple[int, datetime]] = {}
    for some in in_batches(places, _MANY):
        wanted = or_(*(and_(revision.c.story_id == of, revision.c.seq == seq) for of, seq in some))
        query = select(revision.c.story_id, revision.c.seq, revision.c.id, revision.c.captured_at).where(wanted)
        known |= {(row.story_id, row.seq): (row.id, row.captured_at) for row in connection.execute(query)}
    return known


def _notes(
    connection: Connection, places: Sequence[tuple[int, int | None]]
) -> dict[tuple[int, int], tuple[FoundNote, ...]]:
    """Give the notes that stand in, or go through, some sentences, by revision and sentence."""
    wanted = [place for place in places if place[1] is not None]
    found: dict[tuple[int, int], tuple[FoundNote, ...]] = {}
    for some in in_batches(wanted, _MANY):
        of, number = revision_sentence.c.revision_id, revision_sentence.c.sentence_id
        query = (
            select(
                revision_sentence.c.revision_id,
                revision_sentence.c.sentence_id,
                note.c.text,
                note.c.term,
                note.c.correct,
                note.c.start,
            )
            .join(note, note.c.revision_id == revision_sentence.c.revision_id)
            .where(
                or_(*(and_(of == one, number == other) for one, other in some)),
                _goes_through(),
            )
            .order_by(note.c.start)
        )
        for row in connection.execute(query):
            key = (row.revision_id, row.sentence_id)
            found[key] = (*found.get(key, ()), FoundNote(row.text, row.term, row.correct))
    return found
