"""The order most of the text keeps: heaviest increasing subsequences."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import lt


def heaviest_increasing(keys: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Give the positions of a strictly increasing subsequence of `keys` of the greatest total weight.

    The keys are distinct. O(n log n): keys that follow on in both orders are weighed as one, then a Fenwick tree holds
    the best totals over the ranks of the keys (Fredman's patience method with weights). Of equal totals the one found
    first from the left wins, so the answer never depends on chance.

    >>> heaviest_increasing([2, 0, 1, 3], [5, 1, 1, 1])
    [0, 3]
    """
    runs = _runs(keys)
    if len(runs) == 1:
        return list(range(len(keys)))
    first = [keys[start] for start, _ in runs]
    total = [sum(weights[start:end]) for start, end in runs]
    return [place for run in _heaviest(first, total) for place in range(*runs[run])]


def _runs(keys: Sequence[int]) -> list[tuple[int, int]]:
    """Cut the keys into runs that follow on in both orders: of such a run all or none are kept."""
    if all(map(lt, keys, keys[1:])):
        return [(0, len(keys))]
    rank = {key: number for number, key in enumerate(sorted(keys))}
    ranks = [rank[key] for key in keys]
    starts = [0, *(at for at in range(1, len(keys)) if ranks[at] != ranks[at - 1] + 1), len(keys)]
    return list(pairwise(starts))


def _heaviest(keys: Sequence[int], weights: Sequence[int]) -> list[int]:
    ranked = sorted(keys)
    tree: list[tuple[int, int]] = [(0, -1)] * (len(ranked) + 1)
    totals, previous = [0] * len(keys), [-1] * len(keys)
    for position, key in enumerate(keys):
        rank = bisect_left(ranked, key) + 1
        total, previous[position] = _best_below(tree, rank)
        totals[position] = total + weights[position]
        _record(tree, rank, (totals[position], position))
    return _walk_back(totals, previous)


def _best_below(tree: list[tuple[int, int]], rank: int) -> tuple[int, int]:
    best, node = (0, -1), rank - 1
    while node > 0:
        if tree[node][0] > best[0]:
            best = tree[node]
        node -= node & -node
    return best


def _record(tree: list[tuple[int, int]], rank: int, entry: tuple[int, int]) -> None:
    node = rank
    while node < len(tree):
        if entry[0] > tree[node][0]:
            tree[node] = entry
        node += node & -node


def _walk_back(totals: list[int], previous: list[int]) -> list[int]:
    position, chain = totals.index(max(totals)), []
    while position >= 0:
        chain.append(position)
        position = previous[position]
    return chain[::-1]
