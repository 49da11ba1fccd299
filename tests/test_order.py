"""The heaviest increasing subsequence, against every subsequence."""

from itertools import combinations, pairwise
from random import Random

from tracker.diff.order import heaviest_increasing


def test_the_heaviest_increasing_subsequence_is_as_heavy_as_any() -> None:
    for seed in range(800):
        random = Random(seed)
        keys = random.sample(range(20), random.randrange(9))
        if seed % 2:
            keys = sorted(keys)
            keys.insert(random.randrange(len(keys) + 1), keys.pop()) if keys else None
        weights = [random.randrange(1, 6) for _ in keys]
        chosen = heaviest_increasing(keys, weights)
        assert chosen == sorted(chosen)
        assert all(keys[one] < keys[two] for one, two in pairwise(chosen))
        best = max(
            sum(weights[k] for k in some)
            for size in range(len(keys) + 1)
            for some in combinations(range(len(keys)), size)
            if all(keys[one] < keys[two] for one, two in pairwise(some))
        )
        assert sum(weights[k] for k in chosen) == best
