"""Which files a path holds, of which story each is, and what is told of what cannot be read."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.command import run
from tracker.errors import TrackerError
from tracker.sources import Found, find_files


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
