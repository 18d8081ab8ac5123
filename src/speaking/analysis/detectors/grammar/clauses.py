"""Where clauses begin and end in a parsed text, and how to say its words in another order."""

from collections.abc import Iterator

from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_SENTENCE_ENDS = frozenset(".?!…")
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_DESCRIBING_TAGS = frozenset({"JJ", "JJR", "JJS", "CD", "POS"}) | NOUN_TAGS
DETERMINER_TAGS = frozenset({"DT", "PRP$", "PDT", "CD"})

_LINKS = word_set("and but so because")

PERSONS = word_set("i you he she it we they")
"""Pronouns that are subjects; "you" and "it" may be objects, too."""

ONLY_SUBJECTS = word_set("i he she we they")
"""Pronouns that are nothing but subjects."""

_BEGINNING = word_set("and but so because if when although though since while until unless that 'cause cause")
_AFTER_A_CLAUSE = _BEGINNING | word_set("or then where who which than as like")
_ATTACHED = ("n't", "'s", "'m", "'re", "'ve", "'ll", "'d", ",")


def ends_sentence(token: Token | None) -> bool:
    """Whether a sentence is over before this token: at punctuation, a new line or the end of the text."""
    return token is None or token.text[-1] in _SENTENCE_ENDS or "\n" in token.text


def begins_sentence(token: Token) -> bool:
    """Whether a token is the first of its sentence."""
    return not token.i or ends_sentence(token.doc[token.i - 1])


def begins_clause(token: Token) -> bool:
    """Whether a token comes first in a sentence, or after "and", "because" and the like."""
    if begins_sentence(token):
        return True
    lead = token.doc[token.i - 1]
    return lead.lower_ in _BEGINNING or lead.text in {",", ";", ":"}


def ends_clause(token: Token | None) -> bool:
    """Whether what comes before this token may be a whole clause."""
    return ends_sentence(token) or (token is not None and (token.is_punct or token.lower_ in _AFTER_A_CLAUSE))


def rest_of_sentence(doc: Doc, start: int) -> Iterator[Token]:
    """The tokens from a position to the end of the sentence."""
    for token in doc[start:]:
        if ends_sentence(token):
            return
        yield token


def sentence_so_far(token: Token) -> Iterator[Token]:
    """The tokens before a token in its sentence, the nearest first."""
    for at in range(token.i - 1, -1, -1):
        if ends_sentence(token.doc[at]):
            return
        yield token.doc[at]


def is_question(token: Token) -> bool:
    """Whether the sentence of a token ends with a question mark."""
    end = next((each for each in token.doc[token.i :] if ends_sentence(each)), None)
    return end is not None and end.text[-1] == "?"


def opens_sentence(token: Token, leads: frozenset[str] = _LINKS) -> bool:
    """Whether a token is the first of its sentence, or only some of `leads` and commas come before it."""
    at = token.i
    while at and (token.doc[at - 1].lower_ in leads or token.doc[at - 1].text == ","):
        at -= 1
    return begins_sentence(token.doc[at])


def has_finite_verb(tokens: Iterator[Token]) -> bool:
    return any(token.tag_ in FINITE_TAGS for token in tokens)


def noun_phrase_end(doc: Doc, start: int) -> int:
    """The position after the noun phrase that begins at `start`; `start` itself if none begins there."""
    at = start
    if at < len(doc) and doc[at].tag_ == "PRP" and doc[at].lower_ not in ONLY_SUBJECTS:
        return at + 1
    while at < len(doc) and doc[at].tag_ in DETERMINER_TAGS:
        at += 1
    describing = _DESCRIBING_TAGS | {"RB", "RBR"} if at > start else _DESCRIBING_TAGS
    while at < len(doc) and doc[at].tag_ in describing:
        at += 1
    while at > start and doc[at - 1].tag_ not in NOUN_TAGS:
        at -= 1
    return at


def said(*parts: "Token | str", like: Token | None = None) -> str:
    """Tokens and words as one wording, spaced as they are written.

    If `like`, the first token of what is replaced, is written with a capital letter, so is the wording, and
    that token is written small wherever it goes.
    """
    words = [part if isinstance(part, str) else _word(part, like) for part in parts]
    text = " ".join(words)
    for ending in _ATTACHED:
        text = text.replace(f" {ending}", ending)
    return text[0].upper() + text[1:] if like is not None and like.text[0].isupper() else text


def _word(token: Token, like: Token | None) -> str:
    first = like is not None and token.i == like.i and token.text != "I" and token.tag_ != "NNP"
    return token.lower_ if first else token.text
