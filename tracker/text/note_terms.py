"""What a note says of the misnamed term and its correct form. Never guessed: None where the text does not say.

A note names forms in few ways (note_forms.py): "RIGHT, not WRONG", "to RIGHT from WRONG", "It is RIGHT", and so on.
"""

import re

from rapidfuzz.fuzz import ratio

from tracker.model import NoteKind
from tracker.text.note_forms import (
    ABOUT,
    ERRED,
    IN_THE_SAME_SHAPE,
    KINDS,
    LEAD,
    MENDED,
    ONLY_RIGHT,
    ONLY_WRONG,
    OTHERS,
    PAIRS,
    RATHER,
    REFLECTS,
    SAID_TO_BE,
    SAME_VERB,
    SENTENCE_END,
    TOLD,
    TURN,
    VALUED,
    WRONG_FIRST,
)
from tracker.text.note_parallels import in_parallel, only_figure, quoted_as_wrong, share_a_word
from tracker.text.note_values import (
    AMOUNT,
    DATE,
    MARKS,
    NAME,
    QUOTED,
    REACH,
    Terms,
    bare,
    name_before,
    owner,
    quoted_before,
    shape_of,
    untitled,
    word_before,
)

SIMILAR_HERE = 60.0  # the same for as many words as it has, right before the note
SIMILAR = 70.0  # how like a word before a note must be to the correct form, to be the term: cases/notes
_SIC_LEAD = re.compile(
    r"^(?:sic|(?:so|as|thus)\s+in\s+(?:the\s+)?original|\u0442\u0430\u043a\s+\u0432\s+\w+|recte|rectius|lege|read)\b[\s:;,?!.=\u2013\u2014-]*(?:(?:recte|read|for|should\s+(?:be|read|have\s+been)|(?:the\s+)?correct(?:ly)?(?:\s+(?:spelling|name|form|word|term))?(?:\s+is)?|(?:he|she|they|it)\s+meant|meant|i\.e\.)\b[\s:]*)?",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"\s*[,;\u2014\u2013-]\s*(?:the\s+)?(?:eds?|editors?)\.?$", re.IGNORECASE)
_OWNED = re.compile(r"\w['\u2019]s\W*$")
_SHOUTED = re.compile(
    r"\b(?:CORRECTS?|CORRECTED|CORRECTING|THE|AN?|FIRST|LAST|FULL|NAME|SURNAME|SPELLING|CITY|TOWN|LOCATION|TITLE|DATE|DAY|MONTH|"
    r"YEAR|AGE|NUMBER|ID|IDENTIFICATION|PLAYER|COUNTRY|STATE|TEAM|SCORE|TIME|POSITION|EVENT|VENUE|OF|IN|IS|AND|THAT|TO|FROM|NOT|STED|INSTEAD|INSTEAD\s+OF|RATHER\s+THAN)\b"
)
_ASIDE = re.compile(r"\bnot,\s+as\s+[^,.]{3,40},\s+")  # not, as we said, Leeds
_SLACK = 4  # characters that a way less sure may read more of one form: "de 12 millions"
_LONGEST_STATEMENT = 1_000  # characters of a note that its terms are looked for in: the patterns' work grows with them
_WIDE = re.compile(r"\s{2,}")
_LONGEST_READING = 60  # characters of a form that a sic or recte gives


def terms_of(kind: NoteKind, inside: str, ahead: str) -> Terms:
    """Read the terms of a note from its text (`inside`) and from the text before it (`ahead`)."""
    ahead = ahead[-REACH:]
    inside = _WIDE.sub(lambda run: "\n" if "\n" in run.group() else " ", inside[:_LONGEST_STATEMENT].replace("*", ""))
    match kind:
        case NoteKind.SIC | NoteKind.RECTE:
            return _sic_terms(inside, ahead)
        case NoteKind.PHONETIC:
            return Terms(name_before(ahead) or word_before(ahead))
        case NoteKind.UNCLEAR:
            return Terms()
        case NoteKind.UPDATE | NoteKind.CLARIFICATION:
            found = REFLECTS.search(inside)
            return _first_pair(inside) or Terms(None, owner(found["right"]) if found else None)
        case NoteKind.DOUBT:
            return _doubted_terms(inside, ahead)
        case NoteKind.CORRECTION:
            return _stated_terms(_spoken(inside) if inside.isupper() else inside)
        case _:
            return _noted_terms(inside, ahead)


def _spoken(text: str) -> str:
    """Write the common words of a text in capitals small, so that names stand out in it."""
    return _SHOUTED.sub(lambda word: word.group().lower(), text)


