"""How well and how fast the local model writes down what learners say.

Run it with `python -m benchmarks.transcription`. Word errors are counted on recordings of learners where they
are at hand (`../shared/audio` beside the project: a free data set that the project does not contain), else on
the example alone. Fillers are counted on five minutes that a free voice speaks. Time is compared with
faster-whisper's own call, same options, same recordings, same run, model warm.
"""

import asyncio
import json
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jiwer

from speaking.audio.recordings import AudioFile, MeasuredAudio, probe
from speaking.settings import Settings
from speaking.transcription.faster_whisper_local import OPTIONS, LocalWhisper
from speaking.transcription.prompts import VERBATIM_PROMPT

PROJECT = Path(__file__).parents[1]
LEARNERS = PROJECT.parent / "shared" / "audio"
EXAMPLE = PROJECT / "examples" / "monologue.webm"
FILLER_TEXT = PROJECT / "benchmarks" / "fillers.txt"

FILLER = "<filler>"
FILLERS = frozenset({"um", "umm", "uhm", "uh", "uhh", "er", "erm", "hm", "hmm", "mm", "ah", "eh"})


@dataclass(frozen=True)
class Spoken:
    """A recording and the words that were really said in it."""

    name: str
    audio: MeasuredAudio
    text: str


@dataclass(frozen=True)
class FillerScore:
    """How many of the fillers that were said stand in the transcript, and the other way round."""

    said: int
    written: int
    found: int

    @property
    def recall(self) -> float:
        return self.found / self.said

    @property
    def precision(self) -> float:
        return self.found / max(1, self.written)


def folded(text: str) -> list[str]:
    """Lower-case words without punctuation, hyphens parted, every filler the same."""
    plain = text.lower().replace("-", " ").replace("’", "'")
    letters = "".join(character if character.isalnum() or character in " '\n" else " " for character in plain)
    return [FILLER if word in FILLERS else word for word in letters.split()]


def word_error_rate(said: str, written: str) -> float:
    """Substitutions, insertions and deletions for each word that was said, fillers aside."""
    reference, hypothesis = (
        " ".join(word for word in folded(text) if word != FILLER) for text in (said, written)
    )
    return float(jiwer.wer(reference, hypothesis))


def score_fillers(said: str, written: str) -> FillerScore:
    """A filler is found where the alignment of the two texts puts one on the other."""
    reference, hypothesis = folded(said), folded(written)
    aligned = jiwer.process_words(" ".join(reference), " ".join(hypothesis)).alignments[0]
    found = sum(
        reference[chunk.ref_start_idx : chunk.ref_end_idx].count(FILLER)
        for chunk in aligned
        if chunk.type == "equal"
    )
    return FillerScore(reference.count(FILLER), hypothesis.count(FILLER), found)


def recordings() -> Iterator[Spoken]:
    """The learners' recordings where they are at hand, else the example."""
    if not LEARNERS.exists():
        print("No recordings of learners at hand: word errors are those of the example's free voice.")
        yield Spoken(EXAMPLE.name, probe(EXAMPLE), EXAMPLE.with_suffix(".txt").read_text("utf-8"))
        return
    for entry in json.loads((LEARNERS / "index.json").read_text("utf-8")):
        yield Spoken(entry["file"], probe(LEARNERS / entry["file"]), entry["text"])


def speak_fillers(target: str) -> None:
    """Speak the text with fillers into a file; in a process of its own, as its memory must not count."""
    from benchmarks.voice import save_as_browser, speak

    save_as_browser(*speak(FILLER_TEXT.read_text("utf-8")), Path(target))


def own_call(whisper: LocalWhisper, audio: AudioFile, *, prompt: str | None) -> str:
    """Faster-whisper's own call on the file, with our options and its own voice detection."""
    options: dict[str, Any] = {**OPTIONS, "vad_filter": True}
    found, _ = whisper.loaded().transcribe(str(audio.path), language="en", hotwords=prompt, **options)
    return "".join(segment.text for segment in found)


async def measure_errors(whisper: LocalWhisper, spoken: Sequence[Spoken]) -> None:
    """Print the error of each recording, and how long it took beside faster-whisper's own call."""
    errors: list[float] = []
    ours = theirs = 0.0
    print(f"{'recording':24} {'seconds':>8} {'WER':>6} {'ours':>7} {'own call':>9}")
    for one in spoken:
        began = time.perf_counter()
        written = await whisper.transcribe(one.audio, language="en")
        took = time.perf_counter() - began
        began = time.perf_counter()
        await asyncio.to_thread(own_call, whisper, one.audio, prompt=VERBATIM_PROMPT)
        alone = time.perf_counter() - began
        errors.append(word_error_rate(one.text, written.text))
        ours, theirs = ours + took, theirs + alone
        print(f"{one.name:24} {one.audio.duration:8.1f} {errors[-1]:6.3f} {took:6.1f}s {alone:8.1f}s")
    secs = sum(one.audio.duration for one in spoken)
    print(f"mean WER {sum(errors) / len(errors):.3f} (to reach: 0.150)")
    print(
        f"transcribe() took {ours / secs:.3f} of the recordings' length, {ours / theirs:.2f} of the own call"
    )


async def measure_fillers(whisper: LocalWhisper, folder: Path) -> None:
    """Print how many fillers of five spoken minutes survive, with the prompt and without."""
    voice = multiprocessing.get_context("spawn").Process(
        target=speak_fillers, args=(str(folder / "fillers.webm"),)
    )
    voice.start()
    await asyncio.to_thread(voice.join)
    audio = probe(folder / "fillers.webm")
    said = FILLER_TEXT.read_text("utf-8")
    began = time.perf_counter()
    prompted = (await whisper.transcribe(audio, language="en")).text
    took = time.perf_counter() - began
    plain = await asyncio.to_thread(own_call, whisper, audio, prompt=None)
    print(f"fillers in {audio.duration:.0f} s of speech, transcribed in {took:.1f} s:")
    for name, written in (("with the prompt", prompted), ("without", plain)):
        score = score_fillers(said, written)
        print(
            f"  {name:16} recall {score.recall:.2f} precision {score.precision:.2f} "
            f"WER fillers aside {word_error_rate(said, written):.3f}"
        )
    print("  to reach: recall 0.80, precision 0.90, WER at most 0.03 above the one without the prompt")


async def main() -> None:
    """Measure everything on one loaded model."""
    whisper = LocalWhisper(Settings())
    began = time.perf_counter()
    await asyncio.to_thread(whisper.loaded)
    print(f"the model loads in {time.perf_counter() - began:.1f} s")
    await measure_errors(whisper, list(recordings()))
    with tempfile.TemporaryDirectory() as folder:
        await measure_fillers(whisper, Path(folder))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process {peak:.0f} MB")
    await whisper.close()


if __name__ == "__main__":
    asyncio.run(main())
