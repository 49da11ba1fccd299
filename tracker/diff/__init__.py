"""Room 3: align sentences, compare words, classify edits, follow notes and sentences. Pure."""

from tracker.diff.align import align
from tracker.diff.classify import classify
from tracker.diff.compare import compare, find_edits
from tracker.diff.honesty import Window, find_flags
from tracker.diff.lives import follow_notes
from tracker.diff.provenance import count_survivors, find_life, follow_sentences
from tracker.diff.statistics import measure, sum_up
from tracker.diff.tracing import tell_line, trace_line
from tracker.diff.words import word_diff

__all__ = [
    "Window",
    "align",
    "classify",
    "compare",
    "count_survivors",
    "find_edits",
    "find_flags",
    "find_life",
    "follow_notes",
    "follow_sentences",
    "measure",
    "sum_up",
    "tell_line",
    "trace_line",
    "word_diff",
]
