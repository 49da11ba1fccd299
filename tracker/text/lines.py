"""Line ends that are no paragraph ends: hard-wrapped text, every line cut at one width.

Wrapping is a property of a text: its lines are full, and sentences run on over their ends. One line that an edit made
longer or shorter does not undo it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

NARROWEST, WIDEST = 38, 100  # columns that text is wrapped at
FILLED = 0.6  # share of line ends where the next line's first word would not have fitted any more
RUN_ON = 2  # line ends at least that a sentence runs over, to go on in lower case
WIDE = 0.1  # share of lines that may be wider: addresses, and lines that an edit made longer
SLACK = 12  # columns that a line may be shorter than the next word asks for, before it ends a paragraph
_FIRST_WORD = re.compile(r"\s*(\S+?(?:-|(?=\s)|$))")
_RUNS_ON = re.compile(r"[^.!?\u2026:\s][\"\u201d\u2019')\]]*\s*$")

Pair = tuple[str, str]  # a line and the one that follows it, neither empty


def unwrapped(text: str) -> str:
    """Give a text of the same length in which the line ends that only wrap a paragraph are spaces."""
    lines = text.split("\n")
    inner = [(one, other) for one, other in pairwise(lines) if one and other]
    if len(inner) < RUN_ON or not (width := _width(lines, inner)):
        return text
    parts = [lines[0]]
    for line, following in pairwise(lines):
        parts += [" " if _goes_on(line, following, width) else "\n", following]
    return "".join(parts)


def _width(lines: Sequence[str], inner: Sequence[Pair]) -> int:
    """Give the width that a text is wrapped at, 0 where it is not."""
    filled = [line for line in lines if line]
    width = sorted(map(len, filled))[-1 - int(WIDE * len(filled))]
    if not NARROWEST <= width <= WIDEST:
        return 0
    full = [pair for pair in inner if _is_full(*pair, width)]
    run_on = sum(following[0].islower() and _RUNS_ON.search(line[-WIDEST:]) is not None for line, following in full)
    return width if run_on >= RUN_ON and len(full) >= FILLED * len(inner) else 0


def _is_full(line: str, following: str, width: int) -> bool:
    first = _FIRST_WORD.match(following[:WIDEST])
    return len(line) + 1 + (len(first[1]) if first else 0) > width


def _goes_on(line: str, following: str, width: int) -> bool:
    if not line.strip() or not following.strip():
        return False
    return following[0].islower() or _is_full(line, following, width - SLACK)
