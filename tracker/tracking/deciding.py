"""What keepers decide about revisions: hide one, retract one, take a retracted one back."""

from datetime import datetime

from store import Archive, Aside, DecisionKind, NewDecision
from tracker.errors import TrackerError
from tracker.overview import Hiding, SharedText
from tracker.tracking.loading import find_row, find_story

LONGEST_WHY, LONGEST_KEPT = 1_000, 2_000  # characters; what is kept of a hidden text that came again quotes a reason


def plan_hiding(archive: Archive, key: str, word: str, *, headline: bool) -> Hiding:
    """Say what it would mean to hide a revision, without doing it."""
    _, row = find_row(archive, key, word, list(Aside))
    stays = bool(row.title or row.byline) and not headline
    shared = tuple(SharedText(one.story, one.seq, one.sentences, one.of) for one in archive.sharing(row))
    already = row.aside == Aside.HIDDEN and not headline
    return Hiding(find_story(archive, key).key, row.seq, stays, already, shared, archive.backups())


def hide_revision(archive: Archive, key: str, word: str, why: str, now: datetime, *, headline: bool) -> Hiding:
    """Remove a revision's text for good; with `headline` its headline and byline too. The rest is as `plan_hiding`."""
    check_why(why)
    planned = plan_hiding(archive, key, word, headline=headline)
    _, row = find_row(archive, key, word, list(Aside))
    archive.decide(row, NewDecision(DecisionKind.HIDDEN, why, now, headline))
    return planned


def retract_revision(archive: Archive, key: str, word: str, why: str, now: datetime, *, undo: bool) -> tuple[str, int]:
    """Take a revision out of the sequence that is compared, or back into it; give its story's key and its number."""
    check_why(why)
    _, row = find_row(archive, key, word, list(Aside))
    archive.decide(row, NewDecision(DecisionKind.REINSTATED if undo else DecisionKind.RETRACTED, why, now))
    return find_story(archive, key).key, row.seq


def check_why(why: str, longest: int = LONGEST_WHY) -> None:
    """Refuse a reason that says nothing, or that no line can hold."""
    if not why.strip() or len(why) > longest or not why.isprintable():
        raise TrackerError(f"{why[:40]!r} is no reason: one line, 1 to {longest:,} characters")
