"""`tracker notes`: editorial notes and what became of each."""

from typing import Annotated

import typer

from tracker.cli.options import (
    DEFAULT_DB,
    AsFormat,
    Db,
    Format,
    Output,
    Stories,
    deliver,
    open_archive,
    stdout_terminal,
)


def notes(
    stories: Stories = None,
    only_open: Annotated[bool, typer.Option("--open", help="Only notes that are open.")] = False,
    as_format: AsFormat = None,
    output: Output = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Show the editorial notes of stories and what became of each."""
    from tracker.reports.lists import NOTE_LISTS
    from tracker.tracking import note_lives

    write = NOTE_LISTS[as_format or Format.TERMINAL]
    with open_archive(db) as archive:
        lives = tuple(note_lives(archive, stories or [], only_open=only_open))
    deliver(write(lives, stdout_terminal(output)), output)
