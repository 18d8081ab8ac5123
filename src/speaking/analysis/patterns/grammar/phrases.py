"""Prepositions, comparatives, quantifiers and fixed expressions."""

from collections.abc import Iterator
from typing import TYPE_CHECKING


from speaking.analysis.patterns.grammar import words

if TYPE_CHECKING:
    from speaking.analysis.patterns.language_model import Doc

Span = tuple[int, int]


def needless_preposition(doc: "Doc") -> Iterator[Span]:
    """A preposition after a verb that takes none: "discuss about", "mention about"."""
    for token in doc[:-1]:
        wrong = words.NEEDS_NO_PREPOSITION.get(token.lemma_.lower())
        if wrong and token.pos_ == "VERB" and token.nbor().lower_ in wrong and token.tag_ != "VBN":
            yield token.i, token.i + 2


def wrong_preposition(doc: "Doc") -> Iterator[Span]:
    """Another preposition than the word takes: "depend of", "married with"."""
    for token in doc[:-1]:
        wrong = words.WRONG_PREPOSITION.get(token.lower_) or words.WRONG_PREPOSITION.get(token.lemma_.lower())
        if (
            wrong
            and token.nbor().lower_ in wrong
            and token.nbor().tag_ in {"IN", "TO", "RP"}
            and token.pos_ in {"VERB", "ADJ", "SCONJ", "ADP"}
        ):
            if (
                token.nbor().lower_ == "to"
                and token.i + 2 < len(doc)
                and token.nbor(2).tag_ == "VB"
                and token.lower_ not in {"capable"}
            ):
                continue
            yield token.i, token.i + 2


def listen_without_to(doc: "Doc") -> Iterator[Span]:
    """'Listen' or 'wait' without its preposition: "listen music", "wait me"."""
    for token in doc[:-1]:
        if (
            token.lemma_ in {"listen"}
            and token.pos_ == "VERB"
            and token.nbor().tag_ in {"NN", "NNS", "DT", "PRP$", "PRP"}
            and token.nbor().lower_
            not in {"a", "all", "here", "what", "part", "section", "skills", "skill", "comprehension"}
        ):
            yield token.i, token.i + 2
        elif token.lemma_ == "wait" and token.nbor().lower_ in {"me", "him", "her", "us", "them", "you"}:
            yield token.i, token.i + 2


_FIXED = {
    ("in", "the", "other", "hand"),
    ("in", "other", "hand"),
    ("on", "other", "hand"),
    ("in", "the", "internet"),
    ("in", "internet"),
    ("in", "tv"),
    ("in", "the", "tv"),
    ("in", "the", "weekend"),
    ("in", "the", "weekends"),
    ("at", "the", "weekends"),
    ("in", "my", "point", "of", "view"),
    ("on", "my", "opinion"),
    ("according", "my"),
    ("according", "with"),
    ("in", "the", "same", "time"),
    ("in", "same", "time"),
    ("at", "same", "time"),
    ("by", "other", "hand"),
    ("in", "conclude"),
    ("first", "of", "the", "all"),
    ("from", "the", "one", "hand"),
    ("more", "and", "more", "better"),
    ("in", "the", "past", "time"),
    ("now", "a", "days"),
    ("in", "nowadays"),
    ("how", "to", "say"),
    ("a", "lots", "of"),
    ("a", "lot", "people"),
    ("lot", "of", "of"),
    ("in", "long", "run"),
    ("as", "conclusion"),
    ("in", "a", "conclusion"),
    ("at", "last", "but"),
    ("as", "a", "conclusion"),
    ("for", "conclude"),
    ("all", "the", "world"),
    ("make", "homework"),
    ("make", "sport"),
    ("make", "sports"),
    ("do", "a", "mistake"),
    ("do", "mistakes"),
    ("doing", "mistakes"),
    ("do", "a", "decision"),
    ("make", "a", "party"),
    ("make", "exercise"),
    ("make", "a", "photo"),
    ("did", "a", "mistake"),
    ("take", "a", "decision"),
    ("besides", "of"),
    ("comparing", "to"),
    ("every", "ones"),
    ("in", "the", "present", "days"),
    ("at", "the", "present", "days"),
    ("some", "one", "who"),
    ("in", "the", "nowadays"),
    ("for", "example", "like"),
    ("such", "as", "like"),
    ("with", "the", "time"),
}
_LONGEST = max(map(len, _FIXED))


def fixed_expression(doc: "Doc") -> Iterator[Span]:
    """A set phrase with one word off: "in the other hand", "do a mistake"."""
    lower = [token.lower_ for token in doc]
    for start in range(len(lower)):
        for length in range(2, _LONGEST + 1):
            if tuple(lower[start : start + length]) in _FIXED:
                yield start, start + length


