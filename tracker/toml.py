"""TOML as people write it into files: read, or refused in one line."""

import re
import tomllib
from typing import Any

from tracker.errors import TrackerError

SHARE = 20  # of the bytes that a file may have TOML may have a twentieth: some takes 300 times its size to be read
MOST_PARTS = 10  # names that full stops join to one key: the standard library's reader takes the square of them
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{MOST_PARTS}}}")


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
