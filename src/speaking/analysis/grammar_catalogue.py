"""The grammar habits: what each is called, why it matters, what to do about it, and the rules that see it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from speaking.analysis.detectors.grammar import (
    agreement,
    articles,
    number,
    phrases,
    verb_forms,
    verb_patterns,
)
from speaking.analysis.evidence import Pattern
from speaking.analysis.schema import Category, Severity

if TYPE_CHECKING:
    from speaking.analysis.text.language_model import Doc

Detector = Callable[["Doc"], Iterable[tuple[int, int]]]
"""Finds places in a parsed text: tokens, the end exclusive."""


@dataclass(frozen=True, slots=True)
class Family:
    """A habit and the rules that see it."""

    pattern: Pattern
    detectors: tuple[Detector, ...]


def _family(
    key: str,
    name: str,
    explanation: str,
    tip: str,
    *detectors: Detector,
    severity: Severity = Severity.MEDIUM,
    recurring_at: int = 3,
) -> Family:
    pattern = Pattern(key, Category.GRAMMAR, name, explanation, tip, severity, recurring_at)
    return Family(pattern, detectors)


FAMILIES: tuple[Family, ...] = (
    _family(
        "missing-article",
        "Missing articles",
        "One thing that you can count needs 'a', 'the' or a word like 'my' before it.",
        "Say 'a' the first time you talk about something and 'the' after that: 'a car … the car'.",
        articles.missing_article,
        articles.described_without_article,
        severity=Severity.HIGH,
    ),
    _family(
        "missing-the",
        "Missing 'the'",
        "Words like 'same', 'first' and 'most important', and some names, need 'the'.",
        "Learn them with 'the': 'the same', 'the first time', 'the most important', 'the internet'.",
        articles.missing_the,
        articles.name_without_the,
    ),
    _family(
        "lot-of",
        "'Lot of' without 'a'",
        "The phrase is 'a lot of' or 'lots of'.",
        "Learn 'a lot of' as one phrase, with the 'a' in front.",
        articles.lot_without_a,
    ),
    _family(
        "superfluous-article",
        "Needless articles",
        "There is an 'a' or 'the' where it does not belong.",
        "Say 'such a day', 'one of the best' and 'most people', with no other article.",
        articles.needless_article,
    ),
    _family(
        "article-form",
        "'A' and 'an'",
        "Use 'an' before a vowel sound and 'a' before any other sound.",
        "Listen to the first sound of the next word: 'an hour', 'a university'.",
        phrases.wrong_article_form,
        severity=Severity.LOW,
    ),
    _family(
        "singular-after-plural",
        "Missing plural endings",
        "Words for more than one, such as 'many' or 'these', need a plural noun.",
        "After 'many', 'some', 'other', 'these' and numbers, say the -s clearly: 'many places'.",
        number.plural_wanted,
        number.plural_after_quantity,
    ),
    _family(
        "plural-after-singular",
        "Plurals after 'this', 'every' and 'a'",
        "'This', 'that', 'each', 'every' and 'a' go with one thing only.",
        "Say 'these things' for more than one, and 'every student' without -s.",
        number.singular_wanted,
    ),
    _family(
        "uncountable",
        "Counting uncountable nouns",
        "Words like 'information' and 'advice' have no plural and do not go with 'a' or 'many'.",
        "Say 'some information' or 'a piece of advice'.",
        number.uncountable_plural,
        number.counted_uncountable,
        phrases.much_many,
        recurring_at=2,
    ),
    _family(
        "agreement",
        "Subject-verb agreement",
        "The verb does not match its subject: 'she goes' has an -s, 'they go' has none.",
        "After 'he', 'she', 'it' or one person, say the -s clearly: 'she lives', 'my brother has'.",
        agreement.third_person,
        agreement.no_third_person,
        agreement.plural_subject,
        agreement.singular_subject,
        agreement.relative_clause,
        severity=Severity.HIGH,
    ),
    _family(
        "there-is",
        "'There is' and 'there are'",
        "Use 'there are' before more than one thing.",
        "Look at what comes next: 'there are many cars', 'there is a car'.",
        agreement.there_is,
    ),
    _family(
        "modal-form",
        "Verb forms after 'can', 'did' and 'to'",
        "After 'can', 'will', 'did', 'didn't' and 'to', use the basic form of the verb.",
        "Put the past in one place only: 'didn't go', 'wanted to go'.",
        verb_forms.modal_form,
        verb_forms.to_form,
        severity=Severity.HIGH,
        recurring_at=2,
    ),
    _family(
        "perfect-form",
        "Participles after 'have'",
        "After 'have', use the third form of the verb: 'have gone', not 'have went'.",
        "Learn the three forms together: go, went, gone.",
        verb_forms.perfect_form,
        recurring_at=2,
    ),
    _family(
        "be-and-verb",
        "'Am', 'is' or 'are' before a plain verb",
        "Do not put 'am', 'is' or 'are' before a basic verb: 'I agree', not 'I am agree'.",
        "Choose one: 'I agree', or 'I am going'.",
        verb_forms.be_and_verb,
        severity=Severity.HIGH,
        recurring_at=2,
    ),
    _family(
        "verb-after-preposition",
        "Plain verbs after prepositions",
        "After words like 'for', 'of' and 'without', the verb ends in -ing.",
        "Say 'without knowing', 'instead of going', 'thank you for helping'.",
        verb_forms.preposition_and_verb,
    ),
    _family(
        "verb-patterns",
        "Verb patterns",
        "Each verb has its own pattern: 'enjoy reading', 'want to go', 'make me laugh'.",
        "Learn each verb together with what follows it: 'suggest going', 'explain to me'.",
        verb_patterns.gerund_wanted,
        verb_patterns.infinitive_wanted,
        verb_patterns.forward_to,
        verb_patterns.object_and_to,
        verb_patterns.want_that,
        verb_patterns.time_to_spend,
        severity=Severity.HIGH,
        recurring_at=2,
    ),
    _family(
        "tense",
        "Present for past",
        "'I have lived' is about something that is still true. 'I lived' is about something that is over.",
        "With 'since', say 'I have lived here since 2010'. With 'yesterday', use the past.",
        verb_forms.since_present,
        verb_forms.past_time_present_verb,
    ),
    _family(
        "will-after-if",
        "'Will' after 'if'",
        "After 'if', English uses the present, even for the future.",
        "Say 'if it rains, I will stay', with 'will' in one half of the sentence only.",
        verb_forms.will_after_if,
        recurring_at=2,
    ),
    _family(
        "indirect-question",
        "Word order in indirect questions",
        "A question inside another sentence has normal word order.",
        "Say 'I know where it is', with the verb after its subject.",
        verb_forms.indirect_question,
    ),
    _family(
        "needless-preposition",
        "Needless prepositions",
        "Some verbs need no preposition: 'discuss the plan'.",
        "Say 'discuss it', 'mention it' and 'marry her', with nothing in between.",
        phrases.needless_preposition,
    ),
    _family(
        "wrong-preposition",
        "Wrong prepositions",
        "This word needs a different preposition, or one is missing.",
        "Learn the pair: 'depend on', 'married to', 'listen to', 'interested in'.",
        phrases.wrong_preposition,
        phrases.missing_preposition,
    ),
    _family(
        "comparative",
        "Double comparatives",
        "Use '-er' or 'more', never both. Short words take '-er'.",
        "Say 'better' and 'bigger', without 'more' before them.",
        phrases.double_comparative,
        recurring_at=2,
    ),
    _family(
        "quantifier-of",
        "Quantifiers with 'of'",
        "Do not put 'of' directly before a noun: 'most people', 'many cars'.",
        "Use 'of' only before 'the', 'my' or 'them': 'most of the people'.",
        phrases.quantifier_of,
        recurring_at=2,
    ),
    _family(
        "ing-ed",
        "'-ing' and '-ed' adjectives",
        "'-ed' is how you feel, '-ing' is what makes you feel that way.",
        "Say 'I am interested' and 'the film is interesting'.",
        phrases.feeling_and_cause,
        recurring_at=2,
    ),
    _family(
        "double-negative",
        "Double negatives",
        "One negative word is enough: 'I don't know anything'.",
        "After 'not' say 'anything', 'anybody', 'anywhere'.",
        phrases.double_negative,
        recurring_at=2,
    ),
    _family(
        "missing-it",
        "Missing 'it'",
        "An English verb needs a subject, even if it is only 'it'.",
        "Say 'because it is important', and do not leave out the 'it'.",
        phrases.missing_subject,
    ),
    _family(
        "set-phrase",
        "Set phrases",
        "This is a fixed phrase, like 'on the other hand' or 'make a mistake'.",
        "Learn it as one phrase, and say it aloud a few times.",
        phrases.set_phrase,
        recurring_at=2,
    ),
)
