"""The archive: every revision of every story in one database, behind one door.

from store import Archive
with Archive.open("sqlite:///tracker.db") as archive: ...
"""

from store.archive import Archive
from store.errors import StoreError
from store.rows import (
    Arrival,
    FoundText,
    Head,
    NewNote,
    NewReading,
    NewRevision,
    NewSentence,
    NotedTerm,
    RevisionRow,
    StoryRow,
    TermRow,
)

__all__ = [
    "Archive",
    "Arrival",
    "FoundText",
    "Head",
    "NewNote",
    "NewReading",
    "NewRevision",
    "NewSentence",
    "NotedTerm",
    "RevisionRow",
    "StoreError",
    "StoryRow",
    "TermRow",
]
