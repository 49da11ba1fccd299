"""`tracker verify`, `export`, `import`, `reindex` and `db`: the archive itself."""

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.options import (
    DEFAULT_DB,
    LARGEST_EXPORT,
    LARGEST_FILE,
    AsFormat,
    Db,
    Format,
    MaxSize,
    NoteRulesFiles,
    Output,
    Quiet,
    Stories,
    Story,
    deliver,
    open_archive,
    say,
    stdout_terminal,
    tell,
)
from tracker.errors import TrackerError

db_app = typer.Typer(help="The archive's database.", no_args_is_help=True)


def verify(
    stories: Stories = None,
    data: Annotated[bool, typer.Option("--data", help="Bytes, sentences and notes too, not the chains alone.")] = False,
    sample: Annotated[str | None, typer.Option(metavar="5%", help="--data for a part, chosen by chance.")] = None,
    heads: Annotated[bool, typer.Option("--heads", help="Print the latest digests, to be kept elsewhere.")] = False,
    against: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Compare with what --heads printed earlier.")
    ] = None,
    max_size: MaxSize = LARGEST_FILE,
    rules_files: NoteRulesFiles = None,
    as_format: AsFormat = None,
    output: Output = None,
    quiet: Quiet = False,
    db: Db = DEFAULT_DB,
) -> None:
    """Check that histories are whole and unchanged. Exit 0 where they are, 1 where not, 2 where it cannot be told."""
    from tracker.reports.lists import HEADS, VERIFIED
    from tracker.tracking import chain_ends, compare_heads, read_note_rules, verify_stories

    if heads and (against or data or sample):
        raise TrackerError("--heads checks nothing: leave out --against, --data and --sample")
    share, terminal = float(data) if sample is None else _share(sample), stdout_terminal(output)
    with open_archive(db) as archive:
        if heads:
            deliver(HEADS[as_format or Format.TERMINAL](chain_ends(archive, stories or []), terminal), output)
            return
        verified = verify_stories(archive, stories or [], share, read_note_rules(rules_files, max_size))
        if against:
            verified = replace(verified, faults=(*verified.faults, *compare_heads(archive, against, max_size)))
    if verified.faults or not quiet:
        deliver(VERIFIED[as_format or Format.TERMINAL](verified, terminal), output)
    if verified.faults:
        raise typer.Exit(1)


def _share(word: str) -> float:
    """Read a share: 5%."""
    number = word.strip().removesuffix("%")
    try:
        share = float(number) / 100
    except ValueError:
        share = -1.0
    if not 0 < share <= 1:
        raise TrackerError(f"{word!r} is no share: write 5%")
    return share


def export(story: Story, output: Output = None, db: Db = DEFAULT_DB) -> None:
    """Write a story, bytes and all, as lines of JSON that vouch for themselves."""
    from tracker.tracking import export_story

    with open_archive(db) as archive:
        deliver("".join(export_story(archive, story)), output)


def import_file(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="What 'tracker export' wrote.")],
    max_size: MaxSize = LARGEST_EXPORT,
    rules_files: NoteRulesFiles = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Put an exported story into the archive, digest for digest, whole or not at all."""
    from tracker.reports.phrases import plural
    from tracker.sources import read_lines
    from tracker.tracking import import_story, read_export, read_note_rules, read_with_other_rules

    rules = read_note_rules(rules_files, max_size)
    try:  # the whole file before an archive is made where there is none
        given = read_export(read_lines(path, max_size), rules)
    except TrackerError as error:
        raise TrackerError(f"{path}: {error}") from error
    with open_archive(db, create=True) as archive:
        revisions, visits = import_story(archive, given)
    say(f"{given.key}: {plural(revisions, 'new revision')} and {plural(visits, 'new visit')}")
    _tell_of_rules(read_with_other_rules(given), given.key)


def _tell_of_rules(revisions: int, what: str) -> None:
    """Say where notes were found with rules that are not given: what only those find is not in this archive."""
    from tracker.reports.phrases import plural

    if revisions:
        tell(
            f"{what}: {plural(revisions, 'revision')} had been read with note rules of your own, which were not given: "
            "'tracker reindex --note-rules FILE' finds those notes again"
        )


def reindex(
    stories: Stories = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Read everything again, also what this program's own readers read.")
    ] = False,
    rules_files: NoteRulesFiles = None,
    max_size: MaxSize = LARGEST_FILE,
    quiet: Quiet = False,
    db: Db = DEFAULT_DB,
) -> None:
    """Read again what older readers read: text out of pages, sentences, notes. Bytes, facts and digests stay.

    Each story is read again whole or not at all; a run that was stopped goes on where it was.
    """
    from tracker.reports.phrases import plural
    from tracker.tracking import find_story, read_note_rules, reindex_stories

    with open_archive(db) as archive:
        for key in stories or []:
            find_story(archive, key)  # a wrong key is said before anything is read
        keys = stories or [story.key for story in archive.stories()]
        done = reindex_stories(archive, stories or [], read_note_rules(rules_files, max_size), everything=everything)
        read = again = 0
        for _, stale, revisions in _with_bar(done, len(keys)) if sys.stderr.isatty() and not quiet else done:
            again, read = again + stale, read + revisions
    if not quiet:
        say(f"{again:,} of {plural(read, 'revision')} read again")


def _with_bar(done: Iterable[tuple[str, int, int]], stories: int) -> Iterable[tuple[str, int, int]]:
    from rich.console import Console
    from rich.progress import track

    return track(done, total=stories, description="reindex", console=Console(stderr=True))


@db_app.command("upgrade")
def upgrade(db: Db = DEFAULT_DB) -> None:
    """Bring an older archive's schema to what this program needs; SQLite is copied beside itself first."""
    from store import Archive

    with Archive.open(db, upgrade=True) as archive:
        say(f"schema {archive.describe()['schema']}")


@db_app.command("info")
def info(as_format: AsFormat = None, output: Output = None, db: Db = DEFAULT_DB) -> None:
    """Show what database this is, and what it holds."""
    from tracker.reports.lists import INFOS

    with open_archive(db) as archive:
        facts: dict[str, str | int] = archive.describe() | archive.counts()
    deliver(INFOS[as_format or Format.TERMINAL](facts, stdout_terminal(output)), output)


def _file_of(database: str) -> Path:
    return Path(database.removeprefix("sqlite:///")).resolve()


@db_app.command("copy")
def copy(
    old: Annotated[str, typer.Argument(metavar="FROM", help="The archive to copy: a path or a database URL.")],
    new: Annotated[str, typer.Argument(metavar="TO", help="Where to; made where there is none, else added to.")],
    rules_files: NoteRulesFiles = None,
    max_size: MaxSize = LARGEST_FILE,
) -> None:
    """Copy an archive into another, of either database, digest for digest; a copy that was stopped goes on."""
    from tracker.reports.phrases import plural, plural_stories
    from tracker.tracking import copy_archive, read_note_rules

    if old == new or _file_of(old) == _file_of(new):
        raise TrackerError("an archive is not copied into itself")
    stories = revisions = others = 0
    rules = read_note_rules(rules_files, max_size)
    with open_archive(old) as source, open_archive(new, create=True) as target:
        for copied in copy_archive(source, target, rules):
            stories, revisions, others = stories + 1, revisions + copied.revisions, others + copied.other_rules
    say(f"{plural_stories(stories)}, {plural(revisions, 'new revision')}; the latest digests of both are the same")
    _tell_of_rules(others, new)
