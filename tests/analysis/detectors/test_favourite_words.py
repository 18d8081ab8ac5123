"""Each favourite word is counted where it is a habit, and left alone where it does its work."""

from collections.abc import Sequence

import pytest

from speaking.analysis.detectors import Detector, favourite_words
from speaking.analysis.detectors.favourite_adjective import favourite_adjective
from speaking.analysis.detectors.filler_like import filler_like
from speaking.analysis.text.tokens import Tokens


def found(detector: Detector, text: str) -> Sequence[str]:
    tokens = Tokens(text)
    return [text[tokens.starts[first] : tokens.ends[last]] for first, last in detector(tokens)]


@pytest.mark.parametrize(
    ("detector", "text", "expected"),
    [
        (favourite_words.filled_pauses, "Um, I was, uh, er, home. Hmm.", ["Um", "uh", "er", "Hmm"]),
        (favourite_words.you_know, "It was, you know, late. You know, I like it.", ["you know", "You know"]),
        (favourite_words.you_know, "He was you know very angry.", ["you know"]),
        (favourite_words.i_mean, "I mean, it is far. But I mean we can go.", ["I mean", "I mean"]),
        (filler_like, "It was, like, far away. I was um like um tired.", ["like", "like"]),
        (favourite_words.filler_well, "Well, I live here. It was, well, cold.", ["Well", "well"]),
        (favourite_words.kind_of, "It was kind of boring. I sort of like it.", ["kind of", "sort of"]),
        (favourite_words.so, "So we left. It rained, so I stayed so that I kept dry.", ["So", "so", "so"]),
        (
            favourite_words.clause_and,
            "And he left and then I went and my boss was ill.",
            ["And", "and", "and"],
        ),
        (filler_like, "We have like twenty desks. I went for like a week.", ["like", "like"]),
        (filler_like, "It was free, but like nobody came. It's like ten euros.", ["like", "like"]),
        (filler_like, "And like we had, uh, like rice. Like they never call.", ["like", "like", "Like"]),
        (favourite_adjective, "A nice flat, the nicest view, a hard job.", ["nice", "nicest"]),
        (favourite_words.because, "Because I said. I stayed, 'cause I was ill.", ["Because", "cause"]),
        (favourite_words.each("very"), "Very good, very bad.", ["Very", "very"]),
        (favourite_words.vague_words, "Many things and stuff like that.", ["things", "stuff like that"]),
        (favourite_words.hedges, "I think it is maybe good. I guess so.", ["I think", "maybe"]),
    ],
)
def test_a_habit_is_found(detector: Detector, text: str, expected: Sequence[str]) -> None:
    """What the learner says again and again stands out."""
    assert found(detector, text) == expected


@pytest.mark.parametrize(
    ("detector", "text"),
    [
        (favourite_words.filled_pauses, "Uh-huh, mm-hmm, uh-oh. The ER is full. An umbrella erred."),
        (
            favourite_words.you_know,
            "Do you know him? As you know, if you know what I mean, you know the answer.",
        ),
        (favourite_words.i_mean, "That's what I mean. I mean it. Do I mean that?"),
        (
            filler_like,
            "I like, no, I love it. It looks like rain. What is he like? People like me stay.",
        ),
        (filler_like, "I really like, um, swimming. I would like, uh, a tea."),
        (filler_like, "It is like a dream and feels like home. Something like a bag, just like that."),
        (filler_like, "Sports, like football, are fun. Sports like tennis too. I cook like my mother."),
        (filler_like, "People like a joke. Like I said, I play and like football. Would you like a tea?"),
        (favourite_words.clause_and, "Black and white, up and down, my sister and the dog. I sat and read."),
        (favourite_adjective, "A kind of fish and that kind of thing. It is pretty good."),
        (favourite_words.filler_well, "She sings well, and he as well. A well-known man. All is well."),
        (
            favourite_words.kind_of,
            "What kind of music? This sort of thing. It is a kind of fish. They are many kinds.",
        ),
        (favourite_words.so, "I think so. It was so nice. So far so much. And so on. I'm so glad."),
        (favourite_words.each("very"), "Every day is different."),
        (favourite_words.vague_words, "Something happened. Everything is fine. The thing is that we left."),
        (favourite_words.hedges, "I thought about it. I think so. He thinks."),
    ],
)
def test_the_word_at_work_is_left_alone(detector: Detector, text: str) -> None:
    """Silence is preferred to a false alarm."""
    assert found(detector, text) == []


def test_connectors_are_counted_whatever_they_join() -> None:
    """Narrow variety is a share, so the rarer connectors count as well."""
    tokens = Tokens("So I came and he saw, but although it rained I stayed because I wanted.")
    assert len(list(favourite_words.common_connectors(tokens))) == 3
    assert favourite_words.connector_count(tokens) == 5
