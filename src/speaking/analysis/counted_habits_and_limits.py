"""The habits that counting finds: each one's name, norm, explanation and tip."""

from speaking.analysis.detectors import Detector, favourite_words, structure
from speaking.analysis.evidence import Pattern
from speaking.analysis.norms import Norm, Per
from speaking.analysis.schema import Category, Severity
from speaking.analysis.text.repairs import repairs


def _overused(
    word: str,
    explanation: str,
    tip: str,
    norm: Norm,
    *,
    detector: Detector | None = None,
    severity: Severity = Severity.LOW,
    recurring_at: int = 5,
) -> Pattern:
    key, name = f"overused-{word}", f"Overuse of '{word}'"
    detector = detector or favourite_words.each(word)
    category = Category.VOCABULARY
    return Pattern(
        key, category, name, explanation, tip, severity, recurring_at, detector=detector, norm=norm
    )


def _openers(
    word: str,
    explanation: str,
    tip: str,
    norm: Norm | None = None,
    *,
    severity: Severity = Severity.LOW,
    floor: float | None = None,
) -> Pattern:
    return Pattern(
        f"{word.lower()}-openers",
        Category.STRUCTURE,
        f"Sentences starting with '{word}'",
        explanation,
        tip,
        severity,
        recurring_at=5,
        detector=structure.openers(word.lower()),
        per=Per.SENTENCES,
        norm=norm,
        floor=floor,
    )


