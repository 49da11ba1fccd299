"""What happened inside a pair, word by word, as an editor would mark it.

Words, numbers and bracketed notes are units (text/words.py). The steps: what the texts share at both ends is left
aside; rapidfuzz finds the longest common subsequence of the telling words, then of all units between those; a lone
removal or addition that could stand in several places stands in the last; diff-match-patch's semantic clean-up drops
what only seems to be kept (a stopword or a comma between two longer changes): it sees units as code points, a kept
unit as heavy as it is worth keeping.
"""

from collections.abc import Sequence
from functools import lru_cache

from diff_match_patch import diff_match_patch

from tracker.diff.lcs import Tally, common_blocks
from tracker.model import Op, WordSpan
from tracker.text.notes import bracket_notes
from tracker.text.words import word_pattern

KEPT_MARK, KEPT_STOPWORD, KEPT_WORD = 4, 2, 5  # changed units on both sides that it takes to drop a kept one
LITTLE = 0.15  # less than this share of the shorter text kept: the whole of both is marked (cases/words: confetti)
MARGIN = 3  # words left at each shared end, so that no unit ("$1.5 million") is cut
STOPWORDS = frozenset(
    "the a an of to in and is are for on with that this by as be it at or we from was were which has have can not its "
    "their our these those also but if then there than such into between where when will may he she his her they i "
    "you".split()
)
_FIRST = 0x100000  # code points of a private plane stand for units
_MOST = 0xFFFD  # as many as that plane has; a pair with more units is left as the subsequence gives it

Match = tuple[int, int]  # the numbers of an old and of a new unit
Place = tuple[int, int]  # where a unit starts and ends


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
        matches = [(i, j) for j, i in _matches(their_words, our_words, tally)]
    else:
        matches = _matches(our_words, their_words, tally)
    kept = head + tail + sum(len(our_words[i]) for i, _ in matches)
    if kept < LITTLE * min(len(old), len(new)):
        head, tail, matches = 0, 0, []
    return _spans((old, ours), (new, theirs), (head, tail), matches)


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


def _matches(old: Sequence[str], new: Sequence[str], tally: Tally) -> list[Match]:
    head, most = 0, min(len(old), len(new))
    while head < most and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < most - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    matches = [(k, k) for k in range(head)]
    middle = _middle(old[head : len(old) - tail], new[head : len(new) - tail], tally)
    matches += [(head + i, head + j) for i, j in middle]
    matches += [(len(old) - k, len(new) - k) for k in range(tail, 0, -1)]
    matches = _slid(matches, old, new)
    return _cleaned(matches, old, len(new), tally) if middle else matches


def _middle(old: Sequence[str], new: Sequence[str], tally: Tally) -> list[Match]:
    """Match what lies between the first and the last difference, each distinct unit numbered once."""
    if not old or not new or set(old).isdisjoint(new):
        return []
    numbers: dict[str, int] = {}
    ours = [numbers.setdefault(word, len(numbers)) for word in old]
    theirs = [numbers.setdefault(word, len(numbers)) for word in new]
    return _common(ours, theirs, [_worth(word) for word in numbers], tally)


def _common(old: list[int], new: list[int], worth: Sequence[int], tally: Tally) -> list[Match]:
    """Match the telling words first, then all units in the gaps between them."""
    telling_old = [place for place, number in enumerate(old) if worth[number] == KEPT_WORD]
    telling_new = [place for place, number in enumerate(new) if worth[number] == KEPT_WORD]
    matches: list[Match] = []
    i = j = 0
    telling = _subsequence([old[k] for k in telling_old], [new[k] for k in telling_new], tally)
    for here, there in [*((telling_old[a], telling_new[b]) for a, b in telling), (len(old), len(new))]:
        if here > i and there > j:
            matches += [(i + a, j + b) for a, b in _subsequence(old[i:here], new[j:there], tally)]
        if here < len(old):
            matches.append((here, there))
        i, j = here + 1, there + 1
    return matches


def _subsequence(old: Sequence[int], new: Sequence[int], tally: Tally) -> list[Match]:
    if not old or not new:
        return []
    return [(i + k, j + k) for i, j, size in common_blocks(old, new, tally, "words") for k in range(size)]


