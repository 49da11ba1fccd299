"""The edits of many stories: those of some time, weight and reason, and whether each was said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from store import Archive
from tracker.diff import Window
from tracker.history import Flag, RevisionFacts
from tracker.model import Comparison, Reason, Significance
from tracker.overview import MadeEdit
from tracker.tracking.comparing import DEFAULT_WINDOW, read_history
from tracker.tracking.loading import matching_stories


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which edits are asked for; what is empty asks for all.

    `since` and `until` are about the capture of the revision that made an edit. Of several significances, or reasons,
    one is enough; `stealth` asks for changes of fact that no note speaks of, `acknowledged` for those that one does,
    both for every change of fact; with
    reasons, of one of those facts.
    """

    since: datetime | None = None
    until: datetime | None = None
    significances: frozenset[Significance] = frozenset()
    reasons: frozenset[Reason] = frozenset()
    stealth: bool = False
    acknowledged: bool = False

    def has(self, made: MadeEdit) -> bool:
        """Say whether an edit is one of those."""
        return (
            (not self.significances or made.edit.significance in self.significances)
            and (not self.reasons or not self.reasons.isdisjoint(made.edit.reasons))
            and (not (self.stealth or self.acknowledged) or any(map(self._has_flag, made.flags)))
        )

    def in_time(self, captured_at: datetime) -> bool:
        """Say whether a time is in the period."""
        return (not self.since or captured_at >= self.since) and (not self.until or captured_at <= self.until)

    def _has_flag(self, flag: Flag) -> bool:
        of_reason = not self.reasons or not self.reasons.isdisjoint(flag.reasons)
        return of_reason and (self.acknowledged if flag.note else self.stealth)


EVERY = Wanted()


def find_edits(
    archive: Archive, patterns: Sequence[str], wanted: Wanted = EVERY, window: Window = DEFAULT_WINDOW
) -> Iterator[MadeEdit]:
    """Give the edits of the stories whose keys a pattern names, in the order of the histories and of the texts."""
    for story in matching_stories(archive, patterns):
        if wanted.since is None or (story.last_captured_at and story.last_captured_at >= wanted.since):
            history = read_history(archive, story, 1, story.revisions, window)
            for revision, step in zip(history.revisions[1:], history.steps, strict=True):
                if wanted.in_time(revision.captured_at):
                    flags = [flag for flag in history.flags if flag.revision == revision.number]
                    yield from filter(wanted.has, _made(revision, step, flags))


def _made(revision: RevisionFacts, step: Comparison, flags: Sequence[Flag]) -> Iterator[MadeEdit]:
    """Give every change of a step, those of headline and byline first."""
    for field in step.fields:
        yield MadeEdit(revision, step, field, tuple(flag for flag in flags if flag.field == field.name))
    for at, edit in enumerate(step.edits):
        if edit.significance is not Significance.NONE:
            of_this = tuple(flag for flag in flags if flag.field is None and flag.edit == at)
            yield MadeEdit(revision, step, edit, of_this)
