"""Bytes to text: encodings, refusals, damage that is reported and left alone, and stories out of pages."""

import encodings.aliases
import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from tests.casefiles import CASES
from tracker.errors import TrackerError
from tracker.text.damage import find_damage
from tracker.text.decode import decode, decode_as
from tracker.text.fold import fold
from tracker.text.pages import read_page
from tracker.text.reading import read_contents, read_document


@pytest.mark.parametrize(
    ("raw", "text", "encoding"),
    [
        (b"It rained.", "It rained.", "utf-8"),
        ("Ça va 👍".encode(), "Ça va 👍", "utf-8"),
        (b"\xef\xbb\xbfIt rained.", "It rained.", "utf-8-sig"),
        ("Ça va".encode("utf-16"), "Ça va", "utf-16"),
        ("Ça va".encode("utf-32"), "Ça va", "utf-32"),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n", "utf-8"),
        (b"caf\xe9 \x80", "café €", "cp1252"),
        (b"caf\xe9 \x81", "café \ufffd", "cp1252"),
    ],
)
def test_bytes_are_decoded(raw: bytes, text: str, encoding: str) -> None:
    decoded = decode(raw)
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert (decoded.warning is not None) == (encoding == "cp1252")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"\xef\xbb\xbf", "is empty: nothing but white space"),
        (b"PK\x03\x04rest", "is not text: it looks like a ZIP archive (or an office document)"),
        (b"%PDF-1.7", "is not text: it looks like a PDF document"),
        (b"a\x00b", "is not text: a NUL byte at offset 1"),
        ("a\x00b".encode("utf-16"), "is not text: a NUL character at offset 1"),
        (b"\xff\xfea", "is not text: it starts with a utf-16 mark, but byte 2 does not fit"),
        (b"\xe9\x01", "is not text: neither UTF-8 (byte 0) nor free of control bytes (0x01 at offset 1)"),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_looks_like(raw: bytes, why: str) -> None:
    with pytest.raises(TrackerError) as caught:
        decode(raw)
    assert str(caught.value) == why


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A State of the Union Stateāa term", ["ā"]),
        ("The cafÃ© and the donâ€™t", ["Ã©", "â€™"]),
        ("lost \ufffd\ufffd here", ["\ufffd\ufffd"]),
        ("Rīga, Māori, château, théâtre, crêpe, naïve", []),
        ("‘curly’ “quotes” — dash … ½ €", []),
    ],
)
def test_damage_is_found_and_words_of_other_languages_are_not(text: str, found: list[str]) -> None:
    assert [damage.found for damage in find_damage(text)] == found


@pytest.mark.parametrize(("one", "other"), [("-5", "5"), ("½", "1/2"), ("m²", "m2"), ("A", "a"), ("1–2", "12")])
def test_what_a_fact_can_stand_on_never_folds(one: str, other: str) -> None:
    assert fold(one) != fold(other)


RUSSIAN = "Министр обороны подчеркнул, что учения «Запад-2025» носили оборонительный характер."


@pytest.mark.parametrize(
    ("raw", "declared", "encoding", "why"),
    [
        (b"It rained.", None, "utf-8", "it is UTF-8 throughout"),
        (b"\xef\xbb\xbfIt rained.", "cp1251", "utf-8-sig", "a byte-order mark"),
        (RUSSIAN.encode(), "cp1251", "utf-8", "it is UTF-8 throughout"),
        (RUSSIAN.encode("cp1251"), "cp1251", "cp1251", "declared by its source"),
        ("<meta charset='koi8-r'> да".encode("koi8-r"), None, "koi8-r", "declared in the page"),
        ('<?xml version="1.0" encoding="cp1251"?> да'.encode("cp1251"), None, "cp1251", "declared in the page"),
        ("<meta charset=latin-1> “é”".encode("cp1252"), None, "cp1252", "declared in the page"),
        ("雨が降った。".encode("iso2022_jp"), "iso-2022-jp", "iso2022_jp", "declared by its source"),
        ("It rained.".encode("utf-16-le"), None, "utf-16-le", "its NUL bytes stand where UTF-16 has them"),
        ("It rained.".encode("utf-32-be"), None, "utf-32-be", "its NUL bytes stand where UTF-32 has them"),
        ("Ça a très bien été.".encode()[:-1] + b"\xc3", None, "utf-8", "it is UTF-8 but for 1 byte"),
        (b"caf\xe9", "no-such-codec", "cp1252", "nothing declared, and not UTF-8 (byte 3): assumed"),
    ],
)
def test_an_encoding_is_told_with_the_reason_for_it(raw: bytes, declared: str | None, encoding: str, why: str) -> None:
    decoded = decode(raw, declared)
    assert (decoded.encoding, decoded.why) == (encoding, why)


