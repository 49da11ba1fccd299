"""The rules that find notes: what a bracket, a labelled line or a sentence must say, and what it then is.

The families are those of newsrooms and editors: labelled lines, "An earlier version of ...", "was amended on",
wire tags, editor's, translator's and transcriber's notes, sic and recte, TEI, transcript marks, and the notes
that machine clean-up leaves. A rule's pattern is tried on the inside of a bracket or on the start of a paragraph.
"""

import re
from dataclasses import dataclass

from tracker.model import NoteKind, NoteStatus


@dataclass(frozen=True, slots=True)
class NoteRule:
    """A named pattern and the kind of note it finds; the status is read from the text where it is None."""

    name: str
    pattern: re.Pattern[str]
    kind: NoteKind
    status: NoteStatus | None = None


def _rule(name: str, pattern: str, kind: NoteKind, status: NoteStatus | None = None) -> NoteRule:
    return NoteRule(name, re.compile(pattern, re.IGNORECASE), kind, status)


_ERROR = (
    r"(?:mis(?:interpret|spell|stat|transcri|nam|identif|print|heard|hear|quot|translat|take|understood)\w*|typo\w*|"
    r"(?:transcription|spelling|typing|typographical|translation)\s+(?:error|mistake)\w*|error\s+for|corruption)"
)
_EDITED_BY = r"(?:ed(?:itor)?s?(?:['\u2019]s|s['\u2019])?\.?)"
_WORK = r"(?:article|story|post|piece|report|page|item|column|headline|text|caption|graphic|version|correction|editorial|obituary|review|map|chart|newsletter)"
_EARLIER = r"(?:earlier|previous|original|prior|initial)\s+versions?"
_OF_THIS = rf"(?:\s+of\s+(?:this|the|our)\s+(?:[\w-]+\s+)?{_WORK}\b|(?!\s+of\b))"
_VERSION = rf"(?:an?|the|in\s+an?|because\s+of\s+an?\s+editing\s+error,\s+an?)\s+{_EARLIER}{_OF_THIS}"

BRACKET_RULES = (
    _rule("sic", r"sic\b(?!\s+(?:code|parvis|transit)).{0,80}$", NoteKind.SIC),
    _rule("recte", r"(?:recte|rectius|read|lege)\b[:,]?\s+\S.{0,80}$", NoteKind.RECTE),
    _rule("editor-note", rf"{_EDITED_BY}\s*(?:note)?\s*[:\u2014\u2013-].*$", NoteKind.EDITOR_NOTE),
    _rule("editor-signed", r".{1,400}[\u2014\u2013-]\s*(?:ed\.|eds\.|the editors?)\s*$", NoteKind.EDITOR_NOTE),
    _rule(
        "translator-note",
        r"(?:(?:translat(?:or|ion)(?:['\u2019]?s|s['\u2019])?\s+note|t\.?\s?n\.?|tr\.\s+note)\s*[:\u2014\u2013-]|note du traducteur).*$",
        NoteKind.TRANSLATOR_NOTE,
    ),
    _rule(
        "transcriber-note",
        r"transcri(?:ber|ption)(?:['\u2019]?s|s['\u2019])?\s+note\s*[:\u2014\u2013-].*$",
        NoteKind.TRANSCRIBER_NOTE,
    ),
    _rule("correction", r"(?:correct(?:ion|ed)|erratum|corrigendum)\s*[:\u2014\u2013-].*$", NoteKind.CORRECTION),
    _rule("clarification", r"clarification\s*[:\u2014\u2013-].*$", NoteKind.CLARIFICATION),
    _rule(
        "correct-name",
        r"correct(?:ly)?\s+(?:name|spelling|form|term|title|figure|date)?\s*(?:is|:).*$",
        NoteKind.NOTE,
        NoteStatus.ASSERTED,
    ),
    _rule("wire-corrects", r"(?:this story |adds .{0,200})?(?:corrects|correcting)\b.*$", NoteKind.CORRECTION),
    _rule("earlier-version", rf".{{0,200}}\b{_EARLIER}{_OF_THIS}.*$", NoteKind.CORRECTION),
    _rule("note", r"(?:please\s+)?note\s*:.*$", NoteKind.NOTE),
    _rule(
        "doubt",
        rf"(?:this\s+(?:is|may\s+be|might\s+be)\s+)?(?:possibl[ey]|probabl[ey]|likely|perhaps|presumably|apparently|maybe|seemingly)\s+(?:is\s+)?(?:an?\s+|the\s+)?{_ERROR}.*$",
        NoteKind.DOUBT,
    ),
    _rule(
        "doubt-may-be", rf"(?:may|might|could|appears\s+to|seems\s+to)\s+be\s+(?:an?\s+)?{_ERROR}.*$", NoteKind.DOUBT
    ),
    _rule(
        "spelling-uncertain",
        r"(?:(?:spelling|name)\s+(?:is\s+)?(?:uncertain|unclear|unknown|unverified|not\s+verified)|sp\.?\s?\?+)$",
        NoteKind.DOUBT,
        NoteStatus.UNRESOLVED,
    ),
    _rule("phonetic", r"(?:ph|phonetic|phonetic\s+spelling)\.?$", NoteKind.PHONETIC, NoteStatus.UNRESOLVED),
    _rule(
        "unclear",
        r"(?:inaudible|unintelligible|indiscernible|indistinct|crosstalk|unclear)\b[\s\d:.,-]*$",
        NoteKind.UNCLEAR,
        NoteStatus.UNRESOLVED,
    ),
)

