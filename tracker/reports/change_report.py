"""The change report of a story as Markdown, for people who keep it."""

from collections.abc import Iterator

from tracker.history import History
from tracker.reports.layout import Layout
from tracker.reports.markdown import markdown_table, page, step_blocks, trivial_list
from tracker.reports.marks import escape
from tracker.reports.phrases import captured_span, revision_notes, when
from tracker.reports.sections import (
    DIGESTS,
    FLAGS,
    REVISIONS,
    SURVIVAL,
    Rows,
    damage_rows,
    digest_rows,
    flag_rows,
    revision_rows,
    survival_rows,
    told_lives,
)
from tracker.reports.summary import summary


def markdown_history(history: History, layout: Layout) -> str:
    """Write the change report of a history: the same archive gives the same bytes."""
    first, last = history.revisions[0], history.revisions[-1]
    span = f"revisions {first.number} to {last.number}" if len(history.revisions) > 1 else f"revision {first.number}"
    blocks = [
        f"# Change report: {escape(history.title or history.story)}",
        f"Story {escape(history.story)}, {span}, captured {captured_span(history)}.",
        "## Summary",
        "\n".join(f"- {escape(line)}" for line in summary(history)),
        "## Revisions",
        markdown_table(REVISIONS, _escaped(revision_rows(history))),
        "## Editorial notes",
        *_notes(history),
        *_flags(history),
        *_damage(history),
        "## Changes",
        *_changes(history, layout),
        "## Survival of sentences",
        f"As revision {last.number} has them.",
        markdown_table(SURVIVAL, survival_rows(history)),
        *_trivial(history, layout),
        "## Digests",
        markdown_table(DIGESTS, _digests(history)),
    ]
    return page(blocks)


def _escaped(rows: Rows) -> Rows:
    return [[escape(cell) for cell in row] for row in rows]


def _digests(history: History) -> Rows:
    return [[number, escape(source), f"`{digest}`", f"`{raw}`"] for number, source, digest, raw in digest_rows(history)]


def _notes(history: History) -> Iterator[str]:
    notes = list(told_lives(history))
    if not notes:
        yield "No editorial note was found in these revisions."
        return
    rows = [[one.text, one.kind, one.terms, one.now] for one in notes]
    yield markdown_table(["Note", "Kind", "Term → correct form", "Now"], _escaped(rows))
    lines = []
    for one in notes:
        lines.append(f"- {escape(one.terms or one.text)}")
        lines += [f"  - {escape(event)}" for event in one.events]
    yield "\n".join(lines)


def _flags(history: History) -> Iterator[str]:
    if history.flags:
        yield "## Changes of fact, and whether it was said"
        yield markdown_table(FLAGS, _escaped(flag_rows(history)))


def _damage(history: History) -> Iterator[str]:
    if history.damage:
        yield "## Suspected encoding damage"
        yield "Reported, never altered."
        yield "\n".join(
            f"- Revision {number}, character {start}: {escape(found)} ({escape(why)})"
            for number, start, found, why in damage_rows(history)
        )


def _changes(history: History, layout: Layout) -> Iterator[str]:
    for facts, step in zip(history.revisions[1:], history.steps, strict=True):
        yield f"### Revision {step.old.revision} → {facts.number}, {when(facts.captured_at)} UTC"
        if facts.reverts_to:
            yield f"This is a {revision_notes(facts, step)}."
        yield from step_blocks(step, layout, heading="####")
    if not history.steps:
        yield "There is one revision: nothing to compare yet."


def _trivial(history: History, layout: Layout) -> Iterator[str]:
    found = [(step, trivial_list(step, layout.marks)) for step in history.steps]
    if any(lines for _, lines in found):
        yield "## Appendix: trivial edits"
    for step, lines in found:
        if lines:
            yield f"Revision {step.old.revision} → {step.new.revision}:"
            yield "\n".join(lines)
