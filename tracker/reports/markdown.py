"""Comparisons as Markdown: CommonMark with GFM tables and strikethrough; no story text ever becomes markup."""

from collections.abc import Iterator, Sequence

from tracker.model import Comparison, Edit, FieldEdit, Kind, NoteEventKind, Op, Significance
from tracker.reports.layout import Layout, Marks
from tracker.reports.marks import escape, marked_line
from tracker.reports.phrases import (
    counts_in_words,
    edit_segments,
    event_words,
    kept_in_words,
    place,
    plural,
    reasons_in_words,
    segments,
    what,
)

_NEAR = 90  # characters shown of a neighbour of a change
_AROUND = 40  # characters shown beside a mark in the list of trivial edits
_GROUPS = {Significance.SUBSTANTIVE: "Substantive", Significance.WORDING: "Wording and order"}


def markdown_comparison(comparison: Comparison, layout: Layout) -> str:
    """Write one comparison as Markdown: its weightiest edits first, the trivial ones in a list at the end."""
    title = f"# Changes{f' in {escape(comparison.story)}' if comparison.story else ''}"
    trivial = trivial_list(comparison, layout.marks)
    heading = [f"## {plural(len(trivial), 'trivial edit')}", "\n".join(trivial)] if trivial else []
    return page([title, *step_blocks(comparison, layout, heading="##"), *heading])


def page(blocks: Sequence[str]) -> str:
    """Put blocks below each other."""
    return "\n\n".join(blocks) + "\n"


def markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a GFM table; the cells are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def step_blocks(comparison: Comparison, layout: Layout, *, heading: str) -> Iterator[str]:
    """Write what changed from one revision to the next, the weightiest first; trivial edits are only counted."""
    yield f"{counts_in_words(comparison).capitalize()}; {kept_in_words(comparison)}."
    yield from ["- Limit: " + escape(limit) for limit in comparison.limits]
    standing = [edit for edit in comparison.edits if edit.kind is not Kind.REMOVED]
    places = dict(zip(map(id, comparison.edits), _places(comparison), strict=True))
    for weight, name in _GROUPS.items():
        fields = [field for field in comparison.fields if field.significance is weight]
        edits = [edit for edit in comparison.changes if edit.significance is weight]
        if fields or edits:
            yield f"{heading} {name}"
        for field in fields:
            yield f"{heading}# {field.name.capitalize()}: {', '.join(field.reasons)}"
            yield f"> {_field(field, layout.marks)}"
        for edit in edits:
            yield f"{heading}# {place(edit).capitalize()}, {what(edit)}: {', '.join(edit.reasons)}"
            yield _with_context(edit, places[id(edit)], standing, layout)
    every: tuple[FieldEdit | Edit, ...] = (*comparison.fields, *comparison.changes)
    if trivial := sum(one.significance is Significance.TRIVIAL for one in every):
        yield f"{plural(trivial, 'trivial edit')}, listed at the end."
    if events := [event for event in comparison.notes if event.event is not NoteEventKind.KEPT]:
        yield f"{heading} Notes"
        yield "\n".join(f"- {escape(event.note.text)}: {event_words(event.event, event.note)}" for event in events)
    if layout.everything:
        yield f"{heading} Whole text"
        yield "\n".join(f"- {_body(edit, layout.marks)}" for edit in comparison.edits)


def _places(comparison: Comparison) -> Iterator[int]:
    """Give for each edit how many stand before it in the new text."""
    before = 0
    for edit in comparison.edits:
        yield before
        before += edit.kind is not Kind.REMOVED


def _with_context(edit: Edit, at: int, standing: Sequence[Edit], layout: Layout) -> str:
    """Write an edit in a block quotation, between the ends of its neighbours as they stand in the new text."""
    before = standing[max(0, at - layout.context) : at]
    following = at if edit.kind is Kind.REMOVED else at + 1
    after = standing[following : following + layout.context]
    lines = [_body(edit, layout.marks)]
    if before:
        lines.insert(0, _tail(" ".join(one.new_text for one in before)))
    if after:
        lines.append(_head(" ".join(one.new_text for one in after)))
    return "\n>\n".join(f"> {line}" for line in lines)


def _tail(text: str) -> str:
    return escape(text if len(text) <= _NEAR else f"… {text[-_NEAR:].split(maxsplit=1)[-1]}")


def _head(text: str) -> str:
    return escape(text if len(text) <= _NEAR else f"{text[:_NEAR].rsplit(maxsplit=1)[0]} …")


def trivial_list(comparison: Comparison, marks: Marks) -> list[str]:
    """List the trivial edits, and the fields that changed trivially, each with what stands around its marks."""
    lines = [
        f"- {field.name.capitalize()} ({', '.join(field.reasons)}): {_field(field, marks)}"
        for field in comparison.fields
        if field.significance is Significance.TRIVIAL
    ]
    for edit in comparison.changes:
        if edit.significance is Significance.TRIVIAL:
            body = marked_line(_excerpt(edit_segments(edit)), marks)
            lines.append(f"- {place(edit).capitalize()}, {what(edit)} ({reasons_in_words(edit)}): {body}")
    return lines


def _excerpt(runs: Sequence[tuple[Op, str]]) -> list[tuple[Op, str]]:
    """Leave out what stands far from any mark."""
    last = len(runs) - 1
    return [
        (op, _clipped(text, first=at == 0, last=at == last) if op is Op.EQUAL else text)
        for at, (op, text) in enumerate(runs)
    ]


def _clipped(text: str, *, first: bool, last: bool) -> str:
    head = "" if first else text[:_AROUND].rsplit(" ", 1)[0]
    tail = "" if last else text[-_AROUND:].split(" ", 1)[-1]
    return text if len(text) <= 2 * _AROUND else f"{head} … {tail}"


def _body(edit: Edit, marks: Marks) -> str:
    return marked_line(edit_segments(edit), marks)


def _field(field: FieldEdit, marks: Marks) -> str:
    return marked_line(segments(field.old or "", field.new or "", field.words), marks)
