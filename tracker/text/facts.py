"""The tokens of a sentence that a fact stands on, in order, by what they are about.

Two sentences that have the same tokens in the same order agree on that kind of fact, whatever else was reworded.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from tracker.model import Reason
from tracker.text.fold import fold
from tracker.text.lexicon import (
    ATTRIBUTIONS,
    CLOCK,
    DAY_WORDS,
    HEDGES,
    MONTHS,
    NEGATIONS,
    NUMBER_WORDS,
    PERIOD_POINTERS,
    PERIODS,
    ROUGHLY,
    SMALL_WORDS,
    UNITS,
    WEEKDAYS,
)
from tracker.text.words import words

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:s)?$")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_QUOTED = re.compile(r'"([^"]*)"|(?<![\w])\'((?:[^\']|(?<=\w)\'(?=\w))+)\'(?!\w)')
_SCALES = frozenset("thousand million billion trillion".split())


@dataclass(frozen=True, slots=True)
class Facts:
    """The fact tokens of a text by reason, each in order, and the other words, quoted ones left out."""

    tokens: dict[Reason, tuple[str, ...]]
    rest: tuple[str, ...]
    capitals: tuple[str, ...]  # every word with a capital, lower-cased, a sentence's first word too


def read_facts(text: str) -> Facts:
    """Sort the words of a text into facts and the rest; typography is folded first."""
    text = fold(text)
    units = words(text)
    lowered = [unit.lower().strip("'") for unit in units]
    tokens: defaultdict[Reason, list[str]] = defaultdict(list)
    rest: list[str] = []
    opens_sentence = True
    for place, (unit, low) in enumerate(zip(units, lowered, strict=True)):
        if not any(mark.isalnum() for mark in unit):
            opens_sentence = unit in ".!?" or (opens_sentence and unit in "\"'([")
            rest += [unit] if unit in "%$\u20ac\u00a3\u00a5&@#/=+<>\u00b0\u00b1~" else []
            continue
        reason = _reason(units, lowered, place, opens_sentence)
        if reason is None:
            rest += [] if _is_unit_of_number(lowered, place) else [low]
        else:
            tokens[reason].append(_with_unit(lowered, place) if reason is Reason.NUMBER else low)
        if low in HEDGES and reason is not Reason.HEDGE:
            tokens[Reason.HEDGE].append(low)
        opens_sentence = False
    capitals = [low for unit, low in zip(units, lowered, strict=True) if any(mark.isupper() for mark in unit)]
    quoted = tuple(
        word.lower()
        for found in _QUOTED.finditer(text)
        for word in words(found[1] or found[2] or "")
        if word[0].isalnum()
    )
    if quoted:
        tokens[Reason.QUOTATION] = list(quoted)
        rest = list((Counter(rest) - Counter(quoted)).elements())
    return Facts({reason: tuple(found) for reason, found in tokens.items()}, tuple(rest), tuple(capitals))


def _reason(units: list[str], lowered: list[str], place: int, opens_sentence: bool) -> Reason | None:
    low = lowered[place]
    if _is_date(units, lowered, place):
        return Reason.DATE
    if _is_number(low):
        return Reason.NUMBER
    if low in NEGATIONS or low.endswith("n't"):
        return Reason.NEGATION
    if low in ATTRIBUTIONS:
        return Reason.ATTRIBUTION
    if low in HEDGES or (low in ROUGHLY and _is_number(_word(lowered, place + 1))):
        return Reason.HEDGE
    if _is_name(units, lowered, place, opens_sentence):
        return Reason.NAME
    return None


def _is_date(units: list[str], lowered: list[str], place: int) -> bool:
    unit, low = units[place], lowered[place].rstrip(".")
    before, after = _word(lowered, place - 1), _word(lowered, place + 1)
    if low in WEEKDAYS and unit[0].isupper():
        return True
    if low in MONTHS and unit[0].isupper():
        return (
            low not in ("may", "march")
            or before[:1].isdigit()
            or after[:1].isdigit()
            or before in ("in", "of", "by", "since", "until", "last", "next")
        )
    if low in DAY_WORDS or low in CLOCK:
        return True
    if (low in PERIODS and before in PERIOD_POINTERS) or (low in PERIOD_POINTERS and after in PERIODS):
        return True
    if unit[0].isdigit():
        if (
            _YEAR.match(low)
            or before.rstrip(".") in MONTHS
            or after.rstrip(".") in MONTHS
            or after.rstrip(".") in CLOCK
            or ":" in low
        ):
            return True
        near = {_word(lowered, place + step).rstrip(".") for step in (-3, -2, 2, 3)}
        return bool(_ORDINAL.match(low)) and bool(near & MONTHS)
    return False


def _word(lowered: list[str], place: int) -> str:
    return lowered[place] if 0 <= place < len(lowered) else ""


def _is_number(low: str) -> bool:
    if any(mark.isdigit() or mark.isnumeric() for mark in low) or low in NUMBER_WORDS:
        return True
    parts = low.split("-")
    return len(parts) > 1 and all(part in NUMBER_WORDS for part in parts)


def _is_name(units: list[str], lowered: list[str], place: int, opens_sentence: bool) -> bool:
    unit, low = units[place], lowered[place]
    if not unit[0].isupper() and not any(mark.isupper() for mark in unit):
        return False
    if low == "i" or low.startswith("i'"):
        return False
    if not opens_sentence or sum(mark.isupper() for mark in unit) > 1:
        return True
    following = units[place + 1] if place + 1 < len(units) else ""
    return low not in SMALL_WORDS and following[:1].isupper()


def _is_unit_of_number(lowered: list[str], place: int) -> bool:
    return lowered[place] in UNITS and _is_number(_word(lowered, place - 1))


def _with_unit(lowered: list[str], place: int) -> str:
    """Give a number together with its unit, so that 5 km in 10 minutes is not 5 minutes in 10 km."""
    low, after = lowered[place], _word(lowered, place + 1)
    return f"{low} {after}" if after in UNITS or after in _SCALES else low