def double_comparative(doc: "Doc") -> Iterator[Span]:
    """Two signs of comparison: "more better", "most easiest"; "more" before a short adjective: "more big"."""
    for token in doc[:-1]:
        following = token.nbor()
        if (
            token.lower_ in {"more", "most"}
            and following.tag_ in {"JJR", "RBR", "JJS"}
            and following.lower_ not in {"more", "less", "lesser"}
        ):
            yield token.i, token.i + 2
        elif (
            token.lower_ in {"more", "most"}
            and following.lower_ in words.SHORT_ADJECTIVES
            and following.tag_ == "JJ"
        ):
            after = following.nbor() if following.i + 1 < len(doc) else None
            if after is not None and after.tag_ in {"NN", "NNS"}:
                continue
            yield token.i, token.i + 2


def quantifier_of(doc: "Doc") -> Iterator[Span]:
    """A needless "of" between a quantifier and a bare noun, or none before a determined one: "most of people"."""
    for token in doc[:-2]:
        if (
            token.lower_ in {"most", "some", "many", "all"}
            and token.nbor().lower_ == "of"
            and token.nbor(2).tag_ == "NNS"
            and token.tag_ != "RB"
        ):
            if token.i and token.nbor(-1).lower_ in {"the", "all"} and token.lower_ == "all":
                continue
            yield token.i, token.i + 3
        elif token.lower_ == "almost" and token.nbor().tag_ == "NNS":
            yield token.i, token.i + 2
        elif (
            token.lower_ == "the"
            and token.nbor().lower_ == "most"
            and token.nbor(2).lower_ in {"of", "people"}
        ):
            yield token.i, token.i + 3


def much_many(doc: "Doc") -> Iterator[Span]:
    """A "much" before what can be counted: "much people"."""
    for token in doc[:-1]:
        if token.lower_ == "much" and (token.nbor().tag_ == "NNS" or token.nbor().lower_ == "people"):
            yield token.i, token.i + 2


def feeling_and_cause(doc: "Doc") -> Iterator[Span]:
    """A "boring" for "bored": "I am interesting in", "I was boring"."""
    for token in doc[:-2]:
        if token.lower_ not in {"i", "we", "they", "he", "she"} or token.nbor().lemma_ != "be":
            continue
        at = token.i + 2
        while at < len(doc) and doc[at].lower_ in {"very", "so", "really", "not", "n't", "too", "also"}:
            at += 1
        if (
            at + 1 < len(doc)
            and doc[at].lower_ in {"interesting", "boring", "exciting", "tiring", "confusing"}
            and (doc[at].lower_ != "interesting" or doc[at + 1].lower_ in {"in", "to", "about"})
            and doc[at + 1].tag_ not in {"NN", "NNS", "JJ", "PRP", "DT"}
        ):
            yield at - 1 if at else at, at + 1


def double_negative(doc: "Doc") -> Iterator[Span]:
    """Two negations: "I don't know nothing"."""
    for token in doc[:-1]:
        if token.lower_ in {"n't", "not"} and token.head.pos_ in {"VERB", "AUX"}:
            for child in token.head.children:
                if (
                    child.lower_ in {"nothing", "nobody", "nowhere"}
                    and 0 < child.i - token.i < 5
                    and child.dep_ in {"dobj", "attr", "advmod"}
                ):
                    yield token.i, child.i + 1


def missing_subject(doc: "Doc") -> Iterator[Span]:
    """A clause without its "it": "because is very important", "is important to"."""
    for token in doc[:-1]:
        if token.lower_ in {"because", "if", "when", "although", "but"} and token.nbor().lower_ in {
            "is",
            "was",
        }:
            after = token.nbor(2) if token.i + 2 < len(doc) else None
            if (
                after is not None
                and after.tag_ in {"JJ", "RB", "DT", "VBG"}
                and (token.lower_ != "but" or after.tag_ == "JJ")
                and token.lower_ != "but"
            ):
                yield token.i, token.i + 2


def wrong_article_form(doc: "Doc") -> Iterator[Span]:
    """An "a" before a vowel sound or "an" before a consonant: "a apple", "an car"."""
    for token in doc[:-1]:
        following = token.nbor().lower_
        if not following.isalpha() or len(following) < 3 or token.nbor().text.isupper():
            continue
        vowel = (
            following[0] in "aeio"
            or (following[0] == "u" and following.startswith(("un", "um", "up", "ug", "ul")))
            and not following.startswith(("uni", "unan"))
        )
        if (
            token.lower_ == "a"
            and token.tag_ == "DT"
            and vowel
            and not following.startswith(("one", "once", "eu", "ew"))
        ):
            yield token.i, token.i + 2
        elif token.lower_ == "an" and following[0] in "bcdfgjklmnpqrstvwz":
            yield token.i, token.i + 2
