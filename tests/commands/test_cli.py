import json
import socket
import subprocess
from pathlib import Path

import pytest

from speaking.examples import first_seconds
from support.forks import speaking
from support.limits import starts_processes
from support.packages import provide
from support.serving import run
from support.sounds import recording
from support.vendors.anthropic_compatible import CompatibleMessages

pytestmark = starts_processes

BELL = """
from speaking.queues import QueueDescription
from speaking.queues.embedded import EmbeddedQueue

def prepare(settings):
    print("tables")

async def work(settings, **given):
    print("at work with", ", ".join(sorted(given)))

"""


def test_help_names_every_command() -> None:
    """A new user finds what there is."""
    shown = run("--help").stdout
    for command in (
        "serve",
        "worker",
        "process",
        "doctor",
        "sweep",
        "migrate",
        "export",
        "evidence",
        "analyze",
    ):
        assert command in shown


def test_a_file_that_is_no_recording_is_one_sentence() -> None:
    """No stack trace, nothing on standard output, exit code 1, no session left behind."""
    Path("notes.webm").write_text("text, whatever its name says " * 100)
    done = speaking("process", "notes.webm", "--json")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "cannot read this kind of file" in done.stderr
    assert "Traceback" not in done.stderr
    assert json.loads(speaking("export").stdout)["sessions"] == []


def test_an_empty_file_is_told_apart() -> None:
    """The sentence says what is wrong with it."""
    Path("empty.webm").touch()
    assert "empty" in speaking("process", "empty.webm").stderr


@pytest.mark.parametrize("command", ["migrate", "serve", "worker", "sweep", "export"])
def test_a_data_folder_that_cannot_be_written_is_named(command: str) -> None:
    """The message tells which folder, and which variable to set."""
    Path("file").touch()
    done = speaking(command, DATA_DIR="file/data")
    assert done.returncode == 1
    assert "DATA_DIR" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_named() -> None:
    """A value that cannot be is told with the variable's name."""
    done = speaking("sweep", WORKER_CONCURRENCY="many")
    assert done.returncode == 1
    assert "WORKER_CONCURRENCY" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_busy_port_is_named() -> None:
    """The message says which port and how to choose another."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = speaking("serve", "--port", str(port))
    assert done.returncode == 1
    assert f"Port {port}" in done.stderr
    assert "--port" in done.stderr


def test_migrating_twice_is_fine() -> None:
    """The second time there is nothing to do."""
    for _ in range(2):
        assert speaking("migrate").stdout == "The database is up to date.\n"


def test_a_dry_sweep_only_counts() -> None:
    """The counts come as one JSON object, and nothing is changed."""
    counts = json.loads(speaking("sweep", "--dry-run").stdout)
    assert set(counts.values()) == {0}


def bell(folder: Path, *, run_worker: str) -> dict[str, str]:
    """The environment that chooses a queue of another package, which has workers of its own or None."""
    description = f"BELL = QueueDescription(make=EmbeddedQueue, prepare=prepare, run_worker={run_worker})"
    entry_points = {"speaking.queues": {"bell": "BELL"}}
    provide(folder, "speaking-bell", source=BELL + description, entry_points=entry_points)
    return {"QUEUE": "bell", "PYTHONPATH": str(folder)}


def test_a_queue_of_another_package_brings_its_tables_and_its_workers(tmp_path: Path) -> None:
    """`speaking migrate` makes what it keeps, and `speaking worker` runs its workers."""
    chosen = bell(tmp_path, run_worker="work")
    assert run("migrate", environment=chosen).stdout == "tables\nThe database is up to date.\n"
    done = run("worker", environment=chosen)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "tables\nat work with concurrency, grace_secs, process, sweep\n"


def test_a_queue_that_delivers_by_itself_needs_no_worker(tmp_path: Path) -> None:
    """Who starts one is told what to run instead, before anything is made."""
    done = run("worker", environment=bell(tmp_path, run_worker="None"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "The queue bell delivers over HTTP: run `speaking serve`" in done.stderr


def test_the_doctor_names_what_is_missing() -> None:
    """An end that was chosen and lacks its key makes the doctor fail and name the variable."""
    done = speaking("doctor", TRANSCRIBER="openai", ANALYZER="claude")
    assert done.returncode == 1
    assert "OPENAI_API_KEY is not set" in done.stdout
    assert "ANTHROPIC_API_KEY is not set" in done.stdout
    assert "ok      database: SQLite" in done.stdout


def test_the_doctor_says_which_model_is_asked_and_where() -> None:
    """A server of one's own needs no key; its model and address are told, and whether it keeps a schema."""
    with CompatibleMessages(keeps_to_schema=True) as server:
        done = speaking("doctor", TRANSCRIBER="openai", **server.environment())
    [line] = [line for line in done.stdout.splitlines() if "analysis: " in line]
    assert line == (
        f"ok      analysis: claude (ANALYZER=claude; qwen3:8b at {server.url}; structured outputs are taken)"
    )


