"""Keep every revision of a news story in a database, and tell sentence by sentence what changed.

The rooms are the data flow:

    sources   where text comes from: files, folders, standard input
    text      bytes to text, text to sentences and editorial notes
    diff      align sentences, compare words, classify edits, follow notes and sentences
    reports   a comparison or a history as terminal text, Markdown, HTML or JSON
    cli       words in, words out

`tracking` holds the use cases, between this pipeline and the store; `model`,
`history` and `overview` hold the values that flow; `revisions` the words for a revision or a range of them.

A tour. Two texts, without an archive:

>>> import tracker
>>> old = tracker.read_document("It rained on Monday. Nobody was hurt. The council met at 5 p.m.")
>>> new = tracker.read_document("The council met at 5 p.m. It rained on Tuesday. Nobody was hurt.")
>>> comparison = tracker.compare(old, new)
>>> [(str(edit.kind), edit.moved, [str(reason) for reason in edit.reasons]) for edit in comparison.changes]
[('kept', True, ['order']), ('reworded', False, ['date'])]
>>> print(tracker.write_comparison(comparison, "terminal"))  # doctest: +ELLIPSIS
old → new
1 reworded, 1 moved; 2 of 3 sentences kept
...
sentence 1 → 2, reworded (substantive: date)
    It rained on [-Monday-]{+Tuesday+}.
...

What it is made of: sentences, pairs of them, words.

>>> [span.start for span in tracker.split_sentences("Mr. Lee left. It was late.")]
[0, 14]
>>> tracker.align(["A b c.", "D e f."], ["D e f.", "A b c."])
(Pair(old=(1,), new=(0,), moved=True), Pair(old=(0,), new=(1,), moved=False))
>>> [(str(span.op), span.old, span.new) for span in tracker.word_diff("Day one", "Day two")]
[('equal', (0, 4), (0, 4)), ('removed', (4, 7), (4, 4)), ('added', (7, 7), (4, 7))]
>>> note, = tracker.find_notes("The mayor, Ana Lindt [recte Lund], left.")
>>> (str(note.kind), note.term, note.correct)
('recte', 'Lindt', 'Lund')

An archive of revisions (here in memory; give it a path or the URL of a database):

>>> from datetime import datetime, UTC
>>> archive = tracker.Archive.open("sqlite://", create=True)
>>> for day, text in enumerate(["It rained. Nobody came.", "It rained. Seven came.", "Seven came. It rained."], 20):
...     done = tracker.ingest_text(archive, "flood", text, captured_at=datetime(2026, 11, day, tzinfo=UTC))
>>> done.number
3
>>> history = tracker.find_history(archive, "flood", ["1..latest"])
>>> [str(step.significance) for step in history.steps]
['substantive', 'wording']
>>> tracker.write_history(history, "markdown").splitlines()[0]
'# Change report: flood'
>>> [(one.text, one.origin, one.moved) for one in tracker.find_blame(archive, "flood", "latest").sentences]
[('Seven came.', 1, False), ('It rained.', 1, True)]
>>> tracker.search_archive(archive, ["nobody"], None, 10).hits[0].runs
((1, 1),)
>>> archive.close()
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.diff import align as align
    from tracker.diff import classify as classify
    from tracker.diff import compare as compare
    from tracker.diff import word_diff as word_diff
    from tracker.errors import TrackerError as TrackerError
    from tracker.reports.formats import write_comparison as write_comparison
    from tracker.reports.formats import write_history as write_history
    from tracker.text import find_notes as find_notes
    from tracker.text import split_sentences as split_sentences
    from tracker.text.reading import read_document as read_document
    from tracker.tracking import Archive as Archive
    from tracker.tracking import find_blame as find_blame
    from tracker.tracking import find_comparison as find_comparison
    from tracker.tracking import find_history as find_history
    from tracker.tracking import find_period as find_period
    from tracker.tracking import ingest_text as ingest_text
    from tracker.tracking import search_archive as search_archive
    from tracker.tracking import verify_stories as verify_stories

_ROOMS = {
    "tracker.diff": ("align", "classify", "compare", "word_diff"),
    "tracker.errors": ("TrackerError",),
    "tracker.reports.formats": ("write_comparison", "write_history"),
    "tracker.text": ("find_notes", "split_sentences"),
    "tracker.text.reading": ("read_document",),
    "tracker.tracking": (
        "Archive",
        "find_blame",
        "find_comparison",
        "find_history",
        "find_period",
        "ingest_text",
        "search_archive",
        "verify_stories",
    ),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}
__all__ = sorted(_ROOM_OF)  # a list of names, made from the rooms


def __getattr__(name: str) -> Any:
    """Load a room when a name of it is first asked for: the command line's help needs none (PEP 562)."""
    if name not in _ROOM_OF:
        raise AttributeError(f"module 'tracker' has no attribute {name!r}")
    from importlib import import_module

    return vars(import_module(_ROOM_OF[name]))[name]


def __dir__() -> list[str]:
    """List what there is, what is not loaded yet too."""
    return __all__
