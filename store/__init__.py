"""The archive: every revision of every story in one database, behind one door.

from store import Archive
with Archive.open("sqlite:///tracker.db") as archive: ...
"""

from store.archive import Archive
from store.errors import StoreError
from store.rows import Arrival, NewNote, NewReading, NewRevision, NewSentence, RevisionRow, StoryRow

__all__ = [
    "Archive",
    "Arrival",
    "NewNote",
    "NewReading",
    "NewRevision",
    "NewSentence",
    "RevisionRow",
    "StoreError",
    "StoryRow",
]
