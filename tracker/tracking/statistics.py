"""The figures of stories in an archive, or of a folder of stories that is in none."""

from collections.abc import Sequence
from pathlib import Path

from store import Archive, StoryRow
from tracker.diff import Window, measure
from tracker.overview import Stats
from tracker.sources import Details, Found, find_files, read_found
from tracker.tracking.comparing import DEFAULT_WINDOW, flags_of, read_run
from tracker.tracking.ingesting import ingest_capture, read_capture
from tracker.tracking.loading import matching_stories


def measure_stories(archive: Archive, patterns: Sequence[str], window: Window = DEFAULT_WINDOW) -> tuple[Stats, ...]:
    """Measure each story whose key a pattern names ("flood", "flood-*"); all where there is none.

    `window` says how soon a note must speak of a change.
    """
    return tuple(_measured(archive, story, window) for story in matching_stories(archive, patterns))


def measure_folder(folder: Path, window: Window = DEFAULT_WINDOW) -> tuple[Stats, ...]:
    """Measure the stories of a folder without an archive; TrackerError for the first file that cannot be read."""
    with Archive.open("sqlite://", create=True) as archive:
        for found in find_files(folder).files:
            if not isinstance(found, Found):
                raise found
            capture = read_found(found, Details())
            ingest_capture(read_capture(capture), archive.record, capture.captured_at)
        return measure_stories(archive, [], window)


def _measured(archive: Archive, story: StoryRow, window: Window) -> Stats:
    run = read_run(archive, story, 1, story.revisions)
    return measure(story.key, run.facts, run.steps, run.provenances(), flags_of(run, window))
