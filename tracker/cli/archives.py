"""`tracker verify` and `tracker db`: the archive itself."""

import sys
from collections.abc import Iterable
from typing import Annotated

import typer

from tracker.cli.options import (
    DEFAULT_DB,
    AsFormat,
    Db,
    Format,
    NoteRulesFile,
    Output,
    Quiet,
    Stories,
    deliver,
    open_archive,
    stdout_terminal,
)

db_app = typer.Typer(help="The archive's database.", no_args_is_help=True)


def verify(
    stories: Stories = None,
    as_format: AsFormat = None,
    output: Output = None,
    quiet: Quiet = False,
    db: Db = DEFAULT_DB,
) -> None:
    """Check that histories are whole and unchanged: chain, digests, bytes, sentences, notes. Exit 1 where not."""
    from tracker.reports.lists import VERIFIED
    from tracker.tracking import verify_stories

    with open_archive(db) as archive:
        verified = verify_stories(archive, stories or [])
    if verified.faults or not quiet:
        deliver(VERIFIED[as_format or Format.TERMINAL](verified, stdout_terminal(output)), output)
    if verified.faults:
        raise typer.Exit(1)


def reindex(
    stories: Stories = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Read everything again, also what this program's own readers read.")
    ] = False,
    rules_file: NoteRulesFile = None,
    quiet: Quiet = False,
    db: Db = DEFAULT_DB,
) -> None:
    """Read again what older readers read: text out of pages, sentences, notes. Bytes, facts and digests stay.

    Each story is read again whole or not at all; a run that was stopped goes on where it was.
    """
    from tracker.tracking import find_story, read_note_rules, reindex_stories

    with open_archive(db) as archive:
        for key in stories or []:
            find_story(archive, key)  # a wrong key is said before anything is read
        keys = stories or [story.key for story in archive.stories()]
        done = reindex_stories(archive, stories or [], read_note_rules(rules_file), everything=everything)
        read = again = 0
        for _, stale, revisions in _with_bar(done, len(keys)) if sys.stderr.isatty() and not quiet else done:
            again, read = again + stale, read + revisions
    if not quiet:
        typer.echo(f"{again:,} of {read:,} revisions read again")


def _with_bar(done: Iterable[tuple[str, int, int]], stories: int) -> Iterable[tuple[str, int, int]]:
    from rich.console import Console
    from rich.progress import track

    return track(done, total=stories, description="reindex", console=Console(stderr=True))


@db_app.command("upgrade")
def upgrade(db: Db = DEFAULT_DB) -> None:
    """Bring an older archive's schema to what this program needs; SQLite is copied beside itself first."""
    from store import Archive

    with Archive.open(db, upgrade=True) as archive:
        typer.echo(f"schema {archive.describe()['schema']}")


@db_app.command("info")
def info(as_format: AsFormat = None, output: Output = None, db: Db = DEFAULT_DB) -> None:
    """Show what database this is, and what it holds."""
    from tracker.reports.lists import INFOS

    with open_archive(db) as archive:
        facts: dict[str, str | int] = archive.describe() | archive.counts()
    deliver(INFOS[as_format or Format.TERMINAL](facts, stdout_terminal(output)), output)
