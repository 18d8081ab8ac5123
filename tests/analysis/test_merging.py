"""What a model saw and what the engine counted become one analysis."""

from speaking.analysis.merging import merge_results, strength
from speaking.analysis.schema import AnalysisResult, Category, Insight, Severity


def insight(
    pattern: str,
    frequency: int | None = 3,
    severity: Severity | None = Severity.MEDIUM,
    *,
    key: str | None = None,
    category: Category = Category.VOCABULARY,
    detail: str = "",
    examples: tuple[str, ...] = (),
) -> Insight:
    return Insight(category, pattern, detail, frequency, severity, examples, key=key)


def merged(seen: list[Insight], counted: list[Insight]) -> tuple[Insight, ...]:
    return merge_results(AnalysisResult(tuple(seen)), AnalysisResult(tuple(counted))).insights


def test_a_habit_that_both_report_appears_once() -> None:
    """The model's words, the engine's count; the key tells that it is one habit."""
    (one,) = merged(
        [insight("Fillers", 25, key="filled-pauses", detail="You pause with 'um'.")],
        [insight("Filler words", 14, key="filled-pauses", detail="Fillers per 100 words.")],
    )
    assert (one.frequency, one.detail) == (14, "You pause with 'um'.")


def test_two_wordings_in_one_answer_are_one_habit() -> None:
    """A model that reports a habit twice, even under names of its own, gives it both sets of quotes."""
    (one,) = merged(
        [
            insight("Literal translation", 3, examples=("make a photo",)),
            insight("Word-for-word translations", 5, examples=("make a photo", "I have hunger")),
        ],
        [],
    )
    assert (one.frequency, one.examples) == (5, ("make a photo", "I have hunger"))


def test_what_only_one_of_them_reports_stays() -> None:
    """Counting misses what a reader sees, and a reader miscounts."""
    names = {one.pattern for one in merged([insight("Literal translation")], [insight("Filler words")])}
    assert names == {"Literal translation", "Filler words"}


def test_the_five_strongest_stay() -> None:
    """Cost to clarity times recurrence decides, wherever an insight comes from."""
    seen = [
        insight("Missing articles", 6, Severity.HIGH),
        insight("Literal translation", 2, Severity.LOW),
        insight("Wrong collocations", 4, Severity.MEDIUM),
        insight("Tense shifts", 4, Severity.HIGH),
    ]
    counted = [insight("Filler words", 30, Severity.LOW), insight("Vague words", 9, Severity.MEDIUM)]
    assert [one.pattern for one in merged(seen, counted)] == [
        "Missing articles",
        "Tense shifts",
        "Vague words",
        "Filler words",
        "Wrong collocations",
    ]


def test_a_severe_error_is_not_hidden_by_many_small_ones() -> None:
    """Forty fillers weigh less than four errors that are misunderstood, and more than two."""
    fillers = strength(insight("Filler words", 40, Severity.LOW))
    assert (
        strength(insight("Tenses", 2, Severity.HIGH))
        < fillers
        < strength(insight("Tenses", 4, Severity.HIGH))
    )


def test_focus_and_summary_are_the_models_where_it_gave_them() -> None:
    """A cut-off answer falls back on the engine's."""
    counted = AnalysisResult(focus_next="Say 'so' twice.", summary="Counted.")
    whole = merge_results(AnalysisResult(focus_next="Rest.", summary="Seen."), counted)
    assert (whole.focus_next, whole.summary) == ("Rest.", "Seen.")
    cut_off = merge_results(AnalysisResult(), counted)
    assert (cut_off.focus_next, cut_off.summary) == ("Say 'so' twice.", "Counted.")
