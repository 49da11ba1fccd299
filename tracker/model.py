"""The values that flow through the pipeline: frozen, compared by value, no I/O.

Offsets are code points from 0; indices of sentences, pairs and spans count from 0; only reports
and the command line count from 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

FIRST_YEAR = 1000  # no time is earlier: years are written with four digits, and year 1 is a time never set


class Kind(StrEnum):
    """What became of a sentence: the shape of an edit."""

    KEPT = "kept"
    REWORDED = "reworded"
    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"
    RECAST = "recast"


class Significance(StrEnum):
    """How much an edit matters, least first."""

    NONE = "none"
    TRIVIAL = "trivial"
    WORDING = "wording"
    SUBSTANTIVE = "substantive"

    @property
    def rank(self) -> int:
        """Give 0 for none to 3 for substantive."""
        return _RANKS[self]


_RANKS = {significance: rank for rank, significance in enumerate(Significance)}


class Reason(StrEnum):
    """Why an edit matters as much as it does, weightiest first."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    NEGATION = "negation"
    HEDGE = "hedge"
    CONTENT = "content"
    NOTE = "note"
    WORDING = "wording"
    SPELLING = "spelling"
    CASE = "case"
    ORDER = "order"
    ENCODING = "encoding"
    TYPOGRAPHY = "typography"
    WHITESPACE = "whitespace"

    @property
    def significance(self) -> Significance:
        """Give the significance that this reason alone gives to an edit."""
        match self:
            case Reason.ENCODING | Reason.TYPOGRAPHY | Reason.WHITESPACE:
                return Significance.TRIVIAL
            case Reason.NOTE | Reason.WORDING | Reason.SPELLING | Reason.CASE | Reason.ORDER:
                return Significance.WORDING
            case _:
                return Significance.SUBSTANTIVE


class Op(StrEnum):
    """What happened to a run of words inside a pair."""

    EQUAL = "equal"
    REMOVED = "removed"
    ADDED = "added"


class NoteKind(StrEnum):
    """What sort of editorial statement a note is."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"
    EDITOR_NOTE = "editor_note"
    NOTE = "note"
    TRANSLATOR_NOTE = "translator_note"
    TRANSCRIBER_NOTE = "transcriber_note"
    SIC = "sic"
    RECTE = "recte"
    DOUBT = "doubt"
    PHONETIC = "phonetic"
    UNCLEAR = "unclear"
    TEI = "tei"


class NoteStatus(StrEnum):
    """What a note claims: an error as fact, a suspicion, an open question, or nothing."""

    ASSERTED = "asserted"
    SUSPECTED = "suspected"
    UNRESOLVED = "unresolved"
    INFO = "info"

    @property
    def is_open(self) -> bool:
        """Say whether a note of this status, standing in the latest revision, is open."""
        return self in (NoteStatus.SUSPECTED, NoteStatus.UNRESOLVED)


class NoteEventKind(StrEnum):
    """What became of a note between two revisions; the last five are ends."""

    INTRODUCED = "introduced"
    REINTRODUCED = "reintroduced"
    KEPT = "kept"
    MOVED = "moved"
    REWORDED = "reworded"
    HEDGE_DROPPED = "hedge dropped"
    STATUS_CHANGED = "status changed"
    CONTRADICTED = "contradicted"
    APPLIED = "applied"
    WITHDRAWN = "withdrawn"
    RESOLVED = "resolved"
    DROPPED = "dropped"
    CUT = "cut"

    @property
    def is_end(self) -> bool:
        """Say whether the note no longer stands."""
        return self in _ENDS


_ENDS = frozenset(
    {NoteEventKind.APPLIED, NoteEventKind.WITHDRAWN, NoteEventKind.RESOLVED, NoteEventKind.DROPPED, NoteEventKind.CUT}
)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of a text: code points `start` to `end`, the end not included."""

    start: int
    end: int


class Sentence(NamedTuple):
    """The smallest unit that is aligned, and where it stands in its revision's text; made by the thousand."""

    text: str
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Note:
    """An editorial statement in the text about the text. None means that the text does not say.

    `in_body` says whether the term stands in the text outside of notes too; `date` and `author` are as printed.
    """

    start: int
    end: int
    kind: NoteKind
    status: NoteStatus
    hedged: bool
    text: str
    term: str | None = None
    correct: str | None = None
    alternatives: tuple[str, ...] = ()
    rule: str = ""
    date: str | None = None
    author: str | None = None
    in_body: bool | None = None


