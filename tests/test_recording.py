"""Captures that are recorded together become what they become one by one, in few statements."""

from dataclasses import replace
from random import Random

from sqlalchemy import event

from store import Archive, Captured
from tests.captures import NOON, capture, put
from tests.set_aside import hide
from tracker.model import Capture
from tracker.tracking import find_story, read_capture, verify_stories
from tracker.tracking.ingesting import new_revision

TEXTS = ["It rained.", "It rained.\n", "It “poured”.", 'It "poured".', "It snowed in Lund.", "It stopped."]
HIDDEN = TEXTS[4]


def captured(story: str, one: Capture) -> Captured:
    return Captured(story, None, new_revision(read_capture(replace(one, story=story))))


def some_captures(random: Random) -> list[Capture]:
    """Make captures of few texts from few sources, some of them the same."""
    made: list[Capture] = []
    for hour in range(30):
        title = random.choice([None, None, "Weather"])
        new = capture(random.choice(TEXTS), random.choice("abc"), hour, title)
        made.append(random.choice(made) if made and random.random() < 0.1 else new)
    return made


def rows(archive: Archive, key: str) -> list[tuple[object, ...]]:
    """Give what is kept of a story but for what its own name is in."""
    story = find_story(archive, key)
    revisions = [(one.seq, one.raw_digest, one.source, one.title, one.aside) for one in archive.revisions(story)]
    return [*revisions, *((one.seq, one.captured_at, one.source, one.raw_digest) for one in archive.visits(story))]


def test_captures_become_the_same_together_and_one_by_one(database: str) -> None:
    arrivals = set()
    with Archive.open(database, create=True) as archive:
        put(archive, capture(HIDDEN, "x"), capture("It is over.", "x", 1))
        hide(archive, 1)
        for seed in range(12):
            random = Random(seed)
            alone, together = f"alone-{seed}", f"together-{seed}"
            captures = some_captures(random)
            one_by_one = [archive.record([captured(alone, one)], NOON)[0] for one in captures]
            first = archive.record([captured(together, captures[0])], NOON)
            archive.add_alias(find_story(archive, together), f"also-{seed}")
            names = [random.choice([together, f"also-{seed}"]) for _ in captures]
            cut = random.randrange(2, len(captures))
            parts = [list(zip(names, captures, strict=True))[part] for part in (slice(1, cut), slice(cut, None))]
            rest = [archive.record([captured(name, one) for name, one in part], NOON) for part in parts]
            assert [*first, *rest[0], *rest[1]] == one_by_one, seed
            assert rows(archive, together) == rows(archive, alone), seed
            arrivals |= {one.arrival.value for one in one_by_one}
        assert verify_stories(archive, []).faults == ()
    assert arrivals == {"revision", "visit", "known", "hidden"}


def test_captures_of_one_story_cost_two_statements_each(database: str) -> None:
    def sent(first: int, count: int) -> int:
        new = [captured("flood", capture(f"It was day {day}.", f"{day}", day)) for day in range(first, first + count)]
        statements = []
        event.listen(archive._engine, "before_cursor_execute", listener := lambda *_: statements.append(_[2]))
        archive.record(new, NOON)
        event.remove(archive._engine, "before_cursor_execute", listener)
        return len(statements)

    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained."))
        assert sent(1, 40) - sent(41, 20) == 2 * 20
