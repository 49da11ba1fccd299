"""The values of a whole history: its revisions, its notes' lives, and whether each change was said."""

import dataclasses
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tracker.model import Comparison, Damage, Edit, Kind, Note, NoteEventKind, Reason, WordSpan


@dataclass(frozen=True, slots=True)
class SetAside:
    """Why and since when a revision is not in the sequence that is compared: it is "hidden" or "retracted".

    A hidden one has no text any more; `headline` says that its headline and byline are gone too.
    """

    kind: str
    why: str
    decided_at: datetime
    headline: bool = False


@dataclass(frozen=True, slots=True)
class RevisionFacts:
    """What a history says of one revision, beside its text; `seen_at` is the latest time of a visit."""

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
    seen_at: datetime | None = None
    media_type: str = "text/plain"
    decoding: str | None = None
    extractor: str = ""
    segmenter: str = ""
    note_finder: str = ""
    aside: SetAside | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """The edit that a correction speaks of: the revision that made it, its place there, its sentences (from 0)."""

    revision: int
    edit: int
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A note as it stood from a revision on, and the edit that it speaks of."""

    revision: int
    note: Note
    explains: Explained | None = None


@dataclass(frozen=True, slots=True)
class NoteLife:
    """One note followed through a history: each event with the number of the revision that brought it.

    `note` is its latest form; `wordings` are all, the first first.
    """

    note: Note
    events: tuple[tuple[int, NoteEventKind], ...] = field(default=())
    explains: Explained | None = None
    wordings: tuple[Wording, ...] = ()

    @property
    def end(self) -> NoteEventKind | None:
        """Give how the note ended, None where it stands in the latest revision looked at."""
        last = next(event for _, event in reversed(self.events) if event is not NoteEventKind.CONTRADICTED)
        return last if last.is_end else None

    def ended_in(self, number: int) -> NoteEventKind | None:
        """Give how the note ended in a revision, None where it did not; it may have come again since."""
        return next((event for at, event in self.events if at == number and event.is_end), None)

    def wording_in(self, number: int) -> Note | None:
        """Give the form that the note had in a revision, None where it had not come yet."""
        return next((one.note for one in reversed(self.wordings) if one.revision <= number), None)

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
    words: tuple[WordSpan, ...] = dataclasses.field(
        default=(), compare=False
    )  # of what changed only what the flag is about

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
    """The provenance of each sentence of the last of some revisions, which begin with the story's first.

    `aside` are those that are not looked at: what one of them brought is told of the next that has it.
    """

    story: str
    title: str | None
    revisions: tuple[RevisionFacts, ...]
    sentences: tuple[Provenance, ...]
    aside: tuple[RevisionFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class SentenceLife:
    """The life of one sentence over all revisions but those set `aside`; `place` is where it was looked for."""

    story: str
    title: str | None
    revisions: tuple[RevisionFacts, ...]
    place: Place
    events: tuple[SentenceEvent, ...]
    standing: bool
    aside: tuple[RevisionFacts, ...] = ()


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

    The first of `revisions` has no step; `steps[k]` compares `revisions[k]` with `revisions[k + 1]`. `aside` are the
    revisions among and around them that were hidden or retracted.
    """

    story: str
    title: str | None
    revisions: tuple[RevisionFacts, ...]
    steps: tuple[Comparison, ...]
    notes: tuple[NoteLife, ...]
    damage: tuple[tuple[int, Damage], ...] = ()
    flags: tuple[Flag, ...] = ()
    survival: tuple[Survival, ...] = ()
    aside: tuple[RevisionFacts, ...] = ()

    @property
    def logged(self) -> tuple[tuple[RevisionFacts, Comparison | None], ...]:
        """Give every revision, those set aside in their places, with its step where it has one."""
        standing = zip(self.revisions, (None, *self.steps)[: len(self.revisions)], strict=True)
        return tuple(sorted([*standing, *((one, None) for one in self.aside)], key=lambda one: one[0].number))
