"""Where a term stands in a text: whole words, typography folded, possessives too, notes and quoted errors left out."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tracker.model import Note, NoteKind, Span
from tracker.text.words import MARKS

_QUOTES = "['\u2018\u2019\u201a\u201b\u2032\u02bc`\u00b4]"
_DOUBLES = '["\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]'
_DASHES = "[-\u2010-\u2015\u2212]"
_INVISIBLE = "[\u00ad\u200b\u2060]*"
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_NEAR, _MARKS = 8, " \"'\u201d\u2019\u00bb,"  # what may stand between a quoted error and its sic
_POSSESSIVE = rf"(?:{_QUOTES}s|s{_QUOTES}|{_QUOTES})?"


@lru_cache(maxsize=1024)
def term_pattern(term: str) -> re.Pattern[str]:
    """Give the pattern that finds a term in a text as printed, whatever its quotation marks, dashes and spaces."""
    words = _INVISIBLE.join(_sign(sign) for sign in unicodedata.normalize("NFC", " ".join(term.split())))
    if _UNSPACED.search(term):
        return re.compile(words)
    return re.compile(rf"(?<![\w{MARKS}]){words}{_POSSESSIVE}(?![\w{MARKS}])")


def _sign(sign: str) -> str:
    if re.fullmatch(_QUOTES, sign):
        return _QUOTES
    if re.fullmatch(_DOUBLES, sign):
        return _DOUBLES
    if re.fullmatch(_DASHES, sign):
        return _DASHES
    if (apart := unicodedata.normalize("NFD", sign)) != sign:
        return f"(?:{re.escape(sign)}|{re.escape(apart)})"
    return r"\s+" if sign == " " else re.escape(sign)


def stands_in(term: str, text: str) -> bool:
    """Say whether a term stands in a text as whole words.

    >>> stands_in("Bayorius", "Bayorius\u2019s men"), stands_in("Bay", "Bayorius")
    (True, False)
    """
    return term_pattern(term).search(text) is not None


def body_of(text: str, notes: Sequence[Note]) -> str:
    """Give a text with its notes blanked out, so that offsets stay."""
    parts, last = [], 0
    for note in notes:
        if note.start >= last:
            parts += [text[last : note.start], " " * (note.end - note.start)]
            last = note.end
    return "".join([*parts, text[last:]])


def places_of(term: str, text: str, notes: Sequence[Note]) -> Iterator[Span]:
    """Give where a term stands in the body of a text: in no note, and not right before a sic that quotes it."""
    sics = [note.start for note in notes if note.kind is NoteKind.SIC]
    for found in term_pattern(term).finditer(body_of(text, notes)):
        following = bisect_left(sics, found.end())
        between = text[found.end() : sics[following]][:_NEAR] if following < len(sics) else "-"
        if between.strip(_MARKS):
            yield Span(found.start(), found.end())
