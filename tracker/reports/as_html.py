"""Reports as one self-contained HTML page: no script, no network, nothing in a story becomes markup.

The templates hold the words and the shape; here is what they are given: plain values, ready to be shown. Jinja escapes
every value; a strict content security policy says the same to the browser.
"""

import base64
import hashlib
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from tracker.history import History
from tracker.model import Comparison
from tracker.overview import Period
from tracker.reports import sections
from tracker.reports.html_steps import step_rows
from tracker.reports.layout import Layout
from tracker.reports.period import HEAD as PERIOD_HEAD
from tracker.reports.period import period_counts, period_rows, period_title, told_decisions, told_notes, told_steps
from tracker.reports.phrases import (
    captured_span,
    visible,
)
from tracker.reports.picture import Picture, draw
from tracker.reports.summary import summary


@cache
def _environment() -> Environment:
    found = Environment(
        loader=PackageLoader("tracker.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["visible"] = visible
    return found


def _page(template: str, **values: Any) -> str:
    """Fill in a template; the policy allows no more than the page's own style."""
    environment = _environment()
    style = environment.get_template("style.css").render()
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"
    return environment.get_template(template).render(style=style, policy=policy, **values)


def html_comparison(comparison: Comparison, layout: Layout) -> str:
    """Write one comparison as a page."""
    return _page("comparison.html", title=_title(comparison), step=step_rows(comparison, layout, "step"))


def html_history(history: History, layout: Layout) -> str:
    """Write the change report of a history as a page, with a picture of the story's life."""
    first, last = history.revisions[0], history.revisions[-1]
    return _page(
        "report.html",
        title=history.title or history.story,
        story=history.story,
        first=first.number,
        last=last.number,
        period=captured_span(history),
        summary=summary(history),
        picture=_picture(history),
        revisions=(sections.REVISIONS, sections.revision_rows(history)),
        notes=list(sections.told_lives(history)),
        flags=(sections.FLAGS, sections.flag_rows(history)),
        damage=(sections.DAMAGE, sections.damage_rows(history)),
        steps=[
            step_rows(step, layout, f"r{facts.number}", reverts_to=facts.reverts_to)
            for facts, step in zip(history.revisions[1:], history.steps, strict=True)
        ],
        survival=(sections.SURVIVAL, sections.survival_rows(history)),
        digests=(sections.DIGESTS, sections.digest_rows(history)),
    )


def html_period(period: Period) -> str:
    """Write what changed in all stories in a period as a page."""
    stories = [
        (one.history.story, one.history.title or one.history.story, list(told_steps(one)), told_notes(one))
        for one in period.stories
    ]
    return _page(
        "period.html",
        title=period_title(period),
        counts=period_counts(period),
        head=PERIOD_HEAD,
        rows=period_rows(period),
        stories=stories,
        decisions=told_decisions(period),
    )


def _title(comparison: Comparison) -> str:
    old, new = comparison.old, comparison.new
    if new.revision is None:
        return comparison.story or f"{old.title or 'old'} → {new.title or 'new'}"
    return f"{comparison.story}, revision {old.revision} → {new.revision}"


def _picture(history: History) -> Picture | None:
    return draw(history) if history.steps else None
