"""The words that a search looks for: typography, case and accents folded, scripts without spaces letter by letter.

Both databases keep these very words, so that one search finds the same in both.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_MARK = r"\u0300-\u036f\u0483-\u0487\u0900-\u0903\u093a-\u094f\u0951-\u0963\u0981-\u0aef\u0af1-\u0df3\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_UNSEEN = r"\u00ad\u200b-\u200d\u2060\ufeff"
_RUN = re.compile(rf"(?:[^\W_]|[{_MARK}{_UNSEEN}\u0591-\u05c7\u064b-\u065f\u0670])+")
_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])(?:[^\W_]|[{_MARK}]))+")
_LETTER_ALONE = re.compile(rf"[{_UNSPACED}]")
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")  # Latin, Greek, Cyrillic; Hebrew; Arabic
_LETTERS = str.maketrans(  # letters that no accent can be taken from
    {
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ħ": "h",
        "ı": "i",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
    }
)
LONGEST = 200  # characters of a word that count


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one behind the other; with `prefix`, the last is only how a word begins."""

    words: tuple[str, ...]
    prefix: bool = False


def parse_phrases(sought: Sequence[str]) -> tuple[Phrase, ...]:
    """Read what is sought: each part is a phrase, with `*` at its end one whose last word may go on.

    >>> parse_phrases(["Middle East", "Lukash*"])
    (Phrase(words=('middle', 'east'), prefix=False), Phrase(words=('lukash',), prefix=True))
    """
    return tuple(Phrase(tuple(fold_words(part)), part.rstrip().endswith("*")) for part in sought)


def fold_words(text: str) -> list[str]:
    """Give the words of a text, folded, in order.

    >>> fold_words("Crème brûlée: “don’t”, 1,200 \u6211\u4eec")
    ['creme', 'brulee', 'don', 't', '1', '200', '我', '们']
    """
    return [word for _, _, words in _runs(text) for word in words]


def index_words(words: Sequence[str]) -> list[str]:
    """Give what an index keeps of words: a letter of an unspaced script together with the letter behind it.

    Letters alone stand too often in a text for an index that counts places.

    >>> index_words(["\u6211", "\u4eec", "in", "\u5317"])
    ['我们', '们', 'in', '北']
    """
    alone = [len(word) == 1 and _LETTER_ALONE.match(word) is not None for word in words]
    return [
        word + words[at + 1] if alone[at] and at + 1 < len(words) and alone[at + 1] else word
        for at, word in enumerate(words)
    ]


def index_phrase(phrase: Phrase) -> Phrase:
    """Give a phrase as an index knows it: its last letter is how an indexed pair begins."""
    alone = len(phrase.words[-1]) == 1 and _LETTER_ALONE.match(phrase.words[-1]) is not None
    return Phrase(tuple(index_words(phrase.words)), phrase.prefix or alone)


def find_phrases(text: str, phrases: Sequence[Phrase]) -> tuple[tuple[int, int], ...]:
    """Give where the phrases stand in a text, all of them somewhere, in code points; nothing where one is missing."""
    runs = [(word, start, end) for start, end, words in _runs(text) for word in words]
    found: list[tuple[int, int]] = []
    for phrase in phrases:
        places = list(_places(phrase, runs))
        if not places:
            return ()
        found += places
    return tuple(sorted(set(found)))


def _places(phrase: Phrase, runs: Sequence[tuple[str, int, int]]) -> Iterator[tuple[int, int]]:
    length = len(phrase.words)
    for at in range(len(runs) - length + 1):
        here = [word for word, _, _ in runs[at : at + length]]
        last = here[-1].startswith(phrase.words[-1]) if phrase.prefix else here[-1] == phrase.words[-1]
        if last and tuple(here[:-1]) == phrase.words[:-1]:
            yield runs[at][1], runs[at + length - 1][2]


def _runs(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Give each run of letters and digits with its place and its folded words."""
    if text.isascii():
        for found in _RUN.finditer(text):
            yield found.start(), found.end(), [found.group()[:LONGEST].lower()]
        return
    for found in _RUN.finditer(text):
        run = found.group()
        if run.isascii():
            yield found.start(), found.end(), [run[:LONGEST].lower()]
            continue
        letters = _WORD.findall(run)
        if len(letters) > 1 and "".join(letters) == run:  # unspaced letters keep their own places
            at = found.start()
            for one in letters:
                yield at, at + len(one), _folded(one)
                at += len(one)
        else:
            yield found.start(), found.end(), _folded(run)


def _folded(run: str) -> list[str]:
    bare = re.sub(f"[{_UNSEEN}]", "", unicodedata.normalize("NFKD", run))
    bare = bare.translate(_LETTERS)
    return [word[:LONGEST] for word in _WORD.findall(unicodedata.normalize("NFC", _ACCENTS.sub("", bare)).casefold())]
