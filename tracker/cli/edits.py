"""`tracker edits`: the changes of all stories in one list."""

from typing import Annotated

import typer

from tracker.cli.options import (
    DEFAULT_DB,
    AsListFormat,
    Db,
    ListFormat,
    Output,
    Patterns,
    WithinHours,
    WithinRevisions,
    deliver,
    open_archive,
    parse_period,
    stdout_terminal,
)
from tracker.model import Reason, Significance

Weights = Annotated[
    list[Significance] | None,
    typer.Option("--significance", metavar="WEIGHT", help="Only substantive, wording or trivial ones; more than once."),
]
Reasons = Annotated[
    list[Reason] | None,
    typer.Option("--reason", metavar="REASON", help="Only with this reason: number, date, name ...; more than once."),
]


def edits(
    stories: Patterns = None,
    since: Annotated[str | None, typer.Option(metavar="TIME", help="Of revisions captured since then.")] = None,
    until: Annotated[str | None, typer.Option(metavar="TIME", help="Until then; a day counts whole.")] = None,
    significances: Weights = None,
    reasons: Reasons = None,
    stealth: Annotated[
        bool, typer.Option("--stealth", help="Only changes of fact that no note speaks of; content is not judged.")
    ] = False,
    acknowledged: Annotated[
        bool, typer.Option("--acknowledged", help="Only those that a note speaks of; with --stealth, both.")
    ] = False,
    within_revisions: WithinRevisions = 2,
    within_hours: WithinHours = 24,
    as_format: AsListFormat = None,
    output: Output = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Show the edits of stories, a line each: where, what, how much it matters and why, and whether it was said."""
    from tracker.reports.edits import EDIT_LISTS
    from tracker.tracking import Wanted, Window, find_edits

    start, end = parse_period(since, until)
    wanted = Wanted(start, end, frozenset(significances or ()), frozenset(reasons or ()), stealth, acknowledged)
    with open_archive(db) as archive:
        found = tuple(find_edits(archive, stories or [], wanted, Window(within_revisions, within_hours)))
    deliver(EDIT_LISTS[as_format or ListFormat.TERMINAL](found, stdout_terminal(output)), output)