def _stated_terms(text: str) -> Terms:
    """Read a statement that stands by itself: both forms where one way gives them, else each as it is given."""
    text = _ASIDE.sub("not ", text)
    if found := WRONG_FIRST.search(text):
        return Terms(bare(found["wrong"]), bare(found["right"]))
    if pair := _first_pair(text):
        return pair
    wrong = _first(ONLY_WRONG, text, "wrong")
    right = _first(ONLY_RIGHT, text, "right", wrong)
    if not wrong:
        for way in (SAME_VERB, SAID_TO_BE):
            if (found := way.search(text)) and right in (None, _value(found["right"])):
                return Terms(_value(found["wrong"]), _value(found["right"]))
    if wrong and not right and (found := IN_THE_SAME_SHAPE.search(text)):
        right = bare(found["right"])
    if not wrong:
        wrong, right = in_parallel(text, right)
    return Terms(wrong if wrong or right else quoted_as_wrong(text) or only_figure(text), right)


def _first_pair(text: str) -> Terms | None:
    """Give the forms of the first statement that names both; of two ways to read one, the surer."""
    best: tuple[int, Terms] | None = None
    for way in PAIRS:
        found = way.search(text)
        if found is None or bare(found["right"]) == bare(found["wrong"]) or _is_far(text, found):
            continue
        place = max(found.start("wrong"), found.start("right"))
        if best is None or place < best[0] - _SLACK:
            right = _of_the_same_kind(text, found)
            if right is None:
                continue
            strip = bare if _OWNED.search(found["wrong"]) and _OWNED.search(found["right"]) else _value
            terms = Terms(strip(found["wrong"]), strip(right))
            if _is_turned(text, found):
                terms = Terms(terms.correct, terms.term)
            best = place, terms
    return best[1] if best else None


def _of_the_same_kind(text: str, pair: re.Match[str]) -> str | None:
    """Give the right form of a pair: of "killed two in Ellis, not three" the figure, of a name the one like it."""
    right, wrong = bare(pair["right"]), bare(pair["wrong"])
    kind = next((kind for kind in KINDS if kind.fullmatch(wrong)), None)
    if pair.start("right") > pair.start("wrong") or kind is None:
        return pair["right"]
    starts = [end.end() for end in SENTENCE_END.finditer(text, 0, pair.start("right"))]
    before = text[starts[-1] if starts else 0 : pair.end("right")]
    others = [bare(one.group()) for one in kind.finditer(before)]
    if kind is KINDS[-1]:
        words = set(untitled(wrong).split())
        like = [one for one in others if share_a_word(words, set(untitled(one).split()))]
        return pair["right"] if share_a_word(words, set(untitled(right).split())) or len(like) != 1 else like[0]
    alike = [one for one in others if shape_of(one) == shape_of(wrong)]
    if kind.fullmatch(right):
        return alike[0] if len(alike) == 1 else pair["right"]
    alike = alike or others
    return alike[0] if len(set(alike)) == 1 else None


def _is_far(text: str, pair: re.Match[str]) -> bool:
    """Say whether a pair of plain words stands sentences behind what erred: there the note explains, or argues."""
    if VALUED.fullmatch(bare(pair["wrong"])) and VALUED.fullmatch(bare(pair["right"])):
        return False
    told = TOLD.search(text)
    return told is not None and len(TURN.findall(text, told.end(), pair.start())) > 1


def _is_turned(text: str, pair: re.Match[str]) -> bool:
    """Say whether "X instead of Y" tells what was printed, and so names the wrong form first."""
    ahead = text[: min(pair.span("right"), pair.span("wrong"))[0]]
    return bool(RATHER.search(pair.group()) and ERRED.search(ahead) and not MENDED.search(ahead))


def _value(text: str) -> str:
    """Strip a value of what leads to it: "It's The Ledger" names the Ledger."""
    return owner(LEAD.sub("", bare(text)))


def _first(ways: tuple[re.Pattern[str], ...], text: str, form: str, other: str | None = None) -> str | None:
    """Give what the first way reads of a form that is not the other one."""
    read = (owner(found[form]) for way in ways if (found := way.search(text)))
    return next((value for value in read if value != other), None)


def _doubted_terms(inside: str, ahead: str) -> Terms:
    quoted = re.match(rf"(?:the\s+\w+\s+)?(?P<wrong>{QUOTED})", inside)
    wrong = bare(quoted["wrong"]) if quoted else quoted_before(ahead) or name_before(ahead)
    for way in ONLY_RIGHT[:4]:
        if found := way.search(inside, quoted.end() if quoted else 0):
            others, at = [], found.end()
            while other := OTHERS.match(inside, at):
                others.append(other["right"])
                at = other.end()
            right = bare(found["right"])
            known = tuple(one for one in map(bare, others) if one)
            return Terms(wrong or (_like(right, ahead) if right else None) or word_before(ahead), right, known)
    return Terms(wrong, None)


