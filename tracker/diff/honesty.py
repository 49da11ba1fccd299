"""Was it said: each change of fact, and whether a note in the text speaks of it, then or soon after.

A change of fact is a reworded, split, merged or recast sentence whose reasons name a fact. It is acknowledged where a
note explains it, or where a correction that names no form and can be about it comes in the same revision; else it was
made in silence.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from operator import attrgetter

from tracker.diff.classify import why_changed
from tracker.diff.lives import added_words, mends, removed_words, words_of
from tracker.diff.words import word_diff
from tracker.history import Flag, NoteLife, RevisionFacts, Wording
from tracker.model import Comparison, Edit, FieldEdit, Kind, Note, NoteEvent, NoteEventKind, NoteKind, Reason
from tracker.text.lexicon import CORRECTING, SMALL_WORDS
from tracker.text.notes import find_notes
from tracker.text.sentences import split_sentences

FACTS = frozenset(
    {Reason.NUMBER, Reason.DATE, Reason.NAME, Reason.QUOTATION, Reason.ATTRIBUTION, Reason.NEGATION, Reason.HEDGE}
)
OUTSIDE = frozenset("caption captions headline headlines photo photograph graphic".split())  # what no sentence is
KINDS_OF_FACT = {  # what a correction says was wrong, and the reasons that such a change has
    word: kinds
    for words, kinds in (
        (
            "number numbers figure figures amount value worth cost price total toll count percentage age ages",
            {Reason.NUMBER},
        ),
        ("day date dates month time weekday", {Reason.DATE}),
        ("year", {Reason.DATE, Reason.NUMBER}),
        ("name names spelling surname misspelled misspelt misnamed party title city town country", {Reason.NAME}),
        ("quote quotes quotation misquoted", {Reason.QUOTATION}),
        ("misattributed", {Reason.ATTRIBUTION, Reason.NAME}),
    )
    for word in words.split()
}


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
    wordings = [one for life in lives for one in life.wordings if _in_time(one.revision, at, revisions, window)]
    for field in steps[at].fields:
        if field.old and field.new and not FACTS.isdisjoint(field.reasons):
            said = [one for one in wordings if (one.note.term or one.note.correct) and mends(one.note, field)]
            change = _Change(field, -1, (), field.old, field.new)
            yield from _flags(change, said, revisions, (at, _field_brought(at, field.name, steps)))
    made = Counter(reason for edit in steps[at].edits if _changes_a_fact(edit) for reason in set(edit.reasons))
    alone = frozenset(reason for reason in (Reason.DATE, Reason.NUMBER) if made[reason] == 1)
    for place, edit in enumerate(steps[at].edits):
        if _changes_a_fact(edit) and not any(_is_part_of(event, edit) for event in steps[at].notes):
            said = _speaking((revisions[at + 1].number, place, edit), lives, wordings, alone)
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


def _is_part_of(event: NoteEvent, edit: Edit) -> bool:
    """Say whether all that an edit made of its sentences is part of a note."""
    return set(edit.new) <= set(event.new) and edit.new_text in event.note.text


def _changes_a_fact(edit: Edit) -> bool:
    linked = edit.kind in (Kind.REWORDED, Kind.SPLIT, Kind.MERGED, Kind.RECAST)
    return linked and not FACTS.isdisjoint(edit.reasons)


def _speaking(
    change: tuple[int, int, Edit], lives: Sequence[NoteLife], wordings: Sequence[Wording], alone: Set[Reason]
) -> list[Wording]:
    """Find the notes that speak of an edit: one that it settles, those that explain it, or one that names no form.

    `alone` are the kinds of fact that one edit of its revision changed, and no other.
    """
    number, place, edit = change
    for life in lives:
        if _settles(life, number, edit):
            return [life.wordings[0]]
    explaining = [
        one for one in wordings if one.explains and (one.explains.revision, one.explains.edit) == (number, place)
    ]
    explaining += [
        replace(one, note=replace(one.note, term=other.term, correct=other.correct))
        for one in wordings
        if one.note.kind is NoteKind.CORRECTION
        for other in _further_forms(one.note.text)
        if mends(other, edit)
    ]
    if explaining:
        return explaining
    return [one for one in wordings if one.revision == number and _can_be_about(one.note, edit, alone)][:1]


def _settles(life: NoteLife, number: int, edit: Edit) -> bool:
    """Say whether a note ended with an edit as it asked: applied, or explained where it asked for no form."""
    end, note = life.ended_in(number), life.wording_in(number - 1)
    if note is None or note.text not in edit.old_text:
        return False
    return end is NoteEventKind.APPLIED or (end is NoteEventKind.RESOLVED and not note.correct)


@lru_cache(maxsize=1 << 8)
def _further_forms(text: str) -> tuple[Note, ...]:
    """Read each sentence of a correction after the first as one of its own: it may name another term."""
    further = [find_notes(f"Correction: {text[one.start : one.end]}") for one in split_sentences(text)[1:]]
    return tuple(note for notes in further for note in notes if note.correct)


def _can_be_about(note: Note, edit: Edit, alone: Set[Reason]) -> bool:
    """Say whether a correction that names no form has a word of the sentence, or tells nothing of what was wrong.

    One that says which kind of fact was wrong is about no other kind; one of a caption or a headline, of no sentence.
    """
    if note.kind is not NoteKind.CORRECTION or note.term or note.correct:
        return False
    kinds = _kinds_of_fact(note)
    if (kinds and kinds.isdisjoint(edit.reasons)) or not OUTSIDE.isdisjoint(words_of([note.text.lower()])):
        return False
    if not (kinds & alone).isdisjoint(edit.reasons):
        return True  # the one change of the kind of fact that was wrong
    telling = {word.lower() for word in words_of([note.text])} - CORRECTING - SMALL_WORDS
    sentence = {word.lower() for word in words_of([edit.old_text, edit.new_text])}
    return not telling or not telling.isdisjoint(sentence)


def _kinds_of_fact(note: Note) -> set[Reason]:
    """Give the kinds of fact that a note says were wrong: "misstated the day"."""
    return {kind for word in words_of([note.text.lower()]) for kind in KINDS_OF_FACT.get(word, ())}


def _in_time(said: int, at: int, revisions: Sequence[RevisionFacts], window: Window) -> bool:
    place = bisect_left(revisions, said, key=attrgetter("number"))
    later = place - (at + 1)
    waited = revisions[place].captured_at - revisions[at + 1].captured_at
    return later <= window.revisions or waited <= timedelta(hours=window.hours)


def _flags(
    change: _Change, said: Sequence[Wording], revisions: Sequence[RevisionFacts], places: tuple[int, int]
) -> Iterator[Flag]:
    """Give a flag for each note that speaks of a change, the earliest first, and one for what no note says."""
    facts = tuple(reason for reason in change.made.reasons if reason in FACTS)
    waiting = list(facts)
    for one in sorted(said, key=lambda one: one.revision):
        spoken = [reason for reason in _spoken_of(change.made, one.note, facts) if reason in waiting]
        if spoken:
            yield _flag(change, tuple(spoken), one, revisions, places)
        waiting = [reason for reason in waiting if reason not in spoken]
    if waiting:
        yield _flag(change, tuple(waiting), None, revisions, places)


def _flag(
    change: _Change,
    reasons: tuple[Reason, ...],
    said: Wording | None,
    revisions: Sequence[RevisionFacts],
    places: tuple[int, int],
) -> Flag:
    fixed, brought = revisions[places[0] + 1], revisions[places[1]]
    captured = next((one.captured_at for one in revisions if said and one.number == said.revision), None)
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
    )


def _spoken_of(made: Edit | FieldEdit, note: Note, facts: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Give the facts of a change that a note speaks of: all where it has every word that changed, else its forms'."""
    forms = words_of([note.term or "", note.correct or ""])
    if not forms and (kinds := _kinds_of_fact(note)):
        return tuple(reason for reason in facts if reason in kinds)
    changed = removed_words(made) | added_words(made)
    if not forms or not changed - forms or changed <= words_of([note.text]) or not (note.term and note.correct):
        return facts
    named = why_changed(note.term, note.correct, word_diff(note.term, note.correct))
    return tuple(reason for reason in facts if reason in named) or facts


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
