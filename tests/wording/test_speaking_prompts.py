"""Something to talk about, by topic and level."""

import pytest

from speaking.wording.speaking_prompts import LEVELS, PROMPTS, TOPICS, Choice, pick


def test_there_is_much_to_speak_about() -> None:
    """At least sixty prompts, none twice, and something for each topic at each level."""
    assert len({prompt.text for prompt in PROMPTS}) == len(PROMPTS) >= 60
    offered = {(prompt.topic, prompt.level) for prompt in PROMPTS}
    assert offered == {(topic, level) for topic in TOPICS for level in LEVELS}


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("level", LEVELS)
def test_the_choice_is_kept(topic: str, level: str) -> None:
    """A prompt of another topic or level is never offered."""
    prompt = pick(Choice(topic=topic, level=level))
    assert (prompt.topic, prompt.level) == (topic, level)


def test_another_prompt_is_another() -> None:
    """Asking again never gives the same one, as long as there is a second."""
    chosen = Choice(topic=TOPICS[0], level=LEVELS[0])
    for prompt in (each for each in PROMPTS if (each.topic, each.level) == (TOPICS[0], LEVELS[0])):
        for _ in range(5):
            assert pick(chosen.model_copy(update={"unlike": prompt.text})) != prompt


def test_a_choice_that_there_is_not_counts_as_none() -> None:
    """An old link still leads to a prompt."""
    assert pick(Choice(topic="Astrology", level="D9")) in PROMPTS
