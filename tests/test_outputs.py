"""Every output of every command: stable, and never changed in its shape by what a story says."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from store import Archive
from tests.captures import NOON
from tests.command import run
from tests.markup import HOSTILE, tree
from tracker.diff import sum_up
from tracker.model import Capture
from tracker.reports.edits import EDIT_LISTS
from tracker.reports.formats import COMPARISONS, HISTORIES, PERIODS
from tracker.reports.layout import Layout, Marks
from tracker.reports.lists import FACTS, LOGS, REVISIONS, STORY_LISTS
from tracker.reports.noted import NOTE_LISTS, TERM_LISTS
from tracker.reports.provenance import BLAMES, LIVES
from tracker.reports.searching import SEARCHES
from tracker.reports.statistics import STATISTICS
from tracker.reports.terminal import Terminal
from tracker.tracking import (
    find_blame,
    find_edits,
    find_history,
    find_period,
    find_sentence_life,
    ingest_capture,
    load_revision,
    measure_stories,
    note_lives,
    read_capture,
    registered_terms,
    search_archive,
    summaries,
)

KEY = "belarus-military-agreement"
PIPED, WIDE, NARROW = (Terminal(colour=False, width=width) for width in (None, 160, 40))
OURS = {"heading", "paragraph", "inline", "text", "text_special", "softbreak", "code_inline", "html_inline"}
OURS |= {"table", "thead", "tbody", "tr", "th", "td", "bullet_list", "ordered_list", "list_item"}
OURS |= {"blockquote", "strong", "s"}
WORSE = [*HOSTILE, "\x1b[31mred\x1b[0m", "\x9b2J", "a\tb", "| x |\n|---|\n| y |"]


def written(archive: Archive, form: str, terminal: Terminal) -> Iterator[str]:
    """Write everything that there is to say of an archive in one form."""
    yield STORY_LISTS[form](tuple(summaries(archive)), terminal)
    yield NOTE_LISTS[form](tuple(note_lives(archive, [], only_open=False)), terminal)
    yield EDIT_LISTS[form](tuple(find_edits(archive, [])), terminal)
    yield TERM_LISTS[form](registered_terms(archive), terminal)
    yield PERIODS[form](find_period(archive, NOON, None), terminal)
    measured = measure_stories(archive, [])
    yield STATISTICS[form]((*measured, sum_up(measured)), terminal)
    yield SEARCHES[form](search_archive(archive, ["rained"], None, 500), terminal)
    for story in archive.stories():
        history = find_history(archive, story.key, [])
        yield LOGS[form](history, terminal)
        for marks in Marks:
            yield HISTORIES[form](history, terminal, Layout(everything=True, marks=marks))
            yield COMPARISONS[form](history.steps[0], terminal, Layout(marks=marks))
        facts, document = load_revision(archive, story.key, "latest")
        yield FACTS[form](story.key, facts, terminal)
        for numbered in (False, True):
            yield REVISIONS[form](story.key, facts, document, terminal, numbered=numbered)
        yield BLAMES[form](find_blame(archive, story.key, "latest"), terminal)
        yield LIVES[form](find_sentence_life(archive, story.key, "1", 1), terminal)


@pytest.fixture(scope="module")
def hostile() -> Iterator[Archive]:
    """Give an archive of stories whose text, headline and byline are all markup and control characters."""
    with Archive.open("sqlite://", create=True) as archive:
        for at, worse in enumerate(WORSE):
            texts = (f"{worse} It rained.", f"It rained {worse} today.\nCorrection: {worse} [sic].\n")
            for day, text in enumerate(texts):
                moment = NOON + timedelta(days=day)
                source, title = f"{day} {worse}", f"{worse} {day}"
                one = Capture(f"s{at}", source, text.encode(), "text/plain", moment, title=title, byline=worse)
                ingest_capture(read_capture(one), archive.record, moment)
        yield archive


def test_no_text_of_a_story_becomes_markup_in_any_output(hostile: Archive) -> None:
    for output in written(hostile, "markdown", PIPED):
        tokens = tree(output)
        kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
        assert kinds <= OURS, (kinds - OURS, output)
        tags = {token.content for token in tokens if token.type == "html_inline"}
        assert tags <= {"<del>", "</del>", "<ins>", "</ins>"}, tags


@pytest.mark.parametrize("terminal", [WIDE, NARROW])
def test_no_control_character_of_a_story_reaches_a_terminal(hostile: Archive, terminal: Terminal) -> None:
    for output in written(hostile, "terminal", terminal):
        assert not {sign for sign in output if sign < " " and sign not in "\n\t"} & set(output)
        assert not set(output) & {chr(code) for code in (*range(0x7F, 0xA0), 0x202E)}


def test_no_line_is_wider_than_the_terminal(hostile: Archive) -> None:
    for output in written(hostile, "terminal", WIDE):
        assert max(map(len, output.split("\n"))) <= 160


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "json"])
def test_the_same_archive_gives_the_same_report(seeded: str, tmp_path: Path, form: str) -> None:
    first, second = (run("report", KEY, "--format", form, cwd=tmp_path, db=seeded) for _ in range(2))
    assert (first.code, first.out) == (0, second.out)
    assert len(first.out) > 4_000


@pytest.mark.parametrize("words", [["report", KEY], ["edits", "--format", "json"], ["search", "union", "state"]])
def test_no_output_depends_on_the_order_of_a_set(seeded_sqlite: Path, words: list[str]) -> None:
    """Other tests fork their commands from one process, which has one seed for all hashes."""
    outputs = {
        subprocess.run(
            [sys.executable, "-m", "tracker", *words, "--db", str(seeded_sqlite)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
