"""What learners read uses words that they know."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import speaking
from speaking.errors import ConfigurationError, SpeakingError
from speaking.wording import refusals
from speaking.wording.habit_labels import DIRECTIONS
from speaking.wording.speaking_prompts import PROMPTS

SOURCE = Path(speaking.__file__).parent
JARGON = re.compile(
    r"\b(lease|leases|claimed|enqueued?|idempoten\w+|lexical|payload|pipeline|provider|sweep|webhook|adapter|"
    r"utterances?|orphan\w*|transaction|retryable|analy[sz]er|worker|tokens?)\b",
    re.IGNORECASE,
)
"""Words that mean something to those who build or run the app."""


def template_text(path: Path) -> str:
    """The words of a template, without its tags and statements."""
    return re.sub(r"{[%#{].*?[%#}]}|<[^>]*>", " ", path.read_text(), flags=re.DOTALL)


def script_sentences(path: Path) -> str:
    """The sentences at the top of a script: the texts of its tables of sentences."""
    tables = re.findall(r"^const [A-Z_]+ = \{\n(.*?)^\};", path.read_text(), flags=re.DOTALL | re.MULTILINE)
    return " ".join(re.findall(r'["`]([^"`]*)["`]', " ".join(tables)))


def error_sentences(kind: type[SpeakingError] = SpeakingError) -> Iterator[str]:
    """What learners read of an error and of every kind of it."""
    yield kind.default
    if kind is not ConfigurationError:
        for narrower in kind.__subclasses__():
            yield from error_sentences(narrower)


def texts() -> Iterator[tuple[str, str]]:
    """Where learners read something, and what they read there."""
    for path in sorted((SOURCE / "web" / "templates").glob("*.html")):
        if path.stem != "styleguide":
            yield path.name, template_text(path)
    for path in sorted((SOURCE / "web" / "static").rglob("*.js")):
        yield path.name, script_sentences(path)
    yield "refusals", " ".join(value for name, value in vars(refusals).items() if name.isupper())
    yield "errors", " ".join(error_sentences())
    yield "directions", " ".join(meaning for _, meaning in DIRECTIONS.values())
    yield "prompts", " ".join(prompt.text for prompt in PROMPTS)


@pytest.mark.parametrize("text", [pytest.param(text, id=place) for place, text in texts()])
def test_no_learner_meets_the_words_of_the_trade(text: str) -> None:
    """A session is retried, not re-enqueued; nobody has to know what a lease is."""
    assert JARGON.findall(text) == []
