"""Whatever an analyzer says, a learner sees only words that stand in the transcript."""

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speaking.analysis.evidence import Evidence, Family, Pattern
from speaking.analysis.grounding import Grounded, ground
from speaking.analysis.schema import Category, Insight, Occurrence, Severity
from speaking.transcription import Transcription, Word

TEXT = (
    "So I think, um, the life is very difficult. So we discuss about it “every day” - you know?\n"
    "I don’t like car parks; so my friend bought a cartoon. So we discuss about that and I go, I went home."
)
FILLERS = Pattern(
    key="fillers",
    category=Category.VOCABULARY,
    name="Filler words",
    explanation="Fillers take time.",
    tip="Pause instead.",
    severity=Severity.LOW,
)


def insight(
    *examples: str,
    pattern: str = "Unneeded 'about'",
    category: Category = Category.GRAMMAR,
    frequency: int | None = None,
    severity: Severity | None = None,
    key: str | None = None,
) -> Insight:
    return Insight(
        category=category,
        pattern=pattern,
        detail="You add 'about'.",
        frequency=frequency,
        severity=severity,
        examples=examples,
        key=key,
    )


def grounded(*insights: Insight, text: str = TEXT, words: Sequence[Word] = ()) -> Grounded:
    transcription = Transcription(text=text, language="en", duration=60.0, words=tuple(words))
    return ground(insights, transcription)


DISCUSS = Pattern(
    "prepositions", Category.GRAMMAR, "Prepositions", "Some verbs need none.", "Say 'discuss it'."
)
NEEDLESS = Family("needless", DISCUSS, "Needless prepositions", "No 'about'.", "Say 'discuss it'.", ())


def listed(*occurrences: Occurrence | str, examples: Sequence[str] = (), **changes: Any) -> Insight:
    """An insight that lists its places one by one."""
    places = tuple(each if isinstance(each, Occurrence) else Occurrence(each) for each in occurrences)
    return replace(insight(*examples), occurrences=places, **changes)


def rules(text: str, *quotes: str, say_instead: tuple[str, ...] = ()) -> list[Evidence]:
    """What rules find in a text: the first place of each quote."""
    return [
        Evidence(text.index(quote), text.index(quote) + len(quote), DISCUSS, NEEDLESS, say_instead)
        for quote in quotes
    ]


def find_um(text: str) -> list[Evidence]:
    return [Evidence(at, at + 2, FILLERS) for at in range(len(text)) if text[at : at + 2] == "um"]


class TestQuotes:
    @pytest.mark.parametrize(
        ("quote", "slice_of_transcript"),
        [
            ("the life is", "the life is"),
            ("THE LIFE IS", "the life is"),
            ("  the   life\tis ", "the life is"),
            ("I think um the life", "I think, um, the life"),
            ('it "every day"', "it “every day"),
            ("every day – you know", "every day” - you know"),
            ("I don't like", "I don’t like"),
            ("you know I don't", "you know?\nI don’t"),
            ("don't like car", "don’t like car"),
            ("“So we discuss…”", "So we discuss"),
        ],
    )
    def test_a_quote_is_found_whatever_its_case_punctuation_and_white_space(
        self, quote: str, slice_of_transcript: str
    ) -> None:
        """What is kept is the transcript's own slice, not the analyzer's spelling of it."""
        (found,) = grounded(insight(quote)).insights
        assert found.examples == (slice_of_transcript,)
        assert found.evidence[0].text == slice_of_transcript

    @pytest.mark.parametrize(
        "quote",
        [
            "a car",  # the beginning of "a cartoon"
            "don",  # a part of "don't"
            "the lives is",
            "life is difficult",  # leaves a word out
            "I think the life",  # leaves a filler out
            "discussed about",
            "home So I think",
            "...",
            "",
        ],
    )
    def test_a_quote_that_is_not_there_is_dropped(self, quote: str) -> None:
        """Nothing but case, punctuation and white space is forgiven; only whole words match."""
        analysis = grounded(insight(quote))
        assert analysis.insights == ()
        assert (analysis.dropped_quotes, analysis.dropped_insights) == (1, 1)

    def test_an_insight_lives_on_with_the_quotes_that_are_there(self) -> None:
        """One invented quote among true ones costs the insight that quote only."""
        analysis = grounded(insight("we discuss about it", "we discussed about us"))
        assert analysis.insights[0].examples == ("we discuss about it",)
        assert (analysis.dropped_quotes, analysis.dropped_insights) == (1, 0)

    def test_a_quote_given_twice_takes_two_places(self) -> None:
        """Several occurrences of the same words are distinct evidence."""
        (found,) = grounded(insight("discuss about", "Discuss about")).insights
        assert [quote.start for quote in found.evidence] == [
            TEXT.index("discuss about"),
            TEXT.rindex("discuss about"),
        ]

    def test_a_place_counts_once(self) -> None:
        """Repeated and overlapping quotes of one place are one piece of evidence."""
        (found,) = grounded(insight("the life is", "the life is", "life is very")).insights
        assert len(found.evidence) == 1
        assert found.frequency == 1

    def test_at_most_three_examples_but_all_the_evidence(self) -> None:
        """The learner reads three quotes; the transcript shows every place."""
        (found,) = grounded(insight("So", "so", "so", "so")).insights
        assert found.examples == ("So", "So", "so")
        assert len(found.evidence) == 4


