"""Closed classes of words that several modules read: hesitations, and words that join clauses."""


def word_set(words: str) -> frozenset[str]:
    """Words, separated by white space, as a set."""
    return frozenset(words.split())


def phrase_set(phrases: str) -> frozenset[tuple[str, ...]]:
    """Phrases, separated by semicolons, as a set of their words."""
    return frozenset(tuple(phrase.split()) for phrase in phrases.split(";"))


HESITATIONS = word_set("um umm ummm uhm uhmm uh uhh uhhh er err erm ehm eh mm mmm mmmm hm hmm hmmm ah ahm em")
"""Sounds of thinking, as recognisers and transcribers spell them."""

COORDINATORS = word_set("and but so or")
SUBORDINATORS = word_set(
    "because although though while whereas since unless until if when whenever before after as "
    "which who whose that what where why how"
)
"""Words that begin a subordinate clause."""
