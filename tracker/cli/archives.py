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
    tell,
)

db_app = typer.Typer(help="The archive's database.", no_args_is_help=True)


def verify(stories: Stories = None, quiet: Quiet = False, db: Db = DEFAULT_DB) -> None:
    """Check that histories are whole and unchanged: the chain, the digests, the bytes. Exit 1 where they are not."""
    from tracker.reports.phrases import plural
    from tracker.tracking import verify_stories

    with open_archive(db) as archive:
        checked = verify_stories(archive, stories or [])
    for fault in checked.faults:
        typer.echo(f"{fault.story}, revision {fault.seq}: {fault.what}")
    size = (
        f"{plural(checked.revisions, 'revision')} in {checked.stories} {'story' if checked.stories == 1 else 'stories'}"
    )
    if checked.faults:
        tell(f"damaged: {plural(len(checked.faults), 'fault')} in {size}")
        raise typer.Exit(1)
    if not quiet:
        typer.echo(f"whole: {size}")


@db_app.command("info")
def info(as_format: AsFormat = None, output: Output = None, db: Db = DEFAULT_DB) -> None:
    """Show what database this is, and what it holds."""
    from tracker.reports.lists import INFOS

    with open_archive(db) as archive:
        facts = archive.describe() | {name: f"{count:,}" for name, count in archive.counts().items()}
    deliver(INFOS[as_format or Format.TERMINAL](facts, stdout_terminal(output)), output)
