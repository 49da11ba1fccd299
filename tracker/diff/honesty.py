"""Was it said: each change of fact, and whether a note in the text speaks of it, then or soon after.

A change of fact is a reworded, split, merged or recast sentence whose reasons name a fact. It is acknowledged where a
note explains it, or where a correction that names no form and can be about it comes in the same revision; else it was
made in silence.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from operator import attrgetter

from tracker.diff.notes import STATEMENTS
from tracker.diff.speaking import (
    HEADLINE,
    Changed,
    Said,
    Sharing,
    can_be_about,
    changed_facts,
    fits_better,
    is_of_another,
    items_of,
    kinds_of_fact,
    left_unsaid,
    mends,
    removed_words,
    sharing,
    spans_of,
    telling_words,
    values_of,
    words_of,
)
from tracker.history import Flag, NoteLife, RevisionFacts, Wording
from tracker.model import (
    Comparison,
    Edit,
    FieldEdit,
    Kind,
    Note,
    NoteEvent,
    NoteEventKind,
    NoteKind,
    NoteStatus,
    Reason,
)
from tracker.text.note_values import Terms

FACTS = frozenset(
    {Reason.NUMBER, Reason.DATE, Reason.NAME, Reason.QUOTATION, Reason.ATTRIBUTION, Reason.NEGATION, Reason.HEDGE}
)


Heard = tuple[NoteLife, Wording]  # what a note said, as it stood in a revision


class Telling:
    """The edits of a revision, and what each note can tell of them: worked out once for a note, not for each edit."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = edits
        self._sharing: dict[str, Sequence[Sharing]] = {}
        self._described: dict[str, bool] = {}

    def sharing(self, note: Note) -> Sequence[Sharing]:
        """Give the edits whose new text has telling words of a note, those with most of them first."""
        if note.text not in self._sharing:
            self._sharing[note.text] = sharing(note, self.edits)
        return self._sharing[note.text]

    def is_described_by(self, note: Note) -> bool:
        """Say whether a note that names no form can be about a change of fact among them."""
        if note.text not in self._described:
            facts = (edit for edit in self.edits if _changes_a_fact(edit))
            self._described[note.text] = any(can_be_about(note, edit, frozenset()) for edit in facts)
        return self._described[note.text]


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
    return tuple(flag for at in range(len(steps)) for flag in _step_flags(at, revisions, steps, lives, window))


def _step_flags(
    at: int, revisions: Sequence[RevisionFacts], steps: Sequence[Comparison], lives: Sequence[NoteLife], window: Window
) -> Iterator[Flag]:
    wordings = [
        (life, one)
        for life in lives
        for one in _heard(life, revisions[at].number)
        if _in_time(one.revision, at, revisions, window)
    ]
    for field in steps[at].fields:
        if field.old and field.new and not FACTS.isdisjoint(field.reasons):
            said = [Said(one, item) for _, one in wordings for item in _items_of_field(one.note, field)]
            change = _Change(field, -1, (), field.old, field.new)
            yield from _flags(change, said, revisions, (at, _field_brought(at, field.name, steps)))
    made = Counter(reason for edit in steps[at].edits if _changes_a_fact(edit) for reason in set(edit.reasons))
    alone = frozenset(reason for reason in (Reason.DATE, Reason.NUMBER) if made[reason] == 1)
    told = {number.number: Telling(step.edits) for number, step in zip(revisions[1:], steps, strict=True)}
    for place, edit in enumerate(steps[at].edits):
        if _changes_a_fact(edit) and not any(_is_part_of(event, edit) for event in steps[at].notes):
            said = _speaking((revisions[at + 1].number, edit), lives, wordings, alone, told)
            change = _Change(edit, place, edit.new, edit.old_text, edit.new_text)
            yield from _flags(change, said, revisions, (at, _brought(at, edit, steps)))


def _heard(life: NoteLife, old: int) -> Iterator[Wording]:
    """Give the wordings of a note that can be read in a revision or later: one that was taken out before says nothing.

    A note that comes again later says then what it said before.
    """
    events = [(number, event) for number, event in life.events if event is not NoteEventKind.CONTRADICTED]
    ends = [event.is_end for number, event in events if number <= old]
    stands = not ends or not ends[-1]
    again = next((number for number, event in events if number > old and event is NoteEventKind.REINTRODUCED), None)
    for one in life.wordings:
        if one.revision > old or stands:
            yield one
        elif again is not None:
            yield replace(one, revision=again)


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


