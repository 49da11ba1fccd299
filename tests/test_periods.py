"""The morning page: every story that changed in a period, the weightiest first."""

import json
import re
from datetime import datetime, timedelta
from pathlib import Path

from store import Archive, TermRow
from tests.captures import NOON
from tests.command import run
from tests.markup import HOSTILE, tree
from tracker.model import Capture, Significance
from tracker.overview import ChangedStory
from tracker.reports.change_report import markdown_history
from tracker.reports.layout import Layout
from tracker.reports.period import markdown_period, told_steps
from tracker.tracking import find_history, find_period, ingest_capture, read_capture

KEY = "belarus-military-agreement"


def put(archive: Archive, story: str, *texts: str) -> None:
    """Put texts into a story, a day apart from noon on."""
    for day, text in enumerate(texts):
        moment = NOON + timedelta(days=day)
        capture = Capture(story, f"{day}.txt", text.encode(), "text/plain", moment)
        ingest_capture(read_capture(capture), archive.record, moment)


def changed(archive: Archive, since: datetime, until: datetime | None = None) -> list[tuple[str, bool, list[int]]]:
    found = find_period(archive, since, until).stories
    return [(one.history.story, one.new, [facts.number for facts in one.revisions]) for one in found]


def test_the_page_has_every_story_that_changed_the_weightiest_first(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, "quotes", "He said “no”. It rained.", "He said 'no'. It rained.")
        put(archive, "still", "Nothing ever changes here.")
        put(archive, "words", "The old mayor quickly left. It rained.", "The old mayor left quickly. It rained.")
        put(archive, "facts", "It cost 12 euros. It rained.", "It cost 21 euros. It rained.")
        put(archive, "more", "A. B.", "It cost 12 euros. Nobody paid.", "It cost 15 euros. Nobody paid 10.")
        day = NOON + timedelta(days=1)
        assert changed(archive, day) == [
            ("more", False, [2, 3]),
            ("facts", False, [2]),
            ("words", False, [2]),
            ("quotes", False, [2]),
        ]
        assert [one.significance for one in find_period(archive, day, None).stories] == [
            Significance.SUBSTANTIVE,
            Significance.SUBSTANTIVE,
            Significance.WORDING,
            Significance.TRIVIAL,
        ]
        assert changed(archive, day + timedelta(hours=1)) == [("more", False, [3])]
        assert changed(archive, day + timedelta(days=2)) == []
        first = changed(archive, NOON, NOON)
        assert [(new, numbers) for _, new, numbers in first] == [(True, [1])] * 5


def only(archive: Archive, since: datetime) -> ChangedStory:
    (found,) = find_period(archive, since, None).stories
    return found


def test_a_note_says_of_a_change_before_the_period_what_it_says(database: str) -> None:
    text = "The mayor opened the bridge on Monday. It rained."
    mended = text.replace("Monday", "Tuesday")
    said = f"{mended}\nCorrection: An earlier version gave the wrong day. It was Tuesday, not Monday."
    with Archive.open(database, create=True) as archive:
        put(archive, "bridge", text, mended, said)
        late = only(archive, NOON + timedelta(days=2))
        assert late.silent == ()
        assert [(number, event.value) for number, event, _ in late.note_events] == [(3, "introduced")]
        assert told_steps(late).__next__()[0] == "Revision 3, 2026-11-22 12:00 UTC: substantive"


def test_what_was_captured_outside_of_the_period_is_not_told(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        for at, hours in enumerate([0, 30, -50, 31, 60]):  # the third came in late
            moment = NOON + timedelta(hours=hours)
            one = Capture("flood", f"{at}", f"It cost {at} euros. It rained.".encode(), "text/plain", moment)
            ingest_capture(read_capture(one), archive.record, moment)
        since, until = NOON + timedelta(hours=24), NOON + timedelta(hours=48)
        (found,) = find_period(archive, since, until).stories
        assert [one.number for one in found.revisions] == [2, 4]
        assert [step.new.revision for step in found.steps] == [2, 4]
        assert [flag.revision for flag in found.silent] == [2, 4]
        page = markdown_period(find_period(archive, since, until))
        assert "Revision 3" not in page
        assert "Revision 5" not in page
        report = markdown_history(find_history(archive, "flood", []), Layout())
        assert "unknown: captured out of order" in report
        assert not re.search(r"-\d+ (?:d|h|min)", report)


def test_a_wrong_term_is_told_of_the_latest_revision_only(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, "flood", "The Lindt rose. It rained.", "The Lindt rose. It snowed.", "The Lindt rose. It hailed.")
        archive.put_terms([TermRow("Lindt", "Lund", NOON)])
        assert len(only(archive, NOON).terms) == 1
        (early,) = find_period(archive, NOON, NOON + timedelta(days=1)).stories
        assert early.terms == ()


def test_hostile_text_is_no_markup_on_the_page(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        for number, hostile in enumerate(HOSTILE):
            put(archive, f"s{number}", f"{hostile} It rained.", f"Now {hostile} is here. It rained on {hostile}. Then.")
        tokens = tree(markdown_period(find_period(archive, NOON, None)))
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
    ours = {"heading", "paragraph", "inline", "text", "bullet_list", "list_item"}
    assert kinds - {"text_special"} == ours | {"table", "thead", "tbody", "tr", "th", "td"}


def test_the_page_on_the_command_line(seeded: str, tmp_path: Path) -> None:
    done = run("report", "--since", "2025-09-19", "--format", "json", cwd=tmp_path, db=seeded)
    (story,) = json.loads(done.out)["stories"]
    assert (story["story"], story["new"], [one["revision"] for one in story["revisions"]]) == (KEY, False, [4, 5, 6])
    markdown = run("report", "--since", "2025-09-18", "--until", "2025-09-18", cwd=tmp_path, db=seeded).out
    assert markdown.startswith("# Changes from 2025-09-18 00:00 to 2025-09-18 23:59 UTC\n")
    assert "\n1 story with 3 new revisions; 1 changed in substance, 1 new.\n" in markdown
    short = run("report", "--since", "2025-09-18", "--until", "20250918", cwd=tmp_path, db=seeded)
    assert short.out == markdown
    refused = run("report", KEY, "--since", "2025-09-18", cwd=tmp_path, db=seeded)
    assert (refused.code, refused.out) == (2, "")
    backwards = run("report", "--since", "2025-09-18", "--until", "2025-09-17", cwd=tmp_path, db=seeded)
    assert backwards.err == "tracker: the period ends before it begins: 2025-09-18 to 2025-09-17\n"
    for until in ("2025-09-18t10:00", "2025-09-18_10:00", "2025-09-18 10:00"):  # a time, however it is written
        timed = run("report", "--since", "2025-09-18", "--until", until, cwd=tmp_path, db=seeded).out
        assert timed.startswith("# Changes from 2025-09-18 00:00 to 2025-09-18 10:00 UTC\n")
    assert run("report", "--since", "2025-09-18", "--until", "9999-12-31", cwd=tmp_path, db=seeded).code == 0
