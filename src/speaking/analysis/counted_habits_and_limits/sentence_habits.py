"""How sentences begin, go on, end and begin again."""

from speaking.analysis.detectors import structure
from speaking.analysis.detectors.restarts import restarts
from speaking.analysis.evidence import Pattern
from speaking.analysis.norms import Norm, Per
from speaking.analysis.schema import Category, Severity
from speaking.analysis.text.repairs import repairs


def _openers(
    word: str,
    explanation: str,
    tip: str,
    norm: Norm,
    *,
    severity: Severity = Severity.LOW,
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
        did=f"You started a sentence with '{word}'",
    )


SENTENCE_HABITS = (
    _openers(
        "so",
        "When many sentences begin with 'so', it no longer shows a result. It sounds like a filler.",
        "Begin with the subject or a time: 'My colleagues …', 'Last year I …'.",
        Norm(4.0, 18.0, 18.7),
        severity=Severity.MEDIUM,
    ),
    _openers(
        "and",
        "When many sentences begin with 'and', they sound like one endless sentence.",
        "Leave out the 'and'. Pause, then begin with who or when: 'My boss …', 'After that …'.",
        Norm(12.5, 30.8, 31.6),
        severity=Severity.MEDIUM,
    ),
    _openers(
        "but",
        "Each 'but' changes direction. After too many, your listener is lost.",
        "Begin with the subject and end with 'though': 'It's hard. I like it, though.'",
        Norm(4.8, 18.7, 13.2),
    ),
    _openers(
        "I",
        "When nearly every sentence begins with 'I', they all sound the same.",
        "Begin with 'What I like is …', or with a time: 'In the evening …'.",
        Norm(16.1, 44.0, 22.2),
    ),
    Pattern(
        "repeated-openers",
        Category.STRUCTURE,
        "Repeated sentence openers",
        "Many of your sentences begin with the same words, so they all sound the same.",
        "Begin every third sentence with a time, a place or a reason.",
        detector=structure.repeated_openers,
        norm=Norm(0.0, 31.0),
        per=Per.SENTENCES,
        recurring_at=6,
        did="You began a sentence like the ones before it",
    ),
    Pattern(
        "overused-there-is",
        Category.STRUCTURE,
        "Overuse of 'there is'",
        "When every sentence says 'there is', a description sounds like a list.",
        "Begin with the thing or the place: 'Two boys are playing. In the garden I can see …'.",
        detector=structure.there_is,
        norm=Norm(0.20, 1.25),
        recurring_at=5,
        did="You said 'there is' or 'there are'",
    ),
    Pattern(
        "chained-clauses",
        Category.STRUCTURE,
        "Long chained clauses",
        "You add part after part with 'and', 'so' or 'but', and the listener waits for the end.",
        "Stop after two parts, let your voice fall, and begin a new sentence.",
        detector=structure.chained_clauses,
        norm=Norm(0.19, 0.52),
        severity=Severity.MEDIUM,
        recurring_at=3,
        did="You joined four parts or more",
    ),
    Pattern(
        "short-sentences",
        Category.STRUCTURE,
        "Short simple sentences",
        "You say several short sentences in a row, so your ideas do not connect.",
        "Join two of them with 'which', 'because' or 'so that'.",
        detector=structure.short_sentences,
        floor=20.0,
        per=Per.SENTENCES,
        recurring_at=4,
        did="You said a very short sentence after another",
    ),
    Pattern(
        "trailing-off",
        Category.STRUCTURE,
        "Sentences that trail off",
        "Your sentence ends with 'so', 'and' or 'or', and the listener waits for more.",
        "Before 'so', 'and' or 'or', decide: say what comes next, or stop there.",
        detector=structure.trailing_off,
        norm=Norm(0.18, 0.75),
        recurring_at=4,
        did="You ended a sentence with 'so', 'and' or the like",
    ),
    Pattern(
        "restarts",
        Category.STRUCTURE,
        "Restarted sentences",
        "You begin, stop, and say the beginning again, so the listener hears many things twice.",
        "Plan the first four words, pause, then say the sentence once, more slowly.",
        detector=restarts,
        norm=Norm(0.72, 2.30),
        severity=Severity.MEDIUM,
        recurring_at=5,
        did="You started again",
    ),
    Pattern(
        "self-repairs",
        Category.STRUCTURE,
        "Repetitions and self-corrections",
        "You start again or repeat words while you look for the next ones.",
        "Pause before the difficult part, then say the sentence once, more slowly.",
        detector=repairs,
        norm=Norm(1.46, 5.08),
        recurring_at=8,
        did="You repeated or corrected yourself",
    ),
)
