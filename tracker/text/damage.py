"""Places where a text looks damaged by a wrong decoding: reported, never repaired."""

import re
from collections.abc import Iterator

from tracker.model import Damage

# Characters that cp1252 shows for the bytes 80 to BF: what follows the first byte of a UTF-8 sequence read wrongly.
_TRAIL = (
    "\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022"
    "\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_DOUBLED = re.compile(f"[\u00c2-\u00f4][{_TRAIL}]{{1,3}}")
_LOST = re.compile("\ufffd+|[\u0080-\u0084\u0086-\u009f]+")
_GLUED = re.compile("(?<![A-Za-z\u00c0-\u024f])([A-Za-z]{3,})([\u0101\u00e2])([A-Za-z]+)(?![A-Za-z\u00c0-\u024f])")
_WORD = re.compile(r"[A-Za-z]+")

SUSPECT = f"(?:[\u00c2-\u00f4][{_TRAIL}]{{1,3}}|[\ufffd\u0080-\u0084\u0086-\u009f]+|[\u0101\u00e2])"


def find_damage(text: str) -> tuple[Damage, ...]:
    r"""Find suspected encoding damage: replacement characters, UTF-8 read as cp1252, a lost dash between words.

    >>> [(d.found, d.why) for d in find_damage("A State and the Union State\u0101a term")]
    [('ā', 'a dash between two words may have stood here')]
    """
    if text.isascii():
        return ()
    return tuple(sorted((*_lost(text), *_doubled(text), *_glued(text)), key=lambda damage: damage.start))


def _lost(text: str) -> Iterator[Damage]:
    for found in _LOST.finditer(text):
        yield Damage(found.start(), found.end(), found.group(), "a byte that could not be read")


def _doubled(text: str) -> Iterator[Damage]:
    for found in _DOUBLED.finditer(text):
        try:
            meant = found.group().encode("cp1252").decode("utf-8")
        except UnicodeError:
            continue
        yield Damage(found.start(), found.end(), found.group(), f"{meant!r} read in the wrong encoding")


def _glued(text: str) -> Iterator[Damage]:
    """Find a lone letter where a dash stood: em dash bytes E2 80 94 in a Baltic or Latin code page, controls dropped.

    Both parts must stand as words of their own in the same text, which keeps words of Latvian or French apart.
    """
    if "\u0101" not in text and "\u00e2" not in text:
        return
    words = {word.lower() for word in _WORD.findall(_GLUED.sub(" ", text))}
    for found in _GLUED.finditer(text):
        if found[1].lower() in words and found[3].lower() in words:
            yield Damage(found.start(2), found.end(2), found[2], "a dash between two words may have stood here")
