"""Bytes to text: what encoding was used, and why; what is no text is refused with what it looks like.

A byte-order mark, then strict UTF-8, then cp1252 with a warning. Never a guess by statistics first.
"""

import codecs
import re
from dataclasses import dataclass

from tracker.errors import TrackerError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"BZh", "bzip2-compressed data"),
    (b"\xfd7zXZ\x00", "xz-compressed data"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"RIFF", "a RIFF recording or image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"{\\rtf", "an RTF document"),
)

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")  # none of these stands in a text of a single-byte encoding


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that gave it, and a warning where the encoding is an assumption."""

    text: str
    encoding: str
    warning: str | None = None


def decode(raw: bytes) -> Decoded:
    r"""Decode bytes to text with line ends unified; raise TrackerError, without a name, for what is no text.

    >>> decode(b"\xef\xbb\xbfone\r\ntwo")
    Decoded(text='one\ntwo', encoding='utf-8-sig', warning=None)
    >>> decode(b"caf\xe9").encoding
    'cp1252'
    """
    if not raw.strip():
        raise TrackerError("is empty")
    for signature, looks_like in _SIGNATURES:
        if raw.startswith(signature):
            raise TrackerError(f"is not text: it looks like {looks_like}")
    decoded = _by_mark(raw) or _by_content(raw)
    if "\x00" in decoded.text:
        place = decoded.text.index("\x00")
        raise TrackerError(f"is not text: a NUL character at offset {place:,}")
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise TrackerError("is empty: nothing but white space")
    return Decoded(text, decoded.encoding, decoded.warning)


def _by_mark(raw: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return Decoded(raw.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise TrackerError(
                    f"is not text: it starts with a {encoding} mark, but byte {error.start:,} does not fit"
                ) from error
    return None


def _by_content(raw: bytes) -> Decoded:
    if b"\x00" in raw:
        raise TrackerError(f"is not text: a NUL byte at offset {raw.index(0):,}")
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if control := _CONTROL.search(raw):
            raise TrackerError(
                f"is not text: neither UTF-8 (byte {error.start:,}) nor free of control bytes "
                f"({control.group()[0]:#04x} at offset {control.start():,})"
            ) from error
        text = raw.decode("cp1252", errors="replace")
        warning = f"not UTF-8 (byte {error.start:,}): read as cp1252"
        if lost := text.count("\ufffd"):
            warning += f"; {lost} undefined {'byte' if lost == 1 else 'bytes'} became U+FFFD"
        return Decoded(text, "cp1252", warning)
