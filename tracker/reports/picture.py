"""A picture of a story's life: revisions along time, sentences as threads that start, move, change and end.

Threads go from left to right; each revision is a column in which the first sentence stands at the top. Columns stand
as far apart as the time between them, but never too near to be told apart nor so far that others are lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from tracker.history import History
from tracker.model import Comparison, Significance
from tracker.reports.phrases import counts_in_words, plural, when

_LEAST, _MOST = 44, 150  # between two columns
_ROW, _TOP, _SIDE = 9, 40, 24
_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Column:
    """A revision: where it stands, what is written over it, and where its link goes to."""

    x: int
    number: int
    label: str
    link: str | None
    sentences: int


@dataclass(frozen=True, slots=True)
class Threads:
    """Every thread of one weight between two columns, as one path."""

    weight: str
    path: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a thread starts or ends."""

    x: int
    y: int
    weight: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What the template draws; lengths are in units of the picture, text is 11 high."""

    width: int
    height: int
    columns: tuple[Column, ...]
    threads: tuple[Threads, ...]
    marks: tuple[Mark, ...]
    words: str


def draw(history: History) -> Picture:
    """Lay out the picture of a history of two or more revisions."""
    places = _places(history)
    columns = tuple(
        Column(x, facts.number, when(facts.captured_at), f"#r{facts.number}" if at else None, facts.sentences)
        for at, (x, facts) in enumerate(zip(places, history.revisions, strict=True))
    )
    threads: list[Threads] = []
    marks: list[Mark] = [Mark(places[0], _y(i), "none") for i in range(history.revisions[0].sentences)]
    for at, step in enumerate(history.steps):
        threads += _threads(step, places[at], places[at + 1])
        marks += _marks(step, places[at], places[at + 1])
    most = max(facts.sentences for facts in history.revisions)
    return Picture(places[-1] + _SIDE * 3, _y(most) + _ROW, columns, tuple(threads), tuple(marks), _words(history))


def _places(history: History) -> list[int]:
    """Give the place of each column: apart by the logarithm of the time between them."""
    places = [_SIDE]
    for before, after in zip(history.revisions, history.revisions[1:], strict=False):
        hours = max((after.captured_at - before.captured_at).total_seconds(), 0) / _HOUR
        places.append(places[-1] + min(_MOST, round(_LEAST + 18 * log2(1 + hours))))
    return places


def _y(sentence: int) -> int:
    return _TOP + sentence * _ROW


def _threads(step: Comparison, left: int, right: int) -> list[Threads]:
    """Draw what goes on from one column to the next, the weightiest on top."""
    paths: dict[Significance, list[str]] = {}
    for edit in step.edits:
        for i in edit.old:
            for j in edit.new:
                paths.setdefault(edit.significance, []).append(_curve(left, _y(i), right, _y(j)))
    return [Threads(weight.value, "".join(paths[weight])) for weight in sorted(paths, key=lambda one: one.rank)]


def _curve(left: int, above: int, right: int, below: int) -> str:
    if above == below:
        return f"M{left} {above}H{right}"
    middle = (left + right) // 2
    return f"M{left} {above}C{middle} {above} {middle} {below} {right} {below}"


def _marks(step: Comparison, left: int, right: int) -> list[Mark]:
    ended = [Mark(left, _y(i), "ended") for edit in step.edits if not edit.new for i in edit.old]
    return ended + [Mark(right, _y(j), "started") for edit in step.edits if not edit.old for j in edit.new]


def _words(history: History) -> str:
    """Say in words what the picture shows."""
    steps: Sequence[Comparison] = history.steps
    told = [f"revision {step.new.revision}: {counts_in_words(step)}" for step in steps[:20]]
    further = [f"and {plural(len(steps) - 20, 'further revision')}"] if len(steps) > 20 else []
    return f"{plural(len(history.revisions), 'revision')}; " + "; ".join([*told, *further])
