"""Bytes to text: what encoding was used, and why; what is no text is refused with what it looks like.

A byte-order mark; strict UTF-8; the encoding that was declared; UTF-8 with a few broken places; a detector (an extra)
where the bytes do not read as Western European; cp1252 last, with a warning. Never a guess by statistics first.
"""

import codecs
import re
from dataclasses import dataclass, replace

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
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\x00asm", "a program"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"RIFF", "a RIFF recording or image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"BM", "a BMP image"),
    (b"\x1aE\xdf\xa3", "a Matroska recording"),
    (b"fLaC", "a FLAC recording"),
    (b"wOF", "a font"),
)

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # none of these stands in a text of a single-byte encoding
_DECLARED = re.compile(
    rb"""\A\s{0,80}<\?xml[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})|<meta[^>]{0,200}?\bcharset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_DECLARED_REACH = 4_096  # bytes of a page that may declare its encoding
_STATEFUL = re.compile(r"iso-?2022|hz|utf-?7", re.IGNORECASE)  # written in ASCII bytes: only a declaration tells
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")  # in cp1252
_HIGH = re.compile(rb"[\x80-\xff]")
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|"
    rb"\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_FEW_BROKEN = 3  # valid UTF-8 sequences that it takes to excuse a broken one
_FOREIGN = re.compile(r"[\u0080-\u009f\ufffd]|[\u00a1-\u00bf\u00d7\u00f7]{2}|[\u00c0-\u00ff]{3}")
_MOST_FOREIGN = 0.1  # share of the characters outside ASCII that may stand as no Western European text has them
_FEW_FOREIGN = 2  # so many of them say nothing
_NEVER = ["utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be", "utf_7"]  # told by marks and NULs
_NEVER += ["cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140"]  # EBCDIC: no text of a newsroom
_LOOK = 10_000  # characters looked at for that


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that gave it, why it was that one, and a warning where it is an assumption."""

    text: str
    encoding: str
    why: str
    warning: str | None = None


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    r"""Decode bytes to text with line ends unified; raise TrackerError, without a name, for what is no text.

    `declared` is an encoding that somebody named: its source or the person.

    >>> decode(b"\xef\xbb\xbfone\r\ntwo")
    Decoded(text='one\ntwo', encoding='utf-8-sig', why='a byte-order mark', warning=None)
    >>> decode(b"caf\xe9").encoding
    'cp1252'
    """
    if not raw.strip():
        raise TrackerError("is empty")
    for signature, looks_like in _SIGNATURES:  # one of letters may be a word: "RIFFRAFF must leave"
        if raw.startswith(signature) and (not signature.isalnum() or _CONTROL.search(raw)):
            raise TrackerError(f"is not text: it looks like {looks_like}")
    decoded = _by_mark(raw) or _by_nulls(raw) or _by_content(raw, _codecs(raw, declared))
    if "\x00" in decoded.text:
        raise TrackerError(f"is not text: a NUL character at offset {decoded.text.index(chr(0)):,}")
    if _SURROGATE.search(decoded.text):
        raise TrackerError(f"is not text in {decoded.encoding}: it decodes to half a character")
    if not decoded.text.strip():
        raise TrackerError("is empty: nothing but white space")
    return decoded


def decode_as(raw: bytes, encoding: str) -> str:
    """Decode bytes as it was done before, by the encoding that was kept; line ends unified."""
    return _unified(raw.decode(encoding, errors="replace"))


def declared_encoding(raw: bytes) -> str | None:
    """Give the encoding that a page names in itself: an XML declaration, or a meta element near its start."""
    found = _DECLARED.search(raw[:_DECLARED_REACH])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _by_mark(raw: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return Decoded(_unified(raw.decode(encoding)), encoding, "a byte-order mark")
            except UnicodeDecodeError as error:
                raise TrackerError(
                    f"is not text: it starts with a {encoding} mark, but byte {error.start:,} does not fit"
                ) from error
    return None


def _by_nulls(raw: bytes) -> Decoded | None:
    """Read UTF-16 and UTF-32 without a mark: of each two or four bytes the same ones are NUL nearly always."""
    if b"\x00" not in raw:
        return None
    for encoding, step, filled in (("utf-32-le", 4, 0), ("utf-32-be", 4, 3), ("utf-16-le", 2, 0), ("utf-16-be", 2, 1)):
        empty = [raw[place::step] for place in range(step) if place != filled]
        nulls = sum(one.count(0) for one in empty)
        if len(raw) % step == 0 and nulls >= 0.7 * sum(map(len, empty)) and not raw[filled::step].count(0):
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            why = f"its NUL bytes stand where {encoding[:6].upper()} has them"
            return Decoded(_unified(text), encoding, why, f"no byte-order mark: read as {encoding.upper()}")
    raise TrackerError(f"is not text: a NUL byte at offset {raw.index(0):,}")


def _codecs(raw: bytes, declared: str | None) -> tuple[tuple[str, str], ...]:
    """Give the encodings that were declared and that this Python has, with who declared each."""
    named = ((declared, "declared by its source"), (declared_encoding(raw), "declared in the page"))
    return tuple((_codec(name), why) for name, why in named if name and _codec(name))


def _codec(name: str) -> str:
    """Give Python's name of a text encoding, empty where it has none; Latin-1 is read as cp1252, as browsers do."""
    try:
        found = codecs.lookup(name)
        "a".encode(found.name)
    except (LookupError, UnicodeError, ValueError):
        return ""
    return "cp1252" if found.name in ("iso8859-1", "ascii") else found.name


def _by_content(raw: bytes, declared: tuple[tuple[str, str], ...]) -> Decoded:
    for encoding, why in declared:
        if _STATEFUL.match(encoding) and (decoded := _strictly(raw, encoding, why)):
            return decoded
    try:
        return Decoded(_unified(raw.decode("utf-8")), "utf-8", "it is UTF-8 throughout")
    except UnicodeDecodeError as error:
        first = error.start
    if control := _CONTROL.search(raw):
        raise TrackerError(
            f"is not text: neither UTF-8 (byte {first:,}) nor free of control bytes "
            f"({control.group()[0]:#04x} at offset {control.start():,})"
        )
    for encoding, why in declared:
        if decoded := _strictly(raw, encoding, why):
            return decoded
    decoded = _broken_utf8(raw, first) or _detected(raw, first) or _western(raw, first)
    if not declared:
        return decoded
    unfit = f"{declared[0][0]} was {declared[0][1].partition(' ')[0]} and does not fit"
    return replace(decoded, why=f"{unfit}; {decoded.why}", warning=f"{decoded.warning}; {unfit}")


def _strictly(raw: bytes, encoding: str, why: str) -> Decoded | None:
    try:
        return Decoded(_unified(raw.decode(encoding)), encoding, why)
    except UnicodeError:
        return None


def _broken_utf8(raw: bytes, first: int) -> Decoded | None:
    """Read as UTF-8 what is UTF-8 but for a few places: a cut at the end, a byte lost on the way."""
    sequences = _SEQUENCE.findall(raw)
    broken = len(_HIGH.findall(raw)) - sum(map(len, sequences))
    if len(sequences) < _FEW_BROKEN * broken:
        return None
    text = _unified(raw.decode("utf-8", errors="replace"))
    warning = f"UTF-8 but for {_bytes(broken)} (the first at {first:,}), which became U+FFFD"
    return Decoded(text, "utf-8", f"it is UTF-8 but for {_bytes(broken)}", warning)


def _detected(raw: bytes, first: int) -> Decoded | None:
    """Ask a detector, where one is installed and the bytes do not read as Western European text."""
    if _reads_as_western(raw.decode("cp1252", errors="replace")):
        return None
    try:
        import charset_normalizer
    except ImportError:
        return None
    best = charset_normalizer.from_bytes(raw, cp_exclusion=_NEVER).best()
    if best is None or not (decoded := _strictly(raw, best.encoding, "")):
        return None
    why = f"charset-normalizer {charset_normalizer.__version__} took it for {best.encoding}"
    return Decoded(decoded.text, best.encoding, why, f"not UTF-8 (byte {first:,}): {why}")


def _reads_as_western(text: str) -> bool:
    looked = text[:_LOOK]
    outside = sum(1 for sign in looked if sign > "\x7f")
    foreign = sum(len(found.group()) for found in _FOREIGN.finditer(looked))
    return foreign <= max(_FEW_FOREIGN, _MOST_FOREIGN * outside)


def _western(raw: bytes, first: int) -> Decoded:
    text = _unified(raw.decode("cp1252", errors="replace"))
    warning = f"not UTF-8 (byte {first:,}): read as cp1252"
    if lost := len(_UNDEFINED.findall(raw)):
        warning += f"; {lost} undefined {'byte' if lost == 1 else 'bytes'} became U+FFFD"
    if not _reads_as_western(text):
        warning += "; it does not read as Western European text: name its encoding with --encoding"
        warning += "" if _has_detector() else ", or pip install 'story-tracker[detect]'"
    return Decoded(text, "cp1252", f"nothing declared, and not UTF-8 (byte {first:,}): assumed", warning)


def _has_detector() -> bool:
    from importlib.util import find_spec

    return find_spec("charset_normalizer") is not None


def _bytes(count: int) -> str:
    return "1 byte" if count == 1 else f"{count:,} bytes"
