"""The edits of many stories in one list: which they are, and what each form says of them."""

import csv
import io
import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from store import Archive
from tests.captures import NOON, capture, put
from tests.command import run
from tracker.model import Edit, Reason, Significance
from tracker.overview import MadeEdit
from tracker.reports.edits import EDIT_LISTS
from tracker.reports.terminal import Terminal
from tracker.tracking import Wanted, find_edits, find_history, retract_revision

KEY = "belarus-military-agreement"
PLAIN = Terminal(colour=False, width=None)
TEXTS = (
    "Three people died on Monday. The road is closed.",
    "Four people died on Tuesday. The road is closed.",
    "Four people died on Tuesday. The road is closed.\nCorrection: Four people died, not three.",
)


def told(made: MadeEdit) -> tuple[int | None, tuple[int, ...] | str]:
    """Say where an edit is: its revision, and the new sentences or the field."""
    return made.step.new.revision, made.edit.new if isinstance(made.edit, Edit) else made.edit.name


def test_every_change_of_every_history_is_listed_once(seeded_sqlite: Path, tmp_path: Path) -> None:
    mine = shutil.copy(seeded_sqlite, tmp_path / "mine.db")
    with Archive.open(str(mine)) as archive:
        put(archive, capture("It rained."), capture("It rained on Monday."))
        every = [(one.revision.number, one.step, one.edit, one.flags) for one in find_edits(archive, [])]
        stories = [find_history(archive, key, []) for key in (KEY, "flood")]
    made = [
        (number, step, edit, tuple(flag for flag in history.flags if (flag.revision, flag.edit) == (number, at)))
        for history in stories
        for number, step in enumerate(history.steps, 2)
        for at, edit in enumerate(step.edits)
        if edit in step.changes
    ]
    assert every == made
    assert len(every) == 24


def test_edits_are_chosen_by_time_weight_reason_and_flag() -> None:
    first, second = NOON, NOON + timedelta(days=1)
    with Archive.open("sqlite://", create=True) as archive:
        put(archive, capture(TEXTS[0]), capture(TEXTS[1], "b"), capture(TEXTS[2], "c", 24))
        for wanted, places in (
            (Wanted(), [(2, (0,)), (3, (2,))]),
            (Wanted(until=first), [(2, (0,))]),
            (Wanted(since=second, until=second), [(3, (2,))]),
            (Wanted(since=second + timedelta(seconds=1)), []),
            (Wanted(reasons=frozenset({Reason.DATE, Reason.ORDER})), [(2, (0,))]),
            (Wanted(reasons=frozenset({Reason.ORDER})), []),
            (Wanted(significances=frozenset({Significance.SUBSTANTIVE})), [(2, (0,)), (3, (2,))]),
            (Wanted(significances=frozenset({Significance.TRIVIAL, Significance.WORDING})), []),
            (Wanted(stealth=True), [(2, (0,))]),  # the date
            (Wanted(acknowledged=True), [(2, (0,))]),  # the number
            (Wanted(stealth=True, acknowledged=True), [(2, (0,))]),
            (Wanted(stealth=True, reasons=frozenset({Reason.DATE})), [(2, (0,))]),
            (Wanted(stealth=True, reasons=frozenset({Reason.NUMBER})), []),
            (Wanted(acknowledged=True, reasons=frozenset({Reason.NUMBER})), [(2, (0,))]),
            (Wanted(acknowledged=True, reasons=frozenset({Reason.DATE})), []),
        ):
            assert [told(one) for one in find_edits(archive, [], wanted)] == places, wanted
        assert (
            list(find_edits(archive, ["fl*"])) == list(find_edits(archive, ["flood"])) == list(find_edits(archive, []))
        )


def test_what_was_said_of_each_fact_is_told() -> None:
    with Archive.open("sqlite://", create=True) as archive:
        put(archive, capture(TEXTS[0]), capture(TEXTS[1], "b"), capture(TEXTS[2], "c", 24))
        edits = tuple(find_edits(archive, [], Wanted(acknowledged=True)))
    assert EDIT_LISTS["terminal"](edits, PLAIN) == (
        "flood, revision 2 (2026-11-20 12:00 UTC)\n"
        "    sentence 1: Three → Four, Monday → Tuesday (substantive: number, date; "
        "number: acknowledged in revision 3; date: stealth edit)\n\n"
        "1 edit in 1 revision of 1 story; 1 stealth edit\n"
    )
    (row,) = csv.DictReader(io.StringIO(EDIT_LISTS["csv"](edits, PLAIN)))
    assert row == {
        "story": "flood",
        "title": "",
        "old_revision": "1",
        "revision": "2",
        "reverts_to": "",
        "captured_at": "2026-11-20T12:00:00Z",
        "field": "",
        "old_sentences": "1",
        "new_sentences": "1",
        "kind": "reworded",
        "moved": "false",
        "significance": "substantive",
        "reasons": "number date",
        "stealth": "date",
        "acknowledged": "number:3",
        "note": "Correction: Four people died, not three.",
        "brought_in": "1",
        "seconds_to_fix": "0.0",
        "old": "Three people died on Monday.",
        "new": "Four people died on Tuesday.",
    }