def failed(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The ends that the doctor found failing."""
    return [line.split()[1].rstrip(":") for line in done.stdout.splitlines() if line.startswith("FAILED")]


def test_the_doctor_lets_every_local_end_work_and_leaves_nothing() -> None:
    """The example is stored, decoded, written down and analyzed, and nothing of it stays."""
    done = speaking("doctor")
    assert done.returncode == 0, done.stdout
    assert done.stdout.endswith("Everything works.\n")
    assert not [path for path in Path("data/audio").rglob("*") if path.is_file()]
    exported = json.loads(speaking("export").stdout)
    assert exported["sessions"] == []


def test_the_doctor_finds_a_decoder_that_decodes_nothing() -> None:
    """A library that is not what we expect fails what needs it, in a sentence, and hides no other end."""
    broken = str(Path(__file__).with_name("broken_decoder"))
    done = run("doctor", environment={"PYTHONPATH": broken, "ANALYZER": "claude"})
    assert done.returncode == 1
    assert failed(done) == ["recordings", "transcription", "analysis"]
    assert "TypeError" in done.stdout
    assert "ANTHROPIC_API_KEY is not set" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_the_doctor_proves_decoding_for_a_paid_transcription_too() -> None:
    """Every recording is probed here, whoever writes it down."""
    broken = str(Path(__file__).with_name("broken_decoder"))
    done = run("doctor", environment={"PYTHONPATH": broken, "TRANSCRIBER": "openai", "ANALYZER": "claude"})
    assert failed(done) == ["recordings", "transcription", "analysis"]
    assert "OPENAI_API_KEY is not set" in done.stdout


def test_the_doctor_examines_every_end_whatever_the_database_is() -> None:
    """An address that cannot be a database's fails that end, and the others are examined all the same."""
    keys = {"TRANSCRIBER": "openai", "ANALYZER": "claude"}
    done = speaking("doctor", DATABASE_URL="mysql://somewhere/else", **keys)
    assert failed(done) == ["database", "transcription", "analysis"]
    assert "ok      storage" in done.stdout
    assert "DATABASE_URL must begin with" in done.stdout


def test_a_recording_is_processed() -> None:
    """The command line takes a recording, here the first seconds of the example, to DONE."""
    with first_seconds() as file:
        done = speaking("process", str(file), "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["session"]["status"] == "DONE"
    assert "my new life" in answer["transcript"]["text"]


def test_a_recording_without_speech_is_told_so(tmp_path: Path) -> None:
    """Silence gives the documented sentence, not an invented transcript."""
    recording(tmp_path / "silence.wav", 4.0, kind="silence")
    done = speaking("process", "silence.wav", "--json")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "could not hear any speech" in done.stderr


def test_a_text_is_analyzed_without_a_session() -> None:
    """The whole result comes out: habits with places and wordings, rates, focus and summary."""
    text = "She has car. He bought car. I need informations. We had car, and he lost car.\n"
    result = json.loads(speaking("analyze", "--json", stdin=text).stdout)
    (articles,) = (insight for insight in result["insights"] if insight["key"] == "articles")
    assert [text[place["start"] : place["end"]] for place in articles["evidence"]] == ["car"] * 4
    assert result["focusPattern"] == "articles"
    assert result["rates"]["articles"] > 20
    assert result["alsoNoticed"][0].keys() >= {"name", "quote", "sentence", "sayInstead", "correctedSentence"}
    assert "Articles" in speaking("analyze", stdin=text).stdout
    assert not Path("data").exists()


@pytest.mark.parametrize("command", ["analyze", "evidence"])
def test_a_file_that_is_no_text_is_one_sentence(command: str) -> None:
    """The sentence says what to do, and there is no stack trace."""
    Path("notes.txt").write_bytes(b"\xff\xfe\x00bad")
    done = speaking(command, "notes.txt")
    assert done.returncode == 2
    assert "Save it as UTF-8" in done.stderr


@pytest.mark.parametrize("arguments", [[], ["--lines"]])
def test_evidence_is_one_json_object_a_line(arguments: list[str]) -> None:
    """The engine runs on plain text, without a session or a database."""
    done = speaking("evidence", *arguments, stdin="Um, we discuss about it.\nUh, she is teacher.\n")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert found
    assert {"document", "pattern", "category", "start", "end", "quote"} <= found[0].keys()
    assert not Path("data").exists()
