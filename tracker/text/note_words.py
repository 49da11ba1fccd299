"""The words that notes are made of, as parts of patterns: labels by kind and language, works, versions, errors."""

# Labels, by the kind of note they open.
CORRECTION = (
    r"(?:(?:author|publisher)(?:['\u2019]?s)?\s+)?corrections?|retractions?|article\s+(?:corrig\u00e9|modifi\u00e9|rectifi\u00e9)|amendments?|(?:letter\s+of|ministerial|written)\s+correction[^:\n]{0,60}|corrected|erratum|errata|corrigend(?:um|a)|rectificatif|rectification|korrektur|berichtigung|richtigstellung|"
    r"correcci[o\u00f3]n(?:es)?|corre[c\u00e7](?:\u00e3|a)o|corre[c\u00e7](?:\u00f5|o)es|correzion[ei]|rettific(?:a|he)|correctie|rectificatie|fe\s+de\s+err(?:atas|ores)|rectificaci[o\u00f3]n|\u0438\u0441\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u0438\u0435|\u043f\u043e\u043f\u0440\u0430\u0432\u043a\u0430|\u043e\u043f\u0440\u043e\u0432\u0435\u0440\u0436\u0435\u043d\u0438\u0435"
)
CLARIFICATION = r"clarifications?|pr\u00e9cision|klarstellung|aclaraci[o\u00f3]n|\u0443\u0442\u043e\u0447\u043d\u0435\u043d\u0438\u0435"
RECORD = r"(?-i:FOR\s+THE\s+RECORD|For\s+the\s+Record)"
UPDATE = r"updated?|mise\s+\u00e0\s+jour|mis\s+\u00e0\s+jour|aktualisierung|aktualisiert|actualizaci[o\u00f3]n|\u043e\u0431\u043d\u043e\u0432\u043b\u0435\u043d\u043e|\u043e\u0431\u043d\u043e\u0432\u043b\u0435\u043d\u0438\u0435"
EDITED_BY = r"(?:ed(?:itor)?s?(?:['\u2019]s|s['\u2019])?\.?)"
EDITOR = (
    rf"{EDITED_BY}\s+note|ed\.\s*note|ndlr|n\.?d\.?l\.?r\.?|note\s+de\s+la\s+r\u00e9daction|(?:anmerkung|anm\.|hinweis)\s*(?:der|d\.)\s*(?:redaktion|red\.|r\.)|"
    r"nota\s+(?:del\s+editor|de\s+la\s+redacci\u00f3n)|n\.\s?(?:del?|de\s+la)\s?(?:e|r)\.|(?:\u043f\u0440\u0438\u043c\u0435\u0447\u0430\u043d\u0438\u0435|\u043f\u0440\u0438\u043c\.)\s*(?:\u0440\u0435\u0434\u0430\u043a\u0446\u0438\u0438|\u0440\u0435\u0434\.?)|\u043e\u0442\s+\u0440\u0435\u0434\u0430\u043a\u0446\u0438\u0438"
)
TRANSLATOR = (
    r"translat(?:or|ion)(?:['\u2019]?s|s['\u2019])?\s+note|t\.?\s?n\.?|tr\.\s+note|trans\.\s+note|note\s+d(?:u|e\s+la)\s+traduct(?:eur|rice)|n\.?\s?d\.?\s?t\.?|"
    r"(?:anmerkung|anm\.)\s*(?:des|der|d\.)\s*(?:\u00fcbersetzers|\u00fcbersetzerin|\u00fcbers\.|\u00fc\.)|nota\s+(?:del|de\s+la)\s+traductora?|n\.\s?del?\s?t\.|\u043f\u0440\u0438\u043c(?:\u0435\u0447\u0430\u043d\u0438\u0435|\.)\s*(?:\u043f\u0435\u0440\u0435\u0432\u043e\u0434\u0447\u0438\u043a\u0430|\u043f\u0435\u0440\.?)"
)
TRANSCRIBER = r"transcri(?:ber|ption|ptionist)(?:['\u2019]?s|s['\u2019])?\s+note"

MISTAKEN = r"mis(?:interpret|spell?|stat|transcri|nam|identif|print|heard|hear|quot|translat|take|took|understood|attribut|character|represent|calculat|labell?ed|report|pronounc|use|read)\w*"
ERROR = (
    rf"(?:{MISTAKEN}|typo\w*|"
    r"(?:transcription|spelling|typing|typographical|translation|ocr|scanning|auto-?correct|dictation|speech[- ]to[- ]text)\s+(?:error|mistake|artifact)\w*|error\s+for|corruption|slip\s+(?:of|for)|"
    r"phonetic\s+(?:spelling|rendering)|mondegreen)"
)
WRONGLY = r"(?:incorrectly|wrongly|mistakenly|erroneously|inaccurately)"
WORK = (
    r"(?:article|story|post|piece|report|page|item|column|headline|text|caption|graphic|version|correction|editorial|obituary|review|map|chart|newsletter|"
    r"transcript|photo|picture|table|summary|essay|interview|profile|podcast|blog|dispatch|update|list|guide|recipe|video|standfirst|subheading|gallery|feature|explainer|factbox|series|quiz|entry|analysis|live\s?blog)"
)
EARLIER = r"(?:earlier|previous|original|prior|initial|first)\s+(?:published\s+|online\s+|web\s+|print\s+)?(?:versions?|editions?)"
OF_THIS = rf"(?:\s+of\s+(?:this|the|our|that)\s+(?:[\w-]+\s+)?{WORK}\b|(?!\s+of\b))"
VERSION = rf"(?:(?=(?:earlier|previous|original)\s+(?:\w+\s+)?(?:versions|editions))|(?:an?|the|in\s+an?|in\s+the|because\s+of\s+an?\s+editing\s+error,\s+an?)\s+){EARLIER}{OF_THIS}"
_MONTHS = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATED = rf"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|{_MONTHS}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTHS})(?:['\u2019]s)?,?\s+)?"
THIS = rf"this\s+{_DATED}(?:news\s+|photo\s+|picture\s+|opinion\s+|feature\s+)?{WORK}"
DAYS = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d)"
SIGNS = r"[:\u2014\u2013-]"
