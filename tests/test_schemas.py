"""Every JSON output keeps to its published schema, and what is read back equals what was written."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from tests.command import run
from tests.histories import history, told
from tests.markup import hostile_texts
from tracker.diff import compare
from tracker.reports.as_json import comparison_json, history_json, write_json
from tracker.reports.from_json import load_comparison, load_history
from tracker.reports.schema_parts import DEFINITIONS
from tracker.reports.schemas import TYPES, schema_of
from tracker.text.reading import read_document

KEY = "belarus-military-agreement"
COMMANDS = {
    "comparison": ["diff", KEY, "1..4", "--format", "json"],
    "report": ["report", KEY, "--format", "json"],
    "period": ["report", "--since", "2025-09-18", "--format", "json"],
    "edits": ["edits", "--format", "json"],
    "log": ["log", KEY, "--format", "json"],
    "list": ["list", "--format", "json"],
    "revision": ["show", KEY, "1", "--format", "json"],
    "facts": ["show", KEY, "--facts", "--format", "json"],
    "blame": ["blame", KEY, "--format", "json"],
    "sentence_life": ["blame", KEY, "--sentence", "7", "--format", "json"],
    "search": ["search", "bayorius", "--format", "json"],
    "stats": ["stats", "--format", "json"],
    "notes": ["notes", "--format", "json"],
    "terms": ["terms", "--format", "json"],
    "term_places": ["terms", "check", "--format", "json"],
    "verification": ["verify", "--format", "json"],
    "heads": ["verify", "--heads", "--format", "json"],
    "info": ["db", "info", "--format", "json"],
}


def check(content: Any) -> None:
    schema = schema_of(content["type"])
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(content)


def test_every_type_of_output_has_a_command_and_every_definition_is_used() -> None:
    assert set(COMMANDS) == set(TYPES)
    assert {name for kind in TYPES for name in schema_of(kind)["$defs"]} == set(DEFINITIONS)
    for kind in TYPES:
        Draft202012Validator.check_schema(schema_of(kind))


@pytest.mark.parametrize("kind", COMMANDS)
def test_every_output_keeps_to_its_schema(seeded: str, tmp_path: Path, kind: str) -> None:
    if kind == "term_places":
        run("terms", "add", "Lukashenko", "Lukashenka", cwd=tmp_path, db=seeded)
    done = run(*COMMANDS[kind], cwd=tmp_path, db=seeded)
    content = json.loads(done.out)
    assert (content["type"], content["schema_version"]) == (kind, 1)
    check(content)


@pytest.mark.parametrize("kind", COMMANDS)
def test_a_schema_takes_nothing_more_and_nothing_less(seeded_sqlite: Path, tmp_path: Path, kind: str) -> None:
    content = json.loads(run(*COMMANDS[kind], cwd=tmp_path, db=str(seeded_sqlite)).out)
    for name in content:
        with pytest.raises(ValidationError):
            Draft202012Validator(schema_of(kind)).validate({key: content[key] for key in content if key != name})
    with pytest.raises(ValidationError):
        Draft202012Validator(schema_of(kind)).validate(content | {"more": 1})


def test_the_schema_is_printed(tmp_path: Path) -> None:
    assert run("schema", cwd=tmp_path).out.split() == list(TYPES)
    assert json.loads(run("schema", "report", cwd=tmp_path).out) == schema_of("report")
    assert run("schema", "nothing", cwd=tmp_path).code == 2


def test_a_story_of_one_revision_has_a_comparison_of_the_same_shape(tmp_path: Path) -> None:
    (tmp_path / "flood.txt").write_text("It rained.")
    run("ingest", "flood.txt", cwd=tmp_path)
    content = json.loads(run("diff", "flood", "--format", "json", cwd=tmp_path).out)
    check(content)
    assert (content["old"], content["new"], content["edits"]) == (None, None, [])
    with pytest.raises(ValueError, match="nothing is compared"):
        load_comparison(content)


def test_reports_of_any_history_keep_to_their_schema_and_load_back_equal() -> None:
    for seed in range(150):
        random = Random(seed)
        texts = hostile_texts(random) if seed % 2 else [" ".join(one.text for one in text) for text in history(seed)]
        made = told(texts, hostile=random.choice(["", " <b>", "\u202e"]))
        content = json.loads(write_json("report", history_json(made)))
        check(content)
        assert load_history(content) == made, seed
        comparison = compare(read_document(texts[0]), read_document(texts[-1], "A title", "A. Reporter"))
        content = json.loads(write_json("comparison", comparison_json(comparison)))
        check(content)
        assert load_comparison(content) == comparison, seed
