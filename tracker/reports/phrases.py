"""The words that every report shares: places, times, counts, reasons, and marked-up text."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from tracker.history import History, NoteLife, RevisionFacts, SetAside
from tracker.model import Comparison, Damage, Edit, Kind, Note, NoteEventKind, NoteKind, Op, Significance, WordSpan

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACE = re.compile(r"\s")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)

_SAID_OF_THE_PAST = frozenset({NoteKind.CORRECTION, NoteKind.CLARIFICATION, NoteKind.UPDATE})
_EVENT_WORDS = {
    NoteEventKind.INTRODUCED: "introduced",
    NoteEventKind.KEPT: "kept",
    NoteEventKind.REWORDED: "reworded",
    NoteEventKind.REINTRODUCED: "reintroduced",
    NoteEventKind.MOVED: "moved",
    NoteEventKind.HEDGE_DROPPED: "hedge dropped: it is now said outright",
    NoteEventKind.STATUS_CHANGED: "status changed",
    NoteEventKind.CONTRADICTED: "contradicted: another note says otherwise",
    NoteEventKind.APPLIED: "applied: the text now has the correct form",
    NoteEventKind.WITHDRAWN: "withdrawn: its term was not in the text itself",
    NoteEventKind.RESOLVED: "resolved: its term was explained or replaced",
    NoteEventKind.DROPPED: "dropped: its term still stands",
    NoteEventKind.CUT: "cut together with its sentence",
}


def event_words(event: NoteEventKind, note: Note) -> str:
    """Say what became of a note; a correction, or a note that names no term, is only taken out."""
    if event is NoteEventKind.WITHDRAWN and (note.term is None or note.kind in _SAID_OF_THE_PAST):
        return "taken out"
    if event is NoteEventKind.STATUS_CHANGED:
        return f"status changed: {note.status.value}"
    return _EVENT_WORDS[event]


def visible(text: str) -> str:
    r"""Show control characters and marks that turn the reading direction as what they are.

    >>> visible("a\x1b[31mb")
    'a[U+001B][31mb'
    """
    return _HIDDEN.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)


def became(old: str, new: str) -> str:
    """Say what became what: "16th → 15th". An arrow between words that run from right to left would turn with them.

    >>> became("\u0661\u0665", "\u0661\u0668")
    '\u0661\u0665 to \u0661\u0668'
    """
    return f"{old} to {new}" if _RIGHT_TO_LEFT.search(old + new) else f"{old} → {new}"


def one_line(text: str) -> str:
    """Show a text in one line: a line break that somebody put into a title or a reason forges no line of ours."""
    return visible(text.replace("\n", " "))


def when(moment: datetime | None) -> str:
    """Give a time for people, in UTC, to the minute."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M") if moment else ""


def plural(count: int, word: str) -> str:
    """Give a count with its word: "1 edit", "2,000 edits"."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"


def plural_stories(count: int) -> str:
    """Count stories: "1 story", "2 stories"."""
    return f"{count:,} {'story' if count == 1 else 'stories'}"


def joined(parts: Sequence[str]) -> str:
    """Give parts as a list in words: "2", "2 and 5", "2, 3 and 5"."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def numbers(indices: Sequence[int]) -> str:
    """Give the numbers of sentences, counted from 1: "5", "8-9", "3, 7"."""
    runs: list[list[int]] = []
    for index in indices:
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return ", ".join(f"{run[0] + 1}" if len(run) == 1 else f"{run[0] + 1}-{run[-1] + 1}" for run in runs)


def place(edit: Edit) -> str:
    """Say where an edit stands: "sentence 5", "sentence 5 → 6", "new sentence 7", "old sentence 3"."""
    match edit.old, edit.new:
        case (), new:
            return f"new sentence {numbers(new)}"
        case old, ():
            return f"old sentence {numbers(old)}"
        case old, new if numbers(old) == numbers(new):
            return f"{'sentence' if len(old) == 1 else 'sentences'} {numbers(old)}"
        case old, new:
            return f"{'sentence' if len(old) == len(new) == 1 else 'sentences'} {numbers(old)} → {numbers(new)}"
    raise AssertionError(edit)


