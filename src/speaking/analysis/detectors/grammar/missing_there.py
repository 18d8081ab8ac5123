"""Missing "there is", and "who" after it: "because are not many companies", "there is a man lives here"."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.clauses import (
    NOUN_TAGS,
    begins_clause,
    begins_sentence,
    has_finite_verb,
    is_question,
    noun_phrase_end,
    rest_of_sentence,
    said,
    sentence_so_far,
)
from speaking.analysis.detectors.grammar.neighbours import following
from speaking.analysis.detectors.grammar.sentence_words import TIME_NOUNS
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_REASONS = word_set("because if although though 'cause where")
_BE = word_set("is are was were")
_HAVE = {"have": ("is", "are"), "has": ("is", "are"), "had": ("was", "were")}
_AMOUNTS = word_set(
    "many some several few no any lots more enough much various different two three four five"
)
_PLACE_PREPOSITIONS = word_set("in on at near around inside behind under beside")
_PLACE_TAGS = frozenset({"DT", "PRP$", "JJ", "CD", "POS"}) | NOUN_TAGS
_LONGEST_PLACE = 5
_PERSONS = word_set(
    "man men woman women boy boys girl girls person people friend friends guy guys lady child children kid "
    "kids teacher student students brother sister cousin couple family neighbor uncle aunt"
)


def be_without_there(doc: Doc) -> Iterator[Found]:
    """A "are many" without "there": "because are not many companies", "in my city are many parks"."""
    for be in words_in(doc, _BE, after=1):
        if is_question(be) or not _is_amount(_past_negation(be)):
            continue
        lead = following(be, -1)
        if lead is None or begins_sentence(be):
            yield Found(be.i, be.i + 2, (said("there", be, be.nbor(), like=be),))
        elif lead.lower_ in _REASONS and not (lead.lower_ == "where" and _is_asked(lead)):
            yield Found(lead.i, be.i + 1, (said(lead, "there", be),))
        elif _ends_place(lead):
            yield Found(be.i, be.i + 2, (said("there", be, be.nbor()),))


def _is_asked(where: Token) -> bool:
    lead = following(where, -1)
    return lead is None or lead.tag_ not in NOUN_TAGS


def _past_negation(be: Token) -> Token | None:
    after = following(be)
    while after is not None and after.lower_ in {"not", "n't", "also", "so"}:
        after = following(after)
    return after


def _is_amount(word: Token | None) -> bool:
    """Whether a word begins an amount that is no comparison: "many parks", "a lot of people"."""
    after = following(word) if word is not None else None
    if word is None or after is None:
        return False
    if word.lower_ == "a":
        return after.lower_ == "lot"
    of_them = (
        after.lower_ == "of" and after.i + 1 < len(word.doc) and after.nbor().tag_ in {"DT", "PRP", "PRP$"}
    )
    return (
        word.lower_ in _AMOUNTS
        and after.tag_ in NOUN_TAGS | {"JJ", "IN"}
        and not of_them
        and after.lower_ != "than"
    )


def _ends_place(noun: Token) -> bool:
    """Whether a noun ends the phrase of place that a clause begins with: "In my city"."""
    if noun.tag_ not in NOUN_TAGS and noun.text != ",":
        return False
    for each in list(sentence_so_far(noun))[:_LONGEST_PLACE]:
        if each.lower_ in _PLACE_PREPOSITIONS:
            return begins_clause(each) or each.nbor(-1).lower_ == "think"
        if each.tag_ not in _PLACE_TAGS or each.lower_ in TIME_NOUNS | _AMOUNTS:
            return False
    return False


def have_for_there_is(doc: Doc) -> Iterator[Found]:
    """A "have" that means "there are": "there have more chances", "in my city has a big park"."""
    for have in words_in(doc, _HAVE.keys(), before=1, after=1):
        if is_question(have) or not _begins_noun(have.nbor()):
            continue
        lead = have.nbor(-1)
        be = _HAVE[have.lower_][_is_plural(have.nbor())]
        if lead.lower_ == "there":
            before = following(lead, -1)
            thought = before is not None and (
                before.lower_ in {"think", "believe", "know", "guess"} or _ends_place(before)
            )
            if begins_clause(lead) or thought:
                yield Found(lead.i, have.i + 1, (said(lead, be),))
        elif lead.tag_ in NOUN_TAGS and _ends_place(lead):
            yield Found(have.i, have.i + 2, (said("there", be, have.nbor()),))


def _begins_noun(word: Token) -> bool:
    return word.tag_ in {"DT", "JJ", "JJR", "CD", "NN", "NNS"} and word.lower_ != "never"


def _is_plural(first: Token) -> bool:
    head = first.doc[max(first.i, noun_phrase_end(first.doc, first.i) - 1)]
    return _is_amount(first) or head.tag_ == "NNS" or head.lower_ == "people"


def there_without_be(doc: Doc) -> Iterator[Found]:
    """A "there" without its "are": "in my town there many shops"."""
    for there in words_in(doc, {"there"}, after=2):
        if is_question(there):
            continue
        amount, lead = there.nbor(), following(there, -1)
        lot = _is_amount(amount) and amount.lower_ not in {"more", "any"}
        thing = amount.lower_ in {"a", "an", "no"} and begins_sentence(there)
        if not (lot or thing) or not (begins_clause(there) or (lead is not None and _ends_place(lead))):
            continue
        rest = list(rest_of_sentence(doc, there.i + 1))
        timed = any(each.lower_ in TIME_NOUNS - {"lot"} for each in rest[1:4])
        if not timed and len(rest) > 1 and not has_finite_verb(iter(rest)):
            be = "are" if _is_plural(amount) else "is"
            yield Found(there.i, there.i + 2, (said(there, be, amount),))


def who_is_missing(doc: Doc) -> Iterator[Found]:
    """A person with a verb of its own and no "who": "there is a man lives here"."""
    for noun in words_in(doc, _PERSONS, before=2, after=1):
        verb = noun.nbor()
        finite = verb.tag_ in {"VBZ", "VBD"} or verb.lower_ in {"are", "were", "is", "was"}
        if noun.tag_ not in {"NN", "NNS"} or not finite or verb.lower_.startswith("'"):
            continue
        if _is_introduced(noun, verb):
            yield Found(noun.i, verb.i + 1, (said(noun, "who", verb),))


def _is_introduced(noun: Token, verb: Token) -> bool:
    """Whether "there is" or "have" comes before the phrase of a noun."""
    at = noun.i - 1
    while at > 0 and noun.doc[at].tag_ in {"DT", "JJ", "CD", "NN"} | NOUN_TAGS:
        at -= 1
    lead = noun.doc[at]
    there = following(lead, -1)
    if lead.lower_ in _BE:
        return there is not None and there.lower_ == "there"
    return lead.lower_ in _HAVE and verb.tag_ == "VBZ"
