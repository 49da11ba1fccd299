"""What can be written in several ways, written in one: 3 p.m. and 15:00, $5m and $5 million, U.S. and United States."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from tracker.text.lexicon import DIGITS, MONTHS

_Way = tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]]
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_LONGEST_NUMBER = 18  # digits that are written in groups
_MONTH = rf"(?:{'|'.join(sorted(month.capitalize() for month in MONTHS))})\b\.?"
_AMOUNT = r"(?<![\d.,])(\d[\d.,]*(?: (?:thousand|million|billion|trillion)\b)?)"
_NUMBER_AHEAD = (
    r"(?=[$\u20ac\u00a3\u00a5]?\d|(?:a |one )?"
    rf"(?:{'|'.join(sorted(DIGITS))}|hundred|thousand|million|billion|dozen|half)\b)"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SPANS = "year|month|week|day|hour|minute|mile|page|point|goal|story|storey|member|man|woman|way|part"
_NO_YEAR_BEHIND = "".join(f"(?<!{word} )" for word in "in since by of from until the after before during".split())
_FIGURE = re.compile(r"\d")
_TITLES = dict(
    pair.split("/")
    for pair in "Doctor/Dr Senator/Sen Governor/Gov Representative/Rep Professor/Prof General/Gen Lieutenant/Lt "
    "Colonel/Col Captain/Capt Sergeant/Sgt".split()
)
_LOWERED = str.maketrans("\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089", "0123456789")
_SCALES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}


def in_one_way(text: str) -> str:
    """Give a text, its typography folded, with what can be written in several ways written in one.

    >>> in_one_way("At 3 p.m. it cost 5000 euros, or $5m, in the United States.")
    'At 15:00 it cost €5,000, or $5 million, in the US.'
    """
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
        text = text.translate(_LOWERED)
    text = _written(text, _OF_WORDS)
    return _written(text, _OF_FIGURES) if _FIGURE.search(text) else text


def _written(text: str, ways: Sequence[_Way]) -> str:
    lowered = text.lower()
    for cue, pattern, way in ways:
        if cue in lowered and (written := pattern.sub(way, text)) != text:
            text, lowered = written, written.lower()
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


def _in_figures(found: re.Match[str]) -> str:
    """Write a number of tens and ones in figures: thirty-four."""
    return str(int(DIGITS[found[1].lower()]) + int(DIGITS[found[2].lower()]))


def _in_dozens(found: re.Match[str]) -> str:
    """Write dozens in figures: two dozen."""
    return str(12 * int(DIGITS.get(found[1].lower(), found[1])))


def _in_full(found: re.Match[str]) -> str:
    """Write the scale of an amount in full."""
    return f"{found[1]} {_SCALES[found[2]]}"


# What must stand in a text, in small letters, for a way to be tried; the pattern; what it is written as.
_OF_WORDS: tuple[_Way, ...] = tuple(
    (cue, re.compile(pattern), way)
    for cue, pattern, way in (
        (" cent", r"(?i)\b(?:per|pour) cent\b", "percent"),
        ("ciento", r"(?i)\bpor ciento\b", "percent"),
        ("prozent", r"\bProzent\b", "percent"),
        (" percent", rf"(?i)(?<!-)\b({'|'.join(DIGITS)}) (?=percent\b)", lambda found: f"{DIGITS[found[1].lower()]} "),
        ("noon", r"(?i)\b(?:12 )?noon\b", "12:00"),
        ("ty-", rf"(?i)\b({'|'.join(_TENS)})-({'|'.join(list(DIGITS)[1:10])})\b", _in_figures),
        ("-", rf"(?i)\b({'|'.join(DIGITS)})(?=-(?:{_SPANS})\b)", lambda found: DIGITS[found[1].lower()]),
        ("dozen", r"(?i)\b(?:a|one) dozen\b(?! of)", "12"),
        ("dozen", r"(?i)\b(two|three|four|five|\d) dozen\b(?! of)", _in_dozens),
        ("one-", r"(?i)\bone-(third|quarter|half|fifth|sixth|tenth)\b", r"a \1"),
        ("a total of", rf"(?i)\ba total of {_NUMBER_AHEAD}", ""),
        ("over ", rf"(?i)\bover {_NUMBER_AHEAD}", "more than "),
        ("under ", rf"(?i)\bunder {_NUMBER_AHEAD}", "fewer than "),
        ("less than", rf"(?i)\bless than {_NUMBER_AHEAD}", "fewer than "),
        ("", rf"\b({'|'.join(_TITLES)}) (?=[A-Z])", lambda found: f"{_TITLES[found[1]]}. "),
        ("tats-unis", r"\b[E\u00c9]tats-Unis\b", "\u00c9tats-Unis"),
        ("ee.", r"\bEE\. ?UU\.", "Estados Unidos"),
        ("'s", r"(?i)\b(he|she|that|there|here|what|who)'s\b", r"\1 is"),
        ("'ve", r"(?i)\b(we|they|you|who)'ve\b", r"\1 have"),
        ("'ll", r"(?i)\b(he|she|it|we|they|you|that|there)'ll\b", r"\1 will"),
        ("we're", r"(?i)\bwe're\b", "we are"),
        ("they're", r"(?i)\bthey're (?=[a-z])", "they are "),
        (" & ", r"(?<=\w) & (?=\w)", " and "),
        ("in order to", r"(?i)\bin order to\b", "to"),
        (" per ", r"(?<=\w) per (?=[a-z])", " a "),
        ("united states", r"\bUnited States(?: of America)?\b", "US"),
        ("united kingdom", r"\bUnited Kingdom\b", "UK"),
        ("united nations", r"\bUnited Nations\b", "UN"),
        ("european union", r"\bEuropean Union\b", "EU"),
        (".", r"\b(?:[A-Z]\.){2,}", lambda found: found[0].replace(".", "")),
        ("hundred", r"(?i)\b(?:a|one) hundred\b(?! and)", "100"),
        ("illion", r"(?i)\b(?:a|one) (million|billion|trillion)\b", r"1 \1"),
        ("a few", r"(?i)\ba few\b", "several"),
        ("a little", r"(?i)\ba little\b", "slight"),
        ("one", r"(?i)\bno[ -]one\b", "nobody"),
        ("unable", r"\bunable\b", "not able"),
        (" to ", r"\b(?:has|have|had|is|are|was|were) yet to\b", "not"),
        (" to ", r"\b(?:has|have|had) to (?=[a-z])(?!the\b|a\b|an\b|do\b)", "must "),
        (" to ", r"\b(?:is|are|was|were)(?: about)? to (?=[a-z])(?!the\b|a\b|an\b|be the\b)", "would "),
        ("cannot", r"(?i)\bcannot\b", "can not"),
        ("metre", r"(?i)metre(s?)\b", r"meter\1"),
        ("litre", r"(?i)litre(s?)\b", r"liter\1"),
    )
)
_OF_FIGURES: tuple[_Way, ...] = tuple(
    (cue, re.compile(pattern), way)
    for cue, pattern, way in (
        ("%", r"(?<=\d) ?%", " percent"),
        ("p", r"(?i)\b12(?:[:.]00)? ?p\.? ?m\b\.?", "12:00"),
        ("m", r"(?i)\b(\d{1,2})(?:[:.](\d\d))? ?([ap])\.? ?m\b\.?", _on_24_hours),
        ("", rf"\b(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})", r"\2 \1"),
        ("", rf"\b({_MONTH} \d{{1,2}})(?:st|nd|rd|th)\b", r"\1"),
        ("'s", r"(?<=\d0)'s\b", "s"),
        (".", r"(?<![\w.])\.(?=\d)", "0."),
        (" ", r"(?<![\d.,])(\d{1,3})((?: \d{3})+)\b(?![.,]\d)", lambda found: found[1] + found[2].replace(" ", ",")),
        (" to ", r"(?<=\d)(?<!\b[12]\d{3}) to (?=\d)", "-"),
        (
            "",
            rf"{_NO_YEAR_BEHIND}\b([12])(\d{{3}})(?= (?:people|men|women|children|[a-z]{{3,}}s)\b)",
            r"\1,\2",
        ),
        ("", r"(?<=[$\u20ac\u00a3\u00a5])(\d[\d.,]*) ?(m|mn|bn|tn|k)\b", _in_full),
        ("", r"(?<![\d.,:/-])\d{4,}(?![\d-]|[.,:/]\d)", _in_groups),
        ("dollars", rf"\b{_AMOUNT} dollars\b", r"$\1"),
        ("euros", rf"\b{_AMOUNT} euros\b", "\u20ac\\1"),
        ("k", r"(?<=\d) ?(?:kms?|kilometers?)\b", " km"),
        ("k", r"(?<=\d) ?(?:kgs?|kilograms?|kilos?)\b", " kg"),
        ("mile", r"(?<=\d) ?(?:miles?)\b", " miles"),
        ("meter", r"(?<=\d) ?(?:meters?)\b", " meters"),
    )
)
