"""What is said instead of a wrong verb."""

import pytest

from speaking.analysis.engine import find_grammar

SAID = [
    ("Everybody have a phone.", "Everybody have", ("Everybody has",)),
    ("My wife and I lives there.", "My wife and I lives", ("My wife and I live",)),
    ("He don't know.", "He don't", ("He doesn't",)),
    ("There was several shops.", "There was several", ("There were several",)),
    ("He didn't came home.", "didn't came", ("didn't come",)),
    ("You must to go now.", "must to go", ("must go",)),
    ("They want to playing tennis.", "to playing", ("to play",)),
    ("The picture was took by me.", "was took", ("was taken",)),
    ("She has putted it there.", "putted", ("put",)),
    ("He catched a cold.", "catched", ("caught",)),
    ("It will be destroy soon.", "be destroy", ("be destroyed",)),
    ("Learn English is important for me.", "Learn", ("learning",)),
    ("This policy help the poor.", "This policy help", ("This policy helps",)),
    ("I am agree with you.", "am agree", ("agree",)),
    ("Two women are speak together.", "are speak", ()),
    ("I study hard for improve my skill.", "for improve", ("to improve", "for improving")),
    ("He left without to say goodbye.", "without to say", ("without saying",)),
    ("I avoid to eat meat.", "avoid to eat", ("avoid eating",)),
    ("I want buy a car.", "want buy", ("want to buy",)),
    ("I want that he comes.", "want that", ()),
    ("She suggested me to go.", "suggested me to go", ("suggested that I go",)),
    ("He said me that it was late.", "said me", ("told me",)),
    ("They let people to go.", "let people to go", ("let people go",)),
    ("I am used to go by bus.", "used to go", ("used to going",)),
    ("I am living in Rome since five years.", "am living in Rome since", ("have been living in Rome for",)),
    ("Yesterday I go to the cinema.", "Yesterday I go", ("Yesterday I went",)),
    ("We have flown there last summer.", "have flown", ("flew",)),
    ("I am born in 1990.", "am born", ("was born",)),
    ("We went into the shop and buy a coat.", "buy", ("bought",)),
    ("It is belonging to my father.", "is belonging", ("belongs",)),
    ("My stress is disappeared.", "is disappeared", ("has disappeared", "disappeared")),
    ("When I will go to Rome, I will call you.", "When I will go", ("When I go",)),
    ("If I would have more money, I would go.", "If I would have", ("If I had",)),
]


@pytest.mark.parametrize(("text", "quote", "said"), SAID)
def test_what_to_say_stands_for_the_quote(text: str, quote: str, said: tuple[str, ...]) -> None:
    """A wording replaces exactly the quoted words; there is none where it would not be sure."""
    assert (quote, said) in {(found.quote(text), found.say_instead) for found in find_grammar(text)}