def what(edit: Edit) -> str:
    """Say what kind of edit it is: "reworded", "moved", "moved and reworded"."""
    if not edit.moved:
        return "respaced" if edit.kind is Kind.KEPT else edit.kind.value
    return "moved" if edit.kind is Kind.KEPT else f"moved and {edit.kind.value}"


def why(significance: Significance, reasons: Sequence[str]) -> str:
    """Say how much an edit matters and why: "substantive: date, number"."""
    return f"{significance.value}: {', '.join(str(reason) for reason in reasons)}"


def reasons_in_words(edit: Edit) -> str:
    """Give the reasons of an edit, and of a trivial one what changed: "typography: quotation marks, dashes"."""
    reasons = ", ".join(reason.value for reason in edit.reasons)
    return f"{reasons}: {', '.join(edit.details)}" if edit.details else reasons


def counts_in_words(comparison: Comparison) -> str:
    """Count the changes by kind: "2 reworded, 1 added, 1 moved"; "no change" where there is none."""
    parts = [f"{count} {kind}" for kind, count in comparison.counts.items() if count and kind != Kind.KEPT.value]
    spaced = sum(edit.kind is Kind.KEPT and bool(edit.reasons) and not edit.moved for edit in comparison.edits)
    parts += [f"{spaced} respaced"] if spaced else []
    parts += [f"{edit.name} changed" for edit in comparison.fields]
    return ", ".join(parts) or "no change"


def kept_in_words(comparison: Comparison) -> str:
    """Say how much of the old text stands as it was: "13 of 16 sentences kept"."""
    kept = sum(edit.kind is Kind.KEPT for edit in comparison.edits)
    return f"{kept} of {plural(comparison.old.sentences, 'sentence')} kept"


def by_weight(edits: Sequence[Edit]) -> list[Edit]:
    """Order edits by significance, the weightiest first, then by their place in the text."""
    return sorted(edits, key=lambda edit: -edit.significance.rank)


def segments(old: str, new: str, words: Sequence[WordSpan]) -> list[tuple[Op, str]]:
    """Give the texts of a pair as runs to be marked; white space at the edges of a change stays outside its mark."""
    runs: list[tuple[Op, str]] = []
    for span in words:
        text = new[slice(*span.new)] if span.op is Op.ADDED else old[slice(*span.old)]
        bare = text.strip()
        if span.op is Op.EQUAL:
            runs.append((Op.EQUAL, text))
        elif not bare:
            runs.append((span.op, _SPACE.sub(lambda found: "\u21b5" if found.group() == "\n" else "\u2423", text)))
        else:
            start = text.index(bare)
            runs += [(Op.EQUAL, text[:start]), (span.op, bare), (Op.EQUAL, text[start + len(bare) :])]
    return _telling([run for run in runs if run[1]])


def _telling(runs: list[tuple[Op, str]]) -> list[tuple[Op, str]]:
    """Name what cannot be seen where a removed and an added run look the same."""
    for at, ((op, gone), (other, come)) in enumerate(pairwise(runs)):
        if op is Op.REMOVED and other is Op.ADDED and _seen(gone) == _seen(come):
            runs[at : at + 2] = [(op, _named(gone)), (other, _named(come))]
    return runs


def _seen(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text.replace("\u2423", " "))).split())


def _named(text: str) -> str:
    return "".join(
        f"[U+{ord(sign):04X}]"
        if unicodedata.category(sign) in ("Mn", "Cf") or (sign.isspace() and sign not in " \n")
        else sign
        for sign in text
    )


def edit_segments(edit: Edit) -> list[tuple[Op, str]]:
    """Give an edit's text as runs to be marked, whatever its kind."""
    match edit.kind:
        case Kind.KEPT:
            return [(Op.EQUAL, edit.new_text)]
        case Kind.ADDED:
            return [(Op.ADDED, edit.new_text)]
        case Kind.REMOVED:
            return [(Op.REMOVED, edit.old_text)]
        case _:
            return segments(edit.old_text, edit.new_text, edit.words)


