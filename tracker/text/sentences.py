"""Sentences: one compiled scan finds where a sentence could end; rules decide only there.

A paragraph is a line. Nothing outside a paragraph changes its sentences. A quotation of several sentences is
several sentences; what stands in brackets is never cut.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from tracker.model import Sentence, Span
from tracker.text.abbreviations import BEFORE_NUMBER, EITHER, INSIDE, OPENERS, TITLES
from tracker.text.brackets import bracket_spans, outermost

SPLITTER = "tracker-rules"
SPLITTER_VERSION = "1"

_CLOSERS = "\"'\u201d\u2019\u00bb\u203a)\\]\u300d\u300f\uff09*_"
_OPENERS = "\"'\u201c\u2018\u201e\u201a\u00ab\u2039([\u300c\u300e\u00bf\u00a1*_-\u2013\u2014\u2022"
_CANDIDATE = re.compile(
    rf"(?:\.(?: \.)+[{_CLOSERS}]*(?=\s)|[.!?\u2026\u061f\u06d4\u0964\u0965]+[{_CLOSERS}]*(?:\s?\[\d{{1,3}}\])*(?=\s)|[\u3002\uff01\uff1f\uff61]+[{_CLOSERS}]*|"
    r"(?<=[a-z]{2})[.!?](?=[A-Z][a-z]))"
)
_LAST_WORD = re.compile(r"[^\s(\[\"\u201c\u2018\u201e\u00ab\u2013\u2014/]+$")
_NEXT = re.compile(
    rf"\s*(?P<open>[{_OPENERS.replace('[', chr(92) + '[').replace('-', chr(92) + '-')}]*)(?P<word>[^\s]*)"
)
_LIST_MARK = re.compile(r"\s*(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]|\d{1,2}\.\d{1,2}\.?)")
_NOT_SPACE = re.compile(r"\S")
_DOTTED = re.compile(r"(?:\w\.)+\w?")
_WORD_REACH = 40  # characters looked back for the word before a full stop


def split_sentences(text: str) -> tuple[Span, ...]:
    """Find the sentences of a text: spans in code points, in order, with only white space between them.

    >>> [text[s.start:s.end] for text in ["Gen. Lee left. He won."] for s in split_sentences(text)]
    ['Gen. Lee left.', 'He won.']
    """
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            spans += _split_paragraph(line, start)
        start += len(line) + 1
    return tuple(spans)


def read_sentences(text: str) -> tuple[Sentence, ...]:
    """Give the sentences of a text with their words and the number of their paragraph, from 0."""
    sentences, paragraph, last_end = [], -1, -1
    for span in split_sentences(text):
        if paragraph < 0 or "\n" in text[last_end : span.start]:
            paragraph += 1
        last_end = span.end
        sentences.append(Sentence(text[span.start : span.end], span.start, span.end, paragraph))
    return tuple(sentences)


def _split_paragraph(line: str, offset: int) -> list[Span]:
    spans = []
    brackets = outermost(bracket_spans(line))
    start = len(line) - len(line.lstrip())
    end_of_text = len(line.rstrip())
    for candidate in _CANDIDATE.finditer(line):
        end = candidate.end()
        if end >= end_of_text:
            break
        if end > start and _ends_sentence(line, start, candidate, brackets):
            spans.append(Span(offset + start, offset + end))
            start = _NOT_SPACE.search(line, end).start()  # type: ignore[union-attr]  # end is before the last word
    spans.append(Span(offset + start, offset + end_of_text))
    return spans


def _in_brackets(place: int, spans: Sequence[Span]) -> bool:
    index = bisect_right(spans, place, key=lambda span: span.start) - 1
    return index >= 0 and place < spans[index].end


def _ends_sentence(line: str, start: int, candidate: re.Match[str], brackets: Sequence[Span]) -> bool:
    if brackets and _in_brackets(candidate.start(), brackets) and _in_brackets(candidate.end(), brackets):
        return False
    mark = candidate.group()[0]
    if mark in "\u3002\uff01\uff1f\uff61\u0964\u0965\u061f\u06d4":
        return True
    following = _NEXT.match(line, candidate.end())
    opened, word = (following["open"], following["word"]) if following else ("", "")
    if not word:
        return bool(opened)
    if mark != "." or candidate.group().startswith(("..", ". ")):
        return not word[0].islower()
    if word[0].islower():
        return False
    return _full_stop_ends(line, start, candidate, opened, word)


def _full_stop_ends(line: str, start: int, candidate: re.Match[str], opened: str, word: str) -> bool:
    if _LIST_MARK.fullmatch(line, start, candidate.start() + 1):
        return False
    if len(candidate.group()) > 1:  # a closing mark or a second stop after the full stop
        return True
    found = _LAST_WORD.search(line, max(start, candidate.start() - _WORD_REACH), candidate.start())
    if not found:
        return True
    last = found.group()
    key = last.lower().lstrip("'\u2019*_")
    plain = word.rstrip(".,;:!?\"'\u201d\u2019)").lower()
    if key in INSIDE or (key in TITLES and not opened):
        return False
    if key in BEFORE_NUMBER and (word[0].isdigit() or (opened == "" and plain in ("i", "ii", "iii", "iv", "v"))):
        return False
    if key in EITHER or _DOTTED.fullmatch(key):
        return plain in OPENERS or plain in TITLES or bool(opened.strip("([-"))
    if len(key) == 1 and key.isalpha() and last.isupper():
        return plain in OPENERS and key != "i" and not opened
    return True
