"""The families of grammar: agreement, tense and forms of verbs."""

from speaking.analysis.detectors.grammar import agreement, verb_forms, verb_patterns
from speaking.analysis.evidence import Family
from speaking.analysis.grammar_habits.teachers_habits import AGREEMENT, TENSE, VERB_FORMS
from speaking.analysis.schema import Severity

VERB_FAMILIES = (
    Family(
        "subject-verb",
        AGREEMENT,
        "Subject-verb agreement",
        "The verb does not match its subject: 'she goes' has an -s, 'they go' has none.",
        "After 'he', 'she', 'it' or one person, say the -s clearly: 'she lives', 'my brother has'.",
        (
            agreement.third_person,
            agreement.no_third_person,
            agreement.plural_subject,
            agreement.singular_subject,
            agreement.relative_clause,
        ),
        severity=Severity.HIGH,
    ),
    Family(
        "there-is",
        AGREEMENT,
        "'There is' and 'there are'",
        "Use 'there are' before more than one thing.",
        "Look at what comes next: 'there are many cars', 'there is a car'.",
        (agreement.there_is,),
    ),
    Family(
        "present-for-past",
        TENSE,
        "Present for past",
        "'I have lived' is about something that is still true. 'I lived' is about something that is over.",
        "With 'since', say 'I have lived here since 2010'. With 'yesterday', use the past.",
        (
            verb_forms.since_present,
            verb_forms.past_time_present_verb,
        ),
    ),
    Family(
        "perfect-form",
        TENSE,
        "Participles after 'have'",
        "After 'have', use the third form of the verb: 'have gone', not 'have went'.",
        "Learn the three forms together: go, went, gone.",
        (verb_forms.perfect_form,),
    ),
    Family(
        "will-after-if",
        TENSE,
        "'Will' after 'if'",
        "After 'if', English uses the present, even for the future.",
        "Say 'if it rains, I will stay', with 'will' in one half of the sentence only.",
        (verb_forms.will_after_if,),
    ),
    Family(
        "modal-form",
        VERB_FORMS,
        "Verb forms after 'can', 'did' and 'to'",
        "After 'can', 'will', 'did', 'didn't' and 'to', use the basic form of the verb.",
        "Put the past in one place only: 'didn't go', 'wanted to go'.",
        (
            verb_forms.modal_form,
            verb_forms.to_form,
        ),
        severity=Severity.HIGH,
    ),
    Family(
        "be-and-verb",
        VERB_FORMS,
        "'Am', 'is' or 'are' before a plain verb",
        "Do not put 'am', 'is' or 'are' before a basic verb: 'I agree', not 'I am agree'.",
        "Choose one: 'I agree', or 'I am going'.",
        (verb_forms.be_and_verb,),
        severity=Severity.HIGH,
    ),
    Family(
        "verb-after-preposition",
        VERB_FORMS,
        "Plain verbs after prepositions",
        "After words like 'for', 'of' and 'without', the verb ends in -ing.",
        "Say 'without knowing', 'instead of going', 'thank you for helping'.",
        (verb_forms.preposition_and_verb,),
    ),
    Family(
        "verb-patterns",
        VERB_FORMS,
        "Verb patterns",
        "Each verb has its own pattern: 'enjoy reading', 'want to go', 'make me laugh'.",
        "Learn each verb together with what follows it: 'suggest going', 'explain to me'.",
        (
            verb_patterns.gerund_wanted,
            verb_patterns.infinitive_wanted,
            verb_patterns.forward_to,
            verb_patterns.object_and_to,
            verb_patterns.want_that,
            verb_patterns.time_to_spend,
        ),
        severity=Severity.HIGH,
    ),
)
