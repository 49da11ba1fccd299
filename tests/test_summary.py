"""The summary of a history and the lines of lists: made of facts, and of no others."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from tests.histories import told
from tracker.diff import compare
from tracker.history import History
from tracker.model import Comparison
from tracker.reports.brief import in_brief
from tracker.reports.html_steps import Change, step_rows
from tracker.reports.layout import Layout, Marks
from tracker.reports.markdown import markdown_comparison
from tracker.reports.picture import draw
from tracker.reports.summary import did, summary
from tracker.reports.terminal import Terminal
from tracker.text.reading import read_document


def compared(old: str, new: str) -> Comparison:
    return compare(read_document(old), read_document(new))


DID = [
    (
        "Prices could rise by 7 percent on Monday.",
        "Prices may rise by 9 percent on Tuesday.",
        "changed a number, a date and a hedge (could → may, 7 percent → 9 percent, Monday → Tuesday)",
    ),
    (
        "He said “no” on Monday. It rained.",
        'He said "no" on Tuesday. It rained.',
        "changed a date (Monday → Tuesday)",
    ),
    ("He (Foo) left. It rained.", "He [Foo] left. It rained.", "changed a name ((Foo) → [Foo])"),
    (
        "It opens on Monday. The river is 3 m high. Nobody was hurt.",
        "It opens on Friday. The river is 5 m high. Nobody was hurt.",
        "changed a number (3 → 5) and a date (Monday → Friday)",
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), DID)
def test_a_revision_is_told_by_what_changed_in_it(old: str, new: str, expected: str) -> None:
    assert did(compared(old, new), None) == expected


A, B = "It rained all day.", "Nobody was hurt there."
C, D = "A bridge near Lund was closed.", "The mayor spoke at noon."


def test_a_sentence_moves_up_or_down() -> None:
    up, down = compared(f"{A} {B} {C} {D}", f"{D} {A} {B} {C}"), compared(f"{A} {B} {C} {D}", f"{B} {C} {D} {A}")
    told_up = [in_brief(edit, up) for edit in up.changes]
    assert told_up == ["moved “The mayor spoke at noon.” up"]
    assert [in_brief(edit, down) for edit in down.changes] == ["moved “It rained all day.” down"]


def test_what_was_changed_in_silence_is_told_before_what_a_note_speaks_of() -> None:
    old = "Shares fell to 3. The dam is open until Friday. A wave is expected on Thursday. Nobody was hurt."
    new = old.replace("3.", "4.").replace("Friday", "Monday").replace("Thursday", "Wednesday")
    note = "Correction: An earlier version misstated the day of the wave. It is expected on Wednesday, not Thursday."
    lines = summary(told([old, f"{new}\n{note}"]))
    changed = "a number (3 → 4), a date (Friday → Monday), a date (Thursday → Wednesday)"
    assert any(changed in line for line in lines), lines
    assert lines[-1] == "1 editorial note, none open; 1 change of fact acknowledged, 4 stealth edits."


def test_revisions_that_are_not_told_are_counted_and_silent_ones_are_told_first() -> None:
    texts = [f"It cost 3 euros. {B}", f"It cost 4 euros. {B}"]
    texts += [f"It cost 4 euros. {B} {more}" for more in (C, D, f"{A} {C}")]
    texts.append(f"It cost 5 euros. {B}")
    lines = summary(told(texts))
    assert "the 3 weightiest told below" in lines[0]
    assert len(lines) == 5
    assert any("Revision 2 changed the title" in line and "(3 → 4)" in line for line in lines)
    assert any("Revision 6 changed the title" in line and "(4 → 5)" in line for line in lines)


def test_a_full_revert_is_as_first_published() -> None:
    first = "The council met on Monday. It was a long day there."
    merged = "The council met on Monday, and it was a long day there."
    assert "2 of 2 sentences in revision 3 are as first published" in summary(told([first, merged, first]))[0]


def test_a_note_stands_beside_its_own_sentence_only() -> None:
    old, new = "He sayed [sic] so. She goed [sic] home.", "He said so. She goed [sic] home."
    rows = [row for row in step_rows(compared(old, new), Layout(), "s").rows if isinstance(row, Change)]
    assert [[about for about, _ in row.notes] for row in rows] == [["sayed → ?"], ["goed → ?"]]


def test_columns_stand_as_far_apart_as_the_time_between_them_asks() -> None:
    history = told([A, B, C])
    picture = draw(history)
    even = [two.x - one.x for one, two in pairwise(picture.columns)]
    assert even[0] == even[1]
    near, far = draw_with(history, history.revisions[2].captured_at + timedelta(days=30))
    assert far > near


def draw_with(history: History, last_at: datetime) -> list[int]:
    revisions = (*history.revisions[:2], replace(history.revisions[2], captured_at=last_at))
    columns = draw(replace(history, revisions=revisions)).columns
    return [two.x - one.x for one, two in pairwise(columns)]


def test_a_note_that_comes_again_is_reintroduced_in_its_step_too() -> None:
    plain, noted = "The river rose. It rained.", "The river Oedr [sic] rose. It rained."
    history = told([noted, plain, noted])
    assert [[str(event.event) for event in step.notes] for step in history.steps][1] == ["reintroduced"]


def test_a_revision_whose_text_reads_alike_went_back_to_nothing() -> None:
    assert did(compared(A, A), 1) == "changed nothing that is compared"


def test_a_page_s_own_marks_are_none_of_ours() -> None:
    old = f"It has {{++struck++}} and {{--words--}} and {{~~a~>b~~}} here. {A}"
    report = markdown_comparison(compared(old, f"{old} {B}"), Layout(marks=Marks.CRITIC))
    assert re.findall(r"(?<!\\)\{(?:\+\+|--|~~).*?\}", report) == ["{++Nobody was hurt there.++}"]


def test_a_wide_table_marks_what_it_cuts() -> None:
    rows = [["a-story-with-a-very-long-key-indeed", "12", "100%"]]
    narrow = Terminal(colour=False, width=30)
    shown = narrow.render(narrow.table(["Story", "Edits", "Left"], rows))
    assert shown.splitlines()[1].split() == ["a-story-wi…", "12", "100%"]
