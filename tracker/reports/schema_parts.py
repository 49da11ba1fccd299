"""What the schemas of JSON outputs are made of: builders, plain values, and what several outputs share."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from tracker.model import Kind, NoteEventKind, NoteKind, NoteStatus, Op, Reason, Significance

Schema = dict[str, Any]


def object_of(**properties: Schema) -> Schema:
    """Describe an object that has all of these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def list_of(of: Schema, **bounds: int) -> Schema:
    """Describe a list."""
    return {"type": "array", "items": of} | bounds


def or_null(schema: Schema) -> Schema:
    """Let null stand in the place of something."""
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(values: Iterable[str]) -> Schema:
    """Describe one of some words."""
    return {"enum": [str(value) for value in values]}


def enum_of(of: type[StrEnum]) -> Schema:
    """Describe one of the words of an enumeration."""
    return one_of(one.value for one in of)


def ref(name: str) -> Schema:
    """Refer to a definition."""
    return {"$ref": f"#/$defs/{name}"}


TEXT: Schema = {"type": "string"}
TEXT_OR_NULL = or_null(TEXT)
FLAG: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "integer", "minimum": 1}  # of a revision, a sentence or a paragraph: they count from 1
NUMBER_OR_NULL = or_null(NUMBER)
SECONDS: Schema = {"type": "number"}
TIME: Schema = {"type": "string", "format": "date-time", "pattern": "Z$"}
TIME_OR_NULL = or_null(TIME)
DIGEST: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
RANGE = list_of(COUNT, minItems=2, maxItems=2)  # half-open, code points from 0

REVISION: dict[str, Schema] = {
    "revision": NUMBER,
    "digest": DIGEST,
    "raw_digest": DIGEST,
    "captured_at": TIME,
    "published_at": TIME_OR_NULL,
    "source": TEXT,
    "media_type": TEXT,
    "encoding": TEXT,
    "decoding": TEXT_OR_NULL,
    "extractor": TEXT,
    "segmenter": TEXT,
    "note_finder": TEXT,
    "title": TEXT_OR_NULL,
    "byline": TEXT_OR_NULL,
    **dict.fromkeys(("words", "sentences", "open_notes"), or_null(COUNT)),  # null for some that are set aside
    "reverts_to": NUMBER_OR_NULL,
    "visits": COUNT,
    "seen_at": TIME_OR_NULL,
    "aside": or_null(object_of(kind=one_of(["hidden", "retracted"]), why=TEXT, decided_at=TIME, headline=FLAG)),
}
_EXPLAINS = object_of(revision=NUMBER, edit=NUMBER, sentences=list_of(NUMBER))
LIFE: dict[str, Schema] = {
    "note": ref("note"),
    "ended": FLAG,
    "events": list_of(object_of(revision=NUMBER, event=ref("note_event_kind")), minItems=1),
    "explains": or_null(_EXPLAINS),
    "wordings": list_of(object_of(revision=NUMBER, note=ref("note"), explains=or_null(_EXPLAINS)), minItems=1),
}
COMPARISON: dict[str, Schema] = {
    "story": TEXT_OR_NULL,
    "old": or_null(ref("side")),
    "new": or_null(ref("side")),
    "counts": ref("counts"),
    "significance": ref("significance"),
    "fields": list_of(ref("field")),
    "edits": list_of(ref("edit")),
    "notes": list_of(ref("note_event")),
    "limits": list_of(TEXT),
}
LOGGED = object_of(**REVISION, counts=ref("counts"), significance=ref("significance"))
LOGGED["required"] = list(REVISION)  # the first of a log has nothing before it
DAMAGE: dict[str, Schema] = {"start": COUNT, "end": COUNT, "found": TEXT, "why": TEXT}
TERM = object_of(term=TEXT, correct=TEXT_OR_NULL)
SENTENCE_EVENT = object_of(
    revision=NUMBER,
    kind=enum_of(Kind),
    moved=FLAG,
    significance=ref("significance"),
    reasons=list_of(ref("reason")),
    returned_from=NUMBER_OR_NULL,
)

DEFINITIONS: dict[str, Schema] = {
    "significance": enum_of(Significance),
    "reason": enum_of(Reason),
    "note_event_kind": enum_of(NoteEventKind),
    "counts": object_of(**{kind.value: COUNT for kind in Kind}, moved=COUNT),
    "side": object_of(
        revision=NUMBER_OR_NULL,
        digest=or_null(DIGEST),
        captured_at=TIME_OR_NULL,
        title=TEXT_OR_NULL,
        byline=TEXT_OR_NULL,
        sentences=COUNT,
        words=COUNT,
    ),
    "words": list_of(object_of(op=enum_of(Op), old=RANGE, new=RANGE)),
    "field": object_of(
        name=one_of(["title", "byline"]),
        old=TEXT_OR_NULL,
        new=TEXT_OR_NULL,
        significance=ref("significance"),
        reasons=list_of(ref("reason"), minItems=1),
        words=ref("words"),
    ),
    "edit": {"oneOf": [ref("kept_edit"), ref("changed_edit")]},
    "kept_edit": object_of(
        kind=one_of([Kind.KEPT]),
        moved=FLAG,
        significance=ref("significance"),
        reasons=list_of(ref("reason")),
        details=list_of(TEXT),
        old=object_of(sentences=list_of(NUMBER, minItems=1)),
        new=object_of(sentences=list_of(NUMBER, minItems=1), text=TEXT),
    ),
    "changed_edit": object_of(
        kind=one_of(kind for kind in Kind if kind is not Kind.KEPT),
        moved=FLAG,
        significance=ref("significance"),
        reasons=list_of(ref("reason"), minItems=1),
        details=list_of(TEXT),
        old=object_of(sentences=list_of(NUMBER), text=TEXT),
        new=object_of(sentences=list_of(NUMBER), text=TEXT),
        words=ref("words"),
    ),
    "note": object_of(
        kind=enum_of(NoteKind),
        status=enum_of(NoteStatus),
        hedged=FLAG,
        term=TEXT_OR_NULL,
        correct=TEXT_OR_NULL,
        alternatives=list_of(TEXT),
        start=COUNT,
        end=COUNT,
        text=TEXT,
        rule=TEXT,
        date=TEXT_OR_NULL,
        author=TEXT_OR_NULL,
        in_body=or_null(FLAG),
    ),
    "note_event": object_of(
        event=ref("note_event_kind"),
        note=ref("note"),
        before=or_null(ref("note")),
        old_sentences=list_of(NUMBER),
        new_sentences=list_of(NUMBER),
    ),
    "comparison": object_of(**COMPARISON),
    "revision_facts": object_of(**REVISION),
    "flag": object_of(
        flag=one_of(["acknowledged", "stealth edit"]),
        revision=NUMBER,
        field=or_null(one_of(["title", "byline"])),
        edit=NUMBER_OR_NULL,
        sentences=list_of(NUMBER),
        reasons=list_of(ref("reason"), minItems=1),
        note=or_null(ref("note")),
        said_in=NUMBER_OR_NULL,
        brought_in=NUMBER,
        seconds_to_fix=SECONDS,
        seconds_to_say=or_null(SECONDS),
        old=TEXT,
        new=TEXT,
    ),
}
