"""The command line's root: every command is added here, in the order of a day's work."""

from typing import Annotated

import typer

from tracker.cli.archives import db_app, export, import_file, reindex, verify
from tracker.cli.changes import compare, diff, report
from tracker.cli.deciding import hide, retract
from tracker.cli.edits import edits
from tracker.cli.ingesting import ingest
from tracker.cli.notes import notes, terms_app
from tracker.cli.provenance import blame
from tracker.cli.reading import list_stories, log, show
from tracker.cli.schemas import schema
from tracker.cli.searching import search
from tracker.cli.statistics import stats
from tracker.cli.stories import story_app

app = typer.Typer(
    help="Keep every revision of a news story, and tell sentence by sentence what changed.",
    epilog="Start with: tracker ingest FOLDER; tracker log STORY; tracker diff STORY; tracker report STORY",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"tracker {version('story-tracker')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Keep every revision of a news story, and tell sentence by sentence what changed."""


app.command("ingest")(ingest)
app.command("list")(list_stories)
app.command("log")(log)
app.command("show")(show)
app.command("diff")(diff)
app.command("compare")(compare)
app.command("report")(report)
app.command("edits")(edits)
app.command("blame")(blame)
app.command("search")(search)
app.command("notes")(notes)
app.add_typer(terms_app, name="terms")
app.add_typer(story_app, name="story")
app.command("stats")(stats)
app.command("schema")(schema)
app.command("verify")(verify)
app.command("retract")(retract)
app.command("hide")(hide)
app.command("export")(export)
app.command("import")(import_file)
app.command("reindex")(reindex)
app.add_typer(db_app, name="db")