COUNTED = (
    Pattern(
        "filled-pauses",
        Category.VOCABULARY,
        "Filler words",
        "'Um' and 'uh' give you time to think, but too many of them make you hard to follow.",
        "When you need time, close your mouth, pause for a second, then go on.",
        detector=favourite_words.filled_pauses,
        norm=Norm(6.4, 10.0, 13.1, comparable=False),
        # Fillers are worth mentioning long before they are unusual.
        floor=1.0,
        severity=Severity.MEDIUM,
        recurring_at=2,
    ),
    Pattern(
        "you-know",
        Category.VOCABULARY,
        "Overuse of 'you know'",
        "'You know' fills a gap without telling the listener anything.",
        "Pause instead, or tell the listener what you want them to know.",
        detector=favourite_words.you_know,
        norm=Norm(0.12, 0.41, 0.78),
        recurring_at=3,
    ),
    Pattern(
        "i-mean",
        Category.VOCABULARY,
        "Overuse of 'I mean'",
        "'I mean' tells the listener that you will explain, but often you were clear already.",
        "Finish your sentence first. Say 'in other words' only if you can really make it clearer.",
        detector=favourite_words.i_mean,
        recurring_at=3,
    ),
    Pattern(
        "filler-like",
        Category.VOCABULARY,
        "'Like' as a filler",
        "Between two pauses, 'like' means nothing and makes you sound unsure of the next word.",
        "Keep 'like' for comparisons and examples. When you are looking for a word, pause.",
        detector=favourite_words.filler_like,
        recurring_at=3,
    ),
    Pattern(
        "filler-well",
        Category.VOCABULARY,
        "Overuse of 'well'",
        "One 'well' before a thought sounds natural. Again and again, it only slows you down.",
        "Start with the subject of your sentence instead of 'well'.",
        detector=favourite_words.filler_well,
        recurring_at=3,
    ),
    Pattern(
        "kind-of",
        Category.VOCABULARY,
        "Overuse of 'kind of' and 'sort of'",
        "With 'kind of' and 'sort of', the listener cannot tell how sure you are.",
        "Leave it out, or choose an exact word: 'slightly', 'fairly', 'almost'.",
        detector=favourite_words.kind_of,
        recurring_at=3,
    ),
    _overused(
        "so",
        "When you join everything with 'so', the listener cannot tell what is really a result.",
        "Keep 'so' for real results. Try 'therefore' or 'that's why', or just start a new sentence.",
        Norm(1.96, 2.56, 2.98),
        detector=favourite_words.so,
        severity=Severity.MEDIUM,
    ),
    _overused(
        "and",
        "'And' only adds an idea. It does not show how two ideas are connected.",
        "Where you want to say 'and', end the sentence, or show the link: 'which', 'because', 'after that'.",
        Norm(4.07, 4.86, 5.60),
        severity=Severity.MEDIUM,
    ),
    _overused(
        "but",
        "If you always say 'but', all your contrasts sound the same.",
        "Replace every second 'but' with 'although', 'however' or 'on the other hand'.",
        Norm(1.36, 1.77, 1.97),
    ),
    _overused(
        "because",
        "If you always say 'because', your explanations sound like a list.",
        "Try 'since', 'as' or 'the reason is that', or say the reason first and then 'that's why'.",
        Norm(0.52, 0.76, 1.15),
        detector=favourite_words.because,
    ),
    Pattern(
        "limited-connectors",
        Category.VOCABULARY,
        "Limited connectors",
        "You join almost everything with 'so', 'and' and 'but', so all your links sound the same.",
        "Before you start, choose three new connectors, such as 'although', 'while' and 'as a result'.",
        detector=favourite_words.common_connectors,
        norm=Norm(69.4, 74.0, 78.9),
        per=Per.CONNECTORS,
        severity=Severity.MEDIUM,
        recurring_at=10,
        label="'so', 'and' or 'but'",
    ),
    _overused(
        "very",
        "'Very' loses its force when you put it before every adjective.",
        "Use one strong adjective instead: 'very good' is 'excellent', 'very big' is 'huge'.",
        Norm(0.53, 0.83, 1.59),
        recurring_at=4,
    ),
    _overused(
        "really",
        "'Really' loses its force when you use it in every sentence.",
        "Leave it out, or use one strong adjective: 'really tired' is 'exhausted'.",
        Norm(0.47, 0.78, 1.38),
        recurring_at=4,
    ),
    _overused(
        "actually",
        "'Actually' tells the listener that something is surprising, but most of the time it is not.",
        "Say it only when you correct something that the listener may believe.",
        Norm(0.10, 0.29, 0.47),
        recurring_at=4,
    ),
    _overused(
        "just",
        "'Just' makes what you say sound less important than it is.",
        "Leave it out, and ask yourself if anything is missing.",
        Norm(0.38, 0.69, 1.06),
    ),
    Pattern(
        "vague-words",
        Category.VOCABULARY,
        "Vague words",
        "With 'thing', 'stuff' and 'something like that', the listener has to guess what you mean.",
        "Name it: say the exact noun instead of 'thing', or give one example.",
        detector=favourite_words.vague_words,
        # "thing" and "things" together: a little above the percentile of the sum.
        norm=Norm(0.15, 0.35, 0.57),
        severity=Severity.MEDIUM,
        recurring_at=3,
    ),
    Pattern(
        "hedges",
        Category.VOCABULARY,
        "Hedging",
        "'I think' and 'maybe' soften what you say. In every sentence, they make you sound unsure.",
        "Just give your opinion. When you really are unsure, try 'in my view' or 'it seems' for a change.",
        detector=favourite_words.hedges,
        # "I think" and "maybe" together.
        norm=Norm(0.56, 1.00, 1.62),
        recurring_at=5,
    ),
    Pattern(
        "repeated-words",
        Category.VOCABULARY,
        "Repeated words",
        "You use the same word several times close together, where 'it' or another word would do.",
        "After the first time, say 'it', 'they' or 'one', or find another word for the same idea.",
        detector=structure.repeated_words,
        floor=3.0,
        recurring_at=6,
    ),
    Pattern(
        "repeated-phrases",
        Category.VOCABULARY,
        "Repeated phrases",
        "You use the same group of words again and again.",
        "Before your next recording, prepare another way to say it.",
        detector=structure.repeated_phrases,
        recurring_at=3,
    ),
    _openers(
        "so",
        "When many sentences begin with 'so', it no longer shows a result. It sounds like a filler.",
        "Begin with the subject or a time: 'My colleagues …', 'Last year I …'.",
        Norm(11.6, 15.3, 18.7),
        severity=Severity.MEDIUM,
    ),
    _openers(
        "and",
        "When many sentences begin with 'and', they sound like one endless sentence.",
        "Drop the 'and'. Pause, then begin with the subject or with 'then', 'later' or 'in addition'.",
        Norm(22.7, 28.5, 31.6),
        severity=Severity.MEDIUM,
    ),
    _openers(
        "but",
        "Each 'but' changes direction. After too many, your listener is lost.",
        "Make one sentence of it with 'although' or 'while', or begin with 'however'.",
        Norm(8.4, 11.3, 13.2),
    ),
    _openers(
        "I",
        "When nearly every sentence begins with 'I', they all sound the same.",
        "Begin with a time or an event: 'In the evening we …', 'What surprised me was …'.",
        floor=40.0,
    ),
    Pattern(
        "repeated-openers",
        Category.STRUCTURE,
        "Repeated sentence openers",
        "Many of your sentences begin with the same words, so they all sound the same.",
        "Begin every third sentence with a time, a place or a reason.",
        detector=structure.repeated_openers,
        floor=15.0,
        per=Per.SENTENCES,
        recurring_at=5,
    ),
    Pattern(
        "chained-clauses",
        Category.STRUCTURE,
        "Long chained clauses",
        "You add part after part with 'and', 'so' or 'but', and the listener waits for the end.",
        "Stop after two parts, let your voice fall, and begin a new sentence.",
        detector=structure.chained_clauses,
        floor=0.0,
        severity=Severity.MEDIUM,
        recurring_at=2,
    ),
    Pattern(
        "short-sentences",
        Category.STRUCTURE,
        "Short simple sentences",
        "You say several short sentences in a row, so your ideas do not connect.",
        "Join two of them with 'which', 'although', 'because' or 'so that'.",
        detector=structure.short_sentences,
        floor=20.0,
        per=Per.SENTENCES,
        recurring_at=4,
    ),
    Pattern(
        "self-repairs",
        Category.STRUCTURE,
        "Repetitions and self-corrections",
        "You start again or repeat words while you look for the next ones.",
        "Pause before the difficult part, then say the sentence once, more slowly.",
        detector=repairs,
        floor=2.0,
        recurring_at=4,
    ),
)
"""All of them, in the order in which they are offered."""
