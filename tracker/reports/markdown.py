"""Markdown reports: CommonMark with GFM tables and strikethrough; no story text ever becomes markup."""

from collections.abc import Iterator, Mapping, Sequence

from tracker.history import History, NoteLife
from tracker.model import Comparison, Edit, FieldEdit, NoteEventKind, Significance
from tracker.reports.marks import escape, marked_line
from tracker.reports.phrases import (
    by_weight,
    counts_in_words,
    duration,
    edit_segments,
    event_words,
    kept_in_words,
    note_status,
    note_terms,
    numbers,
    place,
    plural,
    plural_numbers,
    reasons_in_words,
    revision_notes,
    segments,
    what,
    when,
    why,
)
from tracker.reports.summary import summary


def markdown_comparison(comparison: Comparison, *, context: int = 0, everything: bool = False) -> str:
    """Write one comparison as Markdown: a title, then its edits in the order of weight."""
    title = f"# Changes{f' in {escape(comparison.story)}' if comparison.story else ''}"
    return _page([title, *_step(comparison, heading="##", context=context, everything=everything)])


def markdown_history(history: History, *, context: int = 0, everything: bool = False) -> str:
    """Write the change report of a history as Markdown."""
    first, last = history.revisions[0], history.revisions[-1]
    blocks = [
        f"# Change report: {escape(history.title or history.story)}",
        f"Story {escape(history.story)}, revisions {first.number} to {last.number}, "
        f"captured {when(first.captured_at)} to {when(last.captured_at)} UTC.",
        "## Summary",
        "\n".join(f"- {escape(line)}" for line in summary(history)),
        "## Revisions",
        *_revisions(history),
        "## Editorial notes",
        *_notes(history),
        *_flags(history),
        *_damage(history),
        "## Changes",
    ]
    for facts, step in zip(history.revisions[1:], history.steps, strict=True):
        special = revision_notes(facts, step)
        blocks.append(f"### Revision {step.old.revision} → {facts.number}, {when(facts.captured_at)} UTC")
        blocks += [f"This is a {special}."] if facts.reverts_to else []
        blocks += _step(step, heading="####", context=context, everything=everything)
    if not history.steps:
        blocks.append("There is one revision: nothing to compare yet.")
    return _page([*blocks, "## Digests", *_digests(history)])


def _page(blocks: Sequence[str]) -> str:
    return "\n\n".join(blocks) + "\n"


def markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a GFM table; the cells are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _revisions(history: History) -> list[str]:
    rows = []
    for facts, step in zip(history.revisions, (None, *history.steps), strict=True):
        rows.append(
            [
                str(facts.number),
                when(facts.captured_at),
                f"{facts.words:,}",
                f"{facts.sentences:,}",
                str(facts.open_notes),
                counts_in_words(step) if step else "",
                step.significance.value if step else "",
                revision_notes(facts, step),
            ]
        )
    head = ["Revision", "Captured (UTC)", "Words", "Sentences", "Open notes", "Changes", "Significance", "Remarks"]
    return [markdown_table(head, rows)]


def _notes(history: History) -> list[str]:
    """Tell of each note what it is and where it stands, then its life, a line for an event."""
    if not history.notes:
        return ["No editorial note was found in these revisions."]
    rows = [
        [
            escape(life.note.text),
            life.note.kind.value.replace("_", " ") + (", hedged" if life.note.hedged else ""),
            escape(note_terms(life.note)),
            note_status(life),
        ]
        for life in history.notes
    ]
    captured = {one.number: when(one.captured_at) for one in history.revisions}
    lives = [line for life in history.notes for line in _life(life, captured)]
    return [markdown_table(["Note", "Kind", "Term → correct form", "Now"], rows), "\n".join(lives)]


def _life(life: NoteLife, captured: Mapping[int, str]) -> Iterator[str]:
    yield f"- {escape(note_terms(life.note) or life.note.text)}"
    for number, event in life.events:
        yield f"  - revision {number} ({captured[number]} UTC): {event_words(event, life.note)}"
    if life.explains:
        yield f"  - explains {plural_numbers(life.explains.sentences)} of revision {life.explains.revision}"


def _flags(history: History) -> list[str]:
    """Tell of each change of fact whether a note speaks of it, and how long error and silence lasted."""
    if not history.flags:
        return []
    rows = [
        [
            str(flag.revision),
            flag.field or numbers(flag.sentences),
            ", ".join(reason.value for reason in flag.reasons),
            flag.name,
            f"revision {flag.said_in}: {escape(flag.note.text)}" if flag.note else "no note speaks of it",
            f"revision {flag.brought_in}",
            duration(flag.to_fix),
            duration(flag.to_say) if flag.to_say is not None else "",
        ]
        for flag in history.flags
    ]
    head = ["Revision", "Sentence", "Fact", "Flag", "Said", "As it was since", "Until changed", "Until said"]
    return ["## Changes of fact, and whether it was said", markdown_table(head, rows)]


def _damage(history: History) -> list[str]:
    if not history.damage:
        return []
    lines = [
        f"- Revision {number}, character {damage.start:,}: {escape(damage.found)} ({escape(damage.why)})"
        for number, damage in history.damage
    ]
    return ["## Suspected encoding damage", "Reported, never altered.", "\n".join(lines)]


def _digests(history: History) -> list[str]:
    return [
        markdown_table(
            ["Revision", "blake2b-256 of the bytes as they came", "Source"],
            [[str(one.number), f"`{one.raw_digest}`", escape(one.source)] for one in history.revisions],
        )
    ]


def _step(comparison: Comparison, *, heading: str, context: int, everything: bool) -> Iterator[str]:
    yield f"{counts_in_words(comparison).capitalize()}; {kept_in_words(comparison)}."
    yield from ["- Limit: " + escape(limit) for limit in comparison.limits]
    for field in comparison.fields:
        yield f"{heading} {field.name.capitalize()}: {why(field.significance, field.reasons)}"
        yield "> " + _field(field)
    weighty = [edit for edit in by_weight(comparison.changes) if edit.significance is not Significance.TRIVIAL]
    trivial = [edit for edit in comparison.changes if edit.significance is Significance.TRIVIAL]
    for edit in weighty:
        yield from _edit(edit, comparison, heading, context)
    if trivial:
        yield f"{heading} {plural(len(trivial), 'trivial edit')}"
        yield "\n".join(
            f"- {place(edit).capitalize()}, {what(edit)} ({reasons_in_words(edit)}): {_body(edit)}" for edit in trivial
        )
    if events := [event for event in comparison.notes if event.event is not NoteEventKind.KEPT]:
        yield f"{heading} Notes"
        yield "\n".join(f"- {escape(event.note.text)}: {event_words(event.event, event.note)}" for event in events)
    if everything:
        yield f"{heading} Whole text"
        yield "\n".join(f"- {_body(edit)}" for edit in comparison.edits)


def _edit(edit: Edit, comparison: Comparison, heading: str, context: int) -> Iterator[str]:
    yield f"{heading} {place(edit).capitalize()}, {what(edit)} ({why(edit.significance, edit.reasons)})"
    at = comparison.edits.index(edit)
    around = [f"> {_body(one)}" for one in comparison.edits[max(0, at - context) : at]]
    after = [f"> {_body(one)}" for one in comparison.edits[at + 1 : at + 1 + context]]
    yield "\n>\n".join([*around, f"> {_body(edit)}", *after])


def _body(edit: Edit) -> str:
    return marked_line(edit_segments(edit))


def _field(field: FieldEdit) -> str:
    return marked_line(segments(field.old or "", field.new or "", field.words))
