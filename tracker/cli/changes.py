"""`tracker diff`, `compare` and `report`: what changed."""

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.options import (
    DEFAULT_DB,
    LARGEST_FILE,
    AsChangeFormat,
    AsMarks,
    ChangeFormat,
    Context,
    Db,
    Everything,
    MaxSize,
    NoteRulesFiles,
    Output,
    Range,
    Story,
    WithinHours,
    WithinRevisions,
    deliver,
    open_archive,
    parse_period,
    stdout_terminal,
    tell,
)
from tracker.errors import TrackerError
from tracker.reports.layout import Layout, Marks

Check = Annotated[bool, typer.Option("--check", help="Exit 1 where something differs.")]


def diff(
    story: Story,
    range_words: Range = None,
    as_format: AsChangeFormat = None,
    context: Context = 1,
    everything: Everything = False,
    marks: AsMarks = Marks.BOLD,
    check: Check = False,
    output: Output = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Show what changed between two revisions, in the order of the text. Default: prev..latest."""
    from tracker.reports.as_json import no_comparison_json, write_json
    from tracker.reports.formats import COMPARISONS
    from tracker.tracking import find_comparison, find_story

    with open_archive(db) as archive:
        story = find_story(archive, story).key
        comparison = find_comparison(archive, story, range_words or [])
    if comparison is None:
        tell(f"{story!r} has one revision: nothing to compare yet")
        if as_format is ChangeFormat.JSON:
            deliver(write_json("comparison", no_comparison_json(story)), output)
        return
    write = COMPARISONS[as_format or ChangeFormat.TERMINAL]
    deliver(write(comparison, stdout_terminal(output), Layout(context, everything, marks)), output)
    _exit_if_changed(check, bool(comparison.changes or comparison.fields))


def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The older text, a file.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The newer text, a file.")],
    as_format: AsChangeFormat = None,
    context: Context = 1,
    everything: Everything = False,
    marks: AsMarks = Marks.BOLD,
    check: Check = False,
    rules_files: NoteRulesFiles = None,
    max_size: MaxSize = LARGEST_FILE,
    label: Annotated[str | None, typer.Option(metavar="NAME", help="What the two files are called together.")] = None,
    output: Output = None,
) -> None:
    """Show what changed between two files, without an archive."""
    from tracker.reports.formats import COMPARISONS
    from tracker.reports.phrases import damage_in_words
    from tracker.tracking import compare_files, read_note_rules

    compared = compare_files(old, new, read_note_rules(rules_files, max_size), label, max_size)
    for warning in compared.warnings:
        tell(warning)
    for path, damage in compared.damage:
        tell(f"{path}: {damage_in_words(damage)}")
    comparison = compared.comparison
    write = COMPARISONS[as_format or ChangeFormat.TERMINAL]
    deliver(write(comparison, stdout_terminal(output), Layout(context, everything, marks)), output)
    _exit_if_changed(check, bool(comparison.changes or comparison.fields))


def report(
    story: Annotated[str | None, typer.Argument(metavar="STORY", help="A story's key; none with --since.")] = None,
    range_words: Range = None,
    since: Annotated[str | None, typer.Option(metavar="TIME", help="All stories that changed since then.")] = None,
    until: Annotated[str | None, typer.Option(metavar="TIME", help="The end of that time; a day counts whole.")] = None,
    as_format: AsChangeFormat = None,
    context: Context = 1,
    everything: Everything = False,
    marks: AsMarks = Marks.BOLD,
    within_revisions: WithinRevisions = 2,
    within_hours: WithinHours = 24,
    output: Output = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Write the change report of a story's history (default: 1..latest), or of all stories --since a time. Markdown."""
    from tracker.reports.formats import HISTORIES, PERIODS
    from tracker.tracking import Window, find_history, find_period

    as_format, window = as_format or ChangeFormat.MARKDOWN, Window(within_revisions, within_hours)
    terminal = stdout_terminal(output)
    with open_archive(db) as archive:
        if story is None:
            if everything or context != 1 or marks is not Marks.BOLD:
                raise TrackerError("--all, --context and --marks are for the report of one story")
            start, end = parse_period(since, until)
            if start is None:
                raise TrackerError("name a story ('tracker list' shows them), or say since when with --since")
            written = PERIODS[as_format](find_period(archive, start, end, window), terminal)
        elif since or until:
            raise TrackerError("--since and --until are for all stories: for one, give a range such as @2026-11-20..")
        else:
            history = find_history(archive, story, range_words or [], window)
            written = HISTORIES[as_format](history, terminal, Layout(context, everything, marks))
    deliver(written, output)


def _exit_if_changed(check: bool, changed: bool) -> None:
    if check and changed:
        raise typer.Exit(1)
