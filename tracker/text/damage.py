"""Places where a text looks damaged by a wrong decoding: reported, never repaired."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from tracker.model import Damage

# Characters that cp1252 shows for the bytes 80 to BF: what follows the first byte of a UTF-8 sequence read wrongly.
_TRAIL = (
    "\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022"
    "\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_DOUBLED_RUN = f"[\u00c2-\u00df][{_TRAIL}]|[\u00e0-\u00ef][{_TRAIL}]{{2}}|[\u00f0-\u00f4][{_TRAIL}]{{3}}"
_DOUBLED = re.compile(f"(?:{_DOUBLED_RUN})+")
_LOST = re.compile("\ufffd+|[\u0080-\u0084\u0086-\u009f]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]+")
# What doubled encoding can have meant: letters and marks of living scripts, not what "CAF\u00c9\u201d" happens to be.
_MEANT = re.compile(
    "[\u00a0-\u017f\u0386-\u03ce\u0400-\u045f\u0490\u0491\u05d0-\u05ea\u0621-\u064a\u067e\u0686\u06a9\u06af\u06cc"
    "\u0900-\u0dff\u0e00-\u0eff\u1e00-\u1fff\u2000-\u20cf\u2100-\u27ff\u3000-\ud7ff\ufe0f\uff00-\uffef\U0001f000-\U0001faff]+"
)
_GLUED = re.compile("(?<![A-Za-z\u00c0-\u024f])([A-Za-z]{3,})([\u0101\u00e2])([A-Za-z]+)(?![A-Za-z\u00c0-\u024f])")
_WORD = re.compile(r"[A-Za-z]+")

_GLUED_MARK = "(?<=[A-Za-z]{3})[\u0101\u00e2](?=[A-Za-z])"
_SUSPECT = re.compile(f"{_DOUBLED_RUN}|[\ufffd\u0080-\u0084\u0086-\u009f]+|{_GLUED_MARK}")
_DASH = re.compile("\\s?(?:[\u2010-\u2015]|-{1,3})\\s?")
_FOR_FTFY = re.compile("[\u0080-\u00ff]|[^\x00-\x7f]{2}")  # what it can take for damage holds one of these
_LONGEST_SHOWN = 20  # characters
_LONGEST_LOSS = 3  # characters that a lost byte may have stood for


def looks_damaged(text: str) -> bool:
    """Say whether a text has anything that damage may have left: a quick look, without its context."""
    return not text.isascii() and _SUSPECT.search(text) is not None


def is_mended(damaged: str, whole: str) -> bool:
    """Say whether a text becomes another when only its suspected damage is replaced, by what it can have meant.

    UTF-8 read in a wrong encoding means one character alone; a letter glued between words a dash; a lost byte a
    letter outside ASCII, a quotation mark, an apostrophe or an ellipsis. Never a digit, a sign or a currency.
    Linear: each damage is replaced by the shortest that lets the text go on.
    """
    at = last = 0
    for found in _SUSPECT.finditer(damaged):
        plain = damaged[last : found.start()]
        if not whole.startswith(plain, at):
            return False
        at += len(plain)
        after = damaged[found.end() : found.end() + 1]
        length = _meant(found.group(), whole, at, after)
        if length is None:
            return False
        at += length
        last = found.end()
    return last > 0 and whole[at:] == damaged[last:]


def _meant(found: str, whole: str, at: int, after: str) -> int | None:
    """Give how many characters of the whole text stand where the damage stood; None where none can."""
    if found in ("\u0101", "\u00e2"):
        dash = _DASH.match(whole, at)
        return len(dash.group()) if dash else None
    if found[0] >= "\u00c2" and found[0] != "\ufffd":
        meant = _decoded(found)
        return len(meant) if meant and whole.startswith(meant, at) else None
    for length in range(1, _LONGEST_LOSS * len(found) + 1):
        if not _could_be_lost(whole[at : at + length]):
            return None
        if whole[at + length : at + length + 1] == after:
            return length
    return None


def _could_be_lost(text: str) -> bool:
    return bool(text) and all(
        sign in "'\"\u2018\u2019\u201c\u201d\u2026" or (ord(sign) > 127 and sign.isalpha()) for sign in text
    )


def _decoded(found: str) -> str | None:
    """Read a run again as the UTF-8 it may have been; cp1252's five undefined bytes stand as control characters."""
    raw = b"".join(bytes([ord(sign)]) if ord(sign) < 0x100 else sign.encode("cp1252") for sign in found)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def find_damage(text: str) -> tuple[Damage, ...]:
    r"""Find suspected encoding damage: replacement and control characters, UTF-8 read as cp1252, a lost dash.

    Where ftfy is installed (the extra `damage`), what it takes for damage is told too.

    >>> [(d.found, d.why) for d in find_damage("A State and the Union State\u0101a term")]
    [('ā', 'a dash between two words may have stood here')]
    """
    found = list(_glued(text))
    start = 0
    for line in text.split("\n"):
        found += [replace(one, start=one.start + start, end=one.end + start) for one in _damage_in(line)]
        start += len(line) + 1
    return tuple(sorted(found, key=lambda damage: damage.start))


@lru_cache(maxsize=1 << 12)  # the revisions of a story share most of their lines
def _damage_in(line: str) -> tuple[Damage, ...]:
    controls = tuple(_controls(line))
    if line.isascii():
        return controls
    own = (*controls, *_lost(line), *_doubled(line))
    return (*own, *_known_to_ftfy(line, own))


def _controls(text: str) -> Iterator[Damage]:
    for found in _CONTROL.finditer(text):
        codes = " ".join(f"U+{ord(sign):04X}" for sign in found.group()[:3])
        yield Damage(found.start(), found.end(), found.group(), f"a control character ({codes})")


def _lost(text: str) -> Iterator[Damage]:
    for found in _LOST.finditer(text):
        yield Damage(found.start(), found.end(), found.group(), "a byte that could not be read")


def _doubled(text: str) -> Iterator[Damage]:
    for found in _DOUBLED.finditer(text):
        meant = _decoded(found.group())
        if meant is not None and _MEANT.fullmatch(meant):
            shown = meant if len(meant) <= _LONGEST_SHOWN else f"{meant[:_LONGEST_SHOWN]}..."
            yield Damage(found.start(), found.end(), found.group(), f"{shown!r} read in the wrong encoding")


def _known_to_ftfy(text: str, own: Sequence[Damage]) -> Iterator[Damage]:
    """Give what ftfy takes for text read in a wrong encoding, where we have no word of our own."""
    if not _FOR_FTFY.search(text):
        return
    try:
        from ftfy.badness import BADNESS_RE
    except ImportError:
        return
    covered = {place for damage in own for place in range(damage.start, damage.end)}
    for found in BADNESS_RE.finditer(text):
        if covered.isdisjoint(range(*found.span())):
            why = "ftfy takes it for text read in the wrong encoding"
            yield Damage(found.start(), found.end(), found.group(), why)


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
