"""A text with its fields, read into a document: sentences, notes and suspected damage."""

from tracker.model import Document
from tracker.text.damage import find_damage
from tracker.text.notes import FINDER, FINDER_VERSION, find_notes
from tracker.text.sentences import SPLITTER, SPLITTER_VERSION, read_sentences

SEGMENTER_NAME = f"{SPLITTER} {SPLITTER_VERSION}"
NOTE_FINDER_NAME = f"{FINDER} {FINDER_VERSION}"


def read_document(text: str, title: str | None = None, byline: str | None = None) -> Document:
    """Read everything that the pipeline knows of a text."""
    return Document(text, title, byline, read_sentences(text), find_notes(text), find_damage(text))
