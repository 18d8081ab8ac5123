"""What an analysis says, whoever made it."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

MAX_INSIGHTS = 5


class Category(StrEnum):
    GRAMMAR = "grammar"
    VOCABULARY = "vocabulary"
    STRUCTURE = "structure"


class Severity(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Insight(BaseModel):
    """One recurring habit.

    `frequency` counts occurrences in this transcript; `examples` are exact quotes from it.
    """

    model_config = ConfigDict(frozen=True)

    category: Category
    pattern: Annotated[str, Field(min_length=1, max_length=80)]
    detail: str
    frequency: int | None = None
    severity: Severity | None = None
    examples: tuple[str, ...] = ()
    suggestion: str | None = None


class AnalysisResult(BaseModel):
    """At most five insights, one concrete and measurable focus, two or three sentences of summary."""

    model_config = ConfigDict(frozen=True)

    insights: tuple[Insight, ...] = ()
    focus_next: str | None = None
    summary: str = ""
