"""The values of a whole history: its revisions, its notes' lives, and what a list or a verification says of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tracker.model import Comparison, Damage, Edit, Kind, Note, NoteEventKind, Reason, Significance


@dataclass(frozen=True, slots=True)
class RevisionFacts:
    """What a history says of one revision, beside its text."""

    number: int
    digest: str
    raw_digest: str
    captured_at: datetime
    published_at: datetime | None
    source: str
    encoding: str
    title: str | None
    byline: str | None
    words: int = 0
    sentences: int = 0
    open_notes: int = 0
    reverts_to: int | None = None
    visits: int = 0
    media_type: str = "text/plain"
    decoding: str | None = None
    extractor: str = ""
    segmenter: str = ""
    note_finder: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """The edit that a correction speaks of: the revision that made it, its place there, its sentences (from 0)."""

    revision: int
    edit: int
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NoteLife:
    """One note followed through a history: each event with the number of the revision that brought it."""

    note: Note
    events: tuple[tuple[int, NoteEventKind], ...] = field(default=())
    explains: Explained | None = None

    @property
    def end(self) -> NoteEventKind | None:
        """Give how the note ended, None where it stands in the latest revision looked at."""
        last = next(event for _, event in reversed(self.events) if event is not NoteEventKind.CONTRADICTED)
        return last if last.is_end else None

    @property
    def ended(self) -> bool:
        """Say whether the note no longer stands in the latest revision looked at."""
        return self.end is not None


@dataclass(frozen=True, slots=True)
class Flag:
    """A change of fact, and whether it was said: by which note, in which revision, how long after the error came.

    `brought_in` is the revision that brought what was changed; `to_fix` and `to_say` count from its capture.
    """

    revision: int
    edit: int
    sentences: tuple[int, ...]
    reasons: tuple[Reason, ...]
    note: Note | None
    said_in: int | None
    brought_in: int
    to_fix: timedelta
    to_say: timedelta | None
    old_text: str
    new_text: str
    field: str | None = None  # the title or the byline, where it is one of those that changed

    @property
    def name(self) -> str:
        """Give what the flag says: that the change was acknowledged, or made in silence."""
        return "acknowledged" if self.note else "stealth edit"


Place = tuple[int, int]  # a revision's place in the run looked at, and a sentence's place in it; both from 0


@dataclass(frozen=True, slots=True)
class SentenceEvent:
    """What a revision did to a sentence; the first revision looked at adds all of its own.

    `returned_from` is the revision that last had the very words, where the sentence had been gone since.
    """

    revision: int
    edit: Edit
    returned_from: int | None = None

    @property
    def is_change(self) -> bool:
        """Say whether the sentence was there before."""
        return self.edit.kind is not Kind.ADDED


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a sentence of a revision comes from, and what happened to it since, oldest first.

    `roots` are the places where it, or a part of it, first stood; `origins` the revisions of these, in order;
    `before` the places that it comes from directly.
    """

    text: str
    place: Place
    roots: frozenset[Place]
    origins: tuple[int, ...]
    events: tuple[SentenceEvent, ...]
    before: tuple[Place, ...] = ()

    @property
    def origin(self) -> int:
        """Give the revision that brought it, or the first part of it."""
        return self.origins[0]

    @property
    def reworded(self) -> int:
        """Count how often its words changed since it was brought, a split or a merger among them."""
        return sum(one.is_change and one.edit.kind is not Kind.KEPT for one in self.events)

    @property
    def moved(self) -> bool:
        """Say whether it has moved since it was brought."""
        return any(one.edit.moved for one in self.events)

    @property
    def returned(self) -> bool:
        """Say whether it was gone for a while."""
        return any(one.returned_from is not None for one in self.events)


@dataclass(frozen=True, slots=True)
class Blame:
    """The provenance of each sentence of the last of some revisions, which begin with the story's first."""

    story: str
    title: str | None
    revisions: tuple[RevisionFacts, ...]
    sentences: tuple[Provenance, ...]


@dataclass(frozen=True, slots=True)
class SentenceLife:
    """The life of one sentence over all revisions; `place` is where it was looked for."""

    story: str
    title: str | None
    revisions: tuple[RevisionFacts, ...]
    place: Place
    events: tuple[SentenceEvent, ...]
    standing: bool


@dataclass(frozen=True, slots=True)
class Survival:
    """What became of the sentences that one revision brought, as the last revision looked at has them."""

    revision: int
    brought: int
    standing: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class History:
    """A run of a story's revisions, the comparison of each with the one before, and the lives of its notes.

    The first of `revisions` has no step; `steps[k]` compares `revisions[k]` with `revisions[k + 1]`.
    """

    story: str
    title: str | None
    revisions: tuple[RevisionFacts, ...]
    steps: tuple[Comparison, ...]
    notes: tuple[NoteLife, ...]
    damage: tuple[tuple[int, Damage], ...] = ()
    flags: tuple[Flag, ...] = ()
    survival: tuple[Survival, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedStory:
    """A story that changed in a period: its whole history up to the end of it, and what came before it.

    `before` is the number of the last revision before the period, 0 for a story that is new in it. `terms` are the
    places where a wrong form stands in the story's latest revision.
    """

    history: History
    before: int
    terms: tuple["TermPlace", ...] = ()

    @property
    def revisions(self) -> tuple[RevisionFacts, ...]:
        """Give the revisions of the period."""
        return tuple(one for one in self.history.revisions if one.number > self.before)

    @property
    def steps(self) -> tuple[Comparison, ...]:
        """Give the comparisons of the revisions of the period with those before them; a first one has none."""
        return self.history.steps[max(self.before - 1, 0) :]

    @property
    def significance(self) -> Significance:
        """Give the weightiest significance of the period; a new story is substantive."""
        new = [] if self.before else [Significance.SUBSTANTIVE]
        return max([*new, *(step.significance for step in self.steps)], key=lambda one: one.rank)

    @property
    def silent(self) -> tuple[Flag, ...]:
        """Give the changes of fact of the period that no note speaks of."""
        return tuple(flag for flag in self.history.flags if flag.revision > self.before and not flag.note)

    @property
    def note_events(self) -> tuple[tuple[int, NoteEventKind, NoteLife], ...]:
        """Give what happened to notes in the period: the revision, the event, the note."""
        every = ((number, event, life) for life in self.history.notes for number, event in life.events)
        return tuple(one for one in every if one[0] > self.before)


@dataclass(frozen=True, slots=True)
class Period:
    """The stories that changed between two moments, the weightiest first; no end means up to the latest revision."""

    since: datetime
    until: datetime | None
    stories: tuple[ChangedStory, ...]


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
    """A place in a story's latest revision where a wrong form still stands; the sentence counts from 0."""

    term: str
    correct: str | None
    story: str
    revision: int
    sentence: int
    start: int
    text: str


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
    """Something in an archive that is not as it was written."""

    story: str
    revision: int
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification found: how much was looked at, and what is not as it was written."""

    stories: int
    revisions: int
    faults: tuple[Fault, ...]
