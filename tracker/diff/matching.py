"""Which units of two texts are kept: matched, put where they read well, and cleaned of what only seems to be kept.

rapidfuzz finds the longest common subsequence of the telling words, then of all units between those, and that of all
units at once: what keeps more in fewer runs is taken. A lone removal or addition that could stand in several places
stands in the last where it ends well. diff-match-patch's semantic clean-up drops what only seems to be kept (a stopword
or a comma between two longer changes): it sees units as code points, a kept unit as heavy as it is worth keeping. A
lone word is dropped too where another one crosses it.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from operator import mul

from diff_match_patch import diff_match_patch

from tracker.diff.exact import equal_ends
from tracker.diff.lcs import Tally, common_blocks
from tracker.text.words import is_letter

KEPT_MARK, KEPT_STOPWORD, KEPT_WORD = 4, 2, 5  # changed units on both sides that it takes to drop a kept one
KEPT_LETTER, LETTERS = 1, 3  # the same of a letter of Thai or kana, and how many in a row are as good as words
RUN = 3  # what a run of kept units must be worth more: cases/words: one place, not two
STOPWORDS = frozenset(
    "the a an of to in and is are for on with that this by as be it at or we from was were which has have can not its "
    "their our these those also but if then there than such into between where when will may he she his her they i you "
    "der das dem des ein eine einen einem einer eines und oder von zu zum zur im mit f\u00fcr auf bei aus ist sind "
    "le la les un une des du de et ou en dans avec est sont au aux que qui ce cette "
    "el los las una unos unas del y o con por para es se su sus".split()
)
_MOST = 0xFFFD  # units that a private plane has code points for; a pair with more is left as it was matched

Match = tuple[int, int]  # the numbers of an old and of a new unit
Run = tuple[int, int, int]  # matches that follow on: the numbers of the first one's units, and how many they are


def kept_runs(old: Sequence[str], new: Sequence[str], tally: Tally) -> list[Run]:
    """Give the runs of units that are kept: those at both ends, and what is matched and worth it between."""
    head, tail = equal_ends(old, new)
    ends = len(old) - tail, len(new) - tail
    middle = _middle(old[head : ends[0]], new[head : ends[1]], tally)
    runs = [(0, 0, head), *((head + i, head + j, size) for i, j, size in middle), (*ends, tail)]
    placed = _placed(runs, old, new)
    return _uncrossed(_cleaned(placed, old, new, tally), old, new) if middle else placed


def _middle(old: Sequence[str], new: Sequence[str], tally: Tally) -> list[Run]:
    """Match what lies between the first and the last difference: telling words first, or all units, what reads better.

    Much is kept, and in few runs: each costs as much as RUN.
    """
    if not old or not new or set(old).isdisjoint(new):
        return []
    telling, plain = _runs(_telling_first(old, new, tally)), _runs(_subsequence(old, new, tally))
    if telling == plain or _kept_worth(telling, old) >= _kept_worth(plain, old):
        return telling
    return plain


def _kept_worth(runs: Sequence[Run], old: Sequence[str]) -> int:
    return sum(_worth(word) for i, _, size in runs for word in old[i : i + size]) - RUN * len(runs)


def _telling_first(old: Sequence[str], new: Sequence[str], tally: Tally) -> list[Match]:
    """Match the telling words, then all units between those."""
    telling = {word for word in {*old, *new} if _worth(word) == KEPT_WORD}
    telling_old = [place for place, word in enumerate(old) if word in telling]
    telling_new = [place for place, word in enumerate(new) if word in telling]
    matches: list[Match] = []
    i = j = 0
    firm = _subsequence([old[k] for k in telling_old], [new[k] for k in telling_new], tally)
    for here, there in [*((telling_old[a], telling_new[b]) for a, b in firm), (len(old), len(new))]:
        if here > i and there > j:
            matches += [(i + a, j + b) for a, b in _subsequence(old[i:here], new[j:there], tally)]
        if here < len(old):
            matches.append((here, there))
        i, j = here + 1, there + 1
    return matches


def _subsequence(old: Sequence[str], new: Sequence[str], tally: Tally) -> list[Match]:
    if not old or not new:
        return []
    if old == new:
        return [(k, k) for k in range(len(old))]
    return [(i + k, j + k) for i, j, size in common_blocks(old, new, tally, "words") for k in range(size)]


def _placed(runs: Sequence[Run], old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Let a lone removal or addition that could stand in several places stand in the last where it ends well.

    A phrase does not end in a stopword: of "the men and [the women and] the children" the last is "[and the women]".
    """
    placed = [(0, 0, 0)]
    for i, j, size in runs:
        here, there, before = placed[-1]
        side, start, end = (old, here + before, i) if j == there + before else (new, there + before, j)
        if (i == here + before) == (j == there + before) or start == end:
            placed.append((i, j, size))
            continue
        later = 0
        while later < size and side[start + later] == side[end + later]:
            later += 1
        if later < size or (i, j, size) == runs[-1]:
            later -= _earlier(side, start + later, end + later, before + later)
        placed[-1] = here, there, before + later
        placed.append((i + later, j + later, size - later))
    return [run for run in placed if run[2]]


