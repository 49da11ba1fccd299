"""Reports as one self-contained HTML page: no script, no network, nothing in a story becomes markup.

The templates hold the words and the shape; here is what they are given: plain values, ready to be shown. Jinja escapes
every value; a strict content security policy says the same to the browser.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from tracker.history import History
from tracker.model import Comparison, Edit, FieldEdit, NoteEvent, NoteEventKind, Op, Significance
from tracker.overview import Period
from tracker.reports.layout import Layout
from tracker.reports.period import HEAD as PERIOD_HEAD
from tracker.reports.period import period_counts, period_rows, period_title, told_notes, told_steps
from tracker.reports.phrases import (
    counts_in_words,
    duration,
    edit_segments,
    event_words,
    kept_in_words,
    note_status,
    note_terms,
    numbers,
    place,
    plural_numbers,
    reasons_in_words,
    revision_notes,
    segments,
    visible,
    what,
    when,
)
from tracker.reports.picture import Picture, draw
from tracker.reports.summary import did, summary

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


@cache
def _environment() -> Environment:
    found = Environment(
        loader=PackageLoader("tracker.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["visible"] = visible
    return found


def _page(template: str, **values: Any) -> str:
    """Fill in a template; the policy allows no more than the page's own style."""
    environment = _environment()
    style = environment.get_template("style.css").render()
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"
    return environment.get_template(template).render(style=style, policy=policy, **values)


def html_comparison(comparison: Comparison, layout: Layout) -> str:
    """Write one comparison as a page."""
    return _page("comparison.html", title=_title(comparison), step=_step(comparison, layout, "step"))


def html_history(history: History, layout: Layout) -> str:
    """Write the change report of a history as a page, with a picture of the story's life."""
    first, last = history.revisions[0], history.revisions[-1]
    return _page(
        "report.html",
        title=history.title or history.story,
        story=history.story,
        first=first.number,
        last=last.number,
        period=f"{when(first.captured_at)} to {when(last.captured_at)} UTC",
        summary=summary(history),
        picture=_picture(history),
        revisions=list(_revisions(history)),
        notes=list(_notes(history)),
        flags=list(_flags(history)),
        damage=[(number, f"{one.start:,}", one.found, one.why) for number, one in history.damage],
        steps=[
            _step(step, layout, f"r{facts.number}", reverts_to=facts.reverts_to)
            for facts, step in zip(history.revisions[1:], history.steps, strict=True)
        ],
        survival=[one for one in history.survival if one.brought],
        digests=[(one.number, one.source, one.digest, one.raw_digest) for one in history.revisions],
    )


def html_period(period: Period) -> str:
    """Write what changed in all stories in a period as a page."""
    stories = [
        (one.history.story, one.history.title or one.history.story, list(told_steps(one)), told_notes(one))
        for one in period.stories
    ]
    return _page(
        "period.html",
        title=period_title(period),
        counts=period_counts(period),
        head=PERIOD_HEAD,
        rows=period_rows(period),
        stories=stories,
    )


def _title(comparison: Comparison) -> str:
    old, new = comparison.old, comparison.new
    if new.revision is None:
        return f"{old.title or 'old'} → {new.title or 'new'}"
    return f"{comparison.story}, revision {old.revision} → {new.revision}"


def _picture(history: History) -> Picture | None:
    return draw(history) if history.steps else None


def _revisions(history: History) -> Iterator[tuple[str, ...]]:
    for facts, step in zip(history.revisions, (None, *history.steps), strict=True):
        yield (
            str(facts.number),
            when(facts.captured_at),
            f"{facts.words:,}",
            f"{facts.sentences:,}",
            str(facts.open_notes),
            counts_in_words(step) if step else "",
            step.significance.value if step else "",
            revision_notes(facts, step),
        )


def _notes(history: History) -> Iterator[tuple[str, str, str, str, list[str]]]:
    captured = {one.number: when(one.captured_at) for one in history.revisions}
    for life in history.notes:
        kind = life.note.kind.value.replace("_", " ") + (", hedged" if life.note.hedged else "")
        events = [
            f"revision {number} ({captured[number]} UTC): {event_words(event, life.note)}"
            for number, event in life.events
        ]
        if life.explains:
            events.append(f"explains {plural_numbers(life.explains.sentences)} of revision {life.explains.revision}")
        yield life.note.text, kind, note_terms(life.note), note_status(life), events


def _flags(history: History) -> Iterator[tuple[str, ...]]:
    for flag in history.flags:
        said = f"revision {flag.said_in}: {flag.note.text}" if flag.note else "no note speaks of it"
        yield (
            str(flag.revision),
            flag.field or numbers(flag.sentences),
            ", ".join(reason.value for reason in flag.reasons),
            flag.name,
            said,
            f"revision {flag.brought_in}",
            duration(flag.to_fix),
            duration(flag.to_say) if flag.to_say is not None else "",
        )


def _step(comparison: Comparison, layout: Layout, id_: str, reverts_to: int | None = None) -> Step:
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
    """Give the notes that stand in a sentence, or that it stands in, with what became of them."""
    for event in notes:
        texts = {event.note.text, event.before.text if event.before else event.note.text}
        here = [text for text in (edit.old_text, edit.new_text) if text]
        if any(note in text or text in note for note in texts for text in here):
            about = note_terms(event.note) or event.note.kind.value.replace("_", " ")
            yield about, event_words(event.event, event.note)


def _shown(runs: Sequence[tuple[Op, str]]) -> Runs:
    return [(op.value, visible(text)) for op, text in runs]
