"""The archive: every revision of every story in one database, behind one door.

from store import Archive
with Archive.open("sqlite:///tracker.db") as archive: ...
"""

from store.archive import Archive
from store.aside import Aside, DecisionKind, DecisionRow, NewDecision, Sharing
from store.errors import NoArchiveError, StoreError
from store.rows import (
    Arrival,
    Captured,
    FoundText,
    Head,
    HeadOf,
    Kept,
    KeptReading,
    NewNote,
    NewReading,
    NewRevision,
    NewSentence,
    NotedTerm,
    Restored,
    RestoredRevision,
    RevisionRow,
    StoryRow,
    TermRow,
    VisitRow,
)

__all__ = [
    "Archive",
    "Arrival",
    "Aside",
    "Captured",
    "DecisionKind",
    "DecisionRow",
    "FoundText",
    "Head",
    "HeadOf",
    "Kept",
    "KeptReading",
    "NewDecision",
    "NewNote",
    "NewReading",
    "NewRevision",
    "NewSentence",
    "NoArchiveError",
    "NotedTerm",
    "Restored",
    "RestoredRevision",
    "RevisionRow",
    "Sharing",
    "StoreError",
    "StoryRow",
    "TermRow",
    "VisitRow",
]
