"""Notes over a history, and the rules that people add."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from store import Archive
from tests import planted
from tests.command import run
from tests.lives import EXPECTED, LIVES, told
from tracker.diff import compare, follow_notes
from tracker.errors import TrackerError
from tracker.model import Capture, NoteEventKind
from tracker.text import find_notes
from tracker.text.reading import read_document
from tracker.text.rule_language import parse_rules
from tracker.tracking import (
    find_history,
    ingest_capture,
    read_capture,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize("folder", LIVES, ids=lambda folder: folder.name)
def test_a_notes_life_and_what_it_says_of_changes_are_told(folder: Path) -> None:
    assert told(folder) == (folder / EXPECTED).read_text(encoding="utf-8")


def test_every_event_has_a_case() -> None:
    written = "\n".join((folder / EXPECTED).read_text(encoding="utf-8") for folder in LIVES)
    assert [event.value for event in NoteEventKind if f": {event.value}" not in written] == ["kept"]


def test_the_lives_of_planted_notes_are_found_as_they_were_planted() -> None:
    right = total = 0
    for seed in range(500):
        texts, notes = planted.history(Random(seed))
        documents = [read_document(text) for text in texts]
        steps = [
            (number, compare(documents[number - 2], documents[number - 1])) for number in range(2, len(documents) + 1)
        ]
        found = {life.note.term: list(life.events) for life in follow_notes(steps, 1, documents[0].notes)}
        wanted = {one.wrong: one.life for one in notes if one.life}
        total += len(wanted)
        right += sum(found.get(term) == life for term, life in wanted.items())
        assert len(found) == len(wanted), seed
    print(f"{right} of {total} planted lives found as they were planted")
    assert right >= 0.99 * total
    assert total > 500


def test_a_note_soon_after_the_end_of_a_range_is_heard(database: str) -> None:
    weather = ["It rained.", "It snowed.", "It hailed.", "It was warm.", "It was cold."]
    said = "Correction: An earlier version said that Mr Gomez is of Nevada. He is of Texas."
    with Archive.open(database, create=True) as archive:
        for late, key in ((2, "soon"), (4, "late")):
            for number, day in enumerate(weather):
                text = f"Mr Gomez of {'Texas' if number else 'Nevada'} came.\n{day}\n{said if number >= late else ''}"
                capture = Capture(key, day, text.encode(), "text/plain", NOON + timedelta(days=number))
                ingest_capture(read_capture(capture), archive.record, NOON)
        soon, whole = find_history(archive, "soon", ["1..2"]), find_history(archive, "soon", [])
        assert [(flag.revision, flag.said_in) for flag in soon.flags] == [(2, 3)]
        assert soon.flags == tuple(flag for flag in whole.flags if flag.revision == 2)
        late_flags = find_history(archive, "late", ["1..2"]).flags
        assert [(flag.revision, flag.said_in) for flag in late_flags] == [(2, None)]


RULES = """
[[rule]]
name = "straight"
where = "label"
text = "(setting it straight|our mistake): ... {term} should be {correct}"
kind = "correction"

[[rule]]
name = "checked"
where = "bracket"
text = "checked by ..."
kind = "editor_note"
status = "info"
"""


def test_rules_of_ones_own_find_notes_beside_those_of_the_program() -> None:
    rules = parse_rules(RULES)
    text = "He left [checked by A. B.].\nOur mistake: the town of Gratz should be Graz.\nHe wrote definately [sic]."
    found = [(note.rule, note.kind.value, note.term, note.correct) for note in find_notes(text, rules)]
    assert found == [
        ("checked", "editor_note", None, None),
        ("straight", "correction", "Gratz", "Graz"),
        ("sic", "sic", "definately", None),
    ]
    assert [note.rule for note in find_notes(text)] == ["sic"]
    (named,) = find_notes("Our mistake: the name Lena Brand should be Lena Brandt.", rules)
    assert (named.term, named.correct) == ("Lena Brand", "Lena Brandt")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("[[rule]]\n", "line 1, rule 1: 'name' is missing or no text"),
        (RULES.replace('"bracket"', '"attic"'), "line 8, rule 'checked': 'where' is one of label, bracket, sentence"),
        (RULES.replace("editor_note", "fault"), "line 8, rule 'checked': 'kind' is one of correction, "),
        (RULES.replace("checked by ...", "... by"), "line 8, rule 'checked': 'text' must begin with a word"),
        (RULES.replace("checked by ...", "a ... b ... c ... d ..."), "line 8, rule 'checked': 'text' has more than 3"),
        (RULES.replace("checked by ...", "checked (by"), "line 8, rule 'checked': 'text' has a bracket or a brace"),
        (RULES.replace("{correct}", "{term}"), "rule 'straight': 'text' names the same brace twice"),
        (RULES.replace("{term}", "{who}"), "line 2, rule 'straight': 'text' knows {term}, {correct} and {date}"),
        ("rule = 1", r"must hold \[\[rule\]\] tables and nothing else"),
        ("[[rule", "not valid TOML"),
    ],
)
def test_a_wrong_rule_is_named_with_its_line(content: str, why: str) -> None:
    with pytest.raises(TrackerError, match=why):
        parse_rules(content)


def test_no_rule_of_ones_own_makes_the_finder_slow() -> None:
    rules = parse_rules('[[rule]]\nname = "greedy"\nwhere = "sentence"\ntext = "a ... {term} ... b"\nkind = "note"\n')
    assert find_notes("a " * 20_000, rules) == ()


def test_rules_are_part_of_a_finders_name_and_reindex_takes_new_ones(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Our mistake: the town of Gratz should be Graz.\n")
    (tmp_path / "rules.toml").write_text(RULES)
    assert run("ingest", "a.txt", cwd=tmp_path).code == 0
    assert run("notes", cwd=tmp_path).out == "no notes\n"
    assert run("reindex", "--note-rules", "rules.toml", cwd=tmp_path).out == "1 of 1 revision read again\n"
    assert "Gratz → Graz" in run("notes", cwd=tmp_path).out
    assert " + rules " in run("show", "a", "--facts", cwd=tmp_path).out
    refused = run("reindex", cwd=tmp_path)
    assert (refused.code, "name them with --note-rules" in refused.err) == (2, True)
    assert "Gratz → Graz" in run("notes", cwd=tmp_path).out
    (tmp_path / "more.toml").write_text(RULES.replace("straight", "more").replace("our mistake", "we erred"))
    (tmp_path / "b.txt").write_text("We erred: the town of Gratz should be Graz.\nOur mistake: Lund should be Lunde.\n")
    both = run("ingest", "b.txt", "--note-rules", "rules.toml", "--note-rules", "more.toml", cwd=tmp_path)
    assert both.code == 0
    told = run("notes", "b", cwd=tmp_path).out
    assert ("Gratz → Graz" in told, "Lund → Lunde" in told) == (True, True), told
    wrong = run("ingest", "a.txt", "--note-rules", "missing.toml", cwd=tmp_path)
    assert (wrong.code, wrong.err) == (2, "tracker: missing.toml: No such file or directory\n")
