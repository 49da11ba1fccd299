"""The words of the sentences between equal ones, and how much each of them tells."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import log

from tracker.text.words import chunks

Link = tuple[int, int]

FIGURE, NAME = 0.25, 1.5  # what a figure and a name weigh beside another word
CURRENCY = "$\u00a3\u00a5\u20ac"
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
    """How much words tell: the fewer of the free sentences have one, the more (inverse document frequency)."""

    def __init__(self, old: Side, new: Side) -> None:
        self._sides = old, new
        self._weights: dict[Link, float] = {}  # of whole sentences, by side and number
        self._wholes: dict[Link, float] = {}

    @cached_property
    def _weight(self) -> Mapping[str, float]:
        sentences = [set(words) for side in self._sides for words in side.words.values()]
        having = Counter(chain.from_iterable(sentences))
        weights = {count: log(1 + len(sentences) / count) for count in set(having.values())}
        return {word: weights[count] for word, count in having.items()}

    def dice(self, link: Link) -> float:
        """Give the Dice of the word bags of two sentences, each word weighed; a figure half, a name twice."""
        both = Counter(self._sides[0].words[link[0]]) & Counter(self._sides[1].words[link[1]])
        return 2 * self._told(both.elements()) / (self._whole(0, link[0]) + self._whole(1, link[1]))

    def weigh(self, words: Iterable[str]) -> float:
        """Give the weight of some words together."""
        return sum(map(self._weight.__getitem__, words))

    def lighter(self, link: Link) -> float:
        """Give the weight of the lighter one of two sentences."""
        return min(self._weight_of(0, link[0]), self._weight_of(1, link[1]))

    def heavier(self, link: Link) -> float:
        """Give the weight of the heavier one of two sentences."""
        return max(self._weight_of(0, link[0]), self._weight_of(1, link[1]))

    def _weight_of(self, side: int, sentence: int) -> float:
        if (side, sentence) not in self._weights:
            self._weights[side, sentence] = self.weigh(self._sides[side].words[sentence])
        return self._weights[side, sentence]

    def _told(self, words: Iterable[str]) -> float:
        return sum(map(self._telling.__getitem__, words))

    def _whole(self, side: int, sentence: int) -> float:
        if (side, sentence) not in self._wholes:
            self._wholes[side, sentence] = self._told(self._sides[side].words[sentence])
        return self._wholes[side, sentence]

    @cached_property
    def _telling(self) -> Mapping[str, float]:
        names = {word for side in self._sides for sentence in side.words for word in _names(side.sentences[sentence])}
        return {
            word: weight * (FIGURE if word[0].isdigit() or word[0] in CURRENCY else NAME if word in names else 1)
            for word, weight in self._weight.items()
        }


def _names(sentence: str) -> list[str]:
    """Give the words behind the first that have a capital."""
    return [chunk for word in sentence.split()[1:] if not word.islower() for chunk in chunks(word) if word[0].isupper()]
