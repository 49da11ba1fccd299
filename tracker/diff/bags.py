"""Step 3 of alignment: word bags, for what moved, and for better links than those in order."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from tracker.diff.lcs import Tally
from tracker.diff.weighing import FEWEST, FIGURES, Link, Rarity, Side
from tracker.text.lexicon import SMALL_WORDS

ANYWHERE = 0.70  # Dice of word bags for a sentence that moved: cases/alignment/moved-and-reworded
HELD = 0.80  # share of its words that a longer sentence holds of one that moved: cases/alignment/moved and grown
HELD_WORDS = 5  # and how many they must be
WEAK = 0.35  # Dice of a link in order that gives way to one by word bags: cases/alignment/a better one elsewhere
SURE = 0.92  # Dice from which a link in order is not weighed against others
RIVAL = 0.40  # Dice of a link that is weighed against one in order
BETTER = 0.55  # weighed Dice of a link that takes the place of one that is not sure: cases/alignment/rows
MARGIN = 0.08  # and how much more it must be
NEAR = 3  # places that a sentence may have moved to be linked by less: cases/alignment/moved near and rewritten
NEAR_SHARE, NEAR_DICE = 0.40, 0.30  # of the lighter sentence's weight, and of both
NEAR_WORDS, NEAR_TELLING = 3, 2  # words that they share at the least, and how many of them are no small words
POSTINGS = 24  # sentences a word may stand in on one side to vouch for a link
CANDIDATES = 12  # links weighed for one sentence


def find_better(in_order: Mapping[Link, int], old: Side, new: Side, rarity: Rarity, tally: Tally) -> list[Link]:
    """Find links that tell more of both their sentences than those in order do: of rows alike but for a name.

    Only what is free or in a link that a better one may replace is weighed, at most CANDIDATES links a sentence.
    """
    unsure = _unsure(in_order, old, new)
    rivals = _rivals(unsure, in_order, old, new) if unsure else []
    if unsure.issuperset(rivals):
        return []
    tally.comparisons += len(rivals)
    every = dict.fromkeys([*rivals, *sorted(unsure)])
    worth = {link: rarity.dice(link, rarity.weigh(_shared(link, old, new).elements())) for link in every}
    least_old, least_new = {i: worth[i, j] for i, j in unsure}, {j: worth[i, j] for i, j in unsure}
    ranked = [
        (-dice, abs(i - j), i, j)
        for (i, j), dice in worth.items()
        if dice >= max(BETTER, least_old.get(i, -1) + MARGIN, least_new.get(j, -1) + MARGIN)
    ]
    return _best_first(sorted(ranked))


def _unsure(in_order: Mapping[Link, int], old: Side, new: Side) -> set[Link]:
    """Give the links of one sentence to one where a word that one of the two lacks stands elsewhere on its side."""
    weaker = _below(SURE, in_order, old, new)
    if not weaker:
        return weaker
    common = _common_words(old.words.values(), new.words.values())
    return {(i, j) for i, j in weaker if common.intersection(old.words[i]) != common.intersection(new.words[j])}


def _rivals(unsure: set[Link], in_order: Mapping[Link, int], old: Side, new: Side) -> list[Link]:
    """Give links of what is unsure or free whose sentences share enough words to be weighed."""
    linked = {i for i, _ in in_order}, {j for _, j in in_order}
    open_old, open_new = {i for i, _ in unsure}, {j for _, j in unsure}
    ours = [i for i in old.words if (i in open_old or i not in linked[0]) and old.size(i) >= FEWEST]
    theirs = [j for j in new.words if (j in open_new or j not in linked[1]) and new.size(j) >= FEWEST]
    index = _index(theirs, new)
    return [
        (i, j)
        for i in ours
        for j, most in _candidates(old.words[i], index)
        if (i in open_old or j in open_new) and 2 * most >= RIVAL * (old.size(i) + new.size(j))
    ]


def _common_words(ours: Iterable[Sequence[str]], theirs: Iterable[Sequence[str]]) -> set[str]:
    """Give the words that stand on both sides, but for small ones and figures."""
    both = set().union(*ours) & set().union(*theirs)
    return {word for word in both if word not in SMALL_WORDS and word[0] not in FIGURES}


def without_weak(links: Mapping[Link, int], old: Side, new: Side) -> list[Link]:
    """Give the links in order but for those of one sentence to one that share so little that a better one may be."""
    weak = _below(WEAK, links, old, new)
    return [link for link in links if link not in weak]


def _below(dice: float, links: Mapping[Link, int], old: Side, new: Side) -> set[Link]:
    """Give the links of one sentence to one that share less than so much of their words."""
    below = {(i, j) for (i, j), count in links.items() if 2 * count < dice * (old.size(i) + new.size(j))}
    if not below:
        return below
    several = Counter(i for i, _ in links), Counter(j for _, j in links)
    return {(i, j) for i, j in below if several[0][i] == several[1][j] == 1}


def match_repeats(old: Sequence[str], new: Sequence[str], ours: Iterable[int], theirs: Iterable[int]) -> list[Link]:
    """Link free sentences that are equal but out of order: the first of a text to the first, and so on."""
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for j in theirs:
        waiting[new[j]].append(j)
    for queue in waiting.values():
        queue.reverse()
    return [(i, waiting[old[i]].pop()) for i in ours if waiting.get(old[i])]


def with_common_words(
    ours: Sequence[int], theirs: Sequence[int], old: Side, new: Side, least: int = 1
) -> tuple[list[int], list[int]]:
    """Give the sentences that can be told by their words: that have enough, so many of them on the other side too.

    Small words and figures do not count.
    """
    if not ours or not theirs:
        return [], []
    common = _common_words([old.words[i] for i in ours], [new.words[j] for j in theirs])
    return (
        [i for i in ours if old.size(i) >= FEWEST and len(common.intersection(old.words[i])) >= least],
        [j for j in theirs if new.size(j) >= FEWEST and len(common.intersection(new.words[j])) >= least],
    )


def match_bags(ours: Sequence[int], theirs: Sequence[int], old: Side, new: Side, tally: Tally) -> list[Link]:
    """Link free sentences by the Dice of their word bags, best first, each at most once.

    Candidates come from an index of rare words with capped postings: at most POSTINGS per word, CANDIDATES
    per sentence, so the cost is linear in the words.
    """
    if not ours or not theirs:
        return []
    index = _index(theirs, new)
    ranked, shortest = [], min(map(new.size, theirs))
    for i in ours:
        if not _alike(sum(word in index for word in old.words[i]), old.size(i), shortest):
            continue  # all that others have of its words would be too few
        for j, most in _candidates(old.words[i], index):
            tally.comparisons += 1
            sizes = old.size(i), new.size(j)
            if _alike(most, *sizes) and _alike(shared := _shared((i, j), old, new).total(), *sizes):
                ranked.append((-2 * shared / sum(sizes), abs(i - j), i, j))
    return _best_first(sorted(ranked))


def _index(sentences: Iterable[int], side: Side) -> Mapping[str, Sequence[int]]:
    """Give for each word the sentences that have it."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for sentence in sentences:
        for word in set(side.words[sentence]):
            index[word].append(sentence)
    return index


