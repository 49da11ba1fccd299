"""Room 1: where text comes from. The only room that touches the disk."""

from tracker.sources.files import (
    Details,
    Found,
    check_encoding,
    check_key,
    find_files,
    read_file,
    read_found,
    read_stdin,
    read_text,
)

__all__ = [
    "Details",
    "Found",
    "check_encoding",
    "check_key",
    "find_files",
    "read_file",
    "read_found",
    "read_stdin",
    "read_text",
]
