"""One archive copied into another, story by story, digest for digest."""

from collections.abc import Iterator

from store import Archive
from tracker.errors import TrackerError
from tracker.text.notes import DEFAULT_RULES, NoteRules
from tracker.tracking.exporting import export_story
from tracker.tracking.importing import import_story, read_export
from tracker.tracking.loading import chosen_stories


def copy_archive(old: Archive, new: Archive, rules: NoteRules = DEFAULT_RULES) -> Iterator[tuple[str, int, int]]:
    """Copy every story, then the terms kept by hand; give each story's key, and its new revisions and visits.

    A story is copied whole or not at all, so a copy that was stopped goes on where it was. In the end the latest
    digests of both are compared: TrackerError where they are not the same.
    """
    for story in chosen_stories(old, []):
        yield (story.key, *import_story(new, read_export(export_story(old, story.key), rules)))
    new.put_terms(old.kept_terms())
    there = {(one.uid, one.of): one.digest for one in new.heads()}
    for one in old.heads():
        if there.get((one.uid, one.of)) != one.digest:
            raise TrackerError(f"{one.story!r} has another latest digest in the copy: it grew while it was copied")
