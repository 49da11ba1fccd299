"""Lists that run on in one paragraph: "1) bread 2) wine", "a. bread b. wine", "\u2022 bread \u2022 wine"."""

import re

BULLETS = "\u2022\u2043\u2023\u25e6\u25aa\u25cf\u00b7"
_ITEM = re.compile(
    rf"(?:(?<=\s)|^)(?P<bullet>[{BULLETS}])?\s?(?:(?P<number>\d{{1,3}}|[a-z])(?P<mark>\.\)|[.)]))?(?=\s)"
)


def item_starts(line: str, start: int) -> list[int]:
    """Give where the second and each further item of a list begins; the first opens the paragraph at `start`.

    The items look alike, and their numbers or letters follow on.

    >>> item_starts("1) bread 2) wine", 0)
    [9]
    """
    first = _ITEM.match(line, start)
    if not first or not first.group().strip():
        return []
    style, number = (first["bullet"], first["mark"]), first["number"]
    starts = []
    for item in _ITEM.finditer(line, first.end()):
        if (item["bullet"], item["mark"]) == style and (number is None or item["number"] == _next(number)):
            starts.append(item.start())
            number = item["number"]
    return starts


def _next(number: str) -> str:
    return str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1)
