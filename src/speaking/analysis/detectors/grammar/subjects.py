"""Whether the subject of a verb is one or many, where the words leave no doubt."""

from speaking.analysis.detectors.grammar import words
from speaking.analysis.detectors.grammar.count_nouns import COUNT_NOUNS
from speaking.analysis.detectors.grammar.countability import UNCOUNTABLE
from speaking.analysis.detectors.grammar.neighbours import following
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Token

ONE = word_set(
    """
    he she it everyone everybody everything someone somebody something anyone anybody anything nobody
    nothing
    """
)
MANY = word_set("you we they")
_NOMINATIVE = word_set("i he she it we they you")
_OTHER_NUMBER = word_set(
    "couple bunch number lot half majority most all none some any rest range series variety"
)
_AMOUNTS = word_set(
    """
    cents days degrees dollars euros feet hours inches kilograms kilometers kilometres kilos meters metres
    miles minutes months percent pounds seconds weeks years yen
    """
)
_ONE_KIND = word_set("kind sort type")
_SINGULAR_BEFORE_PLURAL = word_set("a an another each every that this")
_FAMILY = word_set(
    "aunt boss brother cousin dad daddy father grandfather grandma grandmother grandpa mom mother mum uncle"
)
_WITHIN_PHRASE = word_set("of and or with in for")
_LONGEST_ADDITION = 4


def is_one(subject: Token) -> bool | None:
    """True for one, False for many, None where it could be either."""
    joined = _joined(subject)
    if joined is not None:
        return False if joined else None
    if subject.tag_ == "PRP" or subject.lower_ in ONE | {"these", "those"}:
        return _is_one_pronoun(subject)
    if subject.tag_ == "NNS" or subject.lower_ == "people":
        return False if _is_surely_many(subject) else None
    if subject.tag_ in {"NN", "NNP"}:
        return True if _is_surely_one(subject) else None
    if _is_part_of_many(subject):
        return False
    return True if _is_one_of(subject) else None


def addition_ends(subject: Token) -> int | None:
    """Where the subject ends with what describes it ("the weather in June"); None if that is too long."""
    edge = subject.right_edge.i
    added = subject.doc[subject.i + 1 : edge + 1]
    broken = any(each.pos_ in {"VERB", "AUX", "PUNCT"} or each.tag_ in {"WDT", "WP"} for each in added)
    return None if broken or len(added) > _LONGEST_ADDITION else edge


def _joined(subject: Token) -> bool | None:
    """None for one noun; True for two that are surely two ("my father and I"); False for any other pair."""
    if not any(child.dep_ in {"cc", "conj", "appos"} for child in subject.children):
        return None
    others = [child for child in subject.children if child.dep_ == "conj"]
    by_and = all(child.lower_ == "and" for child in subject.children if child.dep_ == "cc")
    return (
        bool(others)
        and by_and
        and not _is_object(subject)
        and all(_is_a_person_or_thing(each) for each in (subject, *others))
    )


def _is_object(noun: Token) -> bool:
    """Whether the phrase belongs to a word in -ing before it: "understanding ideas is"."""
    lead = noun.left_edge if noun.left_edge.i < noun.i else following(noun, -1)
    return lead is not None and lead.text.endswith("ing")


def _is_a_person_or_thing(noun: Token) -> bool:
    own = any(child.tag_ == "PRP$" or child.lower_ in {"the", "these", "this"} for child in noun.children)
    return noun.lower_ in _NOMINATIVE or noun.tag_ in {"NNP", "NNS"} or (noun.tag_ == "NN" and own)


def _is_one_pronoun(pronoun: Token) -> bool | None:
    if pronoun.lower_ in ONE:
        return True
    alone = pronoun.tag_ == "DT" and pronoun.lower_ in {"these", "those"}
    return False if pronoun.lower_ in MANY or alone else None


def _is_surely_many(noun: Token) -> bool:
    named = noun.text[:1].islower() or noun.is_sent_start is True
    plural = named and noun.lower_ not in words.PLURAL_SINGULARS | _AMOUNTS
    counted = any(each.tag_ in {"$", "VBG"} or each.lower_ in _SINGULAR_BEFORE_PLURAL for each in noun.lefts)
    lead = following(noun, -1)
    part = lead is not None and (lead.lower_ in _WITHIN_PHRASE or lead.text.endswith("ing"))
    return plural and not counted and not part and not _has_of(noun, _ONE_KIND)


def _has_of(noun: Token, heads: frozenset[str]) -> bool:
    return noun.lower_ in heads and any(child.lower_ == "of" for child in noun.children)


def _is_surely_one(noun: Token) -> bool:
    if noun.lower_ in words.COLLECTIVES | _OTHER_NUMBER | _ONE_KIND | words.PLURAL_SINGULARS:
        return False
    if noun.tag_ == "NNP":
        alone = all(child.dep_ == "advmod" for child in noun.children)
        return alone and noun.text.istitle() and not noun.lower_.endswith("s")
    if any(each.tag_ in {"PRP", "VBG"} for each in noun.lefts):
        return False
    determined = any(each.lower_ in words.SINGULAR_DETERMINERS for each in noun.lefts)
    numbered = any(each.tag_ == "CD" and each.lower_ != "one" for each in noun.lefts)
    bare = not any(noun.lefts) or noun.lower_ in COUNT_NOUNS | UNCOUNTABLE | _FAMILY
    return (determined or bare) and not numbered


def _is_part_of_many(subject: Token) -> bool:
    """Whether it is the "most" of "most of these systems"."""
    of = next((child for child in subject.rights if child.lower_ == "of"), None)
    many = of is not None and any(child.tag_ == "NNS" for child in of.children)
    return subject.lower_ in {"most", "many", "some", "both", "several", "few"} and many


def _is_one_of(subject: Token) -> bool:
    return subject.lower_ == "one" and any(child.lower_ == "of" for child in subject.children)
