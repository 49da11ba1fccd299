"""The ways in which a note names a wrong and a right form: patterns over one grammar of values (note_values.py)."""

import re

from tracker.text.note_values import AMOUNT, DATE, DIGITS, NAME, NAMES, PHRASE, QUOTED, SURE, TOKEN

_THE = r"(?:(?:the|an?|der|die|das|le|la|les|el|los|las|l['\u2019])\s+)?"
_ARTICLE = r"(?:the|an?|his|her|its|their|our|der|die|das|le|la|les|el|los|las)"
_LEADS = r"(?:is|are|was|were|be|been|to|as|in|on|at|by|from|for|with|say|says|said|show|shows|that|[a-z]+(?:ed|es|s))"
_IN = r"(?:(?:in|on|at|by|from|to|for|of|as|with|en|am|im|von|vom|aus|dans|le|el|de)\s+)?"
_APPOSED = rf",\s+(?:{NAME}|\d{{1,3}}|(?:an?|the)\s+[^,.;\n]{{1,40}})"  # Lyon, France; Ann Lee, 43
_CHANGED = r"\b(?:chang|correct|amend|revis|updat|alter|edit|fix|korrigier|ge\u00e4nder|corrig|modifi|correg)[^\W\d_]{0,4}\b[^.;\n]{0,80}?"
_STOP = r"(?=\s+(?:as|and|but|while|when|because|who|which|comme|como|wie)\b|\s+in\s+(?:the|that|an?|paragraphs?|graf|headline|lead|\d)\b|\s*[.,;:!?()\]*\"\u201d\u2019_]|\s*$|(?<=[.,;!?][\"\u201d\u2019'])(?=\s))"
_IS = r"(?:(?:is|are|was|were|be|it['\u2019]s|ist|war|sind|lautet|hei(?:\u00df|ss)t|est|\u00e9tait|es|era|son)(?!\w)|s['\u2019]agit\s+d[e'\u2019])"
_NOT = r"(?:[,;][\"\u201d\u2019'\u00bb]?|[\"\u201d\u2019'\u00bb],|(?<=[,;][\"\u201d\u2019'])|\s+and(?=\s+not)|(?=\s+(?:et\s+non|und\s+nicht|y\s+no|\u0430\s+\u043d\u0435)\s)|\s+[\u2013\u2014-])\s+(?:(?:and\s+|but\s+)?not|nicht|et\s+non|und\s+nicht|y\s+no|pas|\u0430\s+\u043d\u0435)\s+"
_INSTEAD = r"(?:from|sted|instead\s+of|rather\s+than|statt|anstatt|au\s+lieu\s+de|en\s+lugar\s+de|en\s+vez\s+de|\u0432\u043c\u0435\u0441\u0442\u043e)"
_ERRING = (
    r"(?:incorrectly|wrongly|mistakenly|erroneously|inaccurately|falsely|in\s+error|f\u00e4lschlich(?:erweise)?|irrt\u00fcmlich|"
    r"\u00e0\s+tort|par\s+erreur|err\u00f3neamente|por\s+error|\u043e\u0448\u0438\u0431\u043e\u0447\u043d\u043e|\u043d\u0435\u0432\u0435\u0440\u043d\u043e)"
)
_MISSAYING = rf"(?:mis(?!sing|sion|sile|s\b)[a-z]+|{_ERRING}\s+\w+|\w+\s+{_ERRING})"
_NAMING = r"(?:called|named|titled|known\s+as|spelled|identified\s+as|referred\s+to\s+as)"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


def _kinds(shape: str) -> tuple[re.Pattern[str], ...]:
    """Make a pattern for each kind of value, the surest first: both values of a pair are of one kind."""
    return tuple(_pattern(shape.replace("VALUE", value)) for value in (QUOTED, DATE, AMOUNT, NAME, TOKEN, PHRASE))


REFLECTS = _pattern(
    rf"\bto\s+(?:(?:correctly|accurately|properly)\s+)?(?:reflect|say|state|show|specify|note|make\s+clear)\s+(?:that\s+)?[^.;\n]{{0,80}}?\b(?:is|was|are|were)\s+{_THE}(?P<right>{QUOTED}|{DATE}|{AMOUNT}|{NAMES}){_STOP}"
)

