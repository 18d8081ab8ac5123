"""Verbs that do not agree with their subjects."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar import words
from speaking.analysis.detectors.grammar.count_nouns import COUNT_NOUNS
from speaking.analysis.detectors.grammar.neighbours import (
    ADVERBS,
    NEGATIONS,
    SUBJECTS,
    after,
    before,
    following,
    subject_of,
)
from speaking.analysis.text.closed_classes import word_set

if TYPE_CHECKING:
    from speaking.analysis.text.language_model import Doc, Token

_THIRD = word_set("he she it everyone everybody someone somebody nobody everything something nothing")
_OTHERS = word_set("i you we they")
_SINGULAR_VERBS = word_set("is was has does")
_PLURAL_VERBS = word_set("are were have do")
_JOINING = word_set("and or of than between for with")
_WITHIN_PHRASE = word_set("of and or with in for")
_BEFORE_EMBEDDED = word_set("of and or with in for to about on by whether")
_CAUSING = word_set("let make help see have")
_MAY_TAKE_PLAIN_BE = word_set("if that let and or than as whether lest")
_SUPPOSING = word_set("if though wish unless suppose")
_SEVERAL = word_set("many several some two three four few various these those")
_HEADS_OF_MANY = word_set(
    """
    lot number couple variety few range bunch group series handful ton plethora multitude great majority
    """
)
_FARTHEST_VERB = 2


def third_person(doc: "Doc") -> Iterator[Found]:
    """He, she or it without its -s: "she go", "it depend", "he have"."""
    for verb in doc:
        if verb.tag_ not in {"VBP", "VB"} or verb.lower_ in {"'s", "ai", "let"} or _is_modal(verb):
            continue
        subject = _before_adverbs(verb)
        if subject is None or subject.lower_ not in _THIRD or subject.dep_ not in SUBJECTS:
            continue
        if not _may_be_plain(before(subject), verb):
            yield Found(subject.i, verb.i + 1)


def _is_modal(verb: "Token") -> bool:
    """Whether it is the "need" of "he need not go"."""
    negation = following(verb)
    return verb.lower_ in {"need", "dare"} and negation is not None and negation.lower_ in NEGATIONS


def _before_adverbs(verb: "Token") -> "Token | None":
    at = verb.i - 1
    while at >= 0 and verb.doc[at].pos_ == "ADV" and verb.doc[at].lower_ not in NEGATIONS:
        at -= 1
    return verb.doc[at] if at >= 0 else None


def _may_be_plain(lead: "Token | None", verb: "Token") -> bool:
    """Whether what comes before the subject takes a plain verb: "does he go", "let it be"."""
    if lead is None:
        return False
    plain_be = verb.lower_ == "be" and lead.lower_ in _MAY_TAKE_PLAIN_BE
    plain_verb = verb.tag_ == "VB" and lead.lower_ in {"let", "that"}
    return lead.pos_ in {"AUX", "VERB"} or plain_be or plain_verb


def _is_singular_verb(token: "Token") -> bool:
    return (token.lower_ in _SINGULAR_VERBS or token.tag_ == "VBZ") and token.lower_ != "'s"


def no_third_person(doc: "Doc") -> Iterator[Found]:
    """An -s where none belongs: "they goes", "we was"."""
    for verb in doc:
        subject = before(verb, skip=ADVERBS - NEGATIONS) if _is_singular_verb(verb) else None
        if subject is None or subject.lower_ not in _OTHERS or subject.dep_ not in SUBJECTS:
            continue
        lead = before(subject)
        is_right = subject.lower_ == "i" and verb.lower_ == "was"
        if not is_right and (lead is None or lead.lower_ not in _JOINING):
            yield Found(subject.i, verb.i + 1)


def plural_subject(doc: "Doc") -> Iterator[Found]:
    """A plural noun with a singular verb: "the people is", "my friends likes"."""
    for verb in doc:
        subject = subject_of(verb) if _is_singular_verb(verb) else None
        if subject is None or verb.i - subject.i > _FARTHEST_VERB or not _is_plural(subject):
            continue
        between = doc[subject.i + 1 : verb.i]
        apart = any(each.tag_ in {"IN", "CC", "NN", ",", "TO", "VBG"} for each in between)
        if not apart and not _is_one_thing(subject):
            yield Found(subject.i, verb.i + 1)


def _is_plural(noun: "Token") -> bool:
    named = noun.text.islower() and noun.lower_ not in words.PLURAL_SINGULARS
    return (noun.tag_ == "NNS" and named) or noun.lower_ == "people"


def _is_one_thing(noun: "Token") -> bool:
    """Whether a plural may be one thing: an amount, or part of a longer subject."""
    lead = noun.doc[noun.i - 1] if noun.i else None
    measured = any(each.tag_ in {"CD", "$", "VBG"} for each in noun.lefts)
    return measured or (lead is not None and (lead.lower_ in _WITHIN_PHRASE or lead.text.endswith("ing")))


def singular_subject(doc: "Doc") -> Iterator[Found]:
    """A singular noun with a plural verb: "my brother live", "the city are"."""
    for verb in doc:
        is_plural_verb = verb.lower_ in _PLURAL_VERBS or verb.tag_ == "VBP"
        if not is_plural_verb or verb.lower_ in {"'ve", "'re", "ai"} or _is_modal(verb):
            continue
        subject = subject_of(verb)
        if subject is None or subject.tag_ != "NN" or verb.i - subject.i != 1:
            continue
        supposed = verb.lower_ == "were" and _follows(subject, _SUPPOSING)
        if _is_one_person_or_thing(subject) and not supposed and not _is_embedded(subject):
            yield Found(_phrase_start(subject), verb.i + 1)


def _is_one_person_or_thing(noun: "Token") -> bool:
    determined = any(each.lower_ in words.SINGULAR_DETERMINERS for each in noun.lefts)
    joined = any(child.dep_ in {"cc", "conj"} for child in noun.children)
    return determined and noun.lower_ not in words.COLLECTIVES and not joined


def _is_embedded(noun: "Token") -> bool:
    """Whether the phrase belongs to something before it: "of the city", "did my brother", "let my son"."""
    start = _phrase_start(noun)
    if not start:
        return False
    lead = noun.doc[start - 1]
    embedding = lead.lower_ in _BEFORE_EMBEDDED or lead.pos_ == "AUX" or lead.lemma_ in _CAUSING
    return embedding or (lead.tag_ == "NNS" and noun.lower_ in {"age", "size"})  # "people my age are"


def _follows(noun: "Token", leads: frozenset[str]) -> bool:
    start = _phrase_start(noun)
    return start > 0 and noun.doc[start - 1].lower_ in leads


def _phrase_start(noun: "Token") -> int:
    """The position of the first word of the noun's phrase; the noun's own if it has none."""
    return min((each.i for each in noun.lefts), default=noun.i)


def relative_clause(doc: "Doc") -> Iterator[Found]:
    """A relative clause whose verb does not agree with its noun: "people who has", "a man who live"."""
    for pronoun in doc[1:-1]:
        if pronoun.lower_ not in {"who", "that"} or pronoun.dep_ not in SUBJECTS:
            continue
        noun, verb = doc[pronoun.i - 1], after(pronoun)
        if verb is None or verb.i - pronoun.i > _FARTHEST_VERB:
            continue
        if _plural_with_singular(noun, verb) or _person_with_plural(noun, pronoun, verb):
            yield Found(noun.i, verb.i + 1)


def _plural_with_singular(noun: "Token", verb: "Token") -> bool:
    plural = noun.tag_ == "NNS" or noun.lower_ in {"people", "children"}
    if not plural or not _is_singular_verb(verb) or noun.lower_ in words.PLURAL_SINGULARS | {"those"}:
        return False
    lead = noun.doc[noun.i - 1].lower_ if noun.i else ""
    return lead not in _WITHIN_PHRASE | {"to", "about", "from"} and not _nearby(noun, {"of", "one"})


def _person_with_plural(noun: "Token", pronoun: "Token", verb: "Token") -> bool:
    person = noun.tag_ == "NN" and noun.lower_ in COUNT_NOUNS | {"someone", "somebody", "everyone"}
    plural_verb = verb.tag_ == "VBP" or verb.lower_ in _PLURAL_VERBS - {"were"}
    return person and plural_verb and pronoun.lower_ == "who" and not _nearby(noun, {"of", "and"})


def _nearby(noun: "Token", found: set[str]) -> bool:
    return any(each.lower_ in found for each in noun.doc[max(0, noun.i - 4) : noun.i])


def there_is(doc: "Doc") -> Iterator[Found]:
    """A "there is" before a plural and "there are" before a singular; "there's" is normal in speech."""
    for there in doc[:-2]:
        if there.lower_ != "there" or there.dep_ != "expl":
            continue
        verb = there.nbor()
        first = after(verb)
        if first is None:
            continue
        noun = first if first.tag_ == "NNS" and first.text.islower() else _noun_after(first)
        if (
            noun is not None
            and noun.lower_ not in words.PLURAL_SINGULARS
            and _counts_wrongly(verb, first, noun)
        ):
            yield Found(there.i, noun.i + 1)


def _counts_wrongly(verb: "Token", first: "Token", noun: "Token") -> bool:
    if verb.lower_ in {"is", "was"}:
        plural = noun.tag_ == "NNS" or noun.lower_ == "people"
        return plural and (first.lower_ in _SEVERAL or first.tag_ == "NNS")
    one = first.lower_ in {"a", "an"} and noun.tag_ == "NN" and noun.lower_ not in _HEADS_OF_MANY
    return verb.lower_ in {"are", "were"} and one


def _noun_after(first: "Token") -> "Token | None":
    at = first.i + 1
    while at < len(first.doc) and first.doc[at].tag_ in {"JJ", "JJR", "JJS", "RB"}:
        at += 1
    return first.doc[at] if at < len(first.doc) and first.doc[at].pos_ == "NOUN" else None
