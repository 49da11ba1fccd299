"""The rules that find notes: what a bracket or a labelled line must say, and what it then is.

The families are those of newsrooms and editors: labelled lines, "An earlier version of ...", "was amended on",
wire tags, editor's, translator's and transcriber's notes, sic and recte, TEI, transcript marks, and the notes
that machine clean-up leaves; English first, then the common markers of French, German, Spanish and Russian. A rule's
pattern is tried on the inside of a bracket, on the start of a paragraph, or within a sentence (note_sentences.py).
"""

import re
from dataclasses import dataclass
from functools import cache

from tracker.model import NoteKind, NoteStatus
from tracker.text.note_words import (
    CLARIFICATION,
    CORRECTION,
    EARLIER,
    EDITED_BY,
    EDITOR,
    ERROR,
    OF_THIS,
    RECORD,
    SIGNS,
    THIS,
    TRANSCRIBER,
    TRANSLATOR,
    UPDATE,
    WORK,
)


@dataclass(frozen=True, slots=True)
class NoteRule:
    """A named pattern and the kind of note it finds; the status is read from the text where it is None."""

    name: str
    source: str
    kind: NoteKind
    status: NoteStatus | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """Give the pattern, compiled when it is first tried: a program that starts needs few of them."""
        return _compiled(self.source)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


_WRONG = r"(?:(?:this\s+is\s+)?(?:an?\s+)?(?:incorrect|wrong|outdated|obsolete|misspelled|misspelt|inaccurate|erroneous)(?:\s+(?:term|name|spelling|word|form|title|figure|date))?\s*[;:,]\s*)?"

