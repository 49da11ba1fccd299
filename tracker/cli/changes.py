"""`tracker diff`, `compare` and `report`: what changed."""

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.options import (
    DEFAULT_DB,
    AsFormat,
    AsMarks,
    Context,
    Db,
    Everything,
    Format,
    NoteRulesFile,
    Output,
    Range,
    Story,
    deliver,
    open_archive,
    stdout_terminal,
    tell,
)
from tracker.reports.layout import Layout, Marks

Check = Annotated[bool, typer.Option("--check", help="Exit 1 where something differs.")]


def diff(
    story: Story,
    range_words: Range = None,
    as_format: AsFormat = None,
    context: Context = 1,
    everything: Everything = False,
    marks: AsMarks = Marks.BOLD,
    check: Check = False,
    output: Output = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Show what changed between two revisions, in the order of the text. Default: prev..latest."""
    from tracker.reports.as_json import write_json
    from tracker.reports.formats import COMPARISONS
    from tracker.tracking import find_comparison

    with open_archive(db) as archive:
        comparison = find_comparison(archive, story, range_words or [])
    if comparison is None:
        tell(f"{story!r} has one revision: nothing to compare yet")
        if as_format is Format.JSON:
            deliver(write_json("comparison", {"story": story, "old": None, "new": None, "edits": []}), output)
        return
    write = COMPARISONS[as_format or Format.TERMINAL]
    deliver(write(comparison, stdout_terminal(output), Layout(context, everything, marks)), output)
    _exit_if_changed(check, bool(comparison.changes or comparison.fields))


def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The older text, a file.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The newer text, a file.")],
    as_format: AsFormat = None,
    context: Context = 1,
    everything: Everything = False,
    marks: AsMarks = Marks.BOLD,
    check: Check = False,
    rules_file: NoteRulesFile = None,
    output: Output = None,
) -> None:
    """Show what changed between two files, without an archive."""
    from tracker.reports.formats import COMPARISONS
    from tracker.reports.phrases import damage_in_words
    from tracker.tracking import compare_files, read_note_rules

    compared = compare_files(old, new, read_note_rules(rules_file))
    for warning in compared.warnings:
        tell(warning)
    for path, damage in compared.damage:
        tell(f"{path}: {damage_in_words(damage)}")
    comparison = compared.comparison
    write = COMPARISONS[as_format or Format.TERMINAL]
    deliver(write(comparison, stdout_terminal(output), Layout(context, everything, marks)), output)
    _exit_if_changed(check, bool(comparison.changes or comparison.fields))


def report(
    story: Story,
    range_words: Range = None,
    as_format: AsFormat = None,
    context: Context = 1,
    everything: Everything = False,
    marks: AsMarks = Marks.BOLD,
    within_revisions: Annotated[
        int, typer.Option(min=0, help="A note acknowledges a change that is at most so many revisions older,")
    ] = 2,
    within_hours: Annotated[float, typer.Option(min=0, help="or at most so many hours.")] = 24,
    output: Output = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Write the change report of a story's history. Default: 1..latest, as Markdown."""
    from tracker.reports.formats import HISTORIES
    from tracker.tracking import Window, find_history

    with open_archive(db) as archive:
        window = Window(within_revisions, within_hours)
        history = find_history(archive, story, range_words or ["1..latest"], window)
    write = HISTORIES[as_format or Format.MARKDOWN]
    deliver(write(history, stdout_terminal(output), Layout(context, everything, marks)), output)


def _exit_if_changed(check: bool, changed: bool) -> None:
    if check and changed:
        raise typer.Exit(1)
