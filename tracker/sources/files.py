"""Files and folders: a folder for a story, a file for a revision, in natural order."""

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from tracker.errors import TrackerError
from tracker.model import Capture
from tracker.sources.manifest import NAME, FileFacts, Manifest, read_manifest

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
}
_PAGE_STARTS = (b"<!doctype html", b"<html")
MAX_SIZE = 20_000_000  # bytes
LONGEST_KEY = 200  # characters

Folders = dict[str, tuple[Path, str]]  # for each key of a run the folder and the name that it was made of


@dataclass(frozen=True, slots=True)
class Details:
    """What the caller says of every capture of a run; what it leaves open is read from manifest and file."""

    story: str | None = None
    title: str | None = None
    byline: str | None = None
    captured_at: datetime | None = None
    published_at: datetime | None = None
    max_size: int = MAX_SIZE
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be read: its path, the story it belongs to, its source name, and what its manifest says."""

    path: Path
    story: str
    source: str
    facts: FileFacts


@dataclass(frozen=True, slots=True)
class Finds:
    """The files of a path, an error for each folder that cannot be used, and what was passed over as no text."""

    files: tuple[Found | TrackerError, ...]
    passed_over: tuple[Path, ...] = ()


def find_files(path: Path, story: str | None = None, max_size: int = MAX_SIZE, folders: Folders | None = None) -> Finds:
    """Find what a path holds; raise TrackerError where it is missing or holds no text.

    `folders` remembers which folder a story is of: another one that would be of the same story is an error.
    """
    folders = {} if folders is None else folders
    try:
        if not path.exists():
            raise TrackerError(f"{path}: no such file or folder")
        if path.is_dir():
            return _find_in_folder(path, story, max_size, folders)
        facts = read_manifest(path.parent, max_size).of(path.name)
    except OSError as error:
        raise TrackerError(f"{path}: {_why(error)}") from error
    key = story or _key_of(path, path.stem, folders)
    return Finds((Found(path, key, _shown(path.name), facts),))


def _key_of(path: Path, name: str, folders: Folders) -> str:
    """Give the key that a name makes; TrackerError where it is none, or that of another name or another folder."""
    key = story_key(name)
    if len(key) > LONGEST_KEY:
        raise TrackerError(f"{path}: its story's key would be longer than {LONGEST_KEY}: name it with --story KEY")
    folder, other = folders.setdefault(key, (path.parent, name))
    if folder != path.parent or other != name:
        of = f"{folder}" if folder != path.parent else f"{other!r}"
        raise TrackerError(f"{path}: its story would be {key!r}, as that of {of}: name it with --story KEY")
    return key


def read_found(found: Found, details: Details) -> Capture:
    """Read a file's bytes; raise TrackerError where that cannot be done or it is too large."""
    try:
        status = found.path.stat()
        raw = _read_bytes(found.path, details.max_size)
        modified = datetime.fromtimestamp(status.st_mtime, UTC)
    except (OSError, TrackerError, ValueError, OverflowError) as error:
        raise TrackerError(f"{found.path}: {_why(error)}") from error
    facts = found.facts
    return Capture(
        found.story,
        found.source,
        raw,
        MEDIA_TYPES.get(found.path.suffix.lower(), "text/plain"),
        details.captured_at or facts.captured_at or modified,
        details.published_at or facts.published_at,
        details.title or facts.title,
        details.byline or facts.byline,
        details.charset,
    )


def _read_bytes(path: Path, max_size: int) -> bytes:
    """Read a file, or a pipe, that may not be larger than so many bytes."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size  # 0 for a pipe
        if size <= max_size and len(raw := file.read(max_size + 1)) <= max_size:
            return raw
    told = f"{size:,} bytes: " if size > max_size else ""
    raise TrackerError(f"{told}over the limit of {max_size:,} (--max-size raises it)")


def _why(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


def read_file(path: Path, max_size: int = MAX_SIZE) -> Capture:
    """Read one file by itself, for a comparison without an archive."""
    if path.is_dir() or not path.exists():
        raise TrackerError(f"{path}: {'is a folder, not a file' if path.is_dir() else 'no such file'}")
    return read_found(Found(path, story_key(path.stem), _shown(str(path)), FileFacts()), Details(max_size=max_size))


def read_text(path: Path, max_size: int = MAX_SIZE) -> str:
    """Read a small text of a person's own, such as rules; TrackerError, without its name, where that cannot be done."""
    try:
        return _read_bytes(path, max_size).decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise TrackerError(_why(error)) from error
    except UnicodeDecodeError as error:
        raise TrackerError(f"is not UTF-8 (byte {error.start:,})") from error