BRACKET_RULES = (
    NoteRule(
        "sic",
        r"(?:sic\b(?!\s+(?:code|parvis|transit|semper|\d))|name\s+misspel(?:led|t)|(?:so|as|thus|(?:mis-?spel(?:led|t)|typo))\s+in\s+(?:the\s+)?original|\u0442\u0430\u043a\s+\u0432\s+(?:\u043e\u0440\u0438\u0433\u0438\u043d\u0430\u043b\u0435|\u0442\u0435\u043a\u0441\u0442\u0435|\u0434\u043e\u043a\u0443\u043c\u0435\u043d\u0442\u0435)).{0,80}$",
        NoteKind.SIC,
    ),
    NoteRule("recte", r"(?:recte|rectius|read|lege|lies|lire|l\u00e9ase)\b[:,]?\s+\S.{0,80}$", NoteKind.RECTE),
    NoteRule("editor-note", rf"(?:{EDITOR}|{EDITED_BY})\s*{SIGNS}.*$", NoteKind.EDITOR_NOTE),
    NoteRule(
        "editor-signed",
        r".{1,400}[\u2014\u2013-]\s*(?:ed\.?|eds\.|the\s+editors?|ndlr|n\.?d\.?l\.?r\.?|red\.|anm\.\s?d\.\s?red\.|\u0440\u0435\u0434\.|\u043f\u0440\u0438\u043c\.\s*\u0440\u0435\u0434\.)\s*$",
        NoteKind.EDITOR_NOTE,
    ),
    NoteRule("editor-marked", rf"(?:.{{1,400}}[,;.]\s*)?(?:{EDITOR})\.?$", NoteKind.EDITOR_NOTE),
    NoteRule("translator-note", rf"(?:{TRANSLATOR})\s*{SIGNS}.*$", NoteKind.TRANSLATOR_NOTE),
    NoteRule(
        "translator-signed",
        r".{1,400}[\u2014\u2013,;.-]\s*(?:trans\.|tr\.|translator|n\.d\.t\.|ndt|\u043f\u0440\u0438\u043c\.\s*\u043f\u0435\u0440\.)\s*$",
        NoteKind.TRANSLATOR_NOTE,
    ),
    NoteRule("transcriber-note", rf"(?:{TRANSCRIBER})\s*{SIGNS}.*$", NoteKind.TRANSCRIBER_NOTE),
    NoteRule("correction", rf"(?:{CORRECTION})\s*{SIGNS}.*$", NoteKind.CORRECTION),
    NoteRule("clarification", rf"(?:{CLARIFICATION})\s*{SIGNS}.*$", NoteKind.CLARIFICATION),
    NoteRule(
        "correct-name",
        rf"{_WRONG}(?:the\s+)?(?:correct(?:ly)?|right(?=\s+[a-z]+\s+(?:is|:)))\s+(?:name|spelling|form|term|title|figure|date|version|number|spelled|reading|one)?\s*(?:is|:).*$",
        NoteKind.NOTE,
        NoteStatus.ASSERTED,
    ),
    NoteRule(
        "should-be",
        rf"{_WRONG}(?:this\s+|it\s+|that\s+)?should\s+(?:be|read|say|have\s+been|have\s+read)\s*:?\s+\S.{{0,120}}$",
        NoteKind.NOTE,
    ),
    NoteRule(
        "wire-corrects",
        r"(?:(?:this|the)\s+(?:[\w.,-]+\s+){0,4}(?:story|version|item)\s+|adds\s+.{0,200}|eds:\s*|official\s+)?(?:corrects|correcting|corrected\s+to)\b.*$",
        NoteKind.CORRECTION,
    ),
    NoteRule(
        "wire-refiles",
        r"(?:this\s+story\s+(?:was|is|has\s+been)\s+)?(?:refiles|refiled|refiling|removes|deletes|drops)\b.{0,60}\b(?:to\s+(?:fix|correct|remove|add|clarify|restore)|extraneous|garbled|typographical|repeated|error)\b.*$",
        NoteKind.CORRECTION,
    ),
    NoteRule("story-corrected", rf"{THIS}\s+(?:was|has\s+been|is)\s+(?:amended|corrected)\b.*$", NoteKind.CORRECTION),
    NoteRule("earlier-version", rf".{{0,200}}\b{EARLIER}{OF_THIS}.*$", NoteKind.CORRECTION),
    NoteRule(
        "wire-adds",
        r"(?-i:Adds|Updates|Recasts|Rewrites)\s+(?!to\b)[a-z].{3,160}$",
        NoteKind.UPDATE,
        NoteStatus.INFO,
    ),
    NoteRule(
        "note",
        r"(?:please\s+)?(?:note|nb|n\.b\.|nota|hinweis|anm\.|\u043f\u0440\u0438\u043c\.|\u043f\u0440\u0438\u043c\u0435\u0447\u0430\u043d\u0438\u0435)\s*:.*$",
        NoteKind.NOTE,
    ),
    NoteRule(
        "doubt",
        rf"(?:[\"\u201c\u2018'][^\"\u201d\n]{{1,60}}[\"\u201d\u2019']\s+(?:in\s+the\s+\w+,?\s+)?)?(?:this\s+(?:is|may\s+be|might\s+be|was)\s+)?(?:possibl[ey]|probabl[ey]|likely|perhaps|presumably|apparently|maybe|seemingly|almost\s+certainly|most\s+likely|very\s+likely|evidently|clearly)\s+(?:is\s+|meant\s+to\s+be\s+|intended\s+(?:as|to\s+be)\s+)?(?:an?\s+|the\s+)?(?:\w+\s+or\s+(?:an?\s+)?)?(?:{ERROR}|abbreviation|acronym|code\s*name|garbl\w+|corrupt\w+).*$",
        NoteKind.DOUBT,
    ),
    NoteRule(
        "doubt-meant",
        r"(?:possibl[ey]|probabl[ey]|likely|perhaps|presumably|apparently|maybe|almost\s+certainly)\s+(?:mean(?:s|t|ing)|intend(?:s|ed)|refer(?:s|ring)\s+to|should\s+be|a\s+reference\s+to)\s+\S.{0,120}$",
        NoteKind.DOUBT,
    ),
    NoteRule(
        "doubt-may-be",
        rf"(?:this\s+)?(?:may|might|could|appears\s+to|seems\s+to)\s+(?:be|have\s+been)\s+(?:an?\s+)?(?:\w+\s+)?{ERROR}.*$",
        NoteKind.DOUBT,
    ),
    NoteRule(
        "error-for",
        rf"(?:an?\s+)?(?:obvious\s+|apparent\s+|evident\s+)?{ERROR}\s+(?:for|of)\s+\S.{{0,120}}$",
        NoteKind.DOUBT,
    ),
    NoteRule(
        "spelling-uncertain",
        r"(?:(?:the\s+)?(?:spelling|name|surname|first\s+name|word|reading|date|identity)\s+(?:is\s+)?(?:uncertain|unclear|unknown|unverified|unconfirmed|illegible|not\s+(?:verified|confirmed|clear|certain))|(?:uncertain|unverified|unconfirmed)\s+(?:spelling|name|reading)|sp\.?\s?\?+|spelling\??|name\?|\?+\s*sp\.?)$",
        NoteKind.DOUBT,
        NoteStatus.UNRESOLVED,
    ),
    NoteRule(
        "phonetic",
        r"(?:ph|phon|phonetic|phonetic\s+spelling|spelled\s+phonetically|phonetically|sp)\.?$",
        NoteKind.PHONETIC,
        NoteStatus.UNRESOLVED,
    ),
    NoteRule(
        "unclear",
        r"(?:inaudible|unintelligible|indiscernible|indistinct|crosstalk|unclear|illegible|garbled|inaudible\s+\w+|unverst\u00e4ndlich|inintelligible|ininteligible|\u043d\u0435\u0440\u0430\u0437\u0431\u043e\u0440\u0447\u0438\u0432\u043e)\b[\s\d:.,@-]*$",
        NoteKind.UNCLEAR,
        NoteStatus.UNRESOLVED,
    ),
)

