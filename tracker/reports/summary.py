"""What happened in a history, in at most five lines made only of facts."""

from collections import Counter
from collections.abc import Collection, Iterator

from tracker.history import Flag, History
from tracker.model import Comparison, Edit, Kind, Reason, Significance
from tracker.reports.brief import direction, opening, replaced
from tracker.reports.phrases import duration, joined, not_compared, note_terms, plural

_FACTS = {
    Reason.NUMBER: "a number",
    Reason.DATE: "a date",
    Reason.NAME: "a name",
    Reason.QUOTATION: "a quotation",
    Reason.ATTRIBUTION: "an attribution",
    Reason.NEGATION: "a negation",
    Reason.HEDGE: "a hedge",
    Reason.CONTENT: "the content of a sentence",
}
_STRUCTURE = {Kind.ADDED: "added", Kind.REMOVED: "removed", Kind.SPLIT: "split", Kind.MERGED: "merged"}
_TOLD = 3  # revisions that are told of one by one
_EDITS = 3  # edits of facts that are told of a revision


def summary(history: History) -> list[str]:
    """Give the lines of the summary."""
    lines = (_overview(history), *_weightiest(history), _notes(history), *not_compared(history.aside))
    return [line for line in lines if line]


def _overview(history: History) -> str:
    first = history.revisions[0]
    if not history.steps:
        return f"One revision of {plural(first.sentences, 'sentence')}; nothing to compare yet."
    weights = Counter(step.significance for step in history.steps)
    told = [
        f"{weights[Significance.SUBSTANTIVE]} substantive" if weights[Significance.SUBSTANTIVE] else "",
        f"{weights[Significance.WORDING]} of wording" if weights[Significance.WORDING] else "",
        f"{weights[Significance.TRIVIAL]} trivial" if weights[Significance.TRIVIAL] else "",
        f"{weights[Significance.NONE]} without a change of text" if weights[Significance.NONE] else "",
    ]
    captured = [one.captured_at for one in history.revisions]
    length = duration(max(captured) - min(captured))
    below = f", the {_TOLD} weightiest told below" if len(history.steps) > _TOLD else ""
    steps = f"{plural(len(history.steps), 'change')} in {length} ({', '.join(filter(None, told))}){below}"
    return f"{steps}; {survival_in_words(history)}."


def survival_in_words(history: History) -> str:
    """Say how much of the latest text is as it was first published: "13 of 18 sentences are as first published"."""
    last = history.revisions[-1]
    unchanged = history.survival[0].unchanged if history.survival else 0
    verb = "is" if 1 in (unchanged, last.sentences) else "are"
    as_what = (
        "as first published" if history.revisions[0].number == 1 else f"as in revision {history.revisions[0].number}"
    )
    return f"{unchanged:,} of {plural(last.sentences, 'sentence')} in revision {last.number} {verb} {as_what}"


def _weightiest(history: History) -> Iterator[str]:
    """Tell of the weightiest revisions, in their order: those that changed facts in silence before all others."""
    steps = list(zip(history.revisions[1:], history.steps, strict=True))
    silent = {facts.number: _silent(history, facts.number) for facts, _ in steps}
    ranked = sorted(steps, key=lambda one: (-len(silent[one[0].number]), -one[1].significance.rank, -_weight(one[1])))
    for facts, step in sorted(ranked[:_TOLD], key=lambda one: one[0].number):
        yield f"Revision {facts.number} {did(step, facts.reverts_to, silent[facts.number])}."


def _silent(history: History, number: int) -> set[int]:
    """Give the places of the edits of a revision that changed a fact in silence."""
    return {flag.edit for flag in history.flags if flag.revision == number and flag.note is None}


def _weight(step: Comparison) -> int:
    return sum(edit.significance is Significance.SUBSTANTIVE for edit in step.edits) + len(step.fields)


def did(step: Comparison, reverts_to: int | None, first: Collection[int] = ()) -> str:
    """Say what a revision did: "changed a date (16th → 15th) and moved “The Oreshnik, …” up".

    `first` are the places of edits that are told before others.
    """
    if step.significance is Significance.NONE:
        return "changed nothing that is compared"
    if reverts_to is not None:
        return f"went back to revision {reverts_to}"
    if step.significance is Significance.TRIVIAL:
        reasons = dict.fromkeys(reason.value for edit in step.changes for reason in edit.reasons)
        reasons |= dict.fromkeys(reason.value for field in step.fields for reason in field.reasons)
        return f"changed nothing but {joined(list(reasons))}"
    return joined([*_facts(step, first), *_structure(step)]) or "changed the wording"


def _facts(step: Comparison, first: Collection[int]) -> Iterator[str]:
    """Tell of the headline, then of each edit of facts: the facts, and the words that changed in it."""
    told = [f"the {field.name}" for field in step.fields]
    linked = [(at, edit) for at, edit in enumerate(step.edits) if edit.old and edit.new]
    facts = [(at, edit) for at, edit in linked if not _FACTS.keys().isdisjoint(edit.reasons)]
    facts.sort(key=lambda one: (one[0] not in first, list(_FACTS).index(_weighty(one[1])[0]), one[0]))
    for _, edit in facts[:_EDITS]:
        words = joined([_FACTS[reason] for reason in _weighty(edit)])
        told.append(f"{words} ({', '.join(replaced(edit.old_text, edit.new_text, edit.words))})")
    if len(facts) > _EDITS:
        told.append(f"facts in {plural(len(facts) - _EDITS, 'more sentence')}")
    if told:
        yield f"changed {told[0]}"
        yield from told[1:]


def _weighty(edit: Edit) -> list[Reason]:
    return [reason for reason in _FACTS if reason in edit.reasons]


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
        return "no number, date, name, quotation, attribution, negation or hedge changed in a sentence that stayed"
    parts = [f"{plural(said, 'change')} of fact acknowledged"] if said else []
    parts += [f"{plural(len(flags) - said, 'stealth edit')}"] if len(flags) > said else []
    return ", ".join(parts)
