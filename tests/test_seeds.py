"""The seed story: every change that its revisions were written to show is found, with its kind and its reasons."""

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import pytest

from store import Archive
from tests.conftest import SEED
from tracker.history import History
from tracker.model import Comparison, Edit, NoteEventKind
from tracker.tracking import find_history, load_raw, load_revision

KEY = "belarus-military-agreement"
FIRST = "000_4438303b9fa73b1f.txt"


@pytest.fixture(scope="module")
def archive(seeded_sqlite: Path) -> Iterator[Archive]:
    with Archive.open(str(seeded_sqlite)) as opened:
        yield opened


@pytest.fixture(scope="module")
def history(archive: Archive) -> History:
    return find_history(archive, KEY, ["1..latest"])


def shown(edit: Edit) -> tuple[str, bool, tuple[int, ...], tuple[int, ...], str]:
    """Give an edit's kind, whether it moved, its sentences from 1, and its reasons."""
    old, new = tuple(i + 1 for i in edit.old), tuple(j + 1 for j in edit.new)
    return edit.kind.value, edit.moved, old, new, " ".join(edit.reasons)


def changes(step: Comparison) -> list[tuple[str, bool, tuple[int, ...], tuple[int, ...], str]]:
    return [shown(edit) for edit in step.changes]


def test_the_first_revision_is_the_seed_byte_for_byte(archive: Archive) -> None:
    raw = load_raw(archive, KEY, "1")
    assert raw == (SEED / FIRST).read_bytes()
    assert blake2b(raw, digest_size=32).hexdigest() == (
        "7e4aed091d3f715160032cdbb090d3174d4cf7db1157248471c84d8d8dc253e6"
    )


def test_the_first_revision_has_sixteen_sentences_two_notes_and_one_damaged_place(archive: Archive) -> None:
    _, document = load_revision(archive, KEY, "1")
    assert len(document.sentences) == 16
    notes = [(n.kind.value, n.status.value, n.hedged, n.term, n.correct) for n in document.notes]
    assert notes == [
        ("note", "asserted", True, "Bayorius", "Andrei Belousov"),
        ("doubt", "unresolved", True, "SWB", None),
    ]
    body = document.text[: document.notes[0].start] + document.text[document.notes[0].end :]
    assert "Bayorius" not in body
    (damage,) = document.damage
    assert document.text[damage.start - 5 : damage.end + 1] == "Stateāa"
    assert document.text.count("ā") == 1


def test_revision_2_takes_the_note_out_mends_the_damage_and_changes_a_date_and_a_quotation(history: History) -> None:
    assert changes(history.steps[0]) == [
        ("reworded", False, (5,), (5,), "date"),
        ("reworded", False, (6,), (6,), "quotation note encoding"),
    ]


def test_revision_3_spells_out_adds_splits_and_moves(history: History) -> None:
    assert changes(history.steps[1]) == [
        ("kept", True, (13,), (3,), "order"),
        ("added", False, (), (5,), "content"),
        ("split", False, (7,), (9, 10), "wording"),
        ("reworded", False, (9,), (12,), "name note"),
    ]


def test_revision_4_corrects_merges_and_removes(history: History) -> None:
    assert changes(history.steps[2]) == [
        ("reworded", False, (7,), (7,), "date"),
        ("removed", False, (13,), (), "content"),
        ("merged", False, (14, 15), (13,), "wording"),
        ("added", False, (), (17,), "content note"),
        ("added", False, (), (18,), "content note"),
    ]


def test_revision_5_is_typography_only(history: History) -> None:
    step = history.steps[3]
    assert {(edit.kind.value, " ".join(edit.reasons)) for edit in step.changes} == {("reworded", "typography")}
    assert len(step.changes) == 6
    assert step.significance.value == "trivial"


def test_revision_6_reverts_to_revision_4(archive: Archive, history: History) -> None:
    assert [one.reverts_to for one in history.revisions] == [None, None, None, None, None, 4]
    assert load_raw(archive, KEY, "6") == load_raw(archive, KEY, "4")


def test_each_note_has_its_life(history: History) -> None:
    assert [(life.note.term, life.note.correct, life.events) for life in history.notes] == [
        ("Bayorius", "Andrei Belousov", ((1, NoteEventKind.INTRODUCED), (2, NoteEventKind.WITHDRAWN))),
        ("SWB", None, ((1, NoteEventKind.INTRODUCED), (3, NoteEventKind.RESOLVED))),
        ("September 15th", "September 16th", ((4, NoteEventKind.INTRODUCED),)),
    ]
