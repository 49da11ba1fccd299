"""What a note says of the misnamed term and its correct form. Never guessed: None where the text does not say."""

import re
from dataclasses import dataclass

from tracker.model import NoteKind

_OPEN, _CLOSE = "[\"'\u2018\u201c\u00ab`]", "[\"'\u2019\u201d\u00bb`]"
QUOTED = rf"{_OPEN}(?P<quoted>(?:[^\"'\u2018\u2019\u201c\u201d\u00ab\u00bb`\n]|\b['\u2019]\b){{1,80}}?)[,.]?{_CLOSE}"
_NAME = r"(?:(?:[A-Z][\w\u2019'-]*|al|bin|de|der|di|la|van|von)(?:\s+(?=[A-Z]|(?:al|bin|de|der|di|la|van|von)\s)|(?=[\W]|$)))+"
_NUMBER = r"[$\u20ac\u00a3~]?\d(?:[\d.,]*\d)?(?:%|\s?(?:thousand|million|billion|trillion|[a-z]{1,2})\b|s\b)?"
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December|[A-Z][a-z]{2,3}\\.)"
_DATE = (
    rf"{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,\s\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:\s\d{{4}})?"
)
_SURE = rf"(?:{_DATE}|{_OPEN}[^\"\u201c\u201d\n]{{1,80}}?{_CLOSE}|{_NUMBER}|{_NAME}|[\w/-]+[._/][\w./()-]*\w\)?)"
_THING = rf"(?:{_SURE}|[\w-]+)"
_MARKS = "\"'\u2018\u2019\u201c\u201d\u00ab\u00bb` .,;"

_RIGHT_NOT_WRONG = re.compile(
    rf"(?P<right>{_THING})(?:\s[a-z]+)?\s?,[\"\u201d]?\s+(?:and\s+)?not\s+(?P<wrong>{_THING})(?=\s+as\b|[\s]*[.,;:)*\"\u201d]|$)"
)
_SAID_IN_ERROR = re.compile(r"\b(?:incorrectly|wrongly|mistakenly|erroneously)\b[^.]*$")
_INSTEAD_OF = re.compile(
    rf"\bto\s+(?P<right>{_THING}),?\s+(?:from|instead\s+of)\s+(?P<wrong>{_THING})(?=[\s]*[.,;:)*]|$)"
)
_CORRECT_IS = re.compile(
    rf"(?:[Cc]orrect(?:ed)?\s+(?:name|spelling|form|term|title|figure|date|year|number|word)?\s*(?:is|was|:|should\s+be)|should\s+(?:be|read)|(?:error|typo|misspelling|mistake|transcription|corruption)\s+(?:for|of))\s*:?\s+(?P<right>{_SURE})",
)
_TO_CORRECT_SPELLING = re.compile(rf"correct(?:ed)?\s+the\s+spelling\s+of\s+(?P<right>{_NAME})")
_MISSTATED_AS = re.compile(
    rf"\b(?:mis\w+|referred\s+to|described|identified|named|gave|listed|incorrectly\s+\w+)\b[^.\n]{{0,120}}?\bas\s+(?P<wrong>{_THING})(?=[\s]*[.,;:)*\"\u201d]|$)"
)


_ABOUT_A_WORD = re.compile(
    r"\bmis(?!sing)\w+|incorrect|wrong|error|typo|spell|referred to|incorrectly said", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Terms:
    """A misnamed term and its correct form, as far as the note gives them."""

    term: str | None = None
    correct: str | None = None
    alternatives: tuple[str, ...] = ()


def terms_of(kind: NoteKind, inside: str, ahead: str) -> Terms:
    """Read the terms of a note from its text (`inside`) and from the text before it (`ahead`)."""
    match kind:
        case NoteKind.SIC | NoteKind.RECTE:
            return _sic_terms(inside, ahead)
        case NoteKind.PHONETIC:
            return Terms(name_before(ahead) or word_before(ahead))
        case NoteKind.UNCLEAR | NoteKind.UPDATE | NoteKind.CLARIFICATION:
            return Terms()
        case NoteKind.DOUBT:
            return Terms(
                quoted_before(ahead) or _first_quoted(_before_for(inside)) or name_before(ahead), _correct_in(inside)
            )
        case _:
            return _stated_terms(inside, ahead)


def _stated_terms(inside: str, ahead: str) -> Terms:
    if found := _RIGHT_NOT_WRONG.search(inside):
        if _SAID_IN_ERROR.search(inside[: found.start()]):
            return Terms(_bare(found["right"]), _bare(found["wrong"]))
        return Terms(_bare(found["wrong"]), _bare(found["right"]))
    if found := _INSTEAD_OF.search(inside):
        return Terms(_bare(found["wrong"]), _bare(found["right"]))
    if found := _TO_CORRECT_SPELLING.search(inside):
        return Terms(None, _bare(re.sub("['\u2019]s$", "", found["right"].strip())))
    correct = _correct_in(inside)
    if found := _MISSTATED_AS.search(inside):
        return Terms(_bare(found["wrong"]), correct)
    quoted = _first_quoted(inside)
    if quoted and quoted != correct and (correct or _ABOUT_A_WORD.search(inside)):
        return Terms(quoted, correct)
    return Terms(quoted_before(ahead) if correct else None, correct)


def _sic_terms(inside: str, ahead: str) -> Terms:
    rest = re.sub(
        r"^(?:sic|recte|rectius|lege|read)\b[\s:,?!.\u2013\u2014-]*(?:(?:recte|in|read|for)\b\s*)?",
        "",
        inside,
        flags=re.IGNORECASE,
    )
    right = _bare(rest) if rest.strip(_MARKS) and len(rest) <= 60 else None
    return Terms(quoted_before(ahead) or word_before(ahead), right)


def _correct_in(inside: str) -> str | None:
    found = _CORRECT_IS.search(inside)
    return _bare(found["right"]) if found else None


def _before_for(inside: str) -> str:
    return re.split(r"\b(?:for|of)\b", inside, maxsplit=1)[0]


def _first_quoted(text: str) -> str | None:
    found = re.search(QUOTED, text)
    return _bare(found["quoted"]) if found else None


def quoted_before(ahead: str) -> str | None:
    """Give the quoted words that end right where a note begins."""
    found = re.search(QUOTED + r"\s*$", ahead[-100:])
    return _bare(found["quoted"]) if found else None


def name_before(ahead: str) -> str | None:
    """Give the capitalised words that end right where a note begins."""
    found = re.search(rf"(?<![\w]){_NAME}\s*$", ahead[-100:])
    return _bare(found.group()) if found else None


def word_before(ahead: str) -> str | None:
    """Give the word that ends right where a note begins."""
    found = re.search(r"([^\s\"\u201c\u2018(]+)[\"\u201d\u2019')]*\s*$", ahead[-100:])
    return _bare(found[1]) if found else None


def _bare(text: str) -> str | None:
    return text.strip().strip(_MARKS) or None
