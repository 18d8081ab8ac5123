"""Articles, number and uncountable nouns."""

from collections.abc import Iterator
from typing import TYPE_CHECKING


from speaking.analysis.patterns.grammar import words

if TYPE_CHECKING:
    from speaking.analysis.patterns.language_model import Doc, Token

Span = tuple[int, int]

_DETERMINING = frozenset({"det", "poss", "nummod", "predet", "nmod", "quantmod"})
_PRENOMINAL_TAGS = frozenset({"JJ", "VBN", "VBG", "RB"})


def missing_article(doc: "Doc") -> Iterator[Span]:
    """A singular count noun that nothing determines: "I bought car", "she is good teacher"."""
    for token in doc:
        if token.lower_ not in words.COUNT_NOUNS or token.tag_ != "NN":
            continue
        start = _phrase_start(token)
        if _is_bare(token, start) and not _is_idiom(doc, start, token):
            yield start, token.i + 1


def _phrase_start(noun: "Token") -> int:
    """Where the adjectives and compounds before a noun begin."""
    start = noun.i
    doc = noun.doc
    while start > 0 and (
        doc[start - 1].tag_ in _PRENOMINAL_TAGS
        and doc[start - 1].head.i in (noun.i, start)
        and doc[start - 1].dep_ in {"amod", "advmod", "compound"}
        or (doc[start - 1].dep_ == "compound" and doc[start - 1].tag_ == "NN")
    ):
        start -= 1
    return start


def _is_bare(noun: "Token", start: int) -> bool:
    doc = noun.doc
    if noun.dep_ in {"compound", "npadvmod", "appos", "vocative", "nmod", "dep", "ROOT", "conj"}:
        return False
    if any(child.dep_ in _DETERMINING or child.tag_ in {"POS", "CD"} for child in noun.children):
        return False
    after = doc[noun.i + 1] if noun.i + 1 < len(doc) else None
    if after is not None and (
        after.tag_ in {"NN", "NNS", "NNP", "NNPS", "POS", "CD", "HYPH"}
        or after.lower_ in {"or", "and", "'s", "-", "/"}
    ):
        return False
    before = doc[start - 1] if start else None
    if before is None:
        return after is not None and after.pos_ in {"VERB", "AUX"}
    closes = before.tag_ in {
        "DT",
        "PRP$",
        "WP$",
        "WDT",
        "PDT",
        "CD",
        "POS",
        "JJS",
        "NN",
        "NNS",
        "NNP",
        "HYPH",
        "JJ",
        "VBN",
        "VBG",
    }
    return (
        not closes
        and before.lower_ not in words.BARE_AFTER
        and before.lower_
        not in {
            "such",
            "what",
            "own",
            "same",
            "-",
            "as",
            "of",
            "much",
            "any",
            "some",
            "first",
            "last",
            "next",
            "there",
            "most",
        }
    )


def _is_idiom(doc: "Doc", start: int, noun: "Token") -> bool:
    return 0 < start == noun.i and (doc[start - 1].lower_, noun.lower_) in words.BARE_PHRASES


def plural_wanted(doc: "Doc") -> Iterator[Span]:
    """A determiner of many before a singular: "many place", "these car", "one of the reason"."""
    for token in doc[:-1]:
        noun = _noun_after(token)
        if noun is None or noun.tag_ != "NN" or noun.lower_ in words.UNCOUNTABLE:
            continue
        if token.lower_ in words.PLURAL_ONLY_BEFORE and noun.head.i != token.i and token.head.i == noun.i:
            if noun.lower_ in words.COUNT_NOUNS or token.lower_ in {"many", "several", "these", "various"}:
                yield token.i, noun.i + 1
        elif _is_of_many(token) and noun.lower_ in words.COUNT_NOUNS:
            yield max(0, token.i - 2), noun.i + 1


def _is_of_many(token: "Token") -> bool:
    """The determiner of "one of the …", "some of my …", "a lot of …"."""
    before = [each.lower_ for each in token.doc[max(0, token.i - 2) : token.i]]
    if token.tag_ in {"DT", "PRP$"} and token.lower_ not in {"this", "that", "a", "an", "each", "every"}:
        return before in (["one", "of"], ["many", "of"], ["few", "of"])
    return token.lower_ == "of" and before in (
        ["lot"],
        ["a", "lot"],
        ["lots"],
        ["number"],
        ["kinds"],
        ["types"],
    )


