"""What a note speaks of: the forms that it names, the changes that it can be about, and the facts that it tells of one.

Forms are compared as values, not as signs: nine is 9, "Two" is "two", Garrity's is of Garrity.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from tracker.diff.changed import (
    Change,
    Changed,
    added_words,
    changed_facts,
    removed_words,
    texts_of,
    told_of,
    value_words,
    words_of,
)
from tracker.diff.classify import why_changed
from tracker.diff.words import word_diff
from tracker.history import Wording
from tracker.model import Edit, Note, NoteKind, Reason
from tracker.text.facts import read_facts
from tracker.text.lexicon import CORRECTING, SMALL_WORDS
from tracker.text.note_values import Terms
from tracker.text.notes import find_notes
from tracker.text.sentences import split_sentences

_ITEM = re.compile(r";\s+|,?\s+and\s+(?=(?:the|its|it|his|her|their|a|an)\s)")  # where another item begins
_ERRED = re.compile(  # what says that something was wrong, and the words behind it that say what
    r"(?:\bmis(?!sing|sion)[a-z]+|\b(?:incorrect|wrong|erroneous|inaccurate)(?:ly)?|\bcorrect(?:s|ed|ing)?|\bfix(?:es|ed)?|"
    r"\berrors?\s+in|\bgave|\b(?:trans|re)posed|\b(?:over|under)stated)\b(?:\W+\w[\w'\u2019-]*){0,8}",
    re.IGNORECASE,
)
_CONTRAST = re.compile(r"[,;]\s*(?:(?:and|but)\s+)?not\b")  # "53, not 52" negates nothing that the text says
_STATING = re.compile(
    r"(?i)\b(?:clarify|reflect|show|note|say|state|make clear|emphasize|specify)\s+that\b"  # it tells what
)
OUTSIDE = frozenset("caption captions headline headlines photo photograph graphic".split())  # what no sentence is
HEADLINE = frozenset({"headline", "headlines"})
KINDS_OF_FACT = {  # what a correction says was wrong, and the reasons that such a change has
    word: kinds
    for named, kinds in (
        (
            "number numbers figure figures amount value worth cost price total toll count percentage age ages",
            {Reason.NUMBER},
        ),
        ("day date dates month time weekday year when", {Reason.DATE}),
        ("name names spelling surname misspelled misspelt misnamed party title city town country", {Reason.NAME}),
        ("quote quotes quotation misquoted", {Reason.QUOTATION}),
        ("misattributed", {Reason.ATTRIBUTION, Reason.NAME}),
    )
    for word in named.split()
}


@dataclass(frozen=True, slots=True)
class Said:
    """A note that speaks of a change, as it stood then, and what it names of it: None where it speaks of all."""

    wording: Wording
    item: Terms | None


def items_of(note: Note) -> tuple[Terms, ...]:
    """Give the forms that a note names: its own, and those of each further sentence or clause of a correction."""
    own = Terms(note.term, note.correct)
    return (own, *_further_items(note.text)) if note.kind is NoteKind.CORRECTION else (own,)


@lru_cache(maxsize=1 << 13)  # asked for again with every change
def _further_items(text: str) -> tuple[Terms, ...]:
    sentences = [text[one.start : one.end] for one in split_sentences(text)]
    clauses = [clause for sentence in sentences for clause in _ITEM.split(sentence)]
    further = [find_notes(f"Correction: {clause}") for clause in (*sentences[1:], *clauses) if clause != text]
    read = (Terms(note.term, note.correct) for notes in further for note in notes if note.correct)
    return tuple(dict.fromkeys(read))


def kinds_of_fact(note: Note) -> set[Reason]:
    """Give the kinds of fact that a note says were wrong: "misstated the day"."""
    told = words_of(_ERRED.findall(note.text))
    told &= {"misattributed"} if "misattributed" in told else told  # the figure that was misattributed was right
    return {kind for word in told for kind in KINDS_OF_FACT.get(word, ())}


def mends(item: Note | Terms, change: Change) -> bool:
    """Say whether a change takes out what a note calls wrong and brings in what it calls correct.

    Where the note names both forms, what tells them apart must go and come: "15th" and "16th" of September 15th and
    16th, "Olson" of Mr. Olson where "Mr" stands in both; where it names one, all of that form, or a surname alone.
    """
    old, new = texts_of(change)
    before, after = words_of([old]), words_of([new])
    removed, added = removed_words(change), added_words(change)
    wrong, right = words_of([item.term or ""]), words_of([item.correct or ""])
    if not item.term:
        return (right <= after and not right.isdisjoint(added)) or _surname(item.correct or "") in added
    if not item.correct:
        return (wrong <= before and not wrong.isdisjoint(removed)) or _surname(item.term) in removed
    gone, come, both = wrong - right, right - wrong, wrong & right
    if not gone and not come:
        return item.term in old and item.correct in new and item.term not in new  # capitals alone
    if gone.isdisjoint(removed) != (not gone) or come.isdisjoint(added) != (not come):
        return False
    named = gone <= _named(item.term) and come <= _named(item.correct)
    return gone - after <= removed and come - before <= added and (both <= before or named)


def _named(form: str) -> set[str]:
    """Give the words of a form that have a capital."""
    return words_of(word for word in form.split() if word[0].isupper())


def _surname(form: str) -> str | None:
    """Give the last word of a name of several."""
    parts = form.split()
    return next(iter(words_of(parts[-1:])), None) if len(parts) > 1 and all(one[0].isupper() for one in parts) else None


def is_figure(item: Note | Terms) -> bool:
    """Say whether the forms that are named are numbers or dates alone: these stand in many a sentence."""
    facts = [read_facts(form) for form in (item.term, item.correct) if form]
    return all(not one.rest and one.tokens.keys() <= {Reason.NUMBER, Reason.DATE} for one in facts)


@lru_cache(maxsize=1 << 13)
def telling_words(note: Note) -> set[str]:
    """Give the words of a note that tell what it is about: none of correcting, no small ones, not its forms."""
    forms = words_of(form for item in items_of(note) for form in (item.term, item.correct) if form)
    return words_of([note.text]) - CORRECTING - SMALL_WORDS - forms - KINDS_OF_FACT.keys()


def is_of_another(note: Note, item: Note | Terms, change: Change, edits: Sequence[Edit]) -> bool:
    """Say whether figures that a note names stand in another sentence that has more of its words than a change."""
    if not is_figure(item):
        return False
    if (kinds := kinds_of_fact(note)) and kinds.isdisjoint(change.reasons):
        return True
    telling = telling_words(note)
    here = len(telling & words_of(texts_of(change)))
    forms = [words_of([form]) for form in (item.term, item.correct) if form]
    for other in edits:
        there = value_words(other.old_text), value_words(other.new_text)
        if not any(form <= words for words in there for form in forms) or other is change:
            continue
        if len(telling & (there[0] | there[1])) > here and not is_of_note(other, note):
            return True
    return False


def is_of_note(edit: Edit, note: Note) -> bool:
    """Say whether an edit is of a sentence of a note."""
    return note.text in edit.new_text or edit.new_text in note.text


def can_be_about(note: Note, change: Edit, alone: Set[Reason]) -> bool:
    """Say whether a correction that names no form has a telling word of the sentence of a change.

    One that says which kind of fact was wrong is about no other kind, and about the one change of that kind, where it
    is among those that stand `alone`, without sharing a word; one of a caption or a headline is about no sentence.
    """
    if note.term or note.correct:
        return False
    if note.kind is NoteKind.UPDATE:
        return _tells_news(note, change)
    if note.kind not in (NoteKind.CORRECTION, NoteKind.CLARIFICATION):
        return False
    stated = added_words(change) - SMALL_WORDS if _STATING.search(note.text) else None
    if stated and stated.isdisjoint(words_of([note.text])):
        return False
    kinds = kinds_of_fact(note)
    if (kinds and kinds.isdisjoint(change.reasons)) or not OUTSIDE.isdisjoint(words_of([note.text])):
        return False
    return not (kinds & alone).isdisjoint(change.reasons) or not telling_words(note).isdisjoint(
        words_of(texts_of(change))
    )


def _tells_news(note: Note, change: Edit) -> bool:
    """Say whether an update has a telling word of the sentence of a change and a value that it brought."""
    if telling_words(note).isdisjoint(words_of(texts_of(change))):
        return False
    facts = changed_facts(*texts_of(change), (Reason.NUMBER, Reason.DATE, Reason.NAME))
    return any(told_of(one, None, note.text) for one in facts.values())


def left_unsaid(said: Said, reason: Reason, facts: Mapping[Reason, Changed], change: Change) -> Changed | None:
    """Give what a note leaves unsaid of the facts of one kind that a change made; None where it speaks of none.

    `facts` are all that the change made, by kind: of those, a note that names no form speaks of the ones whose values
    it tells; where it tells none, of all of the kind that it says was wrong.
    """
    note, item, changed = said.wording.note, said.item, facts[reason]
    text = _CONTRAST.sub(" ", note.text) if reason is Reason.NEGATION else note.text
    if item is None or removed_words(change) | added_words(change) <= words_of([text]):
        return Changed()
    names_none = not item.term and not item.correct
    if names_none and not any(told_of(one, note.text, note.text) for one in facts.values()):
        kinds = kinds_of_fact(note)
        return Changed() if not kinds or reason in kinds else None
    if not changed.gone and not changed.come:
        return Changed() if not names_none and _differ_in(item, reason) else None
    told = told_of(changed, note.text, note.text) if names_none else told_of(changed, item.term, item.correct)
    if not told:
        return None
    left = Changed(_without(changed.gone, told.gone), _without(changed.come, told.come))
    if (item.term and item.correct) or (told.gone and told.come):
        return left
    if reason not in (Reason.NUMBER, Reason.DATE):
        return Changed((), left.come) if told.come else Changed(left.gone, ())
    # As many of the other side are what the note does not name.
    return Changed(left.gone[len(told.come) :], left.come[len(told.gone) :])


def _differ_in(item: Terms, reason: Reason) -> bool:
    """Say whether two forms differ in a kind of fact."""
    if not item.term or not item.correct:
        return True
    return reason in why_changed(item.term, item.correct, word_diff(item.term, item.correct))


def _without(values: Sequence[str], told: Sequence[str]) -> tuple[str, ...]:
    return tuple((Counter(values) - Counter(told)).elements())