_DECORATION = r"[\s>*_#\[(\"\u201c\\-]*"
_WHEN = (
    r"(?:[\s,.()/\u2013\u2014-]|\d{1,2}:\d\d|\d+(?:st|nd|rd|th)?|(?:on|at|of|the|added|posted|appended|updated)\b|[ap]\.?m\b\.?|(?-i:[A-Z]{2,4})\b|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?){0,16}"
)
_THIS = r"this\s+(?:article|story|post|piece|report|page|item|column|headline|text)"

BLOCK_RULES = (
    _rule(
        "correction-label",
        rf"{_DECORATION}(?:corrections?|corrected|erratum|errata|corrigendum)\b{_WHEN}\**:",
        NoteKind.CORRECTION,
    ),
    _rule("clarification-label", rf"{_DECORATION}clarifications?\b{_WHEN}\**:", NoteKind.CLARIFICATION),
    _rule(
        "editor-label",
        rf"{_DECORATION}(?:editors?['\u2019]?s?['\u2019]?|ed\.)\s+note\b{_WHEN}\**:",
        NoteKind.EDITOR_NOTE,
    ),
    _rule("update-label", rf"{_DECORATION}updated?\b{_WHEN}\**:", NoteKind.UPDATE),
    _rule("note-label", rf"{_DECORATION}note\**\s*:\**\s*(?=\S)", NoteKind.NOTE),
    _rule("edited-label", rf"{_DECORATION}edited\s+on\s+[^:\n]{{1,40}}:", NoteKind.CORRECTION),
)
SENTENCE_RULES = (
    _rule(
        "earlier-version",
        rf"\b{_VERSION}\s+(?:incorrectly|wrongly|mistakenly|erroneously|inaccurately|mis\w+|said|stated|gave|had|contained|included|referred|listed|identified|omitted|reported|corrected|named|described|attributed)",
        NoteKind.CORRECTION,
    ),
    _rule("amended", rf"\b{_THIS}\s+(?:was|has\s+been|is)\s+(?:amended|corrected)\b", NoteKind.CORRECTION),
    _rule("updated-to", rf"\b{_THIS}\s+(?:was|has\s+been)\s+updated\b", NoteKind.UPDATE, NoteStatus.INFO),
)
