"""Every result as JSON: one object with `schema_version`; what counts things counts from 1, offsets from 0."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from tracker.history import Explained, Flag, History, NoteLife, RevisionFacts, SetAside
from tracker.model import (
    Comparison,
    Edit,
    FieldEdit,
    Kind,
    Note,
    NoteEvent,
    Sentence,
    Side,
    WordSpan,
)

SCHEMA_VERSION = 1
_DEEPEST = 3  # levels that are laid out


def write_json(type_name: str, content: Mapping[str, Any]) -> str:
    """Write one result as a JSON object of a type; what lies deep stands on one line."""
    return _laid_out({"schema_version": SCHEMA_VERSION, "type": type_name} | dict(content), 0) + "\n"


def _laid_out(value: Any, depth: int) -> str:
    """Write a value, its parts on lines of their own down to a depth: Python's own indentation takes thrice as long."""
    if depth > _DEEPEST or not value or not isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    margin, inner = "  " * depth, "  " * (depth + 1)
    if isinstance(value, dict):
        parts = [f"{json.dumps(name)}: {_laid_out(part, depth + 1)}" for name, part in value.items()]
        opened, closed = "{", "}"
    else:
        parts = [_laid_out(part, depth + 1) for part in value]
        opened, closed = "[", "]"
    lines = f",\n{inner}".join(parts)
    return f"{opened}\n{inner}{lines}\n{margin}{closed}"


def time_json(moment: datetime | None) -> str | None:
    """Write a time as RFC 3339 UTC."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """Give a comparison as plain values."""
    return {
        "story": comparison.story,
        "old": _side(comparison.old),
        "new": _side(comparison.new),
        "counts": dict(comparison.counts),
        "significance": comparison.significance.value,
        "fields": [field_json(field) for field in comparison.fields],
        "edits": [edit_json(edit) for edit in comparison.edits],
        "notes": [_event(event) for event in comparison.notes],
        "limits": list(comparison.limits),
    }


def no_comparison_json(story: str) -> dict[str, Any]:
    """Give what is said of a story with one revision, in the shape of a comparison."""
    nothing = comparison_json(Comparison(story, Side(0, 0), Side(0, 0), ()))
    return nothing | {"old": None, "new": None}


def history_json(history: History) -> dict[str, Any]:
    """Give a history as plain values: revisions, steps, notes with their lives, suspected damage."""
    return log_json(history) | {
        "steps": [comparison_json(step) for step in history.steps],
        "notes": [life_json(life) for life in history.notes],
        "flags": [flag_json(flag) for flag in history.flags],
        "survival": [
            {
                "revision": one.revision,
                "brought": one.brought,
                "standing": one.standing,
                "unchanged": one.unchanged,
            }
            for one in history.survival
        ],
        "damage": [
            {"revision": number, "start": one.start, "end": one.end, "found": one.found, "why": one.why}
            for number, one in history.damage
        ],
    }


def log_json(history: History) -> dict[str, Any]:
    """Give the revisions of a history with the counts of what changed."""
    revisions = []
    for facts, step in [one for one in history.logged if one[0].aside is None]:
        changes = {"counts": dict(step.counts), "significance": step.significance.value} if step else {}
        revisions.append(revision_json(facts) | changes)
    aside = [revision_json(one) for one in history.aside]
    return {"story": history.story, "title": history.title, "revisions": revisions, "aside": aside}


def revision_json(facts: RevisionFacts) -> dict[str, Any]:
    """Give what is known of a revision as plain values; one that is set aside may not have been counted."""
    known = bool(facts.sentences or not facts.aside)
    return {
        "revision": facts.number,
        "digest": facts.digest,
        "raw_digest": facts.raw_digest,
        "captured_at": time_json(facts.captured_at),
        "published_at": time_json(facts.published_at),
        "source": facts.source,
        "media_type": facts.media_type,
        "encoding": facts.encoding,
        "decoding": facts.decoding,
        "extractor": facts.extractor,
        "segmenter": facts.segmenter,
        "note_finder": facts.note_finder,
        "title": facts.title,
        "byline": facts.byline,
        "words": facts.words if known else None,
        "sentences": facts.sentences if known else None,
        "open_notes": facts.open_notes if known else None,
        "reverts_to": facts.reverts_to,
        "visits": facts.visits,
        "seen_at": time_json(facts.seen_at),
        "aside": _aside(facts.aside) if facts.aside else None,
    }


def _aside(aside: SetAside) -> dict[str, Any]:
    return {
        "kind": aside.kind,
        "why": aside.why,
        "decided_at": time_json(aside.decided_at),
        "headline": aside.headline,
    }


def life_json(life: NoteLife) -> dict[str, Any]:
    """Give a note's life as plain values."""
    return {
        "note": note_json(life.note),
        "ended": life.ended,
        "events": [{"revision": number, "event": event.value} for number, event in life.events],
        "explains": _explains_json(life.explains),
        "wordings": [
            {"revision": one.revision, "note": note_json(one.note), "explains": _explains_json(one.explains)}
            for one in life.wordings
        ],
    }


