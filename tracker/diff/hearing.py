"""Which notes can be heard of an edit: that stand there or come later, and speak of it and of no other."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import islice

from tracker.diff.changed import texts_of, words_of
from tracker.diff.notes import STATEMENTS
from tracker.diff.speaking import (
    Said,
    can_be_about,
    is_of_another,
    is_of_note,
    items_of,
    kinds_of_fact,
    mends,
    telling_words,
)
from tracker.history import NoteLife, Wording
from tracker.model import Edit, Kind, Note, NoteEventKind, NoteKind, NoteStatus, Reason
from tracker.text.facts import read_facts
from tracker.text.note_values import Terms

FACTS = frozenset(
    {Reason.NUMBER, Reason.DATE, Reason.NAME, Reason.QUOTATION, Reason.ATTRIBUTION, Reason.NEGATION, Reason.HEDGE}
)

Heard = tuple[NoteLife, Wording]  # what a note said, as it stood in a revision
Sharing = tuple[Set[str], Edit]  # an edit, and the telling words of a note that it has


class Telling:
    """The edits of a revision, and what each note can tell of them: worked out once for a note, not for each edit."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = edits
        self._sharing: dict[str, Sequence[Sharing]] = {}
        self._described: dict[str, bool] = {}

    def sharing(self, note: Note) -> Sequence[Sharing]:
        """Give the edits whose new text has telling words of a note, those with most of them first."""
        if note.text not in self._sharing:
            self._sharing[note.text] = _sharing_words(note, self.edits)
        return self._sharing[note.text]

    def is_described_by(self, note: Note) -> bool:
        """Say whether a note that names no form can be about a change of fact among them."""
        if note.text not in self._described:
            facts = (edit for edit in self.edits if changes_a_fact(edit))
            self._described[note.text] = any(can_be_about(note, edit, frozenset()) for edit in facts)
        return self._described[note.text]


def changes_a_fact(edit: Edit) -> bool:
    """Say whether an edit changed a fact in a sentence that stayed."""
    linked = edit.kind in (Kind.REWORDED, Kind.SPLIT, Kind.MERGED, Kind.RECAST)
    return linked and not FACTS.isdisjoint(edit.reasons)


def heard(life: NoteLife, old: int) -> Iterator[Wording]:
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


def speaking_of(
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
    return not _fits_better(said.note, edit, told[number].sharing(said.note))


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


def _sharing_words(note: Note, edits: Iterable[Edit]) -> list[Sharing]:
    """Give the edits whose new text has telling words of a note, with these, most first; none that is of the note."""
    telling = telling_words(note)
    found = ((telling & words_of([edit.new_text]), edit) for edit in edits)
    return sorted(
        ((shared, edit) for shared, edit in found if shared and not is_of_note(edit, note)),
        key=lambda one: -len(one[0]),
    )


def _fits_better(note: Note, change: Edit, others: Sequence[Sharing]) -> bool:
    """Say whether another sentence has more of the words of a note that names no form, and a fact of the kind.

    `others` are those that `Telling.sharing` gives for the note.
    """
    kinds = kinds_of_fact(note)
    here = len(telling_words(note) & words_of(texts_of(change)))
    for shared, other in others:
        if len(shared) <= here:
            return False
        if other is change or (kinds and kinds.isdisjoint(read_facts(other.new_text).tokens)):
            continue
        if len(shared) > 1 or any(_counts(word, other.new_text) for word in shared):
            return True
    return False


def _counts(word: str, text: str) -> bool:
    """Say whether a text tells how many there are of what a word names: "18,204 voters"."""
    return re.search(rf"(?i)\d\S* (?:\w+ )?{re.escape(word)}", text) is not None
