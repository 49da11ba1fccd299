"""The values that a note can name: quoted words, dates, amounts, names, file names, short phrases; and those before a note."""

import re
from dataclasses import dataclass

MARKS = "\"'\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb` .,;:_*"
_OPEN, _CLOSE = "[\"'\u2018\u201c\u201e\u201a\u00ab`]", "[\"'\u2019\u201d\u201c\u2018\u00bb`]"
_INNER = r"(?:[^\"'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb`\n]|(?<=\w)['\u2019](?=\w))"
QUOTED = rf"{_OPEN}\s?{_INNER}{{1,80}}{_CLOSE}"
_PARTICLE = r"(?:&|al|bin|ibn|da|das|de|del|della|den|der|di|do|dos|du|el|la|le|of|the|ter|van|von|y|zu|zur)"
_UPPER = r"[^\W\d_a-z\u00df-\u00f6\u00f8-\u00ff\u0430-\u044f]"
_CAPITAL = rf"(?:(?:{_UPPER}\.){{1,4}}|(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Jr|Sr|St|Inc|Co|Corp|Ltd)\.|(?:[Aa][lnsdrt]|[Aa]sh|[Ee][lsdn]|[Uu]l|[Bb][ei]n)-(?={_UPPER})[\w\u2019'-]+|{_UPPER}[\w\u2019'&-]*)"
_TITLE = r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Sir|Rev|Hon)\.?\s+)"
_STATE = r"(?:,\s(?:AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC)(?![\w.]\w))"
NAME = rf"(?<![\w.-]){_CAPITAL}(?:[ /]{{1,3}}(?:{_PARTICLE}\s+){{0,2}}{_CAPITAL}){{0,5}}{_STATE}?"
_UNIT = (
    r"(?:percent(?:age\s+points?)?|per\s+cent|pour\s+cent|Prozent|por\s+ciento|thousand|[Mm]illion(?:en|s|es)?|[Mm]illiard(?:en|e|s)?|mill[o\u00f3]n(?:es)?|billion|trillion|"
    r"mil\s+millones|Mio\.?|Mrd\.?|"
    r"(?:kilo|centi|milli)?met(?:er|re)s?|(?:kil[o\u00f3]|centi|cent\u00ed|milli)?(?:m\u00e8tres?|metros?)|Kilometern?|Metern?|Hektar|hect\u00e1reas?|Tonnen|toneladas?|"
    r"\u0433\u0435\u043a\u0442\u0430\u0440\w*|\u043a\u0438\u043b\u043e\u043c\u0435\u0442\u0440\w*|\u043c\u0435\u0442\u0440\w*|\u043a\u043c|\u0442\u043e\u043d\u043d\w*|miles?|feet|foot|inch(?:es)?|yards?|acres?|hectares?|kilograms?|pounds?|tons?|tonnes?|"
    r"degrees?|[Ee]uros?|dollars?|cents?|years?\s+old|km|kg|cm|mm|lbs?|mph|kph|[kMGT]?Wh|MW|GW|kW|[KkMGT]B|[kMG]?Hz|[ap]\.?m\b\.?|Uhr|bn|mn|[KMG]iB|[KMBkmb](?!\w))"
)
_NUMBER_WORD = (
    r"(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|hundreds?|dozens?|half|"
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|zwei|drei|vier|f\u00fcnf|sechs|sieben|acht|neun|zehn|"
    r"deux|trois|quatre|cinq|sept|huit|neuf|dix|dos|tres|cuatro|cinco|siete|ocho|nueve|diez)(?!\w)"
)
_SIGNED = r"(?:[$\u20ac\u00a3\u00a5~#]|US\$|C\$|A\$)?\s?(?:No\.\s)?[+\u2212-]?\d(?:[\d.,:/]*\d)?(?:\u00bd|\u00bc|\u00be)?(?:st|nd|rd|th|s|\u2019s|'s)?[%\u00d7]?"
DIGITS = rf"(?:(?<![\w.,/\u2013-])\d{{1,3}}[\u2013-]\d{{1,3}}(?![\w/\u2013-])|{_SIGNED}(?:[ -]?{_UNIT})?(?:(?:[ -]|\sd['\u2019]|\sde\s){_UNIT})?)"
AMOUNT = rf"(?:{DIGITS}|{_NUMBER_WORD}(?:[ -]{_UNIT}){{0,2}})"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?|"
    r"janvier|f\u00e9vrier|mars|avril|mai|juin|juillet|ao\u00fbt|septembre|octobre|novembre|d\u00e9cembre|"
    r"Januar|Februar|M\u00e4rz|Mai|Juni|Juli|Oktober|Dezember|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|"
    r"\u044f\u043d\u0432\u0430\u0440\u044f|\u0444\u0435\u0432\u0440\u0430\u043b\u044f|\u043c\u0430\u0440\u0442\u0430|\u0430\u043f\u0440\u0435\u043b\u044f|\u043c\u0430\u044f|\u0438\u044e\u043d\u044f|\u0438\u044e\u043b\u044f|\u0430\u0432\u0433\u0443\u0441\u0442\u0430|\u0441\u0435\u043d\u0442\u044f\u0431\u0440\u044f|\u043e\u043a\u0442\u044f\u0431\u0440\u044f|\u043d\u043e\u044f\u0431\u0440\u044f|\u0434\u0435\u043a\u0430\u0431\u0440\u044f)"
)
_WEEKDAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|mi\u00e9rcoles|jueves|viernes|s\u00e1bado|domingo)(?!\w)"
_YEAR = r"(?:1[0-9]|20)\d\d"
DATE = (
    rf"(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,\s{_YEAR})?(?!\d)|(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?\d{{1,2}}(?:[\u2013-]\d{{1,2}})?(?:st|nd|rd|th|er|\.)?\s(?:of\s|de\s)?{_MONTH}(?:,?\s(?:de\s)?{_YEAR})?|"
    rf"(?:early|mid|late)[ -]{_YEAR}(?!\d)|(?<=\bthe\s)(?:early\s|late\s)?(?:spring|summer|autumn|fall|winter)(?:\sof\s{_YEAR})?(?!\w)|"
    rf"{_MONTH}(?:\s{_YEAR})?(?!\w)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|{_WEEKDAY}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})"
)
TOKEN = (  # a path, a file, an identifier; no sign can be read in two ways, or long runs of one would take for ever
    r"(?:(?=[\w~-]{1,80}[._/\\])[\w~-]{1,80}(?:[./\\][\w~-]{1,80}){0,10}[./\\]?[\w~()-]{0,80}\w\)?|[A-Za-z_]\w{0,80}\(\))"
)
NAMES = rf"(?:{NAME}(?:\s(?:and|&)\s{NAME})?)"  # the CHIPS and Science Act
SURE = rf"(?:{QUOTED}|{DATE}|{AMOUNT}|{NAME}|{TOKEN})"
_SMALL = r"(?:in|of|at|on|as|to|by|for|from|with|is|was|are|were|be|been|that|which|who|and|or|not|it|he|she|they|this|now|say|says|read|reads|show|shows|state|the|an?|being|through|via|into|over|under|during|after|before|than|has|had|have|would|could)(?![\w-])"
_PLAIN = rf"(?!{_SMALL})[^\W\d_][\w\u2019'-]*"
_LATER = rf"(?!{_SMALL})[^\W_][\w\u2019'-]*"
PHRASE = rf"(?:{_PLAIN}(?:\s{_LATER}){{0,4}}?)"  # words of one noun phrase
_LEADING = re.compile(
    r"^(?:And|But|So|Then|With|When|As|If|In|On|At|For|From|The|Our|My|His|Her|Their|Yes|No|Well|Like|Or|Now|By|To|Of|I)\s+(?=[^\W\d_a-z])"
)
_NAME_END = re.compile(rf"{NAME}\s*$")
_QUOTED_END = re.compile(rf"(?P<quoted>{QUOTED})\s*$")
_WORD_END = re.compile(r"([^\s\"\u201c\u2018\u201e\u00ab(`]+)[\"\u201d\u2019\u201c\u00bb'`)]*[.,;]?\s*$")
CODE = (  # a letter and a figure together: CR2450, v4.2, O(n), TPM 1.2
    r"(?:O\([^()\s]{1,12}\)|[A-Z][A-Za-z]*\s\d+(?:\.\d+)+|[Vv]ersion\s\d+(?:\.\d+)*|(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*)"
)
QUOTATION = re.compile(
    '["\u201c\u201e\u00ab]\\s?[^"\u201c\u201d\u201e\u00ab\u00bb\\n]{1,80}["\u201d\u201c\u00bb]'
)  # not of code
_SHAPE = re.compile(r"\d[\d.,:]*|\b(?:mil|bil|tril)lion\b|\b[mb]n\b")
NAME_PATTERN = re.compile(NAME)
_KINDS = tuple(re.compile(rf"(?<![\w.$]){value}(?!\w)") for value in (QUOTED, CODE, DATE, AMOUNT))
_PLACED = re.compile(rf"\b(?:in|im|aus|von|from|at|near|of|de|\u00e0|\u0432|\u0438\u0437)\s+(?P<value>{NAME})")
REACH = 100  # characters looked at before a note or a value
_CALLED = re.compile(
    r"\b(?:called|named|titled|se\s+llama(?:ba)?|(?:nombre|apellido)\s+(?:es|era)|hei(?:\u00dft|\u00dfe)|hie\u00df|s['\u2019]appel(?:le|ait)|nom\s+(?:est|\u00e9tait))"
    rf"\s+(?:aber\s+|en\s+realidad\s+|en\s+r\u00e9alit\u00e9\s+)?(?P<value>{QUOTED}|{NAME})"
)
_SHORTENED = re.compile(r"(?i)\d ?[ap]\.m$")  # 6:30 p.m.
_TITLES = re.compile(rf"^{_TITLE}+")