def _slid(matches: list[Match], old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """Let a lone removal or addition that could stand in several places stand in the last: match early."""
    slid: list[Match] = []
    i, j = -1, -1
    for here, there in matches:
        if there == j + 1 and here > i + 1 and old[i + 1] == old[here]:
            here = i + 1
        elif here == i + 1 and there > j + 1 and new[j + 1] == new[there]:
            there = j + 1
        slid.append((here, there))
        i, j = here, there
    return slid


@lru_cache(maxsize=1)
def _cleaner() -> diff_match_patch:
    cleaner = diff_match_patch()
    cleaner.Diff_Timeout = 0  # its default is wall-clock: the same pair would differ on a busy machine
    return cleaner


def _worth(text: str) -> int:
    if not text[0].isalnum() and not text[-1].isalnum() and len(text) < 3:
        return KEPT_MARK
    return KEPT_STOPWORD if text.lower() in STOPWORDS else KEPT_WORD


def _cleaned(matches: list[Match], old: Sequence[str], new_count: int, tally: Tally) -> list[Match]:
    """Drop the matches that diff-match-patch's semantic clean-up finds too slight for what changes around them.

    The code point of an old unit says its place; a new unit's is that of its match, or one beyond all old ones.
    """
    if len(old) + new_count > _MOST:
        tally.limit(f"a sentence of more than {_MOST:,} words was compared without clean-up of what only seems kept")
        return matches
    diffs: list[tuple[int, str]] = []
    i = j = 0
    for here, there in (*matches, (len(old), new_count)):
        if here > i:
            diffs.append((-1, "".join(map(chr, range(_FIRST + i, _FIRST + here)))))
        if there > j:
            diffs.append((1, "".join(map(chr, range(_FIRST + len(old) + j, _FIRST + len(old) + there)))))
        if here < len(old):
            kept = chr(_FIRST + here) * _worth(old[here])
            if diffs and diffs[-1][0] == 0:
                kept = diffs.pop()[1] + kept
            diffs.append((0, kept))
        i, j = here + 1, there + 1
    _cleaner().diff_cleanupSemantic(diffs)
    kept_places = {ord(sign) - _FIRST for op, text in diffs if op == 0 for sign in text}
    return [match for match in matches if match[0] in kept_places]


def _spans(
    old: tuple[str, Sequence[Place]], new: tuple[str, Sequence[Place]], ends: tuple[int, int], matches: Sequence[Match]
) -> tuple[WordSpan, ...]:
    """Turn matched units into spans; white space between units goes with what is equal where it can."""
    (old_text, ours), (new_text, theirs), (head, tail) = old, new, ends
    spans: list[WordSpan] = []
    _append(spans, Op.EQUAL, 0, head, 0, head)
    i = j = head
    for here, there, size in _runs(matches):
        (start, _), (_, end) = ours[here], ours[here + size - 1]
        (other, _), (_, other_end) = theirs[there], theirs[there + size - 1]
        if old_text[start:end] != new_text[other:other_end]:  # other spaces between the same words
            for k in range(size):
                _change(spans, old_text, new_text, (i, ours[here + k][0]), (j, theirs[there + k][0]))
                i, j = ours[here + k][1], theirs[there + k][1]
                _append(spans, Op.EQUAL, *ours[here + k], *theirs[there + k])
            continue
        _change(spans, old_text, new_text, (i, start), (j, other))
        _append(spans, Op.EQUAL, start, end, other, other_end)
        i, j = end, other_end
    _change(spans, old_text, new_text, (i, len(old_text) - tail), (j, len(new_text) - tail))
    _append(spans, Op.EQUAL, len(old_text) - tail, len(old_text), len(new_text) - tail, len(new_text))
    return tuple(spans)


def _runs(matches: Sequence[Match]) -> list[tuple[int, int, int]]:
    """Give the runs of matches that follow on: where they start on both sides, and how long they are."""
    runs: list[tuple[int, int, int]] = []
    here = there = size = 0
    for i, j in matches:
        if size and i == here + size and j == there + size:
            size += 1
            continue
        if size:
            runs.append((here, there, size))
        here, there, size = i, j, 1
    return [*runs, (here, there, size)] if size else runs


def _change(spans: list[WordSpan], old: str, new: str, ours: tuple[int, int], theirs: tuple[int, int]) -> None:
    gone, come = old[slice(*ours)], new[slice(*theirs)]
    if gone == come:
        _append(spans, Op.EQUAL, *ours, *theirs)
        return
    head, most = 0, min(len(gone), len(come))
    while head < most and gone[head] == come[head] and gone[head].isspace():
        head += 1
    tail = 0
    while tail < most - head and gone[-1 - tail] == come[-1 - tail] and gone[-1 - tail].isspace():
        tail += 1
    i, i_end, j, j_end = ours[0] + head, ours[1] - tail, theirs[0] + head, theirs[1] - tail
    _append(spans, Op.EQUAL, ours[0], i, theirs[0], j)
    _append(spans, Op.REMOVED, i, i_end, j, j)
    _append(spans, Op.ADDED, i_end, i_end, j, j_end)
    _append(spans, Op.EQUAL, i_end, ours[1], j_end, theirs[1])


def _append(spans: list[WordSpan], op: Op, i: int, i_end: int, j: int, j_end: int) -> None:
    if i == i_end and j == j_end:
        return
    if op is Op.EQUAL and spans and spans[-1].op is Op.EQUAL:
        spans[-1] = WordSpan(op, (spans[-1].old[0], i_end), (spans[-1].new[0], j_end))
    else:
        spans.append(WordSpan(op, (i, i_end), (j, j_end)))
