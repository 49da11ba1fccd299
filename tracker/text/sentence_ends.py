"""Where a sentence could end, and the rules that decide it there."""

import re

from tracker.text.abbreviations import (
    BEFORE_NUMBER,
    DAYS_AND_ZONES,
    EITHER,
    GERMAN_AFTER_ORDINAL,
    GERMAN_BEFORE_ORDINAL,
    INSIDE,
    NAMES_WITH_MARKS,
    OPENERS,
    SUBJECTS,
    TIMES,
    TITLES,
    UNITS,
    UNLESS_LOWER,
)
from tracker.text.lists import BULLETS

# German closes with the mark that English opens with.
_CLOSERS = "\"'\u201d\u2019\u00bb\u203a\u201c\u2018\u00ab\u2039)\\]\u300d\u300f\uff09*_"
_WIDE_CLOSERS = _CLOSERS.replace("\u201c", "").replace("\u2018", "")  # Chinese opens with these
_OPENERS = "\"'\u201c\u2018\u201e\u201a\u00ab\u2039(\\[\u300c\u300e\u00bf\u00a1*_\\-\u2013\u2014\u2022"
# What may stand after the mark: a French quotation mark apart, references, an omission, a smiley.
_AFTER = r"(?:\s[\u00bb\u203a](?=[\s.,;:]|$))?(?:\s?\[(?:\d{1,3}|\.{3}|\u2026)\])*(?:\s?[:;]-?[)(DP](?!\w))?"
_END = r"(?=\s|$)"
_ENDERS = "!?\u2026\u061f\u06d4\u0964\u0965\u0589\u1362\u104b\u17d4"
_FULL_WIDTH = "\u3002\uff01\uff1f\uff61"
# A mark first, so that the scan leaps from mark to mark; then what follows it. Possessive, and never from the middle of
# a run: linear on any input.
CANDIDATE = re.compile(
    rf"[.{_ENDERS}{_FULL_WIDTH}*_=](?:"
    rf"(?<=\.)(?<!\. \.)(?: \.)++[{_CLOSERS}]*+{_END}"
    rf"|(?<=[.{_ENDERS}])(?<![.!?\u2026][.{_ENDERS}])[.{_ENDERS}]*+[{_CLOSERS}]*+{_AFTER}{_END}"
    rf"|(?<=[{_FULL_WIDTH}])[{_FULL_WIDTH}]*+[{_WIDE_CLOSERS}]*+"
    r"|(?<=[a-z]{2}[.!?])(?=[A-Z][a-z])|(?<=\.)(?<!\.\.)\.{2,}+(?=[A-Z][a-z])"
    r"|(?<=\s[*_=])[*_=]{2,}+(?=\s))"
)
_UNSPACED = frozenset("\u3002\uff01\uff1f\uff61")
_ALWAYS = frozenset("\u0964\u0965\u061f\u06d4\u0589\u1362\u104b\u17d4*_=")
_JAPANESE_PARTICLES = frozenset("\u3068\u3092\u306f\u304c\u306e\u306b\u3067\u3001\uff0c")
_LAST_WORD = re.compile(r"[^\s(\[\"\u201c\u2018\u201e\u00ab\u2013\u2014/]+$")
_REACH = 40  # characters looked back and forth from a candidate
_NEXT = re.compile(rf"\s*+(?P<open>[{_OPENERS}]{{0,{_REACH}}}(?:(?<=[\u2013\u2014])\s+)?)(?P<word>[^\s]{{0,{_REACH}}})")
_LIST_MARK = re.compile(
    rf"[{BULLETS}]?\s?(?:\(?(?:\d{{1,3}}|[A-Za-z]|[ivxIVX]{{1,4}})(?:\.\)|[.)])|\d{{1,2}}\.\d{{1,2}}\.?)"
)
_DOTTED = re.compile(r"(?:\w\.)+\w?")
_FRONTED = re.compile(r"(?:At|By|Around|Before|After|Until|From|Since|On|In)(?:\s\S{1,20}){1,3}$")
_SPEAKER = re.compile(
    r"\s(?:[A-Z][\w.'\u2019-]*\s(?:of\s|the\s)*){1,4}(?:said|says|asked|asks|told|tells|added|wrote|replied|shouted|yelled|cried|demanded)\b"
)
_ZONE = re.compile(r"[A-Z]{2,4}\b")
_TIMED = re.compile(r"\b(?:the|an?|its|his|her|their|this|that|every|each)\s\d{1,2}(?:[:.]\d\d)?\s\S+$")
_INITIAL = re.compile(r"[^\W\d_]\.")
_ROMAN = frozenset("i ii iii iv v vi vii viii ix x".split())


def ends_sentence(line: str, start: int, candidate: re.Match[str]) -> bool:
    """Tell whether the sentence that began at `start` ends with this candidate."""
    mark, found = candidate.group()[0], candidate.group()
    if mark in _ALWAYS:
        return True
    if mark in _UNSPACED:
        return _unspaced_ends(line, start, candidate)
    following = _NEXT.match(line, candidate.end())
    opened, word = (following["open"], following["word"]) if following else ("", "")
    if not word:
        return bool(opened)
    if found == mark and candidate.end() == (following.start("word") if following else -1):
        return _glued_ends(line, candidate)
    if mark != "." or found.startswith(("..", ". ")):
        return _loud_ends(line, start, candidate, word)
    if word[0].islower():
        return len(found) == 1 and _goes_on_in_lower_case(line, start, candidate.start(), word)
    return _full_stop_ends(line, start, candidate, opened, word)