DECORATION = r"(?:\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?\s)?[\s>*_#\[(\"\u201c\u25a0\u2022\\\u2013\u2014|-]*"
_WHEN = (
    r"(?:[\s,./\u2013\u2014-]|\([^()\n]{1,40}\)|\d{1,2}[:.]\d\d|\d{1,2}\s?h(?:\s?\d\d)?\b|(?:uhr|heures?|\u00e0|a\s+las|(?:eastern|central|mountain|pacific)(?:\s+time)?)\b|\d++(?:st|nd|rd|th)?|(?:apport\w+|publi\w+|ajout\w+|le|la|on|at|of|the|added|posted|appended|updated|appended\s+to\s+this|published|du|vom|am|del?|\u043e\u0442)\b|[ap]\.?m\b\.?|(?-i:[A-Z]{2,4})\b|"
    r"(?:jan|feb|f\u00e9v|mar|m\u00e4r|ma[iy]|apr|avr|abr|jun|juin|juil|jul|aug|ao\u00fb|ago|sept?|oct|okt|nov|dec|d\u00e9c|dez|dic|ene|\u044f\u043d\u0432|\u0444\u0435\u0432|\u043c\u0430\u0440|\u0430\u043f\u0440|\u043c\u0430[\u0439\u044f]|\u0438\u044e\u043d|\u0438\u044e\u043b|\u0430\u0432\u0433|\u0441\u0435\u043d|\u043e\u043a\u0442|\u043d\u043e\u044f|\u0434\u0435\u043a)[^\W\d]*\.?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?){0,16}"
)


def _label(name: str, words: str, kind: NoteKind, status: NoteStatus | None = None) -> NoteRule:
    return NoteRule(
        f"{name}-label", rf"{DECORATION}(?:{words})(?!\w){_WHEN}(?:[*_]*\s?:|(?<=\.)[*_]{{1,3}}(?=\s))", kind, status
    )


def _heading(name: str, words: str, kind: NoteKind) -> NoteRule:
    """Make a rule for a label that stands on a line of its own; the next paragraph is its text."""
    return NoteRule(f"{name}-heading", rf"{DECORATION}(?:{words})(?!\w){_WHEN}[\s*_]*$", kind)


BLOCK_RULES = (
    _label(
        "correction",
        rf"(?:{CORRECTION})(?:\s+(?:and|&)\s+(?:amplifications?|clarifications?))?(?:\s+to\s+this\s+{WORK})?|{RECORD}",
        NoteKind.CORRECTION,
    ),
    _label("clarification", CLARIFICATION, NoteKind.CLARIFICATION),
    _label("editor", EDITOR, NoteKind.EDITOR_NOTE),
    _label("translator", TRANSLATOR, NoteKind.TRANSLATOR_NOTE),
    _label("transcriber", TRANSCRIBER, NoteKind.TRANSCRIBER_NOTE),
    _label("update", UPDATE, NoteKind.UPDATE),
    NoteRule("note-label", rf"{DECORATION}note\**\s*:\**\s*(?=\S)", NoteKind.NOTE),
    NoteRule(
        "wire-eds",
        rf"{DECORATION}eds?\.?:\s*(?:corrects|fixes\s+typo|removes|clarifies|updates\s+to\s+correct)\b",
        NoteKind.CORRECTION,
    ),
    _heading(
        "correction",
        rf"(?:{CORRECTION})(?:\s+(?:&|and)\s+(?:amplifications?|clarifications?))?|{RECORD}",
        NoteKind.CORRECTION,
    ),
    _heading("clarification", CLARIFICATION, NoteKind.CLARIFICATION),
    _heading("editor", EDITOR, NoteKind.EDITOR_NOTE),
    _heading("update", UPDATE, NoteKind.UPDATE),
    NoteRule("edit-label", rf"{DECORATION}(?-i:EDIT|Edit)(?:\s*\d|\s*\([^()\n]{{1,40}}\))?\s?:", NoteKind.UPDATE),
    NoteRule(
        "first-published",
        rf"{DECORATION}{THIS}\s+was\s+(?:first|originally)\s+published\b[^\n]{{0,60}}?\.\s+it\s+(?:was|has\s+been)\s+(?:updated|corrected|amended)\b[^\n]{{0,60}}?\bto\s+(?:correct|fix)\b",
        NoteKind.CORRECTION,
    ),
    NoteRule("edited-label", rf"{DECORATION}edited\s+on\s+[^:\n]{{1,40}}:", NoteKind.CORRECTION),
    NoteRule(
        "wire-tag",
        rf"{DECORATION}(?-i:CORRECTED|REFILE|CORRECTION)(?:-[A-Z]+)?\s?\d?\s?[\u2014\u2013-](?=\S)",
        NoteKind.CORRECTION,
    ),
    NoteRule(
        "withdrawn",
        rf"{DECORATION}(?-i:STORY WITHDRAWN|ADVISORY WITHDRAWN|KILL|MANDATORY KILL)\b",
        NoteKind.EDITOR_NOTE,
    ),
)