def _explains_json(explains: Explained | None) -> dict[str, Any] | None:
    if explains is None:
        return None
    sentences = [number + 1 for number in explains.sentences]
    return {"revision": explains.revision, "edit": explains.edit + 1, "sentences": sentences}


def flag_json(flag: Flag) -> dict[str, Any]:
    """Give a change of fact, and whether it was said, as plain values; times in seconds."""
    return {
        "flag": flag.name,
        "revision": flag.revision,
        "field": flag.field,
        "edit": flag.edit + 1 if flag.field is None else None,
        "sentences": [number + 1 for number in flag.sentences],
        "reasons": [reason.value for reason in flag.reasons],
        "note": note_json(flag.note) if flag.note else None,
        "said_in": flag.said_in,
        "brought_in": flag.brought_in,
        "seconds_to_fix": flag.to_fix.total_seconds(),
        "seconds_to_say": flag.to_say.total_seconds() if flag.to_say is not None else None,
        "old": flag.old_text,
        "new": flag.new_text,
    }


def note_json(note: Note) -> dict[str, Any]:
    """Give a note as plain values."""
    return {
        "kind": note.kind.value,
        "status": note.status.value,
        "hedged": note.hedged,
        "term": note.term,
        "correct": note.correct,
        "alternatives": list(note.alternatives),
        "start": note.start,
        "end": note.end,
        "text": note.text,
        "rule": note.rule,
        "date": note.date,
        "author": note.author,
        "in_body": note.in_body,
    }


def sentences_json(sentences: Sequence[Sentence]) -> list[dict[str, Any]]:
    """Give sentences as plain values."""
    return [
        {"sentence": number, "paragraph": one.paragraph + 1, "start": one.start, "end": one.end, "text": one.text}
        for number, one in enumerate(sentences, 1)
    ]


def _side(side: Side) -> dict[str, Any]:
    return {
        "revision": side.revision,
        "digest": side.digest,
        "captured_at": time_json(side.captured_at),
        "title": side.title,
        "byline": side.byline,
        "sentences": side.sentences,
        "words": side.words,
    }


def edit_json(edit: Edit) -> dict[str, Any]:
    """Give an edit as plain values; of a kept one the text once and no words."""
    facts: dict[str, Any] = {
        "kind": edit.kind.value,
        "moved": edit.moved,
        "significance": edit.significance.value,
        "reasons": [reason.value for reason in edit.reasons],
        "details": list(edit.details),
        "old": {"sentences": [i + 1 for i in edit.old], "text": edit.old_text},
        "new": {"sentences": [j + 1 for j in edit.new], "text": edit.new_text},
    }
    if edit.kind is Kind.KEPT:
        del facts["old"]["text"]
        return facts
    return facts | {"words": _words(edit.words)}


def _event(event: NoteEvent) -> dict[str, Any]:
    before = note_json(event.before) if event.before else None
    return {
        "event": event.event.value,
        "note": note_json(event.note),
        "before": before,
        "old_sentences": [i + 1 for i in event.old],
        "new_sentences": [j + 1 for j in event.new],
    }


def field_json(field: FieldEdit) -> dict[str, Any]:
    """Give a change of the headline or the byline as plain values."""
    return {
        "name": field.name,
        "old": field.old,
        "new": field.new,
        "significance": field.significance.value,
        "reasons": [reason.value for reason in field.reasons],
        "words": _words(field.words),
    }


def _words(words: Sequence[WordSpan]) -> list[dict[str, Any]]:
    return [{"op": span.op.value, "old": list(span.old), "new": list(span.new)} for span in words]
