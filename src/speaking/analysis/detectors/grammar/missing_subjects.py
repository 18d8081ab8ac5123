"""Missing "it": "because is important", "in the village is difficult to find work", "I really enjoyed"."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.clauses import (
    NOUN_TAGS,
    ONLY_SUBJECTS,
    begins_sentence,
    ends_clause,
    ends_sentence,
    is_question,
    noun_phrase_end,
    opens_sentence,
    said,
    sentence_so_far,
)
from speaking.analysis.detectors.grammar.neighbours import following
from speaking.analysis.detectors.grammar.sentence_words import DESCRIPTIONS, TIME_NOUNS
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_REASONS = word_set("because if although though unless 'cause")
_ITS_VERBS = word_set("depends rains snows seems takes costs happens helps makes gives lets feels")
_WEATHER = word_set("rains snows rained snowed")
_WEATHER_NOW = word_set("raining snowing")
_IS = word_set("is was")
_DEGREES = word_set("very so too not n't really more also always still quite")
_THINKING = word_set("think believe guess suppose")
_OPENERS = word_set(
    "and but so because maybe perhaps also then yes no yeah of course sometimes in general for example here "
    "now"
)
_NAMES_A_PLACE = word_set("here now")
_PREPOSITIONS = word_set("in on at near for with")
_LONGEST_PLACE = 5
_RELATIVES = word_set(
    "what which who that thing things one something everything anything whatever as than all"
)
_JUDGEMENTS = word_set("difficult easy hard easier harder possible impossible important necessary strange")
_NOT_NAMED = word_set("very so too a an because")


def _past_degrees(be: Token) -> Token | None:
    after = following(be)
    while after is not None and after.lower_ in _DEGREES:
        after = following(after)
    return after


def _describes(be: Token) -> bool:
    """Whether "is" is followed by a description, and not by its subject: "is very nice", "is a city"."""
    first, after = following(be), _past_degrees(be)
    if first is None or after is None:
        return False
    alone = following(after)
    described = after.lower_ in DESCRIPTIONS and (alone is None or alone.tag_ not in NOUN_TAGS)
    mine = first.tag_ == "PRP$" and begins_sentence(be)
    return first.lower_ in _NOT_NAMED or described or mine


def _judges(be: Token) -> bool:
    """Whether "is" is followed by an adjective that ends the clause or goes on with "to": "is easy to"."""
    adjective = _past_degrees(be)
    if adjective is None or adjective.lower_ not in DESCRIPTIONS:
        return False
    after = following(adjective)
    return ends_clause(after) or (
        after is not None and after.lower_ in {"to", "that", "for", "because", "in"}
    )


def it_after_conjunction(doc: Doc) -> Iterator[Found]:
    """A clause of a reason or condition without "it": "because is important", "if depends on"."""
    for conjunction in words_in(doc, _REASONS | {"when", "so"}, after=2):
        verb = conjunction.nbor()
        if _lacks_it(conjunction, verb) and not is_question(verb):
            yield Found(conjunction.i, verb.i + 1, (said(conjunction, "it", verb),))


def _lacks_it(conjunction: Token, verb: Token) -> bool:
    lower, after = conjunction.lower_, verb.nbor()
    asked = conjunction.i > 0 and conjunction.nbor(-1).pos_ == "VERB"
    if verb.lower_ in _IS and lower in _REASONS:
        return after.tag_ in {"JJ", "JJR", "RB", "DT", "VBG", "IN", "PRP$"} and after.lower_ not in {
            "that",
            "this",
        }
    if verb.lower_ in _IS and lower in {"when", "so"}:
        weather = after.lower_ in _WEATHER_NOW
        return (
            (weather or _judges(verb)) and not asked and not (lower == "so" and begins_sentence(conjunction))
        )
    depends = lower in {"because", "if"} and verb.lower_ in _ITS_VERBS
    return depends or (lower in {"because", "if", "when"} and verb.lower_ in _WEATHER)


def verb_after_because(doc: Doc) -> Iterator[Found]:
    """A "because" before a verb: "because has good weather", "because don't like it"."""
    for because in words_in(doc, {"because"}, after=2):
        verb = because.nbor()
        plain = verb.tag_ in {"VBZ", "VBP"} and verb.lower_ not in _IS | _ITS_VERBS | _WEATHER | {
            "'s",
            "like",
            "are",
            "say",
        }
        if plain and verb.nbor().tag_ != "PRP" and not verb.nbor().is_punct:
            yield Found(because.i, verb.i + 1)


def it_after_thinking(doc: Doc) -> Iterator[Found]:
    """What someone thinks without "it": "I think is very good"."""
    for verb in words_in(doc, _THINKING, before=1, after=2):
        person, be = verb.nbor(-1), verb.nbor()
        if person.lower_ not in {"i", "we"} or be.lower_ not in _IS:
            continue
        asked = any(each.lower_ in _RELATIVES for each in sentence_so_far(person))
        if opens_sentence(person, _OPENERS) and not asked and _describes(be):
            yield Found(verb.i, be.i + 1, (said(verb, "it", be),))


def it_at_the_start(doc: Doc) -> Iterator[Found]:
    """A sentence that begins with its verb: "Is a very nice city.", "But depends on the client."."""
    for verb in words_in(doc, _IS | {"depends"}, after=2):
        if not opens_sentence(verb, _OPENERS) or is_question(verb):
            continue
        first = begins_sentence(verb)
        certain = (
            first or verb.nbor(-1).lower_ not in _NAMES_A_PLACE or verb.nbor().lower_ in {"very", "so", "too"}
        )
        # "Was nice talking to you" is how people take their leave.
        leave = verb.lower_ == "was" and verb.nbor().lower_ in {"nice", "good", "great"}
        be = verb.lower_ in _IS and _describes(verb) and certain and not leave
        depends = verb.lower_ == "depends" and verb.nbor().lower_ in {"on", "of"} and not first
        if be or depends:
            start = verb.i if first else verb.i - 1
            yield Found(
                start, verb.i + 2, (said(*doc[start : verb.i], "it", verb, verb.nbor(), like=doc[start]),)
            )


def it_after_place(doc: Doc) -> Iterator[Found]:
    """A place, and a verb without its subject: "in the village is very difficult to find work"."""
    for preposition in words_in(doc, _PREPOSITIONS, after=3):
        if not _opens_clause(preposition) or is_question(preposition):
            continue
        end = noun_phrase_end(doc, preposition.i + 1)
        if end < len(doc) and doc[end].text == ",":
            end += 1
        if preposition.i + 1 < end < min(len(doc) - 1, preposition.i + _LONGEST_PLACE) and _wants_it(
            doc[end]
        ):
            start = end - 2 if doc[end - 1].text == "," else end - 1
            yield Found(start, end + 1, (said(*doc[start:end], "it", doc[end]),))


def _wants_it(verb: Token) -> bool:
    """Whether a verb after a place or time has no subject; "after six is fine" has one."""
    noun = verb.nbor(-1)
    if verb.lower_ in _WEATHER:
        return True
    if verb.lower_ not in _IS or not _judges(verb) or noun.lower_ in {"opinion", "view"}:
        return False
    adjective = _past_degrees(verb)
    after = following(adjective) if adjective is not None else None
    return noun.lower_ not in TIME_NOUNS or (after is not None and after.lower_ == "to")


def _opens_clause(preposition: Token) -> bool:
    if begins_sentence(preposition):
        return True
    lead = preposition.nbor(-1)
    return lead.lower_ in {"and", "but", "so", "because", "that", "if", "when", "think"} or lead.text == ","


def it_before_adjective(doc: Doc) -> Iterator[Found]:
    """A "find difficult to" for "find it difficult to"."""
    for verb in words_in(doc, {"find", "finds", "found", "make", "makes", "made"}, before=1, after=3):
        adjective = _past_degrees(verb) if verb.tag_ != "VBN" else None
        if adjective is None or adjective.lower_ not in _JUDGEMENTS or adjective.i + 2 >= len(doc):
            continue
        asked = any(each.lower_ in _RELATIVES for each in sentence_so_far(verb))
        if adjective.nbor().lower_ == "to" and adjective.nbor(2).tag_ == "VB" and not asked:
            yield Found(verb.i, adjective.i + 1, (said(verb, "it", *doc[verb.i + 1 : adjective.i + 1]),))


def missing_object(doc: Doc) -> Iterator[Found]:
    """A verb that wants an object at the end of the sentence: "I really enjoyed.", "I like very much."."""
    for verb in words_in(doc, {"enjoyed", "enjoy", "like", "liked", "love", "loved"}, before=1):
        if is_question(verb):
            continue
        before = list(sentence_so_far(verb))
        at = verb.i + 1
        while at < len(doc) and doc[at].lower_ in {"very", "so", "much", "a", "lot"}:
            at += 1
        much = doc[at - 1].lower_ in {"much", "lot"}
        whole = ends_sentence(doc[at] if at < len(doc) else None) and (much or verb.lower_ == "enjoyed")
        if whole and _has_own_subject(before) and not any(each.lower_ in _RELATIVES for each in before):
            yield Found(verb.i, at, (said(verb, "it", *doc[verb.i + 1 : at]),))


def _has_own_subject(before: list[Token]) -> bool:
    """Whether only a pronoun and adverbs stand between the verb and the start of its clause."""
    for position, token in enumerate(before):
        if token.lower_ in ONLY_SUBJECTS:
            lead = before[position + 1] if position + 1 < len(before) else None
            return lead is None or lead.lower_ in {"and", "but", "so", "because", ","}
        if token.tag_ not in {"RB", "VBP", "VBD"}:
            return False
    return False
