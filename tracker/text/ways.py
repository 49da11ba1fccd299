"""What can be written in several ways, written in one: 3 p.m. and 15:00, $5m and $5 million, U.S. and United States."""

import re
import unicodedata

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_LONGEST_NUMBER = 18  # digits that are written in groups
_SCALES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}


def in_one_way(text: str) -> str:
    """Give a text, its typography folded, with what can be written in several ways written in one.

    >>> in_one_way("At 3 p.m. it cost 5000 euros, or $5m, in the United States.")
    'At 15:00 it cost 5,000 euros, or $5 million, in the US.'
    """
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    for pattern, way in _WAYS:
        text = pattern.sub(way, text)
    return text


def _on_24_hours(found: re.Match[str]) -> str:
    """Write a time of day by the clock of 24 hours."""
    hour = int(found[1]) % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour}:{found[2] or '00'}" if int(found[1]) <= 12 else found[0]


def _in_groups(found: re.Match[str]) -> str:
    """Write a number in groups of three digits; what may be a year stays."""
    digits = found[0]
    if _YEAR.match(digits) or digits.startswith("0") or len(digits) > _LONGEST_NUMBER:
        return digits
    return f"{int(digits):,}"


def _in_full(found: re.Match[str]) -> str:
    """Write the scale of an amount in full."""
    return f"{found[1]} {_SCALES[found[2]]}"


_WAYS = tuple(
    (re.compile(pattern), way)
    for pattern, way in (
        (r"\bper cent\b", "percent"),
        (r"(?<=\d) ?%", " percent"),
        (r"(?i)\b(\d{1,2})(?:[:.](\d\d))? ?([ap])\.? ?m\b\.?", _on_24_hours),
        (
            r"(?<=[$\u20ac\u00a3\u00a5])(\d[\d.,]*) ?(m|mn|bn|tn|k)\b",
            _in_full,
        ),
        (r"(?<![\d.,:/-])\d{4,}(?![\d-]|[.,:/]\d)", _in_groups),
        (r"\bUnited States(?: of America)?\b", "US"),
        (r"\bUnited Kingdom\b", "UK"),
        (r"\bUnited Nations\b", "UN"),
        (r"\bEuropean Union\b", "EU"),
        (r"(?i)\b(?:a|one) dozen\b(?! of)", "12"),
        (r"\b(?:[A-Z]\.){2,}", lambda found: found[0].replace(".", "")),
        (r"(?i)\b(?:a|one) (hundred|million|billion|trillion)\b", r"1 \1"),
        (r"(?i)\b1 hundred\b(?! and)", "100"),
        (r"(?i)\ba few\b", "several"),
        (r"(?i)\bno[ -]one\b", "nobody"),
        (r"\bunable\b", "not able"),
        (r"\b(?:has|have|had|is|are|was|were) yet to\b", "not"),
        (r"\b(?:has|have|had|is|are|was|were)(?: about)? to (?=[a-z])(?!the\b|a\b|an\b|be the\b)", "would "),
        (r"\bcannot\b", "can not"),
        (r"(?<=\d) ?(?:kms?|kilomet(?:er|re)s?)\b", " km"),
        (r"(?<=\d) ?(?:kgs?|kilograms?|kilos?)\b", " kg"),
        (r"(?<=\d) ?(?:miles?)\b", " miles"),
        (r"(?<=\d) ?(?:met(?:er|re)s?)\b", " meters"),
    )
)
