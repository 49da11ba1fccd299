"""What blame and the page of a period say of revisions that were set aside."""

import json
from datetime import timedelta
from html import unescape

from store import Archive
from tests.captures import NOON, capture, put
from tests.set_aside import hide, retract
from tracker.reports.formats import PERIODS
from tracker.reports.provenance import BLAMES, LIVES
from tracker.reports.terminal import Terminal
from tracker.tracking import find_blame, find_period, find_sentence_life, find_story


def test_what_is_set_aside_at_the_beginning_breaks_no_page_of_all_stories(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, *(capture(f"It was day {day}.", f"{day}", day, f"Day {day}") for day in range(3)))
        retract(archive, 1)
        assert find_story(archive, "flood").title == "Day 1"
        for form in PERIODS.values():
            assert "flood" in form(find_period(archive, NOON, None), Terminal(colour=False, width=None))
        retract(archive, 2)
        (changed,) = find_period(archive, NOON, None).stories
        assert (changed.new, changed.significance.value) == (True, "substantive")


def test_blame_says_which_revisions_it_could_not_ask(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained."), capture("It rained. It snowed.", hour=1), capture("It snowed.", hour=2))
        hide(archive, 2)
        told = "Revision 2 is not compared: hidden since 2026-11-20 12:00 UTC: a court's order"
        terminal = Terminal(colour=False, width=None)
        blame, life = find_blame(archive, "flood", "3"), find_sentence_life(archive, "flood", "3", 1)
        for written in (
            {name: form(blame, terminal) for name, form in BLAMES.items()},
            {name: form(life, terminal) for name, form in LIVES.items()},
        ):
            assert f"{told}\n" in written["terminal"]
            assert f"{told}.\n" in written["markdown"].replace("\\", "")
            (aside,) = json.loads(written["json"])["aside"]
            assert (aside["revision"], aside["aside"]["why"]) == (2, "a court's order")


def test_the_page_of_a_period_tells_what_was_decided_in_it(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, *(capture(f"It was day {day}.", f"{day}", day, f"Day {day}") for day in range(3)))
        retract(archive, 1)
        retract(archive, 1, undo=True)
        hide(archive, 2, headline=True)
        told = [
            "2026-11-20 12:00 UTC: revision 1 of flood was retracted: it was filed wrongly",
            "2026-11-20 12:00 UTC: revision 1 of flood was reinstated: it was filed wrongly",
            "2026-11-20 12:00 UTC: revision 2 of flood was hidden, its headline too: a court's order",
        ]
        period = find_period(archive, NOON, NOON)
        written = {name: form(period, Terminal(colour=False, width=None)) for name, form in PERIODS.items()}
        for name in ("terminal", "markdown", "html"):
            plain = unescape(written[name]).replace("\\", "")
            assert [line for line in told if line in plain] == told, name
        decided = [(one["revision"], one["kind"], one["headline"]) for one in json.loads(written["json"])["decisions"]]
        assert decided == [(1, "retracted", False), (1, "reinstated", False), (2, "hidden", True)]
        for since, until in (
            (NOON + timedelta(seconds=1), None),
            (NOON - timedelta(days=1), NOON - timedelta(hours=1)),
        ):
            assert find_period(archive, since, until).decisions == ()