class TestFrequency:
    def test_a_frequency_below_what_was_found_is_raised(self) -> None:
        """An analyzer that quotes two places and counts one is corrected."""
        (found,) = grounded(insight("discuss about", "discuss about", frequency=1)).insights
        assert found.frequency == 2

    def test_a_missing_frequency_is_what_was_found(self) -> None:
        """Without a count, the quotes are counted."""
        (found,) = grounded(insight("discuss about", "discuss about")).insights
        assert found.frequency == 2

    def test_a_higher_frequency_stays(self) -> None:
        """Quotes are examples: an analyzer may have seen more places than it quotes."""
        (found,) = grounded(insight("discuss about", frequency=4)).insights
        assert found.frequency == 4

    def test_nothing_happens_more_often_than_there_are_words(self) -> None:
        """A wild count cannot flood the profile."""
        (found,) = grounded(insight("discuss about", frequency=10**9), text="We discuss about it.").insights
        assert found.frequency == 4

    def test_habits_that_can_be_counted_are_recounted_exactly(self) -> None:
        """An analyzer's guess gives way to the count of the same habit, its places in the text included."""
        claimed = insight(
            "I think um the life",
            pattern="Um and uh",
            category=Category.STRUCTURE,
            frequency=9,
            key="fillers",
        )
        text = f"{TEXT} And um it was um good."
        transcription = Transcription(text=text, language="en", duration=60.0)
        analysis = ground((claimed,), transcription, evidence=find_um(transcription.text))
        (found,) = analysis.insights
        assert found.frequency == 3
        assert found.examples == ("I think, um, the life",)
        assert [quote.text for quote in found.evidence] == ["um", "um", "um"]

    def test_a_quote_shows_what_was_counted(self) -> None:
        """A true quote without the habit in it is no example of it."""
        claimed = insight("So we discuss", "I think um the life", key="fillers")
        transcription = Transcription(text=TEXT, language="en", duration=60.0)
        analysis = ground((claimed,), transcription, evidence=find_um(TEXT))
        assert analysis.insights[0].examples == ("I think, um, the life",)

    def test_a_counted_habit_needs_no_quote(self) -> None:
        """The count is evidence enough when every quote was wrong."""
        claimed = insight("uhm never said", key="fillers")
        transcription = Transcription(text=TEXT, language="en", duration=60.0)
        analysis = ground((claimed,), transcription, evidence=find_um(transcription.text))
        assert analysis.insights[0].examples == ("um",)
        assert (analysis.dropped_quotes, analysis.dropped_insights) == (1, 0)


