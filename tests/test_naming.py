"""The names of stories: a key changes, what it led to stays, and no digest notices."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from store import Archive, StoreError, StoryRow
from tests.captures import capture, put
from tests.command import run
from tracker.tracking import verify_stories

KEY = "belarus-military-agreement"


def named(archive: Archive, name: str) -> StoryRow:
    found = archive.story(name)
    assert found is not None
    return found


def test_a_story_keeps_its_digests_and_its_old_name_when_it_is_renamed(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained."), capture("It snowed.", "b", 1))
        before = archive.revisions(named(archive, "flood"))
        archive.rename_story(named(archive, "flood"), "flood-2026")
        assert archive.revisions(named(archive, "flood-2026")) == before
        assert named(archive, "flood") == named(archive, "flood-2026")
        assert archive.aliases(named(archive, "flood")) == ("flood",)
        assert put(archive, capture("It hailed.", "c", 2)) == [("revision", 3, None)]  # under the old name
        assert [story.key for story in archive.stories()] == ["flood-2026"]
        archive.rename_story(named(archive, "flood"), "flood")
        assert archive.aliases(named(archive, "flood")) == ("flood-2026",)
        assert verify_stories(archive, []).faults == ()


def test_a_name_leads_to_one_story_only(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained."))
        put(archive, replace(capture("It burned."), story="fire"))
        assert archive.add_alias(named(archive, "flood"), "water")
        assert not archive.add_alias(named(archive, "flood"), "water")
        for name in ("water", "flood"):
            with pytest.raises(StoreError, match=f"'{name}' already leads to the story 'flood'"):
                archive.add_alias(named(archive, "fire"), name)
            with pytest.raises(StoreError, match=f"'{name}' already leads to the story 'flood'"):
                archive.rename_story(named(archive, "fire"), name)
        assert not archive.drop_alias(named(archive, "fire"), "water")
        assert archive.drop_alias(named(archive, "flood"), "water")
        assert archive.story("water") is None


def test_the_names_on_the_command_line(seeded: str, tmp_path: Path) -> None:
    assert run("story", "rename", KEY, "belarus", cwd=tmp_path, db=seeded).out == f"{KEY} → belarus\n"
    assert run("story", "alias", "belarus", "lukashenko", cwd=tmp_path, db=seeded).out == "lukashenko → belarus\n"
    assert run("story", "alias", "belarus", cwd=tmp_path, db=seeded).out == f"{KEY}\nlukashenko\n"
    assert run("log", "lukashenko", cwd=tmp_path, db=seeded).code == 0
    assert run("verify", cwd=tmp_path, db=seeded).code == 0
    assert run("story", "alias", "belarus", KEY, "--remove", cwd=tmp_path, db=seeded).code == 0
    gone = run("log", KEY, cwd=tmp_path, db=seeded)
    assert (gone.code, gone.err.startswith(f"tracker: no story called '{KEY}'")) == (2, True)
    bad = run("story", "rename", "belarus", "../x y", cwd=tmp_path, db=seeded)
    assert (bad.code, "is no key of a story" in bad.err) == (2, True)


def test_a_story_called_by_an_old_name_is_shown_by_its_key_and_counted_once(seeded: str, tmp_path: Path) -> None:
    assert run("story", "rename", KEY, "belarus", cwd=tmp_path, db=seeded).code == 0
    shown = run("show", KEY, "1", "--format", "json", cwd=tmp_path, db=seeded)
    assert json.loads(shown.out)["story"] == "belarus"
    twice, once = (run("verify", *names, cwd=tmp_path, db=seeded) for names in ((KEY, "belarus"), ("belarus",)))
    assert (twice, twice.code) == (once, 0)
