"""The brackets of a text: one linear scan, nested and unbalanced ones included."""

import re

from tracker.model import Span

_PAIRS = {")": "(", "]": "[", "}": "{", "\uff09": "\uff08", "\u3011": "\u3010"}
_MARKS = re.compile("[\n()\\[\\]{}\uff08\uff09\u3010\u3011]")
LONGEST = 2_000  # a longer bracket holds nothing together: its opening was never closed


def bracket_spans(text: str) -> tuple[Span, ...]:
    """Give every balanced bracket of a text, its marks included, in the order in which they close.

    A closing mark closes the nearest opening one of its sort; what was opened in between stays unclosed.
    A bracket never reaches over a line end.

    >>> bracket_spans("a (b [c] d")
    (Span(start=5, end=8),)
    """
    spans: list[Span] = []
    opened: dict[str, list[int]] = {}
    for mark in _MARKS.finditer(text):
        place, sign = mark.start(), mark.group()
        if sign == "\n":
            opened.clear()
            continue
        if sign not in _PAIRS:
            opened.setdefault(sign, []).append(place)
        elif opened.get(_PAIRS[sign]):
            start = opened[_PAIRS[sign]].pop()
            if place - start <= LONGEST:
                spans.append(Span(start, place + 1))
    return tuple(spans)


def outermost(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Keep the spans that lie in no other, in the order of the text."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
