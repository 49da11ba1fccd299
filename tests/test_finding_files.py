"""Which files a path holds, of which story each is, and what is told of what cannot be read."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.command import run
from tracker.errors import TrackerError
from tracker.sources import Found, find_files
from tracker.sources.files import natural


def told(path: Path) -> list[str]:
    """Give the stories of what was found, and what is said of what was not."""
    return [one.story if isinstance(one, Found) else str(one) for one in find_files(path).files]


def test_a_folder_that_cannot_be_read_is_told_and_loses_no_other(
    write: Callable[[str, str | bytes], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write("open/1.txt", "It rained.")
    shut = write("shut/1.txt", "It snowed.").parent
    scan = os.scandir

    def refuse(path: str) -> Iterator[os.DirEntry[str]]:
        if Path(path) == shut:
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert sorted(told(tmp_path)) == [f"{shut}: Permission denied", "open"]


def test_two_folders_of_one_key_are_no_one_story_whoever_asks(
    write: Callable[[str, str | bytes], Path], tmp_path: Path
) -> None:
    first, second = write("my story/1.txt", "It rained."), write("my-story/1.txt", "It snowed.")
    why = f"{second}: its story would be 'my-story', as that of {first.parent}: name it with --story KEY"
    assert told(tmp_path) == ["my-story", why]
    done = run("stats", "--folder", ".", cwd=tmp_path)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_a_key_that_no_archive_takes_is_refused_before_it_is_kept(
    write: Callable[[str, str | bytes], Path], tmp_path: Path
) -> None:
    path = write("/".join(["a-long-name-of-a-folder-in-a-tree-of-folders"] * 6) + "/1.txt", "It rained.")
    assert told(tmp_path) == [f"{path}: its story's key would be longer than 200: name it with --story KEY"]


def test_a_name_that_is_too_long_is_refused_in_one_line(write: Callable[[str, str | bytes], Path]) -> None:
    folder = write("1.txt", "It rained.").parent
    with pytest.raises(TrackerError, match="File name too long"):
        find_files(folder / ("a" * 300))
    write("story.toml", f'[files."{"a" * 300}.txt"]\ntitle = "x"\n')
    assert "there is no file" in told(folder)[0]


def test_of_names_that_count_alike_the_same_one_always_comes_first() -> None:
    names = ["1.txt", "01.txt", "001.txt", "A.txt", "a.txt", "2.txt"]
    assert sorted(names, key=natural) == ["001.txt", "01.txt", "1.txt", "2.txt", "A.txt", "a.txt"]


def test_marks_of_letters_are_parts_of_a_key_and_two_names_of_one_key_are_refused(tmp_path: Path) -> None:
    for name in ("काका.txt", "कीकी.txt", "a b.txt", "a-b.txt"):
        (tmp_path / name).write_text(f"It rained on {name}.", encoding="utf-8")
    done = run("ingest", "काका.txt", "कीकी.txt", "a b.txt", "a-b.txt", cwd=tmp_path)
    assert done.code == 2
    assert done.err == "tracker: a-b.txt: its story would be 'a-b', as that of 'a b': name it with --story KEY\n"
    assert [line.split()[0] for line in run("list", cwd=tmp_path).out.splitlines()[1:]] == ["a-b", "काका", "कीकी"]


def test_a_source_without_a_name_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.")
    done = run("ingest", "", cwd=tmp_path)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert not (tmp_path / "tracker.db").exists() or run("list", cwd=tmp_path).out.count("\n") <= 1
