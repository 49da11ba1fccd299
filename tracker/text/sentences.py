"""Sentences: one compiled scan finds where a sentence could end; rules decide only there (sentence_ends.py).

A paragraph is a line, in hard-wrapped text a block of lines (lines.py). Nothing outside a paragraph changes its
sentences. A quotation of several sentences is several sentences; what stands in brackets is never cut.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tracker.model import Sentence, Span
from tracker.text.brackets import bracket_spans, outermost
from tracker.text.lines import unwrapped
from tracker.text.lists import item_starts
from tracker.text.sentence_ends import CANDIDATE, ends_sentence

SPLITTER = "tracker-rules"
SPLITTER_VERSION = "3"

_NOT_SPACE = re.compile(r"\S")


def split_sentences(text: str) -> tuple[Span, ...]:
    """Find the sentences of a text: spans in code points, in order, with only white space between them.

    >>> [text[s.start:s.end] for text in ["Gen. Lee left. He won."] for s in split_sentences(text)]
    ['Gen. Lee left.', 'He won.']
    """
    return _split_lines(unwrapped(text))


def read_sentences(text: str) -> tuple[Sentence, ...]:
    """Give the sentences of a text with their words and the number of their paragraph, from 0."""
    view = unwrapped(text)
    sentences, paragraph, last_end = [], -1, -1
    for span in _split_lines(view):
        if paragraph < 0 or "\n" in view[last_end : span.start]:
            paragraph += 1
        last_end = span.end
        sentences.append(Sentence(text[span.start : span.end], span.start, span.end, paragraph))
    return tuple(sentences)


def _split_lines(view: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    start = 0
    for line in view.split("\n"):
        if line and not line.isspace():
            spans += [Span(start + first, start + last) for first, last in _split_paragraph(line)]
        start += len(line) + 1
    return tuple(spans)


def _split_paragraph(line: str) -> Iterator[tuple[int, int]]:
    brackets = outermost(bracket_spans(line))
    start = len(line) - len(line.lstrip())
    for part in pairwise((start, *item_starts(line, start), len(line))):
        yield from _split_part(line, *part, brackets)


def _split_part(line: str, start: int, end: int, brackets: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Give the sentences of a paragraph, or of one item of a list that runs on in it."""
    last = start + len(line[start:end].rstrip())  # once a part
    for candidate in CANDIDATE.finditer(line, start, end):
        place = candidate.end()
        if place >= last:
            break
        if place > start and not _held(candidate.start(), place, brackets) and ends_sentence(line, start, candidate):
            yield start, place
            following = _NOT_SPACE.search(line, place)
            start = following.start() if following else last
    yield start, last


def _held(start: int, end: int, brackets: Sequence[Span]) -> bool:
    """Tell whether a bracket that opened before this place closes after it."""
    if not brackets:
        return False
    index = bisect_right(brackets, start, key=lambda span: span.start) - 1
    return index >= 0 and start < brackets[index].end and end < brackets[index].end
