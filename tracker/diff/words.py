"""What happened inside a pair, word by word, as an editor would mark it.

Words, numbers and bracketed notes are units (text/words.py). rapidfuzz finds a longest common subsequence of
units; diff-match-patch's semantic clean-up then drops what only seems to be kept: a stopword or a comma between
two longer changes. It sees units as code points, a kept unit as heavy as it is worth keeping.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from diff_match_patch import diff_match_patch

from tracker.diff.lcs import Tally, common_blocks
from tracker.model import Op, WordSpan
from tracker.text.notes import bracket_notes
from tracker.text.words import word_pattern

KEPT_MARK, KEPT_STOPWORD, KEPT_WORD = 2, 2, 4  # how many changed units on both sides it takes to drop a kept one
LITTLE = 0.15  # less than this share of the shorter text kept: the whole of both is marked
STOPWORDS = frozenset(
    "the a an of to in and is are for on with that this by as be it at or we from was were which has have can not its "
    "their our these those also but if then there than such into between where when will may he she his her they i "
    "you".split()
)
_FIRST = 0x100000  # code points of a private plane stand for units


class Unit(NamedTuple):
    """A word, number, mark or bracketed note, and where it stands."""

    text: str
    start: int
    end: int


def word_diff(old: str, new: str) -> tuple[WordSpan, ...]:
    """Compare two texts by words: spans that follow on without a gap in both, a replacement as removed, then added.

    >>> for span in word_diff("on Monday", "on Tuesday"):
    ...     print(span.op, repr("on Monday"[slice(*span.old)]), repr("on Tuesday"[slice(*span.new)]))
    equal 'on ' 'on '
    removed 'Monday' ''
    added '' 'Tuesday'
    """
    return word_diff_counted(old, new, Tally())


def word_diff_counted(old: str, new: str, tally: Tally) -> tuple[WordSpan, ...]:
    """Compare two texts by words, and count the work."""
    if old == new:
        return (WordSpan(Op.EQUAL, (0, len(old)), (0, len(new))),) if old else ()
    ours, theirs = _units(old), _units(new)
    if new < old:  # one direction is computed, the other mirrored
        matches = [(i, j) for j, i in _matches(theirs, ours, tally)]
    else:
        matches = _matches(ours, theirs, tally)
    return tuple(_spans(old, new, [(ours[i], theirs[j]) for i, j in matches]))


def _units(text: str) -> list[Unit]:
    units, start = [], 0
    pattern = word_pattern(text)
    for note in bracket_notes(text) if "(" in text or "[" in text else ():
        units += [Unit(found.group(), *found.span()) for found in pattern.finditer(text, start, note.start)]
        units.append(Unit(text[note.start : note.end], note.start, note.end))
        start = note.end
    return units + [Unit(found.group(), *found.span()) for found in pattern.finditer(text, start)]


def _matches(old: Sequence[Unit], new: Sequence[Unit], tally: Tally) -> list[tuple[int, int]]:
    head, most = 0, min(len(old), len(new))
    while head < most and old[head].text == new[head].text:
        head += 1
    tail = 0
    while tail < most - head and old[-1 - tail].text == new[-1 - tail].text:
        tail += 1
    numbers: dict[str, int] = {}
    ours = [numbers.setdefault(unit.text, len(numbers)) for unit in old[head : len(old) - tail]]
    theirs = [numbers.setdefault(unit.text, len(numbers)) for unit in new[head : len(new) - tail]]
    blocks = common_blocks(ours, theirs, tally, "words") if ours and theirs else []
    middle = [(i + k, j + k) for i, j, size in blocks for k in range(size)]
    cleaned = _cleaned(middle, len(ours), len(theirs), [_worth(unit.text) for unit in old[head : head + len(ours)]])
    matches = [(k, k) for k in range(head)] + [(head + i, head + j) for i, j in cleaned]
    matches += [(len(old) - k, len(new) - k) for k in range(tail, 0, -1)]
    kept = sum(1 for i, _ in matches if old[i].text[0].isalnum())
    words = min(sum(unit.text[0].isalnum() for unit in side) for side in (old, new))
    return matches if kept >= LITTLE * words else []


@lru_cache(maxsize=1)
def _cleaner() -> diff_match_patch:
    cleaner = diff_match_patch()
    cleaner.Diff_Timeout = 0  # its default is wall-clock: the same pair would differ on a busy machine
    return cleaner


def _worth(text: str) -> int:
    if not text[0].isalnum() and not text[-1].isalnum():
        return KEPT_MARK
    return KEPT_STOPWORD if text.lower() in STOPWORDS else KEPT_WORD


def _cleaned(
    matches: Sequence[tuple[int, int]], old_count: int, new_count: int, worth: Sequence[int]
) -> Iterable[tuple[int, int]]:
    """Drop the matches that diff-match-patch's semantic clean-up finds too slight for what changes around them.

    The code point of an old unit says its place; a new unit's place is that of its match or one beyond all old ones.
    """
    if not matches or old_count + new_count > 0xFFF0:
        return matches
    diffs: list[tuple[int, str]] = []
    i = j = 0
    for here, there in (*matches, (old_count, new_count)):
        if here > i:
            diffs.append((-1, "".join(chr(_FIRST + place) for place in range(i, here))))
        if there > j:
            diffs.append((1, "".join(chr(_FIRST + old_count + place) for place in range(j, there))))
        if here < old_count and there < new_count:
            kept = chr(_FIRST + here) * worth[here]
            if diffs and diffs[-1][0] == 0:
                kept = diffs.pop()[1] + kept
            diffs.append((0, kept))
        i, j = here + 1, there + 1
    _cleaner().diff_cleanupSemantic(diffs)
    kept_places = {ord(sign) - _FIRST for op, text in diffs if op == 0 for sign in text}
    return [(here, there) for here, there in matches if here in kept_places]


def _spans(old: str, new: str, matches: Iterable[tuple[Unit, Unit]]) -> Iterable[WordSpan]:
    """Turn matched units into spans; white space between units goes with what is equal where it can."""
    spans: list[WordSpan] = []
    i = j = 0
    for ours, theirs in (*matches, (Unit("", len(old), len(old)), Unit("", len(new), len(new)))):
        _change(spans, old, new, (i, ours.start), (j, theirs.start))
        _append(spans, Op.EQUAL, (ours.start, ours.end), (theirs.start, theirs.end))
        i, j = ours.end, theirs.end
    return spans


def _change(spans: list[WordSpan], old: str, new: str, ours: tuple[int, int], theirs: tuple[int, int]) -> None:
    gone, come = old[slice(*ours)], new[slice(*theirs)]
    if gone == come:
        _append(spans, Op.EQUAL, ours, theirs)
        return
    head, most = 0, min(len(gone), len(come))
    while head < most and gone[head] == come[head] and gone[head].isspace():
        head += 1
    tail = 0
    while tail < most - head and gone[-1 - tail] == come[-1 - tail] and gone[-1 - tail].isspace():
        tail += 1
    i, i_end, j, j_end = ours[0] + head, ours[1] - tail, theirs[0] + head, theirs[1] - tail
    _append(spans, Op.EQUAL, (ours[0], i), (theirs[0], j))
    _append(spans, Op.REMOVED, (i, i_end), (j, j))
    _append(spans, Op.ADDED, (i_end, i_end), (j, j_end))
    _append(spans, Op.EQUAL, (i_end, ours[1]), (j_end, theirs[1]))


def _append(spans: list[WordSpan], op: Op, old: tuple[int, int], new: tuple[int, int]) -> None:
    if old[0] == old[1] and new[0] == new[1]:
        return
    if spans and spans[-1].op is op is Op.EQUAL:
        spans[-1] = WordSpan(op, (spans[-1].old[0], old[1]), (spans[-1].new[0], new[1]))
    else:
        spans.append(WordSpan(op, old, new))