def damage_in_words(damage: Damage) -> str:
    """Say where a text looks damaged, and why."""
    return f"suspected encoding damage at character {damage.start:,}: {damage.found!r} ({damage.why})"


def note_terms(note: Note) -> str:
    """Say what a note is about: "Bayorius → Andrei Belousov", "SWB → ?"; empty where it names nothing."""
    if note.term is None and note.correct is None:
        return ""
    return became(note.term or "?", note.correct or "?")


def plural_numbers(indices: Sequence[int]) -> str:
    """Give sentences by their numbers, counted from 1: "sentence 5", "sentences 8-9"."""
    return f"{'sentence' if len(indices) == 1 else 'sentences'} {numbers(indices)}"


def duration(length: timedelta) -> str:
    """Give a length of time for people: "40 min", "3 h 20 min", "2 d 4 h".

    >>> duration(timedelta(days=2, hours=4, minutes=10))
    '2 d 4 h'
    """
    if length < timedelta(0):
        return "unknown: captured out of order"
    minutes = round(length.total_seconds() / 60)
    days, hours, minutes = minutes // 1440, minutes % 1440 // 60, minutes % 60
    parts = [f"{days} d" if days else "", f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
    return " ".join([part for part in parts if part][:2]) or "0 min"


def note_status(life: NoteLife) -> str:
    """Say where a note stands at the end of a history: its end, or open, or its status."""
    if life.end:
        return event_words(life.end, life.note)
    contradicted = ", contradicted" if any(one is NoteEventKind.CONTRADICTED for _, one in life.events) else ""
    return f"open ({life.note.status.value})" if life.note.status.is_open else life.note.status.value + contradicted


def said_in_words(history: History, number: int) -> str:
    """Count the changes of fact that a revision made in silence: "2 stealth edits"; nothing where there is none."""
    silent = sum(flag.revision == number and flag.note is None for flag in history.flags)
    return plural(silent, "stealth edit") if silent else ""


def is_hidden(facts: RevisionFacts) -> bool:
    """Say whether a revision's text was removed: there is nothing to count."""
    return facts.aside is not None and facts.aside.kind == "hidden"


def aside_words(aside: SetAside) -> str:
    """Say that a revision is set aside, since when and why: "hidden since 2026-11-23 09:00 UTC: a court's order"."""
    what = f"{aside.kind}, its headline too," if aside.headline else aside.kind
    return f"{what} since {when(aside.decided_at)} UTC: {aside.why}"


def not_compared(aside: Sequence[RevisionFacts]) -> list[str]:
    """Say of each revision that is set aside that it is not compared, and why."""
    return [f"Revision {one.number} is not compared: {aside_words(one.aside)}" for one in aside if one.aside]


def captured_span(history: History) -> str:
    """Give the earliest and the latest time that a revision was captured at; they may not stand in that order."""
    captured = [one.captured_at for one in history.revisions]
    return f"{when(min(captured))} to {when(max(captured))} UTC"


def revision_notes(facts: RevisionFacts, step: Comparison | None) -> str:
    """Say what is special about a revision: set aside, first, a revert, visited again."""
    parts = []
    if facts.aside:
        parts.append(aside_words(facts.aside))
    elif step is None:
        parts.append("the first shown" if facts.number > 1 else "first")
    if facts.reverts_to is not None:
        parts.append(f"revert to revision {facts.reverts_to}")
    if step and step.old.captured_at and step.new.captured_at and step.new.captured_at < step.old.captured_at:
        parts.append("captured before the revision before it")
    if facts.visits:
        parts.append(f"seen again {plural(facts.visits, 'time')}")
    if facts.seen_at:
        parts.append(f"last {when(facts.seen_at)}")
    return ", ".join(parts)
