"""`tracker list`, `log` and `show`: what the archive holds."""

import sys
from typing import Annotated

import typer

from tracker.cli.options import (
    DEFAULT_DB,
    AsFormat,
    Db,
    Format,
    Output,
    Range,
    Rev,
    Story,
    deliver,
    open_archive,
    stdout_terminal,
    tell,
)
from tracker.errors import TrackerError


def list_stories(as_format: AsFormat = None, output: Output = None, db: Db = DEFAULT_DB) -> None:
    """Show every story: its revisions, its last change, its open notes."""
    from tracker.reports.lists import STORY_LISTS
    from tracker.tracking import summaries

    write = STORY_LISTS[as_format or Format.TERMINAL]
    with open_archive(db) as archive:
        deliver(write(tuple(summaries(archive)), stdout_terminal(output)), output)


def log(
    story: Story, range_words: Range = None, as_format: AsFormat = None, output: Output = None, db: Db = DEFAULT_DB
) -> None:
    """Show a story's revisions, a line each: what changed since the one before, and how much it matters."""
    from tracker.reports.lists import LOGS
    from tracker.tracking import find_log

    write = LOGS[as_format or Format.TERMINAL]
    with open_archive(db) as archive:
        deliver(write(find_log(archive, story, range_words or []), stdout_terminal(output)), output)


def show(
    story: Story,
    rev: Rev = "latest",
    sentences: Annotated[bool, typer.Option("--sentences", help="Number the sentences.")] = False,
    facts: Annotated[bool, typer.Option("--facts", help="What is known of it: times, source, encoding.")] = False,
    raw: Annotated[bool, typer.Option("--raw", help="The bytes as they came.")] = False,
    as_format: AsFormat = None,
    output: Output = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Show one revision: its text, its sentences numbered, what is known of it, or its bytes as they came."""
    from tracker.reports.lists import FACTS, REVISIONS
    from tracker.reports.phrases import damage_in_words
    from tracker.tracking import find_story, load_facts, load_raw, load_revision

    if raw and (output or as_format):
        raise TrackerError("--raw goes to standard output as it is: redirect it with '>' instead")
    with open_archive(db) as archive:
        story = find_story(archive, story).key
        if raw:
            sys.stdout.buffer.write(load_raw(archive, story, rev))
            return
        if facts:
            known = load_facts(archive, story, rev)
            deliver(FACTS[as_format or Format.TERMINAL](story, known, stdout_terminal(output)), output)
            return
        found, document = load_revision(archive, story, rev)
    for damage in document.damage:
        tell(f"revision {found.number}: {damage_in_words(damage)}")
    write = REVISIONS[as_format or Format.TERMINAL]
    deliver(write(story, found, document, stdout_terminal(output), numbered=sentences), output)
