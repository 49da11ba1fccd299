"""What became of each editorial note from one revision to the next, and over a history."""

import re
from collections.abc import Callable, Iterable, Sequence

from tracker.history import NoteLife
from tracker.model import Comparison, Document, Kind, Note, NoteEvent, NoteEventKind
from tracker.text.fold import fold
from tracker.text.terms import body_of, stands_in

ENDS = frozenset(
    {NoteEventKind.APPLIED, NoteEventKind.WITHDRAWN, NoteEventKind.RESOLVED, NoteEventKind.DROPPED, NoteEventKind.CUT}
)


def _by_text_and_term(note: Note) -> object:
    return fold(note.text), note.term and fold(note.term)


def _by_term(note: Note) -> object:
    return (note.kind, fold(note.term)) if note.term else None


def _by_correct_form(note: Note) -> object:
    return (note.kind, fold(note.correct)) if note.correct else None


_LIKENESSES: tuple[Callable[[Note], object], ...] = (_by_text_and_term, _by_term, _by_correct_form)


def note_events(
    old: Document, new: Document, pairs: Sequence[tuple[Kind, tuple[int, ...], tuple[int, ...]]]
) -> tuple[NoteEvent, ...]:
    """Say what became of every note: those of the new text in its order, then those that ended."""
    matched = _match(old.notes, new.notes)
    events = []
    for place, note in enumerate(new.notes):
        if place not in matched:
            events.append(NoteEvent(NoteEventKind.INTRODUCED, note))
        else:
            same = fold(old.notes[matched[place]].text) == fold(note.text)
            events.append(NoteEvent(NoteEventKind.KEPT if same else NoteEventKind.REWORDED, note))
    for place, note in enumerate(old.notes):
        if place not in matched.values():
            events.append(NoteEvent(_end(note, old, new, pairs), note))
    return tuple(events)


def _match(old: Sequence[Note], new: Sequence[Note]) -> dict[int, int]:
    """Link new notes to old ones: by equal text, then by what they are about, then by rule and order."""
    matched: dict[int, int] = {}
    for key in _LIKENESSES:
        for place, note in enumerate(new):
            if place in matched or key(note) is None:
                continue
            for other, candidate in enumerate(old):
                if other not in matched.values() and key(candidate) == key(note):
                    matched[place] = other
                    break
    return matched


def _end(
    note: Note, old: Document, new: Document, pairs: Iterable[tuple[Kind, tuple[int, ...], tuple[int, ...]]]
) -> NoteEventKind:
    inside = {i for i, sentence in enumerate(old.sentences) if sentence.start < note.end and note.start < sentence.end}
    old_body, new_body = body_of(old.text, old.notes), body_of(new.text, new.notes)
    if any(kind is Kind.REMOVED and inside & set(ours) for kind, ours, _ in pairs) and not _is_whole_sentence(
        note, old, inside
    ):
        return NoteEventKind.CUT
    if note.term is None:
        return NoteEventKind.WITHDRAWN
    if not stands_in(note.term, old_body):
        return NoteEventKind.WITHDRAWN
    if note.correct is not None and not stands_in(note.term, new_body):
        return NoteEventKind.APPLIED if stands_in(note.correct, new_body) else NoteEventKind.RESOLVED
    if note.correct is None and (not stands_in(note.term, new_body) or spelled_out(note.term, old_body, new_body)):
        return NoteEventKind.RESOLVED
    return NoteEventKind.DROPPED


def _is_whole_sentence(note: Note, document: Document, inside: set[int]) -> bool:
    return all(len(document.sentences[i].text) <= (note.end - note.start) * 1.25 for i in inside)


def spelled_out(term: str, old: str, new: str) -> bool:
    """Say whether the new text alone gives words whose initials are the term, as for an abbreviation.

    >>> spelled_out("SWB", "on the SWB here", "on the Special Warfare Branch (SWB) here")
    True
    """
    if not (2 <= len(term) <= 8 and term.isupper()):
        return False
    initials = r"\W+(?:(?:of|the|and|for|de)\W+)?".join(rf"{letter}\w+" for letter in term)
    found = re.search(rf"\b{initials}", new)
    return found is not None and found.group() not in old


def follow_notes(
    steps: Sequence[tuple[int, Comparison]], first: int, first_notes: Sequence[Note]
) -> tuple[NoteLife, ...]:
    """Follow each note over consecutive comparisons; `steps` gives the new revision's number with each."""
    lives: list[tuple[Note, list[tuple[int, NoteEventKind]]]] = [
        (note, [(first, NoteEventKind.INTRODUCED)]) for note in first_notes
    ]
    for number, comparison in steps:
        for event in comparison.notes:
            life = None if event.event is NoteEventKind.INTRODUCED else _standing(lives, event.note)
            if life is None:
                lives.append((event.note, [(number, event.event)]))
            elif event.event is not NoteEventKind.KEPT:
                life[1].append((number, event.event))
            if life is not None and event.event is NoteEventKind.REWORDED:
                lives[lives.index(life)] = (event.note, life[1])
    return tuple(NoteLife(note, tuple(events)) for note, events in lives)


def _standing(
    lives: Sequence[tuple[Note, list[tuple[int, NoteEventKind]]]], note: Note
) -> tuple[Note, list[tuple[int, NoteEventKind]]] | None:
    """Find the life of a note that still stands, by its text, its term or its correct form."""
    open_lives = [life for life in lives if life[1][-1][1] not in ENDS]
    for key in _LIKENESSES:
        for life in open_lives:
            if key(note) is not None and key(life[0]) == key(note):
                return life
    return None
