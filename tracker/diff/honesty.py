"""Was it said: each change of fact, and whether a note in the text speaks of it, then or soon after.

A change of fact is a reworded, split, merged or recast sentence whose reasons name a fact. It is acknowledged where a
note explains it, or where a correction that names no form comes in the same revision; else it was made in silence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from tracker.diff.lives import removed_words, words_of
from tracker.diff.notes import STATEMENTS
from tracker.history import Flag, NoteLife, RevisionFacts
from tracker.model import Comparison, Edit, Kind, Note, NoteEventKind, Reason

FACTS = frozenset(
    {Reason.NUMBER, Reason.DATE, Reason.NAME, Reason.QUOTATION, Reason.ATTRIBUTION, Reason.NEGATION, Reason.HEDGE}
)

_SETTLED = frozenset({NoteEventKind.APPLIED, NoteEventKind.RESOLVED})  # the text does what a note beside it said


@dataclass(frozen=True, slots=True)
class Window:
    """How soon after a change a note must come to acknowledge it: so many revisions later, or so many hours."""

    revisions: int = 2
    hours: float = 24.0


def find_flags(
    revisions: Sequence[RevisionFacts], steps: Sequence[Comparison], lives: Sequence[NoteLife], window: Window
) -> tuple[Flag, ...]:
    """Flag every change of fact of a history; `steps[k]` compares `revisions[k]` with `revisions[k + 1]`."""
    return tuple(
        _flag(at, edit, place, revisions, steps, _speaking(at, (place, edit), revisions, lives, window))
        for at, step in enumerate(steps)
        for place, edit in enumerate(step.edits)
        if _changes_a_fact(edit) and not any(edit.new_text in event.note.text for event in step.notes)
    )


def _changes_a_fact(edit: Edit) -> bool:
    linked = edit.kind in (Kind.REWORDED, Kind.SPLIT, Kind.MERGED, Kind.RECAST)
    return linked and not FACTS.isdisjoint(edit.reasons)


def _speaking(
    at: int, change: tuple[int, Edit], revisions: Sequence[RevisionFacts], lives: Sequence[NoteLife], window: Window
) -> NoteLife | None:
    """Find the note that speaks of an edit: one that it settles, one that explains it, or one that names no form."""
    (place, edit), number = change, revisions[at + 1].number
    for life in lives:
        if life.note.text in edit.old_text and (number, life.end) == life.events[-1] and life.end in _SETTLED:
            return life
    for life in lives:
        explains = life.explains and (life.explains.revision, life.explains.edit) == (number, place)
        if explains and _in_time(life.events[0][0], at, revisions, window):
            return life
    return next((life for life in lives if life.events[0][0] == number and _names_no_form(life.note)), None)


def _names_no_form(note: Note) -> bool:
    return note.kind in STATEMENTS and not note.term and not note.correct


def _in_time(said: int, at: int, revisions: Sequence[RevisionFacts], window: Window) -> bool:
    numbers = [one.number for one in revisions]
    later = numbers.index(said) - (at + 1)
    waited = revisions[numbers.index(said)].captured_at - revisions[at + 1].captured_at
    return later <= window.revisions or waited <= timedelta(hours=window.hours)


def _flag(
    at: int,
    edit: Edit,
    place: int,
    revisions: Sequence[RevisionFacts],
    steps: Sequence[Comparison],
    life: NoteLife | None,
) -> Flag:
    fixed = revisions[at + 1]
    brought = revisions[_brought(at, edit, steps)]
    said = next((one for one in revisions if life and one.number == life.events[0][0]), None)
    return Flag(
        revision=fixed.number,
        edit=place,
        sentences=edit.new,
        reasons=tuple(reason for reason in edit.reasons if reason in FACTS),
        note=life.note if life else None,
        said_in=said.number if said else None,
        brought_in=brought.number,
        to_fix=fixed.captured_at - brought.captured_at,
        to_say=said.captured_at - brought.captured_at if said else None,
        old_text=edit.old_text,
        new_text=edit.new_text,
    )


def _brought(at: int, edit: Edit, steps: Sequence[Comparison]) -> int:
    """Give the place of the revision that brought what an edit took out; of what it only added to, the sentence's."""
    sentences, wanted = set(edit.old), removed_words(edit) or words_of([edit.old_text])
    for before in range(at - 1, -1, -1):
        origin = next((one for one in steps[before].edits if sentences & set(one.new)), None)
        if origin is None or not origin.old or not wanted <= words_of([origin.old_text]):
            return before + 1
        sentences = set(origin.old)
    return 0
