"""Fillers, connectors and other words that a speaker says too often."""

from speaking.analysis.detectors import Detector, favourite_words, structure
from speaking.analysis.detectors.favourite_adjective import favourite_adjective
from speaking.analysis.detectors.filler_like import filler_like
from speaking.analysis.evidence import Pattern
from speaking.analysis.norms import Norm, Per
from speaking.analysis.schema import Category, Severity


def _overused(
    word: str,
    explanation: str,
    tip: str,
    norm: Norm,
    *,
    detector: Detector | None = None,
    severity: Severity = Severity.LOW,
    recurring_at: int = 5,
    floor: float | None = None,
) -> Pattern:
    return Pattern(
        f"overused-{word}",
        Category.VOCABULARY,
        f"Overuse of '{word}'",
        explanation,
        tip,
        severity,
        recurring_at,
        detector=detector or favourite_words.each(word),
        norm=norm,
        floor=floor,
        did=f"You said '{word}'",
    )


def _filler(key: str, words: str, explanation: str, tip: str, *, detector: Detector, norm: Norm) -> Pattern:
    return Pattern(
        key,
        Category.VOCABULARY,
        f"Overuse of {words}",
        explanation,
        tip,
        recurring_at=4,
        detector=detector,
        norm=norm,
        did=f"You said {words}",
    )


FILLERS = (
    Pattern(
        "filled-pauses",
        Category.VOCABULARY,
        "Filler words",
        "'Um' and 'uh' give you time to think, but too many of them make you hard to follow.",
        "When you need time, close your mouth, pause for a second, then go on.",
        detector=favourite_words.filled_pauses,
        norm=Norm(2.45, 8.13),
        severity=Severity.MEDIUM,
        recurring_at=8,
        did="You said 'um', 'uh' or the like",
    ),
    _filler(
        "you-know",
        "'you know'",
        "'You know' fills a gap without telling the listener anything.",
        "Pause instead, or tell the listener what you want them to know.",
        detector=favourite_words.you_know,
        norm=Norm(1.02, 3.94, 0.78),
    ),
    _filler(
        "i-mean",
        "'I mean'",
        "'I mean' tells the listener that you will explain, but often you were clear already.",
        "Finish your sentence first. If it was clear, you need nothing more.",
        detector=favourite_words.i_mean,
        norm=Norm(0.0, 1.20),
    ),
    Pattern(
        "filler-like",
        Category.VOCABULARY,
        "'Like' as a filler",
        "Where it compares nothing, 'like' makes you sound unsure of the next word.",
        "Say the thing straight away: 'We have twenty students.' If you need time, pause.",
        detector=filler_like,
        norm=Norm(0.0, 0.40),
        # Three in a short talk are heard; two are not.
        floor=0.5,
        recurring_at=3,
        did="You said 'like' where it means nothing",
    ),
    _filler(
        "filler-well",
        "'well'",
        "One 'well' before a thought sounds natural. Again and again, it only slows you down.",
        "Start with the subject of your sentence instead of 'well'.",
        detector=favourite_words.filler_well,
        norm=Norm(0.37, 1.90),
    ),
    _filler(
        "kind-of",
        "'kind of' and 'sort of'",
        "With 'kind of' and 'sort of', the listener cannot tell how sure you are.",
        "Leave it out, or say 'a bit', 'quite' or 'almost'.",
        detector=favourite_words.kind_of,
        norm=Norm(0.18, 1.10),
    ),
)

CONNECTORS = (
    _overused(
        "so",
        "When you join everything with 'so', the listener cannot tell what is really a result.",
        "Keep 'so' for real results. Say 'that's why', or just start a new sentence.",
        Norm(0.61, 2.00, 2.98),
        detector=favourite_words.so,
        severity=Severity.MEDIUM,
    ),
    _overused(
        "and",
        "'And' only adds an idea. It does not show how two ideas are connected.",
        "Stop and start a new sentence, or show the link: 'which', 'because', 'after that'.",
        Norm(2.07, 4.10),
        detector=favourite_words.clause_and,
        severity=Severity.MEDIUM,
        recurring_at=8,
    ),
    _overused(
        "but",
        "If you always say 'but', all your contrasts sound the same.",
        "Put 'though' at the end for a change: 'It's small. I like it, though.'",
        Norm(1.04, 2.80, 1.97),
    ),
    _overused(
        "because",
        "If you always say 'because', your explanations sound like a list.",
        "Say the reason first, then 'that's why': 'I was tired. That's why I went home.'",
        Norm(0.38, 1.20, 1.15),
        detector=favourite_words.because,
    ),
    Pattern(
        "limited-connectors",
        Category.VOCABULARY,
        "Limited connectors",
        "You join almost everything with 'so', 'and' and 'but', so all your links sound the same.",
        "Before you start, choose two new links, such as 'that's why', 'though' or 'which means'.",
        detector=favourite_words.common_connectors,
        norm=Norm(59.0, 85.0),
        per=Per.CONNECTORS,
        severity=Severity.MEDIUM,
        recurring_at=15,
        did="You said 'so', 'and' or 'but'",
    ),
)

