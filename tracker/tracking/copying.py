"""One archive copied into another, story by story, digest for digest."""

from collections.abc import Iterator
from typing import NamedTuple

from store import Archive
from tracker.errors import TrackerError
from tracker.text.notes import DEFAULT_RULES, NoteRules
from tracker.tracking.exporting import export_story
from tracker.tracking.importing import import_story, read_export, read_with_other_rules
from tracker.tracking.loading import chosen_stories


class Copied(NamedTuple):
    """A story that was copied: how many revisions and visits were new, how many had other rules that find notes."""

    key: str
    revisions: int
    visits: int
    other_rules: int


def copy_archive(old: Archive, new: Archive, rules: NoteRules = DEFAULT_RULES) -> Iterator[Copied]:
    """Copy every story, then the terms kept by hand; tell of each story as it is done.

    A story is copied whole or not at all, so a copy that was stopped goes on where it was. In the end the latest
    digests of both are compared: TrackerError where they are not the same.
    """
    for story in chosen_stories(old, []):
        given = read_export(export_story(old, story.key), rules)
        yield Copied(story.key, *import_story(new, given), read_with_other_rules(given))
    new.put_terms(old.kept_terms())
    there = {(one.uid, one.of): one.digest for one in new.heads()}
    for one in old.heads():
        if there.get((one.uid, one.of)) != one.digest:
            raise TrackerError(f"{one.story!r} has another latest digest in the copy: it grew while it was copied")
