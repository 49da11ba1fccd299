"""Room 3: align sentences, compare words, classify edits, follow notes. Pure."""

from tracker.diff.align import align
from tracker.diff.classify import classify
from tracker.diff.compare import compare
from tracker.diff.honesty import Window, find_flags
from tracker.diff.lives import follow_notes
from tracker.diff.words import word_diff

__all__ = ["Window", "align", "classify", "compare", "find_flags", "follow_notes", "word_diff"]
