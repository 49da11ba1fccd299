"""`story.toml`: the title of a folder's story, and for each file its times and byline."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tracker.errors import TrackerError
from tracker.model import FIRST_YEAR
from tracker.toml import SHARE, most_bytes, read_toml

NAME = "story.toml"
_STORY_KEYS = frozenset({"title", "byline", "files"})
_FILE_KEYS = frozenset({"title", "byline", "captured", "published"})


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a manifest says of one file."""

    title: str | None = None
    byline: str | None = None
    captured_at: datetime | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a `story.toml` says: of the story, and of each file by its name."""

    title: str | None = None
    byline: str | None = None
    files: dict[str, FileFacts] = field(default_factory=dict)

    def of(self, name: str) -> FileFacts:
        """Give the facts of a file; the story's title and byline where the file has none of its own."""
        return self.files.get(name, FileFacts(self.title, self.byline))


def read_manifest(folder: Path, max_size: int) -> Manifest:
    """Read a folder's `story.toml`; an empty manifest where there is none; TrackerError where it is wrong or larger."""
    path = folder / NAME
    limit = most_bytes(max_size)
    try:
        if not path.is_file():
            return Manifest()
        with path.open("rb") as file:
            raw = file.read(limit + 1)
    except OSError as error:
        raise TrackerError(f"{path}: {error.strerror}") from error
    if len(raw) > limit:
        raise TrackerError(f"{path}: over the limit of {limit:,} bytes (--max-size raises it to a {SHARE}th of itself)")
    try:
        content = read_toml(raw.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise TrackerError(f"{path}: not valid TOML: {error}") from error
    except TrackerError as error:
        raise TrackerError(f"{path}: {error}") from error
    _refuse_unknown(path, "", content, _STORY_KEYS)
    title, byline = _text(path, content, "title"), _text(path, content, "byline")
    files = content.get("files", {})
    if not isinstance(files, dict):
        raise TrackerError(f"{path}: 'files' must be a table of file names")
    missing = sorted(name for name in files if not _is_file(folder / name))
    if missing:
        raise TrackerError(f"{path}: there is no file {missing[0]!r} in this folder")
    return Manifest(
        title, byline, {name: _file_facts(path, name, facts, title, byline) for name, facts in files.items()}
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # such as a name that is too long
        return False


def as_utc(moment: datetime) -> datetime:
    """Give a time in UTC; one without a zone is UTC already. TrackerError where no story can have it."""
    try:
        in_utc = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError as error:
        raise TrackerError(f"{moment.isoformat()} is out of the range of times in UTC") from error
    if in_utc.year < FIRST_YEAR:
        raise TrackerError(f"{moment.isoformat()} is a time before the year {FIRST_YEAR}")
    return in_utc


def _file_facts(path: Path, name: str, facts: Any, title: str | None, byline: str | None) -> FileFacts:
    if not isinstance(facts, dict):
        raise TrackerError(f"{path}: what stands for {name!r} must be a table")
    _refuse_unknown(path, f" for {name!r}", facts, _FILE_KEYS)
    return FileFacts(
        _text(path, facts, "title") or title,
        _text(path, facts, "byline") or byline,
        _time(path, facts, "captured"),
        _time(path, facts, "published"),
    )


def _refuse_unknown(path: Path, where: str, content: dict[str, Any], known: frozenset[str]) -> None:
    unknown = sorted(set(content) - known)
    if unknown:
        raise TrackerError(f"{path}: unknown key {unknown[0]!r}{where} (known: {', '.join(sorted(known))})")


def _text(path: Path, content: dict[str, Any], key: str) -> str | None:
    value = content.get(key)
    if value is not None and not isinstance(value, str):
        raise TrackerError(f"{path}: {key!r} must be text")
    return value


def _time(path: Path, content: dict[str, Any], key: str) -> datetime | None:
    value = content.get(key)
    if value is None:
        return None
    if not isinstance(value, datetime):
        raise TrackerError(f"{path}: {key!r} must be a date and time, such as 2026-11-20T09:00:00Z")
    return as_utc(value)