class TestOccurrences:
    def test_every_listed_place_is_evidence_with_what_to_say(self) -> None:
        """A place carries its own wording, and its sentence is shown as it should be said."""
        claimed = listed(
            Occurrence("the life is very difficult", "life is very difficult"), "discuss about it"
        )
        (found,) = grounded(claimed).insights
        first, second = found.evidence
        assert first.say_instead == ("life is very difficult",)
        assert first.corrected == "So I think life is very difficult."
        assert (second.text, second.say_instead, second.corrected) == ("discuss about it", (), None)
        assert (found.frequency, found.examples) == (2, ("the life is very difficult", "discuss about it"))

    def test_a_sentence_is_corrected_altogether_or_not_at_all(self) -> None:
        """Where another error of the sentence has no wording, only the place itself is corrected."""
        text = "So we discuss about the life and she go."
        one = listed(Occurrence("discuss about the life", "discuss life"))
        both = ground(
            [one, listed(Occurrence("she go"), pattern="Agreement")],
            Transcription(text=text, language="en", duration=9.0),
        )
        alone = grounded(one, text=text).insights[0].evidence[0]
        assert alone.corrected == "So we discuss life and she go."
        assert both.insights[0].evidence[0].corrected is None
        assert both.insights[0].evidence[0].say_instead == ("discuss life",)

    def test_a_place_that_is_not_there_is_dropped_with_its_wording(self) -> None:
        """An invented place is no evidence; named as an example, too, it is still one invented quote."""
        claimed = listed(
            Occurrence("we discussed about us", "we discussed us"),
            "discuss about it",
            examples=["we discussed about us"],
        )
        analysis = grounded(claimed)
        assert [quote.text for quote in analysis.insights[0].evidence] == ["discuss about it"]
        assert (analysis.dropped_quotes, analysis.dropped_insights) == (1, 0)

    def test_examples_are_some_of_the_places(self) -> None:
        """An example that repeats a place, or a part of it, is no second place."""
        text = "We discuss about it. Then we discuss about it. Again we discuss about it."
        claimed = listed("discuss about it", "discuss about it", examples=["we discuss about it"])
        (found,) = grounded(claimed, text=text).insights
        assert [quote.start for quote in found.evidence] == [3, 29]
        assert found.examples == ("discuss about it",)

    def test_an_example_elsewhere_is_one_more_place(self) -> None:
        """A quote that the list forgot is no less true."""
        (found,) = grounded(listed("discuss about it", examples=["the life is"])).insights
        assert [quote.text for quote in found.evidence] == ["the life is", "discuss about it"]

    def test_listed_and_counted_places_are_united(self) -> None:
        """The engine's place stands for the quote around it; a quote without one is a place of its own."""
        claimed = listed("we discuss about it", "the life is", frequency=9, key="prepositions")
        transcription = Transcription(text=TEXT, language="en", duration=60.0)
        evidence = rules(TEXT, "discuss about it", "about that", say_instead=("discuss it",))
        (found,) = ground((claimed,), transcription, evidence=evidence).insights
        assert [quote.text for quote in found.evidence] == ["the life is", "discuss about it", "about that"]
        assert found.frequency == 3

    def test_what_can_be_counted_is_never_fewer_than_what_was_quoted(self) -> None:
        """A word that counting misses between pauses is heard by a reader."""
        text = "It was like good. He was like tired. We, um, were like late."
        claimed = listed("was like good", "was like tired", "were like late", key="fillers")
        transcription = Transcription(text=text, language="en", duration=60.0)
        (found,) = ground((claimed,), transcription, evidence=find_um(text)).insights
        assert found.frequency == 4

    def test_the_one_who_knows_what_to_say_names_the_place(self) -> None:
        """A counted place without a wording gives way to the quote that has one."""
        claimed = listed(Occurrence("we discuss about it", "we discuss it"), key="prepositions")
        transcription = Transcription(text=TEXT, language="en", duration=60.0)
        (found,) = ground((claimed,), transcription, evidence=rules(TEXT, "about it")).insights
        assert [(quote.text, quote.say_instead) for quote in found.evidence] == [
            ("we discuss about it", ("we discuss it",))
        ]

    def test_a_wording_that_changes_nothing_is_none(self) -> None:
        """What repeats the quote corrects nothing."""
        (found,) = grounded(listed(Occurrence("discuss about it", "Discuss about it"))).insights
        assert found.evidence[0].say_instead == ()

    def test_an_error_that_an_insight_shows_is_not_noticed_again(self) -> None:
        """A place is told once, whatever the two call its habit."""
        transcription = Transcription(text=TEXT, language="en", duration=60.0)
        evidence = rules(TEXT, "about it", "about that")
        analysis = ground([listed("we discuss about it")], transcription, evidence=evidence)
        assert [noticed.quote.text for noticed in analysis.noticed] == ["about that"]


class TestOrder:
    def test_high_before_medium_before_low_and_five_at_most(self) -> None:
        """The strongest five stay, in the analyzer's order within one severity."""
        severities = [Severity.LOW, None, Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.HIGH]
        analysis = grounded(
            *(insight("So", pattern=f"Habit {i}", severity=severity) for i, severity in enumerate(severities))
        )
        names = [found.pattern for found in analysis.insights]
        assert names == ["Habit 2", "Habit 5", "Habit 3", "Habit 0", "Habit 4"]
        assert analysis.dropped_insights == 0

    def test_an_ungrounded_insight_takes_nobodys_place(self) -> None:
        """The limit of five counts insights that stand, not those that were claimed."""
        invented = [insight("never said", pattern=f"Invented {i}", severity=Severity.HIGH) for i in range(5)]
        analysis = grounded(*invented, insight("So", pattern="Real"))
        assert [found.pattern for found in analysis.insights] == ["Real"]
        assert analysis.dropped_insights == 5


