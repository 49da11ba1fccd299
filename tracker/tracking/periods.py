"""What changed in all stories between two moments."""

from collections.abc import Sequence
from datetime import datetime

from store import Archive, StoryRow
from tracker.diff import Window
from tracker.overview import ChangedStory, Decision, Period, Term
from tracker.tracking.comparing import DEFAULT_WINDOW, read_history
from tracker.tracking.loading import compared_stories
from tracker.tracking.terms import registered_terms, wrong_places


def find_period(archive: Archive, since: datetime, until: datetime | None, window: Window = DEFAULT_WINDOW) -> Period:
    """Give every story with a revision captured from `since` to `until`, the weightiest changes first.

    With them what was decided in that time about revisions of any story.
    """
    terms = [one for one in registered_terms(archive) if one.checked]
    recent = [one for one in compared_stories(archive, []) if one.last_captured_at and one.last_captured_at >= since]
    changed = [one for story in recent if (one := _changed(archive, story, (since, until), window, terms))]
    decisions = tuple(
        Decision(key, one.seq, one.decided.kind.value, one.decided.why, one.decided.decided_at, one.decided.headline)
        for key, one in archive.decided_between(since, until)
    )
    return Period(since, until, tuple(sorted(changed, key=_rank)), decisions)


def _changed(
    archive: Archive, story: StoryRow, period: tuple[datetime, datetime | None], window: Window, terms: Sequence[Term]
) -> ChangedStory | None:
    since, until = period
    standing = [row for row in archive.revisions(story) if not row.aside]
    rows = [row for row in standing if row.captured_at >= since]
    numbers = tuple(row.seq for row in rows if until is None or row.captured_at <= until)
    if not numbers:
        return None
    history = read_history(archive, story, 1, numbers[-1], window)
    is_latest = numbers[-1] == standing[-1].seq  # of a period that is over nobody asks what stands now
    places = tuple(wrong_places(archive, story, terms)) if is_latest else ()
    return ChangedStory(history, numbers, places)


def _rank(changed: ChangedStory) -> tuple[int, int, int, str]:
    """Order by weight, then by changes of fact made in silence, then by the number of substantive edits."""
    weight = changed.significance
    weighty = sum(edit.significance is weight for step in changed.steps for edit in step.edits)
    return -weight.rank, -len(changed.silent), -weighty, changed.history.story
