"""Figures of stories: what counting by hand gives, in every form."""

import csv
import io
import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest

from store import Archive
from tests import histories
from tests.captures import capture, put
from tests.command import run
from tests.conftest import ROOT
from tests.lives import LIVES
from tracker.diff import sum_up
from tracker.errors import TrackerError
from tracker.model import Kind, Reason, Significance
from tracker.reports.charts import draw_chart
from tracker.reports.statistics import STATISTICS
from tracker.reports.terminal import Terminal
from tracker.tracking import Wanted, find_edits, find_history, measure_folder, measure_stories

KEY = "belarus-military-agreement"
A, B, C = "It rained all day in the north.", "Nobody was hurt there.", "A bridge near Lund was closed."


def archive_of(archive: Archive, stories: int) -> None:
    for seed in range(stories):
        for number, revision in enumerate(histories.history(seed, revisions=3 + seed % 3)):
            text = " ".join(one.text for one in revision)
            put(archive, replace(capture(text, f"{number}.txt", number), story=f"s{seed}"))


def test_the_figures_are_those_of_the_steps_counted_one_by_one(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        archive_of(archive, 6)
        for one in measure_stories(archive, []):
            steps = find_history(archive, one.story or "", ["1..latest"]).steps
            edits = [edit for step in steps for edit in step.edits if edit.significance is not Significance.NONE]
            assert Counter(edit.kind for edit in edits) == Counter({k: v for k, v in one.kinds.items() if v})
            assert Counter(r for edit in edits for r in edit.reasons) == Counter(one.reasons)
            assert one.edits == len(edits)
            assert one.first_changes == (timedelta(hours=1),)
            removed = sum(len(edit.old) for edit in edits if not edit.new)
            assert sum(one.seen) == sum(step.new.sentences for step in steps) + removed
            assert all(touched <= seen for touched, seen in zip(one.touched, one.seen, strict=True))
            left = [len(edit.new or edit.old) for edit in edits if edit.significance is not Significance.TRIVIAL]
            assert sum(one.touched) == sum(left)
        every = measure_stories(archive, [])
        total = sum_up(every)
        assert (total.stories, total.revisions) == (6, sum(one.revisions for one in every))
        assert total.edits == sum(one.edits for one in every)
        assert total.surviving[0] == total.at_first[0] == sum(one.at_first[0] for one in every)


def test_what_was_said_is_counted_as_the_edits_tell_it() -> None:
    with Archive.open("sqlite://", create=True) as archive:
        for life in LIVES:
            texts = [path.read_text(encoding="utf-8") for path in sorted(life.glob("*.txt"))]
            put(
                archive,
                *(replace(capture(text, f"{at}.txt", 13 * at), story=life.name) for at, text in enumerate(texts)),
            )
        every = measure_stories(archive, [])
        for one in every:
            said, silent = (
                list(find_edits(archive, [one.story or ""], wanted))
                for wanted in (Wanted(acknowledged=True), Wanted(stealth=True))
            )
            assert (one.acknowledged, one.stealth) == (len(said), len(silent))
            assert len(one.said_after) == one.acknowledged
        total = sum_up(every)
        assert total.acknowledged == sum(one.acknowledged for one in every) > 20
        assert total.stealth == sum(one.stealth for one in every) > 10
    (row,) = csv.DictReader(io.StringIO(STATISTICS["csv"]((total, total), Terminal(colour=False, width=None))))
    assert (row["acknowledged"], row["stealth"]) == (str(total.acknowledged), str(total.stealth))
    assert row["seconds_to_say"] == str(13 * 3600.0)


def test_survival_and_place_are_counted_where_they_are() -> None:
    with Archive.open("sqlite://", create=True) as archive:
        put(archive, *(capture(text, text, at) for at, text in enumerate([f"{A} {B} {C}", f"{A} {C}", f"{A} {C} {B}"])))
        put(archive, replace(capture(f"{A} {B}"), story="other"))
        (one, other) = measure_stories(archive, ["flood", "oth*"])
    assert (one.surviving, one.at_first) == ((3, 2, 3), (3, 3, 3))  # one was gone, and came again
    assert one.touched == (0, 0, 0, 0, 0, 1, 0, 0, 1, 0)  # removed from the middle, added at the end
    assert {kind: count for kind, count in one.kinds.items() if count} == {Kind.ADDED: 1, Kind.REMOVED: 1}
    assert one.reasons == {Reason.CONTENT: 2}
    assert (other.edits, other.first_changes) == (0, ())


def test_a_change_at_once_is_no_missing_figure() -> None:
    with Archive.open("sqlite://", create=True) as archive:
        put(archive, capture(A), capture(B, "b"))
        (one,) = measure_stories(archive, [])
    (row,) = csv.DictReader(io.StringIO(STATISTICS["csv"]((one, one), Terminal(colour=False, width=None))))
    assert row["seconds_to_first_change"] == "0.0"


def test_a_folder_needs_no_archive(seeded_sqlite: Path, tmp_path: Path) -> None:
    with Archive.open(str(seeded_sqlite)) as archive:
        assert measure_folder(ROOT / "seeds") == measure_stories(archive, [])
    done = run("stats", "--folder", ROOT / "seeds", "--format", "json", cwd=tmp_path)
    assert json.loads(done.out)["total"]["revisions"] == 6
    assert list(tmp_path.iterdir()) == []


def test_every_form_has_the_same_figures(seeded: str, tmp_path: Path) -> None:
    content = json.loads(run("stats", KEY, "--format", "json", cwd=tmp_path, db=seeded).out)
    (row,) = csv.DictReader(io.StringIO(run("stats", "belarus-*", "--format", "csv", cwd=tmp_path, db=seeded).out))
    story = content["stories"][0]
    for kind, count in story["kinds"].items():
        assert row[kind] == str(count)
    for reason, count in story["reasons"].items():
        assert row[f"reason_{reason}"] == str(count)
    assert [row[f"changed_{tenth}0"] for tenth in range(1, 11)] == [str(one["changed"]) for one in story["churn"]]
    assert story == {"story": KEY} | content["total"]
    told = run("stats", cwd=tmp_path, db=seeded).out
    assert f"{KEY}  6          23     8            3        12       3 h 30 min    94%" in told
    assert "## Where in the text" in run("stats", "--format", "markdown", cwd=tmp_path, db=seeded).out
    refused = run("stats", "belarus-militry-agreement", cwd=tmp_path, db=seeded)
    assert (refused.code, f"did you mean '{KEY}'?" in refused.err) == (2, True)
    assert (
        run("stats", "--chart", "x.pdf", cwd=tmp_path, db=seeded).err
        == "tracker: x.pdf: a chart is a .svg or a .png file\n"
    )


def test_a_chart_is_drawn_and_the_same_figures_give_the_same_bytes(tmp_path: Path) -> None:
    with Archive.open("sqlite://", create=True) as archive:
        put(
            archive, *(replace(capture(text, text, at), story="$x_1$<b>") for at, text in enumerate([A, B, f"{A} {C}"]))
        )
        (one,) = measure_stories(archive, [])
    drawn = draw_chart(one, "svg")
    assert drawn == draw_chart(one, "svg")
    assert ElementTree.fromstring(drawn).tag == "{http://www.w3.org/2000/svg}svg"
    assert b"<script" not in drawn
    assert draw_chart(one, "png").startswith(b"\x89PNG")
    random = Random(1)
    many = [
        replace(one, story=f"s{number}", touched=tuple(random.randrange(9) for _ in range(10))) for number in range(4)
    ]
    assert draw_chart(sum_up(many), "png").startswith(b"\x89PNG")


def test_without_matplotlib_a_chart_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.open("sqlite://", create=True) as archive:
        put(archive, capture(A), capture(B, "b", 1))
        (one,) = measure_stories(archive, [])
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(TrackerError, match=r"pip install 'story-tracker\[charts\]'"):
        draw_chart(one, "svg")


def test_figures_without_a_chart_load_no_matplotlib(seeded_sqlite: Path) -> None:
    code = "import sys; from tracker.cli import main; sys.argv = ['tracker', 'stats', '--db', sys.argv[1]]\n"
    code += "try: main()\nexcept SystemExit: pass\nprint('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, seeded_sqlite], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("\nFalse\n")
