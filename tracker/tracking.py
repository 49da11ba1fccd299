"""The use cases: the one module that knows both the pipeline and the store."""

import difflib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from store import Archive, Arrival, NewNote, NewRevision, NewSentence, RevisionRow, StoreError, StoryRow
from store.archive import Recorder
from store.digests import content_digest
from tracker.diff import compare, follow_notes
from tracker.errors import TrackerError
from tracker.history import Fault, History, NoteLife, RevisionFacts, StorySummary, Verified
from tracker.model import Capture, Comparison, Damage, Document, Note, NoteKind, NoteStatus, Sentence
from tracker.revisions import find_range, find_revision
from tracker.sources import read_file
from tracker.text.damage import find_damage
from tracker.text.decode import Decoded, decode
from tracker.text.reading import NOTE_FINDER_NAME, SEGMENTER_NAME, read_document
from tracker.text.words import count_words

EXTRACTOR_NAME = "as-it-is 1"


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one capture, with what its reader should know of it."""

    story: str
    source: str
    arrival: Arrival
    number: int
    reverts_to: int | None
    encoding: str
    warning: str | None
    damage: tuple[Damage, ...]
    ignored: str | None = None


@contextmanager
def open_recorder(database: str, *, rehearse: bool) -> Iterator[Recorder]:
    """Give what records captures in an archive, made where there is none; in a rehearsal all is undone at the end."""
    if not rehearse:
        with Archive.open(database, create=True) as archive:
            yield archive.record
        return
    try:
        archive = Archive.open(database)
    except StoreError as error:
        if "no archive at" not in str(error):
            raise
        archive = Archive.open("sqlite://", create=True)
    with archive, archive.rehearsal() as recorder:
        yield recorder


def read_capture(capture: Capture) -> tuple[Decoded, Document]:
    """Decode and read a capture; TrackerError, naming its source, where it is no text."""
    try:
        decoded = decode(capture.raw)
    except TrackerError as error:
        raise TrackerError(f"{capture.source} {error}") from error
    return decoded, read_document(decoded.text, capture.title, capture.byline)


def ingest_capture(capture: Capture, read: tuple[Decoded, Document], record: Recorder, now: datetime) -> Ingested:
    """Record a capture that was read."""
    decoded, document = read
    recorded = record(capture.story, capture.title, _new_revision(capture, decoded.encoding, document), now)
    return Ingested(
        capture.story,
        capture.source,
        recorded.arrival,
        recorded.seq,
        recorded.reverts_to,
        decoded.encoding,
        decoded.warning,
        document.damage,
        recorded.ignored,
    )


def find_story(archive: Archive, key: str) -> StoryRow:
    """Give a story by its key; TrackerError with a suggestion where there is none."""
    story = archive.story(key)
    if story is None or not story.revisions:
        keys = [one.key for one in archive.stories()]
        near = difflib.get_close_matches(key, keys, 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise TrackerError(f"no story called {key!r}{hint} ('tracker list' shows all)")
    return story


def summaries(archive: Archive) -> Iterator[StorySummary]:
    """Give every story with its number of revisions, its last change and its open notes."""
    for story in archive.stories():
        rows = archive.revisions(story)
        if rows:
            open_notes = sum(NoteStatus(note.status).is_open for note in archive.notes(rows[-1]))
            title = rows[-1].title or story.title
            yield StorySummary(story.key, title, story.revisions, story.last_captured_at, open_notes)


def revision_facts(archive: Archive, story: StoryRow) -> tuple[RevisionFacts, ...]:
    """Give what is known of every revision of a story, without their texts."""
    visits = archive.visit_counts(story)
    seen: dict[str, int] = {}
    facts = []
    for row in archive.revisions(story):
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
                reverts_to=seen.get(row.content_digest),
                visits=visits.get(row.seq, 0),
            )
        )
        seen[row.content_digest] = row.seq
    return tuple(facts)


def load_revision(archive: Archive, key: str, word: str) -> tuple[RevisionFacts, Document]:
    """Give a revision by its word, with its document as the archive keeps it."""
    story = find_story(archive, key)
    found = find_revision(word, key, revision_facts(archive, story))
    return _measured(found, document := _document(archive, _row(archive, story, found))), document


def load_raw(archive: Archive, key: str, word: str) -> bytes:
    """Give a revision's bytes as they came."""
    story = find_story(archive, key)
    return archive.raw(_row(archive, story, find_revision(word, key, revision_facts(archive, story))))