class TestSurroundings:
    def test_the_sentence_around_a_quote(self) -> None:
        """Evidence is shown in its sentence, and a quote over a border in both of them."""
        (found,) = grounded(insight("we discuss about it", "cartoon. So we")).insights
        assert found.evidence[0].sentence == "So we discuss about it “every day” - you know?"
        assert found.evidence[1].sentence.startswith("I don’t like car parks;")
        assert found.evidence[1].sentence.endswith("I went home.")

    def test_minutes_without_a_full_stop_are_cut_around_the_quote(self) -> None:
        """The context stays readable, whole words, with the quote inside."""
        text = "and then we go " * 200 + "he discuss about it " + "and then we come " * 200
        (found,) = grounded(insight("he discuss about it"), text=text).insights
        sentence = found.evidence[0].sentence
        assert "he discuss about it" in sentence
        assert f" {sentence} " in text
        assert len(sentence) <= 400

    def test_the_time_of_a_quote(self) -> None:
        """Seconds run from the start of its first word to the end of its last."""
        said = ["So", "we", "discuss", "about", "it.", "So", "what?"]
        words = [Word(text, i * 0.5, i * 0.5 + 0.4, 0.9) for i, text in enumerate(said)]
        analysis = grounded(insight("discuss about", "so", "so"), text=" ".join(said), words=words)
        times = [(quote.start_secs, quote.end_secs) for quote in analysis.insights[0].evidence]
        assert times == [(0.0, 0.4), (1.0, 1.9), (2.5, 2.9)]

    def test_no_timings_no_time(self) -> None:
        """A model without word timings leaves the time open."""
        (found,) = grounded(insight("the life")).insights
        assert (found.evidence[0].start_secs, found.evidence[0].end_secs) == (None, None)

    def test_a_timed_word_that_is_not_in_the_text_shifts_nothing(self) -> None:
        """Words that a model timed but wrote differently are passed over."""
        words = [Word("one", 0.0, 0.4, 0.9), Word("2", 0.5, 0.9, 0.9), Word("three", 1.0, 1.4, 0.9)]
        (found,) = grounded(insight("three"), text="one two three", words=words).insights
        assert (found.evidence[0].start_secs, found.evidence[0].end_secs) == (1.0, 1.4)


def assert_verbatim(analysis: Grounded, text: str) -> None:
    for found in analysis.insights:
        texts = [quote.text for quote in found.evidence]
        assert texts
        assert set(found.examples) <= set(texts)
        assert found.frequency is not None
        assert found.frequency >= len(texts)
        assert [text[quote.start : quote.end] for quote in found.evidence] == texts
        assert all(quote.text in quote.sentence for quote in found.evidence)


@st.composite
def claims(draw: st.DrawFn) -> tuple[str, list[Insight]]:
    """A transcript, and insights whose quotes are slices of it, changed slices or anything at all."""
    text = draw(st.text() | st.lists(st.sampled_from(TEXT.split(" "))).map(" ".join))
    slices = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(
        lambda edges: text[min(edges) : max(edges)]
    )
    quotes = st.lists(slices | slices.map(str.upper) | st.text(), max_size=6)
    return text, draw(
        st.lists(
            st.builds(
                insight,
                pattern=st.text(min_size=1, max_size=80),
                category=st.sampled_from(Category),
                frequency=st.none() | st.integers(),
                severity=st.none() | st.sampled_from(Severity),
            )
            .flatmap(lambda made: quotes.map(lambda q: replace(made, examples=tuple(q))))
            .flatmap(
                lambda made: st.lists(st.builds(Occurrence, slices | st.text(), st.none() | st.text())).map(
                    lambda places: replace(made, occurrences=tuple(places))
                )
            ),
            max_size=7,
        )
    )


@given(claims())
def test_whatever_an_analyzer_returns_every_quote_is_a_slice(claimed: tuple[str, list[Insight]]) -> None:
    """Text of any script, quotes of any kind: what is kept stands at its place in the transcript."""
    text, insights = claimed
    analysis = grounded(*insights, text=text)
    assert len(analysis.insights) <= 5
    assert_verbatim(analysis, text)


@given(st.text(), st.integers(0, 50), st.integers(1, 50))
def test_whole_words_of_the_transcript_are_always_found(text: str, first: int, count: int) -> None:
    """No true quote is lost, whatever its characters."""
    words = text.split()
    quote = " ".join(words[first : first + count])
    analysis = grounded(insight(quote), text=text)
    assert analysis.insights or not any(char.isalnum() for char in quote)


def test_ten_thousand_answers() -> None:
    """Ten thousand generated answers about one transcript leave not one ungrounded quote."""
    chance = random.Random(7)  # noqa: S311 - reproducible, not secret
    vocabulary = [*TEXT.split(), "never", "said", "…", "a", "car", "SO", "i", "don't"]
    kept = 0
    for _ in range(10_000):
        quotes = [" ".join(chance.choices(vocabulary, k=chance.randint(1, 3))) for _ in range(3)]
        start = chance.randrange(len(TEXT))
        quotes.append(TEXT[start : start + chance.randint(1, 30)])
        analysis = grounded(insight(*quotes, frequency=chance.choice([None, 0, 1, 50])))
        assert_verbatim(analysis, TEXT)
        kept += len(analysis.insights)
    assert 1_000 < kept < 10_000
