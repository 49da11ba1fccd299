"""Misnamed terms across stories: the registry, and where wrong forms still stand."""

import csv
import io
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from store import Archive, NotedTerm, StoryRow, TermRow
from tracker.errors import TrackerError
from tracker.model import Document, NoteStatus, Span
from tracker.overview import BY_HAND, FORMULA_SIGNS, Term, TermPlace
from tracker.revisions import standing
from tracker.text.term_kinds import can_be_checked
from tracker.text.terms import places_of, term_pattern
from tracker.tracking.loading import compared_stories, kept_document, revision_facts

LONGEST_TERM = 200  # characters
_SHORT = {"correct": "correct form"}
COLUMNS = ("term", "correct form", "remark")  # of a CSV file without a head


def registered_terms(archive: Archive) -> tuple[Term, ...]:
    """Give the registry: terms kept by hand, and those that notes name, each with its correct form once."""
    by_hand = {(one.term, one.correct): one for one in archive.kept_terms()}
    noted = sorted(archive.noted_terms(), key=_forms)
    groups = [list(group) for forms, group in groupby(noted, key=_forms) if _key(forms) not in by_hand]
    calling: defaultdict[tuple[str, str | None], list[NotedTerm]] = defaultdict(list)
    for one in noted:
        calling[one.story, one.correct].append(one)
    terms = [_noted(group, contradicted=_is_contradicted(group, calling)) for group in groups]
    terms += [
        Term(one.term, one.correct, (), True, one.added_at, one.added_at, True, one.remark) for one in by_hand.values()
    ]
    return tuple(sorted(terms, key=lambda one: (one.term.lower(), one.term, one.correct or "")))


def _forms(noted: NotedTerm) -> tuple[str, str]:
    return noted.term, noted.correct or ""


def _key(forms: tuple[str, str]) -> tuple[str, str | None]:
    return forms[0], forms[1] or None


def _is_contradicted(group: Sequence[NotedTerm], calling: Mapping[tuple[str, str | None], Sequence[NotedTerm]]) -> bool:
    """Say whether a later note of the same story calls correct what these call wrong."""
    return any(other.first_at > one.first_at for one in group for other in calling.get((one.story, one.term), ()))


def _noted(group: Sequence[NotedTerm], *, contradicted: bool) -> Term:
    first = group[0]
    said = any(one.status in (NoteStatus.ASSERTED.value, NoteStatus.SUSPECTED.value) for one in group)
    return Term(
        first.term,
        first.correct,
        tuple(dict.fromkeys(one.story for one in group)),
        False,
        min(one.first_at for one in group),
        max(one.last_at for one in group),
        said and not contradicted and can_be_checked(first.term, first.correct),
    )


def check_terms(archive: Archive, keys: Sequence[str]) -> Iterator[TermPlace]:
    """Give every place in the latest revisions of stories (all without keys) where a wrong form still stands."""
    terms = [one for one in registered_terms(archive) if one.checked]
    for story in compared_stories(archive, keys):
        yield from wrong_places(archive, story, terms)


def wrong_places(archive: Archive, story: StoryRow, terms: Sequence[Term]) -> Iterator[TermPlace]:
    """Give every place in a story's latest revision where a wrong form still stands.

    Those in its headline come first: the term stands in no sentence there.
    """
    latest = standing(story.key, revision_facts(archive, story))[-1].number
    row = next(one for one in archive.revisions(story) if one.seq == latest)
    document = kept_document(archive, row)
    for term in terms:
        for start in _in_headline(term, document.title or ""):
            yield TermPlace(term.term, term.correct, story.key, row.seq, None, start, document.title or "")
    for term in terms:
        for span in _in_body(term, document):
            at = next(k for k, one in enumerate(document.sentences) if one.start <= span.start < one.end)
            yield TermPlace(term.term, term.correct, story.key, row.seq, at, span.start, document.sentences[at].text)


def _in_headline(term: Term, headline: str) -> list[int]:
    right = _right_places(term, headline)
    found = [one.span() for one in term_pattern(term.term).finditer(headline)]
    return [start for start, end in found if not any(first <= start and end <= last for first, last in right)]


def _in_body(term: Term, document: Document) -> Iterator[Span]:
    right = _right_places(term, document.text)
    for span in places_of(term.term, document.text, document.notes):
        if not any(start <= span.start and span.end <= end for start, end in right):
            yield span


def _right_places(term: Term, text: str) -> list[tuple[int, int]]:
    """Give where a term stands inside its correct form: Belousov in Andrei Belousov."""
    if not term.correct or not term_pattern(term.term).search(term.correct):
        return []
    return [found.span() for found in term_pattern(term.correct).finditer(text)]


def add_term(archive: Archive, row: TermRow) -> str:
    """Keep a term by hand; say in words whether it is new, known, or in the place of another correct form."""
    before = next((one for one in archive.kept_terms() if one.term == row.term), None)
    if not archive.put_terms([row]):
        return "known already"
    if before and before.correct == row.correct:
        return "remark changed"
    return f"added, in the place of {before.correct or '?'}" if before else "added"


def parse_terms(content: str, now: datetime) -> list[TermRow]:
    """Read the terms of a CSV text (term, correct form, remark); TrackerError, naming the line, where one is wrong.

    Of what `tracker terms --format csv` wrote, which has a head and more columns, the terms kept by hand. Of two lines
    with the same term the last counts.
    """
    first = content.split("\n", 1)[0]
    separator = ";" if ";" in first and "," not in first else ","
    cells = [cell.strip().lower() for cell in next(csv.reader([first], delimiter=separator), [])]
    has_head = cells[:1] == ["term"] and len(cells) > 1
    head = [_SHORT.get(cell, cell) for cell in cells] if has_head else list(COLUMNS)
    rows = []
    for number, cells in enumerate(csv.reader(io.StringIO(content), delimiter=separator, strict=True), 1):
        if not any(cell.strip() for cell in cells) or (number == 1 and has_head):
            continue
        if len(cells) > len(head):
            raise TrackerError(f"line {number}: {len(cells)} columns ({', '.join(head)})")
        named = dict(zip(head, map(_unguarded, cells), strict=False))
        if named.get("from", BY_HAND) != BY_HAND:
            continue  # a note says it
        term, correct, remark = (named.get(column, "") for column in COLUMNS)
        try:
            rows.append(new_term(term, None if correct in ("", "?") else correct, remark or None, now))
        except TrackerError as error:
            raise TrackerError(f"line {number}: {error}") from error
    return list({row.term: row for row in rows}.values())


def _unguarded(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from taking a cell for a formula."""
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA_SIGNS else cell


def new_term(term: str, correct: str | None, remark: str | None, now: datetime) -> TermRow:
    """Give a term to be kept by hand; TrackerError where it is none."""
    term, correct = unicodedata.normalize("NFC", term), correct and unicodedata.normalize("NFC", correct)
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in f"{term}{correct}{remark}"):
        raise TrackerError(f"{term[:40]!r} holds a control character or half a one, or its correct form or remark does")
    if not term.strip() or len(term) > LONGEST_TERM or "\n" in term:
        raise TrackerError(f"{term[:40]!r} is no term: one line, 1 to {LONGEST_TERM} characters")
    if correct is not None and (not correct.strip() or len(correct) > LONGEST_TERM):
        raise TrackerError(f"{correct[:40]!r} is no correct form: 1 to {LONGEST_TERM} characters")
    if term == correct:
        raise TrackerError(f"{term!r} cannot be the correct form of itself")
    return TermRow(term.strip(), correct and correct.strip(), now, remark)
