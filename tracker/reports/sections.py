"""The tables that every form of the change report has: heads and rows of plain text."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.history import Flag, History
from tracker.reports.brief import replaced
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

Rows = list[list[str]]
REVISIONS = ["Revision", "Captured (UTC)", "Words", "Sentences", "Open notes", "Changes", "Significance", "Remarks"]
FLAGS = ["Revision", "Sentence", "What changed", "Flag", "Said", "As it was since", "Until changed", "Until said"]
SURVIVAL = ["Brought by revision", "Captured (UTC)", "Sentences", "As brought", "Changed", "Gone"]
DAMAGE = ["Revision", "Character", "Found", "Why"]
DIGESTS = ["Revision", "Source", "Digest in the chain", "blake2b-256 of the bytes as they came"]


@dataclass(frozen=True, slots=True)
class ToldNote:
    """A note's life in words."""

    text: str
    kind: str
    terms: str
    now: str
    events: tuple[str, ...]


def revision_rows(history: History) -> Rows:
    """Give a row for each revision."""
    return [
        [
            str(facts.number),
            when(facts.captured_at),
            *(["", "", ""] if facts.aside else [f"{facts.words:,}", f"{facts.sentences:,}", str(facts.open_notes)]),
            counts_in_words(step) if step else "",
            step.significance.value if step else "",
            revision_notes(facts, step),
        ]
        for facts, step in history.logged
    ]


def told_lives(history: History) -> Iterator[ToldNote]:
    """Tell of each note what it is and where it stands, then its life, a line for an event."""
    captured = {one.number: when(one.captured_at) for one in history.revisions}
    for life in history.notes:
        events = [
            f"revision {number} ({captured[number]} UTC): {event_words(event, life.note)}"
            for number, event in life.events
        ]
        if life.explains:
            events.append(f"explains {plural_numbers(life.explains.sentences)} of revision {life.explains.revision}")
        kind = life.note.kind.value.replace("_", " ") + (", hedged" if life.note.hedged else "")
        yield ToldNote(life.note.text, kind, note_terms(life.note), note_status(life), tuple(events))


def flag_rows(history: History) -> Rows:
    """Tell of each change of fact whether a note speaks of it, and how long error and silence lasted."""
    return [
        [
            str(flag.revision),
            flag.field or numbers(flag.sentences),
            _told(flag),
            flag.name,
            f"revision {flag.said_in}: {flag.note.text}" if flag.note else "no note speaks of it",
            f"revision {flag.brought_in}",
            duration(flag.to_fix),
            duration(flag.to_say) if flag.to_say is not None else "",
        ]
        for flag in history.flags
    ]


def _told(flag: Flag) -> str:
    kinds = ", ".join(reason.value for reason in flag.reasons)
    return f"{kinds}: {', '.join(replaced(flag.old_text, flag.new_text, flag.words))}"


def survival_rows(history: History) -> Rows:
    """Tell of the sentences that each revision brought how many the last one still has."""
    captured = {one.number: when(one.captured_at) for one in history.revisions}
    return [
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


def damage_rows(history: History) -> Rows:
    """Give a row for each place where a text looks damaged."""
    return [[str(number), f"{one.start:,}", one.found, one.why] for number, one in history.damage]


def digest_rows(history: History) -> Rows:
    """Give the digests of each revision."""
    return [[str(one.number), one.source, one.digest, one.raw_digest] for one, _ in history.logged]
