"""The shape of every JSON output, as JSON Schema (draft 2020-12): nothing is left out, nothing else may stand there."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from tracker.model import Kind, NoteEventKind, NoteKind, NoteStatus, Op, Reason, Significance
from tracker.reports.as_json import SCHEMA_VERSION

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(of: Schema, **bounds: int) -> Schema:
    return {"type": "array", "items": of} | bounds


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _one_of(values: Iterable[str]) -> Schema:
    return {"enum": [str(value) for value in values]}


def _enum(of: type[StrEnum]) -> Schema:
    return _one_of(one.value for one in of)


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


TEXT: Schema = {"type": "string"}
TEXT_OR_NULL = _or_null(TEXT)
FLAG: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "integer", "minimum": 1}  # of a revision, a sentence or a paragraph: they count from 1
NUMBER_OR_NULL = _or_null(NUMBER)
SECONDS: Schema = {"type": "number"}
TIME: Schema = {"type": "string", "format": "date-time", "pattern": "Z$"}
TIME_OR_NULL = _or_null(TIME)
DIGEST: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
RANGE = _list(COUNT, minItems=2, maxItems=2)  # half-open, code points from 0

_REVISION: dict[str, Schema] = {
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
    "words": COUNT,
    "sentences": COUNT,
    "open_notes": COUNT,
    "reverts_to": NUMBER_OR_NULL,
    "visits": COUNT,
}
_EXPLAINS = _object(revision=NUMBER, edit=NUMBER, sentences=_list(NUMBER))
_LIFE: dict[str, Schema] = {
    "note": _ref("note"),
    "ended": FLAG,
    "events": _list(_object(revision=NUMBER, event=_ref("note_event_kind")), minItems=1),
    "explains": _or_null(_EXPLAINS),
}
_COMPARISON: dict[str, Schema] = {
    "story": TEXT_OR_NULL,
    "old": _or_null(_ref("side")),
    "new": _or_null(_ref("side")),
    "counts": _ref("counts"),
    "significance": _ref("significance"),
    "fields": _list(_ref("field")),
    "edits": _list(_ref("edit")),
    "notes": _list(_ref("note_event")),
    "limits": _list(TEXT),
}
_LOGGED = _object(**_REVISION, counts=_ref("counts"), significance=_ref("significance"))
_LOGGED["required"] = list(_REVISION)  # the first of a log has nothing before it
_DAMAGE: dict[str, Schema] = {"start": COUNT, "end": COUNT, "found": TEXT, "why": TEXT}
_TERM = _object(term=TEXT, correct=TEXT_OR_NULL)
_SENTENCE_EVENT = _object(
    revision=NUMBER,
    kind=_enum(Kind),
    moved=FLAG,
    significance=_ref("significance"),
    reasons=_list(_ref("reason")),
    returned_from=NUMBER_OR_NULL,
)

DEFINITIONS: dict[str, Schema] = {
    "significance": _enum(Significance),
    "reason": _enum(Reason),
    "note_event_kind": _enum(NoteEventKind),
    "counts": _object(**{kind.value: COUNT for kind in Kind}, moved=COUNT),
    "side": _object(
        revision=NUMBER_OR_NULL,
        digest=_or_null(DIGEST),
        captured_at=TIME_OR_NULL,
        title=TEXT_OR_NULL,
        byline=TEXT_OR_NULL,
        sentences=COUNT,
        words=COUNT,
    ),
    "words": _list(_object(op=_enum(Op), old=RANGE, new=RANGE)),
    "field": _object(
        name=_one_of(["title", "byline"]),
        old=TEXT_OR_NULL,
        new=TEXT_OR_NULL,
        significance=_ref("significance"),
        reasons=_list(_ref("reason"), minItems=1),
        words=_ref("words"),
    ),
    "edit": {"oneOf": [_ref("kept_edit"), _ref("changed_edit")]},
    "kept_edit": _object(
        kind=_one_of([Kind.KEPT]),
        moved=FLAG,
        significance=_ref("significance"),
        reasons=_list(_ref("reason")),
        details=_list(TEXT),
        old=_object(sentences=_list(NUMBER, minItems=1)),
        new=_object(sentences=_list(NUMBER, minItems=1), text=TEXT),
    ),
    "changed_edit": _object(
        kind=_one_of(kind for kind in Kind if kind is not Kind.KEPT),
        moved=FLAG,
        significance=_ref("significance"),
        reasons=_list(_ref("reason"), minItems=1),
        details=_list(TEXT),
        old=_object(sentences=_list(NUMBER), text=TEXT),
        new=_object(sentences=_list(NUMBER), text=TEXT),
        words=_ref("words"),
    ),
    "note": _object(
        kind=_enum(NoteKind),
        status=_enum(NoteStatus),
        hedged=FLAG,
        term=TEXT_OR_NULL,
        correct=TEXT_OR_NULL,
        alternatives=_list(TEXT),
        start=COUNT,
        end=COUNT,
        text=TEXT,
        rule=TEXT,
        date=TEXT_OR_NULL,
        author=TEXT_OR_NULL,
        in_body=_or_null(FLAG),
    ),
    "note_event": _object(event=_ref("note_event_kind"), note=_ref("note"), before=_or_null(_ref("note"))),
    "comparison": _object(**_COMPARISON),
    "revision_facts": _object(**_REVISION),
    "flag": _object(
        flag=_one_of(["acknowledged", "stealth edit"]),
        revision=NUMBER,
        field=_or_null(_one_of(["title", "byline"])),
        edit=NUMBER_OR_NULL,
        sentences=_list(NUMBER),
        reasons=_list(_ref("reason"), minItems=1),
        note=_or_null(_ref("note")),
        said_in=NUMBER_OR_NULL,
        brought_in=NUMBER,
        seconds_to_fix=SECONDS,
        seconds_to_say=_or_null(SECONDS),
        old=TEXT,
        new=TEXT,
    ),
}

_CHANGED_STORY = _object(
    story=TEXT,
    title=TEXT_OR_NULL,
    significance=_ref("significance"),
    new=FLAG,
    revisions=_list(_ref("revision_facts"), minItems=1),
    steps=_list(_ref("comparison")),
    note_events=_list(_object(revision=NUMBER, event=_ref("note_event_kind"), note=_ref("note"))),
    stealth_edits=_list(_ref("flag")),
    wrong_terms=_list(_object(revision=NUMBER, sentence=NUMBER, term=TEXT, correct=TEXT_OR_NULL)),
)
_HIT = _object(
    story=TEXT,
    where=_one_of(["text", "note", "headline"]),
    text=TEXT,
    marks=_list(RANGE),
    revisions=_list(_object(first=NUMBER, last=NUMBER), minItems=1),
    first_captured_at=TIME,
    last_captured_at=TIME,
    standing=FLAG,
    terms=_list(_TERM),
)
_REGISTERED = _object(
    term=TEXT,
    correct=TEXT_OR_NULL,
    by_hand=FLAG,
    stories=_list(TEXT),
    first_at=TIME,
    last_at=TIME,
    checked=FLAG,
    remark=TEXT_OR_NULL,
)
_BLAMED = _object(
    sentence=NUMBER,
    text=TEXT,
    origins=_list(NUMBER, minItems=1),
    captured_at=TIME,
    byline=TEXT_OR_NULL,
    reworded=COUNT,
    moved=FLAG,
    returned=FLAG,
    events=_list(_SENTENCE_EVENT, minItems=1),
)

_FIGURES: dict[str, Schema] = {
    **dict.fromkeys(("stories", "revisions", "visits", "edits"), COUNT),
    "kinds": _object(**{kind.value: COUNT for kind in Kind}),
    "moved": COUNT,
    "fields": COUNT,
    "significances": _object(**{one.value: COUNT for one in Significance if one is not Significance.NONE}),
    "reasons": _object(**{reason.value: COUNT for reason in Reason}),
    "seconds_to_first_change": _or_null(SECONDS),
    "churn": _list(_object(tenth=NUMBER, changed=COUNT, seen=COUNT), minItems=10, maxItems=10),
    "survival": _list(_object(changes=COUNT, left=COUNT, first=COUNT)),
}

TYPES: dict[str, dict[str, Schema]] = {
    "comparison": _COMPARISON,
    "report": {
        "story": TEXT,
        "title": TEXT_OR_NULL,
        "revisions": _list(_LOGGED, minItems=1),
        "steps": _list(_ref("comparison")),
        "notes": _list(_object(**_LIFE)),
        "flags": _list(_ref("flag")),
        "survival": _list(_object(revision=NUMBER, brought=COUNT, standing=COUNT, unchanged=COUNT)),
        "damage": _list(_object(revision=NUMBER, **_DAMAGE)),
    },
    "period": {"since": TIME, "until": TIME_OR_NULL, "stories": _list(_CHANGED_STORY)},
    "log": {"story": TEXT, "title": TEXT_OR_NULL, "revisions": _list(_LOGGED, minItems=1)},
    "list": {
        "stories": _list(
            _object(story=TEXT, title=TEXT_OR_NULL, revisions=NUMBER, last_change=TIME_OR_NULL, open_notes=COUNT)
        )
    },
    "revision": {
        "story": TEXT,
        **_REVISION,
        "text": TEXT,
        "sentences": _list(_object(sentence=NUMBER, paragraph=NUMBER, start=COUNT, end=COUNT, text=TEXT)),
        "notes": _list(_ref("note")),
        "damage": _list(_object(**_DAMAGE)),
    },
    "facts": {"story": TEXT, **_REVISION},
    "blame": {"story": TEXT, "revision": NUMBER, "sentences": _list(_BLAMED)},
    "sentence_life": {
        "story": TEXT,
        "revision": NUMBER,
        "sentence": NUMBER,
        "standing": FLAG,
        "events": _list(_object(revision=NUMBER, returned_from=NUMBER_OR_NULL, edit=_ref("edit")), minItems=1),
    },
    "search": {
        "sought": _list(TEXT, minItems=1),
        "end": _or_null(_one_of(["first", "last"])),
        "hits": _list(_HIT),
        "terms": _list(_TERM),
        "limited": FLAG,
    },
    "stats": {"stories": _list(_object(story=TEXT, **_FIGURES)), "total": _object(**_FIGURES)},
    "notes": {"notes": _list(_object(story=TEXT, **_LIFE))},
    "terms": {"terms": _list(_REGISTERED)},
    "term_places": {
        "places": _list(
            _object(
                story=TEXT, revision=NUMBER, sentence=NUMBER, start=COUNT, term=TEXT, correct=TEXT_OR_NULL, text=TEXT
            )
        )
    },
    "verification": {
        "whole": FLAG,
        "stories": COUNT,
        "revisions": COUNT,
        "faults": _list(_object(story=TEXT, revision=COUNT, what=TEXT)),
    },
    "info": {
        **dict.fromkeys(("database", "engine", "schema"), TEXT),
        **dict.fromkeys(("stories", "revisions", "visits", "sentences", "notes", "blobs"), COUNT),
        **dict.fromkeys(("raw bytes", "kept bytes"), COUNT),
    },
}


def schema_of(name: str) -> Schema:
    """Give the schema of a type of output; KeyError where there is none of that name."""
    whole = _object(schema_version={"const": SCHEMA_VERSION}, type={"const": name}, **TYPES[name])
    identity = {"$schema": DRAFT, "$id": f"urn:story-tracker:{name}:{SCHEMA_VERSION}", "title": f"tracker {name}"}
    return identity | whole | {"$defs": _used(whole)}


def _used(schema: Any) -> dict[str, Schema]:
    """Give the definitions that a schema refers to, and those that these refer to."""
    names: set[str] = set()
    waiting = [schema]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            name = str(one.get("$ref", "")).rpartition("/")[2]
            if name and name not in names:
                names.add(name)
                waiting.append(DEFINITIONS[name])
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return {name: DEFINITIONS[name] for name in sorted(names)}