def find_comparison(archive: Archive, key: str, words: Sequence[str]) -> Comparison | None:
    """Compare the two ends of a range (default prev..latest); None where there is one revision and no range."""
    story = find_story(archive, key)
    facts = revision_facts(archive, story)
    if len(facts) == 1 and not words:
        return None
    old, new = find_range(words, key, facts, "prev..latest")
    old_document, new_document = (_document(archive, _row(archive, story, one)) for one in (old, new))
    return _placed(compare(old_document, new_document, key), old, new)


@dataclass(frozen=True, slots=True)
class ComparedFiles:
    """The comparison of two files, each named in its side's title, and what their readers should know of them."""

    comparison: Comparison
    warnings: tuple[str, ...]
    damage: tuple[tuple[Path, Damage], ...]


def compare_files(old: Path, new: Path) -> ComparedFiles:
    """Compare two files without an archive."""
    (old_decoded, old_document), (new_decoded, new_document) = (read_capture(read_file(path)) for path in (old, new))
    comparison = compare(old_document, new_document)
    named = replace(
        comparison,
        old=replace(comparison.old, title=str(old)),
        new=replace(comparison.new, title=str(new)),
    )
    decoded = ((old, old_decoded), (new, new_decoded))
    warnings = tuple(f"{path}: warning: {one.warning}" for path, one in decoded if one.warning)
    damage = [(path, one) for path, document in ((old, old_document), (new, new_document)) for one in document.damage]
    return ComparedFiles(named, warnings, tuple(damage))


def find_history(archive: Archive, key: str, words: Sequence[str]) -> History:
    """Give the history between the two ends of a range."""
    story = find_story(archive, key)
    old, new = find_range(words, key, revision_facts(archive, story), "1..latest")
    if old.number > new.number:
        raise TrackerError(f"a history goes forward: {new.number}..{old.number}, not {old.number}..{new.number}")
    return read_history(archive, story, old.number, new.number)


def note_lives(archive: Archive, keys: Sequence[str], *, only_open: bool) -> Iterator[tuple[str, NoteLife]]:
    """Give the notes of stories (all where no key is given) with what became of each."""
    for story in _chosen(archive, keys):
        for life in read_history(archive, story, 1, story.revisions).notes:
            if not only_open or (life.note.status.is_open and not life.ended):
                yield story.key, life


def verify_stories(archive: Archive, keys: Sequence[str]) -> Verified:
    """Check the histories of stories, all where no key is given."""
    stories = _chosen(archive, keys)
    faults = tuple(fault for story in stories for fault in _faults(archive, story))
    return Verified(len(stories), sum(story.revisions for story in stories), faults)


def _faults(archive: Archive, story: StoryRow) -> Iterator[Fault]:
    """Give the faults of the chain and the bytes, then of what was read from the bytes."""
    broken: set[int] = set()
    for fault in archive.faults(story):
        broken.add(fault.seq)
        yield Fault(fault.story, fault.seq, fault.what)
    for row in archive.revisions(story):
        if row.seq not in broken:
            for what in _reading_faults(archive, row):
                yield Fault(story.key, row.seq, what)


