"""What a change took out and brought: its words and the values of its facts, compared as values, not as signs.

Nine is 9, "Two" is "two", Garrity's is of Garrity, 12m is 12 million.
"""

import re
from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from tracker.diff.roles import speakers_of
from tracker.model import Edit, FieldEdit, Op, Reason, WordSpan
from tracker.text.facts import read_facts
from tracker.text.fold import fold
from tracker.text.lexicon import FIGURES, MONTHS, WEEKDAYS
from tracker.text.words import words

_SCALES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
_SHORT_SCALE = re.compile(rf"(?<=\d)\s?({'|'.join(_SCALES)})$")  # 12m is 12 million
_CURRENCIES = "$\u20ac\u00a3\u00a5"

Change = Edit | FieldEdit


@dataclass(frozen=True, slots=True)
class Changed:
    """The values of one kind of fact that a change took out, and those that it brought."""

    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.gone or self.come)


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
    return {word for text in texts for word in value_words(text)}


@lru_cache(maxsize=1 << 14)  # the sentences of a story are asked for again with every note
def value_words(text: str) -> frozenset[str]:
    """Give the words and numbers of one text, as values."""
    return frozenset(_value(word) for word in words(fold(text)) if any(sign.isalnum() for sign in word))


def _value(word: str) -> str:
    word = word.lower().removesuffix("'s").replace("%", " percent")
    word = _SHORT_SCALE.sub(lambda short: f" {_SCALES[short[1]]}", word)
    return word[:3] if word in MONTHS or word in WEEKDAYS else FIGURES.get(word, word)


def changed_facts(old: str, new: str, reasons: Iterable[Reason]) -> dict[Reason, Changed]:
    """Give the values that differ between two texts, for each kind of fact."""
    ours, theirs = read_facts(old), read_facts(new)
    changed = {}
    for reason in reasons:
        here, there = Counter(ours.tokens.get(reason, ())), Counter(theirs.tokens.get(reason, ()))
        if reason is Reason.NAME and here == there:  # names that open the sentences
            here, there = Counter(ours.capitals), Counter(theirs.capitals)
        if reason is Reason.ATTRIBUTION and here == there:  # who says it, not how
            here, there = Counter(speakers_of(old)), Counter(speakers_of(new))
        changed[reason] = Changed(tuple((here - there).elements()), tuple((there - here).elements()))
    return changed


def values_of(changed: Iterable[Changed]) -> set[str]:
    """Give the values of changes, numbers without their units and signs, names without a possessive."""
    return {_plainly(value).removesuffix("'s") for one in changed for value in (*one.gone, *one.come)}


def spans_of(change: Change, values: Set[str]) -> tuple[WordSpan, ...]:
    """Give the spans of a change, of what differs only runs that have one of some values; all where none has."""
    texts, kept, has_some = texts_of(change), list[WordSpan](), False
    for is_equal, run in groupby(change.words, key=lambda span: span.op is Op.EQUAL):
        spans = list(run)
        words = words_of(text[slice(*place)] for span in spans for text, place in zip(texts, span[1:], strict=True))
        found = not values.isdisjoint(map(_plainly, words))
        if is_equal or found:
            kept += spans
        has_some |= found and not is_equal
    return tuple(kept if has_some else change.words)


def _plainly(word: str) -> str:
    return word.split()[0].lstrip(_CURRENCIES)


def told_of(changed: Changed, wrong: str | None, right: str | None) -> Changed:
    """Give the values of a change that a text tells as wrong, and those that a text tells as right."""
    gone = tuple(one for one in changed.gone if _istold_of(one, wrong))
    return Changed(gone, tuple(one for one in changed.come if _istold_of(one, right)))


def _istold_of(value: str, form: str | None) -> bool:
    """Say whether a value is one of a form's: a number with its unit by its figures, a name without a possessive."""
    if not form:
        return False
    tokens = {one.split()[0] for found in read_facts(form).tokens.values() for one in found}
    return value.split()[0].removesuffix("'s") in tokens | words_of([form])
