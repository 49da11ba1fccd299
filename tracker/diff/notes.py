"""What became of each editorial note from one revision to the next."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter

from rapidfuzz.fuzz import ratio

from tracker.model import Document, Edit, Kind, Note, NoteEvent, NoteEventKind, NoteKind
from tracker.text.fold import fold
from tracker.text.terms import body_of, stands_in

ALIKE = 60.0  # how alike the words of two notes of one kind must be, that name no form, to be one note: cases/lives
WHOLE = 1.25  # a note is a whole sentence that is no longer than so many times the note
STATEMENTS = frozenset({NoteKind.CORRECTION, NoteKind.CLARIFICATION, NoteKind.UPDATE})  # they speak of what was changed


@dataclass(frozen=True)
class Places:
    """Two documents and what was made of the one: where a note stood, and where it stands."""

    old: Document
    new: Document
    edits: Sequence[Edit]

    @cached_property
    def bodies(self) -> tuple[str, str]:
        """Give both texts without their notes."""
        return body_of(self.old.text, self.old.notes), body_of(self.new.text, self.new.notes)

    @cached_property
    def in_place(self) -> frozenset[tuple[int, int]]:
        """Give the old and new sentences that are linked and did not move."""
        return frozenset((i, j) for edit in self.edits if not edit.moved for i in edit.old for j in edit.new)

    @cached_property
    def removed(self) -> frozenset[int]:
        """Give the old sentences that were removed."""
        return frozenset(i for edit in self.edits if edit.kind is Kind.REMOVED for i in edit.old)


def note_events(old: Document, new: Document, edits: Sequence[Edit]) -> tuple[NoteEvent, ...]:
    """Say what became of every note: those of the new text in its order, then those that ended."""
    places = Places(old, new, edits)
    matched = _match(places)
    events: list[NoteEvent] = []
    for place, note in enumerate(new.notes):
        if place not in matched:
            events.append(NoteEvent(NoteEventKind.INTRODUCED, note))
            continue
        before = old.notes[matched[place]]
        events += [NoteEvent(kind, note, before) for kind in _changes(before, note, places)]
    going_on = set(matched.values())
    ended = [note for place, note in enumerate(old.notes) if place not in going_on]
    events += [NoteEvent(_end(note, places), note, note) for note in ended]
    return tuple(_placed(event, old, new) for event in events)


def _placed(event: NoteEvent, old: Document, new: Document) -> NoteEvent:
    here = _sentences(event.before, old) if event.before else ()
    return replace(event, old=here, new=() if event.event.is_end else _sentences(event.note, new))


def _sentences(note: Note, document: Document) -> tuple[int, ...]:
    """Give the sentences that a note stands in, or goes through."""
    first = bisect_right(document.sentences, note.start, key=attrgetter("end"))
    return tuple(range(first, bisect_left(document.sentences, note.end, lo=first, key=attrgetter("start"))))


def contradicts(later: Note, earlier: Note) -> bool:
    """Say whether a note says otherwise than an earlier one: of the same term, or of what that one called correct."""
    if not later.correct or not earlier.correct or fold(later.correct) == fold(earlier.correct):
        return False
    if fold(later.correct) in {fold(one) for one in earlier.alternatives}:
        return False
    return later.term is not None and fold(later.term) in {fold(earlier.term or ""), fold(earlier.correct)}


def _changes(before: Note, note: Note, places: Places) -> Iterator[NoteEventKind]:
    reworded = fold(before.text) != fold(note.text)
    if before.hedged and not note.hedged:
        yield NoteEventKind.HEDGE_DROPPED
    if before.status is not note.status:
        yield NoteEventKind.STATUS_CHANGED
    if reworded:
        yield NoteEventKind.REWORDED
    if moved := _has_moved(before, note, places):
        yield NoteEventKind.MOVED
    if not reworded and not moved and before.status is note.status and before.hedged is note.hedged:
        yield NoteEventKind.KEPT


def _has_moved(before: Note, note: Note, places: Places) -> bool:
    """Say whether a note stands in another sentence than the one its old sentence became, or moved with it."""
    return (_sentence(before, places.old), _sentence(note, places.new)) not in places.in_place


def _sentence(note: Note, document: Document) -> int:
    at = bisect_right(document.sentences, note.start, key=attrgetter("start")) - 1
    return at if at >= 0 and note.start < document.sentences[at].end else -1


def _match(places: Places) -> dict[int, int]:
    """Link new notes to old ones: by their words and term, by what they are about, by where they stand, by likeness."""
    old, new, edits = places.old, places.new, places.edits
    if not old.notes or not new.notes:
        return {}
    partners = {j: set(edit.old) for edit in edits for j in edit.new}
    matched: dict[int, int] = {}
    for key in (_by_text_and_term, _by_term, _by_correct_form):
        _match_by(key, old.notes, new.notes, matched)
    for place, note in enumerate(new.notes):
        if place in matched:
            continue
        taken = set(matched.values())
        here = partners.get(_sentence(note, new), set())
        same_kind = [k for k, one in enumerate(old.notes) if k not in taken and one.kind is note.kind]
        grown = [k for k in same_kind if _goes_on(old.notes[k], note)]
        free = [k for k in same_kind if _agree(old.notes[k], note)]
        near = [k for k in free if _sentence(old.notes[k], old) in here]
        alike = [k for k in free if ratio(fold(old.notes[k].text), fold(note.text)) >= ALIKE]
        if grown or near or alike:
            matched[place] = (grown or near or alike)[0]
    return matched


def _goes_on(before: Note, note: Note) -> bool:
    """Say whether a note has all the words of an earlier one and goes on, or stops before its end."""
    one, other = fold(before.text), fold(note.text)
    return other.startswith(one) or one.startswith(other)


def _match_by(key: Callable[[Note], object], old: Sequence[Note], new: Sequence[Note], matched: dict[int, int]) -> None:
    taken = set(matched.values())
    waiting: defaultdict[object, list[int]] = defaultdict(list)
    for place in reversed(range(len(old))):
        if place not in taken and key(old[place]) is not None:
            waiting[key(old[place])].append(place)
    for place, note in enumerate(new):
        if place not in matched and waiting.get(key(note)):
            matched[place] = waiting[key(note)].pop()


def _agree(one: Note, other: Note) -> bool:
    """Say whether two notes can be one that was reworded: they name no two different terms."""
    return not one.term or not other.term or fold(one.term) == fold(other.term)


def _by_text_and_term(note: Note) -> object:
    return fold(note.text), note.term and fold(note.term)


def _by_term(note: Note) -> object:
    return (note.kind, fold(note.term)) if note.term else None


def _by_correct_form(note: Note) -> object:
    return (note.kind, fold(note.correct)) if note.correct else None


def _end(note: Note, places: Places) -> NoteEventKind:
    """Say how a note ended: with its sentence, or by what the text now prints where its term stood."""
    inside = _sentences(note, places.old)
    is_whole = all(len(places.old.sentences[k].text) <= (note.end - note.start) * WHOLE for k in inside)
    if not is_whole and not places.removed.isdisjoint(inside):
        return NoteEventKind.CUT
    old_body, new_body = places.bodies
    if note.term is None or not stands_in(note.term, old_body):
        return NoteEventKind.WITHDRAWN
    if stands_in(note.term, new_body) and not _spelled_out_for(note, old_body, new_body):
        return NoteEventKind.DROPPED
    if note.correct is not None and _is_applied(note.term, note.correct, places):
        return NoteEventKind.APPLIED
    return NoteEventKind.RESOLVED


def _spelled_out_for(note: Note, old_body: str, new_body: str) -> bool:
    return note.correct is None and note.term is not None and spelled_out(note.term, old_body, new_body)


def _is_applied(term: str, correct: str, places: Places) -> bool:
    """Say whether the new text has the correct form in a sentence where the old one had the term."""
    here, there = places.old.sentences, places.new.sentences
    for edit in places.edits:
        ours = [places.bodies[0][here[i].start : here[i].end] for i in edit.old]
        theirs = [places.bodies[1][there[j].start : there[j].end] for j in edit.new]
        if any(stands_in(term, text) for text in ours) and any(stands_in(correct, text) for text in theirs):
            return True
    return False


def spelled_out(term: str, old: str, new: str) -> bool:
    """Say whether the new text alone gives words whose initials are the term, as for an abbreviation.

    >>> spelled_out("SWB", "on the SWB here", "on the Special Warfare Branch (SWB) here")
    True
    """
    if not (2 <= len(term) <= 8 and term.isupper() and term.isalpha()):
        return False
    initials = r"\W+(?:(?:of|the|and|for|de)\W+)?".join(rf"{letter}\w+" for letter in term)
    found = re.search(rf"\b{initials}", new)
    return found is not None and found.group() not in old
