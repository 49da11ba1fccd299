"""What happened in a history, in at most five lines made only of facts."""

from collections import Counter
from collections.abc import Iterator

from tracker.history import Flag, History
from tracker.model import Comparison, Edit, Kind, Reason, Significance
from tracker.reports.brief import direction, opening, replaced
from tracker.reports.phrases import duration, joined, note_terms, plural

_FACTS = {
    Reason.NUMBER: ("a number", "numbers"),
    Reason.DATE: ("a date", "dates"),
    Reason.NAME: ("a name", "names"),
    Reason.QUOTATION: ("a quotation", "quotations"),
    Reason.ATTRIBUTION: ("an attribution", "attributions"),
    Reason.NEGATION: ("a negation", "negations"),
    Reason.HEDGE: ("a hedge", "hedges"),
    Reason.CONTENT: ("the content of a sentence", "the content of sentences"),
}
_STRUCTURE = {Kind.ADDED: "added", Kind.REMOVED: "removed", Kind.SPLIT: "split", Kind.MERGED: "merged"}
_TOLD = 3  # revisions that are told of one by one


def summary(history: History) -> list[str]:
    """Give the lines of the summary."""
    return [line for line in (_overview(history), *_weightiest(history), _notes(history)) if line]


def _overview(history: History) -> str:
    first, last = history.revisions[0], history.revisions[-1]
    if not history.steps:
        return f"One revision of {plural(first.sentences, 'sentence')}; nothing to compare yet."
    weights = Counter(step.significance for step in history.steps)
    told = [
        f"{weights[Significance.SUBSTANTIVE]} substantive" if weights[Significance.SUBSTANTIVE] else "",
        f"{weights[Significance.WORDING]} of wording" if weights[Significance.WORDING] else "",
        f"{weights[Significance.TRIVIAL]} trivial" if weights[Significance.TRIVIAL] else "",
        f"{weights[Significance.NONE]} without a change of text" if weights[Significance.NONE] else "",
    ]
    length = duration(last.captured_at - first.captured_at)
    steps = f"{plural(len(history.steps), 'change')} in {length} ({', '.join(filter(None, told))})"
    further = f" The {_TOLD} weightiest:" if len(history.steps) > _TOLD else ""
    return f"{steps}; {survival_in_words(history)}.{further}"


def survival_in_words(history: History) -> str:
    """Say how much of the latest text is as it was first published: "13 of 18 sentences are as first published"."""
    last = history.revisions[-1]
    unchanged = history.survival[0].unchanged if history.survival else 0
    verb = "is" if unchanged == 1 else "are"
    as_what = (
        "as first published" if history.revisions[0].number == 1 else f"as in revision {history.revisions[0].number}"
    )
    return f"{unchanged:,} of {plural(last.sentences, 'sentence')} in revision {last.number} {verb} {as_what}"


def _weightiest(history: History) -> Iterator[str]:
    """Tell of the weightiest revisions, in their order."""
    steps = list(zip(history.revisions[1:], history.steps, strict=True))
    ranked = sorted(steps, key=lambda one: (-one[1].significance.rank, -_weight(one[1])))
    for facts, step in sorted(ranked[:_TOLD], key=lambda one: one[0].number):
        yield f"Revision {facts.number} {did(step, facts.reverts_to)}."


def _weight(step: Comparison) -> int:
    return sum(edit.significance is Significance.SUBSTANTIVE for edit in step.edits) + len(step.fields)


def did(step: Comparison, reverts_to: int | None) -> str:
    """Say what a revision did: "changed a date (16th → 15th) and moved “The Oreshnik, …” up"."""
    if reverts_to is not None:
        return f"went back to revision {reverts_to}"
    if step.significance is Significance.NONE:
        return "changed nothing that is compared"
    if step.significance is Significance.TRIVIAL:
        reasons = dict.fromkeys(reason.value for edit in step.changes for reason in edit.reasons)
        reasons |= dict.fromkeys(reason.value for field in step.fields for reason in field.reasons)
        return f"changed nothing but {joined(list(reasons))}"
    return joined([*_facts(step), *_structure(step)]) or "changed the wording"


def _facts(step: Comparison) -> Iterator[str]:
    """Tell of the headline, of each fact that changed, and the words of the first edit that changed it."""
    yield from (f"changed the {field.name}" for field in step.fields)
    linked = [edit for edit in step.changes if edit.old and edit.new]
    found = [(words, [edit for edit in linked if reason in edit.reasons]) for reason, words in _FACTS.items()]
    found = [(words, edits) for words, edits in found if edits]
    shown: set[tuple[int, ...]] = set()
    for at, ((one, many), edits) in enumerate(found):
        what = one if len(edits) == 1 else many
        fresh = next((edit for edit in edits if edit.new not in shown), None)
        if fresh:
            shown.add(fresh.new)
        told = f" ({_example(fresh)})" if fresh and fresh.kind is Kind.REWORDED else ""
        yield f"{'' if at else 'changed '}{what}{told}"


def _example(edit: Edit) -> str:
    return ", ".join(replaced(edit.old_text, edit.new_text, edit.words))


def _structure(step: Comparison) -> Iterator[str]:
    for kind, verb in _STRUCTURE.items():
        count = sum(edit.kind is kind for edit in step.edits)
        sentences = sum(len(edit.old) or len(edit.new) for edit in step.edits if edit.kind is kind)
        if count:
            yield f"{verb} {plural(sentences, 'sentence')}"
    moved = [edit for edit in step.edits if edit.moved]
    if len(moved) == 1:
        yield f"moved {opening(moved[0].new_text)} {direction(moved[0], step)}"
    elif moved:
        yield f"moved {plural(len(moved), 'sentence')}"


def _notes(history: History) -> str:
    """Tell of the notes that are open, and of the changes of fact that no note speaks of."""
    if not history.notes:
        return f"No editorial note; {flags_in_words(history.flags)}." if history.steps else "No editorial note."
    lives = [life for life in history.notes if not life.ended and life.note.status.is_open]
    named = ", ".join(filter(None, (note_terms(life.note) for life in lives)))
    notes = (
        f"{plural(len(history.notes), 'editorial note')}, {len(lives) or 'none'} open{f' ({named})' if named else ''}"
    )
    return f"{notes}; {flags_in_words(history.flags)}." if history.steps else f"{notes}."


def flags_in_words(flags: tuple[Flag, ...]) -> str:
    """Count the changes of fact that were said and that were not: "2 changes of fact acknowledged, 1 stealth edit"."""
    said = sum(flag.note is not None for flag in flags)
    if not flags:
        return "no sentence, headline or byline changed a fact"
    parts = [f"{plural(said, 'change')} of fact acknowledged"] if said else []
    parts += [f"{plural(len(flags) - said, 'stealth edit')}"] if len(flags) > said else []
    return ", ".join(parts)
