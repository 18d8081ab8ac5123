"""The habits that rules find, each as coarse as a teacher would name it."""

from speaking.analysis.evidence import Pattern
from speaking.analysis.schema import Category, Severity


def _habit(
    key: str,
    name: str,
    explanation: str,
    tip: str,
    *,
    natives: float,
    category: Category = Category.GRAMMAR,
    severity: Severity = Severity.MEDIUM,
) -> Pattern:
    """A habit found by the rules of its families."""
    return Pattern(key, category, name, explanation, tip, severity, natives_per_1000=natives)


ARTICLES = _habit(
    "articles",
    "Articles",
    "Without 'a' or 'the', or with the wrong one, the listener cannot tell which thing you mean.",
    "Say 'a' the first time you talk about something and 'the' after that: 'a car … the car'.",
    natives=0.34,
    severity=Severity.HIGH,
)
NUMBER = _habit(
    "number",
    "Singular and plural",
    "More than one thing needs an -s, and some nouns, like 'information', never have one.",
    "Before you say a noun, think: one or more? Say the -s clearly.",
    natives=0.13,
)
AGREEMENT = _habit(
    "agreement",
    "Subject-verb agreement",
    "The verb does not match its subject: 'she goes' has an -s, 'they go' has none.",
    "After 'he', 'she', 'it' or one person, say the -s clearly: 'she lives', 'my brother has'.",
    natives=0.09,
    severity=Severity.HIGH,
)
PREPOSITIONS = _habit(
    "prepositions",
    "Prepositions",
    "Many verbs, adjectives and times go with one preposition only, or with none.",
    "Learn the pair as one word: 'depend on', 'listen to', 'on Monday'.",
    natives=0.085,
)
TENSE = _habit(
    "tense",
    "Tense and aspect",
    "The form of the verb tells the listener when something happened.",
    "When you tell a story, choose the past at the start and stay in it.",
    natives=0.05,
    severity=Severity.HIGH,
)
VERB_FORMS = _habit(
    "verb-forms",
    "Verb forms and patterns",
    "Each verb decides the form of the next one: 'enjoy reading', 'want to go', 'can go'.",
    "Learn each verb together with what follows it.",
    natives=0.09,
    severity=Severity.HIGH,
)
MISSING_WORDS = _habit(
    "missing-words",
    "Missing or doubled words",
    "Every English sentence needs one subject and one verb, no more and no fewer.",
    "Say the subject once, and do not leave out 'it', 'there' or 'is'.",
    natives=0.08,
    severity=Severity.HIGH,
)
WORD_ORDER = _habit(
    "word-order",
    "Word order",
    "In English the order is subject, verb, object, then place and time.",
    "Say who does what first, then where and when.",
    natives=0.05,
)
WORD_CHOICE = _habit(
    "word-choice",
    "Word choice",
    "These words do not go together in English, even if they do in your first language.",
    "Learn the whole phrase, not the single word, and say it aloud a few times.",
    natives=0.05,
    category=Category.VOCABULARY,
)
COMPARISON = _habit(
    "comparison",
    "Comparisons",
    "Use '-er' or 'more', never both.",
    "Say 'better' and 'bigger', without 'more' before them.",
    natives=0.05,
)

GRAMMAR = (
    ARTICLES,
    NUMBER,
    AGREEMENT,
    PREPOSITIONS,
    TENSE,
    VERB_FORMS,
    MISSING_WORDS,
    WORD_ORDER,
    WORD_CHOICE,
    COMPARISON,
)
