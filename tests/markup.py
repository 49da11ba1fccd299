"""Text made to look like markup, and a real parser that says whether it became some."""

import re
from random import Random

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests import prose

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = [
    "# a heading",
    "- a list",
    "1. a list",
    "> a quotation",
    "`code` and ```more```",
    "| a | table |",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "![picture](http://x.example/y.png)",
    "<http://x.example>",
    "*bold* _it_ **b** __b__ ~~s~~",
    "&lt;b&gt; &copy; &#42;",
    "===",
    "---",
    "+ plus",
    "    indented",
    "\\*already\\*",
    "[ref]: http://x.example",
    "a\u202eb",
]


def tree(markdown: str) -> list[Token]:
    return [inline for token in PARSER.parse(markdown) for inline in (token, *(token.children or ()))]


def shown(markdown: str) -> str:
    """Give the text that a reader sees."""
    return "".join(token.content for token in tree(markdown) if token.type in ("text", "text_special", "code_inline"))


def hostile_texts(random: Random) -> list[str]:
    """Give the texts of a story of three revisions with markup of every sort in them, notes too."""
    old = prose.text(random)
    texts = [old, prose.edited(old, random)]
    texts.append(prose.edited(texts[1], random))
    for at, text in enumerate(texts):
        for _ in range(3):
            place = random.randrange(len(text) + 1)
            text = f"{text[:place]} {random.choice(HOSTILE)} {text[place:]}"
        texts[at] = f"{text}\nCorrection: the {random.choice(HOSTILE)} was wrong.\n"
    return texts


def bare(text: str) -> str:
    return re.sub(r"[\s\u2423\u21b5]|\[U\+[0-9A-F]{4}\]", "", text)
