"""Echo cancelling figures: does the program hear itself, and how fast does it hear a person over its prompt? Prints
Markdown tables.

    python scripts/bench_parts/echo.py [--prompts 200] [--tries 100]

Every prompt is rendered by the machine's own voice and comes back into a rehearsal room's microphone at -6 dB, dry and
through two real rooms. Self-hearing: ten conversations a room, each with a delay of its own from 20 to 350 ms that jumps
by 40 ms in its middle. Barge-in: recordings of real people begin at a random moment of a prompt.
Recordings and rooms come from VOICE_GUIDE_SPEECH, by default ``../shared/speech``; without them only the dry room is
measured, and no barge-in.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import soundfile

sys.path.insert(0, str(Path(__file__).parents[2]))

from scripts.bench_parts import echo_trials as trials
from scripts.bench_parts.echo_trials import Cost, Rule, SelfHeard, SpokenOver
from scripts.bench_parts.recognition import Recording, recordings, speech_folder, table
from voice_guide.guide.loader import find_guide
from voice_guide.guide.sayings import guide_sayings, language_sayings
from voice_guide.languages import Language
from voice_guide.ports import LISTENING_RATE, Samples, Sound
from voice_guide.session.rehearsal_echo import Echo, EchoingRoom
from voice_guide.session.tracks import Track, at_listening_rate
from voice_guide.speaking.pyttsx3_synthesiser import Pyttsx3Synthesiser

LEVEL_DB = -6.0
VOICES = ("vctk_british", "libri_test_other", "ami_turns", "ocean_adults", "ocean_children")
VOICE_SECONDS = 3.0
QUIETER_DB = (0.0, -10.0)
PROBABILITIES = (0.5, 0.7, 0.9)
CHUNKS = (1, 2, 3, 4, 5, 6, 8)
DUCK = Rule(2, 0.5)


def prompts(count: int) -> list[Samples]:
    """What the program says, rendered; evenly over all there is, texts with gaps left out."""
    language = Language.load()
    said = language_sayings(language)
    for name in ("short", "restorative"):
        said += guide_sayings(find_guide(name, language.folder / "guides"))
    texts = [text for text in dict.fromkeys(saying.text for saying in said) if "{" not in text]
    chosen = [texts[round(place)] for place in np.linspace(0, len(texts) - 1, min(count, len(texts)))]
    voice = language.voice
    synthesiser = Pyttsx3Synthesiser()
    try:
        sounds = [synthesiser.render(text, voice=voice["voice"], rate_wpm=voice["rate_wpm"]) for text in chosen]
    finally:
        synthesiser.close()
    return [at_listening_rate(sound) for sound in sounds]


def rooms(folder: Path, spoken: Sequence[Samples]) -> dict[str, Echo]:
    """Each room by its name, in which the prompts are heard at LEVEL_DB."""
    responses: dict[str, Samples | None] = {"dry": None}
    for path in sorted((folder / "rir").glob("*.flac")):
        responses[path.stem] = np.asarray(soundfile.read(path, dtype="float32")[0], np.float32)
    return {name: _at_level(Echo(0.0, 0.1, response), spoken[:20]) for name, response in responses.items()}


def _at_level(echo: Echo, spoken: Sequence[Samples]) -> Echo:
    gains = []
    for samples in spoken:
        track = Track()
        track.put(Sound(samples, LISTENING_RATE), at=0.0)
        heard = EchoingRoom(echo, track).echo(0, len(samples) + 2 * LISTENING_RATE)
        gains.append(np.linalg.norm(heard) / np.linalg.norm(samples))
    return Echo(LEVEL_DB - 20 * float(np.log10(np.mean(gains))), echo.delay_seconds, echo.impulse_response)


def voices(folder: Path, tries: int) -> list[Samples]:
    """The beginnings of recordings of real people."""
    found: list[Recording] = [one for one in recordings(folder, VOICES) if one.seconds > 1.5]
    order = np.random.default_rng(4).permutation(len(found))[:tries]
    kept = [found[place].samples() for place in order]
    starts = [max(0, trials.onset(samples) - LISTENING_RATE // 10) for samples in kept]
    return [
        samples[start : start + round(VOICE_SECONDS * LISTENING_RATE)]
        for samples, start in zip(kept, starts, strict=True)
    ]


def print_self_hearing(heard: dict[str, list[SelfHeard]], cost: Cost) -> None:
    rows = []
    for room, all_prompts in heard.items():
        for place in ("first", "jump", "later"):
            ones = [one for one in all_prompts if one.place == place]
            loss = np.percentile([one.echo_loss_db for one in ones], (50, 5))
            segments = [sum(Rule(n, 0.5).fires(one.probabilities) is not None for one in ones) for n in (1, 3, 5)]
            rows.append([room, place, len(ones), f"{loss[0]:.0f}", f"{loss[1]:.0f}", *segments])
    print("Self-hearing: prompts with a voiced run (probability 0.5)\n")
    head = ["room", "prompt of its conversation", "prompts", "echo loss dB, median", "lowest 5 %"]
    table([*head, "1 chunk", "3 chunks", "5 chunks"], rows)
    share = cost.cpu_seconds / max(1e-9, cost.sound_seconds)
    print(f"The canceller costs {share:.4f} CPU s per second of sound ({cost.sound_seconds / 60:.0f} minutes).\n")


def print_rules(heard: Sequence[SelfHeard], spoken: dict[float, list[SpokenOver]]) -> None:
    head = ["rule", f"false, of {len(heard)}", "%"]
    for quieter in spoken:
        name = f"{quieter:+.0f} dB" if quieter else "as loud"
        head += [f"{name}: tries", "median ms", "p95 ms", "in 150 ms", "in 300 ms", "never"]
    rows = []
    for probability in PROBABILITIES:
        for chunks in CHUNKS:
            rule = Rule(chunks, probability)
            false = sum(rule.fires(one.probabilities) is not None for one in heard)
            rows.append([str(rule), false, f"{100 * false / len(heard):.1f}"])
            for tried in spoken.values():
                rows[-1] += _speed([one.seconds(rule) for one in tried])
    print("Rules: chunks of a probability. From a voice's onset to the change in the loudspeaker\n")
    table(head, rows)


def _speed(seconds: Sequence[float]) -> list[object]:
    median, most = np.percentile(seconds, (50, 95), method="higher") * 1000
    within = [sum(one <= bound for one in seconds) for bound in (0.15, 0.3)]
    return [len(seconds), f"{median:.0f}", f"{most:.0f}", *within, sum(np.isinf(seconds))]


def barge_in(
    spoken: Sequence[Samples], over: Sequence[Samples], echoes: Sequence[Echo], quieter_db: float
) -> list[SpokenOver]:
    """Each voice once, over a prompt of some length, in one room after another."""
    random = np.random.default_rng(7)
    long = [samples for samples in spoken if len(samples) > 2.5 * LISTENING_RATE]
    tried = []
    for number, voice in enumerate(over):
        earlier, prompt = (long[int(random.integers(len(long)))] for _ in range(2))
        begins = random.uniform(0.5, len(prompt) / LISTENING_RATE - 1.0)
        loudness = 10 ** ((LEVEL_DB + quieter_db) / 20) * trials.level(prompt) / trials.level(voice)
        said = (voice * loudness).astype(np.float32)
        tried.append(trials.speak_over(earlier, prompt, said, begins, echoes[number % len(echoes)], DUCK))
    return tried


def main() -> int:
    parser = argparse.ArgumentParser(description="Echo cancelling figures, as Markdown.")
    parser.add_argument("--prompts", type=int, default=200, help="how many prompts are played in each room")
    parser.add_argument("--tries", type=int, default=100, help="how many voices speak over a prompt, at each loudness")
    chosen = parser.parse_args()
    folder = speech_folder()
    spoken = prompts(chosen.prompts)
    echoes = rooms(folder, spoken)
    cost = Cost()
    heard = {name: list(trials.hear_ourselves(spoken, echo, cost)) for name, echo in echoes.items()}
    print_self_hearing(heard, cost)
    tried: dict[float, list[SpokenOver]] = {}
    if (folder / "manifest.tsv").is_file():
        people = voices(folder, chosen.tries)
        tried = {quieter: barge_in(spoken, people, list(echoes.values()), quieter) for quieter in QUIETER_DB}
    else:
        print(f"No recordings in {folder}: set VOICE_GUIDE_SPEECH. Barge-in is not measured.\n")
    print_rules([one for ones in heard.values() for one in ones], tried)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
