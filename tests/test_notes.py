"""Notes over a history, the registry of terms, and the rules that people add."""

from dataclasses import replace
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
from tracker.text.terms import stands_in
from tracker.tracking import (
    check_terms,
    find_history,
    ingest_capture,
    new_term,
    parse_terms,
    read_capture,
    registered_terms,
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


def test_every_planted_wrong_form_is_found_and_nothing_else() -> None:
    wanted = set()
    with Archive.open("sqlite://", create=True) as archive:
        people = [planted.planted(Random(seed)) for seed in range(100)]
        for number in range(500):
            random, person = Random(1000 + number), people[number % 100]
            sentences = [planted.filler(random) for _ in range(5)]
            if number < 100:  # the stories whose notes name the wrong forms, and print them in the note alone
                note = f"(note: ‘{person.wrong}’ is a misstatement; the correct name is {person.right})"
                sentences.append(f"{person.right} {note} left.")
            elif number % 3 == 0:
                shown = random.choice((person.wrong, f"{person.wrong}’s men", f"“{person.wrong}'s”"))
                sentences.insert(2, f"They met {shown} in the end.")
                wanted.add((person.wrong, f"story-{number}", 3))
            elif number % 3 == 1:
                sentences.append(f"They met {person.wrong}x and {person.right} and '{person.wrong}' [sic] there.")
            raw = "\n".join(sentences).encode()
            capture = Capture(f"story-{number}", "a.txt", raw, "text/plain", NOON)
            ingest_capture(read_capture(capture), archive.record, NOON)
        found = [(one.term, one.story, (one.sentence or 0) + 1) for one in check_terms(archive, [])]
        assert sorted(found) == sorted(wanted)
        first = next(iter(sorted(wanted)))
        assert [(one.term, one.story) for one in check_terms(archive, [first[1]])] == [first[:2]]


def test_an_amount_or_a_date_that_was_wrong_once_is_in_the_registry_and_not_looked_for(database: str) -> None:
    text = "It cost $5.\nCorrection: An earlier version of this article misstated the price. It is $5, not $6."
    with Archive.open(database, create=True) as archive:
        ingest_capture(read_capture(Capture("a", "a", text.encode(), "text/plain", NOON)), archive.record, NOON)
        later = Capture("b", "b", b"It cost $6.", "text/plain", NOON + timedelta(hours=1))
        ingest_capture(read_capture(later), archive.record, NOON)
        (term,) = registered_terms(archive)
        assert (term.term, term.correct, term.stories, term.checked) == ("$6", "$5", ("a",), False)
        assert list(check_terms(archive, [])) == []


def test_a_wrong_form_inside_its_correct_form_stands_right(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        content = "term,correct,remark\nBelo,Ann Belo,first name missing\nGratz,Graz\n"
        archive.put_terms(parse_terms(content, NOON))
        text = "Ann Belo came to Graz. Belo left Gratz."
        ingest_capture(read_capture(Capture("a", "a", text.encode(), "text/plain", NOON)), archive.record, NOON)
        found = [(one.term, one.sentence, one.start) for one in check_terms(archive, [])]
        assert found == [("Belo", 1, 23), ("Gratz", 1, 33)]


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


def test_a_wrong_form_in_a_headline_is_found(database: str) -> None:
    forms = (("Belousov", "Andrei Belousov"), ("Lukashenka", "Lukashenko"))
    wrong = "Lukashenka speaks to Andrei Belousov"
    with Archive.open(database, create=True) as archive:
        archive.put_terms([new_term(term, correct, None, NOON) for term, correct in forms])
        for title, expected in ((wrong, [("Lukashenka", None, 0, wrong)]), ("Lukashenko speaks", [])):
            capture = Capture("a", title, title.encode(), "text/plain", NOON, title=title)
            ingest_capture(read_capture(replace(capture, raw=b"It was short.")), archive.record, NOON)
            found = [(one.term, one.sentence, one.start, one.text) for one in check_terms(archive, [])]
            assert found == expected


def test_what_tracker_writes_of_terms_can_be_imported_and_semicolons_too(tmp_path: Path) -> None:
    run("terms", "add", "Gratz", "Graz", cwd=tmp_path)
    (tmp_path / "own.csv").write_text(run("terms", "--format", "csv", cwd=tmp_path).out)
    (tmp_path / "semicolons.csv").write_text("Term;Correct\nLvov;Lviv\n")
    assert run("terms", "import", "own.csv", cwd=tmp_path).out == "0 added, 1 known already\n"
    assert run("terms", "import", "semicolons.csv", cwd=tmp_path).out == "1 added, 0 known already\n"
    assert run("terms", "add", "Lvov", "Lwów", cwd=tmp_path).out == "Lvov → Lwów: added, in the place of Lviv\n"


def test_a_form_that_a_later_note_calls_correct_is_not_looked_for(database: str) -> None:
    notes = (
        "Correction: The treasurer is Ana Lopes, not Ana Lopez.",
        "Correction: The treasurer is Ana Lopez, not Ana Lopes.",
    )
    with Archive.open(database, create=True) as archive:
        for hour, note in enumerate(notes):
            raw = f"Ana Lopez spoke.\n{note}".encode()
            capture = Capture("a", f"{hour}", raw, "text/plain", NOON + timedelta(hours=hour))
            ingest_capture(read_capture(capture), archive.record, NOON)
        assert [(one.term, one.checked) for one in registered_terms(archive)] == [
            ("Ana Lopes", True),
            ("Ana Lopez", False),
        ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("Gratz,Graz\n,Linz\n", "line 2: '' is no term"),
        ("Gratz,Gratz\n", "line 1: 'Gratz' cannot be the correct form of itself"),
        ("a,b,c,d\n", r"line 1: 4 columns \(term, correct form, remark\)"),
    ],
)
def test_a_wrong_line_of_terms_adds_none_and_makes_no_archive(tmp_path: Path, content: str, why: str) -> None:
    with pytest.raises(TrackerError, match=why):
        parse_terms(content, NOON)
    (tmp_path / "terms.csv").write_text(content)
    done = run("terms", "import", "terms.csv", cwd=tmp_path)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert not (tmp_path / "tracker.db").exists()


def test_terms_are_kept_checked_and_removed_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor of Gratz left.\n")
    (tmp_path / "terms.csv").write_text("Gratz,Graz\nLints,Linz,an old map\n")
    assert run("ingest", "a.txt", cwd=tmp_path).code == 0
    assert run("terms", "import", "terms.csv", cwd=tmp_path).out == "2 added, 0 known already\n"
    assert run("terms", "add", "Gratz", "Graz", cwd=tmp_path).out == "Gratz → Graz: known already\n"
    checked = run("terms", "check", "--format", "csv", cwd=tmp_path)
    assert (checked.code, checked.out) == (
        1,
        "Story,Revision,Sentence,Term → correct form,Text\na,1,1,Gratz → Graz,The mayor of Gratz left.\n",
    )
    assert run("terms", "remove", "Gratz", cwd=tmp_path).out == "Gratz: removed\n"
    assert run("terms", "check", cwd=tmp_path).code == 0
    missing = run("terms", "remove", "Gratz", cwd=tmp_path)
    assert (missing.code, missing.err) == (
        2,
        "tracker: no term 'Gratz' was added by hand ('tracker terms' shows all)\n",
    )


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
    assert run("reindex", "--note-rules", "rules.toml", cwd=tmp_path).out == "1 of 1 revisions read again\n"
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


def test_terms_written_as_csv_are_taken_back_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The town of Minks [note: the correct name is Minsk] is large.\n")
    (tmp_path / "b.csv").write_text("Gratz,Linz\nGratz,Graz,an old map\n+Plus,Plus\n")
    for db in ("one.db", "two.db"):
        assert run("ingest", "a.txt", cwd=tmp_path, db=db).code == 0
    assert run("terms", "import", "b.csv", cwd=tmp_path, db="one.db").out == "2 added, 0 known already\n"
    (tmp_path / "c.csv").write_text(run("terms", "--format", "csv", cwd=tmp_path, db="one.db").out)
    assert run("terms", "import", "c.csv", cwd=tmp_path, db="two.db").out == "2 added, 0 known already\n"
    with Archive.open(str(tmp_path / "two.db")) as archive:
        kept = [(one.term, one.correct, one.remark) for one in archive.kept_terms()]
        assert kept == [("+Plus", "Plus", None), ("Gratz", "Graz", "an old map")]
        assert [(one.term, one.by_hand) for one in registered_terms(archive)] == [
            ("+Plus", True),
            ("Gratz", True),
            ("Minks", False),
        ]
    assert run("terms", "add", "Gratz", "Graz", "--remark", "two", cwd=tmp_path, db="two.db").out == (
        "Gratz → Graz: remark changed\n"
    )


def test_a_head_with_spaces_or_quotation_marks_is_a_head() -> None:
    for head in ("Term, Correct form, Remark", '"Term","Correct form","Remark"'):
        (term,) = parse_terms(f"{head}\nBayorius,Belousov,x\n", NOON)
        assert (term.term, term.correct, term.remark) == ("Bayorius", "Belousov", "x")


def test_marks_are_parts_of_words_and_composed_letters_are_the_same() -> None:
    assert not stands_in("Jose", "Jose\u0301")
    assert not stands_in("\u0930\u093e\u092e", "\u0930\u093e\u092e\u0940")
    assert stands_in("M\u00fcller", "Mu\u0308ller left")
    assert stands_in("Mu\u0308ller", "M\u00fcller left")
