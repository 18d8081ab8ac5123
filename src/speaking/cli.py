"""The command line: `speaking COMMAND`. Heavy imports wait until a command needs them."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from speaking.errors import SpeakingError

if TYPE_CHECKING:
    from speaking.settings import Settings


class _PlainText(click.ParamType[str]):
    """A file or standard input, read as UTF-8 text."""

    name = "text file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - as in click
        file = click.File("r", encoding="utf-8-sig").convert(value, param, ctx)
        try:
            return str(file.read())
        except UnicodeDecodeError:
            self.fail("This is not plain text in UTF-8. Save it as UTF-8 and try again.", param, ctx)


class _Commands(click.Group):
    """Turns our errors into one message on standard error and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except SpeakingError as error:
            raise click.ClickException(error.message) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="learning-speaking-app")
def main() -> None:
    """Turn recorded English speech into a few trustworthy insights about recurring habits."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=1, show_default=True, help="Number of server processes.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the app, and process recordings if the queue is the embedded one."""
    from speaking.commands.serving import run_server

    run_server(_settings(), host=host, port=port, workers=workers)


@main.command()
def worker() -> None:
    """Process recordings without serving pages."""
    from speaking.commands.working import run_worker

    asyncio.run(run_worker(_settings()))


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.option("--topic", help="What the recording is about.")
def process(file: Path, as_json: bool, topic: str | None) -> None:
    """Process one recording from start to finish and show the result."""
    from speaking.commands import processing

    show = processing.print_json if as_json else processing.print_report
    asyncio.run(processing.process_file(_settings(), file, topic=topic, show=show))


@main.command()
@click.argument("text", metavar="[FILE]", type=_PlainText(), default="-")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def analyze(text: str, as_json: bool) -> None:
    """Analyze plain text as if it had been said: insights, focus, summary. Nothing is stored."""
    from speaking.commands import analyzing

    show = analyzing.print_json if as_json else analyzing.print_report
    asyncio.run(analyzing.analyze_text(_settings(), text, show=show))


@main.command()
def doctor() -> None:
    """Check every end: what is chosen, why, and whether it works."""
    from speaking.commands.doctoring import examine
    from speaking.settings import read_settings

    sys.exit(asyncio.run(examine(read_settings())))


@main.command()
@click.option("--dry-run", is_flag=True, help="Only count what would be repaired.")
def sweep(dry_run: bool) -> None:
    """Find and repair what was left behind."""
    from speaking.commands import sweeping

    asyncio.run((sweeping.count if dry_run else sweeping.mend)(_settings()))


@main.command()
def migrate() -> None:
    """Update the database to this version."""
    from speaking.services import migrate as bring_up

    bring_up(_settings())
    click.echo("The database is up to date.")


@main.command()
def export() -> None:
    """Print everything stored about the local learner as JSON."""
    from speaking.commands.exporting import print_export

    asyncio.run(print_export(_settings()))


@main.command()
@click.argument("text", metavar="[FILE]", type=_PlainText(), default="-")
@click.option("--lines", is_flag=True, help="Treat every line as a separate document.")
def evidence(text: str, lines: bool) -> None:
    """Find habits in plain text: one JSON object for each piece of evidence."""
    from speaking.analysis.engine import evidence_lines

    for line in evidence_lines(text.split("\n") if lines else [text]):
        click.echo(line)


@main.group()
def qstash() -> None:
    """Set up QStash."""


@qstash.command()
def schedule() -> None:
    """Make QStash call the sweep every five minutes; running this again changes nothing."""
    from speaking.queues.qstash import create_schedule

    click.echo(f"The sweep is scheduled as {asyncio.run(create_schedule(_settings()))}.")


@qstash.command()
def rotate() -> None:
    """Explain how to rotate the signing keys without losing a delivery."""
    from speaking.queues.qstash import ROTATION_ADVICE

    click.echo(ROTATION_ADVICE)


def _settings() -> "Settings":
    """The settings; if a choice in them is impossible, the command ends before it begins."""
    from speaking.services import check_choices
    from speaking.settings import read_settings

    settings = read_settings()
    check_choices(settings)
    return settings