@dataclass(frozen=True, slots=True)
class Damage:
    """A place where the text looks damaged by a wrong decoding: `found` stands there now."""

    start: int
    end: int
    found: str
    why: str


@dataclass(frozen=True, slots=True)
class Document:
    """One revision as the pipeline sees it: its fields, its text and what was read from the text."""

    text: str
    title: str | None = None
    byline: str | None = None
    sentences: tuple[Sentence, ...] = ()
    notes: tuple[Note, ...] = ()
    damage: tuple[Damage, ...] = ()


class Pair(NamedTuple):
    """Which old sentences correspond to which new ones; either side may be empty."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False

    @property
    def kind_if_changed(self) -> Kind:
        """Give the kind that the numbers of sentences alone tell."""
        match len(self.old), len(self.new):
            case _, 0:
                return Kind.REMOVED
            case 0, _:
                return Kind.ADDED
            case 1, 1:
                return Kind.REWORDED
            case 1, _:
                return Kind.SPLIT
            case _, 1:
                return Kind.MERGED
            case _:
                return Kind.RECAST


class WordSpan(NamedTuple):
    """A run of a pair's two texts: half-open code-point ranges, an empty one where a side has nothing."""

    op: Op
    old: tuple[int, int]
    new: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Edit:
    """A pair with what happened in it, how much that matters, and why.

    `details` says of a trivial edit which typography changed: quotation marks, dashes, spaces ...
    """

    kind: Kind
    moved: bool
    significance: Significance
    reasons: tuple[Reason, ...]
    old: tuple[int, ...]
    new: tuple[int, ...]
    old_text: str
    new_text: str
    words: tuple[WordSpan, ...] = ()
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """A change of the headline or the byline; None where a side has none."""

    name: str
    old: str | None
    new: str | None
    significance: Significance
    reasons: tuple[Reason, ...]
    words: tuple[WordSpan, ...]


@dataclass(frozen=True, slots=True)
class NoteEvent:
    """What became of one note between two revisions: its latest form, and the old one where it had one.

    `old` and `new` are the sentences that it stood in, and stands in.
    """

    event: NoteEventKind
    note: Note
    before: Note | None = None
    old: tuple[int, ...] = ()
    new: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """What a comparison says of one of its two revisions; the place in a history is None for bare files."""

    sentences: int
    words: int
    title: str | None = None
    byline: str | None = None
    revision: int | None = None
    digest: str | None = None
    captured_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two revisions, their edits in the order of the new text, and what became of their notes."""

    story: str | None
    old: Side
    new: Side
    edits: tuple[Edit, ...]
    fields: tuple[FieldEdit, ...] = ()
    notes: tuple[NoteEvent, ...] = ()
    limits: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[Edit, ...]:
        """Give the edits that are changes: all but those kept in their place."""
        return tuple(edit for edit in self.edits if edit.significance is not Significance.NONE)

    @property
    def counts(self) -> Mapping[str, int]:
        """Count the edits of each kind, and those that moved."""
        counts = {kind.value: 0 for kind in Kind} | {"moved": 0}
        for edit in self.edits:
            counts[edit.kind.value] += 1
            counts["moved"] += edit.moved
        return counts

    @property
    def significance(self) -> Significance:
        """Give the weightiest significance of any edit, of the body or of a field."""
        every = [edit.significance for edit in self.edits] + [edit.significance for edit in self.fields]
        return max(every, key=lambda one: one.rank, default=Significance.NONE)


@dataclass(frozen=True, slots=True)
class Capture:
    """What a source gave for a story: bytes as they came, and what is known beside them. Times are aware UTC.

    `charset` is the encoding that the source, or the person, says the bytes are in.
    """

    story: str
    source: str
    raw: bytes
    media_type: str
    captured_at: datetime
    published_at: datetime | None = None
    title: str | None = None
    byline: str | None = None
    charset: str | None = None
