"""A detector that fails costs nothing but its own evidence."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from speaking.analysis import engine, lexical
from speaking.analysis.counted_habits_and_limits import COUNTED
from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar import harper_rules
from speaking.analysis.engine import find_grammar
from speaking.analysis.grammar_habits import FAMILIES
from speaking.analysis.learner import NOBODY
from speaking.analysis.local import LocalAnalyzer
from speaking.analysis.text.tokens import Tokens
from speaking.transcription import Transcription

FULL_OF_EVERYTHING = "She go home. He have car. She go to there. So, um, so we discuss about it. So it is."


def failing(_: object) -> Iterator[Any]:
    """A detector that sees one place and then fails, quoting what it read."""
    yield Found(0, 0)
    raise ValueError(FULL_OF_EVERYTHING)


def failures(detector: str) -> float:
    """How often a detector has failed so far, as `/metrics` counts it."""
    return REGISTRY.get_sample_value("speaking_detector_failures_total", {"detector": detector}) or 0.0


async def test_a_rule_that_fails_costs_its_own_evidence_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A session gets all that the other detectors found."""
    said = Transcription(FULL_OF_EVERYTHING, language="en", duration=20.0)
    whole = await LocalAnalyzer().analyze(said, learner=NOBODY)
    before = failures("failing")
    monkeypatch.setattr(engine, "FAMILIES", (replace(FAMILIES[0], rules=(failing,)), *FAMILIES))
    assert await LocalAnalyzer().analyze(said, learner=NOBODY) == whole
    assert failures("failing") == before + 1


def test_counting_that_fails_costs_its_own_evidence_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """So does a text get all that other words were counted for."""
    pauses, *others = COUNTED
    before = failures(pauses.key)
    monkeypatch.setattr(lexical, "COUNTED", (replace(pauses, detector=failing), *others))
    found = {habit.pattern.key for habit in lexical.habits(Tokens(FULL_OF_EVERYTHING)) if habit.count}
    assert "so-openers" in found
    assert pauses.key not in found
    assert failures(pauses.key) == before + 1


def test_harper_that_fails_costs_its_own_evidence_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own rules see what they always see when Harper cannot read a text."""
    before = failures("harper")
    monkeypatch.setattr(harper_rules, "_linter", object())
    assert [found.pattern.key for found in find_grammar("She is teacher.")] == ["articles"]
    assert failures("harper") == before + 1


def test_a_failure_is_logged_without_a_word_of_the_learners(monkeypatch: pytest.MonkeyPatch) -> None:
    """The detector and the error's kind are logged, and what was said is not."""
    monkeypatch.setattr(engine, "FAMILIES", (replace(FAMILIES[0], rules=(failing,)),))
    with capture_logs() as logged:
        find_grammar(FULL_OF_EVERYTHING)
    (entry,) = logged
    assert (entry["event"], entry["detector"]) == ("detector.failed", "failing")
    assert entry["error"].startswith("ValueError at analysis/")
    assert not any(word in str(entry) for word in ("home", "discuss"))
