"""The words of the sentences between equal ones, and how much each of them tells."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import log

from tracker.text.words import chunks

Link = tuple[int, int]

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

    @cached_property
    def _weight(self) -> Mapping[str, float]:
        sentences = [set(words) for side in self._sides for words in side.words.values()]
        having = Counter(chain.from_iterable(sentences))
        weights = {count: log(1 + len(sentences) / count) for count in set(having.values())}
        return {word: weights[count] for word, count in having.items()}

    def weigh(self, words: Iterable[str]) -> float:
        """Give the weight of some words together."""
        return sum(map(self._weight.__getitem__, words))

    def lighter(self, link: Link) -> float:
        """Give the weight of the lighter one of two sentences."""
        for side, sentence in enumerate(link):
            if (side, sentence) not in self._weights:
                self._weights[side, sentence] = self.weigh(self._sides[side].words[sentence])
        return min(self._weights[0, link[0]], self._weights[1, link[1]])
