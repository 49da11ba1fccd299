"""Captures of one story for the tests, and what an archive makes of them."""

from datetime import UTC, datetime, timedelta

from store import Archive
from tracker.model import Capture
from tracker.tracking import ingest_capture, read_capture

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def capture(content: str | bytes, source: str = "a.txt", hour: int = 0, title: str | None = None) -> Capture:
    raw = content.encode() if isinstance(content, str) else content
    return Capture("flood", source, raw, "text/plain", NOON + timedelta(hours=hour), title=title)


def put(archive: Archive, *captures: Capture) -> list[tuple[str, int, int | None]]:
    found = [ingest_capture(read_capture(one), archive.record, NOON) for one in captures]
    return [(one.arrival.value, one.number, one.reverts_to) for one in found]
