"""The values that go into the archive and come out of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Arrival(StrEnum):
    """What a capture was: a new revision, a visit that brought nothing new, or a capture already known."""

    REVISION = "revision"
    VISIT = "visit"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class NewSentence:
    """A sentence of a revision and its place: code points, and the paragraph from 0."""

    text: str
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class NewNote:
    """An editorial note of a revision; `position` is the sentence it begins in."""

    start: int
    end: int
    kind: str
    status: str
    hedged: bool
    term: str | None
    correct: str | None
    alternatives: tuple[str, ...]
    text: str
    position: int | None
    rule: str
    date: str | None = None
    author: str | None = None
    in_body: bool | None = None


@dataclass(frozen=True, slots=True)
class NewReading:
    """What was read from a revision's bytes, and by what: all of it can be read again.

    `extracted` says that the text was taken out of the bytes and is not just the bytes decoded.
    """

    text: str
    extracted: bool
    extractor: str
    segmenter: str
    note_finder: str
    sentences: tuple[NewSentence, ...]
    notes: tuple[NewNote, ...]


@dataclass(frozen=True, slots=True)
class NewRevision:
    """A capture to be recorded: the bytes as they came, the encoding they have and why, and what was read from them."""

    raw: bytes
    encoding: str
    decoding: str
    media_type: str
    title: str | None
    byline: str | None
    source: str
    published_at: datetime | None
    captured_at: datetime
    reading: NewReading


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A capture that brought nothing new: to which revision, when, from where, and the digest of its bytes."""

    seq: int
    captured_at: datetime
    source: str
    raw_digest: str


@dataclass(frozen=True, slots=True)
class Restored:
    """A story out of an export: its names, its revisions with their digests, its visits with their bytes."""

    uid: str
    key: str
    title: str | None
    created_at: datetime
    aliases: tuple[str, ...]
    revisions: tuple[tuple[str, NewRevision], ...]
    visits: tuple[tuple[VisitRow, bytes], ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a capture: its arrival, the revision it is or visited, and the earlier one it reverts to.

    `ignored` names the field, title or byline, that a visit brought otherwise than its revision has it.
    """

    arrival: Arrival
    seq: int
    reverts_to: int | None = None
    ignored: str | None = None


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in the archive."""

    id: int
    uid: str
    key: str
    title: str | None
    revisions: int
    last_captured_at: datetime | None


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A revision in the archive, without its text."""

    id: int
    story_id: int
    seq: int
    parent_digest: str | None
    digest: str
    content_digest: str
    raw_digest: str
    text_digest: str | None
    encoding: str
    decoding: str | None
    media_type: str
    extractor: str
    title: str | None
    byline: str | None
    source: str
    published_at: datetime | None
    captured_at: datetime
    segmenter: str
    note_finder: str


@dataclass(frozen=True, slots=True)
class TermRow:
    """A misnamed term kept by hand; the correct form may be unknown."""

    term: str
    correct: str | None
    added_at: datetime
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class NotedTerm:
    """What the notes of one story say of a misnamed term: in which revisions, and when those were captured."""

    term: str
    correct: str | None
    kind: str
    status: str
    story: str
    first_seq: int
    last_seq: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note in a sentence that was found."""

    text: str
    term: str | None
    correct: str | None


@dataclass(frozen=True, slots=True)
class FoundText:
    """A sentence of a story, or its headline and byline, and the runs of revisions in which it stands.

    `latest` is the number of the story's latest revision; the times are those of the first and the last run's ends.
    """

    story_id: int
    story: str
    sentence_id: int | None
    text: str
    runs: tuple[tuple[int, int], ...]
    count: int
    latest: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    notes: tuple[FoundNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The latest revision of a story: its number and its digest; `uid` is the story's name that never changes."""

    story: str
    uid: str
    seq: int
    digest: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the archive that is not as it was written."""

    story: str
    seq: int
    what: str
