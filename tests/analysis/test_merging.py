"""What a model saw and what the engine counted become one analysis."""

from speaking.analysis.merging import merge_results, strength
from speaking.analysis.schema import AnalysisResult, Category, Insight, Severity


def insight(
    pattern: str,
    frequency: int | None = 3,
    severity: Severity | None = Severity.MEDIUM,
    *,
    category: Category = Category.VOCABULARY,
    detail: str = "",
    examples: tuple[str, ...] = (),
) -> Insight:
    return Insight(
        category=category,
        pattern=pattern,
        detail=detail,
        frequency=frequency,
        severity=severity,
        examples=examples,
    )


def merged(seen: list[Insight], counted: list[Insight], known: tuple[str, ...] = ()) -> tuple[Insight, ...]:
    result = merge_results(
        AnalysisResult(insights=tuple(seen)), AnalysisResult(insights=tuple(counted)), known=known
    )
    return result.insights


def test_a_habit_that_both_report_appears_once() -> None:
    """The model's words, the engine's count."""
    (one,) = merged(
        [insight("Too many fillers", 25, detail="You pause with 'um'.")],
        [insight("Filler words", 14, detail="Fillers per 100 words.")],
    )
    assert (one.pattern, one.frequency, one.detail) == ("Filler words", 14, "You pause with 'um'.")


def test_the_profiles_name_goes_first() -> None:
    """A habit keeps the name and the category that the learner's profile has for it."""
    (one,) = merged(
        [insight("Heavy use of fillers")], [insight("Filler words")], ("structure:Frequent fillers",)
    )
    assert (one.category, one.pattern) == (Category.STRUCTURE, "Frequent fillers")


def test_two_wordings_in_one_answer_are_one_habit() -> None:
    """A model that reports a habit twice gives it both sets of quotes."""
    (one,) = merged(
        [
            insight("Missing articles", 3, category=Category.GRAMMAR, examples=("to shop",)),
            insight("Omission of articles", 5, category=Category.GRAMMAR, examples=("to shop", "in car")),
        ],
        [],
    )
    assert (one.frequency, one.examples) == (5, ("to shop", "in car"))


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
    whole = merge_results(AnalysisResult(focus_next="Rest.", summary="Seen."), counted, known=())
    assert (whole.focus_next, whole.summary) == ("Rest.", "Seen.")
    cut_off = merge_results(AnalysisResult(), counted, known=())
    assert (cut_off.focus_next, cut_off.summary) == ("Say 'so' twice.", "Counted.")
