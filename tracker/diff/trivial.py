"""What differs in nothing but typography, white space or damage: the reasons of a trivial change."""

import re
from collections.abc import Sequence
from html import unescape
from itertools import pairwise

from tracker.model import Op, Reason, WordSpan
from tracker.text.damage import is_mended, looks_damaged
from tracker.text.fold import fold, fold_spaces

_INNER_SPACE = re.compile(  # before a closing mark, after an opening one; never beside a digit that it could set apart
    r"(?<=[^\W\d]) (?=[?!;:,.)\]}\u300d\u3002](?!\d))|(?<=[(\[{\u300c]) (?=\S)"
    r"|(?<=\d) (?=%|(?:[kMGT]?Wh|[kMG]?Hz|[kKMGT]i?B|[kcm]m|[km]?g|[km]ph|km/h|[ap]\.?m|bn|tn|ft|lbs?|oz|ha|hrs?)\b)"
    r"|(?<=[\u3040-\u9fff]) (?=[\u3040-\u9fff\u300c])"
)
_BEHIND_MARK = re.compile(r"(?<=[^\W\d][.!?;:,]) (?=[^\W\d])")
_BESIDE_QUOTE = re.compile(r'(?<!\d) ?" ?(?!\d)')
_SPACED_DASH = re.compile(r" ?(?:[\u2013\u2014\u2015]|(?<!-)--(?!-)) ?(?!\d)|(?<=\w) ?\u2014 ?")
_QUOTE = re.compile("(?<![\\d\u00bc-\u00be\u2150-\u215e])(?<![\\d\u00bc-\u00be] )[\"']")  # 5' and 5\" differ
_MINUS = re.compile(
    r"(?<![\w-])[-\u2212\u2013\ufe63\uff0d](?=(?:[A-Z]{1,3})?[$\u20ac\u00a3\u00a5\u20b9]?\.?\d)"
    r"|(?<=[A-Za-z\d])[-\u2212\u2013](?![\w-])"
)


def why_trivial(old: str, new: str) -> set[Reason]:
    """Give the reasons of two texts that differ in typography, white space or one piece of damage alone; else none."""
    if fold_spaces(old) == fold_spaces(new):
        return {Reason.WHITESPACE}
    if fold(old) == fold(new) and _minus_signs(old) == _minus_signs(new):
        spaces = {Reason.WHITESPACE} if _spaces(old) != _spaces(new) else set()
        return {Reason.TYPOGRAPHY} | spaces
    if _mends(old, new):
        return {Reason.ENCODING}
    if _closed_up(old) == _closed_up(new) and _minus_signs(old) == _minus_signs(new):
        return {Reason.WHITESPACE} | (
            {Reason.TYPOGRAPHY} if re.sub(r"\s", "", old) != re.sub(r"\s", "", new) else set()
        )
    if fold(old) != fold(new) and _QUOTE.sub("'", fold(old)) == _QUOTE.sub("'", fold(new)):
        return {Reason.TYPOGRAPHY}
    return set()


def _closed_up(text: str) -> str:
    """Fold a text and close up the spaces around its dashes and inside of its marks; a hyphen is no dash."""
    text = _BEHIND_MARK.sub("", _INNER_SPACE.sub("", fold(_SPACED_DASH.sub("\x01", fold_spaces(text)))))
    return _BESIDE_QUOTE.sub('"', text)


def _minus_signs(text: str) -> int:
    """Count what can be a minus sign: a hyphen, a minus or an en dash before a digit, or behind a rating ("BBB-")."""
    return len(_MINUS.findall(text))


def _mends(old: str, new: str) -> bool:
    old, new = " ".join(old.split()), " ".join(new.split())
    if "&" in old + new and " ".join(unescape(old).split()) == " ".join(unescape(new).split()):
        return True  # an entity of HTML
    return is_mended(old, new) or is_mended(new, old)


def _spaces(text: str) -> list[int]:
    return [len(run) for run in re.findall(r"[ \t]{2,}", text)]


def mended_alike(old: str, new: str, spans: Sequence[WordSpan]) -> tuple[str, str]:
    """Give the two texts with damage that either mends in the other mended in both: what else changed is left."""
    if not looks_damaged(old) and not looks_damaged(new):
        return old, new
    repairs_old, repairs_new = [], []
    for gone, come in pairwise(spans):
        if gone.op is Op.REMOVED and come.op is Op.ADDED:
            removed, added = old[slice(*gone.old)], new[slice(*come.new)]
            if is_mended(removed, added):
                repairs_old.append((gone.old, added))
            elif is_mended(added, removed):
                repairs_new.append((come.new, removed))
    return _replaced(old, repairs_old), _replaced(new, repairs_new)


def _replaced(text: str, repairs: Sequence[tuple[tuple[int, int], str]]) -> str:
    for (start, end), instead in reversed(repairs):
        text = text[:start] + instead + text[end:]
    return text
