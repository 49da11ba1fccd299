"""Bytes read into a document: text and fields by what they are, then sentences, notes and suspected damage."""

from dataclasses import dataclass
from datetime import datetime

from tracker.model import Document
from tracker.text.damage import find_damage
from tracker.text.decode import decode
from tracker.text.notes import DEFAULT_RULES, FINDER, FINDER_VERSION, OWN_RULES, NoteRules, find_notes
from tracker.text.sentences import SPLITTER, SPLITTER_VERSION, read_sentences

SEGMENTER_NAME = f"{SPLITTER} {SPLITTER_VERSION}"
AS_IT_IS = "as-it-is 1"  # the extractor of plain text
PAGES = ("text/html", "application/xhtml+xml")  # media types that a text is extracted from


@dataclass(frozen=True, slots=True)
class Contents:
    """What bytes hold: the text and the fields that stand in them, how they were decoded, what took the text out."""

    text: str
    encoding: str
    why: str
    warning: str | None = None
    extractor: str = AS_IT_IS
    title: str | None = None
    byline: str | None = None
    published_at: datetime | None = None


def read_contents(raw: bytes, media_type: str, charset: str | None = None) -> Contents:
    """Read bytes of a media type; raise TrackerError, without a name, for what holds no text."""
    decoded = decode(raw, charset)
    if media_type not in PAGES:
        return Contents(decoded.text, decoded.encoding, decoded.why, decoded.warning)
    from tracker.text.pages import extractor_name, read_page

    page = read_page(decoded.text)
    return Contents(
        page.text,
        decoded.encoding,
        decoded.why,
        decoded.warning,
        extractor_name(),
        page.title,
        page.byline,
        page.published_at,
    )


def note_finder_name(rules: NoteRules = DEFAULT_RULES) -> str:
    """Give the name and version of what finds the notes, with what rules of a person's."""
    return f"{FINDER} {FINDER_VERSION}{rules.name}"


def rules_in(note_finder: str) -> str:
    """Give the part of a finder's name that names rules of a person's; empty where there were none."""
    return note_finder[at:] if (at := note_finder.find(OWN_RULES)) >= 0 else ""


def read_document(
    text: str, title: str | None = None, byline: str | None = None, rules: NoteRules = DEFAULT_RULES
) -> Document:
    """Read everything that the pipeline knows of a text."""
    return Document(text, title, byline, read_sentences(text), find_notes(text, rules), find_damage(text))
