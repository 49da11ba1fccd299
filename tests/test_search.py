"""Search: what it finds is what reading every revision finds, on both databases."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from store import Archive, NewReading, NewSentence, StoryRow
from store.words import find_phrases, parse_phrases
from tests import histories
from tests.captures import NOON, capture, put
from tests.command import run
from tracker.overview import Hit
from tracker.tracking import find_history, load_revision, search_archive

KEY = "belarus-military-agreement"
STORIES = 6
Place = tuple[str, str, int]  # a story, a sentence, a revision


def found(archive: Archive, *sought: str, key: str | None = None, notes: bool = False) -> set[Place]:
    hits = search_archive(archive, sought, key, 10_000, notes=notes).hits
    assert len({(one.story, one.text) for one in hits}) == len(hits)
    return {(one.story, one.text, seq) for one in hits for first, last in one.runs for seq in range(first, last + 1)}


def read_through(archive: Archive, *sought: str, key: str | None = None) -> set[Place]:
    """Find the same by reading every revision of every story."""
    phrases, places = parse_phrases(sought), set()
    for story in archive.stories():
        if key in (None, story.key):
            for row in archive.revisions(story):
                for one in archive.readings([row])[0].sentences:
                    if find_phrases(one.text, phrases):
                        places.add((story.key, one.text, row.seq))
    return places


def queries(random: Random, archive: Archive) -> list[list[str]]:
    """Give what people might look for: runs of words of a sentence, words apart, how a word begins; nonsense too."""
    made = [["zzz"], ["the"], ["the", "of"], ["no such phrase at all"]]
    for story in archive.stories():
        for row in archive.revisions(story)[::3]:
            words = random.choice(archive.readings([row])[0].sentences).text.split()
            place, length = random.randrange(len(words)), random.randint(1, 4)
            made.append([" ".join(words[place : place + length])])
            made.append([random.choice(words), random.choice(words)])
            made.append([f"{random.choice(words)[:3]}*"])
    return [query for query in made if all(phrase.words for phrase in parse_phrases(query))]


def test_search_finds_what_reading_every_revision_finds(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        for seed in range(STORIES):
            for number, revision in enumerate(histories.history(seed, revisions=6, sentences=10)):
                text = " ".join(one.text for one in revision)
                put(archive, replace(capture(text, f"{number}.txt", number), story=f"s{seed}"))
        for query in queries(Random(1), archive):
            assert found(archive, *query) == read_through(archive, *query), query
            assert found(archive, *query, key="s3") == read_through(archive, *query, key="s3"), query
            assert ends(archive, *query) == brute_ends(archive, *query), query


def ends(archive: Archive, *sought: str) -> dict[str, tuple[int, int]]:
    """Give for each story the first and the last revision that has what is sought."""
    first = search_archive(archive, sought, None, 100, end="first").hits
    last = search_archive(archive, sought, None, 100, end="last").hits
    latest = {one.story: one.runs[-1][1] for one in last}
    return {one.story: (one.runs[0][0], latest[one.story]) for one in first}


def brute_ends(archive: Archive, *sought: str) -> dict[str, tuple[int, int]]:
    places = read_through(archive, *sought)
    seqs = {story: [seq for one, _, seq in places if one == story] for story, _, _ in places}
    return {story: (min(found), max(found)) for story, found in seqs.items()}


TYPOGRAPHY = [
    ("don't", "They don’t know."),
    ("the mayor’s “plan”", "Read the mayor's 'plan' today."),
    ("State—a", "The Union State - a term."),
    ("café", "A cafe\u0301 in Lund."),
    ("Cafe", "A CAFÉ in Lund."),
    ("cooperate", "They coop\u00aderate well."),
    ("1,200", "Some 1,200 homes."),
    ("ﬁnal", "The final text."),
    ("STRASSE", "In der Straße."),
    ("我们", "今天我们在北京。"),
    ("ประเทศ", "ประเทศไทย"),
    ("שלום", "הוא אמר שָׁלוֹם."),
    ("محمد", "قال مُحَمَّد اليوم"),
    ("हिन्दी", "यह हिन्दी है।"),
    ("Лукаш*", "Президент Лукашенко сказал."),
    ("U.S.", "The u.s. army left."),
    ("lodz", "W mieście Łódź było cicho."),
    ("oeuvre", "Son Œuvre est là."),
    ("x1f", "The file x1f_b is gone."),
]


@pytest.mark.parametrize(("sought", "text"), TYPOGRAPHY)
def test_search_finds_across_typography_and_scripts(sought: str, text: str) -> None:
    with Archive.open("sqlite://", create=True) as archive:
        put(archive, capture(text))
        assert {one.text for one in search_archive(archive, [sought], None, 5).hits} == {text}


def test_both_databases_find_across_typography_and_scripts(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        for number, (_, text) in enumerate(TYPOGRAPHY):
            put(archive, replace(capture(text), story=f"s{number}"))
        for number, (sought, text) in enumerate(TYPOGRAPHY):
            assert (f"s{number}", text, 1) in found(archive, sought), sought
        assert found(archive, "State a", "term") == found(archive, "term")
        assert found(archive, "a State") == set()


def only(archive: Archive, sought: Sequence[str]) -> Hit:
    (hit,) = search_archive(archive, sought, None, 5).hits
    return hit


def test_a_text_that_went_and_came_again_has_two_runs(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        texts = ["It rained. It snowed.", "It rained.", "It rained. It snowed.", "It hailed."]
        put(archive, *(capture(text, f"{hour}.txt", hour) for hour, text in enumerate(texts)))
        assert (only(archive, ["snowed"]).runs, only(archive, ["snowed"]).standing) == (((1, 1), (3, 3)), False)
        assert (only(archive, ["hailed"]).runs, only(archive, ["hailed"]).standing) == (((4, 4),), True)


def test_headlines_and_notes_are_found_and_say_so(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(
            archive,
            capture("The flood (note: ‘Lindt’ is a misstatement; the correct name is Lund) rose.", title="Rain"),
        )
        put(archive, capture("The flood rose.", hour=1, title="Lindt in rain", source="b"))
        hits = search_archive(archive, ["lindt"], None, 5).hits
        assert [(one.where, one.runs, one.standing, one.terms) for one in hits] == [
            ("headline", ((2, 2),), True, ()),
            ("note", ((1, 1),), False, (("Lindt", "Lund"),)),
        ]
        assert [one.where for one in search_archive(archive, ["lindt"], None, 5, notes=True).hits] == ["note"]
        assert [one.where for one in search_archive(archive, ["flood"], None, 5).hits] == ["text", "text"]
        assert search_archive(archive, ["lindt"], None, 1).limited


def test_an_absurd_sentence_can_be_kept_and_found(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        absurd = f"{'x' * 10_000} {'word ' * 60_000} end"
        put(archive, capture(f"{absurd}. The ordinary one."))
        assert len(search_archive(archive, ["x" * 10_000], None, 5).hits) == 1
        assert only(archive, ["ordinary"]).text == "The ordinary one."


def test_the_search_on_the_command_line(seeded: str, tmp_path: Path) -> None:
    done = run("search", "bayorius", "--format", "json", cwd=tmp_path, db=seeded)
    (hit,) = json.loads(done.out)["hits"]
    assert (hit["where"], hit["revisions"], hit["standing"]) == ("note", [{"first": 1, "last": 1}], False)
    assert hit["terms"] == [{"term": "Bayorius", "correct": "Andrei Belousov"}]
    run("terms", "add", "Lukashenka", "Lukashenko", cwd=tmp_path, db=seeded)
    told = run("search", "lukashenka", cwd=tmp_path, db=seeded)
    assert (told.code, told.out) == (0, "registered term: Lukashenka → Lukashenko\n")
    nothing = run("search", "zeppelin", cwd=tmp_path, db=seeded)
    assert (nothing.code, nothing.out) == (1, "nothing has “zeppelin”\n")
    last = run("search", "15th", "--last", "--story", KEY, cwd=tmp_path, db=seeded)
    assert last.out.startswith(f"{KEY}, last in revision 6 (2025-09-20 07:25 UTC), still standing, in a note\n")
    markdown = run("search", "swb", "--format", "markdown", cwd=tmp_path, db=seeded).out
    assert "**SWB**" in markdown
    refused = run("search", "...", cwd=tmp_path, db=seeded)
    assert (refused.code, refused.err) == (2, "tracker: '...' has no word to look for\n")
    star = run("search", "*day", cwd=tmp_path, db=seeded)
    assert (star.code, star.err) == (2, "tracker: '*day': a star stands at the end of a word, for how it goes on\n")
    assert run("search", "x", "--limit", "9" * 20, cwd=tmp_path, db=seeded).code == 2
    both = run("search", "x", "--first", "--last", cwd=tmp_path, db=seeded)
    assert both.code == 2


def test_what_is_shown_of_a_hit_is_in_its_revision(seeded_sqlite: Path) -> None:
    with Archive.open(str(seeded_sqlite)) as archive:
        assert len(find_history(archive, KEY, []).revisions) == 6
        for hit in search_archive(archive, ["military"], None, 50).hits:
            if hit.where == "text":
                _, document = load_revision(archive, KEY, str(hit.runs[-1][1]))
                assert hit.text in [one.text for one in document.sentences]
                assert all(hit.text[start:end].lower() == "military" for start, end in hit.marks)
            assert NOON > hit.last_at >= hit.first_at


def both(archive: Archive, *sought: str) -> tuple[int, int, int]:
    """Count what is found, and what is found first and last."""
    every, first, last = (search_archive(archive, sought, None, 50, end=end).hits for end in (None, "first", "last"))
    return len(every), len(first), len(last)


def test_a_long_text_of_unspaced_letters_is_found_to_its_end(database: str) -> None:
    random = Random(2)
    letters = "กขคงจฉชซญดตถทธนบปผฝพฟภมยรลวสหอ"
    text = "".join(random.choice(letters) for _ in range(9_000)) + "ประเทศไทย"
    with Archive.open(database, create=True) as archive:
        put(archive, capture(text))
        assert both(archive, "ประเทศไทย") == (1, 1, 1)
        assert both(archive, "ย") == (1, 1, 1)
        assert both(archive, text[4_000:4_004]) == (1, 1, 1)
        assert both(archive, "ไประ") == (0, 0, 0)


def test_what_a_note_has_is_found_in_the_revisions_where_it_is_in_a_note(database: str) -> None:
    plain = "The mayor is Ana Lund."
    noted = f"Nobody came.\nCorrection: An earlier version misnamed the mayor. {plain}"
    with Archive.open(database, create=True) as archive:
        put(archive, capture(f"{plain} Nobody came."), capture(noted, "b", 1), capture(f"{plain} It rained.", "c", 2))
        hits = search_archive(archive, ["ana lund"], None, 5, notes=True).hits
        assert [(one.where, one.runs, one.standing) for one in hits] == [("note", ((2, 2),), False)]
        assert [one.where for one in search_archive(archive, ["ana lund"], None, 5).hits] == ["text"]
        first = search_archive(archive, ["mayor"], None, 5, notes=True, end="first").hits
        assert [(one.where, one.runs[0][0]) for one in first] == [("note", 2)]
        assert search_archive(archive, ["rained"], None, 5, notes=True).hits == ()


def test_a_note_in_another_sentence_of_the_revision_is_not_in_this_one(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("The river Oedr [sic] rose near Lund. The mayor of Lund came."))
        found = {one.text: one.where for one in search_archive(archive, ["lund"], None, 5).hits}
        assert found == {"The river Oedr [sic] rose near Lund.": "text", "The mayor of Lund came.": "text"}
        (hit,) = search_archive(archive, ["sic"], None, 5).hits
        assert hit.where == "note"


def test_notes_are_found_behind_any_number_of_newer_sentences(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("The flood (note: ‘Lindt’ is a misstatement; the correct name is Lund) rose."))
        put(archive, *(capture(f"Lindt said {at} times it rose.", f"{at}", at + 1) for at in range(30)))
        found = search_archive(archive, ["lindt"], None, 1, notes=True)
        assert ([one.where for one in found.hits], found.limited) == (["note"], False)


def test_what_was_read_otherwise_since_does_not_hide_what_stands(database: str) -> None:
    menu = [f"The flood page {at}." for at in range(30)]
    with Archive.open(database, create=True) as archive:
        put(archive, capture("The flood rose in Lund."))
        (row,) = archive.revisions(story_of(archive))
        sentences = tuple(NewSentence(text, 0, 1, 0) for text in menu)
        archive.replace_readings([(row, replace(READ, sentences=sentences))])
        sentence = (NewSentence("The flood rose in Lund.", 0, 23, 0),)
        archive.replace_readings([(row, replace(READ, sentences=sentence))])
        found = search_archive(archive, ["flood"], None, 5)
        assert ([one.text for one in found.hits], found.limited) == (["The flood rose in Lund."], False)


READ = NewReading("The flood rose in Lund.", False, "as-it-is 1", "made 1", "made 1", (), ())


def story_of(archive: Archive) -> StoryRow:
    (story,) = archive.stories()
    return story


def test_what_is_shown_has_what_was_sought(tmp_path: Path) -> None:
    url = f"https://x.example/{'a' * 150}/flood/{'b' * 150} is the place to read."
    (tmp_path / "a.txt").write_text(f"Read {url} {'今天我们在北京开会' * 40} ABC 后天。", encoding="utf-8")
    run("ingest", "a.txt", cwd=tmp_path)
    assert "[flood]" in run("search", "flood", cwd=tmp_path).out
    assert "在[北京]开" in run("search", "北京", cwd=tmp_path).out
