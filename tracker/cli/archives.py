"""`tracker verify` and `tracker db`: the archive itself."""

import typer

from tracker.cli.options import (
    DEFAULT_DB,
    AsFormat,
    Db,
    Format,
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


@db_app.command("info")
def info(as_format: AsFormat = None, output: Output = None, db: Db = DEFAULT_DB) -> None:
    """Show what database this is, and what it holds."""
    from tracker.reports.lists import INFOS

    with open_archive(db) as archive:
        facts: dict[str, str | int] = archive.describe() | archive.counts()
    deliver(INFOS[as_format or Format.TERMINAL](facts, stdout_terminal(output)), output)
