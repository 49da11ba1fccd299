"""Step 2 of alignment: a word LCS over a whole gap, projected onto its sentences."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from tracker.diff.exact import Gap
from tracker.diff.lcs import Tally, common_blocks, common_length
from tracker.diff.weighing import FEWEST, Link, Rarity, Side
from tracker.text.lexicon import SMALL_WORDS

LINKED = 0.30  # share of the shorter sentence's words: cases/alignment/reworded
SECOND = 0.40  # the same where one of the two has a better partner: cases/alignment/split
RARE, RARE_SECOND = 0.25, 0.35  # the same shares, each word weighed by how few sentences have it: cases/alignment/names
ALIKE = 0.65  # share of its words that a second half has in common with the first: cases/alignment/one shape
LEAST = 0.20  # share of plain words without which it is not asked how rare they are


def project(gap: Gap, old: Side, new: Side, rarity: Rarity, tally: Tally) -> dict[Link, int]:
    """Link the sentences of a gap that share words in the LCS of all its words; the value is how many."""
    ours, theirs = gap
    if not ours or not theirs:
        return {}
    if len(ours) == len(theirs) == 1:
        return _project_one((ours[0], theirs[0]), old, new, rarity, tally)
    here, here_words = _flat(ours, old)
    there, there_words = _flat(theirs, new)
    blocks = common_blocks(here_words, there_words, tally, "words")
    shared: defaultdict[Link, list[str]] = defaultdict(list)
    for start, other, size in blocks:
        for step in range(start, start + size):
            shared[here[step], there[other - start + step]].append(here_words[step])
    return _supported(shared, old, new, rarity)


def _project_one(link: Link, old: Side, new: Side, rarity: Rarity, tally: Tally) -> dict[Link, int]:
    """Link the one sentence of a gap on either side, as `project` does."""
    words = old.words[link[0]]
    count = common_length(words, new.words[link[1]], tally, "words")
    if count >= LINKED * _telling_size(old, new, link):
        return {link: count} if count >= FEWEST or (count and _tells(old, new, link)) else {}
    if not _can_be_rare(count, old, new, link) or not _tells(old, new, link):
        return {}
    blocks = common_blocks(words, new.words[link[1]], tally, "words")
    shared = [word for start, _, size in blocks for word in words[start : start + size]]
    return {link: count} if _are_rare(shared, RARE, old, new, link, rarity) else {}


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
        if (enough and (len(words) >= FEWEST or _tells(old, new, link))) or _are_rare(
            words, RARE if mutual else RARE_SECOND, old, new, link, rarity
        ):
            links[link] = len(words)
    return {link: count for link, count in links.items() if not _repeats(link, best_old, best_new, old, new)}


def _repeats(link: Link, best_old: Mapping[int, Link], best_new: Mapping[int, Link], old: Side, new: Side) -> bool:
    """Say whether a second half has the words of the first: two sentences of one shape, and no sentence in two."""
    i, j = link
    (_, better), (better_old, _) = best_old[i], best_new[j]
    return (better != j and _is_alike(new.words[j], new.words[better])) or (
        better_old != i and _is_alike(old.words[i], old.words[better_old])
    )


def _is_alike(half: Sequence[str], other: Sequence[str]) -> bool:
    return (Counter(half) & Counter(other)).total() >= ALIKE * len(half)


def _tells(old: Side, new: Side, link: Link) -> bool:
    """Say whether two sentences share a word that is no small one: "did not" links nothing."""
    return any(word not in SMALL_WORDS for word in set(old.words[link[0]]).intersection(new.words[link[1]]))


def _are_rare(words: Sequence[str], share: float, old: Side, new: Side, link: Link, rarity: Rarity) -> bool:
    """Say whether the words that two sentences share, more than one, weigh so much of what either has."""
    return _can_be_rare(len(words), old, new, link) and rarity.weigh(words) >= share * rarity.lighter(link)


def _can_be_rare(count: int, old: Side, new: Side, link: Link) -> bool:
    return min(old.size(link[0]), new.size(link[1])) >= FEWEST and count >= LEAST * _telling_size(old, new, link)


def _telling_size(old: Side, new: Side, link: Link) -> int:
    """Give the size that a share of words is of: the shorter sentence's, unless it has too few to tell anything."""
    shorter, longer = sorted((old.size(link[0]), new.size(link[1])))
    return shorter if shorter >= FEWEST else longer