def read_lines(path: Path, max_size: int) -> Iterator[str]:
    """Read the lines of a text that may be large, one after the other; TrackerError, without its name, as above."""
    left = max_size
    try:
        with path.open("rb") as file:
            while line := file.readline(left + 1):
                left -= len(line)
                if left < 0:
                    raise TrackerError(f"over the limit of {max_size:,} (--max-size raises it)")
                yield line.decode()
    except OSError as error:
        raise TrackerError(_why(error)) from error
    except UnicodeDecodeError as error:
        raise TrackerError(f"is not UTF-8 (byte {error.start:,} of a line)") from error


def read_stdin(stream: BinaryIO, details: Details, now: datetime) -> Capture:
    """Read one capture from standard input; it needs a story of its own."""
    if details.story is None:
        raise TrackerError("standard input has no name: say which story it belongs to with --story KEY")
    raw = stream.read(details.max_size + 1)
    if len(raw) > details.max_size:
        raise TrackerError(f"-: over the limit of {details.max_size:,} bytes (--max-size raises it)")
    captured = details.captured_at or now
    media_type = (
        "text/html" if raw[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGE_STARTS) else "text/plain"
    )
    return Capture(
        details.story,
        "-",
        raw,
        media_type,
        captured,
        details.published_at,
        details.title,
        details.byline,
        details.charset,
    )


def story_key(name: str) -> str:
    """Give a key made from a file's or folder's name.

    >>> story_key("Flood in the north ")
    'Flood-in-the-north'
    """
    name = unicodedata.normalize("NFC", _shown(name))  # a name has two forms on two systems, and is one
    kept = "".join(sign if _is_of_key(sign) else " " for sign in name)
    parts = "-".join(kept.split()).split("/")
    return "/".join(part.strip("-.") for part in parts if part.strip("-.")) or "story"


def _is_of_key(sign: str) -> bool:
    """Say whether a sign may stand in a key: letters with their marks, digits, and a few that paths have."""
    return sign.isalnum() or sign in "_./-" or unicodedata.category(sign).startswith("M")


def check_key(key: str) -> str:
    """Give a key that somebody named; TrackerError where it is none."""
    key = unicodedata.normalize("NFC", key)
    if not key or key != story_key(key) or len(key) > LONGEST_KEY:
        raise TrackerError(
            f"{key!r} is no key of a story: letters, digits, '-', '_', '.' and '/', at most {LONGEST_KEY}"
        )
    return key


def check_encoding(name: str) -> str:
    """Give the name of a text encoding; TrackerError where there is none of that name."""
    try:
        "a".encode(name)
    except (LookupError, UnicodeError, ValueError) as error:
        raise TrackerError(f"{name!r} is no encoding that Python knows, such as cp1251 or shift_jis") from error
    return name


def natural(name: str) -> list[tuple[int, int, str]]:
    """Give a sort key in which 2 comes before 10, and of 1 and 01 always the same one first.

    >>> sorted(["10.txt", "2.txt", "a.txt"], key=natural)
    ['2.txt', '10.txt', 'a.txt']
    """
    return [
        (0, int(part), "") if part.isdecimal() else (1, 0, part.lower()) for part in re.split(r"(\d+)", name) if part
    ] + [(2, 0, name)]


def _find_in_folder(top: Path, story: str | None, max_size: int, folders: Folders) -> Finds:
    files: list[Found | TrackerError] = []
    passed_over: list[Path] = []
    for folder, names in _folders(top, files):
        try:
            manifest = read_manifest(folder, max_size)
        except TrackerError as error:
            files.append(error)
            continue
        for name in names:
            path = folder / name
            if path.suffix.lower() in MEDIA_TYPES and path.is_file():  # no pipe, no device, no link that leads nowhere
                files.append(_found(top, path, manifest, story, folders))
            elif name != NAME:
                passed_over.append(path)
    if not files:
        raise TrackerError(f"{top}: no text in this folder (.txt, .md or .html files)")
    return Finds(tuple(files), tuple(passed_over))


def _folders(top: Path, failed: list[Found | TrackerError]) -> Iterator[tuple[Path, list[str]]]:
    """Walk a folder in natural order, hidden files, links to folders and the parts of saved pages left out.

    A folder that cannot be read adds to what failed.
    """

    def fail(error: OSError) -> None:
        failed.append(TrackerError(f"{error.filename}: {_why(error)}"))

    for folder, inner, names in os.walk(top, onerror=fail):
        pages = {f"{name.rpartition('.')[0]}_files" for name in names}
        inner[:] = sorted((name for name in inner if not name.startswith(".") and name not in pages), key=natural)
        yield Path(folder), sorted((name for name in names if not name.startswith(".")), key=natural)


def _found(top: Path, path: Path, manifest: Manifest, story: str | None, folders: Folders) -> Found | TrackerError:
    inside = path.parent.relative_to(top).as_posix()
    name = (top.resolve().name if inside == "." else inside) or "story"
    try:
        key = story or _key_of(path, name, folders)
    except TrackerError as error:
        return error
    return Found(path, key, _shown(path.relative_to(top).as_posix()), manifest.of(path.name))


def _shown(name: str) -> str:
    """Give a file's name as text; bytes that are no UTF-8 as escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