def _earlier(side: Sequence[str], start: int, end: int, most: int) -> int:
    """Count the places, at most so many, that what changed must stand earlier not to end in a stopword; 0 if none."""
    places = 0
    while _worth(side[end - 1 - places]) == KEPT_STOPWORD:
        if places == most or side[start - 1 - places] != side[end - 1 - places]:
            return 0
        places += 1
    return places


def _worth(text: str) -> int:
    if not text[0].isalnum() and not text[-1].isalnum() and len(text) < 3:
        return KEPT_MARK
    return KEPT_STOPWORD if text.lower() in STOPWORDS else KEPT_WORD


def _worths(run: Sequence[str]) -> list[int]:
    """Give what each unit of a run is worth keeping; a letter or two of a script of sounds is no word."""
    if len(run) < LETTERS and run[0][0] > "\u0e00" and all(map(is_letter, run)):
        return [KEPT_LETTER] * len(run)
    return list(map(_worth, run))


def _cleaned(runs: list[Run], old: Sequence[str], new: Sequence[str], tally: Tally) -> list[Run]:
    """Drop the units that diff-match-patch's semantic clean-up finds too slight for what changes around them.

    The code point of an old unit says its place; a new unit's is that of its match, or one beyond all old ones.
    """
    if not _any_slight(runs, old, len(new)):
        return runs
    if len(old) + len(new) > _MOST:
        tally.limit(f"a sentence of more than {_MOST:,} words was compared without clean-up of what only seems kept")
        return runs
    signs = _signs()
    diffs: list[tuple[int, str]] = []
    i = j = 0
    for here, there, size in (*runs, (len(old), len(new), 0)):
        diffs += [(-1, signs[i:here])] if here > i else []
        diffs += [(1, signs[len(old) + j : len(old) + there])] if there > j else []
        i, j = here + size, there + size
        diffs += [(0, "".join(map(mul, signs[here:i], _worths(old[here:i]))))] if size else []
    _cleaner().diff_cleanupSemantic(diffs)
    kept = {sign for op, text in diffs if op == 0 for sign in text}
    return _grown(_runs([(i + k, j + k) for i, j, size in runs for k in range(size) if signs[i + k] in kept]), old, new)


def _grown(runs: Sequence[Run], old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Let runs take in what a dropped one kept from them: what is equal right before them on both sides."""
    grown: list[Run] = []
    i = j = 0
    for here, there, size in runs:
        ends = here + size, there + size
        while here > i and there > j and old[here - 1] == new[there - 1]:
            here, there = here - 1, there - 1
        grown.append((here, there, ends[0] - here))
        i, j = ends
    return grown


def _any_slight(runs: list[Run], old: Sequence[str], new_count: int) -> bool:
    """Say whether a run is worth no more than what changes on either side of it: without one, nothing is dropped."""
    changes = []
    i = j = 0
    for here, there, size in (*runs, (len(old), new_count, 0)):
        changes.append(max(here - i, there - j))
        i, j = here + size, there + size
    around = zip(runs, map(min, pairwise(changes)), strict=True)
    return any(
        size * KEPT_LETTER <= most and sum(_worths(old[here : here + size])) <= most for (here, _, size), most in around
    )


def _uncrossed(runs: list[Run], old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Drop a lone unit that a telling word crosses: in "a scale of colour", "a colour scale" both trade places."""
    if all(size > 1 for _, _, size in runs):
        return runs
    changes = []
    i = j = 0
    for here, there, size in (*runs, (len(old), len(new), 0)):
        changes.append((set(old[i:here]), set(new[j:there])))
        i, j = here + size, there + size
    return [
        run
        for run, (before, after) in zip(runs, pairwise(changes), strict=True)
        if run[2] > 1 or not any(_worth(word) == KEPT_WORD for word in before[0] & after[1] | before[1] & after[0])
    ]


@lru_cache(maxsize=1)
def _cleaner() -> diff_match_patch:
    cleaner = diff_match_patch()
    cleaner.Diff_Timeout = 0  # its default is wall-clock: the same pair would differ on a busy machine
    return cleaner


@lru_cache(maxsize=1)
def _signs() -> str:
    """Give the code points of a private plane: they stand for units."""
    return "".join(map(chr, range(0x100000, 0x100000 + _MOST)))


def _runs(matches: Sequence[Match]) -> list[Run]:
    """Give the runs of matches that follow on."""
    runs: list[Run] = []
    here = there = size = 0
    for i, j in matches:
        if size and i == here + size and j == there + size:
            size += 1
            continue
        if size:
            runs.append((here, there, size))
        here, there, size = i, j, 1
    return [*runs, (here, there, size)] if size else runs
