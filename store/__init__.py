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
    Restored,
    RevisionRow,
    StoryRow,
    TermRow,
    VisitRow,
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
    "Restored",
    "RevisionRow",
    "StoreError",
    "StoryRow",
    "TermRow",
    "VisitRow",
]