def _changes_a_fact(edit: Edit) -> bool:
    linked = edit.kind in (Kind.REWORDED, Kind.SPLIT, Kind.MERGED, Kind.RECAST)
    return linked and not FACTS.isdisjoint(edit.reasons)


def _speaking(
    change: tuple[int, Edit],
    lives: Sequence[NoteLife],
    wordings: Sequence[Heard],
    alone: Set[Reason],
    told: Mapping[int, Telling],
) -> list[Said]:
    """Find the notes that speak of an edit: one that it settles, those that name its forms, or one that names none.

    `alone` are the kinds of fact that one edit of its revision changed, and no other; `told` has the edits that each
    revision came with.
    """
    number, edit = change
    for life in lives:
        if _settles(life, number, edit) or _asked_for(life, number, edit):
            return [Said(life.wordings[0], None)]
    edits = told[number].edits
    naming = [
        Said(_as_first_said(life, one, number, edit), item)
        for life, one in wordings
        if _states(one.note) and (one.revision == number or one.note.text not in edit.new_text)
        for item in items_of(one.note)
        if (item.term or item.correct) and mends(item, edit) and not is_of_another(one.note, item, edit, edits)
    ]
    if naming:
        return naming
    describing = (one for life, one in wordings if _describes(life, one, (number, edit, alone), told))
    return [Said(one, Terms()) for one in islice(describing, 1)]


def _states(note: Note) -> bool:
    """Say whether a note speaks of what was changed: one that outright names both forms does, whatever its label."""
    outright = note.status is NoteStatus.ASSERTED and bool(note.term and note.correct)
    return note.kind in STATEMENTS or (outright and note.kind in (NoteKind.EDITOR_NOTE, NoteKind.NOTE))


def _as_first_said(life: NoteLife, said: Wording, number: int, edit: Edit) -> Wording:
    """Give a wording with the revision in which its note first told of an edit, its forms named or not."""
    told = (
        one.revision
        for one in life.wordings
        if one.revision >= number and can_be_about(one.note, edit, frozenset(edit.reasons))
    )
    return replace(said, revision=min([said.revision, *told]))


def _describes(
    life: NoteLife, said: Wording, change: tuple[int, Edit, Set[Reason]], told: Mapping[int, Telling]
) -> bool:
    """Say whether a note that names no form is about an edit: of its own revision, else of one before."""
    number, edit, alone = change
    if said.revision < number or not can_be_about(said.note, edit, alone) or _told_before(life, said):
        return False
    if said.revision != number and told[said.revision].is_described_by(said.note):
        return False
    return not fits_better(said.note, edit, told[number].sharing(said.note))


def _told_before(life: NoteLife, said: Wording) -> bool:
    """Say whether an earlier wording of the same note told as much: a date that is put before it tells nothing new."""
    telling = telling_words(said.note) | kinds_of_fact(said.note)
    return any(
        one.revision < said.revision and telling <= telling_words(one.note) | kinds_of_fact(one.note)
        for one in life.wordings
    )


def _settles(life: NoteLife, number: int, edit: Edit) -> bool:
    """Say whether a note ended with an edit as it asked: applied, or explained where it asked for no form."""
    end, note = life.ended_in(number), life.wording_in(number - 1)
    if note is None or note.text not in edit.old_text:
        return False
    return end is NoteEventKind.APPLIED or (end is NoteEventKind.RESOLVED and not note.correct)


def _asked_for(life: NoteLife, number: int, edit: Edit) -> bool:
    """Say whether an edit does as a note beside the text says that stood before it and stays."""
    note, before = life.wording_in(number), life.wording_in(number - 1)
    if note is None or before is None or note.kind in STATEMENTS or life.ended_in(number):
        return False
    return bool(note.term and note.correct) and before.correct == note.correct and mends(note, edit)


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
        left = {reason: left_unsaid(one, reason, unsaid[reason], change.made) for reason in unsaid}
        spoken = {reason: changed for reason, changed in left.items() if changed is not None}
        if spoken:
            told = values_of(unsaid[reason] for reason in spoken) - values_of(spoken.values())
            yield _flag(change, tuple(spoken), one.wording, revisions, places, told)
        unsaid |= spoken
        unsaid = {reason: one for reason, one in unsaid.items() if reason not in spoken or one != Changed()}
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
