"""Was it said: each change of fact, and whether a note in the text speaks of it, then or soon after.

A change of fact is a reworded, split, merged or recast sentence whose reasons name a fact. It is acknowledged where a
note explains it, or where a correction that names no form and can be about it comes in the same revision; else it was
made in silence.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter

from tracker.diff.changed import changed_facts, removed_words, spans_of, values_of, words_of
from tracker.diff.hearing import FACTS, Telling, changes_a_fact, heard, speaking_of
from tracker.diff.speaking import (
    HEADLINE,
    Said,
    items_of,
    kinds_of_fact,
    left_unsaid,
    mends,
)
from tracker.history import Flag, NoteLife, RevisionFacts, Wording
from tracker.model import (
    Comparison,
    Edit,
    FieldEdit,
    Note,
    NoteEvent,
    Reason,
)
from tracker.text.note_values import Terms


@dataclass(frozen=True, slots=True)
class Window:
    """How soon after a change a note must come to acknowledge it: so many revisions later, or so many hours."""

    revisions: int = 2
    hours: float = 24.0


def find_flags(
    revisions: Sequence[RevisionFacts], steps: Sequence[Comparison], lives: Sequence[NoteLife], window: Window
) -> tuple[Flag, ...]:
    """Flag every change of fact of a history; `steps[k]` compares `revisions[k]` with `revisions[k + 1]`.

    Where a note speaks of some facts of a sentence and not of others, these have a flag of their own.
    """
    told = {revision.number: Telling(step.edits) for revision, step in zip(revisions[1:], steps, strict=True)}
    return tuple(flag for at in range(len(steps)) for flag in _step_flags(at, revisions, steps, lives, (window, told)))


def _step_flags(
    at: int,
    revisions: Sequence[RevisionFacts],
    steps: Sequence[Comparison],
    lives: Sequence[NoteLife],
    how: tuple[Window, Mapping[int, Telling]],
) -> Iterator[Flag]:
    window, told = how
    wordings = [
        (life, one)
        for life in lives
        for one in heard(life, revisions[at].number)
        if _in_time(one.revision, at, revisions, window)
    ]
    for field in steps[at].fields:
        if field.old and field.new and not FACTS.isdisjoint(field.reasons):
            said = [Said(one, item) for _, one in wordings for item in _items_of_field(one.note, field)]
            change = _Change(field, -1, (), field.old, field.new)
            yield from _flags(change, said, revisions, (at, _field_brought(at, field.name, steps)))
    made = Counter(reason for edit in steps[at].edits if changes_a_fact(edit) for reason in set(edit.reasons))
    alone = frozenset(reason for reason in (Reason.DATE, Reason.NUMBER) if made[reason] == 1)
    for place, edit in enumerate(steps[at].edits):
        if changes_a_fact(edit) and not any(_is_part_of(event, edit) for event in steps[at].notes):
            said = speaking_of((revisions[at + 1].number, edit), lives, wordings, alone, told)
            change = _Change(edit, place, edit.new, edit.old_text, edit.new_text)
            yield from _flags(change, said, revisions, (at, _brought(at, edit, steps)))


@dataclass(frozen=True, slots=True)
class _Change:
    """An edit of a sentence or of a field, with its place, its sentences and its texts."""

    made: Edit | FieldEdit
    place: int
    sentences: tuple[int, ...]
    old: str
    new: str


def _items_of_field(note: Note, field: FieldEdit) -> list[Terms]:
    """Give what a note names of a change of headline or byline, or that it tells of the headline's kind of fact."""
    items = [item for item in items_of(note) if (item.term or item.correct) and mends(item, field)]
    told = field.name == "title" and not HEADLINE.isdisjoint(words_of([note.text]))
    return items or ([Terms()] if told and not kinds_of_fact(note).isdisjoint(field.reasons) else [])


def _is_part_of(event: NoteEvent, edit: Edit) -> bool:
    """Say whether all that an edit made of its sentences is part of a note."""
    return set(edit.new) <= set(event.new) and edit.new_text in event.note.text


def _in_time(said: int, at: int, revisions: Sequence[RevisionFacts], window: Window) -> bool:
    place = bisect_left(revisions, said, key=attrgetter("number"))
    later = place - (at + 1)
    waited = revisions[place].captured_at - revisions[at + 1].captured_at
    return later <= window.revisions or waited <= timedelta(hours=window.hours)


def _flags(
    change: _Change, said: Sequence[Said], revisions: Sequence[RevisionFacts], places: tuple[int, int]
) -> Iterator[Flag]:
    """Give a flag for each note that speaks of a change, the earliest first, and one for what no note says.

    A kind of fact of which a note tells one and not another has both.
    """
    facts = [reason for reason in change.made.reasons if reason in FACTS]
    unsaid = changed_facts(change.old, change.new, facts)
    for one in sorted(said, key=lambda one: one.wording.revision):
        left = {reason: left_unsaid(one, reason, unsaid, change.made) for reason in unsaid}
        spoken = {reason: changed for reason, changed in left.items() if changed is not None}
        if spoken:
            told = values_of(unsaid[reason] for reason in spoken) - values_of(spoken.values())
            yield _flag(change, tuple(spoken), one.wording, revisions, places, told)
        unsaid |= spoken
        unsaid = {reason: one for reason, one in unsaid.items() if reason not in spoken or one}
    if unsaid:
        yield _flag(change, tuple(unsaid), None, revisions, places, values_of(unsaid.values()))


def _flag(
    change: _Change,
    reasons: tuple[Reason, ...],
    said: Wording | None,
    revisions: Sequence[RevisionFacts],
    places: tuple[int, int],
    values: Set[str],
) -> Flag:
    fixed, brought = revisions[places[0] + 1], revisions[places[1]]
    heard_in = max(said.revision, brought.number) if said else None  # of a note that stood before: at once
    captured = next((one.captured_at for one in revisions if one.number == heard_in), None)
    return Flag(
        revision=fixed.number,
        edit=change.place,
        sentences=change.sentences,
        reasons=reasons,
        note=said.note if said else None,
        said_in=said.revision if said else None,
        brought_in=brought.number,
        to_fix=fixed.captured_at - brought.captured_at,
        to_say=captured - brought.captured_at if captured else None,
        old_text=change.old,
        new_text=change.new,
        field=change.made.name if isinstance(change.made, FieldEdit) else None,
        words=spans_of(change.made, values),
    )


def _field_brought(at: int, name: str, steps: Sequence[Comparison]) -> int:
    """Give the place of the revision that brought a field as it was before a change."""
    return next((k + 1 for k in range(at - 1, -1, -1) if any(one.name == name for one in steps[k].fields)), 0)


def _brought(at: int, edit: Edit, steps: Sequence[Comparison]) -> int:
    """Give the place of the revision that brought what an edit took out; of what it only added to, the sentence's."""
    sentences, wanted = set(edit.old), removed_words(edit) or words_of([edit.old_text])
    for before in range(at - 1, -1, -1):
        origin = next((one for one in steps[before].edits if sentences & set(one.new)), None)
        if origin is None or not origin.old or not wanted <= words_of([origin.old_text]):
            return before + 1
        sentences = set(origin.old)
    return 0
