"""`tracker stats`: figures of stories."""

from pathlib import Path
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
    deliver_bytes,
    open_archive,
    stdout_terminal,
)
from tracker.errors import TrackerError


def stats(
    stories: Patterns = None,
    folder: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="A folder of stories, without an archive.")
    ] = None,
    chart: Annotated[Path | None, typer.Option(metavar="FILE", help="Draw a chart too: a .svg or a .png file.")] = None,
    within_revisions: WithinRevisions = 2,
    within_hours: WithinHours = 24,
    as_format: AsListFormat = None,
    output: Output = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Show figures: edits by kind, weight and reason, what was said of them, times, churn by place, survival."""
    from tracker.reports.charts import FORMATS, draw_chart
    from tracker.reports.statistics import STATISTICS
    from tracker.tracking import Window, measure_folder, measure_stories, sum_up

    form = chart.suffix.lower().lstrip(".") if chart else ""
    if chart and form not in FORMATS:
        raise TrackerError(f"{chart}: a chart is a .svg or a .png file")
    if folder and stories:
        raise TrackerError("--folder measures all stories of a folder: name no others")
    window = Window(within_revisions, within_hours)
    if folder:
        measured = measure_folder(folder, window)
    else:
        with open_archive(db) as archive:
            measured = measure_stories(archive, stories or [], window)
    total = measured[0] if len(measured) == 1 else sum_up(measured)
    drawn = draw_chart(total, form) if chart else b""
    deliver(STATISTICS[as_format or ListFormat.TERMINAL]((*measured, total), stdout_terminal(output)), output)
    if chart:
        deliver_bytes(drawn, chart)