def _noun_after(token: "Token") -> "Token | None":
    """The noun that ends the phrase after a token, past its adjectives."""
    doc = token.doc
    at = token.i + 1
    while at < len(doc) and (
        doc[at].tag_ in {"JJ", "JJR", "JJS"} or (doc[at].tag_ == "NN" and doc[at].dep_ == "compound")
    ):
        at += 1
    if at < len(doc) and doc[at].pos_ == "NOUN":
        return doc[at]
    return None


def singular_wanted(doc: "Doc") -> Iterator[Span]:
    """A determiner of one before a plural: "this things", "every students", "a cars"."""
    for token in doc[:-1]:
        if token.lower_ not in words.SINGULAR_ONLY_BEFORE or token.tag_ not in {"DT", "WDT"}:
            continue
        noun = _noun_after(token)
        if (
            noun is None
            or noun.tag_ != "NNS"
            or noun.lower_
            in {"outweighs", "means", "series", "species", "people", "lot", "few", "news", "headquarters"}
        ):
            continue
        if (
            any(child.tag_ == "CD" or child.lower_ in {"few", "lucky"} for child in noun.children)
            or token.nbor().lower_ in {"few", "great"}
            or noun.i + 1 < len(doc)
            and doc[noun.i + 1].tag_ in {"NN", "NNS", "POS"}
        ):
            continue
        if token.head.i == noun.i:
            yield token.i, noun.i + 1


def uncountable_plural(doc: "Doc") -> Iterator[Span]:
    """The plural of what has none: "informations", "advices"."""
    for token in doc:
        if token.lower_ in words.UNCOUNTABLE_PLURALS and token.pos_ != "VERB":
            yield token.i, token.i + 1


def counted_uncountable(doc: "Doc") -> Iterator[Span]:
    """Counting what cannot be counted: "many information", "an advice"."""
    for token in doc[:-1]:
        if token.lower_ not in {"a", "an", "many", "several", "few", "these", "those", "another", "each"}:
            continue
        noun = _noun_after(token)
        if noun is None or noun.lower_ not in words.UNCOUNTABLE or noun.dep_ == "compound":
            continue
        if noun.lower_ in {"knowledge", "music"} and noun.i > token.i + 1:
            continue
        follows = doc[noun.i + 1].tag_ if noun.i + 1 < len(doc) else ""
        if follows not in {"NN", "NNS", "NNP", "VBG", "HYPH", "VBN"} and token.nbor().lower_ != "few":
            yield token.i, noun.i + 1


def described_without_article(doc: "Doc") -> Iterator[Span]:
    """An adjective and a singular count noun that nothing determines: "it is important thing"."""
    for token in doc:
        if (
            token.lower_ not in words.DESCRIBED_COUNT_NOUNS
            or token.lower_ in words.COUNT_NOUNS
            or token.tag_ != "NN"
        ):
            continue
        start = _phrase_start(token)
        described = any(
            each.tag_ == "JJ"
            and each.lower_
            not in {
                "other",
                "such",
                "own",
                "same",
                "little",
                "enough",
                "next",
                "last",
                "further",
                "full",
                "great",
                "additional",
                "real",
                "everyday",
                "only",
                "less",
                "more",
                "much",
                "daily",
                "human",
                "average",
            }
            | _SPATIAL
            for each in doc[start : token.i]
        )
        in_place = token.dep_ in {"attr", "dobj"} or (
            token.dep_ == "pobj" and token.head.lower_ in {"with", "like", "for", "into"}
        )
        if described and in_place and _is_bare(token, start):
            yield start, token.i + 1


_SPATIAL = frozenset(
    {"front", "right", "left", "top", "future", "past", "present", "modern", "public", "private", "social"}
)


def lot_without_a(doc: "Doc") -> Iterator[Span]:
    """'Lot of' without its 'a': "there are lot of people"."""
    for token in doc[:-1]:
        if token.lower_ == "lot" and token.nbor().lower_ == "of":
            before = doc[token.i - 1] if token.i else None
            if (
                before is None
                or before.tag_ not in {"DT", "PRP$"}
                and before.lower_ not in {"whole", "awful", "quite", "parking", "huge", "large"}
                and before.pos_ != "ADJ"
            ):
                yield token.i, token.i + 2


