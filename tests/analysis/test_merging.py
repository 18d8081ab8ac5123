"""What a model saw and what the engine found become one analysis."""

from speaking.analysis.merging import merge_results, weight
from speaking.analysis.schema import AnalysisResult, Category, Insight, Occurrence, Recurrence, Severity


def insight(
    pattern: str,
    frequency: int | None = 3,
    severity: Severity | None = Severity.MEDIUM,
    *,
    key: str | None = None,
    category: Category = Category.VOCABULARY,
    detail: str = "",
    examples: tuple[str, ...] = (),
    occurrences: tuple[str, ...] = (),
) -> Insight:
    places = tuple(map(Occurrence, occurrences))
    return Insight(category, pattern, detail, frequency, severity, examples, key=key, occurrences=places)


FILLERS = insight("Filler words", 30, Severity.HIGH, key="filled-pauses")
AND = insight("Overuse of 'and'", 20, key="overused-and")
CHAINS = insight("Long chained clauses", 9, key="chained-clauses", category=Category.STRUCTURE)
ARTICLES = insight("Articles", 4, Severity.HIGH, key="articles", category=Category.GRAMMAR)
NUMBER = insight("Singular and plural", 3, key="number", category=Category.GRAMMAR)
TENSE = insight("Tense and aspect", 3, key="tense", category=Category.GRAMMAR)


def merged(seen: list[Insight], found: list[Insight], *shown: str) -> tuple[Insight, ...]:
    return merge_results(AnalysisResult(tuple(seen)), AnalysisResult(tuple(found)), shown=shown).insights


def names(insights: tuple[Insight, ...]) -> list[str]:
    return [one.pattern for one in insights]


def test_a_habit_that_both_report_appears_once() -> None:
    """The model's words, the engine's count; the key tells that it is one habit."""
    (one,) = merged(
        [insight("Fillers", 25, key="filled-pauses", detail="You pause with 'um'.")],
        [insight("Filler words", 14, key="filled-pauses", detail="Fillers per 100 words.")],
    )
    assert (one.frequency, one.detail) == (14, "You pause with 'um'.")


def test_a_count_never_takes_places_away() -> None:
    """What the model lists place by place is not recounted to less."""
    listed = insight("Like", 7, key="filler-like", occurrences=tuple("abcdefg"))
    (one,) = merged([listed], [insight("'Like' as a filler", 1, key="filler-like")])
    assert one.frequency == 7


def test_the_engine_lends_what_only_it_knows() -> None:
    """In how many talks a habit was met, and what dominates in this one, is the engine's to say."""
    known = Insight(
        Category.GRAMMAR,
        "Articles",
        "Counted.",
        4,
        Severity.HIGH,
        suggestion="Say 'a car'.",
        key="articles",
        title="Missing articles: 'buy car'",
        recurrence=Recurrence(met_in=4, talks=5),
    )
    (one,) = merged([insight("Articles", 4, None, key="articles", detail="Seen.")], [known])
    assert (one.detail, one.severity, one.suggestion) == ("Seen.", Severity.HIGH, "Say 'a car'.")
    assert (one.title, one.recurrence) == (known.title, known.recurrence)


def test_two_wordings_in_one_answer_are_one_habit() -> None:
    """A model that reports a habit twice, even under names of its own, gives it both sets of quotes."""
    (one,) = merged(
        [
            insight("Literal translation", 3, examples=("make a photo",), occurrences=("make a photo",)),
            insight(
                "Word-for-word translations",
                5,
                examples=("make a photo", "I have hunger"),
                occurrences=("I have hunger",),
            ),
        ],
        [],
    )
    assert (one.frequency, one.examples) == (5, ("make a photo", "I have hunger"))
    assert [place.quote for place in one.occurrences] == ["make a photo", "I have hunger"]


def test_counted_words_displace_nothing() -> None:
    """Five insights of the model stay five, in its order, however often somebody says "um"."""
    seen = [insight(f"Habit {number}", 2, Severity.LOW) for number in "abcde"]
    assert names(merged(seen, [FILLERS, ARTICLES])) == [f"Habit {number}" for number in "abcde"]


def test_more_than_five_are_cut_in_the_models_order() -> None:
    """The model names the most important first."""
    seen = [insight(f"Habit {number}", 2, Severity.LOW) for number in "abcdef"]
    assert names(merged(seen, [])) == [f"Habit {number}" for number in "abcde"]


def test_grammar_that_the_model_left_out_fills_free_places() -> None:
    """What rules surely found is not lost because the model reported something else."""
    seen = [insight(f"Habit {number}") for number in "abc"]
    found = [FILLERS, ARTICLES, NUMBER, TENSE]
    assert names(merged(seen, found)) == [*names(tuple(seen)), "Articles", "Singular and plural"]


def test_counted_words_are_added_to_few_insights_only() -> None:
    """The model saw the counts; where it reports enough, it left them out on purpose."""
    assert names(merged([insight("A habit")], [FILLERS, ARTICLES, AND])) == [
        "A habit",
        "Articles",
        "Filler words",
    ]
    assert names(merged([insight("A"), insight("B"), insight("C")], [FILLERS, CHAINS])) == ["A", "B", "C"]


def test_places_under_another_name_are_told_once() -> None:
    """A habit whose places the model shows under a name of its own is not added beside it."""
    assert names(merged([insight("Needless 'about'")], [ARTICLES, NUMBER], "articles")) == [
        "Needless 'about'",
        "Singular and plural",
    ]


def test_without_the_models_insights_the_engines_stay() -> None:
    """A model that reports nothing does not silence what was counted."""
    assert names(merged([], [ARTICLES, FILLERS, AND])) == ["Articles", "Filler words", "Overuse of 'and'"]


def test_a_severe_error_is_not_hidden_by_many_small_ones() -> None:
    """Forty fillers weigh less than four errors that are misunderstood, and more than two."""
    assert weight(Severity.HIGH, 2) < weight(Severity.LOW, 40) < weight(Severity.HIGH, 4)


def test_focus_and_summary_are_the_models_where_it_gave_them() -> None:
    """A cut-off answer falls back on the engine's."""
    counted = AnalysisResult(focus_next="Say 'so' twice.", summary="Counted.")
    whole = merge_results(AnalysisResult(focus_next="Rest.", summary="Seen."), counted)
    assert (whole.focus_next, whole.summary) == ("Rest.", "Seen.")
    cut_off = merge_results(AnalysisResult(), counted)
    assert (cut_off.focus_next, cut_off.summary) == ("Say 'so' twice.", "Counted.")
