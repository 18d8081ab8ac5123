"""The families of grammar: prepositions and choice of words."""

from speaking.analysis.detectors.grammar import phrases
from speaking.analysis.evidence import Family
from speaking.analysis.grammar_habits.teachers_habits import PREPOSITIONS, WORD_CHOICE

PHRASE_FAMILIES = (
    Family(
        "needless-preposition",
        PREPOSITIONS,
        "Needless prepositions",
        "Some verbs need no preposition: 'discuss the plan'.",
        "Say 'discuss it', 'mention it' and 'marry her', with nothing in between.",
        (phrases.needless_preposition,),
    ),
    Family(
        "wrong-preposition",
        PREPOSITIONS,
        "Wrong prepositions",
        "This word needs a different preposition, or one is missing.",
        "Learn the pair: 'depend on', 'married to', 'listen to', 'interested in'.",
        (
            phrases.wrong_preposition,
            phrases.missing_preposition,
        ),
    ),
    Family(
        "set-phrase",
        WORD_CHOICE,
        "Set phrases",
        "This is a fixed phrase, like 'on the other hand' or 'make a mistake'.",
        "Learn it as one phrase, and say it aloud a few times.",
        (phrases.set_phrase,),
    ),
    Family(
        "ing-ed",
        WORD_CHOICE,
        "'-ing' and '-ed' adjectives",
        "'-ed' is how you feel, '-ing' is what makes you feel that way.",
        "Say 'I am interested' and 'the film is interesting'.",
        (phrases.feeling_and_cause,),
    ),
)
