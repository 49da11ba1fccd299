"""The rules that find notes: what a bracket, a labelled line or a sentence must say, and what it then is.

The families are those of newsrooms and editors: labelled lines, "An earlier version of ...", "was amended on",
wire tags, editor's, translator's and transcriber's notes, sic and recte, TEI, transcript marks, and the notes
that machine clean-up leaves; English first, then the common markers of French, German, Spanish and Russian. A rule's
pattern is tried on the inside of a bracket, on the start of a paragraph, or within a sentence.
"""

import re
from dataclasses import dataclass
from functools import cache

from tracker.model import NoteKind, NoteStatus
from tracker.text.note_words import (
    CLARIFICATION,
    CORRECTION,
    DAYS,
    EARLIER,
    EDITED_BY,
    EDITOR,
    ERROR,
    MISTAKEN,
    OF_THIS,
    SIGNS,
    THIS,
    TRANSCRIBER,
    TRANSLATOR,
    UPDATE,
    VERSION,
    WORK,
    WRONGLY,
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


def _rule(name: str, pattern: str, kind: NoteKind, status: NoteStatus | None = None) -> NoteRule:
    return NoteRule(name, pattern, kind, status)


BRACKET_RULES = (
    _rule(
        "sic",
        r"(?:sic\b(?!\s+(?:code|parvis|transit|semper|\d))|\u0442\u0430\u043a\s+\u0432\s+(?:\u043e\u0440\u0438\u0433\u0438\u043d\u0430\u043b\u0435|\u0442\u0435\u043a\u0441\u0442\u0435|\u0434\u043e\u043a\u0443\u043c\u0435\u043d\u0442\u0435)).{0,80}$",
        NoteKind.SIC,
    ),
    _rule("recte", r"(?:recte|rectius|read|lege|lies|lire|l\u00e9ase)\b[:,]?\s+\S.{0,80}$", NoteKind.RECTE),
    _rule("editor-note", rf"(?:{EDITOR}|{EDITED_BY})\s*{SIGNS}.*$", NoteKind.EDITOR_NOTE),
    _rule(
        "editor-signed",
        r".{1,400}[\u2014\u2013-]\s*(?:ed\.?|eds\.|the\s+editors?|ndlr|n\.?d\.?l\.?r\.?|red\.|anm\.\s?d\.\s?red\.|\u0440\u0435\u0434\.|\u043f\u0440\u0438\u043c\.\s*\u0440\u0435\u0434\.)\s*$",
        NoteKind.EDITOR_NOTE,
    ),
    _rule("editor-marked", rf"(?:.{{1,400}}[,;.]\s*)?(?:{EDITOR})\.?$", NoteKind.EDITOR_NOTE),
    _rule("translator-note", rf"(?:{TRANSLATOR})\s*{SIGNS}.*$", NoteKind.TRANSLATOR_NOTE),
    _rule(
        "translator-signed",
        r".{1,400}[\u2014\u2013,;.-]\s*(?:trans\.|tr\.|translator|n\.d\.t\.|ndt|\u043f\u0440\u0438\u043c\.\s*\u043f\u0435\u0440\.)\s*$",
        NoteKind.TRANSLATOR_NOTE,
    ),
    _rule("transcriber-note", rf"(?:{TRANSCRIBER})\s*{SIGNS}.*$", NoteKind.TRANSCRIBER_NOTE),
    _rule("correction", rf"(?:{CORRECTION})\s*{SIGNS}.*$", NoteKind.CORRECTION),
    _rule("clarification", rf"(?:{CLARIFICATION})\s*{SIGNS}.*$", NoteKind.CLARIFICATION),
    _rule(
        "correct-name",
        r"(?:the\s+)?correct(?:ly)?\s+(?:name|spelling|form|term|title|figure|date|version|number|spelled|reading)?\s*(?:is|:).*$",
        NoteKind.NOTE,
        NoteStatus.ASSERTED,
    ),
    _rule(
        "should-be",
        r"(?:this\s+|it\s+|that\s+)?should\s+(?:be|read|say|have\s+been|have\s+read)\s*:?\s+\S.{0,120}$",
        NoteKind.NOTE,
    ),
    _rule(
        "wire-corrects",
        r"(?:(?:this|the)\s+(?:[\w.,-]+\s+){0,4}(?:story|version|item)\s+|adds\s+.{0,200}|eds:\s*|official\s+)?(?:corrects|correcting|corrected\s+to)\b.*$",
        NoteKind.CORRECTION,
    ),
    _rule(
        "wire-refiles",
        r"(?:this\s+story\s+was\s+)?(?:refiles|refiled|refiling|removes|deletes|drops)\b.{0,60}\b(?:to\s+(?:fix|correct|remove|add|clarify|restore)|extraneous|garbled|typographical|repeated|error)\b.*$",
        NoteKind.CORRECTION,
    ),
    _rule("story-corrected", rf"{THIS}\s+(?:was|has\s+been|is)\s+(?:amended|corrected)\b.*$", NoteKind.CORRECTION),
    _rule("earlier-version", rf".{{0,200}}\b{EARLIER}{OF_THIS}.*$", NoteKind.CORRECTION),
    _rule(
        "note",
        r"(?:please\s+)?(?:note|nb|n\.b\.|nota|hinweis|anm\.|\u043f\u0440\u0438\u043c\.|\u043f\u0440\u0438\u043c\u0435\u0447\u0430\u043d\u0438\u0435)\s*:.*$",
        NoteKind.NOTE,
    ),
    _rule(
        "doubt",
        rf"(?:[\"\u201c\u2018'][^\"\u201d\n]{{1,60}}[\"\u201d\u2019']\s+(?:in\s+the\s+\w+,?\s+)?)?(?:this\s+(?:is|may\s+be|might\s+be|was)\s+)?(?:possibl[ey]|probabl[ey]|likely|perhaps|presumably|apparently|maybe|seemingly|almost\s+certainly|most\s+likely|very\s+likely|evidently|clearly)\s+(?:is\s+|meant\s+to\s+be\s+|intended\s+(?:as|to\s+be)\s+)?(?:an?\s+|the\s+)?(?:\w+\s+or\s+(?:an?\s+)?)?(?:{ERROR}|abbreviation|acronym|code\s*name|garbl\w+|corrupt\w+).*$",
        NoteKind.DOUBT,
    ),
    _rule(
        "doubt-meant",
        r"(?:possibl[ey]|probabl[ey]|likely|perhaps|presumably|apparently|maybe|almost\s+certainly)\s+(?:mean(?:s|t|ing)|intend(?:s|ed)|refer(?:s|ring)\s+to|should\s+be|a\s+reference\s+to)\s+\S.{0,120}$",
        NoteKind.DOUBT,
    ),
    _rule(
        "doubt-may-be",
        rf"(?:this\s+)?(?:may|might|could|appears\s+to|seems\s+to)\s+(?:be|have\s+been)\s+(?:an?\s+)?(?:\w+\s+)?{ERROR}.*$",
        NoteKind.DOUBT,
    ),
    _rule(
        "error-for",
        rf"(?:an?\s+)?(?:obvious\s+|apparent\s+|evident\s+)?{ERROR}\s+(?:for|of)\s+\S.{{0,120}}$",
        NoteKind.DOUBT,
    ),
    _rule(
        "spelling-uncertain",
        r"(?:(?:the\s+)?(?:spelling|name|surname|first\s+name|word|reading|date|identity)\s+(?:is\s+)?(?:uncertain|unclear|unknown|unverified|unconfirmed|illegible|not\s+(?:verified|confirmed|clear|certain))|(?:uncertain|unverified|unconfirmed)\s+(?:spelling|name|reading)|sp\.?\s?\?+|spelling\??|name\?|\?+\s*sp\.?)$",
        NoteKind.DOUBT,
        NoteStatus.UNRESOLVED,
    ),
    _rule(
        "phonetic",
        r"(?:ph|phon|phonetic|phonetic\s+spelling|spelled\s+phonetically|phonetically|sp)\.?$",
        NoteKind.PHONETIC,
        NoteStatus.UNRESOLVED,
    ),
    _rule(
        "unclear",
        r"(?:inaudible|unintelligible|indiscernible|indistinct|crosstalk|unclear|illegible|garbled|inaudible\s+\w+|unverst\u00e4ndlich|inintelligible|ininteligible|\u043d\u0435\u0440\u0430\u0437\u0431\u043e\u0440\u0447\u0438\u0432\u043e)\b[\s\d:.,@-]*$",
        NoteKind.UNCLEAR,
        NoteStatus.UNRESOLVED,
    ),
)

_DECORATION = r"[\s>*_#\[(\"\u201c\u25a0\u2022\\-]*"
_WHEN = (
    r"(?:[\s,./\u2013\u2014-]|\([^()\n]{1,40}\)|\d{1,2}:\d\d|\d+(?:st|nd|rd|th)?|(?:apport\w+|publi\w+|ajout\w+|le|la|on|at|of|the|added|posted|appended|updated|appended\s+to\s+this|published|du|vom|am|del?|\u043e\u0442)\b|[ap]\.?m\b\.?|(?-i:[A-Z]{2,4})\b|"
    r"(?:jan|feb|f\u00e9v|mar|m\u00e4r|ma[iy]|apr|avr|abr|jun|juin|juil|jul|aug|ao\u00fb|ago|sept?|oct|okt|nov|dec|d\u00e9c|dez|dic|ene|\u044f\u043d\u0432|\u0444\u0435\u0432|\u043c\u0430\u0440|\u0430\u043f\u0440|\u043c\u0430[\u0439\u044f]|\u0438\u044e\u043d|\u0438\u044e\u043b|\u0430\u0432\u0433|\u0441\u0435\u043d|\u043e\u043a\u0442|\u043d\u043e\u044f|\u0434\u0435\u043a)[^\W\d]*\.?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?){0,16}"
)


def _label(name: str, words: str, kind: NoteKind, status: NoteStatus | None = None) -> NoteRule:
    return _rule(f"{name}-label", rf"{_DECORATION}(?:{words})(?!\w){_WHEN}[*_]*\s?:", kind, status)


BLOCK_RULES = (
    _label(
        "correction",
        rf"(?:{CORRECTION})(?:\s+(?:and|&)\s+clarifications?)?(?:\s+to\s+this\s+{WORK})?",
        NoteKind.CORRECTION,
    ),
    _label("clarification", CLARIFICATION, NoteKind.CLARIFICATION),
    _label("editor", EDITOR, NoteKind.EDITOR_NOTE),
    _label("translator", TRANSLATOR, NoteKind.TRANSLATOR_NOTE),
    _label("transcriber", TRANSCRIBER, NoteKind.TRANSCRIBER_NOTE),
    _label("update", UPDATE, NoteKind.UPDATE),
    _rule("note-label", rf"{_DECORATION}note\**\s*:\**\s*(?=\S)", NoteKind.NOTE),
    _rule(
        "wire-eds",
        rf"{_DECORATION}eds?\.?:\s*(?:corrects|fixes\s+typo|removes|clarifies|updates\s+to\s+correct)\b",
        NoteKind.CORRECTION,
    ),
    _rule(
        "heading",
        rf"{_DECORATION}(?:corrections?(?:\s+(?:&|and)\s+(?:amplifications?|clarifications?))?|clarifications?)(?!\w){_WHEN}[\s*_]*$",
        NoteKind.CORRECTION,
    ),
    _rule("edited-label", rf"{_DECORATION}edited\s+on\s+[^:\n]{{1,40}}:", NoteKind.CORRECTION),
    _rule(
        "wire-tag",
        rf"{_DECORATION}(?-i:CORRECTED|REFILE|CORRECTION)(?:-[A-Z]+)?\s?\d?\s?[\u2014\u2013-](?=\S)",
        NoteKind.CORRECTION,
    ),
    _rule(
        "withdrawn",
        rf"{_DECORATION}(?-i:STORY WITHDRAWN|ADVISORY WITHDRAWN|KILL|MANDATORY KILL)\b",
        NoteKind.EDITOR_NOTE,
    ),
)

_SAYING = (
    rf"(?:{WRONGLY}|mis(?!sing|sion)\w+|said|stated|gave|had|contained|included|referred|listed|identified|omitted|reported|corrected|named|described|attributed|put|"
    r"failed|quoted|used|claimed|suggested|implied|spelled|called|showed|indicated|placed|was|were|did\s+not|left\s+out|confused|transposed|carried|mentioned|rendered|printed|overstated|understated|exaggerated|conflated|overlooked)"
)
SENTENCE_RULES = (
    _rule("earlier-version", rf"\b{VERSION},?\s+(?:[\w-]+\s+){{0,6}}?{_SAYING}\b", NoteKind.CORRECTION),
    _rule(
        "in-earlier-version",
        rf"\b(?:{MISTAKEN}|{WRONGLY}|error|mistake|wrong|corrected|said|stated)\b.{{0,120}}\b(?:in|from|on)\s+(?:an?|the|some)\s+{EARLIER}{OF_THIS}",
        NoteKind.CORRECTION,
    ),
    _rule(
        "as-earlier-version",
        rf"\bas\s+(?:an?|the|stated\s+in\s+an?)\s+{EARLIER}{OF_THIS}\s*(?:{_SAYING}|\.)",
        NoteKind.CORRECTION,
    ),
    _rule(
        "amended",
        rf"\b{THIS}\s+(?:was|has\s+been|is)\s+(?:later\s+|since\s+|subsequently\s+)?(?:amended|corrected|revised\s+to\s+correct|updated\s+to\s+correct|changed\s+to\s+correct|edited\s+to\s+correct)\b",
        NoteKind.CORRECTION,
    ),
    _rule(
        "we-have-amended",
        rf"\bwe\s+have\s+(?:since\s+)?(?:amended|corrected)\s+(?:this|the)\s+{WORK}\b",
        NoteKind.CORRECTION,
    ),
    _rule("corrects", rf"\b{THIS}\s+(?:corrects|has\s+corrected)\b", NoteKind.CORRECTION),
    _rule(
        "originally",
        rf"\b{THIS}\s+(?:originally|initially|previously|first|{WRONGLY})\s+{_SAYING}",
        NoteKind.CORRECTION,
    ),
    _rule(
        "clarified",
        rf"\b{THIS}\s+(?:was|has\s+been)\s+(?:updated|amended|changed|edited)\s+(?:on\s+[^.\n]{{1,30}}\s+)?to\s+(?:further\s+)?clarify\b",
        NoteKind.CLARIFICATION,
        NoteStatus.INFO,
    ),
    _rule(
        "updated-to",
        rf"\b{THIS}\s+(?:was|has\s+been)\s+(?:later\s+|since\s+)?updated\b",
        NoteKind.UPDATE,
        NoteStatus.INFO,
    ),
    _rule(
        "print-correction",
        rf"^{_DECORATION}(?:an?|the|a\s+picture|because\s+of\s+an?\s+editing\s+error,\s+an?|due\s+to\s+an?\s+\w+\s+error,\s+an?)\s+(?:(?:news|picture|photo|front-page|business|sports|picture)\s+)?(?:article|caption|headline|column|obituary|item|story|editorial|review|chart|graphic|map)s?\b"
        rf"[^.\n]{{0,40}}\b(?:{DAYS}|on\s+page|in\s+some\s+(?:copies|editions))[^.\n]{{0,160}}\b(?:{MISTAKEN}|{WRONGLY}|omitted|rendered)",
        NoteKind.CORRECTION,
    ),
    _rule("inline-label", r"^(?-i:CORRECTION|CORRECTS|CLARIFICATION)\s*[:\u2014-]", NoteKind.CORRECTION),
    _rule(
        "paged", rf"\b(?:{MISTAKEN}|{WRONGLY})\b.*\([^()\n]{{0,80}}\bpage\s+\d+[^()\n]{{0,20}}\)", NoteKind.CORRECTION
    ),
    _rule(
        "in-a-piece",
        rf"\b(?:was|were)\s+(?:{MISTAKEN}|{WRONGLY})\b.{{0,80}}\bin\s+(?:an?|our|the|some)\s+(?:[\w.]+\s+){{0,4}}(?:article|review|column|caption|obituary|story|headline|feature|profile|interview)\b",
        NoteKind.CORRECTION,
    ),
    _rule(
        "dated-piece",
        rf"^{_DECORATION}(?:(?:in|due\s+to|because\s+of|owing\s+to|through)\s+[^.\n]{{0,40}}?)?\b(?:the|an?)\s+{DAYS}[\w.,]*\s+(?:[\"\u201c\u2018'][^\"\u201d\n]{{1,60}}[\"\u201d\u2019']|(?:[\w.-]+\s+){{0,4}}(?:article|review|column|caption|obituary|story|headline|feature|profile|interview|newsletter|issue|edition|post))"
        rf"[^.\n]{{0,160}}\b(?:{MISTAKEN}|{WRONGLY}|omitted)",
        NoteKind.CORRECTION,
    ),
    _rule(
        "as-we-had-it",
        r"\bnot\s+[^.\n]{1,80}\bas\s+we\s+(?:had\s+it|said|stated|reported|wrote|have\s+it|printed)\b",
        NoteKind.CORRECTION,
    ),
    _rule(
        "we-misnamed",
        rf"(?:^|[.;]\s)\s*(?:in\s+(?:an?|the|our)\s+[^.\n]{{1,120}},?\s+)?we\s+(?:{MISTAKEN}|{WRONGLY})\b",
        NoteKind.CORRECTION,
    ),
    _rule(
        "regret",
        r"\b(?:the\s+\w+|we)\s+(?:regrets?|apologi[sz]es?\s+for)\s+(?:the|this|these)\s+(?:error|errors|mistake|mistakes)\s*(?:\.\s*$|:)",
        NoteKind.CORRECTION,
    ),
    _rule(
        "french",
        r"\b(?:une|la)\s+(?:premi\u00e8re\s+)?version\s+(?:pr\u00e9c\u00e9dente|ant\u00e9rieure|initiale|originale)?\s*(?:de\s+(?:cet|notre|l['\u2019])\s*article|de\s+ce\s+(?:texte|papier))|\bcontrairement\s+\u00e0\s+ce\s+que\s+nous\s+(?:avons|avions|indiquions|\u00e9crivions)|\bcet\s+article\s+a\s+\u00e9t\u00e9\s+(?:modifi\u00e9|corrig\u00e9|rectifi\u00e9|amend\u00e9)",
        NoteKind.CORRECTION,
    ),
    _rule(
        "french-update",
        r"\bcet\s+article\s+a\s+\u00e9t\u00e9\s+(?:mis\s+\u00e0\s+jour|actualis\u00e9)",
        NoteKind.UPDATE,
        NoteStatus.INFO,
    ),
    _rule(
        "german",
        r"\bin\s+(?:einer|der)\s+(?:fr\u00fcheren|vorherigen|ersten|urspr\u00fcnglichen|\u00e4lteren|vorigen)\s+(?:version|fassung)|\bdiese[rs]?\s+(?:artikel|text|beitrag|meldung)\s+wurde\s+(?:nachtr\u00e4glich\s+|am\s+[^.\n]{1,20}\s+)?(?:korrigiert|berichtigt|ge\u00e4ndert)|\bwir\s+haben\s+(?:den\s+fehler|die\s+stelle|das|dies)\s+(?:korrigiert|berichtigt)",
        NoteKind.CORRECTION,
    ),
    _rule(
        "german-update",
        r"\bdiese[rs]?\s+(?:artikel|text|beitrag|meldung)\s+wurde\s+(?:\w+\s+)?aktualisiert",
        NoteKind.UPDATE,
        NoteStatus.INFO,
    ),
    _rule(
        "spanish",
        r"\b(?:una|la|en\s+una)\s+(?:primera\s+versi\u00f3n|versi\u00f3n\s+(?:anterior|previa|original|inicial))\b|\b(?:este|esta)\s+(?:art\u00edculo|nota|noticia|texto|informaci\u00f3n)\s+(?:ha\s+sido|fue)\s+(?:corregid|modificad|rectificad|enmendad)[oa]",
        NoteKind.CORRECTION,
    ),
    _rule(
        "spanish-update",
        r"\b(?:este|esta)\s+(?:art\u00edculo|nota|noticia|texto|informaci\u00f3n)\s+(?:ha\s+sido|fue)\s+actualizad[oa]",
        NoteKind.UPDATE,
        NoteStatus.INFO,
    ),
    _rule(
        "russian",
        r"\b\u0432\s+(?:\u043f\u0440\u0435\u0434\u044b\u0434\u0443\u0449\u0435\u0439|\u043f\u0435\u0440\u0432\u043e\u043d\u0430\u0447\u0430\u043b\u044c\u043d\u043e\u0439|\u0440\u0430\u043d\u043d\u0435\u0439|\u043f\u0435\u0440\u0432\u043e\u0439|\u0438\u0441\u0445\u043e\u0434\u043d\u043e\u0439)\s+\u0432\u0435\u0440\u0441\u0438\u0438\b|\b\u0440\u0430\u043d\u0435\u0435\s+\u0432\s+(?:\u0442\u0435\u043a\u0441\u0442\u0435|\u0441\u0442\u0430\u0442\u044c\u0435|\u043c\u0430\u0442\u0435\u0440\u0438\u0430\u043b\u0435|\u043d\u043e\u0432\u043e\u0441\u0442\u0438|\u0437\u0430\u043c\u0435\u0442\u043a\u0435)\s+(?:\u043e\u0448\u0438\u0431\u043e\u0447\u043d\u043e|\u043d\u0435\u0432\u0435\u0440\u043d\u043e)",
        NoteKind.CORRECTION,
    ),
)
