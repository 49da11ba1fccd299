"""The editor's morning page: every story that changed in a period, the weightiest first."""

from collections.abc import Iterator
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from tracker.history import RevisionFacts
from tracker.model import Comparison, NoteEventKind, Significance
from tracker.overview import ChangedStory, Period
from tracker.reports.as_json import comparison_json, flag_json, note_json, revision_json, time_json
from tracker.reports.brief import field_in_brief, in_brief
from tracker.reports.markdown import markdown_table, page
from tracker.reports.marks import escape
from tracker.reports.phrases import (
    by_weight,
    event_words,
    note_terms,
    numbers,
    place,
    plural,
    plural_stories,
    revision_notes,
    when,
    why,
)
from tracker.reports.terminal import Terminal

HEAD = ["Story", "Revisions", "Last change (UTC)", "Significance", "Stealth edits", "Open notes", "Wrong terms"]
_FEW = 12  # edits of one revision that are told one by one


def period_title(period: Period) -> str:
    """Give the title of a page: "Changes from 2026-11-20 00:00 to 2026-11-20 23:59 UTC"."""
    if period.until is None:
        return f"Changes since {when(period.since)} UTC"
    return f"Changes from {when(period.since)} to {when(period.until)} UTC"


def period_counts(period: Period) -> str:
    """Count the stories that changed and their revisions."""
    if not period.stories:
        return "No story changed."
    revisions = sum(len(one.revisions) for one in period.stories)
    new = sum(one.new for one in period.stories)
    weighty = sum(any(step.significance is Significance.SUBSTANTIVE for step in one.steps) for one in period.stories)
    counted = f"{plural_stories(len(period.stories))} with {plural(revisions, 'new revision')}"
    return f"{counted}; {weighty} changed in substance, {new} new."


def period_rows(period: Period) -> list[list[str]]:
    """Give a row for each story."""
    return [
        [
            one.history.story,
            ", ".join(str(facts.number) for facts in one.revisions),
            when(one.revisions[-1].captured_at),
            "new story" if one.new else one.significance.value,
            str(len(one.silent)),
            str(sum(not life.ended and life.note.status.is_open for life in one.history.notes)),
            str(len(one.terms)),
        ]
        for one in period.stories
    ]


def told_steps(changed: ChangedStory) -> Iterator[tuple[str, list[str]]]:
    """Give each revision of the period in a line, with a line for each of its edits, the weightiest first."""
    steps: tuple[Comparison | None, ...] = (None, *changed.steps) if changed.new else changed.steps
    for facts, step in zip(changed.revisions, steps, strict=True):
        yield _head(facts, step), _edits(step) if step else []


def _head(facts: RevisionFacts, step: Comparison | None) -> str:
    what = f"{step.significance.value}" if step else f"first, {plural(facts.sentences, 'sentence')}"
    revert = revision_notes(facts, step) if facts.reverts_to else ""
    return f"Revision {facts.number}, {when(facts.captured_at)} UTC: {', '.join(filter(None, (what, revert)))}"


def _edits(step: Comparison) -> list[str]:
    fields = sorted(step.fields, key=lambda one: -one.significance.rank)
    lines = [f"{field_in_brief(one)} ({why(one.significance, one.reasons)})" for one in fields]
    weighty = [one for one in by_weight(step.changes) if one.significance is not Significance.TRIVIAL]
    lines += [f"{place(one)}: {in_brief(one, step)} ({why(one.significance, one.reasons)})" for one in weighty[:_FEW]]
    lines += [f"{plural(len(weighty) - _FEW, 'further edit')}"] if len(weighty) > _FEW else []
    trivial = len(step.changes) - len(weighty)
    return lines + ([plural(trivial, "trivial edit")] if trivial else [])


