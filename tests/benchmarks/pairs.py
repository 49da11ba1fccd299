"""Pairs of texts for benchmarks: seeded news-like prose, and edits of it."""

from collections.abc import Callable
from itertools import accumulate
from random import Random
from typing import NamedTuple

Paragraphs = list[list[str]]  # of sentences

FUNCTION_WORDS = (
    "the of to and in a that for is on said was with it as by at from has he be have are an not will were who his but "
    "they their which its would this had after been more about one she or when also her into over could than up"
).split()
SYLLABLES = [start + vowel for start in "b d f g h k l m n p r s t v w br ch gr pl st tr".split() for vowel in "aeiou"]
VOCABULARY = 50_000


class Size(NamedTuple):
    """A pair of texts to make: about so many words, this share of the sentences reworded, or rewritten word by word."""

    words: int
    touched: float
    rewritten: bool = False


class Prose:
    """News-like prose: words by Zipf's law, some numbers, sentences of 8 to 30 words, with commas."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        made = dict.fromkeys(FUNCTION_WORDS)
        while len(made) < VOCABULARY:
            made["".join(self.random.choices(SYLLABLES, k=self.random.choice((2, 2, 3, 3, 4))))] = None
        self.vocabulary = list(made)
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))

    def words(self, count: int) -> list[str]:
        """Draw words; one of fifty is a number."""
        drawn = self.random.choices(self.vocabulary, cum_weights=self.weights, k=count)
        return [word if self.random.random() < 0.98 else f"{self.random.randrange(2, 9000):,}" for word in drawn]

    def sentence(self) -> str:
        """Make a sentence, a comma after one word in fourteen."""
        first, *inner, last = self.words(self.random.randint(8, 30))
        inner = [word + "," * (self.random.random() < 1 / 14) for word in inner]
        return " ".join([first.capitalize(), *inner, last + "."])

    def paragraphs(self, words: int) -> Paragraphs:
        """Make paragraphs of one to four sentences until there are so many words."""
        made: Paragraphs = []
        while words > 0:
            made.append([self.sentence() for _ in range(self.random.randint(1, 4))])
            words -= len(" ".join(made[-1]).split())
        return made

    def reworded(self, sentence: str) -> str:
        """Replace, insert or delete one or two words, neither the first nor the last."""
        words = sentence.split()
        for _ in range(self.random.choice((1, 2))):
            place, (gone, come) = self.random.randrange(1, len(words) - 1), self.random.choice(((1, 1), (0, 1), (1, 0)))
            words[place : place + gone] = self.words(come)
        changed = " ".join(words)
        return changed if changed != sentence else self.reworded(sentence)

    def rewritten(self, sentence: str) -> str:
        """Replace all words but the first and the last."""
        first, *inner, last = sentence.split()
        return " ".join([first, *self.words(len(inner)), last])

    def edited(self, old: Paragraphs, share: float, change: Callable[[str], str]) -> Paragraphs:
        """Touch a share of the sentences: of ten, nine are changed and one is moved or removed, by turns."""
        new, moved = [list(paragraph) for paragraph in old], []
        places = [(p, s) for p, paragraph in enumerate(old) for s in range(len(paragraph))]
        for k, (p, s) in enumerate(self.random.sample(places, round(share * len(places)))):
            new[p][s] = "" if k % 10 == 9 else change(old[p][s])
            moved += [old[p][s]] if k % 20 == 9 else []
        new = [kept for paragraph in new if (kept := [sentence for sentence in paragraph if sentence])]
        for sentence in moved:
            paragraph = self.random.choice(new)
            paragraph.insert(self.random.randrange(len(paragraph) + 1), sentence)
        return new