# Ways that give both forms, in the order they are tried.
PAIRS = (
    *_kinds(rf"\bfor\s+{_THE}(?P<wrong>VALUE),?\s+(?:please\s+)?read\s+{_THE}(?P<right>VALUE){_STOP}")[:4],
    *_kinds(rf"\bto\s+{_THE}(?P<right>VALUE),?\s+{_INSTEAD}\s+{_THE}(?P<wrong>VALUE){_STOP}")[:4],
    *_kinds(
        rf"{_CHANGED}(?<!line\s)(?<!quote\s)(?<!quotation\s)\bfrom\s+{_THE}(?P<wrong>VALUE)\s+to\s+{_THE}(?P<right>VALUE){_STOP}"
    )[:4],
    _pattern(rf"(?<![\w.]){_THE}(?P<right>{NAME}){_APPOSED},\s+not\s+{_IN}{_THE}(?P<wrong>{NAME}){_STOP}"),
    *_kinds(rf"(?<![\w.-]){_THE}(?P<right>VALUE)(?:\s+[a-z]+){{0,3}}{_NOT}{_IN}{_THE}(?P<wrong>VALUE){_STOP}")[:5],
    _pattern(
        rf"(?<!\bof\s)\b{_ARTICLE}\s+(?P<right>{PHRASE}(?:\s+of\s+(?:(?:the|its|an?)\s+)?(?:{NAMES}|{PHRASE}))?){_NOT}{_IN}{_ARTICLE}\s+(?P<wrong>{PHRASE}){_STOP}"
    ),
    _pattern(rf"\b{_LEADS}\s+{_ARTICLE}?(?P<right>{PHRASE}){_NOT}{_IN}(?!{_ARTICLE}\s)(?P<wrong>{PHRASE}){_STOP}"),
    _pattern(rf"(?<![\w.])(?P<right>{AMOUNT})(?:\s+[\w-]+){{1,3}}{_NOT}{_IN}(?P<wrong>{AMOUNT}){_STOP}"),
    *_kinds(rf"\bnot\s+{_IN}{_THE}(?P<wrong>VALUE),?\s+but\s+(?:rather\s+)?{_IN}{_THE}(?P<right>VALUE){_STOP}"),
    *_kinds(
        rf"(?<![\w.]){_THE}(?P<right>VALUE),?\s+(?:instead\s+of|rather\s+than|statt|au\s+lieu\s+de|en\s+lugar\s+de|en\s+vez\s+de|\u0432\u043c\u0435\u0441\u0442\u043e)\s+{_THE}(?P<wrong>VALUE){_STOP}"
    ),
    _pattern(
        rf"\b{_MISSAYING}\s+(?:[a-z]+\s+){{0,4}}(?P<right>{NAME})(?:['\u2019]s?\s+(?:[a-z]+\s+)?(?:names?|surnames?|spelling|title|identity)\s+|,?\s+)as\s+{_THE}(?P<wrong>{NAME}|{QUOTED}){_STOP}"
    ),
    *_kinds(
        rf"(?P<wrong>VALUE),?\s+should\s+(?:have\s+)?(?:read|been|be|said|say)\s*:?\s*{_THE}(?P<right>VALUE){_STOP}"
    )[:1],
    _pattern(
        rf"\b(?:referred\s+to|(?:given|rendered|spelled|spelt|printed)\s+as|carried)\s+{_THE}(?P<wrong>{SURE})(?:\s[^.;\n]{{0,60}})?[.;]\s+(?:That|It|This|The\s+[a-z]+(?:\s+[a-z]+)?)\s+should\s+(?:have\s+)?(?:read|been|be|said)\s+{_THE}(?P<right>{SURE}){_STOP}"
    ),
    _pattern(
        rf"(?<!\bof\s)(?<!\bof\sthe\s)(?P<right>{NAME})\s+(?:was|were)\s+{_MISSAYING}\s+as\s+{_THE}(?P<wrong>{NAME}|{QUOTED}){_STOP}"
    ),
    _pattern(
        rf"\b{_MISSAYING}\s[^.\n]{{0,80}}?(?<![\w.])(?P<right>{AMOUNT})(?:\s+[a-z]+){{0,2}}\s+as\s+(?P<wrong>{AMOUNT}){_STOP}"
    ),
    _pattern(
        rf"\b(?:actual|correct|real|right)\b[^.\n]{{0,60}}?\b{_IS}\s+{_THE}(?P<right>{SURE}|{PHRASE}),?\s+but\s[^.\n]{{0,80}}?\bas\s+{_THE}(?P<wrong>{SURE}|{PHRASE}){_STOP}"
    ),
)
# After an error verb the wrong form stands first: "incorrectly referred to WRONG, not RIGHT".
WRONG_FIRST = re.compile(
    rf"{_ERRING}\s+(?:referred\s+to|said|used|gave|printed|had)\s+{_THE}(?P<wrong>{QUOTED}),?\s+not\s+{_THE}(?P<right>{QUOTED})"
)
ONLY_WRONG = (
    _pattern(
        rf"\b(?:misquoted|(?:originally|initially|previously|{_ERRING})\s+quoted)\s[^.;\n]{{0,80}}?\bas\s+saying,?\s+(?:that\s+)?(?P<wrong>{QUOTED})"
    ),
    _pattern(rf"\b(?:It|He|She|They)\s+(?:is|was|are|were)\s+not\s+{_THE}(?P<wrong>{QUOTED}|{AMOUNT}|{NAMES}){_STOP}"),
    _pattern(
        rf"\b(?:originally|initially|previously|{_ERRING})\s+(?:attributed|credited|assigned|ascribed)\b[^.\n]{{0,120}}?\bto\s+{_THE}(?P<wrong>{NAME}){_STOP}"
    ),
    _pattern(rf"\bversion\s+(?:called|named)\s+(?:her|him|it|them)\s+(?P<wrong>{NAME}|{QUOTED}){_STOP}"),
    _pattern(rf"\bmisattributed\b[^.\n]{{0,120}}?\bto\s+{_THE}(?P<wrong>{NAME}){_STOP}"),
    _pattern(
        rf"\b(?:{_MISSAYING}|referred\s+to|gave|given|put|described|listed|identified|reported|stated)\b[^.\n]{{0,140}}?\sas\s+{_THE}(?P<wrong>{SURE}|{PHRASE}){_STOP}"
    ),
    _pattern(
        rf"{_ERRING}\s+(?:had|said|listed|gave|used|named|read|stated|put|printed|called)\s+(?:the\s+(?:word|term|name)\s+)?(?P<wrong>{QUOTED}|{DIGITS}|{TOKEN})"
    ),
    _pattern(rf"{_ERRING}\s+(?:described|identified|named|listed)\s+{_THE}(?P<wrong>{NAME})(?=\s*[.(])"),
    _pattern(rf"\bmis(?:identified|named|labell?ed|quoted|used)\s+{_THE}(?P<wrong>{QUOTED})"),
    _pattern(
        rf"\b(?:says?|said|reads?|writes|wrote|prints|printed|has|gives|spells)\s+(?P<wrong>{QUOTED}),?\s+(?:throughout|here|but|in\s+the|on\s+the|evidently|apparently|likely|probably|clearly|possibly|an?\s+\w+)"
    ),
    _pattern(rf"\bthe\s+(?:word|term|name|phrase|spelling)\s+(?P<wrong>{QUOTED})\s+(?:was|is|has|should)"),
    _pattern(
        rf"(?P<wrong>{QUOTED})\s+(?:was|were|is|are)\s+(?:{_ERRING}\s+)?(?:spelled|spelt|written|given|printed|rendered)\b"
    ),
    _pattern(
        rf"\b[Ww]e\s+(?:earlier|originally|initially|first|previously|had)\s+(?:wrote|written|spelled|spelt|gave|given|named|called)\s+(?:(?:it|him|her|them)\s+)?(?:as\s+)?{_THE}(?P<wrong>{SURE}){_STOP}"
    ),
)
ONLY_RIGHT = (
    _pattern(
        rf"(?i:\b(?:(?:correct(?:ed)?|intended|proper|actual)\s+|right\s+(?=[a-z]+\s+is))(?:full\s+)?(?:first\s+|last\s+)?(?:name|spelling|form|term|title|figure|date|year|number|word|amount|total|age|version|reading|location|ratio|rate|share|price|cost|method|command|address|one)?\s*(?:{_IS}(?:\s+(?:now|probably|likely|presumably))?|:|should\s+(?:be|read))|\bcorrectly\s+(?:spelled|named|called)?)\s*:?\s*{_THE}(?P<right>{SURE})"
    ),
    _pattern(
        rf"(?i:\bshould\s+(?:have\s+)?(?:been|be|read|say|said)\b|\b(?:now|actually|really)\s+(?:reads?|{_IS})|\b(?:probably|likely)\s+mean(?:s|t|ing)?\b)\s*:?\s*{_THE}(?P<right>{SURE}|{PHRASE}){_STOP}"
    ),
    _pattern(
        rf"\b[Cc]orrect(?:s|ed|ing)?\s+(?:the\s+)?[a-z]+(?:\s+[a-z'\u2019]+){{0,6}}\s+to\s+{_THE}(?P<right>{QUOTED}|{DATE}|{AMOUNT}|{NAME}){_STOP}"
    ),
    _pattern(
        rf"(?:error|typo|misspelling|mistake|transcription|misreading|mishearing|slip|corruption|mistranslation)\s+(?:for|of)\s*:?\s+{_THE}(?P<right>{SURE}|\w+)"
    ),
    _pattern(
        rf"(?:\b(?:richtig|korrekt)\s+(?:ist|hei\u00dft|lautet|w\u00e4re)|\btats\u00e4chlich\s+\w+\s+es|\b(?:exacte?|correcte?|bonne?)\s+est|\ben\s+r\u00e9alit\u00e9,?(?:\s+\w+){{1,3}}|\bcorrect[oa]\s+es|\ben\s+realidad,?(?:\s+\w+){{1,3}}|\b\u043d\u0430\s+\u0441\u0430\u043c\u043e\u043c\s+\u0434\u0435\u043b\u0435(?:\s+\w+){{0,4}}|\b\u043f\u0440\u0430\u0432\u0438\u043b\u044c\u043d\w+)\s*:?\s*[\u2013\u2014-]?\s*(?<!\w){_THE}(?P<right>{QUOTED}|{DATE}|{AMOUNT}|{NAME})"
    ),
    _pattern(
        rf"\b(?:name|surname|spelling|title|word|term|form)\s+(?:is|was)\s+(?:actually\s+|in\s+fact\s+|spelled\s+)?(?P<right>{QUOTED}|{NAME}){_STOP}"
    ),
    _pattern(
        rf"\b(?:corrected|updated|changed|amended|revised)\s+to\s+(?:be\s+|read\s+|say\s+|show\s+)?{_THE}(?P<right>{QUOTED}|{DATE}|{AMOUNT}|{TOKEN}|{NAME}{_STOP})"
    ),
    REFLECTS,
    _pattern(
        rf"\b(?:reflect|use|show)\s+the\s+(?:[a-z]+\s+)?(?:name|spelling|title)\s+of\s+(?P<right>{NAME}|{QUOTED})"
    ),
    _pattern(
        rf"\b(?:will|would|did|does|do|is|are|was|were)?\s*(?:actually|in\s+fact)\s+(?:be|is|was|are|were|c[ao]me|took\s+place|happened|begins?|began)\s+{_IN}{_THE}(?P<right>version\s+\d[\d.]*|{QUOTED}|{DATE}|{AMOUNT}|{NAMES}){_STOP}"
    ),
    _pattern(rf"\bcorrect\s+(?:spelling|name)\s+of\s+(?:[a-z]+\s+){{0,3}}(?:[a-z]+,\s+)?(?P<right>{NAME})"),
    _pattern(
        rf"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Tt]he\s+[a-z]+)\s+(?:meant|means)\s+{_THE}(?P<right>{QUOTED}|{NAMES}){_STOP}"
    ),
    _pattern(rf"\bwrong\s+(?:name|title)\s+for\s+{_THE}(?P<right>{NAMES}){_STOP}"),
    _pattern(
        rf"\b[Ii]t\s+was\s+(?:made|said|taken|written|drawn|shot|delivered|given|composed|painted|directed)\s+by\s+(?P<right>{NAME})"
    ),
    _pattern(rf"\b(?:correct|fix)(?:s|ed|ing)?\s+the\s+(?:spelling|name)\s+of\s+(?:[a-z]+\s+){{0,3}}(?P<right>{NAME})"),
    _pattern(
        rf"\b(?:name|surname|spelling)\s+of\s+(?:the\s+[a-z]+\s+(?:of\s+)?)?(?P<right>{NAME})\s+(?:was|were|had\s+been)\s+(?:mis|incorrect|wrong)"
    ),
    _pattern(
        rf"(?P<right>{NAME})['\u2019]s?\s+(?:[a-z]+\s+)?(?:name|surname|forename)\s+(?:was|were|had\s+been)\s+(?:mis|incorrect|wrong)"
    ),
    _pattern(
        rf"(?:^|\n|[.;:!?,]\s+|\band\s+|\bbut\s+)(?:[Ii]t|[Hh]e|[Ss]he|[Tt]hey|[Tt]his|[Tt]hat|[Tt]he\s+[a-z]+(?:\s+[a-z]+){{0,4}}|[Hh]is\s+[a-z]+|[Hh]er\s+[a-z]+|[Ii]ts\s+[a-z]+|{NAME}['\u2019]s(?:\s+[a-z]+){{1,3}})\s*(?:{_IS}|['\u2019]s)\s+(?:now\s+|actually\s+|in\s+fact\s+|{_NAMING}\s+)?{_THE}(?P<right>{QUOTED}|{DATE}(?!\w)|{AMOUNT}(?!\w|\s+(?:of|in\s+an?|part|story|article|instal[a-z]+)\b)|{NAMES}{_STOP})"
    ),
    _pattern(
        rf"\bmisspelled\s+(?:the\s+(?:first\s+|last\s+|sur|given\s+)?name\s+of\s+)?(?:[a-z]+,?\s+){{0,4}}(?P<right>{NAME})(?=['\u2019]s?\s+(?:[a-z]+\s+)?(?:name|surname|forename)\b|\s*[.,;]|$)"
    ),
    _pattern(
        rf"\bto\s+(?:reflect|show|say|state|indicate|note)\b[^.\n]{{0,100}}?\b(?:to|at|is|was|were|are|of)\s+(?P<right>{QUOTED}|{DATE}|{AMOUNT}){_STOP}"
    ),
    _pattern(  # misquoted Ann Lee. She said, "..."
        rf"\b(?:[Mm]isquot\w+|[Qq]uot(?:e|es|ed|ing|ations?))\b[^\n]{{0,200}}?[.;]\s+(?:(?!version|article|story|report|\bnot\b|original|{_ERRING})[^.\n\"\u201c]){{0,60}}?\b(?:said|says|wrote|was|were|is|reads?)\s*[:,]?\s*(?P<right>{QUOTED})"
    ),
)
RATHER = re.compile(r"\b(?:instead\s+of|rather\s+than|statt|au\s+lieu\s+de|en\s+lugar\s+de|en\s+vez\s+de)\b")
ERRED = re.compile(  # what stands before "X instead of Y" where X is what was wrong
    rf"(?:{_ERRING}|\b(?:originally|previously|(?<!his\s)versions?|Fassung|versi\u00f3n|\u0432\u0435\u0440\u0441\u0438\u0438)\b)[^.;]*$"
)
MENDED = re.compile(r"\b(?:correct|amend|chang|updat|fix|revis)(?:s|es|ed|ing)?\b[^.;]*\bto\s+(?:the\s+)?$")
SAME_VERB = re.compile(  # "said she teaches biology. She teaches chemistry"
    rf"\b(?P<verb>(?!(?:said|says|stated|states|misstated|regrets)\b|(?:was|has|is)\s+(?![a-z]+(?:ed|rn|en|ld)\b))(?:(?:was|were|is|are|had|has)\s+)?[a-z]+(?:s|ed|rn|en|ld))\s+{_IN}{_THE}(?P<wrong>{SURE}|{PHRASE})[.;]\s+(?:He|She|It|They|{NAME}|[Tt]he\s+[a-z]+)\s+(?:actually\s+|in\s+fact\s+)?(?P=verb)\s+{_IN}{_THE}(?P<right>{SURE}|{PHRASE}){_STOP}"
)
_ACTUALLY = r"(?:,?\s*(?:in\s+fact|actually|in\s+reality),?)?"
_SHE_IS = (
    rf"[.;,]\s+(?:but\s+)?(?i:{_ACTUALLY})\s*(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|{NAME})(?:['\u2019](?:s|re)|\s+(?:is|was|are|were)){_ACTUALLY}\s+"
    r"(?!(?:wrong|incorrect|untrue|true|false|only|unclear|unknown|now|updated|corrected|amended|also|still)\b)(?:(?:an?|the|its|his|her|their)\s+)?"
)
_OFFICE = rf"(?:{SURE}|{PHRASE}(?:\s+of\s+(?:the\s+)?(?:{NAMES}|{PHRASE}))?)"  # mayor of Logan
IN_THE_SAME_SHAPE = re.compile(  # "described as a botanist; she was a bryologist"
    rf"\sas\s+(?:an?|the)\s+(?:{PHRASE}){_SHE_IS}(?P<right>{_OFFICE}){_STOP}"
)
SAID_TO_BE = re.compile(  # "said that A was the chief executive of B; she is its chair"
    rf"\b(?:said|says|stated|states|reported|wrote|claimed|suggested|implied|indicated)\s+(?:that\s+)?(?:[^.;\n]|(?<=M[rs]|Dr)\.){{1,80}}?\s(?:is|was|are|were)\s+{_THE}(?P<wrong>{_OFFICE})(?:{_STOP}[^.;\n]{{0,60}}?)?{_SHE_IS}(?P<right>{_OFFICE}){_STOP}"
)
LEAD = re.compile(r"^(?:It|He|She|They|That|This|There)(?:['\u2019](?:s|re)|\s+(?:is|was|are|were))\s+")
OTHERS = re.compile(rf"\s*,?\s+(?:or|oder|ou|o|\u0438\u043b\u0438)\s+(?P<right>{SURE}|\w+)")
ABOUT = re.compile(rf"{_ERRING}|\bslip\b|\btypo\b|\bmis(?!sing|sion)\w+|\berror\b|\bwrong\b", re.IGNORECASE)
TOLD = re.compile(  # what erred is told from here on
    r"\bversions?\b|\b(?:article|story|post|report|column|caption|piece|page|item|review|headline)\b.{0,40}?\b(?:said|says|stated|states|gave|reported|listed)\b|\bwe\s+(?:earlier|originally|initially|first|previously|said|stated|reported)\b|\bFassung\b|\bversi\u00f3n\b|\bvers(?:\u00e3o|ione|ie)\b|\b\u0432\u0435\u0440\u0441\u0438\u0438\b|"
    rf"{_ERRING}|\bmis(?!sing|sion)\w+|\b\u0440\u0430\u043d\u0435\u0435\b",
    re.IGNORECASE,
)
VALUED = re.compile(rf"{DATE}|{AMOUNT}|{NAMES}|{TOKEN}")
KINDS = tuple(re.compile(rf"(?<![\w.$]){kind}(?!\w)") for kind in (DATE, AMOUNT, NAMES))
SENTENCE_END = re.compile(r"[.;!?:]\s")
SAID = re.compile(
    r"\b(?:said|says|stated|states|claimed|reported|referred\s+to|described|called|used|gave|quoted|read|dec\u00eda|dizia|diceva|afirmaba|indicaba|indiquait|affirmait|disait|hie\u00df|stand)\b"
)
TURN = re.compile(
    r"(?:(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\bSgt)(?<!\bProf)[.;!?]\s+|\s+and\s+(?=has\s+been\s+(?:amended|corrected|updated|changed)\b)|,\s+(?=(?:this|it|which)\s+(?:has|have|is|was)\b|(?:when|but|whereas)\s+in\s+fact\b|cuando\s+en\s+realidad\b|quando\s+na\s+verdade\b|quando\s+in\s+realt\u00e0\b|mais\s+en\s+r\u00e9alit\u00e9\b))"
)
