"""What changed from one revision to the next, ready for a page: rows of unchanged, moved and changed sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.model import Comparison, Edit, FieldEdit, NoteEvent, NoteEventKind, Op, Significance
from tracker.reports.layout import Layout
from tracker.reports.phrases import (
    counts_in_words,
    edit_segments,
    event_words,
    kept_in_words,
    note_terms,
    numbers,
    place,
    reasons_in_words,
    segments,
    visible,
    what,
    when,
)
from tracker.reports.summary import did

Runs = Sequence[tuple[str, str]]  # "equal", "removed" or "added", and a text


@dataclass(frozen=True, slots=True)
class Fold:
    """Unchanged sentences that are folded away."""

    texts: tuple[str, ...]
    name: str = "fold"


@dataclass(frozen=True, slots=True)
class Gone:
    """The place that a moved sentence was taken from."""

    id: str
    to: str
    words: str
    text: str
    name: str = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """An edit, or a change of the headline or the byline, ready to be shown."""

    id: str
    place: str
    what: str
    weight: str
    reasons: str
    runs: Runs
    notes: tuple[tuple[str, str], ...]
    moved_from: str | None = None
    name: str = "change"

    @property
    def old(self) -> Runs:
        """Give the runs of the old side."""
        return [run for run in self.runs if run[0] != "added"]

    @property
    def new(self) -> Runs:
        """Give the runs of the new side."""
        return [run for run in self.runs if run[0] != "removed"]


@dataclass(frozen=True, slots=True)
class Step:
    """What changed from one revision to the next, in the order of the text."""

    id: str
    title: str
    did: str
    counts: str
    limits: tuple[str, ...]
    rows: tuple[Fold | Gone | Change, ...]
    notes: tuple[tuple[str, str], ...]


def step_rows(comparison: Comparison, layout: Layout, id_: str, reverts_to: int | None = None) -> Step:
    """Lay out a comparison; `id_` begins the name of every place in the page that links lead to."""
    events = [event for event in comparison.notes if event.event is not NoteEventKind.KEPT]
    old, new = comparison.old.revision, comparison.new.revision
    captured = f", {when(comparison.new.captured_at)} UTC" if comparison.new.captured_at else ""
    return Step(
        id_,
        f"Revision {old} → {new}{captured}" if new is not None else "What changed",
        did(comparison, reverts_to),
        f"{counts_in_words(comparison)}; {kept_in_words(comparison)}",
        comparison.limits,
        (*_fields(comparison, id_), *_rows(comparison, layout, id_)),
        tuple((event.note.text, event_words(event.event, event.note)) for event in events),
    )


def _fields(comparison: Comparison, id_: str) -> Iterator[Change]:
    for field in comparison.fields:
        yield Change(
            f"{id_}-{field.name}",
            field.name.capitalize(),
            "changed",
            field.significance.value,
            ", ".join(field.reasons),
            _shown(_field_runs(field)),
            (),
        )


def _field_runs(field: FieldEdit) -> Sequence[tuple[Op, str]]:
    return segments(field.old or "", field.new or "", field.words)


def _rows(comparison: Comparison, layout: Layout, id_: str) -> Iterator[Fold | Gone | Change]:
    """Give the edits in the order of the text; runs of unchanged sentences are folded but for those beside a change."""
    left = _left_places(comparison)
    edits = comparison.edits
    changed = {at for at, edit in enumerate(edits) if edit.significance is not Significance.NONE} | set(left)
    near = {at + step for at in changed for step in range(-layout.context, layout.context + 1)}
    shown = set(range(len(edits))) if layout.everything else changed | near
    folded: list[str] = []
    yield from (_gone(edits[at], at, id_) for at in left.get(-1, ()))
    for at, edit in enumerate(edits):
        if at not in shown and edit.significance is Significance.NONE:
            folded.append(edit.new_text)
        else:
            yield from _fold(folded)
            folded = []
            yield _change(edit, at, id_, comparison.notes)
        yield from (_gone(edits[moved], moved, id_) for moved in left.get(at, ()))
    yield from _fold(folded)


def _fold(texts: Sequence[str]) -> Iterator[Fold]:
    if texts:
        yield Fold(tuple(texts))


def _left_places(comparison: Comparison) -> dict[int, list[int]]:
    """Give, by the edit that stands before it, where each moved edit was taken from; -1 is the beginning."""
    of_old = {i: at for at, edit in enumerate(comparison.edits) for i in edit.old if not edit.moved}
    left: dict[int, list[int]] = {}
    for at, edit in enumerate(comparison.edits):
        if edit.moved and edit.old:
            before = next((of_old[i] for i in range(edit.old[0] - 1, -1, -1) if i in of_old), -1)
            left.setdefault(before, []).append(at)
    return left


def _gone(edit: Edit, at: int, id_: str) -> Gone:
    return Gone(f"{id_}-from{at}", f"{id_}-e{at}", f"sentence {numbers(edit.old)} → {numbers(edit.new)}", edit.old_text)


def _change(edit: Edit, at: int, id_: str, notes: Sequence[NoteEvent]) -> Change:
    kept = edit.significance is Significance.NONE
    return Change(
        f"{id_}-e{at}",
        place(edit).capitalize(),
        "unchanged" if kept else what(edit),
        edit.significance.value,
        "" if kept else reasons_in_words(edit),
        _shown(edit_segments(edit)),
        tuple(_beside(edit, notes)),
        f"{id_}-from{at}" if edit.moved and edit.old else None,
    )


def _beside(edit: Edit, notes: Sequence[NoteEvent]) -> Iterator[tuple[str, str]]:
    """Give the notes that stand, or stood, in the sentences of an edit, with what became of them."""
    for event in notes:
        if not set(edit.old).isdisjoint(event.old) or not set(edit.new).isdisjoint(event.new):
            about = note_terms(event.note) or event.note.kind.value.replace("_", " ")
            yield about, event_words(event.event, event.note)


def _shown(runs: Sequence[tuple[Op, str]]) -> Runs:
    return [(op.value, visible(text)) for op, text in runs]
