"""Step 1 of alignment: sentences that are equal on both sides. O(n log n)."""

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from tracker.diff.lcs import Tally, common_blocks
from tracker.diff.order import heaviest_increasing

Links = dict[int, int]  # old index -> new index
Gap = tuple[list[int], list[int]]  # free old and new indices between two neighbours in order


def equal_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Count what is equal at the head and, beyond that, at the tail."""
    most, head, tail = min(len(old), len(new)), 0, 0
    while head < most and old[head] == new[head]:
        head += 1
    while tail < most - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def anchor(old: Sequence[str], new: Sequence[str], tally: Tally) -> tuple[Links, Links]:
    """Link equal sentences: first the links that keep the order, then those that moved.

    Heads and tails, then sentences that occur once on both sides (the heaviest increasing ones keep the order,
    the others moved), their equal neighbours, then the longest common run of repeated sentences in each gap.
    """
    head, tail = equal_ends(old, new)
    old_end, new_end = len(old) - tail, len(new) - tail
    kept = dict(zip([*range(head), *range(old_end, len(old))], [*range(head), *range(new_end, len(new))], strict=True))
    if head + tail == min(len(old), len(new)):
        return kept, {}
    old_once, new_once = once(old, head, old_end), once(new, head, new_end)
    ordered, moved = _in_order(old_once, new_once, old)
    kept |= ordered
    if len(old_once) == old_end - head and len(new_once) == new_end - head:
        return kept, moved  # nothing occurs twice
    _extend(old, new, kept, moved)
    for ours, theirs in gaps(len(old), len(new), kept, moved):
        kept |= _repeated(old, new, ours, theirs, tally)
    return kept, moved


def _in_order(ours: Mapping[str, int], theirs: Mapping[str, int], old: Sequence[str]) -> tuple[Links, Links]:
    """Link what occurs once on both sides: the links that keep the order, and those that moved."""
    found = [(place, theirs[text]) for text, place in ours.items() if text in theirs]
    order = [there for _, there in found]
    if order == sorted(order):
        return dict(found), {}
    chain = set(heaviest_increasing(order, [len(old[here]) for here, _ in found]))
    ordered = {found[k][0]: found[k][1] for k in chain}
    moved = {here: there for k, (here, there) in enumerate(found) if k not in chain}
    return ordered, moved


def once(sentences: Sequence[str], start: int, end: int) -> dict[str, int]:
    """Give the sentences that occur once in a part, in order, with their places."""
    part = sentences[start:end]
    places = dict(zip(part, range(start, end), strict=True))
    if len(places) == len(part):
        return places
    counts = Counter(part)
    return {text: place for text, place in places.items() if counts[text] == 1}


def _extend(old: Sequence[str], new: Sequence[str], kept: Links, moved: Links) -> None:
    """Link the equal neighbours of links, outwards, until a sentence differs or is taken."""
    taken_old, taken_new = {*kept, *moved}, {*kept.values(), *moved.values()}
    for step in (1, -1):
        for start in [one for one in sorted(kept) if one + step not in taken_old]:
            here, there = start + step, kept[start] + step
            while 0 <= here < len(old) and 0 <= there < len(new) and old[here] == new[there]:
                if here in taken_old or there in taken_new:
                    break
                kept[here] = there
                taken_old.add(here)
                taken_new.add(there)
                here, there = here + step, there + step


def gaps(old_count: int, new_count: int, kept: Links, moved: Links) -> list[Gap]:
    """Give the free sentences between each two neighbouring links that keep the order."""
    parts: defaultdict[int, Gap] = defaultdict(lambda: ([], []))
    for side, count, in_order, out_of_order in (
        (0, old_count, kept.keys(), moved.keys()),
        (1, new_count, kept.values(), moved.values()),
    ):
        before = sorted(in_order)
        for place in sorted(set(range(count)).difference(in_order, out_of_order)):
            parts[bisect(before, place)][side].append(place)
    return [parts[part] for part in sorted(parts)]


def _repeated(
    old: Sequence[str], new: Sequence[str], ours: Sequence[int], theirs: Sequence[int], tally: Tally
) -> Links:
    shared = {old[i] for i in ours} & {new[j] for j in theirs}
    if not shared:
        return {}
    numbers = {text: number for number, text in enumerate(sorted(shared))}
    here = [i for i in ours if old[i] in shared]
    there = [j for j in theirs if new[j] in shared]
    blocks = common_blocks([numbers[old[i]] for i in here], [numbers[new[j]] for j in there], tally, "sentences")
    return {here[i + k]: there[j + k] for i, j, size in blocks for k in range(size)}
