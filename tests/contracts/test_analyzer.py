"""What every analyzer promises, whoever does the work."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from speaking.analysis import ANALYZERS, Analyzer
from speaking.analysis.grounding import ground
from speaking.analysis.learner import NOBODY, Learner
from speaking.analysis.naming import identity
from speaking.settings import Settings
from speaking.transcription import Transcription, Word
from support.limits import loads_a_model
from support.vendors.anthropic import Anthropic

pytestmark = loads_a_model

HABITUAL = (
    "So I think, um, we go to the beach. So we, um, we swim and we eat, and so on. "
    "So my brother, um, he likes it. So I was very, um, very happy. "
    "So next day we, um, we went home. So, um, that was a thing, you know. "
) * 3


def transcription(text: str) -> Transcription:
    words = text.split()
    timed = tuple(Word(word, at * 0.4, at * 0.4 + 0.3, 0.95) for at, word in enumerate(words))
    return Transcription(text=text, language="en", duration=len(words) * 0.4, words=timed)


@pytest.fixture
def account() -> Iterator[Anthropic]:
    with Anthropic() as account:
        yield account


@pytest.fixture(params=sorted(ANALYZERS.ours()))
async def analyzer(request: pytest.FixtureRequest, account: Anthropic) -> AsyncIterator[Analyzer]:
    settings = Settings(anthropic_base_url=account.url, anthropic_api_key=account.key)
    analyzer = ANALYZERS.ours()[request.param].make(settings)
    yield analyzer
    await analyzer.close()


async def test_habits_are_found_with_words_to_the_learner(analyzer: Analyzer) -> None:
    """At most five insights, each with a name, an explanation and something to do; a focus and a summary."""
    result = (await analyzer.analyze(transcription(HABITUAL), learner=NOBODY)).result
    assert 1 <= len(result.insights) <= 5
    assert all(one.pattern and one.detail and one.suggestion and one.severity for one in result.insights)
    assert result.focus_next
    assert result.summary


async def test_the_focus_is_about_a_reported_habit(analyzer: Analyzer) -> None:
    """What the learner is asked to work on is one of the habits they are shown."""
    analysis = await analyzer.analyze(transcription(HABITUAL), learner=NOBODY)
    assert analysis.focus_pattern in {one.habit for one in analysis.result.insights}


async def test_what_it_says_stands_in_the_transcript(analyzer: Analyzer) -> None:
    """No insight is lost to grounding, no quote is invented, and every place has its time."""
    said = transcription(HABITUAL)
    analysis = await analyzer.analyze(said, learner=NOBODY)
    grounded = ground(analysis.result.insights, said, evidence=analysis.evidence)
    assert len(grounded.insights) == len(analysis.result.insights)
    assert grounded.dropped_quotes == 0
    for found in grounded.insights:
        assert all(said.text[quote.start : quote.end] == quote.text for quote in found.evidence)
        assert all(quote.start_secs is not None for quote in found.evidence)


async def test_every_habit_is_reported_once(analyzer: Analyzer) -> None:
    """No two insights of one answer mean the same habit, and each counted one goes by its key."""
    analysis = await analyzer.analyze(transcription(HABITUAL), learner=NOBODY)
    habits = [identity(one.pattern) for one in analysis.result.insights]
    assert len(set(habits)) == len(habits)
    keys = {one.key for one in analysis.result.insights}
    assert keys - {None} <= {found.pattern.key for found in analysis.evidence}


async def test_evidence_is_ordered_and_within_the_text(analyzer: Analyzer) -> None:
    """Spans can be marked in the transcript as they come."""
    analysis = await analyzer.analyze(transcription(HABITUAL), learner=NOBODY)
    spans = [(found.start, found.end) for found in analysis.evidence]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(HABITUAL) for start, end in spans)


@pytest.mark.parametrize("text", ["Hello.", "I went home early yesterday.", "Привет, как дела?", "😀"])
async def test_without_habits_nothing_is_made_up(analyzer: Analyzer, text: str) -> None:
    """A sentence or two show no habit, and the learner is told something all the same."""
    result = (
        await analyzer.analyze(transcription(text), learner=Learner(("grammar:Missing articles",)))
    ).result
    assert result.insights == ()
    assert result.summary


async def test_several_at_once(analyzer: Analyzer) -> None:
    """Sessions that are analyzed at the same time do not disturb each other, the first use included."""
    texts = [HABITUAL, "I went home early yesterday.", HABITUAL]
    results = await asyncio.gather(*(analyzer.analyze(transcription(text), learner=NOBODY) for text in texts))
    first, second, third = (one.result.insights for one in results)
    assert first == third
    assert second == ()


async def test_it_proves_that_it_works(analyzer: Analyzer) -> None:
    """The doctor's question is answered, and costs nothing."""
    await analyzer.check()


async def test_closing_twice_is_fine(analyzer: Analyzer) -> None:
    """An analyzer that was never used, or is closed already, can be closed."""
    await analyzer.close()
    await analyzer.close()
