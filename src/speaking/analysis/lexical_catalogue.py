"""The habits that counting finds: what each is called, what is usual, why it matters, what to do about it."""

from speaking.analysis.detectors import favourite_words, structure
from speaking.analysis.evidence import Pattern
from speaking.analysis.norms import Norm, Per
from speaking.analysis.schema import Category, Severity
from speaking.analysis.text.repairs import repairs

FILLED_PAUSES = Pattern(
    key="filled-pauses",
    category=Category.VOCABULARY,
    name="Filler words",
    explanation="'Um' and 'uh' give you time to think, but too many of them make you hard to follow.",
    tip="When you need time, close your mouth, pause for a second, then go on.",
    severity=Severity.MEDIUM,
    recurring_at=2,
    detector=favourite_words.filled_pauses,
    norm=Norm(6.4, 10.0, 13.1, comparable=False),
    # Fillers are worth a word long before they are unusual.
    floor=1.0,
)
YOU_KNOW = Pattern(
    key="you-know",
    category=Category.VOCABULARY,
    name="Overuse of 'you know'",
    explanation="'You know' fills a gap without telling the listener anything.",
    tip="Pause instead, or tell the listener what you want them to know.",
    severity=Severity.LOW,
    recurring_at=3,
    detector=favourite_words.you_know,
    norm=Norm(0.12, 0.41, 0.78),
)
I_MEAN = Pattern(
    key="i-mean",
    category=Category.VOCABULARY,
    name="Overuse of 'I mean'",
    explanation="'I mean' tells the listener that you will explain, but often you were clear already.",
    tip="Finish your sentence first. Say 'in other words' only if you can really make it clearer.",
    severity=Severity.LOW,
    recurring_at=3,
    detector=favourite_words.i_mean,
)
FILLER_LIKE = Pattern(
    key="filler-like",
    category=Category.VOCABULARY,
    name="'Like' as a filler",
    explanation="Between two pauses, 'like' means nothing and makes you sound unsure of the next word.",
    tip="Keep 'like' for comparisons and examples. When you are looking for a word, pause.",
    severity=Severity.LOW,
    recurring_at=3,
    detector=favourite_words.filler_like,
)
FILLER_WELL = Pattern(
    key="filler-well",
    category=Category.VOCABULARY,
    name="Overuse of 'well'",
    explanation="One 'well' before a thought sounds natural. Again and again, it only slows you down.",
    tip="Start with the subject of your sentence instead of 'well'.",
    severity=Severity.LOW,
    recurring_at=3,
    detector=favourite_words.filler_well,
)
KIND_OF = Pattern(
    key="kind-of",
    category=Category.VOCABULARY,
    name="Overuse of 'kind of' and 'sort of'",
    explanation="With 'kind of' and 'sort of', the listener cannot tell how sure you are.",
    tip="Leave it out, or choose an exact word: 'slightly', 'fairly', 'almost'.",
    severity=Severity.LOW,
    recurring_at=3,
    detector=favourite_words.kind_of,
)
SO = Pattern(
    key="overused-so",
    category=Category.VOCABULARY,
    name="Overuse of 'so'",
    explanation="When you join everything with 'so', the listener cannot tell what is really a result.",
    tip="Keep 'so' for real results. Try 'therefore' or 'that's why', or just start a new sentence.",
    severity=Severity.MEDIUM,
    recurring_at=5,
    detector=favourite_words.so,
    norm=Norm(1.96, 2.56, 2.98),
)
AND = Pattern(
    key="overused-and",
    category=Category.VOCABULARY,
    name="Overuse of 'and'",
    explanation="'And' only adds an idea. It does not show how two ideas are connected.",
    tip="Where you want to say 'and', end the sentence, or show the link: 'which', 'because', 'after that'.",
    severity=Severity.MEDIUM,
    recurring_at=5,
    detector=favourite_words.and_,
    norm=Norm(4.07, 4.86, 5.60),
)
BUT = Pattern(
    key="overused-but",
    category=Category.VOCABULARY,
    name="Overuse of 'but'",
    explanation="If you always say 'but', all your contrasts sound the same.",
    tip="Replace every second 'but' with 'although', 'however' or 'on the other hand'.",
    severity=Severity.LOW,
    recurring_at=5,
    detector=favourite_words.but,
    norm=Norm(1.36, 1.77, 1.97),
)
BECAUSE = Pattern(
    key="overused-because",
    category=Category.VOCABULARY,
    name="Overuse of 'because'",
    explanation="If you always say 'because', your explanations sound like a list.",
    tip="Try 'since', 'as' or 'the reason is that', or say the reason first and then 'that's why'.",
    severity=Severity.LOW,
    recurring_at=5,
    detector=favourite_words.because,
    norm=Norm(0.52, 0.76, 1.15),
)
LIMITED_CONNECTORS = Pattern(
    key="limited-connectors",
    category=Category.VOCABULARY,
    name="Limited connectors",
    explanation="You join almost everything with 'so', 'and' and 'but', so all your links sound the same.",
    tip="Before you start, choose three new connectors, such as 'although', 'while' and 'as a result'.",
    severity=Severity.MEDIUM,
    recurring_at=10,
    detector=favourite_words.common_connectors,
    per=Per.CONNECTORS,
    norm=Norm(69.4, 74.0, 78.9),
    label="'so', 'and' or 'but'",
)
VERY = Pattern(
    key="overused-very",
    category=Category.VOCABULARY,
    name="Overuse of 'very'",
    explanation="'Very' loses its force when you put it before every adjective.",
    tip="Use one strong adjective instead: 'very good' is 'excellent', 'very big' is 'huge'.",
    severity=Severity.LOW,
    recurring_at=4,
    detector=favourite_words.very,
    norm=Norm(0.53, 0.83, 1.59),
)
REALLY = Pattern(
    key="overused-really",
    category=Category.VOCABULARY,
    name="Overuse of 'really'",
    explanation="'Really' loses its force when you use it in every sentence.",
    tip="Leave it out, or use one strong adjective: 'really tired' is 'exhausted'.",
    severity=Severity.LOW,
    recurring_at=4,
    detector=favourite_words.really,
    norm=Norm(0.47, 0.78, 1.38),
)
ACTUALLY = Pattern(
    key="overused-actually",
    category=Category.VOCABULARY,
    name="Overuse of 'actually'",
    explanation="'Actually' tells the listener that something is surprising, but most of the time it is not.",
    tip="Say it only when you correct something that the listener may believe.",
    severity=Severity.LOW,
    recurring_at=4,
    detector=favourite_words.actually,
    norm=Norm(0.10, 0.29, 0.47),
)
JUST = Pattern(
    key="overused-just",
    category=Category.VOCABULARY,
    name="Overuse of 'just'",
    explanation="'Just' makes what you say sound less important than it is.",
    tip="Leave it out, and ask yourself if anything is missing.",
    severity=Severity.LOW,
    recurring_at=5,
    detector=favourite_words.just,
    norm=Norm(0.38, 0.69, 1.06),
)
VAGUE_WORDS = Pattern(
    key="vague-words",
    category=Category.VOCABULARY,
    name="Vague words",
    explanation="With 'thing', 'stuff' and 'something like that', the listener has to guess what you mean.",
    tip="Name it: say the exact noun instead of 'thing', or give one example.",
    severity=Severity.MEDIUM,
    recurring_at=3,
    detector=favourite_words.vague_words,
    # "thing" and "things" added up: a little above the percentile of the sum.
    norm=Norm(0.15, 0.35, 0.57),
)
HEDGES = Pattern(
    key="hedges",
    category=Category.VOCABULARY,
    name="Hedging",
    explanation="'I think' and 'maybe' soften what you say. In every sentence, they make you sound unsure.",
    tip="Just give your opinion. When you really are unsure, try 'in my view' or 'it seems' for a change.",
    severity=Severity.LOW,
    recurring_at=5,
    detector=favourite_words.hedges,
    # "I think" and "maybe" added up.
    norm=Norm(0.56, 1.00, 1.62),
)
REPEATED_WORDS = Pattern(
    key="repeated-words",
    category=Category.VOCABULARY,
    name="Repeated words",
    explanation="You use the same word several times close together, where 'it' or another word would do.",
    tip="After the first time, say 'it', 'they' or 'one', or find another word for the same idea.",
    severity=Severity.LOW,
    recurring_at=6,
    detector=structure.repeated_words,
    floor=3.0,
)
REPEATED_PHRASES = Pattern(
    key="repeated-phrases",
    category=Category.VOCABULARY,
    name="Repeated phrases",
    explanation="You use the same group of words again and again.",
    tip="Before your next recording, prepare another way to say it.",
    severity=Severity.LOW,
    recurring_at=3,
    detector=structure.repeated_phrases,
)
SO_OPENERS = Pattern(
    key="so-openers",
    category=Category.STRUCTURE,
    name="Sentences starting with 'so'",
    explanation="When many sentences begin with 'so', it no longer shows a result. It sounds like a filler.",
    tip="Begin with the subject or a time: 'My colleagues …', 'Last year I …'.",
    severity=Severity.MEDIUM,
    recurring_at=5,
    detector=structure.openers("so"),
    per=Per.SENTENCES,
    norm=Norm(11.6, 15.3, 18.7),
)
AND_OPENERS = Pattern(
    key="and-openers",
    category=Category.STRUCTURE,
    name="Sentences starting with 'and'",
    explanation="When many sentences begin with 'and', they sound like one endless sentence.",
    tip="Drop the 'and'. Pause, then begin with the subject or with 'then', 'later' or 'in addition'.",
    severity=Severity.MEDIUM,
    recurring_at=5,
    detector=structure.openers("and"),
    per=Per.SENTENCES,
    norm=Norm(22.7, 28.5, 31.6),
)
BUT_OPENERS = Pattern(
    key="but-openers",
    category=Category.STRUCTURE,
    name="Sentences starting with 'but'",
    explanation="Each 'but' changes direction. After too many, your listener is lost.",
    tip="Make one sentence of it with 'although' or 'while', or begin with 'however'.",
    severity=Severity.LOW,
    recurring_at=5,
    detector=structure.openers("but"),
    per=Per.SENTENCES,
    norm=Norm(8.4, 11.3, 13.2),
)
I_OPENERS = Pattern(
    key="i-openers",
    category=Category.STRUCTURE,
    name="Sentences starting with 'I'",
    explanation="When nearly every sentence begins with 'I', they all sound the same.",
    tip="Begin with a time or an event: 'In the evening we …', 'What surprised me was …'.",
    severity=Severity.LOW,
    recurring_at=5,
    detector=structure.openers("i"),
    per=Per.SENTENCES,
    floor=40.0,
)
REPEATED_OPENERS = Pattern(
    key="repeated-openers",
    category=Category.STRUCTURE,
    name="Repeated sentence openers",
    explanation="Many of your sentences begin with the same words, so they all sound the same.",
    tip="Begin every third sentence with a time, a place or a reason.",
    severity=Severity.LOW,
    recurring_at=5,
    detector=structure.repeated_openers,
    per=Per.SENTENCES,
    floor=15.0,
)
CHAINED_CLAUSES = Pattern(
    key="chained-clauses",
    category=Category.STRUCTURE,
    name="Long chained clauses",
    explanation="You add part after part with 'and', 'so' or 'but', and the listener waits for the end.",
    tip="Stop after two parts, let your voice fall, and begin a new sentence.",
    severity=Severity.MEDIUM,
    recurring_at=2,
    detector=structure.chained_clauses,
    floor=0.0,
)
SHORT_SENTENCES = Pattern(
    key="short-sentences",
    category=Category.STRUCTURE,
    name="Short simple sentences",
    explanation="You say several short sentences in a row, so your ideas do not connect.",
    tip="Join two of them with 'which', 'although', 'because' or 'so that'.",
    severity=Severity.LOW,
    recurring_at=4,
    detector=structure.short_sentences,
    per=Per.SENTENCES,
    floor=20.0,
)
SELF_REPAIRS = Pattern(
    key="self-repairs",
    category=Category.STRUCTURE,
    name="Repetitions and self-corrections",
    explanation="You start again or repeat words while you look for the next ones.",
    tip="Pause before the difficult part, then say the sentence once, more slowly.",
    severity=Severity.LOW,
    recurring_at=4,
    detector=repairs,
    floor=2.0,
)

COUNTED = (
    FILLED_PAUSES,
    YOU_KNOW,
    I_MEAN,
    FILLER_LIKE,
    FILLER_WELL,
    KIND_OF,
    SO,
    AND,
    BUT,
    BECAUSE,
    LIMITED_CONNECTORS,
    VERY,
    REALLY,
    ACTUALLY,
    JUST,
    VAGUE_WORDS,
    HEDGES,
    REPEATED_WORDS,
    REPEATED_PHRASES,
    SO_OPENERS,
    AND_OPENERS,
    BUT_OPENERS,
    I_OPENERS,
    REPEATED_OPENERS,
    CHAINED_CLAUSES,
    SHORT_SENTENCES,
    SELF_REPAIRS,
)
"""All of them, in the order in which they are offered."""
