"""The words for a revision and for a range of them: 3, latest, prev, latest~2, @2026-11-20, a digest, 1..3."""

import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from tracker.errors import TrackerError
from tracker.history import RevisionFacts

_DAY = re.compile(r"@\d{4}-\d\d-\d\d")
_TIME = re.compile(r"@\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?")
_BACK = re.compile(r"(latest|prev)(?:~(\d{1,9}))?$")
_LONGEST_NUMBER = 9  # digits of a revision's number
_DIGEST = re.compile(r"(?:digest:(?P<named>[0-9a-f]{6,64})|(?P<bare>(?=[0-9a-f]*[a-f])[0-9a-f]{6,64}))$")


def find_revision(
    word: str, story: str, revisions: Sequence[RevisionFacts], allowed: Collection[str] = ()
) -> RevisionFacts:
    """Give the revision that a word names; TrackerError, which names those that do exist, where there is none.

    One that is set aside can only be named by its number or its digest, and where its kind is `allowed`.
    """
    found = _named(word, story, revisions)
    if found.aside and found.aside.kind not in allowed:
        since, why = found.aside.decided_at.strftime("%Y-%m-%d %H:%M"), found.aside.why
        raise TrackerError(f"revision {found.number} of {story!r} is {found.aside.kind} since {since} UTC: {why}")
    return found


def standing(story: str, revisions: Sequence[RevisionFacts]) -> Sequence[RevisionFacts]:
    """Give the revisions that are not set aside; TrackerError where there is none."""
    found = [one for one in revisions if one.aside is None]
    if not found:
        raise TrackerError(f"every revision of {story!r} is set aside ('tracker log {story}' says why)")
    return found


def _named(word: str, story: str, revisions: Sequence[RevisionFacts]) -> RevisionFacts:
    if word.startswith("@"):
        return _at(word, story, standing(story, revisions))
    if word.isdecimal() and len(word) <= _LONGEST_NUMBER:
        wanted = [one for one in revisions if one.number == int(word)]
    elif back := _BACK.match(word):
        steps = int(back[2] or 0) + (back[1] == "prev")
        sequence = standing(story, revisions)
        wanted = [sequence[-1 - steps]] if steps < len(sequence) else []
    elif digest := _DIGEST.match(word.lower()):
        prefix = digest["named"] or digest["bare"]
        wanted = [one for one in revisions if one.digest.startswith(prefix)]
        if len(wanted) > 1:
            raise TrackerError(f"more than one revision of {story!r} has a digest that starts with {prefix}")
    else:
        raise TrackerError(
            f"{word!r} is no revision: a number, latest, prev, latest~2, @2026-11-20 or the start of a digest"
        )
    if not wanted:
        raise TrackerError(f"{story!r} has no revision {word} (it has {existing(revisions)})")
    return wanted[0]


def find_range(
    words: Sequence[str], story: str, every: Sequence[RevisionFacts], default: str
) -> tuple[RevisionFacts, RevisionFacts]:
    """Give the two ends of a range: REV (its parent to it), REV..REV, REV.., ..REV, or two words.

    `default` is the range where no word is given. The first revision alone has no parent: an error says so.
    """
    revisions = standing(story, every)
    if len(words) > 2:
        raise TrackerError(f"a range is one word or two, not {len(words)}: {' '.join(words)}")
    if len(words) == 2:
        old, new = words
    else:
        word = words[0] if words else default
        if ".." not in word:
            return _step_to(find_revision(word, story, every), story, revisions)
        old, _, new = word.partition("..")
    first = find_revision(old, story, every) if old else revisions[0]
    return first, find_revision(new or "latest", story, every)


def existing(revisions: Sequence[RevisionFacts]) -> str:
    """Say which revisions there are: "1", "1 and 2", "1 to 7"."""
    numbers = [one.number for one in revisions]
    match numbers:
        case []:
            return "none"
        case [only]:
            return f"{only}"
        case [first, second]:
            return f"{first} and {second}"
        case _:
            return f"{numbers[0]} to {numbers[-1]}"


def _step_to(new: RevisionFacts, story: str, revisions: Sequence[RevisionFacts]) -> tuple[RevisionFacts, RevisionFacts]:
    place = [one.number for one in revisions].index(new.number)
    if place == 0:
        raise TrackerError(f"revision {new.number} is the first of {story!r}: nothing came before it")
    return revisions[place - 1], new


def _at(word: str, story: str, revisions: Sequence[RevisionFacts]) -> RevisionFacts:
    """Give the newest revision captured by the end of a day, or at or before a moment."""
    try:
        moment = datetime.fromisoformat(word[1:]) if _TIME.fullmatch(word) else None
    except ValueError:
        moment = None
    if moment is None:
        raise TrackerError(f"{word!r} is no time: write @2026-11-20 or @2026-11-20T09:00Z")
    moment = _utc(word, moment)
    if _DAY.fullmatch(word):
        moment += timedelta(days=1) - timedelta(microseconds=1)
    found = [one for one in revisions if one.captured_at <= moment]
    if not found:
        first = revisions[0].captured_at.strftime("%Y-%m-%d %H:%M")
        raise TrackerError(f"{story!r} has no revision {word}: the first was captured {first} UTC")
    return max(found, key=lambda one: (one.captured_at, one.number))


def _utc(word: str, moment: datetime) -> datetime:
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError as error:
        raise TrackerError(f"{word!r} is out of the range of times in UTC") from error
