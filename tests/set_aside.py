"""Revisions hidden and retracted for the tests."""

from pathlib import Path

from sqlalchemy import create_engine, text

from store import Archive
from store.database import as_url
from tests.captures import NOON
from tracker.model import Document
from tracker.tracking import (
    find_story,
    hide_revision,
    retract_revision,
)
from tracker.tracking.loading import kept_documents

WORDS = "Xylophonist Quetzal Zugzwang Oxbow Jackdaw Sphinx Vortex Gizmo Kumquat Fjord Wyvern Banjo".split()


def documents(archive: Archive, key: str = "flood") -> dict[int, Document]:
    """Give the documents of a story's revisions that are not hidden, by their numbers."""
    rows = [row for row in archive.revisions(find_story(archive, key)) if row.aside != "hidden"]
    return {row.seq: one for row, one in zip(rows, kept_documents(archive, rows), strict=True)}


def ask(url: str, query: str) -> list[tuple[object, ...]]:
    """Ask a database directly."""
    engine = create_engine(as_url(url))
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return found


def alter(url: str, statement: str) -> None:
    """Change a database behind the program's back."""
    engine = create_engine(as_url(url))
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def hide(archive: Archive, number: int, *, headline: bool = False, key: str = "flood") -> None:
    hide_revision(archive, key, str(number), "a court's order", NOON, headline=headline)


def retract(archive: Archive, number: int, *, undo: bool = False) -> None:
    retract_revision(archive, "flood", str(number), "it was filed wrongly", NOON, undo=undo)


def sentence(word: str) -> str:
    return f"The {word.lower()} of Lund was seen {len(word)} times (the name {word} may be wrong)."


def everything(folder: Path) -> bytes:
    """Give the bytes of all files of a folder, in small letters; bytes that are packed are not in them."""
    return b"".join(path.read_bytes() for path in folder.iterdir()).lower()
