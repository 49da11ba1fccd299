"""The tokens of a sentence that a fact stands on, in order, by what they are about.

Two sentences that have the same tokens in the same order agree on that kind of fact, whatever else was reworded.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tracker.model import Reason
from tracker.text.fold import fold
from tracker.text.lexicon import (
    ABOUT,
    ATTRIBUTIONS,
    CLOCK,
    COUNTED,
    DAY_WORDS,
    DOLLARS,
    FIGURES,
    FOREIGN_DATES,
    HEDGES,
    MONTHS,
    NEGATIONS,
    NUMBER_WORDS,
    PERIOD_POINTERS,
    PERIODS,
    ROUGHLY,
    SMALL_WORDS,
    TITLES,
    UNITS,
    WEEKDAYS,
    ZONES,
)
from tracker.text.ways import in_one_way
from tracker.text.words import words

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:s)?$")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_QUOTED = re.compile(r'"([^"]*)"|(?<![\w])\'((?:[^\']|(?<=\w)\'(?=\w))+)\'(?!\w)')
_CONTRACTED = re.compile(
    r"(?i)\b(ca|wo|sha|is|are|was|were|has|have|had|do|does|did|would|could|should|must|need)n't\b"
)
# What a number or a rating carries behind it: feet and inches, the minus of AA-.
_MARKS_OF_NUMBERS = re.compile(
    "(?<=[\\d\u00bc-\u00be\u2150-\u215e])['\"\u2032\u2033](?!\\w)|(?<=[A-Za-z])[-+\u2212](?![\\w-])|(?<=[A-Z]{2})\u2013(?!\\w)"
)
_INSIDE = re.compile(r"(?<=[^\W_][, ] )[^\W\d_][\w-]+|(?<=[^\W\d_] )[^\W\d_][\w-]+")
_NUMBER_SIGNS = frozenset("%\u2030\u2031")
_SCALES = frozenset("thousand million billion trillion".split())
_POWERS = frozenset("square cubic nautical sq cu".split())  # what stands between a number and its unit
_JOINED_UNIT = re.compile(  # a 12-foot wall, 9,500-square-foot halls
    rf"(?i)(?<=\d)-(?:({'|'.join(sorted(_POWERS))})[ -])?({'|'.join(sorted(UNITS))})\b"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """The fact tokens of a text by reason, each in order, and the other words, quoted ones left out."""

    tokens: dict[Reason, tuple[str, ...]]
    rest: tuple[str, ...]
    order: tuple[str, ...]  # every word that says something, small words left out, in the order of the text
    leads: tuple[tuple[str, ...], ...]  # the small words and the marks that stand before each of those
    capitals: tuple[str, ...]  # every word with a capital, lower-cased, a sentence's first word too


@lru_cache(maxsize=1 << 10)  # what was new in one revision is old in the next
def read_facts(text: str) -> Facts:
    """Sort the words of a text into facts and the rest; typography is folded first."""
    marks = _MARKS_OF_NUMBERS.findall(text)
    text = in_one_way(_JOINED_UNIT.sub(lambda unit: " ".join(("", *filter(None, unit.groups()))), fold(text)))
    units = words(_CONTRACTED.sub(_spelled_out, text))
    lowered = [unit.lower().strip("'") for unit in units]
    tokens: defaultdict[Reason, list[str]] = defaultdict(list)
    rest: list[str] = []
    opens_sentence = True
    for place, (unit, low) in enumerate(zip(units, lowered, strict=True)):
        if not any(mark.isalnum() for mark in unit):
            ends = unit in "!?" or (unit == "." and lowered[place - 1] not in TITLES)
            opens_sentence = ends or (opens_sentence and unit in "\"'([")
            if unit in _NUMBER_SIGNS or (unicodedata.category(unit[0]) in ("Sc", "Sm") and unit[0] != "|"):
                tokens[Reason.NUMBER].append(unit)
            elif unit in "&@#/\u00b0" or (unicodedata.category(unit[0]) == "So" and unit != "\ufffd"):
                rest.append(unit)
            continue
        reason = _reason(units, lowered, place, opens_sentence)
        if reason is None:
            rest += [] if _is_unit_of_number(lowered, place) else [low]
        else:
            tokens[reason].append(_plainly(reason, lowered, place))
        opens_sentence = False
    order, leads = _order(lowered)
    capitals = [low for unit, low in zip(units, lowered, strict=True) if any(mark.isupper() for mark in unit)]
    if marks:
        tokens[Reason.NUMBER] += [fold(mark) for mark in marks]
    if quoted := _quoted_words(text):
        tokens[Reason.QUOTATION] = quoted
        rest = list((Counter(rest) - Counter(_quoted_words(_CONTRACTED.sub(_spelled_out, text)))).elements())
    return Facts({reason: tuple(found) for reason, found in tokens.items()}, tuple(rest), order, leads, tuple(capitals))


def names_in(sentences: Iterable[str]) -> frozenset[str]:
    """Give, in small letters, the words that stand with a capital inside a sentence, where it makes a name of them."""
    found = {name.lower() for sentence in sentences for name in _INSIDE.findall(sentence) if name[0].isupper()}
    return frozenset(found - SMALL_WORDS - MONTHS - WEEKDAYS)


def _order(lowered: list[str]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Give the words that say something, and what stands before each."""
    order: list[str] = []
    leads: list[tuple[str, ...]] = []
    waiting: list[str] = []
    for low in lowered:
        if low in SMALL_WORDS or not any(mark.isalnum() for mark in low):
            waiting.append(low)
            continue
        order.append(low)
        leads.append(tuple(waiting))
        waiting = []
    return tuple(order), tuple(leads)