def same_without_the(doc: "Doc") -> Iterator[Span]:
    """'Same', an ordinal or a superlative without 'the': "in same way", "for first time"."""
    for token in doc[:-1]:
        before = doc[token.i - 1] if token.i else None
        if before is None:
            continue
        following = token.nbor()
        if token.lower_ == "same" and before.pos_ in {"ADP", "AUX", "VERB"} and before.lower_ not in {"all"}:
            yield token.i - 1, token.i + 1
        elif (
            token.lower_ in {"first", "second", "third"}
            and before.lower_ in {"for", "in", "on", "at", "is", "was"}
            and following.lower_
            in {"time", "place", "year", "day", "part", "step", "thing", "reason", "floor"}
        ):
            yield token.i - 1, token.i + 2
        elif (
            token.lower_ == "most"
            and before.lower_ in {"is", "are", "was", "were", "of", "in"}
            and following.tag_ == "JJ"
            and following.i + 1 < len(doc)
            and following.nbor().tag_ in {"NN", "NNS"}
            and following.lower_
            not in {"other", "such", "likely", "young", "old", "public", "modern", "social"}
        ):
            yield token.i - 1, following.i + 2


def name_without_the(doc: "Doc") -> Iterator[Span]:
    """A name that takes "the": "in USA", "on internet"."""
    for token in doc[1:]:
        before = doc[token.i - 1]
        named = (
            token.lower_ in words.NEEDS_THE
            and (token.text.isupper() or token.lower_ not in {"us"})
            or (
                token.lower_ == "united"
                and token.i + 1 < len(doc)
                and token.nbor().lower_ in {"states", "kingdom", "nations"}
            )
        )
        if named and before.lower_ in {"in", "to", "from", "on", "of", "at", "use", "using", "through", "by"}:
            after = doc[token.i + 1] if token.i + 1 < len(doc) else None
            if after is not None and token.lower_ == "internet" and after.tag_ in {"NN", "NNS"}:
                continue
            yield token.i - 1, token.i + 1


def plural_after_quantity(doc: "Doc") -> Iterator[Span]:
    """A singular person or thing after a word for several: "some driver", "other country", "more person"."""
    for token in doc[:-1]:
        if token.lower_ not in {"other", "different", "all", "most", "more", "some"} or token.tag_ not in {
            "JJ",
            "DT",
            "JJR",
            "JJS",
            "PDT",
        }:
            continue
        noun = _noun_after(token)
        if (
            noun is None
            or noun.tag_ != "NN"
            or noun.lower_ not in words.COUNT_NOUNS | {"person", "thing", "problem", "way", "reason"}
            or noun.dep_ == "compound"
        ):
            continue
        if (
            token.lower_ == "some"
            and noun.lower_ in {"way", "reason", "thing", "day", "person", "idea", "problem"}
            or token.lower_ == "all"
            and noun.lower_ in {"day", "way"}
        ):
            continue
        before = doc[token.i - 1] if token.i else None
        if before is not None and before.pos_ == "ADV" and before.i:
            before = doc[before.i - 1]
        if before is not None and (
            before.tag_ in {"DT", "PRP$", "CD", "POS", "WDT"}
            or before.lower_ in {"no", "any", "each", "every", "one", "much", "far", "or"}
        ):
            continue
        after = doc[noun.i + 1] if noun.i + 1 < len(doc) else None
        if after is not None and after.tag_ in {"NN", "NNS", "HYPH", "POS"} or noun.i - token.i > 2:
            continue
        yield token.i, noun.i + 1


def such_a(doc: "Doc") -> Iterator[Span]:
    """An article that does not belong: "a such thing", "the one of the best"."""
    for token in doc[:-1]:
        if token.lower_ == "a" and token.nbor().lower_ == "such":
            yield token.i, token.i + 2
        elif (
            token.lower_ == "the"
            and token.i + 3 < len(doc)
            and token.nbor().lower_ == "one"
            and token.nbor(2).lower_ == "of"
            and token.nbor(3).lower_ in {"the", "my"}
        ):
            yield token.i, token.i + 3