def _noted_terms(inside: str, ahead: str) -> Terms:
    """Read a note beside a text: a statement of its own, or the correct form of what stands before it."""
    stated = _stated_terms(inside) if ABOUT.search(inside) or _looks_right(inside) else _alike(inside, ahead)
    if not stated.term and (
        quoted := re.match(
            rf"[^.;\n]{{0,30}}?(?P<wrong>{QUOTED})\s+(?:may|might|could|is|was|appears|seems|should|in)\b", inside
        )
    ):
        stated = Terms(bare(quoted["wrong"]), stated.correct)
    if stated.correct and not stated.term:
        name = name_before(ahead.rstrip(" .!?")) if re.fullmatch(NAME, stated.correct) else None
        if not (name or _like(stated.correct, ahead) or ABOUT.search(inside) or VALUED.fullmatch(stated.correct)):
            return Terms()  # "[the lights should be down low]" says how things are to be
        return Terms(quoted_before(ahead) or _like(stated.correct, ahead) or name, stated.correct)
    return stated


def _alike(inside: str, ahead: str) -> Terms:
    """Read a form that a note gives in no words of error, if it is like what stands before: "(Blenheim - Ed)"."""
    signed = _SIGNATURE.sub("", inside)
    right = signed if re.fullmatch(rf"{NAME}|\w+", signed) and signed != inside else _first(ONLY_RIGHT, inside, "right")
    like = _like(right, ahead) if right else None
    return Terms(like, right) if like else Terms()


def _looks_right(inside: str) -> bool:
    return (
        re.search(
            r"(?i)\bcorrect|\bright\s+(?:name|one|term|spelling)\b|\bshould\s+(?:be|read)|\bit(?:['\u2019]s|\s+is)\b|\bactual|,\s+not\s|\breads\b|\bfor\s[^.\n]{1,60}\bread\b|\b(?:he|she|they|speaker|author|writer)\s+(?:meant|means)\b|\bname\s+(?:is|was)\b|\binstead\s+of\b",
            inside,
        )
        is not None
    )


def _like(right: str, ahead: str) -> str | None:
    """Give the last words before a note that are most like the correct form, if they are like it at all."""
    words = [found.span() for found in re.finditer(r"[^\s\"\u201c\u201d(),;:]+", ahead)]
    count = len(right.split())
    if count <= len(words) and words[-1][1] == len(ahead.rstrip()):
        beside = bare(ahead[words[-count][0] :])
        if beside != right and ratio(beside.lower(), right.lower()) >= SIMILAR_HERE:
            return beside
    best: tuple[float, str] | None = None
    for last in range(len(words) - 1, max(-1, len(words) - 13), -1):
        for first in range(last, max(-1, last - 4), -1):
            found = bare(ahead[words[first][0] : words[last][1]])
            score = ratio(found.lower(), right.lower()) if found and found != right else 0.0
            if found and score >= SIMILAR and (best is None or score > best[0]):
                best = (score, found)
    return best[1] if best else None


def _sic_terms(inside: str, ahead: str) -> Terms:
    if inside.lower().startswith(("mis", "typo", "name mis")):
        return Terms(word_before(ahead))
    rest = _SIC_LEAD.sub("", inside).strip()
    right = bare(rest.split(" / ")[0]) if rest.strip(MARKS) and len(rest) <= _LONGEST_READING else None
    if right and right in ahead and inside.lower().startswith("sic"):  # "[sic: 'Numberic']" says again what is wrong
        return Terms(right)
    if right:
        return Terms(_read_before(right, ahead), right)
    return Terms(quoted_before(ahead) or _amount_before(ahead) or word_before(ahead))


def _read_before(right: str, ahead: str) -> str | None:
    """Give what a reading stands for: quoted words, a number for a number, or words that are like it."""
    if quoted := quoted_before(ahead):
        return quoted
    if re.fullmatch(DATE, right):
        dated = re.search(rf"({DATE})\W*$", ahead)
        return bare(dated[1]) if dated else None
    if right[:1].isdigit():
        return _amount_before(ahead)
    return _like(right, ahead) or (word_before(ahead) if " " not in right and "/" not in right else None)


def _amount_before(ahead: str) -> str | None:
    found = re.search(rf"(?<![\w.])(?:{AMOUNT}|\d[\d.,]*\s?[a-z]{{1,3}}/[a-z]{{1,3}})\s*$", ahead)
    return bare(found.group()) if found else None