def _quoted_words(text: str) -> list[str]:
    if (
        len(re.findall('(?<![\\d\u00bc-\u00be])"', text)) % 2
    ):  # it goes on in the next sentence, or comes from the one before
        text = f'{text}"' if text.lstrip().startswith('"') else f'"{text}'
    inside = [found[1] or found[2] or "" for found in _QUOTED.finditer(text)]
    return [word.lower() for part in inside for word in words(part) if any(mark.isalnum() for mark in word)]


def _reason(units: list[str], lowered: list[str], place: int, opens_sentence: bool) -> Reason | None:
    low = lowered[place]
    if units[place] in FOREIGN_DATES:
        return Reason.DATE
    if low in DOLLARS and _word(lowered, place + 1).startswith("$"):
        return Reason.NUMBER
    if re.fullmatch("[IVXLC]+", units[place]) and (
        _word(lowered, place - 1) in COUNTED or (low == "i" and place > 1 and units[place - 1][:1].isupper())
    ):
        return Reason.NUMBER
    if _is_date(units, lowered, place):
        return Reason.DATE
    if _is_number(low):
        return Reason.NUMBER
    if low in NEGATIONS or low.endswith("n't"):
        return Reason.NEGATION
    if low in ATTRIBUTIONS:
        return Reason.ATTRIBUTION
    is_verb = opens_sentence or not units[place][0].isupper()  # not May or Will
    if (low in HEDGES and is_verb) or (low in ROUGHLY and _is_amount(lowered, place + 1)):
        return Reason.HEDGE
    if _is_name(units, lowered, place, opens_sentence):
        return Reason.NAME
    return None


def _is_date(units: list[str], lowered: list[str], place: int) -> bool:
    unit, low = units[place], lowered[place].rstrip(".")
    before, after = _word(lowered, place - 1), _word(lowered, place + 1)
    if before == ".":
        before = _word(lowered, place - 2)  # Sept. 14
    if after == ".":
        after = _word(lowered, place + 2)  # 12. April
    if low in WEEKDAYS and unit[0].isupper():
        return True
    if low in MONTHS and unit[0].isupper():
        return (
            low not in ("may", "march")
            or before[:1].isdigit()
            or after[:1].isdigit()
            or (place > 0 and units[place - 1].islower())  # a capital inside a sentence is no verb's
        )
    if low in DAY_WORDS or (low in CLOCK and (low not in ZONES or unit.isupper() or before[:1].isdigit())):
        return True  # "est" is French for is
    if low in PERIODS and before in DAY_WORDS:
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
            or not FOREIGN_DATES.isdisjoint((*units[max(0, place - 2) : place], *units[place + 1 : place + 3]))
        ):
            return True
        near = {_word(lowered, place + step).rstrip(".") for step in (-3, -2, 2, 3)}
        return bool(_ORDINAL.match(low)) and bool(near & MONTHS)
    return False


def _is_amount(lowered: list[str], place: int) -> bool:
    """Say whether a number or a time stands there: "12", "a dozen", "a year", "noon"."""
    low = _word(lowered, place)
    if low in ("a", "an", "the"):
        low = _word(lowered, place + 1)
        return _is_number(low) or low in PERIODS
    return _is_number(low) or low in DAY_WORDS


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
    following = units[place + 1] if place + 1 < len(units) else ""
    if low in SMALL_WORDS and unit[1:].islower() and not following[:1].isupper():
        return False  # "at 8 a.m. The union"
    if not opens_sentence or sum(mark.isupper() for mark in unit) > 1:
        return True
    return low not in SMALL_WORDS and following[:1].isupper()


def _is_unit_of_number(lowered: list[str], place: int) -> bool:
    """Say whether a word is told with the number before it: "miles", and both of "square miles"."""
    if lowered[place] in _POWERS:
        return _is_number(_word(lowered, place - 1)) and _word(lowered, place + 1) in UNITS
    before = 2 if _word(lowered, place - 1) in _POWERS else 1
    return lowered[place] in UNITS and _is_number(_word(lowered, place - before))


def _spelled_out(found: re.Match[str]) -> str:
    return {"ca": "can", "wo": "will", "sha": "shall"}.get(found[1].lower(), found[1]) + " not"


def _plainly(reason: Reason, lowered: list[str], place: int) -> str:
    """Give a token so that two ways to write one fact are the same: twelve and 12, Sept. and September."""
    low = lowered[place]
    match reason:
        case Reason.NUMBER:
            return _with_unit(lowered, place)
        case Reason.DATE if low in MONTHS or low in WEEKDAYS:
            return low[:3]
        case Reason.HEDGE:
            return ABOUT.get(low, low)
        case Reason.ATTRIBUTION:
            return "said" if low in ("says", "say") else low
        case _:
            return low


def _with_unit(lowered: list[str], place: int) -> str:
    """Give a number together with its unit, so that 5 km in 10 minutes is not 5 minutes in 10 km."""
    low, after = FIGURES.get(lowered[place], lowered[place]), _word(lowered, place + 1)
    if after in _POWERS and _word(lowered, place + 2) in UNITS:
        return f"{low} {after} {_word(lowered, place + 2)}"
    return f"{low} {after}" if after in UNITS or after in _SCALES else low
