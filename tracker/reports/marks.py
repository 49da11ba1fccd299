"""Story text and its changes as inline Markdown: nothing in a story becomes markup, and every mark takes."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

from tracker.model import Op
from tracker.reports.layout import Marks
from tracker.reports.phrases import visible

_INLINE = re.compile(r"([\\`*_\[\]<>|~&#{}])")  # braces for CriticMarkup: a page's own marks are none of ours
_LINKS = re.compile(r"(?i)(?<=[a-z]):(?=//)|(?<=www)\.|(?<=mailto):|(?<=xmpp):|@")
_ENTITY = {":": "&#58;", ".": "&#46;", "@": "&#64;"}


def escape(text: str) -> str:
    r"""Write story text so that Markdown shows it as it is, wherever in a line it stands.

    >>> print(escape("1. *bold* <b> www.x.org"))
    1\. \*bold\* \<b\> www&#46;x.org
    """
    return _escape_start(_escape_inside(text.strip()))


def _escape_inside(text: str) -> str:
    text = _INLINE.sub(r"\\\1", visible(re.sub(r"\s+", " ", text)))
    return _LINKS.sub(lambda found: _ENTITY[found.group()], text)


def _escape_start(text: str) -> str:
    return re.sub(r"^(\d{1,9})([.)])", r"\1\\\2", re.sub(r"^([+=-])", r"\\\1", text.lstrip()))


_SIGNS = {Op.REMOVED: ("~~", "~~"), Op.ADDED: ("**", "**")}
_CRITIC = {Op.REMOVED: ("{--", "--}"), Op.ADDED: ("{++", "++}")}
_TAGS = {Op.REMOVED: ("<del>", "</del>"), Op.ADDED: ("<ins>", "</ins>")}
_REACH = 40  # characters that a change may be widened by, to the white space around it


def marked_line(runs: Sequence[tuple[Op, str]], marks: Marks = Marks.BOLD) -> str:
    """Write runs as one line, removed and added ones marked; as HTML tags where ~~ and ** would not take."""
    line = _marked(list(runs), marks).strip()
    return _escape_start(line) if runs and runs[0][0] is Op.EQUAL else line


def _marked(runs: list[tuple[Op, str]], marks: Marks) -> str:
    if marks is Marks.BOLD:
        runs = _widened(runs)
        texts = [_escape_inside(text) for _, text in runs]
        return "".join(_sign(runs, texts, at) for at in range(len(runs)))
    signs = _CRITIC if marks is Marks.CRITIC else _TAGS
    texts = [_escape_inside(text) for _, text in runs]
    pairs = [signs.get(op, ("", "")) for op, _ in runs]
    return "".join(f"{opened}{text}{closed}" for (opened, closed), text in zip(pairs, texts, strict=True))


def _widened(runs: list[tuple[Op, str]]) -> list[tuple[Op, str]]:
    """Widen changes whose signs would not take to the white space around them: `a, b`, not `a` with a marked comma."""
    widened: list[tuple[Op, str]] = []
    at = 0
    while at < len(runs):
        if runs[at][0] is Op.EQUAL:
            widened.append(runs[at])
            at += 1
            continue
        stop = at
        while stop < len(runs) and runs[stop][0] is not Op.EQUAL:
            stop += 1
        before = widened.pop()[1] if widened else ""
        after = runs[stop][1] if stop < len(runs) else ""
        changed = runs[at:stop]
        head = "" if before[-1:].isspace() or not before else before.split()[-1]
        tail = "" if after[:1].isspace() or not after else after.split()[0]
        takes = all(_takes(before[-1:] or " ", text[0]) and _takes(after[:1] or " ", text[-1]) for _, text in changed)
        if takes or len(head) > _REACH or len(tail) > _REACH:
            head = tail = ""
        widened.append((Op.EQUAL, before[: len(before) - len(head)]))
        widened += _both_sides(changed, head, tail)
        if stop < len(runs):
            runs[stop] = (Op.EQUAL, after[len(tail) :])
        at = stop
    return _joined([run for run in widened if run[1]])


def _joined(runs: Sequence[tuple[Op, str]]) -> list[tuple[Op, str]]:
    """Join changes that touch: all that is removed, then all that is added."""
    joined: list[tuple[Op, str]] = []
    for equal, group in groupby(runs, key=lambda run: run[0] is Op.EQUAL):
        if equal:
            joined += group
            continue
        changed = list(group)
        for op in (Op.REMOVED, Op.ADDED):
            if text := "".join(part for one, part in changed if one is op):
                joined.append((op, text))
    return joined


def _both_sides(changed: Sequence[tuple[Op, str]], head: str, tail: str) -> list[tuple[Op, str]]:
    if not head and not tail:
        return list(changed)
    gone = "".join(text for op, text in changed if op is Op.REMOVED)
    come = "".join(text for op, text in changed if op is Op.ADDED)
    return [(Op.REMOVED, head + gone + tail), (Op.ADDED, head + come + tail)]


def _sign(runs: Sequence[tuple[Op, str]], texts: Sequence[str], at: int) -> str:
    op, text = runs[at][0], texts[at]
    if op is Op.EQUAL:
        return text
    before, after = _neighbour(runs, texts, at - 1, -1), _neighbour(runs, texts, at + 1, 0)
    if _takes(before, text[0]) and _takes(after, text[-1]):
        return text.join(_SIGNS[op])
    return text.join(_TAGS[op])


def _neighbour(runs: Sequence[tuple[Op, str]], texts: Sequence[str], at: int, edge: int) -> str:
    if not 0 <= at < len(runs):
        return " "
    return texts[at][edge] if runs[at][0] is Op.EQUAL else "*"


def _takes(outside: str, inside: str) -> bool:
    """Say whether a sign between two characters flanks as CommonMark asks: punctuation inside wants none outside."""
    return not _is_punctuation(inside) or outside.isspace() or _is_punctuation(outside)


def _is_punctuation(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS"
