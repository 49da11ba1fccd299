"""How Hypothesis makes input for the fuzzing: texts with notes in them, pages, rules, words for revisions."""

from hypothesis import strategies as st

_PIECES = st.sampled_from(
    [
        *("It rained. ", "He said, “No.” ", "Correction: an earlier version said 5. ", "(note: ‘Foo’ may be Bar) "),
        *("[sic]", "Mr. Smith Jr. ", "U.S.", "1,200.50 ", "p.m. ", "\n", "\n\n", "\r\n", "\u2028", "\x85", "\t"),
        *("\u200b", "\u202e", "\x1b[31m", "\x07", "<b>", "<script>", "# ", "| a |", "`", "*", "~~", "[x](y)", "&amp;"),
        *("Привет. ", "北京。", "สวัสดี", "e\u0301", "שלום. ", "{--a--}", "{++b++}", "\ufeff", "…", "–", "--", "'", '"'),
        *("The term X should be Y. ", "(SWB—possibly an error) "),
    ]
)
_TEXTS = st.lists(_PIECES | st.text(max_size=12), max_size=30).map("".join)
_CODECS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1251", "shift_jis", "gb18030"])


def story_text() -> st.SearchStrategy[bytes]:
    """Give the bytes of texts like stories, in several encodings."""
    return st.builds(lambda text, codec: text.encode(codec, "replace"), _TEXTS, _CODECS)


def page() -> st.SearchStrategy[bytes]:
    """Give pages, some with their elements out of order."""
    elements = [
        "<p>",
        "</p>",
        "<article>",
        "<h1>",
        "<aside>",
        "<footer>",
        "<del>",
        "</del>",
        "<ins>",
        "<meta charset=x>",
    ]
    pieces = st.lists(st.sampled_from(elements) | _TEXTS, max_size=20).map("".join)
    return pieces.map(lambda body: f"<html><body>{body}</body></html>".encode("utf-8", "replace"))


_PATTERN = st.lists(
    st.sampled_from(["oops", "(a|b)", "...", "{term}", "{correct}", "{date}", ":", " ", ".", "(", ")", "{", "x" * 90]),
    max_size=8,
).map(" ".join)
_RULE = st.builds(
    "[[rule]]\nname = {!r}\nwhere = {!r}\ntext = '''{}'''\nkind = {!r}\n".format,
    st.sampled_from(["a", "b", ""]),
    st.sampled_from(["label", "bracket", "sentence", "else"]),
    _PATTERN,
    st.sampled_from(["correction", "note", "nothing"]),
)
RULES = st.lists(_RULE, max_size=4).map(lambda found: "".join(found).encode())
_WORD = st.sampled_from(
    [
        "1",
        "3",
        "9",
        "latest",
        "prev",
        "~",
        "2",
        "..",
        "@",
        "2026-11-20",
        "T09:00",
        "Z",
        "+25:00",
        "digest:",
        "1a1a1a",
        " ",
    ]
)
WORDS = st.lists(_WORD | st.text(max_size=3) | st.just("\n"), max_size=8).map(
    lambda found: "".join(found).encode("utf-8", "replace")
)
