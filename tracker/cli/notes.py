"""`tracker notes` and `tracker terms`: editorial notes, what became of each, and the terms they call wrong."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.options import (
    DEFAULT_DB,
    LARGEST_FILE,
    AsListFormat,
    Db,
    ListFormat,
    MaxSize,
    Output,
    Stories,
    deliver,
    open_archive,
    say,
    stdout_terminal,
)
from tracker.errors import TrackerError

terms_app = typer.Typer(help="Misnamed terms across stories.", invoke_without_command=True)


def notes(
    stories: Stories = None,
    only_open: Annotated[bool, typer.Option("--open", help="Only notes that are open.")] = False,
    as_format: AsListFormat = None,
    output: Output = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Show the editorial notes of stories and what became of each."""
    from tracker.reports.noted import NOTE_LISTS
    from tracker.tracking import note_lives

    write = NOTE_LISTS[as_format or ListFormat.TERMINAL]
    with open_archive(db) as archive:
        lives = tuple(note_lives(archive, stories or [], only_open=only_open))
    deliver(write(lives, stdout_terminal(output)), output)


@terms_app.callback()
def terms(context: typer.Context, as_format: AsListFormat = None, output: Output = None, db: Db = DEFAULT_DB) -> None:
    """Show the registry: terms that notes call wrong, and those added by hand, with their correct forms."""
    from tracker.reports.noted import TERM_LISTS
    from tracker.tracking import registered_terms

    if context.invoked_subcommand is not None:
        return
    with open_archive(db) as archive:
        found = registered_terms(archive)
    deliver(TERM_LISTS[as_format or ListFormat.TERMINAL](found, stdout_terminal(output)), output)


@terms_app.command("check")
def check(stories: Stories = None, as_format: AsListFormat = None, output: Output = None, db: Db = DEFAULT_DB) -> None:
    """Show every place in latest revisions where a wrong form still stands. Exit 1 where there is one."""
    from tracker.reports.noted import TERM_PLACES
    from tracker.tracking import check_terms

    with open_archive(db) as archive:
        places = tuple(check_terms(archive, stories or []))
    deliver(TERM_PLACES[as_format or ListFormat.TERMINAL](places, stdout_terminal(output)), output)
    if places:
        raise typer.Exit(1)


@terms_app.command("add")
def add(
    term: Annotated[str, typer.Argument(metavar="TERM", help="The wrong form.")],
    correct: Annotated[str | None, typer.Argument(metavar="CORRECT", help="The right one, where it is known.")] = None,
    remark: Annotated[str | None, typer.Option(help="Why, or who says so.")] = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Add a misnamed term by hand; one that is there gets the new correct form."""
    from tracker.tracking import add_term, new_term

    row = new_term(term, correct, remark, datetime.now(UTC))  # before an archive is made where there is none
    with open_archive(db, create=True) as archive:
        done = add_term(archive, row)
    say(f"{term} → {correct or '?'}: {done}")


@terms_app.command("import")
def import_file(
    path: Annotated[Path, typer.Argument(metavar="FILE.csv", help="Lines of: term, correct form, remark.")],
    max_size: MaxSize = LARGEST_FILE,
    db: Db = DEFAULT_DB,
) -> None:
    """Add the terms of a CSV file, all of them or, where a line is wrong, none."""
    import csv

    from tracker.sources import read_text
    from tracker.tracking import parse_terms

    try:
        rows = parse_terms(read_text(path, max_size), datetime.now(UTC))
    except (TrackerError, csv.Error) as error:
        raise TrackerError(f"{path}: {error}") from error
    if not rows:
        raise TrackerError(f"{path}: holds no terms")
    with open_archive(db, create=True) as archive:
        new = archive.put_terms(rows)
    say(f"{new:,} added, {len(rows) - new:,} known already")


@terms_app.command("remove")
def remove(term: Annotated[str, typer.Argument(metavar="TERM", help="The wrong form.")], db: Db = DEFAULT_DB) -> None:
    """Forget a term that was added by hand."""
    with open_archive(db) as archive:
        if not archive.drop_term(term):
            raise TrackerError(f"no term {term!r} was added by hand ('tracker terms' shows all)")
    say(f"{term}: removed")
