"""Words that say the same: synonyms, spellings and endings of one word."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from tracker.text.lexicon import ABOUT, FIGURES, SPELLINGS, SYNONYMS, UNITS

LONGEST = 500  # words of a sentence whose forms are compared
WEIGHED = 100  # changed words of a sentence that are compared each with each: more are content anyway
SPELLING_LENGTH = 5  # shorter words are too near to other words ("not", "now")
_ONE = (  # what stands before the name of one thing
    "the|an?|this|that|his|her|its|their|our|my|your|another|leur|son|sa|un|une|su|ein|eine|einen|[a-z]+['\u2019]s"
)
_KIND = (
    r"(?: [a-z-]+(?:ed|ing|al|ian|ean|ese|ish|ous|ful|ive|ic|est|ary|ior|less|ble|ern)| young| old| new| first| third)?"
)
_ENDING_ACCENTS = frozenset(  # where an accent on the last letter is a matter of spelling
    "caf\u00e9 r\u00e9sum\u00e9 fianc\u00e9 clich\u00e9 communiqu\u00e9 expos\u00e9 prot\u00e9g\u00e9".split()
)
_APART = tuple(  # words of one stem that say different things
    frozenset(pair.split("/"))
    for pair in "security/securities close/closed cloth/clothes cloths/clothes damage/damages custom/customs arm/arms "
    "good/goods saving/savings mean/means spirit/spirits train/training trains/training ruling/rules fine/fined".split()
)
_FORMS_APART = re.compile("[\u00e4\u00f6\u00fc]|[\u00e9\u00f3\u00ed\u00e1]e?s?$")
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1(?:ed|ing)$")


def says_the_same(one: str, other: str) -> bool:
    """Say whether an editor swaps one word for another without changing what is said."""
    if one in UNITS or other in UNITS:
        return False
    return is_spelling(one, other) or same_stem(one, other) or are_synonyms(one, other)


def is_one_of(ones: Sequence[str], several: Sequence[str], text: str) -> bool:
    """Say whether a text tells of one thing where the other tells of several: "a soldier", "soldiers"."""
    single = [word for word in ones[:WEIGHED] if f"{word}s" in several or f"{word}es" in several]
    return any(re.search(rf"(?i)\b(?:{_ONE}){_KIND} {re.escape(word)}\b", text) for word in single)


def all_say_the_same(gone: Sequence[str], come: list[str]) -> bool:
    """Say whether each word that went has one that came and says the same."""
    gone, come = _without_joined(gone, come), _without_joined(come, gone)
    if len(gone) != len(come) or len(gone) > WEIGHED:
        return False
    for word in gone:
        twin = next((other for other in come if says_the_same(word, other)), None)
        if twin is None:
            return False
        come.remove(twin)
    return True


def _without_joined(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """Leave out two words that the others have as one: "health care", "healthcare"; and that one."""
    whole = {other.replace("-", "") for other in others[:WEIGHED]}
    parts = {word for pair in pairwise(words[:WEIGHED]) if "".join(pair) in whole for word in pair}
    joined = set(map("".join, pairwise(others[:WEIGHED])))
    return [word for word in words if word not in parts and word.replace("-", "") not in joined]


def is_spelling(one: str, other: str) -> bool:
    """Say whether two words are one, spelt in two ways."""
    if {one, other} in SPELLINGS:
        return True
    if one.replace("-", "") == other.replace("-", ""):
        return not one.startswith("re") and not other.startswith("re")  # to re-sign is not to resign
    if min(len(one), len(other)) < SPELLING_LENGTH:
        return False
    if (one.isascii() or other.isascii()) and not _tells_forms_apart(other if one.isascii() else one):
        one, other = _unaccented(one), _unaccented(other)  # an accent come or gone; two accents are two words
    return _variant(one) == _variant(other)


def _tells_forms_apart(word: str) -> bool:
    """Say whether an accent may tell forms of a word apart, as in German "wurde", or in a French participle."""
    return word not in _ENDING_ACCENTS and _FORMS_APART.search(word) is not None


@lru_cache(maxsize=1 << 12)
def _variant(word: str) -> str:
    """Fold British and American spelling."""
    if re.search("[aeiouy]", word.partition("our")[0]):  # not "scour"
        word = re.sub(r"our(?=$|-|s$|ed$|ing$|able$|ite)", "or", word)
    word = re.sub(r"is(?=e$|es$|ed$|ing$|ation)", "iz", word)
    word = re.sub(r"ys(?=e$|es$|ed$|ing$)", "yz", word)
    word = re.sub(r"([a-z])tre(?=s?$)", r"\1ter", word)
    word = re.sub(r"ogue(?=s?$)", "og", word)
    word = re.sub(r"amme(?=s?$)", "am", word)
    if len(re.findall("[aeiouy]+", word.partition("ll")[0])) > 1:  # not "filled"
        word = re.sub(r"ll(?=$|ed$|ing$|ers?$|ors?$|ment)", "l", word)
    return word.replace("ei", "ie").replace("ae", "e").replace("grey", "gray").replace("defenc", "defens")


@lru_cache(maxsize=1 << 12)
def _unaccented(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


def same_stem(one: str, other: str) -> bool:
    """Compare without endings; a silent e counts only beside an ending ("make", "making"; not "moral", "morale")."""
    if bool(_DOUBLED.search(one)) != bool(_DOUBLED.search(other)) and one[-2:] == other[-2:]:
        return False  # "scarred", "scared"
    if {one, other} in _APART or one.replace("'", "") == other or other.replace("'", "") == one:
        return False  # one girl's, several girls'
    stem, other_stem = _stem(one), _stem(other)
    if stem == other_stem:
        return True
    return (_is_verb_form(one) and stem + "e" == other_stem) or (_is_verb_form(other) and other_stem + "e" == stem)


def are_synonyms(one: str, other: str) -> bool:
    """Say whether an editor swaps one word for another that is not a form of it."""
    return any(one in group and other in group for group in SYNONYMS)


def is_other_tense(one: str, other: str) -> bool:
    """Say whether two words are the past and the present of one verb: "saved", "saves"."""
    return one.endswith("ed") != other.endswith("ed") and "ing" not in (one[-3:], other[-3:]) and same_stem(one, other)


def is_done(one: str, other: str) -> bool:
    """Say whether a word tells that something goes on, and another that it is done: "closing", "closed"."""
    return one.endswith("ing") and other.endswith("ed") and same_stem(one, other)


def _is_verb_form(word: str) -> bool:
    return word.endswith(("ed", "ing"))  # not "plans" and "planes", "morals" and "morale"


@lru_cache(maxsize=1 << 12)
def _stem(word: str) -> str:
    """Cut the endings that only say when or how many."""
    if len(word) > 4:
        word = re.sub(r"(?:ies|ied)$", "y", word)
        word = re.sub(r"(?:'s|s'|ing|ed|(?<=[sxzh])es|s)$", "", word)
        word = re.sub(r"([b-df-hj-np-tv-z])\1$", r"\1", word)
    return word


_GROUPS = {word: min(group) for group in (*SYNONYMS, *SPELLINGS) for word in group}


def forms_of(order: Sequence[str]) -> list[str]:
    """Give for each word one form of all that say the same, roughly: to compare the order of words, not the words.

    The words themselves where they are more than LONGEST: no sentence is as long.
    """
    return list(map(_canonical, order)) if len(order) <= LONGEST else list(order)


@lru_cache(maxsize=1 << 12)
def _canonical(word: str) -> str:
    word = ABOUT.get(word, FIGURES.get(word, word))
    stem = _stem(_variant(_GROUPS.get(word, word)))
    return stem.removesuffix("e") if len(stem) > 2 else stem
