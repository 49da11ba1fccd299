"""The values that tell of many stories: lists, periods, searches, terms, figures, verifications."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.history import Flag, History, NoteLife, RevisionFacts
from tracker.model import Comparison, Edit, FieldEdit, Kind, NoteEventKind, Reason, Significance

BY_HAND = "by hand"  # who says of a term that it is wrong, in lists
FORMULA_SIGNS = frozenset("=+-@\t\r")  # what a spreadsheet takes for the beginning of a formula


@dataclass(frozen=True, slots=True)
class ChangedStory:
    """A story that changed in a period: its whole history up to the end of it, and what came before it.

    `numbers` are the revisions captured in the period, `new` says that the first is among them. `terms` are the
    places where a wrong form stands in the story's latest revision, where that is in the period.
    """

    history: History
    numbers: tuple[int, ...]
    terms: tuple["TermPlace", ...] = ()

    @property
    def new(self) -> bool:
        """Say whether the story begins in the period."""
        return self.numbers[0] == self.history.revisions[0].number

    @property
    def revisions(self) -> tuple[RevisionFacts, ...]:
        """Give the revisions of the period."""
        return tuple(one for one in self.history.revisions if one.number in self.numbers)

    @property
    def steps(self) -> tuple[Comparison, ...]:
        """Give the comparisons of the revisions of the period with those before them; a first one has none."""
        return tuple(step for step in self.history.steps if step.new.revision in self.numbers)

    @property
    def significance(self) -> Significance:
        """Give the weightiest significance of the period; a new story is substantive."""
        new = [Significance.SUBSTANTIVE] if self.new else []
        return max([*new, *(step.significance for step in self.steps)], key=lambda one: one.rank)

    @property
    def silent(self) -> tuple[Flag, ...]:
        """Give the changes of fact of the period that no note speaks of."""
        return tuple(flag for flag in self.history.flags if flag.revision in self.numbers and not flag.note)

    @property
    def note_events(self) -> tuple[tuple[int, NoteEventKind, NoteLife], ...]:
        """Give what happened to notes in the period: the revision, the event, the note."""
        every = ((number, event, life) for life in self.history.notes for number, event in life.events)
        return tuple(one for one in every if one[0] in self.numbers)


@dataclass(frozen=True, slots=True)
class MadeEdit:
    """An edit of a sentence, or of the headline or byline: the revision that made it, its step, whether it was said.

    `flags` are those of the changes of fact in it: one note may speak of one fact, and none of another.
    """

    revision: RevisionFacts
    step: Comparison
    edit: Edit | FieldEdit
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a keeper decided about a revision: it was "hidden", "retracted" or "reinstated".

    `headline` says that its headline and byline were hidden too.
    """

    story: str
    revision: int
    kind: str
    why: str
    decided_at: datetime
    headline: bool


@dataclass(frozen=True, slots=True)
class Period:
    """The stories that changed between two moments, the weightiest first; no end means up to the latest revision.

    `decisions` are those taken in the period, about whatever revisions, in order.
    """

    since: datetime
    until: datetime | None
    stories: tuple[ChangedStory, ...]
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """The latest digest of a story's chain of revisions, or of decisions; `uid` is its name that never changes."""

    story: str
    uid: str
    number: int
    digest: str
    of_decisions: bool = False


@dataclass(frozen=True, slots=True)
class SharedText:
    """A revision that has sentences of another one: how many, of how many different ones."""

    story: str
    number: int
    sentences: int
    of: int


@dataclass(frozen=True, slots=True)
class Hiding:
    """A revision that is hidden, or is to be: what of it stands in others, and the backups that have it too."""

    story: str
    number: int
    headline_stays: bool
    already: bool
    shared: tuple[SharedText, ...]
    backups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StorySummary:
    """A story in the list of stories."""

    key: str
    title: str | None
    revisions: int
    last_change: datetime | None
    open_notes: int


@dataclass(frozen=True, slots=True)
class Term:
    """A misnamed term in the registry: its correct form, who says so, and when it was first and last seen.

    `checked` says whether its places are looked for: an amount or a date that was once wrong is right elsewhere.
    """

    term: str
    correct: str | None
    stories: tuple[str, ...]
    by_hand: bool
    first_at: datetime
    last_at: datetime
    checked: bool
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class TermPlace:
    """A place in a story's latest revision where a wrong form still stands; the sentence is none in a headline."""

    term: str
    correct: str | None
    story: str
    revision: int
    sentence: int | None
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Stats:
    """Figures of a story, or of many together where `story` is None.

    `touched` and `seen` count, for each tenth of the text, the sentences that revisions changed more than trivially and
    all that they had or removed. `surviving[k]` counts the sentences of first revisions that still stood k changes
    later, of the `at_first[k]` that stories of so many changes began with. `acknowledged` and `stealth` count the
    changes of fact of which a note tells something, and those of which something stayed unsaid: one can be both.
    `said_after` has the times from the capture of what was acknowledged to that of the note.
    """

    story: str | None
    stories: int
    revisions: int
    visits: int
    kinds: Mapping[Kind, int]
    moved: int
    fields: int
    significances: Mapping[Significance, int]
    reasons: Mapping[Reason, int]
    first_changes: tuple[timedelta, ...]
    touched: tuple[int, ...]
    seen: tuple[int, ...]
    surviving: tuple[int, ...]
    at_first: tuple[int, ...]
    acknowledged: int
    stealth: int
    said_after: tuple[timedelta, ...]

    @property
    def edits(self) -> int:
        """Count the edits, those of headlines and bylines too."""
        return sum(self.significances.values())


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that a search found: where it stands in its story, and the runs of revisions that have it.

    `where` is "headline", "note" or "text"; `marks` are what was sought, in code points. `terms` are the misnamed
    terms, with their correct forms, of the notes in it. Without `standing` the latest revision no longer has it.
    """

    story: str
    where: str
    text: str
    marks: tuple[tuple[int, int], ...]
    runs: tuple[tuple[int, int], ...]
    first_at: datetime
    last_at: datetime
    standing: bool
    terms: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found: texts, and misnamed terms kept by hand with their correct forms.

    With `end`, "first" or "last", a hit is the place where its story first or last had what was sought. `limited`
    says that there is more.
    """

    sought: tuple[str, ...]
    hits: tuple[Hit, ...]
    terms: tuple[tuple[str, str | None], ...]
    limited: bool
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in an archive that is not as it was written: of a revision, or of a story's decisions (None)."""

    story: str
    revision: int | None
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification found: how much was looked at, and what is not as it was written.

    `data` counts the revisions whose bytes and readings were looked at too, `stale` those of them that older readers
    read, which is no damage; `hidden` those that were to be looked at and have no bytes any more.
    """

    stories: int
    revisions: int
    faults: tuple[Fault, ...]
    data: int
    stale: int
    hidden: int
