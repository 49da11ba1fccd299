"""`tracker hide` and `tracker retract`: revisions set aside."""

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from tracker.cli.options import DEFAULT_DB, Db, Rev, Story, open_archive, say
from tracker.errors import TrackerError

Why = Annotated[str, typer.Option("--why", metavar="WHY", help="The reason, kept with the decision.")]


def hide(
    story: Story,
    rev: Rev,
    why: Why,
    headline: Annotated[bool, typer.Option("--headline", help="Its headline and byline too.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen and write nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    db: Db = DEFAULT_DB,
) -> None:
    """Remove a revision's text for good, as law or ethics may ask; its digest and its place stay."""
    from tracker.reports.deciding import hiding_in_words
    from tracker.tracking import hide_revision, plan_hiding

    with open_archive(db) as archive:
        planned = plan_hiding(archive, story, rev, headline=headline)
        if dry_run and planned.already:
            raise TrackerError(f"revision {planned.number} is hidden already")
        if not dry_run:  # by its number: "latest" may be another one by now
            _ask(f"Remove the text of revision {planned.number} of {planned.story!r} for good?", yes=yes)
            hide_revision(archive, planned.story, f"{planned.number}", why, datetime.now(UTC), headline=headline)
    say(f"{planned.story}, revision {planned.number}: {'would be ' if dry_run else ''}hidden, for good")
    for line in hiding_in_words(planned):
        say(line)


def retract(
    story: Story,
    rev: Rev,
    why: Why,
    undo: Annotated[bool, typer.Option("--undo", help="Take a retracted revision back.")] = False,
    db: Db = DEFAULT_DB,
) -> None:
    """Take a revision that does not belong there out of what is compared and reported; it stays in the archive."""
    from tracker.tracking import retract_revision

    with open_archive(db) as archive:
        key, number = retract_revision(archive, story, rev, why, datetime.now(UTC), undo=undo)
    say(f"{key}, revision {number}: {'reinstated' if undo else 'retracted'}")


def _ask(question: str, *, yes: bool) -> None:
    """Ask a person who sits there; where nobody does, `--yes` is the word."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise TrackerError("nothing was hidden: where nobody can be asked, say --yes")
    if not typer.confirm(question):
        raise TrackerError("nothing was hidden")
