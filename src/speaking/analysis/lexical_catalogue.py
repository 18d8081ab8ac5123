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
    explanation="'Um' and 'uh' buy time to think, but many of them make it hard to follow you.",
    tip="When you need time, close your mouth and pause in silence for a second; then go on.",
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
    tip="Pause instead of saying 'you know', or say what the listener should know.",
    severity=Severity.LOW,
    recurring_at=3,
    detector=favourite_words.you_know,
    norm=Norm(0.12, 0.41, 0.78),
)
I_MEAN = Pattern(
    key="i-mean",
    category=Category.VOCABULARY,
    name="Overuse of 'I mean'",
    explanation="'I mean' announces that you say it again; often the first version was clear already.",
    tip="Finish the sentence first; use 'in other words' only where you really say something clearer.",
    severity=Severity.LOW,
    recurring_at=3,
    detector=favourite_words.i_mean,
)
FILLER_LIKE = Pattern(
    key="filler-like",
    category=Category.VOCABULARY,
    name="'Like' as a filler",
    explanation="'Like' between two pauses carries no meaning and makes you sound unsure of the next word.",
    tip="Keep 'like' for comparisons and examples; where you search for a word, pause.",
    severity=Severity.LOW,
    recurring_at=3,
    detector=favourite_words.filler_like,
)
FILLER_WELL = Pattern(
    key="filler-well",
    category=Category.VOCABULARY,
    name="Overuse of 'well'",
    explanation="'Well' before a thought is natural once; again and again it only delays the thought.",
    tip="Start with the subject of your sentence instead of 'well'.",
    severity=Severity.LOW,
    recurring_at=3,
    detector=favourite_words.filler_well,
)
KIND_OF = Pattern(
    key="kind-of",
    category=Category.VOCABULARY,
    name="Overuse of 'kind of' and 'sort of'",
    explanation="'Kind of' and 'sort of' blur what you say: the listener cannot tell how much you mean it.",
    tip="Leave it out, or choose the exact word: 'slightly', 'fairly', 'almost'.",
    severity=Severity.LOW,
    recurring_at=3,
    detector=favourite_words.kind_of,
)
SO = Pattern(
    key="overused-so",
    category=Category.VOCABULARY,
    name="Overuse of 'so'",
    explanation="When everything is joined by 'so', the listener can no longer hear what follows from what.",
    tip="Keep 'so' for real results; try 'therefore', 'that's why' or a new sentence without a connector.",
    severity=Severity.MEDIUM,
    recurring_at=5,
    detector=favourite_words.so,
    norm=Norm(1.96, 2.56, 2.98),
)
AND = Pattern(
    key="overused-and",
    category=Category.VOCABULARY,
    name="Overuse of 'and'",
    explanation="'And' only adds; it does not say how two ideas belong together.",
    tip="End the sentence where you want to say 'and', or show the link: 'which', 'because', 'after that'.",
    severity=Severity.MEDIUM,
    recurring_at=5,
    detector=favourite_words.and_,
    norm=Norm(4.07, 4.86, 5.60),
)
BUT = Pattern(
    key="overused-but",
    category=Category.VOCABULARY,
    name="Overuse of 'but'",
    explanation="One word for every contrast makes the contrasts sound alike.",
    tip="Replace every second 'but' by 'although', 'however' or 'on the other hand'.",
    severity=Severity.LOW,
    recurring_at=5,
    detector=favourite_words.but,
    norm=Norm(1.36, 1.77, 1.97),
)
BECAUSE = Pattern(
    key="overused-because",
    category=Category.VOCABULARY,
    name="Overuse of 'because'",
    explanation="One word for every reason makes an explanation sound like a list.",
    tip="Vary it: 'since', 'as', 'the reason is that', or say the reason first and then 'that's why'.",
    severity=Severity.LOW,
    recurring_at=5,
    detector=favourite_words.because,
    norm=Norm(0.52, 0.76, 1.15),
)
LIMITED_CONNECTORS = Pattern(
    key="limited-connectors",
    category=Category.VOCABULARY,
    name="Limited connectors",
    explanation="'So', 'and' and 'but' do nearly all the joining: reasons, contrasts and time sound alike.",
    tip="Choose three new connectors before you start, such as 'although', 'while' and 'as a result'.",
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
    explanation="'Very' grows weak when it stands before every adjective.",
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
    explanation="'Really' grows weak when it stands in every sentence.",
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
    explanation="'Actually' tells the listener that something is surprising; most of the time nothing is.",
    tip="Say it only where you correct what the listener may believe.",
    severity=Severity.LOW,
    recurring_at=4,
    detector=favourite_words.actually,
    norm=Norm(0.10, 0.29, 0.47),
)
JUST = Pattern(
    key="overused-just",
    category=Category.VOCABULARY,
    name="Overuse of 'just'",
    explanation="'Just' makes what you say sound smaller than it is.",
    tip="Leave it out and listen whether anything is missing.",
    severity=Severity.LOW,
    recurring_at=5,
    detector=favourite_words.just,
    norm=Norm(0.38, 0.69, 1.06),
)
VAGUE_WORDS = Pattern(
    key="vague-words",
    category=Category.VOCABULARY,
    name="Vague words",
    explanation="'Thing', 'stuff' and 'something like that' leave the listener to guess what you mean.",
    tip="Name it: put the exact noun where you want to say 'thing', or give one example.",
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
    explanation="'I think' and 'maybe' soften a statement; in every sentence they make you sound unsure.",
    tip="Say the opinion itself, and hedge only where you do doubt it; vary with 'in my view' or 'it seems'.",
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
    explanation="The same word comes back within a breath or two, where a pronoun or a synonym would do.",
    tip="After the first mention use 'it', 'they' or 'one', or look for a second word for the same idea.",
    severity=Severity.LOW,
    recurring_at=6,
    detector=structure.repeated_words,
    floor=3.0,
)
REPEATED_PHRASES = Pattern(
    key="repeated-phrases",
    category=Category.VOCABULARY,
    name="Repeated phrases",
    explanation="The same string of words comes back again and again.",
    tip="Prepare a second way to say it before the next recording.",
    severity=Severity.LOW,
    recurring_at=3,
    detector=structure.repeated_phrases,
)
SO_OPENERS = Pattern(
    key="so-openers",
    category=Category.STRUCTURE,
    name="Sentences starting with 'so'",
    explanation="When many sentences begin with 'so', it stops meaning a result and sounds like a filler.",
    tip="Begin with the subject or with a time: 'Last year I …', 'My colleagues …'.",
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
    explanation="Sentences that all begin with 'and' sound like one endless sentence.",
    tip="Drop the 'and': pause, and begin with the subject or with 'then', 'later', 'in addition'.",
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
    explanation="Each 'but' turns the listener around; many of them make the line of thought hard to follow.",
    tip="Join the contrast to its sentence with 'although' or 'while', or begin with 'however'.",
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
    explanation="When nearly every sentence begins with 'I', they all have the same melody.",
    tip="Begin with what happened or where: 'In the evening we …', 'What surprised me was …'.",
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
    explanation="Many sentences begin with the same words, which makes the rhythm monotonous.",
    tip="Begin every third sentence with a time, a place or a reason instead.",
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
    explanation="Clause after clause hangs on 'and', 'so' or 'but'; the listener waits for the end.",
    tip="Stop after two clauses, let your voice fall, and begin a new sentence.",
    severity=Severity.MEDIUM,
    recurring_at=2,
    detector=structure.chained_clauses,
    floor=0.0,
)
SHORT_SENTENCES = Pattern(
    key="short-sentences",
    category=Category.STRUCTURE,
    name="Short simple sentences",
    explanation="Several short sentences of the same shape follow each other; the ideas stay unconnected.",
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
    explanation="You start again or say words twice while you look for the next ones.",
    tip="Pause before the difficult part and say the sentence once, more slowly.",
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
