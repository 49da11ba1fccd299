"""Which old sentences correspond to which new ones.

The steps, and what each may cost for n sentences of w words in all:

1. equal sentences: heads, tails, those that occur once, their neighbours, repeated ones in order (exact.py): O(n log n)
2. in each gap between those, a word LCS projected onto its sentences (gaps.py, lcs.py): table cells linear in w, beside
   one table of fixed size; what that leaves uncompared is told in the tally's limits
3. sentences equal but out of order, then word bags, which find what moved, and better links than weak ones in order
   (bags.py): at most CANDIDATES bags a sentence
4. splits and merges grown onto free neighbours (splits.py): six bags a free sentence at most
5. the heaviest increasing subsequence, outside which a link has moved (order.py): O(n log n)
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from tracker.diff.bags import find_better, match_bags, match_near, match_repeats, with_common_words, without_weak
from tracker.diff.exact import Gap, anchor, gaps
from tracker.diff.gaps import project
from tracker.diff.lcs import Tally
from tracker.diff.order import heaviest_increasing
from tracker.diff.splits import grow
from tracker.diff.weighing import Link, Rarity, read_words
from tracker.model import Pair
from tracker.text.fold import fold


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pairs, in the order of the new text, and the work it took to find them."""

    pairs: tuple[Pair, ...]
    tally: Tally


def align(old: Sequence[str], new: Sequence[str]) -> tuple[Pair, ...]:
    """Pair the sentences of two revisions.

    Every index of either side stands in exactly one pair; pairs stand in the order of the new text, a removed
    sentence after the pair that its predecessor is in. `align(new, old)` has the same pairs, sides swapped.

    >>> align(["A cat sat down.", "It slept."], ["It slept.", "It rained."])
    (Pair(old=(0,), new=(), moved=False), Pair(old=(1,), new=(0,), moved=False), Pair(old=(), new=(1,), moved=False))
    """
    return align_counted(old, new).pairs


def align_counted(old: Sequence[str], new: Sequence[str], tally: Tally | None = None) -> Alignment:
    """Pair the sentences of two revisions, and count the work."""
    tally = tally or Tally()
    folded_old, folded_new = fold_different(old, new)
    # One direction is computed, the other mirrored: symmetric by construction, whatever the tie.
    mirrored = (len(folded_new), folded_new) < (len(folded_old), folded_old)
    if mirrored:
        links = [(i, j) for j, i in _links(folded_new, folded_old, tally)]
    else:
        links = _links(folded_old, folded_new, tally)
    pairs = _pairs(links, len(old), len(new))
    if moved := _moved(pairs, folded_old, folded_new, mirrored):
        pairs = [pair._replace(moved=True) if pair in moved else pair for pair in pairs]
    return Alignment(in_new_order(pairs), tally)


def fold_different(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[str]]:
    """Fold the sentences that are not on both sides as they are: what is the same to the letter comes first."""
    same = set(old).intersection(new)
    ours, theirs = ([text if text in same else fold(text) for text in side] for side in (old, new))
    return ours, theirs


def _moved(pairs: Iterable[Pair], old: Sequence[str], new: Sequence[str], mirrored: bool) -> set[Pair]:
    """Give the pairs outside the heaviest run of those that keep the order."""
    linked = [pair for pair in pairs if pair.old and pair.new]
    keys = [pair.new[0] for pair in linked]
    if keys == sorted(keys):
        return set()
    if mirrored:
        linked.sort(key=attrgetter("new"))
        keys = [pair.old[0] for pair in linked]
    ours, theirs = list(map(len, old)).__getitem__, list(map(len, new)).__getitem__
    weights = [sum(map(ours, pair.old)) + sum(map(theirs, pair.new)) for pair in linked]
    in_order = set(heaviest_increasing(keys, weights))
    return {pair for k, pair in enumerate(linked) if k not in in_order}


