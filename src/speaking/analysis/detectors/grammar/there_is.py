"""A "there is" before many and a "there are" before one; "there's" is normal in speech."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar import words
from speaking.analysis.detectors.grammar.neighbours import after
from speaking.analysis.detectors.grammar.verb_wording import wording
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_SEVERAL = word_set("many several two three four five six various these those both few")
_AMBIGUOUS = word_set("some any no other all more enough different lots plenty")
_HEADS_OF_MANY = word_set(
    """
    lot number couple variety few range bunch group series handful ton plethora multitude great majority
    """
)
_PLURAL_OF = {"is": "are", "was": "were"}
_SINGULAR_OF = {"are": "is", "were": "was"}
_AMOUNTS = word_set("minutes hours days weeks months years dollars miles percent times")


def there_is(doc: Doc) -> Iterator[Found]:
    """The number of what is there: "there is many cars", "there are a problem"."""
    for there in words_in(doc, {"there"}, after=2):
        verb = there.nbor()
        first = after(verb)
        if first is None or there.dep_ != "expl":
            continue
        be = _wanted(verb, first)
        if be is not None:
            yield Found(there.i, first.i + 1, (wording(doc, there.i, first.i + 1, {verb.i: be}),))


def _wanted(verb: Token, first: Token) -> str | None:
    noun = first if first.pos_ == "NOUN" else _noun_after(first)
    if noun is None or noun.lower_ in words.PLURAL_SINGULARS - {"lots"} | _AMOUNTS:
        return None
    many = noun.tag_ == "NNS" or noun.lower_ == "people"
    if verb.lower_ in {"is", "was"}:
        told = first.lower_ in _SEVERAL or (many and (first.lower_ in _AMBIGUOUS or first.i == noun.i))
        return _PLURAL_OF[verb.lower_] if told and not _is_one_of_two(first, noun) else None
    one = first.lower_ in {"a", "an"} and noun.tag_ == "NN" and noun.lower_ not in _HEADS_OF_MANY
    return _SINGULAR_OF[verb.lower_] if verb.lower_ in _SINGULAR_OF and one else None


def _is_one_of_two(first: Token, noun: Token) -> bool:
    """Whether it is a distance or a compound: "there is two miles of road", "there is sports news"."""
    return noun.dep_ == "compound" or (first.i == noun.i and noun.is_title)


def _noun_after(first: Token) -> Token | None:
    at = first.i + 1
    while at < len(first.doc) and first.doc[at].tag_ in {"JJ", "JJR", "JJS", "RB", "CD"}:
        at += 1
    return first.doc[at] if at < len(first.doc) and first.doc[at].pos_ == "NOUN" else None
