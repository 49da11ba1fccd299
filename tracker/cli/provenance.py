"""`tracker blame`: which revision brought each sentence, and its life since."""

from typing import Annotated

import typer

from tracker.cli.options import (
    DEFAULT_DB,
    AsFormat,
    Db,
    Format,
    Output,
    Rev,
    Story,
    deliver,
    open_archive,
    stdout_terminal,
)


def blame(
    story: Story,
    rev: Rev = "latest",
    sentence: Annotated[
        int | None, typer.Option("--sentence", metavar="N", help="The life of one sentence over all revisions.")
    ] = None,
    as_format: AsFormat = None,
    output: Output = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Show for each sentence of a revision which revision brought it, and what happened to it since."""
    from tracker.reports.provenance import BLAMES, LIVES
    from tracker.tracking import find_blame, find_sentence_life

    as_format, terminal = as_format or Format.TERMINAL, stdout_terminal(output)
    with open_archive(db) as archive:
        if sentence is None:
            written = BLAMES[as_format](find_blame(archive, story, rev), terminal)
        else:
            written = LIVES[as_format](find_sentence_life(archive, story, rev, sentence), terminal)
    deliver(written, output)