def _reading_faults(archive: Archive, row: RevisionRow) -> Iterator[str]:
    """Compare what the archive keeps of a text with the text; read it again where this program's readers did."""
    kept = _document(archive, row)
    if content_digest(kept.text, row.title, row.byline) != row.content_digest:
        yield "its text, title and byline do not give the digest that reverts are known by"
    spans = [kept.text[one.start : one.end] for one in kept.sentences]
    if spans != [one.text for one in kept.sentences]:
        yield "its sentences do not stand in its text where they should"
    read = read_document(kept.text, row.title, row.byline)
    if row.segmenter == SEGMENTER_NAME and read.sentences != kept.sentences:
        yield "its sentences are not those of its text"
    if row.note_finder == NOTE_FINDER_NAME and read.notes != kept.notes:
        yield "its notes are not those of its text"


def read_history(archive: Archive, story: StoryRow, first: int, last: int) -> History:
    """Compare each revision from `first` to `last` with the one before, and follow the notes."""
    rows = {row.seq: row for row in archive.revisions(story)}
    facts = [one for one in revision_facts(archive, story) if first <= one.number <= last]
    documents = {one.number: _document(archive, rows[one.number]) for one in facts}
    facts = [_measured(one, documents[one.number]) for one in facts]
    steps = tuple(
        _placed(compare(documents[old.number], documents[new.number], story.key), old, new)
        for old, new in pairwise(facts)
    )
    numbered = [(new.number, step) for new, step in zip(facts[1:], steps, strict=True)]
    lives = follow_notes(numbered, facts[0].number, documents[facts[0].number].notes)
    damage = tuple((one.number, damage) for one in facts for damage in documents[one.number].damage)
    return History(story.key, facts[-1].title or story.title, tuple(facts), steps, lives, damage)


def _chosen(archive: Archive, keys: Sequence[str]) -> list[StoryRow]:
    if keys:
        return [find_story(archive, key) for key in keys]
    return [story for story in archive.stories() if story.revisions]


def _row(archive: Archive, story: StoryRow, facts: RevisionFacts) -> RevisionRow:
    return next(row for row in archive.revisions(story) if row.seq == facts.number)


def _measured(facts: RevisionFacts, document: Document) -> RevisionFacts:
    return replace(
        facts,
        words=count_words(document.text),
        sentences=len(document.sentences),
        open_notes=sum(note.status.is_open for note in document.notes),
    )


def _placed(comparison: Comparison, old: RevisionFacts, new: RevisionFacts) -> Comparison:
    return replace(
        comparison,
        old=replace(comparison.old, revision=old.number, digest=old.digest, captured_at=old.captured_at),
        new=replace(comparison.new, revision=new.number, digest=new.digest, captured_at=new.captured_at),
    )


def _document(archive: Archive, row: RevisionRow) -> Document:
    text = decode(archive.raw(row)).text
    sentences = tuple(Sentence(one.text, one.start, one.end, one.paragraph) for one in archive.sentences(row))
    notes = tuple(_note(one) for one in archive.notes(row))
    return Document(text, row.title, row.byline, sentences, notes, find_damage(text))


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
    )


def _new_revision(capture: Capture, encoding: str, document: Document) -> NewRevision:
    return NewRevision(
        raw=capture.raw,
        text=document.text,
        encoding=encoding,
        media_type=capture.media_type,
        extractor=EXTRACTOR_NAME,
        title=capture.title,
        byline=capture.byline,
        source=capture.source,
        published_at=capture.published_at,
        captured_at=capture.captured_at,
        segmenter=SEGMENTER_NAME,
        note_finder=NOTE_FINDER_NAME,
        sentences=tuple(NewSentence(one.text, one.start, one.end, one.paragraph) for one in document.sentences),
        notes=tuple(_new_note(note, document.sentences) for note in document.notes),
    )


def _new_note(note: Note, sentences: Sequence[Sentence]) -> NewNote:
    position = next((i for i, one in enumerate(sentences) if one.start <= note.start < one.end), None)
    return NewNote(
        note.start,
        note.end,
        note.kind.value,
        note.status.value,
        note.hedged,
        note.term,
        note.correct,
        note.alternatives,
        note.text,
        position,
        note.rule,
    )
