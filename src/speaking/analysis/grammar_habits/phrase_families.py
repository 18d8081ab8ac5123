"""The families of grammar: prepositions and choice of words."""

from speaking.analysis.detectors.grammar import feelings, prepositions, word_choice
from speaking.analysis.evidence import Family
from speaking.analysis.grammar_habits.teachers_habits import PREPOSITIONS, WORD_CHOICE

PHRASE_FAMILIES = (
    Family(
        "wrong-preposition",
        PREPOSITIONS,
        "Wrong prepositions",
        "This word goes with a different preposition.",
        "Learn the pair as one word: 'depend on', 'married to', 'interested in', 'on Friday'.",
        (
            prepositions.wrong_after_word,
            prepositions.wrong_in_phrase,
            prepositions.wrong_of_time,
            prepositions.wrong_of_place,
        ),
    ),
    Family(
        "missing-preposition",
        PREPOSITIONS,
        "Missing prepositions",
        "A small word is missing here: 'listen to music', 'wait for me'.",
        "Learn the verb with its preposition: 'listen to', 'wait for', 'go to', 'look at'.",
        (prepositions.missing,),
    ),
    Family(
        "needless-preposition",
        PREPOSITIONS,
        "Needless prepositions",
        "There is no preposition here: 'discuss the plan', 'next month', 'go home'.",
        "Say 'discuss it', 'marry her', 'go abroad' and 'last week', with nothing in between.",
        (prepositions.needless,),
    ),
    Family(
        "false-friend",
        WORD_CHOICE,
        "False friends",
        "This word looks like one in another language, but means something else in English.",
        "Learn what the English word really means, and which word you need instead.",
        (word_choice.false_friend,),
        rules_of_speakers=word_choice.FALSE_FRIENDS_OF_SPEAKERS,
    ),
    Family(
        "calque",
        WORD_CHOICE,
        "Word-for-word translations",
        "People will understand this, but in English you say it in another way.",
        "Learn the whole English phrase: 'I am 29', 'get to know', 'go to the gym'.",
        (word_choice.calque,),
        rules_of_speakers=word_choice.CALQUES_OF_SPEAKERS,
    ),
    Family(
        "set-phrase",
        WORD_CHOICE,
        "Set phrases",
        "This is a fixed phrase, like 'on the other hand' or 'in my opinion'.",
        "Learn it as one phrase, and say it aloud a few times.",
        (
            word_choice.set_phrase,
            word_choice.although_but,
        ),
    ),
    Family(
        "collocation",
        WORD_CHOICE,
        "Words that go together",
        "These words do not go together: you make a mistake, do homework and earn money.",
        "Learn the two words together: 'make a mistake', 'take a photo', 'spend time'.",
        (word_choice.collocation,),
    ),
    Family(
        "word-form",
        WORD_CHOICE,
        "Noun, verb or adjective",
        "This is the right word in the wrong form: 'he is successful', not 'he is success'.",
        "Learn words in families: 'success', 'succeed', 'successful'.",
        (word_choice.word_form,),
    ),
    Family(
        "ing-ed",
        WORD_CHOICE,
        "'-ing' and '-ed' adjectives",
        "'-ed' is how you feel, '-ing' is what makes you feel that way.",
        "Say 'I am interested' and 'the film is interesting'.",
        (feelings.feeling_and_cause,),
    ),
)
