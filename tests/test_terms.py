"""The registry of misnamed terms: from notes, by hand and out of files, and where a wrong form still stands."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from store import Archive
from tests import planted
from tests.command import run
from tracker.errors import TrackerError
from tracker.model import Capture
from tracker.text.terms import stands_in
from tracker.tracking import (
    check_terms,
    ingest_capture,
    new_term,
    parse_terms,
    read_capture,
    registered_terms,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


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