def told_notes(changed: ChangedStory) -> list[str]:
    """Tell which notes were opened and closed, which changes of fact no note speaks of, which wrong terms stand."""
    lines = []
    for number, event, life in changed.note_events:
        if event is not NoteEventKind.KEPT:
            what = note_terms(life.note) or life.note.text
            lines.append(f"Note {event_words(event, life.note)} (revision {number}): {what}")
    for flag in changed.silent:
        where = flag.field or f"sentence {numbers(flag.sentences)}"
        reasons = ", ".join(reason.value for reason in flag.reasons)
        lines.append(f"Stealth edit: {where} of revision {flag.revision} ({reasons})")
    for one in changed.terms:
        wanted = f"{one.term} → {one.correct or '?'}"
        where = "the headline" if one.sentence is None else f"sentence {one.sentence + 1}"
        lines.append(f"Wrong term in {where} of revision {one.revision}: {wanted}")
    return lines


def told_decisions(period: Period) -> list[str]:
    """Tell what was decided in the period: "2026-11-23 09:00 UTC: revision 3 of flood was hidden: a court's order"."""
    return [
        f"{when(one.decided_at)} UTC: revision {one.revision} of {one.story} was {one.kind}"
        f"{', its headline too' if one.headline else ''}: {one.why}"
        for one in period.decisions
    ]


def terminal_period(period: Period, terminal: Terminal) -> str:
    """Write the page for a terminal."""
    parts: list[RenderableType] = [terminal.line(period_title(period), "bold"), terminal.line(period_counts(period))]
    for one in period.stories:
        title = f"{one.history.story}: {one.history.title}" if one.history.title else one.history.story
        parts += [Text(), terminal.line(title, "bold")]
        for head, edits in told_steps(one):
            parts += [terminal.line(head, "cyan"), *(terminal.indented(terminal.line(line)) for line in edits)]
        parts += [terminal.line(line, "yellow") for line in told_notes(one)]
    if period.decisions:
        parts += [Text(), terminal.line("Decisions", "bold"), *map(terminal.line, told_decisions(period))]
    return terminal.render(*parts)


def markdown_period(period: Period) -> str:
    """Write the page as Markdown."""
    blocks = [f"# {period_title(period)}", period_counts(period)]
    if period.stories:
        blocks.append(markdown_table(HEAD, [[escape(cell) for cell in row] for row in period_rows(period)]))
    for one in period.stories:
        blocks.append(f"## {escape(one.history.title or one.history.story)}")
        blocks.append(f"Story {escape(one.history.story)}.")
        steps = [
            "\n".join([f"- {escape(head)}", *(f"  - {escape(line)}" for line in lines)])
            for head, lines in told_steps(one)
        ]
        blocks.append("\n".join(steps))
        if lines := told_notes(one):
            blocks += ["Notes and facts:", "\n".join(f"- {escape(line)}" for line in lines)]
    if period.decisions:
        blocks += ["## Decisions", "\n".join(f"- {escape(line)}" for line in told_decisions(period))]
    return page(blocks)


def period_json(period: Period) -> dict[str, Any]:
    """Give the page as plain values."""
    return {
        "since": time_json(period.since),
        "until": time_json(period.until),
        "stories": [_story_json(one) for one in period.stories],
        "decisions": [
            {"story": one.story, "revision": one.revision, "kind": one.kind, "why": one.why}
            | {"decided_at": time_json(one.decided_at), "headline": one.headline}
            for one in period.decisions
        ],
    }


def _story_json(one: ChangedStory) -> dict[str, Any]:
    return {
        "story": one.history.story,
        "title": one.history.title,
        "significance": one.significance.value,
        "new": one.new,
        "revisions": [revision_json(facts) for facts in one.revisions],
        "steps": [comparison_json(step) for step in one.steps],
        "note_events": [
            {"revision": number, "event": event.value, "note": note_json(life.note)}
            for number, event, life in one.note_events
        ],
        "stealth_edits": [flag_json(flag) for flag in one.silent],
        "wrong_terms": [
            {
                "revision": place.revision,
                "sentence": None if place.sentence is None else place.sentence + 1,
                "term": place.term,
                "correct": place.correct,
            }
            for place in one.terms
        ],
    }