def _unspaced_ends(line: str, start: int, candidate: re.Match[str]) -> bool:
    """Decide after a full-width mark: a bracket or a quotation that closed inside a sentence does not end it."""
    closed, following = candidate.group()[-1], line[candidate.end() : candidate.end() + 1]
    if closed == "\uff09":
        return line[start] == "\uff08"
    return not (closed in "\u300d\u300f" and following in _JAPANESE_PARTICLES)


def _glued_ends(line: str, candidate: re.Match[str]) -> bool:
    """Decide on "one.Two": two sentences without a space between, unless an address goes on."""
    before = _last_word(line, 0, candidate.start())
    after = line[candidate.end() : candidate.end() + _REACH].split(" ", 1)[0]
    return not any(sign in before + after for sign in "@/<>_\\") and not re.search(r"\.\w", after)


def _last_word(line: str, start: int, end: int) -> str:
    found = _LAST_WORD.search(line, max(start, end - _REACH), end)
    return found.group() if found else ""


def _loud_ends(line: str, start: int, candidate: re.Match[str], word: str) -> bool:
    """Decide after a question or exclamation mark, or an ellipsis."""
    found, place = candidate.group(), candidate.start()
    if found[0] in ".\u2026":
        if line[max(0, place - 1) : place] in ("[", "("):  # an omission
            return False
        if found.startswith(". ") and word.split("\u2019")[0].split("'")[0] == "I":
            return False
        return not word[0].islower() and _last_word(line, start, place - 1).strip("\"'\u201c\u2018") != word.rstrip(
            ",."
        )
    last = _last_word(line, start, place)
    if last.lower() in NAMES_WITH_MARKS and found == "!":
        return word.lower() in OPENERS and not word[0].islower()
    closed = len(found.rstrip("?!")) > 0
    if not word[0].islower():
        return not (closed and word.lower() not in OPENERS and _SPEAKER.match(line, candidate.end()))
    if closed:  # a closing mark: the sentence round the quotation goes on
        return False
    return last.islower() or line[start].islower()


def _goes_on_in_lower_case(line: str, start: int, end: int, word: str) -> bool:
    """Decide on a full stop before a lower-case word: the writer who begins sentences so did it before."""
    last = _last_word(line, start, end)
    if len(last) < 3 or not last.isalpha() or not last.islower() or last in _KNOWN:
        return False
    return line[start].islower() and word.rstrip(".,;:!?").isalpha()


_KNOWN = INSIDE | TITLES | BEFORE_NUMBER | EITHER | UNITS | UNLESS_LOWER


def _full_stop_ends(line: str, start: int, candidate: re.Match[str], opened: str, word: str) -> bool:
    """Decide on a full stop before a word that begins with a capital, a digit or a letter without case."""
    if _LIST_MARK.fullmatch(line, start, candidate.end()):
        return False
    if len(candidate.group()) > 1:  # a closing mark or a second stop after the full stop
        return True
    last = _last_word(line, start, candidate.start())
    if not last:
        return True
    key = last.lower().lstrip("'\u2019*_")
    plain = word.rstrip(".,;:!?\"'\u201d\u2019)").lower()
    if key in INSIDE or (key in TITLES and not opened and plain not in SUBJECTS):
        return False
    if (key in BEFORE_NUMBER or key.endswith("str")) and (word[0].isdigit() or (not opened and plain in _ROMAN)):
        return False
    if key in TIMES:
        return _time_ends(line, start, candidate.start(), word, plain)
    if (key in EITHER and not last.isupper()) or (key in UNITS and last.islower()) or _DOTTED.fullmatch(key):
        return opened[:1] not in ("\u2013", "\u2014") and (
            plain in OPENERS or plain in TITLES or (opened != "" and opened[0] not in "([-")
        )
    if len(key) == 1 and key.isalpha() and (last.isupper() or _INITIAL.match(word)):
        return (
            plain in OPENERS
            and not opened
            and not _INITIAL.match(word)
            and (key != "i" or _is_pronoun(line, start, candidate.start()))
        )
    return not (key.isdigit() and _is_ordinal(line, start, candidate.start(), key, plain))


def _time_ends(line: str, start: int, end: int, word: str, plain: str) -> bool:
    """Decide after a time of day: no end before a zone or a day, behind "the", or at the front of a sentence."""
    if _FRONTED.match(line, start, end) or _ZONE.match(word) or plain in DAYS_AND_ZONES:
        return False
    return plain in OPENERS or (word[0].isupper() and not _TIMED.search(line, max(start, end - _REACH), end))


def _is_ordinal(line: str, start: int, end: int, key: str, plain: str) -> bool:
    """Tell whether a number with a full stop is a German ordinal: "am 3. Oktober", "der 2. Weltkrieg"."""
    if len(key) > 2 or plain in OPENERS:
        return False
    return plain in GERMAN_AFTER_ORDINAL or _last_word(line, start, end - len(key) - 1).lower() in GERMAN_BEFORE_ORDINAL


def _is_pronoun(line: str, start: int, end: int) -> bool:
    """Tell whether the "I" before a full stop is a person speaking, not an initial: a small word stands before it."""
    before = _last_word(line, start, end - 2)
    return before.islower()
