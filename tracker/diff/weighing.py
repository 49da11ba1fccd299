"""The words of the sentences between equal ones, and how much each of them tells."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import log

from tracker.text.words import chunks

Link = tuple[int, int]

FIGURE, NAME = 0.25, 1.5  # what a figure and a name weigh beside another word: cases/alignment/rows
_LATER = re.compile(r"(?<=\s)[^\w\s]{0,2}([^\W\d_]\S*)")  # words behind the first
FIGURES = frozenset("0123456789$\u00a3\u00a5\u20ac")
FEWEST = 4  # words that a sentence needs to be told by them: "He declined." is nowhere and everywhere


@dataclass(frozen=True, slots=True)
class Side:
    """The sentences of one side, and the words of the free ones."""

    sentences: Sequence[str]
    words: Mapping[int, Sequence[str]]

    def size(self, sentence: int) -> int:
        """Count the words of a sentence, at least one."""
        return len(self.words[sentence]) or 1


def read_words(old: Sequence[str], new: Sequence[str], ours: Iterable[int], theirs: Iterable[int]) -> tuple[Side, Side]:
    """Give the words of the free sentences of both sides."""
    return Side(old, {i: chunks(old[i]) for i in ours}), Side(new, {j: chunks(new[j]) for j in theirs})


class Rarity:
    """How much words tell: the fewer of the free sentences have one, the more (inverse document frequency).

    A figure tells less than another word, and a name more: of rows that are alike, the name says which is which.
    """

    def __init__(self, old: Side, new: Side) -> None:
        self._sides = old, new
        self._wholes: dict[Link, float] = {}  # weights of whole sentences, by side and number

    @cached_property
    def weight(self) -> Mapping[str, float]:
        """Give the weight of each word."""
        sentences = [set(words) for side in self._sides for words in side.words.values()]
        having = Counter(chain.from_iterable(sentences))
        weights = {count: log(1 + len(sentences) / count) for count in set(having.values())}
        names = {name for side in self._sides for sentence in side.words for name in _names(side.sentences[sentence])}
        return {
            word: weights[count] * (NAME if word in names else FIGURE if word[0] in FIGURES else 1)
            for word, count in having.items()
        }

    def weigh(self, words: Iterable[str]) -> float:
        """Give the weight of some words together."""
        return sum(map(self.weight.__getitem__, words))

    def lighter(self, link: Link) -> float:
        """Give the weight of the lighter one of two sentences."""
        return min(map(self._whole, enumerate(link)))

    def dice(self, link: Link, shared: float) -> float:
        """Give the Dice of two sentences that share words of so much weight."""
        return 2 * shared / sum(map(self._whole, enumerate(link)))

    def _whole(self, place: Link) -> float:
        side, sentence = place
        if place not in self._wholes:
            self._wholes[place] = self.weigh(self._sides[side].words[sentence])
        return self._wholes[place]


def _names(sentence: str) -> list[str]:
    """Give the words behind the first that have a capital."""
    if sentence[1:].islower():
        return []
    return [name for word in _LATER.findall(sentence) if word[0].isupper() for name in chunks(word)]
