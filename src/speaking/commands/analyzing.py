"""`speaking analyze FILE`: the analysis alone, of plain text, without a session or a database."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict

import click
from rich.console import Console
from rich.text import Text

from speaking.analysis.grounding import ground
from speaking.analysis.learner import NOBODY
from speaking.documents.analysis_document import AnalysisOut, QuotedOut
from speaking.logs import configure_logs
from speaking.services import Services
from speaking.settings import Settings
from speaking.transcription import Transcription

SHOWN_QUOTES = 6


async def analyze_text(settings: Settings, text: str, *, show: Callable[[AnalysisOut], None]) -> None:
    """Analyze a text with the chosen analyzer and show the result.

    Raises:
        SpeakingError: The analyzer is not configured, or a paid service cannot be reached.
    """
    configure_logs()
    services = Services(settings)
    try:
        said = Transcription(text, language="en", duration=0.0)
        analysis = await services.analyzer.analyze(said, learner=NOBODY)
        grounded = ground(analysis.result.insights, said, evidence=analysis.evidence)
        show(AnalysisOut.of(analysis, grounded, asdict(analysis.usage) if analysis.usage else None))
    finally:
        await services.close()


def print_json(analysis: AnalysisOut) -> None:
    """Print an analysis as one JSON object on standard output."""
    click.echo(json.dumps(analysis.model_dump(by_alias=True, mode="json"), ensure_ascii=False, indent=2))


def print_report(analysis: AnalysisOut) -> None:
    """Print insights, focus, summary and what else was noticed for a person."""
    console = Console(highlight=False)
    console.rule("What came up again and again")
    for insight in analysis.insights:
        times = "" if insight.frequency is None else f" ({insight.frequency}×)"
        console.print(Text(f"{insight.title or insight.pattern}{times}", style="bold"))
        console.print(Text(insight.detail))
        _print_quotes(console, insight.evidence[:SHOWN_QUOTES])
        if insight.suggestion:
            console.print(Text(f"  Try this: {insight.suggestion}"))
        console.print()
    if not analysis.insights:
        console.print("No habit stood out this time.\n")
    if analysis.also_noticed:
        console.rule("Also noticed")
        _print_quotes(console, analysis.also_noticed)
    if analysis.focus_next:
        console.rule("Focus for next time")
        console.print(Text(analysis.focus_next))
    console.rule("In short")
    console.print(Text(analysis.summary))


def _print_quotes(console: Console, quotes: Iterable[QuotedOut]) -> None:
    for quote in quotes:
        instead = f"  → {' / '.join(quote.say_instead)}" if quote.say_instead else ""
        console.print(Text(f"  “{quote.quote}”", style="italic").append(instead, style="green"))