@dataclass(frozen=True, slots=True)
class Terms:
    """A misnamed term and its correct form, as far as the note gives them."""

    term: str | None = None
    correct: str | None = None
    alternatives: tuple[str, ...] = ()


def bare(text: str) -> str:
    """Strip a value of its quotation marks and of the marks and spaces round it."""
    text = text.strip()
    bared = text.strip(MARKS)
    return f"{bared}." if _SHORTENED.search(bared) and text.lstrip(MARKS).startswith(f"{bared}.") else bared


def owner(text: str) -> str:
    """Strip a value of its marks and of a possessive: "Smith's" is about Smith."""
    stripped = bare(text)
    return (
        re.sub(r"['\u2019]s$", "", stripped)
        if re.search(r"\w['\u2019]s$", stripped) and not stripped[0].isdigit()
        else stripped
    )


def quoted_before(ahead: str) -> str | None:
    """Give the quoted words that end right where a note begins."""
    found = _QUOTED_END.search(ahead)
    return bare(found["quoted"]) or None if found else None


def untitled(name: str) -> str:
    """Give a name without the titles before it: "Mr Lambe" is Lambe."""
    return _TITLES.sub("", name)


def name_before(ahead: str) -> str | None:
    """Give the capitalised words that end right where a note begins, without title and without a sentence's opener."""
    found = _NAME_END.search(ahead)
    return bare(untitled(_LEADING.sub("", found.group().strip()))) or None if found else None


def word_before(ahead: str) -> str | None:
    """Give the word that ends right where a note begins."""
    found = _WORD_END.search(ahead)
    return bare(found[1]) or None if found else None


def shape_of(value: str) -> str:
    """Give what kind of figure a value is: its signs and units without its digits."""
    return "o(#)" if value.startswith("O(") else _SHAPE.sub("#", value.lower())


CODES = 3  # which of the kinds of `typed_values` are codes


def _is_headed(text: str, place: int) -> bool:
    """Say whether a name stands right before a place: what follows "Department of" is a part of it."""
    return _NAME_END.search(text, max(0, place - REACH), place) is not None


def typed_values(text: str) -> list[list[str]]:
    """Give the values of a text by kind, each list in order: what is called so, quoted, dates, amounts."""
    called = [bare(found["value"]) for found in _CALLED.finditer(text)]
    placed = [owner(found["value"]) for found in _PLACED.finditer(text) if not _is_headed(text, found.start())]
    kinds = [list(kind.finditer(text)) for kind in _KINDS]
    dates, amounts = kinds[-2:]
    kinds[-1] = [one for one in amounts if not any(date.start() <= one.start() < date.end() for date in dates)]
    return [called, placed, *([bare(found.group()) for found in kind] for kind in kinds)]
