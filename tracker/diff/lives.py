"""The life of each note over a history: followed from revision to revision, with what it explains."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.diff.notes import STATEMENTS, contradicts
from tracker.diff.speaking import is_of_another, mends
from tracker.history import Explained, NoteLife, Wording
from tracker.model import Comparison, Edit, Kind, Note, NoteEvent, NoteEventKind
from tracker.text.fold import fold

Steps = Sequence[tuple[int, Comparison]]  # each comparison with the number of its new revision


@dataclass(slots=True)
class _Life:
    """A note as it stands now, and its events so far."""

    note: Note
    stands: bool
    events: list[tuple[int, NoteEventKind]] = field(default_factory=list)
    wordings: list[tuple[int, Note]] = field(default_factory=list)
    was_heard: NoteEventKind | None = None  # what the text did while the note stood: applied it, or dropped its term

    def hear(self, event: NoteEvent, edits: Sequence[Edit]) -> None:
        """See whether the text did as the note says while the note stays."""
        if event.before and event.before.in_body and event.note.in_body is False:
            applied = event.note.correct and any(edit.old and edit.new and mends(event.note, edit) for edit in edits)
            self.was_heard = NoteEventKind.APPLIED if applied else NoteEventKind.RESOLVED
        elif event.note.in_body:
            self.was_heard = None

    def say(self, number: int, note: Note) -> None:
        """Take the form that the note has in a revision."""
        self.note = note
        if not self.wordings or self.wordings[-1][1].text != note.text:
            self.wordings.append((number, note))


def follow_notes(steps: Steps, first: int, first_notes: Sequence[Note]) -> tuple[NoteLife, ...]:
    """Follow each note over consecutive comparisons: its events with the revisions that brought them.

    A note that comes again after its end goes on with its old life: it was reintroduced. A new note that says
    otherwise contradicts the lives of those before it.
    """
    lives = [_Life(note, stands=True, events=[(first, NoteEventKind.INTRODUCED)]) for note in first_notes]
    for life in lives:
        life.say(first, life.note)
    standing = {life.note.start: life for life in lives}
    for number, comparison in steps:
        standing = _step(number, comparison, lives, standing)
    return tuple(_told(life, steps) for life in lives)


def _told(life: _Life, steps: Steps) -> NoteLife:
    wordings = tuple(Wording(number, note, explained_by(note, number, steps)) for number, note in life.wordings)
    return NoteLife(life.note, tuple(life.events), explained_by(life.note, life.events[0][0], steps), wordings)


def _step(number: int, comparison: Comparison, lives: list[_Life], standing: dict[int, _Life]) -> dict[int, _Life]:
    """Take the events of one comparison into the lives; give those that stand after it, by where their notes begin."""
    following: dict[int, _Life] = {}
    fresh: list[_Life] = []
    for event in comparison.notes:
        if event.before is None:
            life = _come_again(event.note, lives)
            kind = NoteEventKind.INTRODUCED if life is None else NoteEventKind.REINTRODUCED
            life = life or _Life(event.note, stands=True)
            if kind is NoteEventKind.INTRODUCED:
                fresh.append(life)
        else:
            life, kind = standing[event.before.start], event.event
            life.hear(event, comparison.edits)
            if kind is NoteEventKind.WITHDRAWN and life.was_heard:
                kind = life.was_heard  # in the revision before, or earlier
        life.stands = not kind.is_end
        life.say(number, event.note)
        if kind is not NoteEventKind.KEPT:
            life.events.append((number, kind))
        if life.stands:
            following[event.note.start] = life
    for life in fresh:
        for other in lives:
            if contradicts(life.note, other.note):
                other.events.append((number, NoteEventKind.CONTRADICTED))
    lives += fresh
    return following


def _come_again(note: Note, lives: Sequence[_Life]) -> _Life | None:
    """Find the ended life that a note goes on with: of the same words, or of the same term, correct form and kind."""
    for life in lives:
        same = fold(life.note.text) == fold(note.text) or (
            note.term is not None
            and (life.note.kind, life.note.correct) == (note.kind, note.correct)
            and fold(life.note.term or "") == fold(note.term)
        )
        if same and not life.stands:
            return life
    return None


def explained_by(note: Note, introduced: int, steps: Steps) -> Explained | None:
    """Find the edit that a correction speaks of: in the revision that brought the note, else the nearest before."""
    if note.kind not in STATEMENTS or not (note.term or note.correct):
        return None
    for number, comparison in reversed([step for step in steps if step[0] <= introduced]):
        for place, edit in enumerate(comparison.edits):
            if _mends(edit, note) and not is_of_another(note, note, edit, comparison.edits):
                return Explained(number, place, edit.new)
    return None


def _mends(edit: Edit, note: Note) -> bool:
    """Say whether an edit of the story mends what a note calls wrong."""
    if edit.kind in (Kind.KEPT, Kind.ADDED, Kind.REMOVED) or note.text in edit.new_text:
        return False
    return mends(note, edit)