def test_a_detector_is_asked_only_for_what_does_not_read_as_western_european() -> None:
    detected = decode(RUSSIAN.encode("cp1251"))
    assert detected.text == RUSSIAN
    assert detected.warning is not None
    assert "charset-normalizer" in detected.warning
    curly = "The ‘drills’ cost €5 — it’s a “naïve” café."
    assert decode(curly.encode("cp1252")).text == curly


def test_without_the_detector_a_warning_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert decode(RUSSIAN.encode("cp1251")).warning == (
        "not UTF-8 (byte 0): read as cp1252; it does not read as Western European text: "
        "name its encoding with --encoding, or pip install 'story-tracker[detect]'"
    )


def single_byte_codecs() -> list[str]:
    """Give every codec of Python that reads each byte as at most one character."""
    found = []
    for name in sorted(set(encodings.aliases.aliases.values())):
        try:
            if all(len(bytes([code]).decode(name, "replace")) == 1 for code in range(256)):
                found.append(name)
        except (LookupError, UnicodeError, AttributeError):
            continue
    return found


def test_every_single_byte_codec_is_read_when_it_is_declared() -> None:
    codecs = [name for name in single_byte_codecs() if name not in ("latin_1", "ascii") and "utf" not in name]
    assert len(codecs) > 50
    refused: list[str] = []
    for name in codecs:
        text = "".join(sign for sign in bytes(range(0x20, 0x100)).decode(name, "ignore") if sign.isalpha())
        raw = text.encode(name)
        try:
            decoded = decode(raw, name)
        except TrackerError:  # EBCDIC: letters that are control bytes to everybody else
            refused.append(name)
            continue
        assert decoded.encoding == "utf-8" or decoded.text == text, name
    assert refused == []


def test_no_bytes_are_an_exception_and_what_was_read_is_read_again_the_same() -> None:
    for seed in range(3000):
        random = Random(seed)
        size = random.choice([1, 3, 40, 400])
        raw = random.randbytes(size) if seed % 2 else bytes(random.choices(range(0x20, 0x100), k=size))
        try:
            decoded = decode(raw)
        except TrackerError:
            continue
        assert decode_as(raw, decoded.encoding) == decoded.text
        read_document(decoded.text)


def test_truncated_utf_8_loses_its_last_character_and_says_so() -> None:
    raw = RUSSIAN.encode()
    for cut in range(60, len(raw)):
        decoded = decode(raw[:cut])
        assert decoded.encoding == "utf-8"
        assert decoded.text.rstrip("\ufffd") == raw[:cut].decode("utf-8", "ignore")
        assert (decoded.warning is None) == (not decoded.text.endswith("\ufffd"))


def test_lone_surrogates_are_damage_in_a_text_that_is_utf_8_else() -> None:
    decoded = decode(RUSSIAN.encode() + b" \xed\xa0\x80 " + RUSSIAN.encode())
    assert decoded.warning == "UTF-8 but for 3 bytes (the first at 152), which became U+FFFD"
    assert [one.found for one in find_damage(decoded.text)] == ["\ufffd\ufffd\ufffd"]


def test_a_control_character_is_named_with_its_place() -> None:
    assert [(one.start, one.why) for one in find_damage("one\x07 two")] == [(3, "a control character (U+0007)")]


@pytest.mark.parametrize("path", sorted((CASES / "pages").glob("*.html")), ids=lambda path: path.stem)
def test_a_page_gives_its_story_with_the_notices_that_extractors_drop(path: Path) -> None:
    assert read_page(path.read_text(encoding="utf-8")).text == path.with_suffix(".txt").read_text(encoding="utf-8")


def test_a_page_gives_its_fields() -> None:
    contents = read_contents((CASES / "pages" / "article-footer.html").read_bytes(), "text/html")
    assert (contents.title, contents.byline, contents.published_at) == (
        "Council approves bridge",
        "Ann Lee, Bo Lind",
        datetime(2025, 9, 18, 6, tzinfo=UTC),
    )
    assert contents.extractor.startswith("trafilatura ")


def test_a_time_that_was_never_set_is_none() -> None:
    page = (CASES / "pages" / "article-footer.html").read_bytes()
    never = page.replace(b"2025-09-18T", b"0001-01-01T")
    assert never != page
    assert read_contents(never, "text/html").published_at is None


@pytest.mark.parametrize("html", ["<html></html>", "<p>", "<!doctype html><title>Only a title</title>"])
def test_a_page_without_a_story_is_refused(html: str) -> None:
    with pytest.raises(TrackerError):
        read_contents(html.encode(), "text/html")


def test_without_its_extra_a_page_is_refused_with_the_name_of_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(TrackerError, match=r"is a web page: pip install 'story-tracker\[html\]' to read those"):
        read_contents(b"<html><p>It rained.</p></html>", "text/html")


@pytest.mark.parametrize(
    "word", ["RIFFRAFF must leave the park.", "ID3 tags name a song.", "BZh is no word.", "GIF89 ran."]
)
def test_a_text_that_begins_as_a_signature_does_is_a_text(word: str) -> None:
    assert decode(word.encode()).text == word
