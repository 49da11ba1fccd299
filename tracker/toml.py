"""TOML as people write it into files: read, or refused in one line."""

import re
import tomllib
from typing import Any

from tracker.errors import TrackerError

LARGEST, SHARE = 1_000_000, 20  # bytes, and the share of --max-size: some TOML takes 300 times its size to be read
MOST_PARTS = 10  # names that full stops join to one key: the standard library's reader takes the square of them
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{MOST_PARTS}}}")


def most_bytes(max_size: int) -> int:
    """Give how large a file of TOML may be where others may have `max_size`, which raises it and never lowers it."""
    return max(LARGEST, max_size // SHARE)


def read_toml(content: str) -> dict[str, Any]:
    """Give the tables of a TOML text; TrackerError where it is none, or nested deeper than a person would."""
    if found := _LONG_KEY.search(content):
        line = content.count("\n", 0, found.start()) + 1
        raise TrackerError(f"not valid TOML: more than {MOST_PARTS} names are joined by full stops in line {line}")
    try:
        return tomllib.loads(content)
    except ValueError as error:
        raise TrackerError(f"not valid TOML: {error}") from error
    except RecursionError as error:
        raise TrackerError("not valid TOML: nested too deeply") from error
