"""Answers are read insight by insight, however untidily they were written down."""

import json
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speaking.analysis.claude.answer import Unreadable, read_answer
from speaking.analysis.schema import AnalysisResult, Category, Occurrence, Severity

INSIGHT: dict[str, Any] = {
    "category": "grammar",
    "pattern": "Missing articles",
    "detail": "You leave out 'the'.",
    "frequency": 4,
    "severity": "high",
    "examples": ["I go to shop", "in morning"],
    "suggestion": "Say 'the shop'.",
}


def read(**changes: object) -> AnalysisResult:
    """The analysis in an answer with one insight, changed; a field changed to `...` is left out."""
    insight = {name: value for name, value in {**INSIGHT, **changes}.items() if value is not ...}
    answer = {"insights": [insight], "focus_next": "Say 'the'.", "summary": "Good."}
    return read_answer(json.dumps(answer)).result


@pytest.mark.parametrize(
    "written",
    [
        "{}",
        "```json\n{}\n```",
        "```\n{}\n```\nLet me know if you need more!",
        "Here is my {{careful}} analysis: {}",
        '{{"thinking": "hm"}}\n{}',
        "\ufeff  {}",
    ],
)
def test_json_with_anything_around_it(written: str) -> None:
    """A code fence, words before and after, even other braces do not hide the answer."""
    answer = json.dumps({"insights": [INSIGHT], "focus_next": "Say 'the'.", "summary": "Good."})
    result = read_answer(written.format(answer)).result
    assert result.insights[0].pattern == "Articles"
    assert (result.focus_next, result.summary) == ("Say 'the'.", "Good.")


@pytest.mark.parametrize("missing", [None, ...])
def test_optional_fields_may_be_null_or_missing(missing: object) -> None:
    """Frequency, severity and suggestion stay empty."""
    (insight,) = read(frequency=missing, severity=missing, suggestion=missing, detail=missing).insights
    assert (insight.frequency, insight.severity, insight.suggestion, insight.detail) == (None, None, None, "")


@pytest.mark.parametrize(
    ("given_value", "understood"),
    [
        (2.6, 3),
        (0.3, 1),
        ("5", 5),
        ("about 7 times", 7),
        (0, None),
        (-4, None),
        ("often", None),
        (True, None),
        ([3], None),
        (1e300, None),
    ],
)
def test_a_frequency_is_a_whole_number_of_times(given_value: object, understood: int | None) -> None:
    """Fractions are rounded, words are read, nonsense is left open."""
    assert read(frequency=given_value).insights[0].frequency == understood


@pytest.mark.parametrize("named", ["missing-article", "Missing articles", "Omission of articles"])
def test_a_habit_of_the_catalogue_goes_by_its_key(named: str) -> None:
    """Key or wording, with whatever category: name and category are the catalogue's."""
    (insight,) = read(pattern=named, category="vocabulary").insights
    assert (insight.key, insight.habit) == ("articles", "articles")
    assert (insight.category, insight.pattern) == (Category.GRAMMAR, "Articles")


def test_a_habit_that_the_catalogue_lacks_keeps_its_name() -> None:
    """A free name is allowed, and says which habit it is."""
    (insight,) = read(pattern="Dangling modifiers").insights
    assert (insight.key, insight.habit) == (None, "grammar:Dangling modifiers")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Grammar", Category.GRAMMAR),
        ("grammatical accuracy", Category.GRAMMAR),
        ("lexical", Category.VOCABULARY),
        ("Vocab", Category.VOCABULARY),
        ("discourse", Category.STRUCTURE),
        ("coherence and cohesion", Category.STRUCTURE),
    ],
)
def test_other_words_for_a_category(said: str, meant: Category) -> None:
    """What plainly means one of the three is taken for it."""
    assert read(category=said, pattern="Register").insights[0].category is meant


@pytest.mark.parametrize(
    "broken",
    [
        {"category": "pronunciation"},
        {"category": None},
        {"pattern": ""},
        {"pattern": None},
        {"examples": []},
        {"examples": ["", "  "]},
        {"examples": None},
    ],
)
def test_an_insight_that_cannot_be_used_is_left_out(broken: dict[str, Any]) -> None:
    """Without a category, a name or a quote there is nothing to show; the others stay."""
    answer = {"insights": [{**INSIGHT, **broken}, INSIGHT, "no insight at all"], "summary": "Good."}
    assert len(read_answer(json.dumps(answer)).result.insights) == 1
    with pytest.raises(Unreadable):
        read(**broken)


def test_an_unknown_severity_is_left_open() -> None:
    """Only high, medium and low mean anything."""
    assert read(severity="HIGH").insights[0].severity is Severity.HIGH
    assert read(severity="catastrophic").insights[0].severity is None


