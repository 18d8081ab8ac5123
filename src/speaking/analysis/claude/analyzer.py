"""Analysis by Claude, or by another model that speaks its protocol, together with the evidence engine."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import structlog

from speaking.analysis import Analysis, AnalyzerDescription
from speaking.analysis.claude.answer import Answer, Unreadable, read_answer
from speaking.analysis.claude.claude_prices import price_of
from speaking.analysis.claude.claude_service import (
    ANSWER_SECS,
    ENABLES,
    ClaudeService,
    Message,
    MessageParam,
    address_of,
    is_own_server,
    text_of,
    usage_of,
)
from speaking.analysis.claude.prompt import FIND_HABITS, candidates_in, question
from speaking.analysis.claude.second_look import LOOK_AGAIN, check_of, read_verdict
from speaking.analysis.claude.structured_outputs import (
    HELLO,
    IGNORED,
    REFUSED,
    SAY_HELLO,
    TAKEN,
    kept_to_schema,
)
from speaking.analysis.engine import find_grammar
from speaking.analysis.evidence import Evidence
from speaking.analysis.grounding import places_of
from speaking.analysis.learner import Learner
from speaking.analysis.local import SAME_PLACES
from speaking.analysis.local import analyze as analyze_by_rules
from speaking.analysis.merging import merge_results
from speaking.analysis.naming import identity
from speaking.analysis.schema import AnalysisResult, Insight
from speaking.analysis.text.quotes import Quote
from speaking.errors import MissingExtra, ServiceRefused, SpeakingError, UnusableAnswer
from speaking.settings import Settings
from speaking.transcription import Transcription

log = structlog.get_logger()

DECLINED = "We could not look for habits in this recording. Your words are safe."


@dataclass(frozen=True, slots=True)
class Seen:
    """What the model reports: its insights with their places, and what is left of the rest.

    `dropped` counts insights, and `dropped_quotes` quotes, that are not in the transcript.
    """

    insights: tuple[tuple[Insight, tuple[Quote, ...]], ...]
    focus_next: str | None
    focus_pattern: str | None
    summary: str
    dropped: int = 0
    dropped_quotes: int = 0

    @property
    def result(self) -> AnalysisResult:
        return AnalysisResult(tuple(one for one, _ in self.insights), self.focus_next, self.summary)


class ClaudeAnalyzer:
    """Asks Claude for the habits; the client is made on first use."""

    def __init__(self, settings: Settings, *, answer_secs: float | None = None) -> None:
        self._settings = settings
        self._service = ClaudeService(settings, answer_secs=answer_secs)
        self._has_rules = True
        # Rules keep a processor busy: several threads of them would only hold up whatever else is served.
        self._turn = asyncio.Semaphore(1)

    async def analyze(self, transcription: Transcription, *, learner: Learner) -> Analysis:
        """Let the rules look first, then ask Claude, and again if nothing in its answer can be used.

        Claude judges what the rules found and adds what they missed. The rates are the engine's alone, so
        the same transcript has the same rates whoever analyzes it.

        Raises:
            ServiceUnavailable: Claude is busy, slow or cannot be reached; `retry_after` is what it asked
                for.
            ServiceRefused: Claude declines, or the transcript is too long.
            UnusableAnswer: Both answers were unreadable.
            ConfigurationError: The key is missing or not accepted, or there is no such model.
        """
        await self._service.ready()
        async with self._turn:
            found, grammar = await asyncio.to_thread(self._look, transcription, learner)
        candidates = candidates_in(found.evidence)
        asked = question(
            transcription,
            learner=learner,
            evidence=found.evidence,
            candidates=candidates,
            first_language=self._settings.first_language,
        )
        answer, paid = await self._converse(asked)
        rejected = _rejected(answer.no_errors, candidates)
        if rejected:
            kept = [each for each in grammar or () if (each.start, each.end) not in rejected]
            confirmed = await asyncio.to_thread(analyze_by_rules, transcription, kept, learner=learner)
        else:
            confirmed = found
        seen = await asyncio.to_thread(_in_the_transcript, answer, transcription, confirmed.evidence)
        seen, more = await self._second_look(seen)
        result, focus_pattern = _merged(seen, confirmed)
        return Analysis(
            result=result,
            analyzer="claude",
            focus_pattern=focus_pattern,
            evidence=confirmed.evidence,
            habits=found.habits,
            fluency=found.fluency,
            usage=usage_of([*paid, *more], model=self._settings.anthropic_model),
            dropped_quotes=seen.dropped_quotes,
            dropped_insights=seen.dropped,
        )

    async def check(self) -> str | None:
        """Look up the model, which checks address, key and model at no cost; raises as `analyze` does.

        A server of one's own is also asked for a greeting, to learn whether it keeps to a schema.
        """
        await self._service.find_model()
        if not is_own_server(self._settings):
            return None
        answer = await self._service.ask(SAY_HELLO, [{"role": "user", "content": HELLO}])
        if "output_config" in self._service.left_out:
            return REFUSED
        return TAKEN if kept_to_schema(text_of(answer)) else IGNORED

    async def close(self) -> None:
        await self._service.close()

    def _look(
        self, transcription: Transcription, learner: Learner
    ) -> tuple[Analysis, Sequence[Evidence] | None]:
        """What counting and rules find; without the extra `local`, grammar counts as not looked for."""
        grammar = None
        if self._has_rules:
            try:
                grammar = find_grammar(transcription.text, first_language=self._settings.first_language)
            except MissingExtra:
                self._has_rules = False
                log.info("analysis.without_rules")
        return analyze_by_rules(transcription, grammar, learner=learner), grammar

    async def _converse(self, asked: str) -> tuple[Answer, Sequence[Message]]:
        messages: list[MessageParam] = [{"role": "user", "content": asked}]
        first = await self._service.ask(FIND_HABITS, messages)
        try:
            return _read(first), [first]
        except Unreadable as error:
            messages += _repair(first, str(error))
        second = await self._service.ask(FIND_HABITS, messages)
        try:
            return _read(second), [first, second]
        except Unreadable as error:
            raise UnusableAnswer from error

    async def _second_look(self, seen: Seen) -> tuple[Seen, Sequence[Message]]:
        """Without the insights whose quotes do not show them; all of them if that cannot be found out."""
        if not self._settings.anthropic_second_look or not seen.insights:
            return seen, []
        paid: list[Message] = []
        try:
            paid.append(
                await self._service.ask(LOOK_AGAIN, [{"role": "user", "content": check_of(seen.insights)}])
            )
            not_shown = read_verdict(text_of(paid[0]))
        except (SpeakingError, Unreadable) as error:
            log.warning("analysis.no_second_look", reason=type(error).__name__)
            return seen, paid
        kept = [one for number, one in enumerate(seen.insights, 1) if number not in not_shown]
        return _with_insights(seen, kept), paid


CLAUDE = AnalyzerDescription(
    make=ClaudeAnalyzer,
    chosen_by=("anthropic_api_key",),
    needs=("anthropic_api_key",),
    enables=ENABLES,
    price=lambda settings: price_of(settings.anthropic_model),
    uses=address_of,
    check_secs=ANSWER_SECS,
)


def _rejected(numbers: Collection[int], candidates: Sequence[Evidence]) -> set[tuple[int, int]]:
    """The places of the candidates with these numbers; no two pieces of grammar evidence share one."""
    return {
        (each.start, each.end)
        for number in numbers
        if 0 < number <= len(candidates)
        for each in [candidates[number - 1]]
    }


def _in_the_transcript(answer: Answer, transcription: Transcription, evidence: Sequence[Evidence]) -> Seen:
    """The insights of an answer that have a place in the transcript, in their order."""
    given = answer.result
    places = places_of(given.insights, transcription, evidence=evidence)
    pairs = tuple(zip(given.insights, places, strict=True))
    invented = [insight for insight, found in pairs if not found]
    quotes = [{*one.examples, *(each.quote for each in one.occurrences)} for one in invented]
    seen = Seen(
        pairs,
        given.focus_next,
        answer.focus_pattern,
        given.summary,
        dropped=len(invented),
        dropped_quotes=sum(map(len, quotes)),
    )
    return _with_insights(seen, [pair for pair in pairs if pair[1]])


def _with_insights(seen: Seen, kept: Sequence[tuple[Insight, tuple[Quote, ...]]]) -> Seen:
    """Only these insights; a focus on one of the others goes with it."""
    gone = {_identity(one) for one, _ in seen.insights} - {_identity(one) for one, _ in kept}
    if seen.focus_pattern and identity(seen.focus_pattern) in gone:
        seen = replace(seen, focus_next=None, focus_pattern=None)
    return replace(seen, insights=tuple(kept))


def _identity(insight: Insight) -> str | frozenset[str]:
    return insight.key or identity(insight.pattern)


def _merged(seen: Seen, found: Analysis) -> tuple[AnalysisResult, str | None]:
    """Both results as one, and the habit of the focus."""
    shown = {
        insight.habit
        for insight in found.result.insights
        if _is_shown(insight, found.evidence, seen.insights)
    }
    result = merge_results(seen.result, found.result, shown=shown)
    if seen.focus_next:
        named = identity(seen.focus_pattern or "")
        return result, next((one.habit for one in result.insights if _identity(one) == named), None)
    if found.focus_pattern in {insight.habit for insight in result.insights}:
        return result, found.focus_pattern
    first = next((insight for insight in result.insights if insight.suggestion), None)
    if first is None:
        return replace(result, focus_next=None), None
    return replace(result, focus_next=first.suggestion), first.habit


def _is_shown(
    insight: Insight, evidence: Sequence[Evidence], others: Sequence[tuple[Insight, Sequence[Quote]]]
) -> bool:
    """Whether one of the other insights shows most places of this one's habit."""
    places = [found for found in evidence if found.pattern.key == insight.habit]
    return any(
        sum(any(quote.start < at.end and at.start < quote.end for quote in quotes) for at in places)
        >= SAME_PLACES * len(places)
        for _, quotes in others
    )


def _read(answer: Message) -> Answer:
    """The analysis in an answer; raises ServiceRefused if Claude declined, or Unreadable."""
    if answer.stop_reason == "refusal":
        raise ServiceRefused(DECLINED)
    try:
        return read_answer(text_of(answer))
    except Unreadable as error:
        if answer.stop_reason in {"max_tokens", "model_context_window_exceeded"}:
            raise Unreadable(
                "it was longer than allowed and was cut off; report the top three only"
            ) from error
        raise


def _repair(answer: Message, reason: str) -> list[MessageParam]:
    correction = f"Your answer could not be used: {reason}. Answer again with the JSON object only."
    asked: MessageParam = {"role": "user", "content": correction}
    said = text_of(answer).strip()
    # The service refuses an empty turn.
    return [{"role": "assistant", "content": said}, asked] if said else [asked]
