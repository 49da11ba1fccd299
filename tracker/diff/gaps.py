"""Steps 2 to 4 of alignment: what is left between equal sentences.

A word LCS over a whole gap, projected onto its sentences; word bags for what that leaves; then splits and
merges grown onto free neighbours.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import log

from tracker.diff.exact import Gap
from tracker.diff.lcs import Tally, common_blocks, common_length
from tracker.text.words import chunks

Link = tuple[int, int]

LINKED = 0.30  # share of the shorter sentence's words: cases/alignment/reworded
SECOND = 0.40  # the same where one of the two has a better partner: cases/alignment/split
RARE, RARE_SECOND = 0.25, 0.35  # the same shares, each word weighed by how few sentences have it: cases/alignment/names
LEAST = 0.20  # share of plain words without which it is not asked how rare they are
ANYWHERE = 0.70  # Dice of word bags for a sentence that moved: cases/alignment/moved-and-reworded
HELD, HELD_WORDS = (
    0.80,
    5,
)  # share and number of its words that a longer sentence holds: cases/alignment/moved and grown
WEAK = 0.35  # Dice of a link in order that gives way to one by word bags: cases/alignment/a better one elsewhere
FEWEST = 4  # words that a sentence needs to be told by them: "He declined." is nowhere and everywhere
CONTAINED = 0.80  # share of a free sentence's words that its neighbour's partner has to spare: cases/alignment/merged
POSTINGS = 24  # sentences a word may stand in on one side to vouch for a link
CANDIDATES = 12  # links weighed for one sentence


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


def project(gap: Gap, old: Side, new: Side, rarity: Rarity, tally: Tally) -> dict[Link, int]:
    """Link the sentences of a gap that share words in the LCS of all its words; the value is how many."""
    ours, theirs = gap
    if not ours or not theirs:
        return {}
    if len(ours) == len(theirs) == 1:
        link = ours[0], theirs[0]
        count = common_length(old.words[link[0]], new.words[link[1]], tally, "words")
        if count >= LINKED * _telling_size(old, new, link):
            return {link: count} if count else {}
        if not _can_be_rare(count, old, new, link):
            return {}
    here, here_words = _flat(ours, old)
    there, there_words = _flat(theirs, new)
    blocks = common_blocks(here_words, there_words, tally, "words")
    shared: defaultdict[Link, list[str]] = defaultdict(list)
    for start, other, size in blocks:
        for step in range(start, start + size):
            shared[here[step], there[other - start + step]].append(here_words[step])
    return _supported(shared, old, new, rarity)


def _flat(sentences: Sequence[int], side: Side) -> tuple[list[int], list[str]]:
    owners: list[int] = []
    words: list[str] = []
    for sentence in sentences:
        owners += [sentence] * len(side.words[sentence])
        words += side.words[sentence]
    return owners, words


def _supported(shared: Mapping[Link, Sequence[str]], old: Side, new: Side, rarity: Rarity) -> dict[Link, int]:
    best_old: dict[int, Link] = {}
    best_new: dict[int, Link] = {}
    for link in sorted(shared):
        i, j = link
        if i not in best_old or len(shared[link]) > len(shared[best_old[i]]):
            best_old[i] = link
        if j not in best_new or len(shared[link]) > len(shared[best_new[j]]):
            best_new[j] = link
    links = {}
    for link, words in shared.items():
        mutual = best_old[link[0]] == link == best_new[link[1]]
        enough = len(words) >= (LINKED if mutual else SECOND) * _telling_size(old, new, link)
        if enough or _are_rare(words, RARE if mutual else RARE_SECOND, old, new, link, rarity):
            links[link] = len(words)
    return links


def _are_rare(words: Sequence[str], share: float, old: Side, new: Side, link: Link, rarity: Rarity) -> bool:
    """Say whether the words that two sentences share, more than one, weigh so much of what either has."""
    return _can_be_rare(len(words), old, new, link) and rarity.weigh(words) >= share * rarity.lighter(link)


def _can_be_rare(count: int, old: Side, new: Side, link: Link) -> bool:
    return min(old.size(link[0]), new.size(link[1])) >= FEWEST and count >= LEAST * _telling_size(old, new, link)


def _telling_size(old: Side, new: Side, link: Link) -> int:
    """Give the size that a share of words is of: the shorter sentence's, unless it has too few to tell anything."""
    shorter, longer = sorted((old.size(link[0]), new.size(link[1])))
    return shorter if shorter >= FEWEST else longer


