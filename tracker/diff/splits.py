"""Step 4 of alignment: splits and merges, grown onto free neighbours."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from tracker.diff.weighing import FEWEST, Link, Rarity, Side

CONTAINED = 0.80  # share of a free sentence's words that its neighbour's partner has to spare: cases/alignment/merged
TOLD, TOLD_WORDS = 0.50, 3  # the same share, each word weighed, and how many they must be: cases/alignment/merged
_ENDS = " .!?\u2026\u3002\uff01\uff1f"


def grow(free: Sequence[int], own: Side, other: Side, partners: Mapping[int, set[int]], rarity: Rarity) -> list[Link]:
    """Link each free sentence to a neighbour's partner that holds its words and has them to spare.

    `partners` gives, for each sentence of this side, those of the other. Found links are (this side, other side). A
    sentence beside one that was just linked is asked again: a sentence may be in three.
    """
    if not partners:
        return []
    back: defaultdict[int, set[int]] = defaultdict(set)
    for sentence, others in partners.items():
        for other_sentence in others:
            back[other_sentence].add(sentence)
    links = []
    reach, waiting, left = dict(partners), list(reversed(free)), set(free)
    while waiting:
        here = waiting.pop()
        ranked = _ranked(here, own, other, reach, back, rarity) if here in left else []
        if not ranked or -min(ranked)[0] < CONTAINED:
            continue
        there = min(ranked)[1]
        links.append((here, there))
        left.discard(here)
        reach[here] = {there}
        back[there].add(here)
        waiting += [one for one in (here + 1, here - 1) if one in left]
    return links


def _ranked(
    here: int, own: Side, other: Side, reach: Mapping[int, set[int]], back: Mapping[int, set[int]], rarity: Rarity
) -> list[tuple[float, int]]:
    """Give the partners of a sentence's neighbours, each with the share of its words that it has to spare, negative."""
    ranked = []
    for neighbour in (here - 1, here + 1):
        for there in reach.get(neighbour, ()):
            if there not in other.words:
                continue
            taken = [own.words[one] for one in back[there]]
            if own.size(here) >= FEWEST:
                share = _share_held(own.words[here], other.words[there], taken, rarity)
            else:
                pieces = [own.sentences[one] for one in (here, *back[there])]
                share = float(_is_cut_off(pieces, other.sentences[there], behind=neighbour < here))
            ranked.append((-share, there))
    return ranked


def _share_held(words: Sequence[str], whole: Sequence[str], taken: Iterable[Sequence[str]], rarity: Rarity) -> float:
    """Give the share of some words that a whole sentence has beside those taken by others: enough, or plainly."""
    spare = Counter(words) & (Counter(whole) - Counter(chain.from_iterable(taken)))
    share = spare.total() / len(words)
    if share >= CONTAINED or spare.total() < TOLD_WORDS:
        return share
    return CONTAINED if rarity.weigh(spare.elements()) >= TOLD * rarity.weigh(words) else share


def _is_cut_off(pieces: Sequence[str], whole: str, behind: bool) -> bool:
    """Say whether the first piece, too short to be told by its words, is the very end or beginning of a sentence.

    No other piece is. A capital and the marks at the end count for nothing: what was cut off became a sentence.
    """
    part, *others = [piece.lower().rstrip(_ENDS) for piece in pieces]
    meets = str.endswith if behind else str.startswith
    return meets(whole.lower().rstrip(_ENDS), part) and not any(meets(other, part) for other in others)
