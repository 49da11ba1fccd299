"""The values that go into the archive and come out of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from store.aside import DecisionRow


class Arrival(StrEnum):
    """What a capture was: a new revision, a visit that brought nothing new, or a capture already known."""

    REVISION = "revision"
    VISIT = "visit"
    KNOWN = "known"
    HIDDEN = "hidden"  # a new revision whose text was hidden before


class NewSentence(NamedTuple):
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
class KeptReading:
    """The sentences and the notes of a revision."""

    sentences: tuple[NewSentence, ...]
    notes: tuple[NewNote, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a revision: its text in UTF-8 where it was extracted, else its bytes as they came."""

    data: bytes
    reading: KeptReading


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
class Captured:
    """A capture of a story; its title is the story's where the story is new."""

    story: str
    title: str | None
    content: NewRevision


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A capture that brought nothing new: to which revision, when, from where, and the digest of its bytes."""

    seq: int
    captured_at: datetime
    source: str
    raw_digest: str


@dataclass(frozen=True, slots=True)
class RestoredRevision:
    """A revision out of an export; of one that is hidden, `hidden` is the digest that reverts to it are known by.

    `note_finder` names what had found its notes where it was exported; an older tracker did not tell.
    """

    digest: str
    raw_digest: str
    content: NewRevision
    hidden: str | None = None
    note_finder: str = ""


@dataclass(frozen=True, slots=True)
class Restored:
    """A story out of an export: its names, its revisions, its visits with their bytes, what was decided.

    The bytes of a visit to a hidden revision are None.
    """

    uid: str
    key: str
    title: str | None
    created_at: datetime
    aliases: tuple[str, ...]
    revisions: tuple[RestoredRevision, ...]
    visits: tuple[tuple[VisitRow, bytes | None], ...]
    decisions: tuple[DecisionRow, ...] = ()


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
    """A story in the archive; `standing` are its revisions that are not set aside."""

    id: int
    uid: str
    key: str
    title: str | None
    revisions: int
    last_captured_at: datetime | None
    standing: int


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
    aside: str | None = None


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


class HeadOf(StrEnum):
    """The two chains that a story has."""

    REVISIONS = "revisions"
    DECISIONS = "decisions"


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a story's chain of revisions, or of decisions: a number and a digest.

    `uid` is the story's name that never changes.
    """

    story: str
    uid: str
    seq: int
    digest: str
    of: HeadOf = HeadOf.REVISIONS


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the archive that is not as it was written."""

    story: str
    seq: int
    what: str
