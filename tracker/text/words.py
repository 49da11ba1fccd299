"""Word units by Unicode rules: what a word diff marks and what an alignment counts.

A word is a run of letters, digits and their marks, with the apostrophes and hyphens inside it; a number takes
its sign, currency, separators, percent sign and scale ("$1.5 million"); scripts written without spaces give one
unit for each letter with its marks (Han, Hiragana, Thai, Lao, Khmer, Myanmar), Katakana one for each run
(Unicode Standard Annex 29, without a dictionary); any other mark stands alone, a run of dots or dashes together.
"""

import re
from functools import lru_cache

MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff"
    r"\u0f00-\u0fff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u00ad\u200c\u200d\u2060"
)
_SOLO_BASE = (
    r"\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e50-\u0e59\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u1000-\u102a\u1780-\u17b3"
    r"\u3041-\u3096\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
)
_SOLO_MARKS = r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3\u3099\u309a\ufe00-\ufe0f"
_SOLO = rf"[{_SOLO_BASE}][{_SOLO_MARKS}]*"
_SOUND = re.compile(rf"(?![\u3400-\U0003134f]){_SOLO}")
_KATAKANA = r"[\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f]+"
_SCALE = r"(?:[ \u00a0](?:thousand|million|billion|trillion|percent|per[ ]cent|bn|mn)\b)?"
_CURRENCY = r"[$\u00a2-\u00a5\u20a0-\u20cf]"
_SIGN = r"[+\-\u2212\u00b1]"
_NUMBER = (
    rf"(?:(?<![\w)\]]){_SIGN})?{_CURRENCY}?(?:(?<=[$\u00a2-\u00a5\u20a0-\u20cf]){_SIGN})?(?:(?<![\w.])\.)?"
    rf"\d+(?:[.,:/\u2013-]\d+)*(?:[%\u2030]|{_SCALE}|[A-Za-z\u00b5]{{1,3}})(?![\w])"
)
_ACRONYM = r"(?:[A-Za-z]\.){2,}"
_RUNS = r"\.{2,}|-{2,}|\[\w+\]"
_SUFFIX = rf"(?<!\S)-[^\W\d][\w{MARKS}]*"  # "-based", standing apart

_PLAIN = re.compile(
    rf"{_ACRONYM}|[^\W\d_][\w{MARKS}]*(?:['\u2019\u2010\u2011-][\w{MARKS}]+)*|{_NUMBER}|{_SUFFIX}|[\w{MARKS}]+(?:['\u2019\u2010\u2011-][\w{MARKS}]+)*|{_RUNS}|[^\s]"
)
_LETTER = rf"(?![{_SOLO_BASE}\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f])[\w{MARKS}]"
_MIXED = re.compile(
    rf"{_SOLO}|{_KATAKANA}|{_NUMBER}|{_ACRONYM}|{_SUFFIX}|(?:{_LETTER})+(?:['\u2019\u2010\u2011-](?:{_LETTER})+)*|{_RUNS}|[^\s]"
)
_AROUND = ".,;:!?\"'()[]\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2013\u2014\u2026\u3001\u3002\u300c\u300d\uff0c\u060c\u061f"
_UNSPACED = re.compile(rf"[{_SOLO_BASE}\u30a1-\u30fa\uff66-\uff9f]")
_UNSPACED_PART = re.compile(rf"{_SOLO}|{_KATAKANA}|(?:(?![{_SOLO_BASE}\u30a1-\u30fa\uff66-\uff9f])\S)+")


def word_pattern(text: str) -> re.Pattern[str]:
    """Give the pattern whose matches are the units of `text`, marks included, spaces left out."""
    if text.isascii() or not _UNSPACED.search(text):
        return _PLAIN
    return _MIXED


def is_letter(unit: str) -> bool:
    """Say whether a unit is one letter of a script of sounds without spaces: Thai, Lao, Khmer, Myanmar, Hiragana."""
    return _SOUND.fullmatch(unit) is not None


def words(text: str) -> list[str]:
    """Give the units of a text in order.

    >>> words("Up $1.5 million (3%), he didn't say.")
    ['Up', '$1.5 million', '(', '3%', ')', ',', 'he', "didn't", 'say', '.']
    """
    return word_pattern(text).findall(text)


def chunks(text: str) -> list[str]:
    """Give the lower-case runs between spaces, without the marks around them; letters one by one without spaces.

    Alignment counts these. A run of marks alone stands for itself.

    >>> chunks("'We saw it, once' - he said.")
    ['we', 'saw', 'it', 'once', '-', 'he', 'said']
    """
    lowered = text.lower()
    spaced = lowered.isascii() or not _UNSPACED.search(lowered)
    runs = lowered.split() if spaced else _UNSPACED_PART.findall(lowered)
    return [run if run.isalnum() else run.strip(_AROUND) or run for run in runs]


@lru_cache(maxsize=1 << 14)  # the revisions of a story share most of their sentences
def count_words(text: str) -> int:
    """Count the units of a text that have a letter or a digit.

    >>> count_words("Well, 1,200 of them!")
    4
    """
    return len([unit for unit in words(text) if unit[0].isalnum() or any(map(str.isalnum, unit))])
