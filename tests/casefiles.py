"""Read the cases under tests/cases: blocks apart by empty lines, each line with a sign of its own.

# what the case shows
- an old sentence (or the text)
+ a new sentence (or an expected one)
= what is expected
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """One block of a case file."""

    name: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    expected: tuple[str, ...]


def read_cases(room: str) -> list[Case]:
    """Give every case of a folder under tests/cases, named by file and title."""
    return [case for path in sorted((CASES / room).glob("*.txt")) for case in _read_file(path)]


def _read_file(path: Path) -> Iterator[Case]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.split("\n") if line]
        of = {sign: tuple(_text(line[2:]) for line in lines if line[:2].strip() == sign) for sign in "#-+="}
        if of["-"] or of["+"]:
            yield Case(f"{path.stem}: {' '.join(of['#']) or (of['-'] + of['+'])[0]}", of["-"], of["+"], of["="])


def _text(line: str) -> str:
    """Read the escapes that a case may need to be readable: line ends, invisible characters."""
    return line.encode("latin-1", "backslashreplace").decode("unicode-escape") if "\\" in line else line
