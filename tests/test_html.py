"""HTML reports: one page that needs nothing, that story text cannot change, and that people can read and use."""

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from store import Archive
from tests.histories import told
from tests.markup import HOSTILE, bare, hostile_texts
from tracker.history import History
from tracker.model import Kind, Significance
from tracker.reports.as_html import html_comparison, html_history, html_period
from tracker.reports.layout import Layout
from tracker.reports.phrases import edit_segments, visible
from tracker.tracking import find_history, find_period

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KEY = "belarus-military-agreement"
WORSE = [
    *HOSTILE,
    "<script>document.title='changed'</script>",
    "</style><script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "\x1b[31m",
]
WORSE += ["<img src=http://x.example/a.png>", "javascript:alert(1)", "\u202etxet\u202c", "w" * 10_000, "<!--", "]]>"]
OURS = {"html", "head", "meta", "title", "style", "body", "a", "footer", "p", "header", "h1", "h2", "h3", "h4", "main"}
OURS |= {"ul", "li", "div", "table", "thead", "tbody", "tr", "th", "td", "fieldset", "legend", "label", "input", "code"}
OURS |= {"section", "span", "del", "ins", "details", "summary", "bdi", "svg", "desc", "line", "path", "circle", "text"}
FAULTS = "found => found.violations.map(one => [one.impact, one.id, one.nodes[0].html])"
FORBIDDEN = ("src", "style", "action")  # attributes that could bring something in
SIZES = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]


