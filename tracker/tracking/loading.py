"""Stories, revisions and documents out of the archive."""

import difflib
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from fnmatch import fnmatchcase

from store import Archive, Aside, KeptReading, NewNote, RevisionRow, StoryRow
from tracker.errors import TrackerError
from tracker.history import RevisionFacts, SetAside
from tracker.model import Document, Note, NoteKind, NoteStatus, Sentence
from tracker.overview import StorySummary
from tracker.revisions import find_revision
from tracker.text.damage import find_damage
from tracker.text.decode import decode_as
from tracker.text.words import count_words


def find_story(archive: Archive, key: str) -> StoryRow:
    """Give a story by its key; TrackerError with a suggestion where there is none."""
    sound = key.isprintable()  # what is not, no key can be, and no database be asked for
    story = (archive.story(key) or archive.story(unicodedata.normalize("NFC", key))) if sound else None
    if story is None or not story.revisions:
        keys = [one.key for one in archive.stories()]
        near = difflib.get_close_matches(key, keys, 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise TrackerError(f"no story called {key!r}{hint} ('tracker list' shows all)")
    return story


def chosen_stories(archive: Archive, keys: Sequence[str]) -> list[StoryRow]:
    """Give the stories of some keys, all that have a revision where no key is given."""
    if keys:
        return list({story.id: story for story in (find_story(archive, key) for key in keys)}.values())
    return [story for story in archive.stories() if story.revisions]


def compared_stories(archive: Archive, keys: Sequence[str]) -> list[StoryRow]:
    """Give the stories of some keys, all that have a revision which is not set aside where no key is given."""
    return [story for story in chosen_stories(archive, keys) if keys or story.standing]


def matching_stories(archive: Archive, patterns: Sequence[str]) -> list[StoryRow]:
    """Give the stories whose keys a pattern names ("flood-*"); all that can be compared where there is none."""
    every = compared_stories(archive, [])
    chosen: dict[str, StoryRow] = {}
    for pattern in patterns or ["*"]:
        found = [story for story in every if fnmatchcase(story.key, pattern)]
        if patterns and not found:
            found = [find_story(archive, pattern)]  # which says that there is none, and which one is near
        chosen |= {story.key: story for story in found}
    return list(chosen.values())


def summaries(archive: Archive) -> Iterator[StorySummary]:
    """Give every story with its number of revisions, its last change and its open notes."""
    for story in archive.stories():
        rows = [row for row in archive.revisions(story) if not row.aside]
        if not rows and story.revisions:
            yield StorySummary(story.key, story.title, story.revisions, story.last_captured_at, 0)
        if rows:
            open_notes = sum(NoteStatus(note.status).is_open for note in archive.notes(rows[-1]))
            title = rows[-1].title or story.title
            yield StorySummary(story.key, title, story.revisions, story.last_captured_at, open_notes)


def revision_facts(archive: Archive, story: StoryRow, rows: Sequence[RevisionRow] = ()) -> tuple[RevisionFacts, ...]:
    """Give what is known of every revision of a story, without their texts; `rows` are they where they were read."""
    visits = archive.visit_counts(story)
    rows = rows or archive.revisions(story)
    aside = _set_aside(archive, story) if any(row.aside for row in rows) else {}
    seen: dict[str, int] = {}
    facts = []
    for row in rows:
        count, seen_at = visits.get(row.seq, (0, None))
        facts.append(
            RevisionFacts(
                row.seq,
                row.digest,
                row.raw_digest,
                row.captured_at,
                row.published_at,
                row.source,
                row.encoding,
                row.title,
                row.byline,
                reverts_to=None if row.aside else seen.get(row.content_digest),
                visits=count,
                seen_at=seen_at,
                media_type=row.media_type,
                decoding=row.decoding,
                extractor=row.extractor,
                segmenter=row.segmenter,
                note_finder=row.note_finder,
                aside=aside.get(row.seq) if row.aside else None,
            )
        )
        if not row.aside:
            seen[row.content_digest] = row.seq
    return tuple(facts)


def _set_aside(archive: Archive, story: StoryRow) -> dict[int, SetAside]:
    """Give what was last decided about each revision that something was decided about."""
    decided = {one.seq: one.decided for one in archive.decisions(story)}
    return {seq: SetAside(one.kind.value, one.why, one.decided_at, one.headline) for seq, one in decided.items()}


def load_revision(archive: Archive, key: str, word: str) -> tuple[RevisionFacts, Document]:
    """Give a revision by its word, with its document as the archive keeps it."""
    found, row = find_row(archive, key, word, [Aside.RETRACTED])
    document = with_damage(kept_document(archive, row))
    return measured(found, document), document


def load_facts(archive: Archive, key: str, word: str) -> RevisionFacts:
    """Give what is known of a revision by its word, hidden ones too, whose text cannot be measured any more."""
    found, row = find_row(archive, key, word, list(Aside))
    return found if row.aside == Aside.HIDDEN else measured(found, kept_document(archive, row))


def load_raw(archive: Archive, key: str, word: str) -> bytes:
    """Give a revision's bytes as they came."""
    _, row = find_row(archive, key, word, [Aside.RETRACTED])
    return archive.raw(row)


def find_row(archive: Archive, key: str, word: str, allowed: Collection[str]) -> tuple[RevisionFacts, RevisionRow]:
    """Give what is known of the revision that a word names, and its row; `allowed` are ways of being set aside."""
    story = find_story(archive, key)
    rows = archive.revisions(story)
    found = find_revision(word, story.key, revision_facts(archive, story, rows), allowed)
    return found, next(row for row in rows if row.seq == found.number)


def measured(facts: RevisionFacts, document: Document) -> RevisionFacts:
    """Add to a revision's facts what its document has to count."""
    return replace(
        facts,
        words=sum(count_words(one.text) for one in document.sentences),
        sentences=len(document.sentences),
        open_notes=sum(note.status.is_open for note in document.notes),
    )


def kept_document(archive: Archive, row: RevisionRow) -> Document:
    """Give a revision's document as the archive keeps it: decoded as it was, not guessed again, damage not sought."""
    return kept_documents(archive, [row])[0]


def kept_documents(archive: Archive, rows: Sequence[RevisionRow]) -> tuple[Document, ...]:
    """Give the documents of revisions as the archive keeps them."""
    return tuple(
        _with_text(_bare(row, kept.reading), row, kept.data)
        for row, kept in zip(rows, archive.contents(rows), strict=True)
    )


def kept_sentences(archive: Archive, rows: Sequence[RevisionRow]) -> tuple[Document, ...]:
    """Give the documents of revisions without their texts: sentences and notes only."""
    return tuple(_bare(row, reading) for row, reading in zip(rows, archive.readings(rows), strict=True))


def with_texts(archive: Archive, rows: Sequence[RevisionRow], bare: Sequence[Document]) -> tuple[Document, ...]:
    """Add their texts to documents that were read without."""
    return tuple(map(_with_text, bare, rows, archive.texts(rows)))


def _with_text(bare: Document, row: RevisionRow, data: bytes) -> Document:
    with _readable(row):
        return replace(bare, text=decode_as(data, row.encoding) if row.text_digest is None else data.decode())


def _bare(row: RevisionRow, reading: KeptReading) -> Document:
    with _readable(row):
        sentences = tuple(map(Sentence._make, reading.sentences))
        return Document("", row.title, row.byline, sentences, tuple(map(_note, reading.notes)))


@contextmanager
def _readable(row: RevisionRow) -> Iterator[None]:
    try:
        yield
    except (LookupError, ValueError) as error:
        raise TrackerError(f"what is kept of revision {row.seq} cannot be read: {error}") from error


def with_damage(document: Document) -> Document:
    """Add what looks damaged in a document's text."""
    return replace(document, damage=find_damage(document.text))


def _note(row: NewNote) -> Note:
    return Note(
        row.start,
        row.end,
        NoteKind(row.kind),
        NoteStatus(row.status),
        row.hedged,
        row.text,
        row.term,
        row.correct,
        row.alternatives,
        row.rule,
        row.date,
        row.author,
        row.in_body,
    )