def _links(old: Sequence[str], new: Sequence[str], tally: Tally) -> list[Link]:
    kept, moved = anchor(old, new, tally)
    links = [*kept.items(), *moved.items()]
    places = gaps(len(old), len(new), kept, moved)
    free_old = [i for ours, _ in places for i in ours]
    free_new = [j for _, theirs in places for j in theirs]
    if free_old and free_new:
        links += _link_changed(old, new, places, (free_old, free_new), tally)
    return links


def _link_changed(
    old: Sequence[str], new: Sequence[str], places: Sequence[Gap], free: tuple[list[int], list[int]], tally: Tally
) -> list[Link]:
    ours, theirs = read_words(old, new, *free)
    rarity = Rarity(ours, theirs)
    in_order = {link: count for gap in places for link, count in project(gap, ours, theirs, rarity, tally).items()}
    repeats = match_repeats(old, new, *_unlinked(free, in_order))
    settled = {(i, j): ours.size(i) for i, j in repeats}  # equal, so all their words are shared
    better = find_better(in_order | settled, ours, theirs, rarity, tally)
    if better:
        better_old, better_new = {i for i, _ in better}, {j for _, j in better}
        in_order = {(i, j): n for (i, j), n in in_order.items() if i not in better_old and j not in better_new}
    firm = without_weak(in_order, ours, theirs) + repeats + better
    telling = with_common_words(*_unlinked(free, firm), ours, theirs)
    found = match_bags(*telling, ours, theirs, tally) + better
    better_old, better_new = {i for i, _ in found}, {j for _, j in found}
    links = repeats + found
    links += [(i, j) for i, j in in_order if i not in better_old and j not in better_new]
    links += match_near(*_unlinked(telling, links), ours, theirs, rarity, tally)
    free_old, free_new = _unlinked(free, links)
    splits = grow(free_new, theirs, ours, _partners((j, i) for i, j in links), rarity)
    merges = grow(free_old, ours, theirs, _partners(links), rarity)
    return links + [(i, j) for j, i in splits] + merges


def _unlinked(free: tuple[list[int], list[int]], links: Iterable[Link]) -> tuple[list[int], list[int]]:
    linked_old, linked_new = {i for i, _ in links}, {j for _, j in links}
    return [i for i in free[0] if i not in linked_old], [j for j in free[1] if j not in linked_new]


def _partners(links: Iterable[Link]) -> dict[int, set[int]]:
    partners: defaultdict[int, set[int]] = defaultdict(set)
    for here, there in links:
        partners[here].add(there)
    return partners


def _pairs(links: Sequence[Link], old_count: int, new_count: int) -> list[Pair]:
    """Give the connected components of the links, in the order of the old text; the added ones last."""
    ours, theirs = dict(links), {j for _, j in links}
    if len(ours) == len(theirs) == len(links):
        pairs = [Pair((i,), (ours[i],) if i in ours else ()) for i in range(old_count)]
    else:
        pairs = _components(links, old_count)
    return pairs + [Pair((), (j,)) for j in range(new_count) if j not in theirs]


def _components(links: Sequence[Link], old_count: int) -> list[Pair]:
    ours_of, theirs_of = _partners((j, i) for i, j in links), _partners(links)
    groups: list[Pair] = []
    seen: set[int] = set()
    for start in range(old_count):
        if start in seen:
            continue
        ours, theirs = {start}, set()
        waiting = [start]
        while waiting:
            for there in theirs_of.get(waiting.pop(), ()):
                if there not in theirs:
                    theirs.add(there)
                    waiting += ours_of[there] - ours
                    ours |= ours_of[there]
        seen |= ours
        groups.append(Pair(tuple(sorted(ours)), tuple(sorted(theirs))))
    return groups


def in_new_order(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Order by the new text; a removed sentence comes after the pair that its predecessor is in."""
    standing = sorted([pair for pair in pairs if pair.new], key=attrgetter("new"))
    removed = {pair.old[0]: pair for pair in pairs if not pair.new}
    if not removed:
        return tuple(standing)
    ordered: list[Pair] = []
    for pair in (Pair((-1,), ()), *standing):
        ordered.append(pair)
        for sentence in pair.old:
            while (sentence := sentence + 1) in removed:
                ordered.append(removed[sentence])
    return tuple(ordered[1:])
