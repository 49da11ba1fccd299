"""Room 1: where text comes from. No other room reads a story from the disk."""

from tracker.sources.files import (
    MAX_SIZE,
    Details,
    Folders,
    Found,
    check_encoding,
    check_key,
    find_files,
    read_file,
    read_found,
    read_lines,
    read_stdin,
    read_text,
)

__all__ = [
    "MAX_SIZE",
    "Details",
    "Folders",
    "Found",
    "check_encoding",
    "check_key",
    "find_files",
    "read_file",
    "read_found",
    "read_lines",
    "read_stdin",
    "read_text",
]
