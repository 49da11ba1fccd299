"""Bytes to text: encodings, refusals, and damage that is reported and left alone."""

import pytest

from tracker.errors import TrackerError
from tracker.text.damage import find_damage
from tracker.text.decode import decode
from tracker.text.fold import fold


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
