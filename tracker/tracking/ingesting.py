"""Captures into the archive."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from store import Archive, Arrival, Captured, NewNote, NewReading, NewRevision, NewSentence, NoArchiveError
from store.archive import Recorder
from store.rows import Recorded
from tracker.errors import TrackerError
from tracker.model import Capture, Damage, Document, Note, Sentence
from tracker.sources import MAX_SIZE, check_key, read_text
from tracker.sources.manifest import as_utc
from tracker.text.notes import DEFAULT_RULES, NoteRules
from tracker.text.reading import AS_IT_IS, SEGMENTER_NAME, Contents, note_finder_name, read_contents, read_document
from tracker.text.rule_language import parse_rules
from tracker.toml import most_bytes


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one capture, with what its reader should know of it."""

    story: str
    source: str
    arrival: Arrival
    number: int
    reverts_to: int | None
    encoding: str
    why: str
    warning: str | None
    damage: tuple[Damage, ...]
    ignored: str | None = None


@dataclass(frozen=True, slots=True)
class ReadCapture:
    """A capture with the fields that its bytes gave where nobody named them, its contents and its document."""

    capture: Capture
    contents: Contents
    document: Document
    note_finder: str


def read_note_rules(paths: Sequence[Path] | None, max_size: int = MAX_SIZE) -> NoteRules:
    """Read the rules of files, those of the first tried first, beside the program's own.

    TrackerError, naming file, line and rule, where one is wrong.
    """
    rules = DEFAULT_RULES
    for path in reversed(paths or []):
        try:
            rules = parse_rules(read_text(path, most_bytes(max_size)), rules)
        except TrackerError as error:
            raise TrackerError(f"{path}: {error}") from error
    return rules


@contextmanager
def open_recorder(database: str, *, rehearse: bool) -> Iterator[Recorder]:
    """Give what records captures in an archive, made where there is none; in a rehearsal all is undone at the end."""
    if not rehearse:
        with Archive.open(database, create=True) as archive:
            yield archive.record
        return
    try:
        archive = Archive.open(database, as_is=True)
    except NoArchiveError:
        archive = Archive.open("sqlite://", create=True)
    with archive, archive.rehearsal() as recorder:
        yield recorder


def read_capture(capture: Capture, rules: NoteRules = DEFAULT_RULES) -> ReadCapture:
    """Decode and read a capture; TrackerError, naming its source, where it is no text."""
    try:
        contents = read_contents(capture.raw, capture.media_type, capture.charset)
    except TrackerError as error:
        raise TrackerError(f"{capture.source} {error}") from error
    filled = replace(
        capture,
        title=capture.title or contents.title,
        byline=capture.byline or contents.byline,
        published_at=capture.published_at or contents.published_at,
    )
    _check_fields(filled)
    document = read_document(contents.text, filled.title, filled.byline, rules)
    return ReadCapture(filled, contents, document, note_finder_name(rules))


def _check_fields(capture: Capture) -> None:
    """Refuse what not every database keeps."""
    for name in ("source", "title", "byline"):
        value = getattr(capture, name) or ""
        if not is_storable(value):
            raise TrackerError(f"{capture.source!a}: its {name} holds characters that are no text: {value!a}")


def is_storable(value: str) -> bool:
    """Say whether every database keeps a text: one without a lone surrogate or NUL."""
    return not any(sign == "\x00" or "\ud800" <= sign <= "\udfff" for sign in value)


def ingest_captures(reads: Sequence[ReadCapture], record: Recorder, now: datetime) -> list[Ingested]:
    """Record captures that were read, all of them or none; give what became of each."""
    captures = [Captured(one.capture.story, one.capture.title, new_revision(one)) for one in reads]
    return [_ingested(one, recorded) for one, recorded in zip(reads, record(captures, now), strict=True)]


def ingest_capture(read: ReadCapture, record: Recorder, now: datetime) -> Ingested:
    """Record a capture that was read."""
    return ingest_captures([read], record, now)[0]


def _ingested(read: ReadCapture, recorded: Recorded) -> Ingested:
    capture, contents = read.capture, read.contents
    return Ingested(
        capture.story,
        capture.source,
        recorded.arrival,
        recorded.seq,
        recorded.reverts_to,
        contents.encoding,
        contents.why,
        contents.warning,
        read.document.damage,
        recorded.ignored,
    )


def ingest_text(
    archive: Archive,
    story: str,
    text: str,
    *,
    captured_at: datetime,
    source: str = "-",
    title: str | None = None,
    byline: str | None = None,
    published_at: datetime | None = None,
) -> Ingested:
    """Record a text that is not in a file; times without a zone are UTC. TrackerError: it is empty, or no text."""
    story, captured_at, published_at = check_key(story), as_utc(captured_at), published_at and as_utc(published_at)
    try:
        raw = text.encode()
    except UnicodeEncodeError as error:
        raise TrackerError(f"{source}: it holds half a character at {error.start:,}") from error
    capture = Capture(story, source, raw, "text/plain", captured_at, published_at, title, byline, "utf-8")
    return ingest_capture(read_capture(capture), archive.record, captured_at)


def new_revision(read: ReadCapture) -> NewRevision:
    """Give a capture that was read, for the archive."""
    capture, contents = read.capture, read.contents
    return NewRevision(
        raw=capture.raw,
        encoding=contents.encoding,
        decoding=contents.why,
        media_type=capture.media_type,
        title=capture.title,
        byline=capture.byline,
        source=capture.source,
        published_at=capture.published_at,
        captured_at=capture.captured_at,
        reading=new_reading(read.document, contents.extractor, read.note_finder),
    )


def new_reading(document: Document, extractor: str, note_finder: str) -> NewReading:
    """Give what was read from a text, for the archive."""
    return NewReading(
        text=document.text,
        extracted=extractor != AS_IT_IS,
        extractor=extractor,
        segmenter=SEGMENTER_NAME,
        note_finder=note_finder,
        sentences=tuple(map(NewSentence._make, document.sentences)),
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
        note.date,
        note.author,
        note.in_body,
    )