FAVOURITE_WORDS = (
    _overused(
        "very",
        "'Very' loses its force when you put it before every adjective.",
        "Use one strong adjective instead: 'very good' is 'great', 'very big' is 'huge'.",
        Norm(0.0, 1.19, 1.59),
        recurring_at=7,
    ),
    _overused(
        "really",
        "'Really' loses its force when you use it in every sentence.",
        "Leave it out, or use one strong adjective: 'really tired' is 'exhausted'.",
        Norm(0.38, 1.50, 1.38),
    ),
    _overused(
        "actually",
        "'Actually' tells the listener that something is surprising, but most of the time it is not.",
        "Say it only when you correct something that the listener may believe.",
        Norm(0.0, 0.75, 0.47),
        recurring_at=4,
    ),
    _overused(
        "basically",
        "'Basically' promises a short version, but most of the time you tell everything anyway.",
        "Leave it out, and say the main thing first.",
        Norm(0.0, 0.40),
        recurring_at=4,
    ),
    _overused(
        "just",
        "'Just' makes what you say sound less important than it is.",
        "Leave it out, and ask yourself if anything is missing.",
        Norm(0.62, 2.06, 1.06),
    ),
    # Nobody has counted the next ones over learners, who talk more about their habits than natives on the
    # telephone do, so these limits of our own are about twice what natives stay under.
    _overused(
        "usually",
        "With 'usually' in many sentences, the listener stops hearing it.",
        "Say it once, then leave it out: 'I get up at six' already means that you do it often.",
        Norm(0.0, 0.41),
        floor=0.8,
        recurring_at=4,
    ),
    _overused(
        "also",
        "With 'also' again and again, what you say sounds like a list.",
        "Say the next thing without it, or put 'too' at the end: 'I like tea, too.'",
        Norm(0.0, 0.60),
        floor=1.2,
    ),
    _overused(
        "always",
        "With 'always' in many sentences, it stops meaning anything.",
        "Say it only for what never changes. For the rest, leave it out or say how often: 'every week'.",
        Norm(0.0, 0.44),
        floor=0.9,
    ),
    _overused(
        "sometimes",
        "With 'sometimes' in many sentences, the listener cannot tell how often things happen.",
        "Say how often: 'once a month', 'every second Sunday'.",
        Norm(0.0, 0.40),
        floor=0.9,
    ),
    _overused(
        "maybe",
        "With 'maybe' in many sentences, you sound unsure of everything.",
        "Say what you see or think, straight: 'This is a park.' Keep 'maybe' for real guesses.",
        Norm(0.0, 0.58, 0.64),
        floor=1.2,
    ),
    _overused(
        "only",
        "With 'only' after many words, the listener cannot tell what is special.",
        "Leave it out, or say the important word louder instead.",
        Norm(0.0, 0.44),
        floor=0.9,
        recurring_at=4,
    ),
    Pattern(
        "repeated-adjectives",
        Category.VOCABULARY,
        "Repeated adjectives",
        "You say the same adjective again and again, so everything sounds alike.",
        "Say it once. The next time, say why: not 'it was nice' but 'they had live music'.",
        detector=favourite_adjective,
        norm=Norm(0.37, 0.77),
        recurring_at=4,
        did="You said the same adjective",
    ),
    Pattern(
        "vague-words",
        Category.VOCABULARY,
        "Vague words",
        "With 'thing', 'stuff' and 'something like that', the listener has to guess what you mean.",
        "Name it: say the exact noun instead of 'thing', or give one example.",
        detector=favourite_words.vague_words,
        norm=Norm(0.58, 1.83, 0.57),
        severity=Severity.MEDIUM,
        recurring_at=5,
        did="You said 'thing', 'stuff' or the like",
    ),
    Pattern(
        "hedges",
        Category.VOCABULARY,
        "Hedging",
        "'I think' and 'maybe' soften what you say. In every sentence, they make you sound unsure.",
        "Just give your opinion: 'It's too expensive.' Keep 'I think' for when you really are unsure.",
        detector=favourite_words.hedges,
        norm=Norm(0.81, 2.93, 1.62),
        recurring_at=5,
        did="You said 'I think', 'maybe' or the like",
    ),
    Pattern(
        "repeated-words",
        Category.VOCABULARY,
        "Repeated words",
        "You use the same word several times close together, where 'it' or another word would do.",
        "After the first time, say 'it', 'they' or 'one', or find another word for the same idea.",
        detector=structure.repeated_words,
        norm=Norm(0.0, 1.73),
        # Learners who describe a picture repeat its nouns, and nobody minds.
        floor=3.5,
        recurring_at=8,
        did="You repeated a word",
    ),
    Pattern(
        "repeated-phrases",
        Category.VOCABULARY,
        "Repeated phrases",
        "You use the same group of words again and again.",
        "Before your next recording, prepare another way to say it.",
        detector=structure.repeated_phrases,
        norm=Norm(0.0, 1.10),
        recurring_at=4,
        did="You repeated a phrase",
    ),
)
