"""`tracker search`: words in every revision."""

from typing import Annotated

import typer

from tracker.cli.options import DEFAULT_DB, AsFormat, Db, Format, Output, deliver, open_archive, stdout_terminal
from tracker.errors import TrackerError


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS", help="All of these; 'quoted words' are a phrase, and Lukash* goes on."),
    ],
    story: Annotated[str | None, typer.Option(metavar="KEY", help="Only in this story.")] = None,
    first: Annotated[bool, typer.Option("--first", help="For each story the revision that first had them.")] = False,
    last: Annotated[bool, typer.Option("--last", help="For each story the revision that had them last.")] = False,
    notes: Annotated[bool, typer.Option("--notes", help="Only in editorial notes.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many places are shown.")] = 20,
    as_format: AsFormat = None,
    output: Output = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Find words in every revision: in text, notes, headlines and terms. Exit 1 where there is nothing."""
    from tracker.reports.searching import SEARCHES
    from tracker.tracking import search_archive

    if first and last:
        raise TrackerError("--first and --last are two questions: ask one")
    end = "first" if first else "last" if last else None
    with open_archive(db) as archive:
        found = search_archive(archive, words, story, limit, end=end, notes=notes)
    deliver(SEARCHES[as_format or Format.TERMINAL](found, stdout_terminal(output)), output)
    if not found.hits and not found.terms:
        raise typer.Exit(1)
