"""The families of grammar: missing or doubled words, and word order."""

from speaking.analysis.detectors.grammar import phrases, verb_forms
from speaking.analysis.evidence import Family
from speaking.analysis.grammar_habits.teachers_habits import MISSING_WORDS, WORD_ORDER

SENTENCE_FAMILIES = (
    Family(
        "missing-it",
        MISSING_WORDS,
        "Missing 'it'",
        "An English verb needs a subject, even if it is only 'it'.",
        "Say 'because it is important', and do not leave out the 'it'.",
        (phrases.missing_subject,),
    ),
    Family(
        "double-negative",
        MISSING_WORDS,
        "Double negatives",
        "One negative word is enough: 'I don't know anything'.",
        "After 'not' say 'anything', 'anybody', 'anywhere'.",
        (phrases.double_negative,),
    ),
    Family(
        "indirect-question",
        WORD_ORDER,
        "Word order in indirect questions",
        "A question inside another sentence has normal word order.",
        "Say 'I know where it is', with the verb after its subject.",
        (verb_forms.indirect_question,),
    ),
)