def without_weak(links: Mapping[Link, int], old: Side, new: Side) -> list[Link]:
    """Give the links in order but for those of one sentence to one that share so little that a better one may be."""
    weak = {(i, j) for (i, j), count in links.items() if 2 * count < WEAK * (old.size(i) + new.size(j))}
    if weak:
        several = Counter(i for i, _ in links), Counter(j for _, j in links)
        weak = {(i, j) for i, j in weak if several[0][i] == several[1][j] == 1}
    return [link for link in links if link not in weak]


def match_repeats(old: Sequence[str], new: Sequence[str], ours: Iterable[int], theirs: Iterable[int]) -> list[Link]:
    """Link free sentences that are equal but out of order: the first of a text to the first, and so on."""
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for j in theirs:
        waiting[new[j]].append(j)
    for queue in waiting.values():
        queue.reverse()
    return [(i, waiting[old[i]].pop()) for i in ours if waiting.get(old[i])]


def match_bags(ours: Sequence[int], theirs: Sequence[int], old: Side, new: Side, tally: Tally) -> list[Link]:
    """Link free sentences by the Dice of their word bags, best first, each at most once.

    Candidates come from an index of rare words with capped postings: at most POSTINGS per word, CANDIDATES
    per sentence, so the cost is linear in the words.
    """
    ours = [i for i in ours if len(old.words[i]) >= FEWEST]
    theirs = [j for j in theirs if len(new.words[j]) >= FEWEST]
    if not ours or not theirs:
        return []
    index: defaultdict[str, list[int]] = defaultdict(list)
    for j in theirs:
        for word in set(new.words[j]):
            index[word].append(j)
    ranked, shortest = [], min(map(new.size, theirs))
    for i in ours:
        if not _alike(sum(word in index for word in old.words[i]), old.size(i), shortest):
            continue  # all that others have of its words would be too few
        for j, most in _candidates(old.words[i], index):
            tally.comparisons += 1
            sizes = old.size(i), new.size(j)
            if _alike(most, *sizes) and _alike(shared := _overlap(old.words[i], new.words[j]), *sizes):
                ranked.append((-2 * shared / sum(sizes), abs(i - j), i, j))
    return _best_first(sorted(ranked))


def _candidates(words: Sequence[str], index: Mapping[str, Sequence[int]]) -> list[tuple[int, int]]:
    """Give the sentences that share most words that vouch for a link, each with the most words it can share in all."""
    postings = [some for word in set(words) if len(some := index.get(word, ())) <= POSTINGS]
    votes = Counter(chain.from_iterable(postings))
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    others = len(words) - len(postings)
    return [(sentence, vote + others) for sentence, vote in ranked[:CANDIDATES]]


def _alike(shared: int, size: int, other: int) -> bool:
    """Say whether so many shared words link two sentences wherever they stand."""
    return 2 * shared >= ANYWHERE * (size + other) or shared >= max(HELD_WORDS, HELD * min(size, other))


def _overlap(words: Sequence[str], other: Sequence[str]) -> int:
    """Count the words that two sentences share, in whatever order."""
    return (Counter(words) & Counter(other)).total()


def _best_first(ranked: Iterable[tuple[float, int, int, int]]) -> list[Link]:
    taken_old, taken_new, links = set(), set(), []
    for _, _, i, j in ranked:
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            links.append((i, j))
    return links


def grow(free: Sequence[int], own: Side, other: Side, partners: Mapping[int, set[int]]) -> list[Link]:
    """Link each free sentence to a neighbour's partner that holds its words and has them to spare.

    `partners` gives, for each sentence of this side, those of the other. Found links are (this side, other side).
    """
    if not partners:
        return []
    back: defaultdict[int, set[int]] = defaultdict(set)
    for sentence, others in partners.items():
        for other_sentence in others:
            back[other_sentence].add(sentence)
    links = []
    for here in free:
        ranked = []
        for neighbour in (here - 1, here + 1):
            for there in partners.get(neighbour, ()):
                if there not in other.words:
                    continue
                if own.size(here) >= FEWEST:
                    taken = [word for one in back[there] for word in own.words[one]]
                    share = _spare(own.words[here], other.words[there], taken) / own.size(here)
                else:
                    share = float(_is_cut_off(own.sentences[here], other.sentences[there], behind=neighbour < here))
                ranked.append((-share, there))
        if ranked and -min(ranked)[0] >= CONTAINED:
            links.append((here, min(ranked)[1]))
    return links


def _spare(words: Sequence[str], whole: Sequence[str], taken: Sequence[str]) -> int:
    """Count the words that a whole sentence has of some, beside those taken by others."""
    return (Counter(words) & (Counter(whole) - Counter(taken))).total()


def _is_cut_off(part: str, whole: str, behind: bool) -> bool:
    """Say whether a sentence too short to be told by its words is the very end, or beginning, of another."""
    return whole.endswith(part) if behind else whole.startswith(part)
