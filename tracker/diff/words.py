"""What happened inside a pair, word by word, as an editor would mark it.

Words, numbers and bracketed notes are units (text/words.py). What the texts share at both ends is left aside; which
units between are kept is told by matching.py; what lies between those is removed or added.
"""

from collections.abc import Iterator, Sequence

from tracker.diff.lcs import Tally
from tracker.diff.matching import Run, kept_runs
from tracker.model import Op, WordSpan
from tracker.text.notes import bracket_notes
from tracker.text.words import word_pattern

LITTLE = 0.15  # less than this share of the shorter text kept: the whole of both is marked (cases/words: confetti)
MARGIN = 3  # words left at each shared end, so that no unit ("$1.5 million") is cut

Place = tuple[int, int]  # where a unit starts and ends
Change = tuple[int, int, int, int]  # where it starts and ends in the old text, then in the new one


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
    head, tail = _shared_ends(old, new)
    ours, theirs = _units(old, head, len(old) - tail), _units(new, head, len(new) - tail)
    our_words, their_words = [old[i:j] for i, j in ours], [new[i:j] for i, j in theirs]
    if new < old:  # one direction is computed, the other mirrored
        runs = [(i, j, size) for j, i, size in kept_runs(their_words, our_words, tally)]
    else:
        runs = kept_runs(our_words, their_words, tally)
    wanting = LITTLE * min(len(old), len(new)) - head - tail
    if wanting > 0 and sum(len(word) for i, _, size in runs for word in our_words[i : i + size]) < wanting:
        head, tail, runs = 0, 0, []
    return _spans((old, ours), (new, theirs), (head, tail), runs)


def _shared_ends(old: str, new: str) -> tuple[int, int]:
    """Count the characters that need no comparing: shared at both ends, whole words, MARGIN words short of a change."""
    if "(" in old or "[" in old or "(" in new or "[" in new:
        return 0, 0  # a bracketed note may reach from the shared part into the changed one
    head = _common_prefix(old, new)
    for _ in range(MARGIN):
        head = old.rfind(" ", 0, head)
        if head < 0:
            head = 0
            break
    rest_old, rest_new = old[head:][::-1], new[head:][::-1]
    tail = _common_prefix(rest_old, rest_new)
    for _ in range(MARGIN):
        tail = rest_old.rfind(" ", 0, tail)
        if tail < 0:
            return head, 0
    return head, tail


def _common_prefix(old: str, new: str) -> int:
    same, most = 0, min(len(old), len(new))
    while same < most:
        middle = (same + most + 1) // 2
        if old[same:middle] == new[same:middle]:
            same = middle
        else:
            most = middle - 1
    return same


def _units(text: str, start: int, end: int) -> list[Place]:
    """Give where each unit stands: words, numbers, marks and bracketed notes."""
    units: list[Place] = []
    pattern = word_pattern(text)
    for note in bracket_notes(text) if "(" in text or "[" in text else ():
        units += [found.span() for found in pattern.finditer(text, start, note.start)]
        units.append((note.start, note.end))
        start = note.end
    return units + [found.span() for found in pattern.finditer(text, start, end)]


def _spans(
    old: tuple[str, Sequence[Place]], new: tuple[str, Sequence[Place]], ends: tuple[int, int], runs: Sequence[Run]
) -> tuple[WordSpan, ...]:
    """Turn runs of kept units into spans; white space between units goes with what is equal where it can."""
    spans: list[WordSpan] = []
    i = j = 0
    for start, end, other, other_end in _changes(old, new, ends, runs):
        if start > i:
            spans.append(WordSpan(Op.EQUAL, (i, start), (j, other)))
        if end > start:
            spans.append(WordSpan(Op.REMOVED, (start, end), (other, other)))
        if other_end > other:
            spans.append(WordSpan(Op.ADDED, (end, end), (other, other_end)))
        i, j = end, other_end
    if i < len(old[0]):
        spans.append(WordSpan(Op.EQUAL, (i, len(old[0])), (j, len(new[0]))))
    return tuple(spans)


def _changes(
    old: tuple[str, Sequence[Place]], new: tuple[str, Sequence[Place]], ends: tuple[int, int], runs: Sequence[Run]
) -> Iterator[Change]:
    """Give what differs before, between and after runs of kept units, and where white space differs inside one."""
    (old_text, ours), (new_text, theirs), (head, tail) = old, new, ends
    i = j = head
    for here, there, size in runs:
        start, other = ours[here][0], theirs[there][0]
        yield from _trimmed(old_text, new_text, (i, start, j, other))
        i, j = ours[here + size - 1][1], theirs[there + size - 1][1]
        if old_text[start:i] != new_text[other:j]:
            for k in range(size - 1):
                space = ours[here + k][1], ours[here + k + 1][0], theirs[there + k][1], theirs[there + k + 1][0]
                yield from _trimmed(old_text, new_text, space)
    yield from _trimmed(old_text, new_text, (i, len(old_text) - tail, j, len(new_text) - tail))


def _trimmed(old: str, new: str, change: Change) -> Iterator[Change]:
    """Give a change, if it is one, without the white space that both sides of it begin and end with."""
    i, i_end, j, j_end = change
    if old[i:i_end] == new[j:j_end]:
        return
    while i < i_end and j < j_end and old[i] == new[j] and old[i].isspace():
        i, j = i + 1, j + 1
    while i < i_end and j < j_end and old[i_end - 1] == new[j_end - 1] and old[i_end - 1].isspace():
        i_end, j_end = i_end - 1, j_end - 1
    yield i, i_end, j, j_end
