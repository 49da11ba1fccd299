"""A sentence with its typography folded: how sentences are compared, never how they are kept.

What folds: composed and decomposed letters, ligatures, quotation marks, dash variants into one another, the ellipsis,
the ordinal sign into that of degrees, a sign of multiplication between digits into x, every kind of space, soft hyphens
and marks of no width. What does not: case, digits, signs, superscripts,
fractions, or a dash into nothing: `-5` and `5` differ.
"""

import re
import unicodedata

_SINGLE = "\u2018\u2019\u201a\u201b\u2032\u02bc\u2039\u203a\u0060\u00b4"
_DOUBLE = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u301d\u301e\u301f"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_INVISIBLE = "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u2060\u2061\u2066\u2067\u2068\u2069\ufeff"
_TABLE = (
    {ord(mark): "'" for mark in _SINGLE}
    | {ord(mark): '"' for mark in _DOUBLE}
    | {ord(mark): "-" for mark in _DASHES}
    | {ord(mark): None for mark in _INVISIBLE}
    | {ord("\u2026"): "..."}
)
_TABLE |= {0xBA: "\u00b0"} | dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_QUOTED_APART = re.compile(r"(?<!\S)\u00ab\s+|(?<!\s)\s+\u00bb(?![\w\u00ab])")  # « ainsi »
_TIMES = re.compile("(?<=\\d)\u00d7(?=\\d)")
_LONG_DASH = re.compile(r"-{2,3}(?![-\d])")  # typed dashes; "--5" keeps its sign
_WRAPPED_HYPHEN = re.compile(r"(?<=\w-)\n\s*(?=\w)")  # a line was cut after a hyphen
_JOINERS = re.compile(
    "(?<=[A-Za-z\u00c0-\u024f\u0400-\u04ff])[\u200c\u200d]|[\u200c\u200d](?=[A-Za-z\u00c0-\u024f\u0400-\u04ff])"
)
_CLASSES = (
    ("quotation marks", re.compile(f"['\"{_SINGLE}{_DOUBLE}]")),
    ("dashes", re.compile(f"-+|[{_DASHES}]")),
    ("ellipses", re.compile(r"\u2026|\.{3}")),
    ("invisible marks", re.compile(f"[{_INVISIBLE}\u200c\u200d]")),
    ("composed letters", re.compile("[\u0300-\u036f\u212a\u212b]|[\u00c0-\u024f\u1e00-\u1eff](?![\u0300-\u036f])")),
    ("spaces", re.compile(r"\s+")),
)


def fold(text: str) -> str:
    """Fold typography and white space, and nothing that a fact could stand on.

    >>> fold("\u2018West\u00a02025\u2019 \u2014 over")
    "'West 2025' - over"
    """
    if text.isascii():
        if text.isprintable() and "  " not in text and "--" not in text and "`" not in text and "''" not in text:
            return text.strip(" ")  # most sentences: nothing in them folds
        text = text.replace("`", "'")
    else:
        text = _QUOTED_APART.sub('"', _TIMES.sub("x", unicodedata.normalize("NFC", text)))
        text = _JOINERS.sub("", text.translate(_TABLE))
    text = text.replace("''", '"')  # as typesetters write them
    if "--" in text:
        text = _LONG_DASH.sub("-", text)
    return fold_spaces(text)


def folded_differences(old: str, new: str) -> tuple[str, ...]:
    """Name what folding takes away of the difference of two texts.

    >>> folded_differences("\u2018no\u2019", "'no'")
    ('quotation marks',)
    """
    return tuple(name for name, signs in _CLASSES if signs.findall(old) != signs.findall(new))


def fold_spaces(text: str) -> str:
    """Fold white space alone: every run of it one space, none where a line was cut after a hyphen."""
    if "-\n" in text:
        text = _WRAPPED_HYPHEN.sub("", text)
    return " ".join(text.split())
