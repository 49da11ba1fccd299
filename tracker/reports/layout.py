"""What a reader may choose of how changes are laid out."""

from dataclasses import dataclass
from enum import StrEnum


class Marks(StrEnum):
    """How Markdown marks what was removed and added: ~~so~~ **so**, {--so--} {++so++}, <del>so</del> <ins>so</ins>."""

    BOLD = "bold"
    CRITIC = "critic"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Layout:
    """How many unchanged sentences stand around a change, whether all do, and how words are marked in Markdown."""

    context: int = 1
    everything: bool = False
    marks: Marks = Marks.BOLD
