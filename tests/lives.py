"""Cases of notes' lives: a folder each, a file for a revision, and what the change report says of notes and flags.

`python -m tests.lives` writes the expected files anew; read them before they are committed.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from store import Archive
from tests.casefiles import CASES
from tracker.model import Capture
from tracker.reports.formats import HISTORIES
from tracker.reports.layout import Layout
from tracker.reports.terminal import Terminal
from tracker.tracking import find_history, ingest_capture, read_capture

LIVES = sorted(path for path in (CASES / "lives").iterdir() if path.is_dir())
EXPECTED = "expected.md"
START, APART = datetime(2026, 11, 20, 8, tzinfo=UTC), timedelta(hours=13)
SECTIONS = ("## Editorial notes", "## Changes of fact, and whether it was said")


def told(folder: Path) -> str:
    """Give what a report on a case says of its notes and of its changes of fact; its revisions are 13 hours apart."""
    with Archive.open("sqlite://", create=True) as archive:
        for number, path in enumerate(sorted(folder.glob("*.txt"))):
            moment = START + number * APART
            capture = Capture(folder.name, path.name, path.read_bytes(), "text/plain", moment)
            ingest_capture(read_capture(capture), archive.record, moment)
        history = find_history(archive, folder.name, [])
    report = HISTORIES["markdown"](history, Terminal(colour=False, width=None), Layout())
    sections = [f"## {part}".rstrip() for part in report.split("\n## ")]
    return "\n\n".join(part for part in sections if part.startswith(SECTIONS)) + "\n"


if __name__ == "__main__":
    for case in LIVES:
        (case / EXPECTED).write_text(told(case), encoding="utf-8")
