"""Room 2: bytes to text, text to sentences and notes. Pure."""

from tracker.text.notes import find_notes
from tracker.text.sentences import read_sentences, split_sentences

__all__ = ["find_notes", "read_sentences", "split_sentences"]
