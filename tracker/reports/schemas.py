"""The shape of every JSON output, as JSON Schema (draft 2020-12): nothing is left out, nothing else may stand there."""

from typing import Any

from tracker.model import Kind, Reason, Significance
from tracker.reports.as_json import SCHEMA_VERSION
from tracker.reports.schema_parts import (
    COMPARISON,
    COUNT,
    DAMAGE,
    DEFINITIONS,
    DIGEST,
    FLAG,
    LIFE,
    LOGGED,
    NUMBER,
    NUMBER_OR_NULL,
    RANGE,
    REVISION,
    SECONDS,
    SENTENCE_EVENT,
    TERM,
    TEXT,
    TEXT_OR_NULL,
    TIME,
    TIME_OR_NULL,
    Schema,
    list_of,
    object_of,
    one_of,
    or_null,
    ref,
)

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_CHANGED_STORY = object_of(
    story=TEXT,
    title=TEXT_OR_NULL,
    significance=ref("significance"),
    new=FLAG,
    revisions=list_of(ref("revision_facts"), minItems=1),
    steps=list_of(ref("comparison")),
    note_events=list_of(object_of(revision=NUMBER, event=ref("note_event_kind"), note=ref("note"))),
    stealth_edits=list_of(ref("flag")),
    wrong_terms=list_of(object_of(revision=NUMBER, sentence=NUMBER_OR_NULL, term=TEXT, correct=TEXT_OR_NULL)),
)
_HIT = object_of(
    story=TEXT,
    where=one_of(["text", "note", "headline"]),
    text=TEXT,
    marks=list_of(RANGE),
    revisions=list_of(object_of(first=NUMBER, last=NUMBER), minItems=1),
    first_captured_at=TIME,
    last_captured_at=TIME,
    standing=FLAG,
    terms=list_of(TERM),
)
_REGISTERED = object_of(
    term=TEXT,
    correct=TEXT_OR_NULL,
    by_hand=FLAG,
    stories=list_of(TEXT),
    first_at=TIME,
    last_at=TIME,
    checked=FLAG,
    remark=TEXT_OR_NULL,
)
_BLAMED = object_of(
    sentence=NUMBER,
    text=TEXT,
    origins=list_of(NUMBER, minItems=1),
    captured_at=TIME,
    byline=TEXT_OR_NULL,
    reworded=COUNT,
    moved=FLAG,
    returned=FLAG,
    events=list_of(SENTENCE_EVENT, minItems=1),
)

_FIGURES: dict[str, Schema] = {
    **dict.fromkeys(("stories", "revisions", "visits", "edits"), COUNT),
    "kinds": object_of(**{kind.value: COUNT for kind in Kind}),
    "moved": COUNT,
    "fields": COUNT,
    "significances": object_of(**{one.value: COUNT for one in Significance if one is not Significance.NONE}),
    "reasons": object_of(**{reason.value: COUNT for reason in Reason}),
    "acknowledged": COUNT,
    "stealth": COUNT,
    "seconds_to_say": or_null(SECONDS),
    "seconds_to_first_change": or_null(SECONDS),
    "churn": list_of(object_of(tenth=NUMBER, changed=COUNT, seen=COUNT), minItems=10, maxItems=10),
    "survival": list_of(object_of(changes=COUNT, left=COUNT, first=COUNT)),
}

_DECISION = object_of(
    story=TEXT,
    revision=NUMBER,
    kind=one_of(["hidden", "retracted", "reinstated"]),
    why=TEXT,
    decided_at=TIME,
    headline=FLAG,
)