def match_near(
    ours: Sequence[int], theirs: Sequence[int], old: Side, new: Side, rarity: Rarity, tally: Tally
) -> list[Link]:
    """Link free sentences that stand near where the other stood by telling words that they share, in whatever order."""
    ours, theirs = with_common_words(ours, theirs, old, new, NEAR_TELLING)
    if not ours or not theirs:
        return []
    index, ranked = _index(theirs, new), []
    lengths = len(old.sentences), len(new.sentences)
    for i in ours:
        for j, most in _weighed_candidates(old.words[i], index, rarity.weight):
            if most < NEAR_SHARE * rarity.lighter((i, j)) or abs(i / lengths[0] - j / lengths[1]) * max(lengths) > NEAR:
                continue
            tally.comparisons += 1
            shared = _shared((i, j), old, new)
            told = rarity.weigh(shared.elements())
            dice = rarity.dice((i, j), told)
            if shared.total() >= NEAR_WORDS and dice >= NEAR_DICE and told >= NEAR_SHARE * rarity.lighter((i, j)):
                ranked.append((-dice, abs(i - j), i, j))
    return _best_first(sorted(ranked))


def _candidates(words: Sequence[str], index: Mapping[str, Sequence[int]]) -> list[tuple[int, int]]:
    """Give the sentences that share most words that vouch for a link, each with the most words it can share in all."""
    postings = [some for word in set(words) if len(some := index.get(word, ())) <= POSTINGS]
    votes = Counter(chain.from_iterable(postings))
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    others = len(words) - len(postings)
    return [(sentence, vote + others) for sentence, vote in ranked[:CANDIDATES]]


def _weighed_candidates(
    words: Sequence[str], index: Mapping[str, Sequence[int]], weight: Mapping[str, float]
) -> list[tuple[int, float]]:
    """Give the sentences whose shared words weigh most, each with the most that they can weigh in all."""
    votes: defaultdict[int, float] = defaultdict(float)
    others = 0.0
    for word in words:
        some = index.get(word, ())
        if len(some) > POSTINGS:
            others += weight[word]
            continue
        for sentence in some:
            votes[sentence] += weight[word]
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    return [(sentence, vote + others) for sentence, vote in ranked[:CANDIDATES]]


def _alike(shared: int, size: int, other: int) -> bool:
    """Say whether so many shared words link two sentences wherever they stand."""
    return 2 * shared >= ANYWHERE * (size + other) or shared >= max(HELD_WORDS, HELD * min(size, other))


def _shared(link: Link, old: Side, new: Side) -> Counter[str]:
    """Give the words that two sentences share, in whatever order."""
    return Counter(old.words[link[0]]) & Counter(new.words[link[1]])


def _best_first(ranked: Iterable[tuple[float, int, int, int]]) -> list[Link]:
    taken_old, taken_new, links = set(), set(), []
    for _, _, i, j in ranked:
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            links.append((i, j))
    return links
