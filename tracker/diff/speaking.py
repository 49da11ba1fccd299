"""What a note speaks of: the forms that it names, the changes that it can be about, and the facts that it tells of one.

Forms are compared as values, not as signs: nine is 9, "Two" is "two", Garrity's is of Garrity.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from tracker.diff.classify import why_changed
from tracker.diff.words import word_diff
from tracker.history import Wording
from tracker.model import Edit, FieldEdit, Note, NoteKind, Op, Reason, WordSpan
from tracker.text.facts import read_facts
from tracker.text.fold import fold
from tracker.text.lexicon import CORRECTING, FIGURES, MONTHS, SMALL_WORDS, WEEKDAYS
from tracker.text.note_values import Terms
from tracker.text.notes import find_notes
from tracker.text.sentences import split_sentences
from tracker.text.words import words

_SCALES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
_SHORT_SCALE = re.compile(rf"(?<=\d)\s?({'|'.join(_SCALES)})$")  # 12m is 12 million
_ITEM = re.compile(r";\s+|,?\s+and\s+(?=(?:the|its|it|his|her|their|a|an)\s)")  # where another item begins
_ERRED = re.compile(  # what says that something was wrong, and the words behind it that say what
    r"(?:\bmis(?!sing|sion)[a-z]+|\b(?:incorrect|wrong|erroneous|inaccurate)(?:ly)?|\bcorrect(?:s|ed|ing)?|\bfix(?:es|ed)?|"
    r"\berrors?\s+in|\bgave|\b(?:trans|re)posed|\b(?:over|under)stated)\b(?:\W+\w[\w'\u2019-]*){0,8}",
    re.IGNORECASE,
)
_CONTRAST = re.compile(r"[,;]\s*(?:(?:and|but)\s+)?not\b")  # "53, not 52" negates nothing that the text says
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

Change = Edit | FieldEdit


@dataclass(frozen=True, slots=True)
class Changed:
    """The values of one kind of fact that a change took out, and those that it brought."""

    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A note that speaks of a change, as it stood then, and what it names of it: None where it speaks of all."""

    wording: Wording
    item: Terms | None


def texts_of(change: Change) -> tuple[str, str]:
    """Give the texts of a change, old and new."""
    return (change.old_text, change.new_text) if isinstance(change, Edit) else (change.old or "", change.new or "")


def removed_words(change: Change) -> set[str]:
    """Give the words that a change takes out."""
    old, _ = texts_of(change)
    return words_of(old[slice(*span.old)] for span in change.words if span.op is Op.REMOVED)


def added_words(change: Change) -> set[str]:
    """Give the words that a change brings in."""
    _, new = texts_of(change)
    return words_of(new[slice(*span.new)] for span in change.words if span.op is Op.ADDED)


def words_of(texts: Iterable[str]) -> set[str]:
    """Give the words and numbers of texts, as values."""
    return {word for text in texts for word in _words_of(text)}


@lru_cache(maxsize=1 << 14)  # the sentences of a story are asked for again with every note
def _words_of(text: str) -> frozenset[str]:
    return frozenset(_value(word) for word in words(fold(text)) if any(sign.isalnum() for sign in word))


def _value(word: str) -> str:
    word = word.lower().removesuffix("'s").replace("%", " percent")
    word = _SHORT_SCALE.sub(lambda short: f" {_SCALES[short[1]]}", word)
    return word[:3] if word in MONTHS or word in WEEKDAYS else FIGURES.get(word, word)


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
        there = _words_of(other.old_text), _words_of(other.new_text)
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
    if note.kind not in (NoteKind.CORRECTION, NoteKind.CLARIFICATION) or note.term or note.correct:
        return False
    kinds = kinds_of_fact(note)
    if (kinds and kinds.isdisjoint(change.reasons)) or not OUTSIDE.isdisjoint(words_of([note.text])):
        return False
    return not (kinds & alone).isdisjoint(change.reasons) or not telling_words(note).isdisjoint(
        words_of(texts_of(change))
    )


def changed_facts(old: str, new: str, reasons: Iterable[Reason]) -> dict[Reason, Changed]:
    """Give the values that differ between two texts, for each kind of fact."""
    ours, theirs = read_facts(old), read_facts(new)
    changed = {}
    for reason in reasons:
        here, there = Counter(ours.tokens.get(reason, ())), Counter(theirs.tokens.get(reason, ()))
        if reason is Reason.NAME and here == there:  # names that open the sentences
            here, there = Counter(ours.capitals), Counter(theirs.capitals)
        changed[reason] = Changed(tuple((here - there).elements()), tuple((there - here).elements()))
    return changed


def left_unsaid(said: Said, reason: Reason, changed: Changed, change: Change) -> Changed | None:
    """Give what a note leaves unsaid of the facts of one kind that a change made; None where it speaks of none."""
    note, item = said.wording.note, said.item
    text = _CONTRAST.sub(" ", note.text) if reason is Reason.NEGATION else note.text
    if item is None or removed_words(change) | added_words(change) <= words_of([text]):
        return Changed()
    if not item.term and not item.correct:
        kinds = kinds_of_fact(note)
        return Changed() if not kinds or reason in kinds else None
    if not changed.gone and not changed.come:
        return Changed() if _differ_in(item, reason) else None
    gone = [one for one in changed.gone if _is_told(one, item.term)]
    come = [one for one in changed.come if _is_told(one, item.correct)]
    if not gone and not come:
        return None
    left = Changed(_without(changed.gone, gone), _without(changed.come, come))
    if item.term and item.correct:
        return left
    if reason not in (Reason.NUMBER, Reason.DATE):
        return Changed((), left.come) if item.correct else Changed(left.gone, ())
    # As many of the other side are what the note does not name.
    return Changed(left.gone[len(come) :], left.come) if item.correct else Changed(left.gone, left.come[len(gone) :])


def values_of(changed: Iterable[Changed]) -> set[str]:
    """Give the values of changes, numbers without their units, names without a possessive."""
    return {value.split()[0].removesuffix("'s") for one in changed for value in (*one.gone, *one.come)}


def spans_of(change: Change, values: Set[str]) -> tuple[WordSpan, ...]:
    """Give the spans of a change, of what differs only runs that have one of some values; all where none has."""
    texts, kept, has_some = texts_of(change), list[WordSpan](), False
    for is_equal, run in groupby(change.words, key=lambda span: span.op is Op.EQUAL):
        spans = list(run)
        words = words_of(text[slice(*place)] for span in spans for text, place in zip(texts, span[1:], strict=True))
        found = not values.isdisjoint(word.split()[0] for word in words)
        if is_equal or found:
            kept += spans
        has_some |= found and not is_equal
    return tuple(kept if has_some else change.words)


def _differ_in(item: Terms, reason: Reason) -> bool:
    """Say whether two forms differ in a kind of fact."""
    if not item.term or not item.correct:
        return True
    return reason in why_changed(item.term, item.correct, word_diff(item.term, item.correct))


def _is_told(value: str, form: str | None) -> bool:
    """Say whether a value is one of a form's: a number with its unit by its figures, a name without a possessive."""
    if not form:
        return False
    tokens = {one.split()[0] for found in read_facts(form).tokens.values() for one in found}
    return value.split()[0].removesuffix("'s") in tokens | words_of([form])


def _without(values: Sequence[str], told: Sequence[str]) -> tuple[str, ...]:
    return tuple((Counter(values) - Counter(told)).elements())
