"""JSON read back into the values that it was written from."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from tracker.history import Explained, Flag, History, NoteLife, RevisionFacts, SetAside, Survival, Wording
from tracker.model import (
    Comparison,
    Damage,
    Edit,
    FieldEdit,
    Kind,
    Note,
    NoteEvent,
    NoteEventKind,
    NoteKind,
    NoteStatus,
    Op,
    Reason,
    Side,
    Significance,
    WordSpan,
)


def load_comparison(content: Mapping[str, Any]) -> Comparison:
    """Give back the comparison that `comparison_json` wrote; KeyError or ValueError where it is none."""
    if content["old"] is None or content["new"] is None:
        raise ValueError("a story of one revision: nothing is compared")
    return Comparison(
        content["story"],
        _load_side(content["old"]),
        _load_side(content["new"]),
        tuple(_load_edit(edit) for edit in content["edits"]),
        tuple(_load_field(field) for field in content["fields"]),
        tuple(_load_event(event) for event in content["notes"]),
        tuple(content["limits"]),
    )


def _load_side(side: Mapping[str, Any]) -> Side:
    captured = side["captured_at"]
    return Side(
        side["sentences"],
        side["words"],
        side["title"],
        side["byline"],
        side["revision"],
        side["digest"],
        datetime.fromisoformat(captured) if captured else None,
    )


def _load_edit(edit: Mapping[str, Any]) -> Edit:
    return Edit(
        Kind(edit["kind"]),
        edit["moved"],
        Significance(edit["significance"]),
        tuple(Reason(reason) for reason in edit["reasons"]),
        tuple(number - 1 for number in edit["old"]["sentences"]),
        tuple(number - 1 for number in edit["new"]["sentences"]),
        edit["old"].get("text", edit["new"]["text"]),
        edit["new"]["text"],
        _load_words(edit.get("words", ())),
        tuple(edit["details"]),
    )


def _load_field(field: Mapping[str, Any]) -> FieldEdit:
    return FieldEdit(
        field["name"],
        field["old"],
        field["new"],
        Significance(field["significance"]),
        tuple(Reason(reason) for reason in field["reasons"]),
        _load_words(field["words"]),
    )


def _load_event(event: Mapping[str, Any]) -> NoteEvent:
    before = event["before"]
    return NoteEvent(
        NoteEventKind(event["event"]),
        _load_note(event["note"]),
        _load_note(before) if before else None,
        _places(event["old_sentences"]),
        _places(event["new_sentences"]),
    )


def _load_note(note: Mapping[str, Any]) -> Note:
    return Note(
        note["start"],
        note["end"],
        NoteKind(note["kind"]),
        NoteStatus(note["status"]),
        note["hedged"],
        note["text"],
        note["term"],
        note["correct"],
        tuple(note["alternatives"]),
        note["rule"],
        note["date"],
        note["author"],
        note["in_body"],
    )


def _load_words(words: Sequence[Mapping[str, Any]]) -> tuple[WordSpan, ...]:
    return tuple(WordSpan(Op(span["op"]), tuple(span["old"]), tuple(span["new"])) for span in words)


def load_history(content: Mapping[str, Any]) -> History:
    """Give back the history that `history_json` wrote; KeyError or ValueError where it is none."""
    return History(
        content["story"],
        content["title"],
        tuple(_load_facts(one) for one in content["revisions"]),
        tuple(load_comparison(step) for step in content["steps"]),
        tuple(_load_life(life) for life in content["notes"]),
        tuple(
            (one["revision"], Damage(one["start"], one["end"], one["found"], one["why"])) for one in content["damage"]
        ),
        tuple(_load_flag(flag) for flag in content["flags"]),
        tuple(
            Survival(one["revision"], one["brought"], one["standing"], one["unchanged"]) for one in content["survival"]
        ),
        tuple(_load_facts(one) for one in content["aside"]),
    )


_SAME = (  # what a revision is called in JSON as here
    "digest raw_digest source encoding title byline reverts_to visits media_type decoding extractor segmenter"
    " note_finder"
).split()
_COUNTS = ("words", "sentences", "open_notes")  # null where nobody counted


def _load_facts(facts: Mapping[str, Any]) -> RevisionFacts:
    same = {name: facts[name] for name in _SAME} | {name: facts[name] or 0 for name in _COUNTS}
    published, seen = facts["published_at"], facts.get("seen_at")
    return RevisionFacts(
        number=facts["revision"],
        captured_at=datetime.fromisoformat(facts["captured_at"]),
        published_at=datetime.fromisoformat(published) if published else None,
        seen_at=datetime.fromisoformat(seen) if seen else None,
        aside=_load_aside(facts["aside"]) if facts["aside"] else None,
        **same,
    )


def _load_aside(aside: Mapping[str, Any]) -> SetAside:
    return SetAside(aside["kind"], aside["why"], datetime.fromisoformat(aside["decided_at"]), aside["headline"])


def _load_life(life: Mapping[str, Any]) -> NoteLife:
    return NoteLife(
        _load_note(life["note"]),
        tuple((one["revision"], NoteEventKind(one["event"])) for one in life["events"]),
        _load_explained(life["explains"]),
        tuple(
            Wording(one["revision"], _load_note(one["note"]), _load_explained(one["explains"]))
            for one in life["wordings"]
        ),
    )


def _load_explained(explains: Mapping[str, Any] | None) -> Explained | None:
    if explains is None:
        return None
    return Explained(explains["revision"], explains["edit"] - 1, _places(explains["sentences"]))


def _load_flag(flag: Mapping[str, Any]) -> Flag:
    to_say = flag["seconds_to_say"]
    return Flag(
        revision=flag["revision"],
        edit=flag["edit"] - 1 if flag["edit"] is not None else -1,
        sentences=_places(flag["sentences"]),
        reasons=tuple(Reason(reason) for reason in flag["reasons"]),
        note=_load_note(flag["note"]) if flag["note"] else None,
        said_in=flag["said_in"],
        brought_in=flag["brought_in"],
        to_fix=timedelta(seconds=flag["seconds_to_fix"]),
        to_say=timedelta(seconds=to_say) if to_say is not None else None,
        old_text=flag["old"],
        new_text=flag["new"],
        field=flag["field"],
    )


def _places(numbers: Sequence[int]) -> tuple[int, ...]:
    return tuple(number - 1 for number in numbers)