def test_one_quote_without_its_list() -> None:
    """A single quote is a list of one."""
    assert read(examples="I go to shop").insights[0].examples == ("I go to shop",)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ({"quote": "I go to shop", "say_instead": "I go to the shop"}, ("I go to shop", "I go to the shop")),
        ({"quote": "in morning", "say_instead": " “in the morning” "}, ("in morning", "in the morning")),
        ({"quote": "in morning", "say_instead": None}, ("in morning", None)),
        ({"quote": "in morning", "say_instead": "x" * 300}, ("in morning", None)),
        ({"quote": "in morning", "say_instead": 3}, ("in morning", None)),
        ({"quote": "in morning"}, ("in morning", None)),
        ("in morning", ("in morning", None)),
    ],
)
def test_a_place_is_a_quote_and_perhaps_a_wording(written: object, read_as: tuple[str, str | None]) -> None:
    """A wording without its quotation marks, none that could not be said; a quote alone is a place."""
    (insight,) = read(occurrences=[written]).insights
    assert insight.occurrences == (Occurrence(*read_as),)


def test_places_that_cannot_be_read_are_left_out() -> None:
    """The others stay, twelve at most."""
    broken = [None, {}, {"quote": " "}, {"quote": 5}, ["in morning"]]
    assert len(read(occurrences=[*broken, *["in morning"] * 20]).insights[0].occurrences) == 12


def test_examples_alone_are_places_and_places_alone_have_examples() -> None:
    """Whatever a server leaves out of the two, the insight rests on quotes and shows some."""
    (insight,) = read(occurrences=...).insights
    assert [place.quote for place in insight.occurrences] == ["I go to shop", "in morning"]
    (insight,) = read(examples=..., occurrences=["a", "b", "c", "d"]).insights
    assert insight.examples == ("a", "b", "c")


@pytest.mark.parametrize(
    ("written", "understood"),
    [([2, 1], [2, 1]), (["3", "two", None, 4.5, -1, True, 7], [3, 7]), (None, []), ("1, 2", []), (..., [])],
)
def test_the_candidates_that_are_no_errors_have_numbers(written: object, understood: list[int]) -> None:
    """What is no number names no candidate, and a missing list drops none."""
    answer = {"insights": [], "summary": "", **({} if written is ... else {"no_errors": written})}
    assert read_answer(json.dumps(answer)).no_errors == understood


def test_more_than_five_insights_are_all_read() -> None:
    """Which five are the strongest is decided after they were checked against the transcript."""
    assert len(read_answer(json.dumps({"insights": [INSIGHT] * 6})).result.insights) == 6


def test_a_name_is_short_and_in_one_line() -> None:
    """Names become keys: no line breaks, no characters that a database refuses, eighty at most."""
    (insight,) = read(pattern="Missing\n articles\x00 " + "x" * 200).insights
    assert insight.pattern.startswith("Missing articles xxx")
    assert len(insight.pattern) == 80


def test_a_category_before_the_name_is_taken_off() -> None:
    """Known names are kept as "category:pattern"; the pattern alone is the name."""
    assert read(pattern="grammar: Missing articles").insights[0].pattern == "Articles"


def test_no_habits_is_an_answer() -> None:
    """A learner without recurring habits is possible; an answer without the list is none."""
    assert read_answer('{"insights": [], "focus_next": null, "summary": "Well done."}').result.insights == ()
    for unreadable in ("", "Well done!", "[]", '{"summary": "Well done."}', '{"insights": "none"}'):
        with pytest.raises(Unreadable):
            read_answer(unreadable)


@given(st.integers(1, 400))
def test_a_cut_off_answer_keeps_whole_insights(kept: int) -> None:
    """Wherever the answer breaks off, every insight that was complete is read, and nothing is made up."""
    both = [{**INSIGHT, "pattern": name} for name in ("Articles", "Tense and aspect")]
    answer = json.dumps({"insights": both})
    ends = [len(json.dumps({"insights": both[:count]})) - len("]}") for count in (1, 2)]
    whole = both[: sum(end <= kept for end in ends)]
    try:
        insights = read_answer(answer[:kept]).result.insights
    except Unreadable:
        insights = ()
    assert [insight.pattern for insight in insights] == [each["pattern"] for each in both[: len(insights)]]
    assert len(insights) >= len(whole)
    assert {quote for insight in insights for quote in insight.examples} <= set(INSIGHT["examples"])


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*INSIGHT, "insights"]), inner),
    ),
    st.text(max_size=20),
)
def test_any_json_is_read_or_refused(content: object, around: str) -> None:
    """Nothing that a model writes crashes the reader, and what is read can be stored as UTF-8."""
    for answer in (around, around + json.dumps(content) + around, json.dumps({"insights": [content]})):
        try:
            result = read_answer(answer).result
        except Unreadable:
            continue
        json.dumps(asdict(result), ensure_ascii=False).encode()