TYPES: dict[str, dict[str, Schema]] = {
    "comparison": COMPARISON,
    "report": {
        "story": TEXT,
        "title": TEXT_OR_NULL,
        "revisions": list_of(LOGGED, minItems=1),
        "aside": list_of(ref("revision_facts")),
        "steps": list_of(ref("comparison")),
        "notes": list_of(object_of(**LIFE)),
        "flags": list_of(ref("flag")),
        "survival": list_of(object_of(revision=NUMBER, brought=COUNT, standing=COUNT, unchanged=COUNT)),
        "damage": list_of(object_of(revision=NUMBER, **DAMAGE)),
    },
    "period": {
        "since": TIME,
        "until": TIME_OR_NULL,
        "stories": list_of(_CHANGED_STORY),
        "decisions": list_of(_DECISION),
    },
    "edits": {
        "edits": list_of(
            object_of(
                story=TEXT,
                old_revision=NUMBER,
                revision=NUMBER,
                captured_at=TIME,
                reverts_to=NUMBER_OR_NULL,
                edit=or_null(ref("edit")),
                field=or_null(ref("field")),
                flags=list_of(ref("flag")),
            )
        )
    },
    "log": {
        "story": TEXT,
        "title": TEXT_OR_NULL,
        "revisions": list_of(LOGGED),
        "aside": list_of(ref("revision_facts")),
    },
    "list": {
        "stories": list_of(
            object_of(story=TEXT, title=TEXT_OR_NULL, revisions=NUMBER, last_change=TIME_OR_NULL, open_notes=COUNT)
        )
    },
    "revision": {
        "story": TEXT,
        **REVISION,
        "text": TEXT,
        "sentences": list_of(object_of(sentence=NUMBER, paragraph=NUMBER, start=COUNT, end=COUNT, text=TEXT)),
        "notes": list_of(ref("note")),
        "damage": list_of(object_of(**DAMAGE)),
    },
    "facts": {"story": TEXT, **REVISION},
    "blame": {
        "story": TEXT,
        "revision": NUMBER,
        "sentences": list_of(_BLAMED),
        "aside": list_of(ref("revision_facts")),
    },
    "sentence_life": {
        "story": TEXT,
        "revision": NUMBER,
        "sentence": NUMBER,
        "standing": FLAG,
        "events": list_of(object_of(revision=NUMBER, returned_from=NUMBER_OR_NULL, edit=ref("edit")), minItems=1),
        "aside": list_of(ref("revision_facts")),
    },
    "search": {
        "sought": list_of(TEXT, minItems=1),
        "end": or_null(one_of(["first", "last"])),
        "hits": list_of(_HIT),
        "terms": list_of(TERM),
        "limited": FLAG,
    },
    "stats": {"stories": list_of(object_of(story=TEXT, **_FIGURES)), "total": object_of(**_FIGURES)},
    "notes": {"notes": list_of(object_of(story=TEXT, **LIFE))},
    "terms": {"terms": list_of(_REGISTERED)},
    "term_places": {
        "places": list_of(
            object_of(
                story=TEXT,
                revision=NUMBER,
                sentence=NUMBER_OR_NULL,
                start=COUNT,
                term=TEXT,
                correct=TEXT_OR_NULL,
                text=TEXT,
            )
        )
    },
    "verification": {
        "whole": FLAG,
        "stories": COUNT,
        "revisions": COUNT,
        "faults": list_of(object_of(story=TEXT, revision=or_null(COUNT), what=TEXT)),
        "data": COUNT,
        "stale": COUNT,
        "hidden": COUNT,
    },
    "heads": {
        "heads": list_of(
            object_of(story=TEXT, uid=TEXT, revision=NUMBER_OR_NULL, decision=NUMBER_OR_NULL, digest=DIGEST)
        )
    },
    "info": {
        **dict.fromkeys(("database", "engine", "schema"), TEXT),
        **dict.fromkeys(("stories", "revisions", "visits", "sentences", "notes", "blobs"), COUNT),
        **dict.fromkeys(("raw bytes", "kept bytes"), COUNT),
    },
}


def schema_of(name: str) -> Schema:
    """Give the schema of a type of output; KeyError where there is none of that name."""
    whole = object_of(schema_version={"const": SCHEMA_VERSION}, type={"const": name}, **TYPES[name])
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
