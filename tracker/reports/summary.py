"""What happened in a history, in a few sentences made only of facts."""

from collections.abc import Iterator

from tracker.history import History
from tracker.model import Comparison, Reason, Significance
from tracker.reports.phrases import counts_in_words, joined, note_terms, plural

_FACTS = {
    Reason.NUMBER: "a number",
    Reason.DATE: "a date",
    Reason.NAME: "a name",
    Reason.QUOTATION: "a quotation",
    Reason.ATTRIBUTION: "an attribution",
    Reason.NEGATION: "a negation",
    Reason.HEDGE: "a hedge",
    Reason.CONTENT: "content",
}


def summary(history: History) -> list[str]:
    """Give the lines of the summary."""
    return list(_lines(history))


def _lines(history: History) -> Iterator[str]:
    if not history.steps:
        yield f"One revision of {plural(history.revisions[0].sentences, 'sentence')}; nothing to compare yet."
    for facts, step in zip(history.revisions[1:], history.steps, strict=True):
        yield f"Revision {facts.number} {_did(step, facts.reverts_to)}."
    if history.notes:
        open_notes = [life for life in history.notes if not life.ended and life.note.status.is_open]
        named = ", ".join(filter(None, (note_terms(life.note) for life in open_notes)))
        last = history.revisions[-1].number
        found, still = plural(len(history.notes), "editorial note"), len(open_notes)
        yield f"{found} in all; {still} open in revision {last}{f' ({named})' if named else ''}."


def _did(step: Comparison, reverts_to: int | None) -> str:
    counts = counts_in_words(step)
    if reverts_to is not None:
        return f"went back to revision {reverts_to} ({counts})"
    if step.significance is Significance.NONE:
        return "changed nothing that is compared"
    if step.significance is Significance.TRIVIAL:
        every = [edit.reasons for edit in step.changes] + [field.reasons for field in step.fields]
        reasons = dict.fromkeys(str(reason) for found in every for reason in found)
        return f"changed only {' and '.join(reasons)}: {counts}"
    seen = {reason for edit in step.changes for reason in edit.reasons}
    seen |= {reason for field in step.fields for reason in field.reasons}
    touched = [words for reason, words in _FACTS.items() if reason in seen]
    return f"touched {joined(touched)}: {counts}" if touched else f"changed the wording or structure: {counts}"
