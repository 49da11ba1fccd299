"""The values of what is set aside: revisions that were hidden or retracted, and the decisions about them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Aside(StrEnum):
    """Why a revision is not in the sequence that is compared; it keeps its number, its digest and its place."""

    HIDDEN = "hidden"  # its text was removed for good
    RETRACTED = "retracted"  # it does not belong to its story; its text is there


class DecisionKind(StrEnum):
    """What was decided about a revision."""

    HIDDEN = "hidden"
    RETRACTED = "retracted"
    REINSTATED = "reinstated"


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision about a revision; `headline` says that its headline and byline are hidden too.

    `text` is the digest that a hidden text is known by when it comes again.
    """

    kind: DecisionKind
    why: str
    decided_at: datetime
    headline: bool = False
    text: str | None = None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision in the archive: its place in its story's chain of decisions, and the revision it is about."""

    number: int
    parent_digest: str | None
    digest: str
    seq: int
    revision_digest: str
    decided: NewDecision


@dataclass(frozen=True, slots=True)
class Sharing:
    """A revision that has sentences of another one: how many, of how many different ones."""

    story: str
    seq: int
    sentences: int
    of: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """A revision that was hidden, and why; `headline` says that its headline and byline were too."""

    story: str
    seq: int
    why: str
    headline: bool
