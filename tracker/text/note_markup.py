"""Notes that stand in markup: TEI's sic and corr, MediaWiki's sic."""

import re
from collections.abc import Iterator

from tracker.model import Note, NoteKind, NoteStatus

_TEI = re.compile(
    r"<choice>\s*(?:<(?:sic|corr)\b[^<>]{0,200}>[^<]{0,500}</(?:sic|corr)>\s*){1,2}</choice>|<(sic|corr)\b[^<>]{0,200}>[^<]{0,500}</\1>"
)
_TEI_SIC, _TEI_CORR = (re.compile(rf"<{name}\b([^<>]*)>([^<]*)</{name}>") for name in ("sic", "corr"))
_WIKI_SIC = re.compile(r"\{\{sic\|([^{}]{0,200})\}\}", re.IGNORECASE)


def marked_up_notes(text: str) -> Iterator[Note]:
    """Give the notes that stand in markup, in no order."""
    if "<sic" in text or "<corr" in text:
        yield from (_tei_note(found) for found in _TEI.finditer(text))
    if "{{" in text:
        yield from (_wiki_note(found) for found in _WIKI_SIC.finditer(text))


def _tei_note(found: re.Match[str]) -> Note:
    """Read `<choice>` with `<sic>` and `<corr>` in either order, or one of them alone; `@cert` hedges, `@resp` signs."""
    sic, corr = _TEI_SIC.search(found.group()), _TEI_CORR.search(found.group())
    hedged = bool(corr and re.search(r"cert=[\"'](?:low|medium|unknown)", corr[1]))
    status = NoteStatus.ASSERTED if corr and not hedged else NoteStatus.SUSPECTED
    term, correct = (sic and sic[2]) or None, (corr and corr[2]) or None
    signed = re.search(r"resp=[\"']#?([^\"']{1,40})", found.group())
    author = signed[1] if signed else None
    return Note(*found.span(), NoteKind.TEI, status, hedged, found.group(), term, correct, (), "tei", author=author)


def _wiki_note(found: re.Match[str]) -> Note:
    """Read `{{sic|wrong|right}}`; parameters with a name are none of the two."""
    term, *rest = [part.strip() for part in found[1].split("|") if "=" not in part] or [""]
    correct = next((part for part in rest if part and part != "?"), None)
    status = NoteStatus.ASSERTED if correct else NoteStatus.SUSPECTED
    return Note(*found.span(), NoteKind.SIC, status, "?" in rest, found.group(), term or None, correct, (), "wiki-sic")
