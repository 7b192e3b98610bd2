"""What listening costs: CPU seconds for each second of silence and of speech, resident memory, and its growth.

    scripts/bench hearing cost [--silence 300] [--answers 40] [--hours 2]

The product's own listening in a rehearsal room, echo cancelling included. A second of speech is charged with all that an
answer took but its silence, patience included, at the price that silence has by itself. Then whole rehearsals, one after
another in one process, until their clocks come to so many hours.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from scripts.bench_parts.conversation import CHECKOUT
from scripts.bench_parts.figures import median, p95, print_machine, print_table
from scripts.bench_parts.hearing.echo import Silence
from scripts.bench_parts.hearing.material import Rendered, has_recordings, whisper
from scripts.bench_parts.recognition import Recording, memory_mb, recordings, speech_folder
from voice_guide.events import Listen, Prompt, Turn, TurnKind, Utterance
from voice_guide.listening.voice_activity import SileroVoiceActivity
from voice_guide.ports import LISTENING_RATE, KeyPressed, Sound
from voice_guide.session.rehearsal_echo import Echo
from voice_guide.session.rehearsal_room import RehearsalRoom
from voice_guide.session.voice import VoiceConversant
from voice_guide.speaking.earcons import silence_cue, turn_tone

LONG_SETS, SHORT_SETS = ("vctk_british", "libri_test_other"), ("command_words",)
SORTS = (
    ("each second of speech, answers over 5 s", LONG_SETS, TurnKind.OPEN, 0.3),
    ("a short answer to an open question", SHORT_SETS, TurnKind.OPEN, 0.6),
    ("a short answer to a light question", SHORT_SETS, TurnKind.LIGHT, 0.6),
)
LONG_SECONDS = 5.0
PATIENCE_SECONDS, LIGHT_SECONDS = 4.0, 0.5
UNHEARD_SECONDS = 300.0
REHEARSALS = """
import contextlib, functools, io, json, sys
sys.path.insert(0, {checkout!r})
from pathlib import Path
from scripts.bench_parts.recognition import memory_mb
from voice_guide.cli import main, recognisers
recognisers.load_recogniser = functools.cache(recognisers.load_recogniser)  # one process, one model, as in one long session
hours, folder, clock, found = float(sys.argv[1]), Path(sys.argv[2]), 0.0, []
while clock < hours * 3600:
    with contextlib.redirect_stdout(io.StringIO()):
        main.main(["rehearse", "short", "--answers", {answers!r}, "--out", str(folder)])
    clock += json.loads((folder / "report.json").read_text())["clock_seconds"]
    found.append((clock, memory_mb()))
print(json.dumps(found))
"""
ANSWERS = CHECKOUT / "voice_guide" / "languages" / "en" / "made_up.json"


class Listening:
    """One room in which the program listens."""

    def __init__(self) -> None:
        self.room = RehearsalRoom(echo=Echo(-6.0, 0.1))
        activity = SileroVoiceActivity()
        self._conversant = VoiceConversant(
            room=self.room,
            prompts=Rendered(["OK."]),
            recogniser=whisper,
            activity=lambda: activity,
            cues=Silence(),
            tone=turn_tone(LISTENING_RATE),
            cue=silence_cue(LISTENING_RATE),
            empty_after_seconds=UNHEARD_SECONDS,
        )

    def silence(self, seconds: float) -> float:
        """CPU seconds for each second in which nobody speaks."""
        self.room.later(self.room.now() + seconds, KeyPressed("p"))
        return self._spent(Turn("wh-today", TurnKind.OPEN, "Jo")) / seconds

    def answer(self, recording: Recording, kind: TurnKind, silence_price: float) -> tuple[float, float] | None:
        """CPU seconds for the answer, and its seconds of speech; None where nothing was heard."""
        sound, began = recording.samples(), self.room.now()
        self.room.participant_track.put(Sound(sound, LISTENING_RATE), at=began + 1.0)
        traces = len(self._conversant.traces)
        patience = PATIENCE_SECONDS if kind is TurnKind.OPEN else LIGHT_SECONDS
        spent = self._spent(Turn("wh-today", kind, "Jo", patience_seconds=patience))
        trace = self._conversant.traces[traces]
        if trace.answer_start is None or trace.answer_end is None:
            return None
        speech = trace.answer_end - trace.answer_start
        return spent - silence_price * (self.room.now() - began - speech), speech

    def _spent(self, turn: Turn) -> float:
        before = time.process_time()
        event = self._conversant.converse([], Listen(turn, ask=False))
        spent = time.process_time() - before
        if not isinstance(event, Utterance):
            self._conversant.say([Prompt("ok", "OK.")])
        return spent


def grow(hours: float) -> list[tuple[float, float]]:
    """Clock seconds and memory after each rehearsal of one process."""
    program = REHEARSALS.format(checkout=str(CHECKOUT), answers=str(ANSWERS))
    with tempfile.TemporaryDirectory(prefix="voice-guide-bench-") as folder:
        command = [sys.executable, "-c", program, str(hours), str(Path(folder) / "out")]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=_places(folder))
    return [(float(clock), float(memory)) for clock, memory in json.loads(done.stdout.splitlines()[-1])]


def _places(folder: str) -> dict[str, str]:
    import os

    return os.environ | {"XDG_DATA_HOME": f"{folder}/data", "XDG_CONFIG_HOME": f"{folder}/config"}


def _row(name: str, prices: Sequence[float], goal: float) -> list[object]:
    mean = sum(prices) / len(prices)
    return [name, len(prices), f"{mean:.3f}", f"{median(prices):.3f}", f"{p95(prices):.3f}", f"{goal:g}"]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="scripts/bench hearing cost", description="CPU and memory of listening")
    parser.add_argument("--silence", type=float, default=300.0, help="seconds of silence")
    parser.add_argument("--answers", type=int, default=40, help="answers of each length")
    parser.add_argument("--hours", type=float, default=2.0, help="hours of rehearsal, by its clock")
    options = parser.parse_args()
    print_machine()
    listening = Listening()
    whisper()
    price = listening.silence(options.silence)
    rows: list[list[object]] = [["each second of silence", None, f"{price:.3f}", None, None, "0.08"]]
    for name, sets, kind, goal in SORTS if has_recordings() else ():
        long = sets == LONG_SETS
        chosen = [one for one in recordings(speech_folder(), sets) if (one.seconds > LONG_SECONDS) == long]
        costs = [listening.answer(one, kind, price) for one in chosen[: options.answers]]
        known = [cost for cost in costs if cost is not None]
        rows.append(_row(name, [spent / (seconds if long else 1.0) for spent, seconds in known], goal))
    print_table(["CPU seconds for", "n", "mean", "median", "p95", "goal"], rows)
    print_table(
        ["resident memory", "MB", "goal"],
        [["now", f"{memory_mb():.0f}", 500], ["peak", f"{memory_mb('VmHWM'):.0f}", None]],
    )
    grown = grow(options.hours)
    first, last = grown[min(1, len(grown) - 1)], grown[-1]
    print_table(
        ["rehearsals", "hours by their clock", "MB after the second", "MB at the end", "growth MB", "goal"],
        [[len(grown), f"{last[0] / 3600:.2f}", f"{first[1]:.0f}", f"{last[1]:.0f}", f"{last[1] - first[1]:+.1f}", 10]],
    )


if __name__ == "__main__":
    main()
