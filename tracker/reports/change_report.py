"""The change report of a story as Markdown, for people who keep it."""

from collections.abc import Iterator, Mapping

from tracker.history import History, NoteLife
from tracker.reports.layout import Layout
from tracker.reports.markdown import markdown_table, page, step_blocks, trivial_list
from tracker.reports.marks import escape
from tracker.reports.phrases import (
    counts_in_words,
    duration,
    event_words,
    note_status,
    note_terms,
    numbers,
    plural_numbers,
    revision_notes,
    when,
)
from tracker.reports.summary import summary


def markdown_history(history: History, layout: Layout) -> str:
    """Write the change report of a history: the same archive gives the same bytes."""
    first, last = history.revisions[0], history.revisions[-1]
    span = f"revisions {first.number} to {last.number}" if len(history.revisions) > 1 else f"revision {first.number}"
    blocks = [
        f"# Change report: {escape(history.title or history.story)}",
        f"Story {escape(history.story)}, {span}, captured {when(first.captured_at)} to {when(last.captured_at)} UTC.",
        "## Summary",
        "\n".join(f"- {escape(line)}" for line in summary(history)),
        "## Revisions",
        *_revisions(history),
        "## Editorial notes",
        *_notes(history),
        *_flags(history),
        *_damage(history),
        "## Changes",
        *_changes(history, layout),
        *_survival(history),
        *_trivial(history, layout),
        "## Digests",
        *_digests(history),
    ]
    return page(blocks)


def _changes(history: History, layout: Layout) -> Iterator[str]:
    for facts, step in zip(history.revisions[1:], history.steps, strict=True):
        yield f"### Revision {step.old.revision} → {facts.number}, {when(facts.captured_at)} UTC"
        if facts.reverts_to:
            yield f"This is a {revision_notes(facts, step)}."
        yield from step_blocks(step, layout, heading="####")
    if not history.steps:
        yield "There is one revision: nothing to compare yet."


def _survival(history: History) -> list[str]:
    """Tell of the sentences that each revision brought how many the last one still has."""
    last = history.revisions[-1].number
    captured = {one.number: when(one.captured_at) for one in history.revisions}
    rows = [
        [
            str(one.revision),
            captured[one.revision],
            f"{one.brought:,}",
            f"{one.unchanged:,}",
            f"{one.standing - one.unchanged:,}",
            f"{one.brought - one.standing:,}",
        ]
        for one in history.survival
        if one.brought
    ]
    head = ["Brought by revision", "Captured (UTC)", "Sentences", "As brought", "Changed", "Gone"]
    return ["## Survival of sentences", f"As revision {last} has them.", markdown_table(head, rows)]


def _trivial(history: History, layout: Layout) -> Iterator[str]:
    found = [(step, trivial_list(step, layout.marks)) for step in history.steps]
    if any(lines for _, lines in found):
        yield "## Appendix: trivial edits"
    for step, lines in found:
        if lines:
            yield f"Revision {step.old.revision} → {step.new.revision}:"
            yield "\n".join(lines)


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
            ["Revision", "Source", "Digest in the chain", "blake2b-256 of the bytes as they came"],
            [
                [str(one.number), escape(one.source), f"`{one.digest}`", f"`{one.raw_digest}`"]
                for one in history.revisions
            ],
        )
    ]