def test_a_headline_is_listed_too() -> None:
    with Archive.open("sqlite://", create=True) as archive:
        put(archive, capture("It rained.", title="Three dead"), capture("It rained.", "b", title="Four dead"))
        edits = tuple(find_edits(archive, []))
    assert [told(one) for one in edits] == [(2, "title")]
    (row,) = csv.DictReader(io.StringIO(EDIT_LISTS["csv"](edits, PLAIN)))
    assert (row["field"], row["kind"], row["old"], row["new"]) == ("title", "reworded", "Three dead", "Four dead")
    assert "title: Three → Four (substantive: number; stealth edit)" in EDIT_LISTS["terminal"](edits, PLAIN)


def test_a_carriage_return_in_a_headline_ends_no_row() -> None:
    with Archive.open("sqlite://", create=True) as archive:
        put(archive, capture("It rained.", title="Old\rhead"), capture("It rained.", "b", title="\rNew\rhead"))
        edits = tuple(find_edits(archive, []))
    (row,) = csv.DictReader(io.StringIO(EDIT_LISTS["csv"](edits, PLAIN), newline=""))
    assert (row["old"], row["new"]) == ("Old\rhead", "'\rNew\rhead")


def test_what_is_special_about_a_revision_is_told() -> None:
    texts = ("Ten came.", "Six came.", "Ten came.", "Ten came. It rained on Monday.", "Ten came. It rained on Friday.")
    with Archive.open("sqlite://", create=True) as archive:
        put(archive, *(capture(text, str(at), at) for at, text in enumerate(texts)))
        retract_revision(archive, "flood", "4", "a test", NOON, undo=False)
        told = EDIT_LISTS["terminal"](tuple(find_edits(archive, [])), PLAIN)
    assert [line for line in told.splitlines() if line.startswith("flood")] == [
        "flood, revision 2 (2026-11-20 13:00 UTC)",
        "flood, revision 3 (2026-11-20 14:00 UTC), revert to revision 1",
        "flood, revision 5 (2026-11-20 16:00 UTC), compared with revision 3",
    ]


def test_a_reason_is_named_where_another_fact_of_the_sentence_is_not_judged() -> None:
    note = "Correction: An earlier version of this article gave his age as 52. He is 53."
    with Archive.open("sqlite://", create=True) as archive:
        old, new = "The man, 52, was found guilty.", f"The man, 53, was acquitted.\n{note}"
        put(archive, capture(old), capture(new, "b"))
        told = EDIT_LISTS["terminal"](tuple(find_edits(archive, [], Wanted(acknowledged=True))), PLAIN)
    assert "(substantive: number, content; number: acknowledged in revision 2)" in told


def test_the_command_lists_what_is_asked_for(seeded: str, tmp_path: Path) -> None:
    silent = run("edits", "--stealth", "--until", "2025-09-18", cwd=tmp_path, db=seeded)
    assert silent.out == (
        f"{KEY}, revision 2 (2025-09-18 11:30 UTC)\n"
        "    sentence 5: 16th → 15th (substantive: date; stealth edit)\n"
        "    sentence 6: solely → purely, Stateāa → State—a, - note: ‘Bayorius’ may be a misstatement in the … "
        "(substantive: quotation, note, encoding; stealth edit)\n\n"
        "2 edits in 1 revision of 1 story; 2 stealth edits\n"
    )
    listed = run("edits", "bel*", "--significance", "trivial", "--format", "csv", cwd=tmp_path, db=seeded)
    assert len(list(csv.DictReader(io.StringIO(listed.out)))) == 12
    content = json.loads(run("edits", KEY, "--reason", "date", "--format", "json", cwd=tmp_path, db=seeded).out)
    assert [(one["revision"], one["flags"][0]["flag"]) for one in content["edits"]] == [
        (2, "stealth edit"),
        (4, "acknowledged"),
    ]
    assert run("edits", "--since", "2030-01-01", cwd=tmp_path, db=seeded).out == "no edit\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nope"], "no story called 'nope'"),
        (["--since", "soon"], "'soon' is no time"),
        (["--since", "2025-09-19", "--until", "2025-09-18"], "the period ends before it begins"),
    ],
)
def test_what_cannot_be_listed_is_said(seeded: str, tmp_path: Path, words: list[str], said: str) -> None:
    refused = run("edits", *words, cwd=tmp_path, db=seeded)
    assert (refused.code, refused.out, said in refused.err, refused.err.count("\n")) == (2, "", True, 1)
