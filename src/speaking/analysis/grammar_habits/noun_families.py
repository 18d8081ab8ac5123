"""The families of grammar: articles, number and comparison."""

from speaking.analysis.detectors.grammar import articles, number, phrases
from speaking.analysis.evidence import Family
from speaking.analysis.grammar_habits.teachers_habits import ARTICLES, COMPARISON, NUMBER
from speaking.analysis.schema import Severity

NOUN_FAMILIES = (
    Family(
        "missing-article",
        ARTICLES,
        "Missing articles",
        "One thing that you can count needs 'a', 'the' or a word like 'my' before it.",
        "Say 'a' the first time you talk about something and 'the' after that: 'a car … the car'.",
        (
            articles.missing_article,
            articles.described_without_article,
        ),
        severity=Severity.HIGH,
    ),
    Family(
        "missing-the",
        ARTICLES,
        "Missing 'the'",
        "Words like 'same', 'first' and 'most important', and some names, need 'the'.",
        "Learn them with 'the': 'the same', 'the first time', 'the most important', 'the internet'.",
        (
            articles.missing_the,
            articles.name_without_the,
        ),
    ),
    Family(
        "lot-of",
        ARTICLES,
        "'Lot of' without 'a'",
        "The phrase is 'a lot of' or 'lots of'.",
        "Learn 'a lot of' as one phrase, with the 'a' in front.",
        (articles.lot_without_a,),
    ),
    Family(
        "superfluous-article",
        ARTICLES,
        "Needless articles",
        "There is an 'a' or 'the' where it does not belong.",
        "Say 'such a day', 'one of the best' and 'most people', with no other article.",
        (articles.needless_article,),
    ),
    Family(
        "article-form",
        ARTICLES,
        "'A' and 'an'",
        "Use 'an' before a vowel sound and 'a' before any other sound.",
        "Listen to the first sound of the next word: 'an hour', 'a university'.",
        (phrases.wrong_article_form,),
        severity=Severity.LOW,
    ),
    Family(
        "singular-after-plural",
        NUMBER,
        "Missing plural endings",
        "Words for more than one, such as 'many' or 'these', need a plural noun.",
        "After 'many', 'some', 'other', 'these' and numbers, say the -s clearly: 'many places'.",
        (
            number.plural_wanted,
            number.plural_after_quantity,
        ),
    ),
    Family(
        "plural-after-singular",
        NUMBER,
        "Plurals after 'this', 'every' and 'a'",
        "'This', 'that', 'each', 'every' and 'a' go with one thing only.",
        "Say 'these things' for more than one, and 'every student' without -s.",
        (number.singular_wanted,),
    ),
    Family(
        "uncountable",
        NUMBER,
        "Counting uncountable nouns",
        "Words like 'information' and 'advice' have no plural and do not go with 'a' or 'many'.",
        "Say 'some information' or 'a piece of advice'.",
        (
            number.uncountable_plural,
            number.counted_uncountable,
            phrases.much_many,
        ),
    ),
    Family(
        "quantifier-of",
        NUMBER,
        "Quantifiers with 'of'",
        "Do not put 'of' directly before a noun: 'most people', 'many cars'.",
        "Use 'of' only before 'the', 'my' or 'them': 'most of the people'.",
        (phrases.quantifier_of,),
    ),
    Family(
        "comparative",
        COMPARISON,
        "Double comparatives",
        "Use '-er' or 'more', never both. Short words take '-er'.",
        "Say 'better' and 'bigger', without 'more' before them.",
        (phrases.double_comparative,),
    ),
)
