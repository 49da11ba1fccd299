"""The short form of the tampering: what is changed behind an archive's back is seen."""

from tests.tampering import tampered


def test_every_tamper_is_caught() -> None:
    missed: list[str] = []
    tried, caught = tampered(150, missed.append)
    assert missed == []
    assert tried == caught == 150
