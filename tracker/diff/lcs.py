"""The longest common subsequence of two sequences of words or of numbers, at a cost that is bounded.

Short inputs go to rapidfuzz (bit-parallel, exact; Hyyrö 2004), which takes each item for its 64-bit hash and whose
memory is the product of the two lengths in bits. Longer ones are first cut at anchors: runs of items that occur once
on both sides and in the same order (patience diff, Cohen 2005). What has no anchors and is too large stays unmatched,
and the tally says so.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import LCSseq

from tracker.diff.order import heaviest_increasing

CELLS = 1 << 26  # products of lengths up to this go to rapidfuzz whole: 8 MB and about 15 ms
SHINGLES = (1, 4)  # anchors are single items first; text of few distinct words needs runs of four

Block = tuple[int, int, int]  # old start, new start, length


@dataclass(slots=True)
class Tally:
    """Work done in one comparison, counted so that bounds can be tested, and where a bound was met."""

    cells: int = 0
    comparisons: int = 0
    limits: list[str] = field(default_factory=list)

    def limit(self, words: str) -> None:
        """Remember, once, in words, that a bound made the result coarser."""
        if words not in self.limits:
            self.limits.append(words)


def common_length(old: Sequence[Hashable], new: Sequence[Hashable], tally: Tally, what: str) -> int:
    """Count the items of a common subsequence, as `common_blocks` does."""
    cells = len(old) * len(new)
    if cells <= CELLS:
        tally.cells += cells
        return LCSseq.similarity(old, new)
    return sum(size for _, _, size in common_blocks(old, new, tally, what))


def common_blocks(old: Sequence[Hashable], new: Sequence[Hashable], tally: Tally, what: str) -> list[Block]:
    """Give the blocks of a common subsequence, in order: exact up to `CELLS`, anchored beyond.

    `what` names the items ("words", "sentences") for the tally's limits.
    """
    cells = len(old) * len(new)
    if cells <= CELLS:
        tally.cells += cells
        return [(i, j, size) for i, j, size in LCSseq.editops(old, new).as_matching_blocks() if size] if cells else []
    return list(_blocks(old, new, (0, len(old), 0, len(new)), tally, what, SHINGLES))


def _blocks(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    box: tuple[int, int, int, int],
    tally: Tally,
    what: str,
    shingles: tuple[int, ...],
) -> Iterator[Block]:
    i, i_end, j, j_end = box
    cells = (i_end - i) * (j_end - j)
    if not cells:
        return
    if cells <= CELLS:
        tally.cells += cells
        for start, other, size in LCSseq.editops(old[i:i_end], new[j:j_end]).as_matching_blocks():
            if size:
                yield i + start, j + other, size
        return
    head = _common_run(old, new, box)
    if head:
        yield i, j, head
        yield from _blocks(old, new, (i + head, i_end, j + head, j_end), tally, what, shingles)
        return
    if not shingles:
        tally.limit(
            f"{i_end - i:,} old and {j_end - j:,} new {what} in one changed passage had too little in common "
            "to be cut up and were not matched word by word"
        )
        return
    for part in _cut(old, new, box, shingles[0]):
        yield from _blocks(old, new, part, tally, what, shingles[1:])


def _common_run(old: Sequence[Hashable], new: Sequence[Hashable], box: tuple[int, int, int, int]) -> int:
    i, i_end, j, j_end = box
    run = 0
    while i + run < i_end and j + run < j_end and old[i + run] == new[j + run]:
        run += 1
    return run


def _cut(
    old: Sequence[Hashable], new: Sequence[Hashable], box: tuple[int, int, int, int], width: int
) -> Iterator[tuple[int, int, int, int]]:
    """Cut a box at its anchors into parts that fit `CELLS` where they can; O(n log n)."""
    i, i_end, j, j_end = box
    ours, theirs = _once(old, i, i_end, width), _once(new, j, j_end, width)
    anchors = sorted((place, theirs[run]) for run, place in ours.items() if run in theirs)
    chain = heaviest_increasing([there for _, there in anchors], [1] * len(anchors))
    previous = (i, j)
    target = CELLS >> 6  # small parts: their total cost is then linear in the length
    for place in (*(anchors[k] for k in chain), (i_end, j_end)):
        if (place[0] - previous[0]) * (place[1] - previous[1]) >= target or place == (i_end, j_end):
            yield previous[0], place[0], previous[1], place[1]
            previous = place


def _once(items: Sequence[Hashable], start: int, end: int, width: int) -> dict[tuple[Hashable, ...], int]:
    """Give the runs of `width` items that occur once, with their place."""
    places: dict[tuple[Hashable, ...], int] = {}
    for place in range(start, end - width + 1):
        run = tuple(items[place : place + width])
        places[run] = -1 if run in places else place
    return {run: place for run, place in places.items() if place >= 0}
