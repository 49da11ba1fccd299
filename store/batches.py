"""Values some at a time: a statement can name only so many."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

SIZE = 500

Value = TypeVar("Value")


def in_batches(values: Sequence[Value], size: int = SIZE) -> Iterator[Sequence[Value]]:
    """Give values, in their order, at most `size` at a time.

    >>> list(in_batches("abcde", 2))
    ['ab', 'cd', 'e']
    """
    return (values[start : start + size] for start in range(0, len(values), size))