class Reader(HTMLParser):
    """Read a page: its tags, their attributes, and the text of each edit as it stands in one text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: set[tuple[str, str]] = set()
        self.texts: list[str] = []
        self.open = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes |= {(name, value or "") for name, value in attrs}
        if tag == "p" and ("class", "inline") in attrs:
            self.texts.append("")
            self.open = 1

    def handle_endtag(self, tag: str) -> None:
        self.open = 0 if tag == "p" else self.open

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts[-1] += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def marked_texts(history: History) -> Iterator[str]:
    """Give what stands in one text of each change, in the order of the page."""
    for step in history.steps:
        yield from ("" for _ in step.fields)
        for edit in step.edits:
            if edit.significance is not Significance.NONE:
                yield "".join(text for _, text in edit_segments(edit))


def test_no_text_of_a_story_becomes_markup() -> None:
    for seed in range(200):
        random = Random(seed)
        texts = hostile_texts(random)
        history = told([f"{text} {random.choice(WORSE)} here." for text in texts], hostile=f" {random.choice(WORSE)}")
        for page in (html_history(history, Layout()), html_comparison(history.steps[0], Layout(everything=True))):
            found = read(page)
            assert set(found.tags) <= OURS, (seed, set(found.tags) - OURS)
            assert not [
                name for name, _ in found.attributes if name.startswith("on") or name in ("src", "style", "action")
            ]
            assert all(value.startswith("#") for name, value in found.attributes if name == "href")
            assert found.tags["style"] == 1
        found = read(html_history(history, Layout()))
        for text, expected in zip(found.texts, marked_texts(history), strict=True):
            assert not expected or bare(text) == bare(visible(expected)), seed


def test_the_same_history_gives_the_same_page_and_it_says_all_that_changed() -> None:
    with Archive.open("sqlite://", create=True):
        history = told(["It rained. It snowed.", "It rained a lot. It hailed.", "It hailed. It rained a lot."])
    page = html_history(history, Layout())
    assert page == html_history(history, Layout())
    changed = sum(len(step.changes) + len(step.fields) for step in history.steps)
    assert len(read(page).texts) == changed
    assert page.count("From here a sentence moved") == sum(edit.moved for step in history.steps for edit in step.edits)


@pytest.fixture
def seed_history(seeded_sqlite: Path) -> History:
    with Archive.open(str(seeded_sqlite)) as archive:
        return find_history(archive, KEY, [])


def opened(browser: "Browser", page: str, width: int, scheme: str, folder: Path) -> "Page":
    """Open a page as a browser would; what it complains of, or asks of the network, is an error."""
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8")
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]  # light or dark
        bypass_csp=False,
    )
    found = context.new_page()
    found.on("console", lambda message: pytest.fail(f"console: {message.text}"))
    found.on("dialog", lambda dialog: pytest.fail(f"dialog: {dialog.message}"))
    found.on("request", lambda request: None if request.url.startswith("file:") else pytest.fail(request.url))
    found.goto(path.as_uri())
    return found


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_a_page_fits_its_screen_and_has_no_fault_of_access(
    browser: "Browser", seed_history: History, seeded_sqlite: Path, tmp_path: Path, width: int, scheme: str
) -> None:
    from axe_playwright_python.base import AXE_FILE_PATH

    with Archive.open(str(seeded_sqlite)) as archive:
        period = find_period(archive, seed_history.revisions[0].captured_at, None)
    pages = [html_history(seed_history, Layout()), html_period(period)]
    pages += [html_comparison(step, Layout(everything=True)) for step in seed_history.steps[1:3]]
    for page in pages:
        shown = opened(browser, page, width, scheme, tmp_path)
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
        shown.evaluate(Path(AXE_FILE_PATH).read_text(encoding="utf-8"))
        faults = shown.evaluate(
            "axe.run().then(found => found.violations.map(one => [one.impact, one.id, one.nodes[0].html]))"
        )
        assert faults == []
        shown.context.close()


def test_nothing_runs_off_the_paper_and_what_is_folded_is_printed(
    browser: "Browser", seed_history: History, tmp_path: Path
) -> None:
    shown = opened(browser, html_history(seed_history, Layout()), 720, "light", tmp_path)
    shown.emulate_media(media="print")
    wide = "[...document.querySelectorAll('table, svg, td, th')].filter(one => one.getBoundingClientRect().right > 720)"
    assert shown.evaluate(f"{wide}.length") == 0
    assert shown.locator("details p").first.is_visible()
    assert not shown.locator(".views").first.is_visible()
    shown.context.close()


def test_hostile_text_is_text_in_a_browser(browser: "Browser", tmp_path: Path) -> None:
    for number, worse in enumerate(WORSE):
        old = f"It rained {worse} on Monday. The council met."
        new = f"It rained {worse} on Tuesday. The council {worse} met. {worse}."
        history = told([old, new], hostile=f" {worse}")
        shown = opened(browser, html_history(history, Layout()), 390, "light", tmp_path)
        assert shown.title() == " ".join(visible(f"Title 0 {worse}").split()), number
        assert shown.evaluate("document.documentElement.scrollWidth") <= 390, worse[:40]
        assert shown.evaluate("document.scripts.length + document.images.length") == 0
        shown.context.close()


def test_a_reader_chooses_the_view_and_follows_a_move_without_a_script(
    browser: "Browser", seed_history: History, tmp_path: Path
) -> None:
    shown = opened(browser, html_history(seed_history, Layout()), 1280, "light", tmp_path)
    assert (shown.locator(".sides:visible").count(), shown.locator(".inline:visible").count() > 5) == (0, True)
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.textContent") == "To the report"
    shown.get_by_label("side by side").check()
    assert (shown.locator(".sides:visible").count() > 5, shown.locator(".inline:visible").count()) == (True, 0)
    shown.get_by_role("link", name="from here").first.click()
    assert shown.locator(":target").inner_text() == "From here a sentence moved: sentence 13 → 3"
    shown.locator(":target a").click()
    assert "The Oreshnik, developed by Russia" in shown.locator(":target").inner_text()
    moves = sum(edit.moved for step in seed_history.steps for edit in step.edits if edit.kind is Kind.KEPT)
    assert shown.get_by_role("link", name="from here").count() == moves == 1
    shown.context.close()


def test_a_long_history_has_a_page_too(browser: "Browser", tmp_path: Path) -> None:
    texts = [f"It rained on day {day}. The council met {day % 7} times. Nobody came." for day in range(60)]
    shown = opened(browser, html_history(told(texts), Layout()), 390, "light", tmp_path)
    assert shown.locator("svg.life a").count() == 59
    assert shown.evaluate("document.documentElement.scrollWidth") <= 390
    shown.context.close()
