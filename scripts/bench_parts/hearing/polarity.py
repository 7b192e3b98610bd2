"""Is a no ever taken for a yes, or a yes for a no?

    scripts/bench hearing polarity [--trials 190] [--clean 40] [--seed 5] [--failures]

Eight voices of espeak-ng and one of Piper say everyday answers, and so do recordings of people, in noise of real rooms
15 and 5 dB under the voice, and in a quiet room. Each trial is a turn of the product's own: sound in a rehearsal room's
microphone, voice activity, the end of the answer, Whisper, and what the dialogue reads in the words; every other turn is
a weighty one. "Asked again" holds whatever is neither a yes nor a no, also an "unsure" and an answer that nobody heard.
What is drawn is split in halves by voice and phrase: no bound was tuned on the held-out one.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from scripts.bench_parts.figures import print_machine, print_table, share
from scripts.bench_parts.hearing.echo import Silence
from scripts.bench_parts.hearing.material import level, whisper
from scripts.bench_parts.hearing.peers import PeerError
from scripts.bench_parts.hearing.polarity_voices import Said, by_espeak, by_people, by_piper, noises, one_of
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.options import LIGHT_PATIENCE_SECONDS, WEIGHTY_PATIENCE_SECONDS
from voice_guide.events import Event, Listen, Turn, TurnKind, Utterance
from voice_guide.languages import Language
from voice_guide.listening.voice_activity import SileroVoiceActivity
from voice_guide.ports import LISTENING_RATE, KeyPressed, Samples, Sound
from voice_guide.session.answering import Cues
from voice_guide.session.rehearsal_room import RehearsalRoom
from voice_guide.session.voice import VoiceConversant
from voice_guide.speaking.earcons import silence_cue, turn_tone
from voice_guide.understanding.yes_no import Answer

SNR_DB = (15.0, 5.0)
VOICE_LEVEL = 0.05
BEFORE_SECONDS = (0.8, 1.6)  # from the beginning of listening to the first word
AFTER_SECONDS = 6.0  # of noise after the last word, longer than any patience
GIVE_UP_SECONDS = 3.0  # of quiet after that, then somebody presses a key
REPEATS = {"people": {"yes": 12, "no": 12, "neither": 1}}  # in each noise: of people there are few recordings
HALVES = ("seen", "held out")

PATIENCE = {TurnKind.LIGHT: LIGHT_PATIENCE_SECONDS, TurnKind.WEIGHTY: WEIGHTY_PATIENCE_SECONDS}


@dataclass(frozen=True)
class Trial:
    """What became of one sound. ``snr`` None: in a quiet room."""

    said: Said
    snr: float | None
    kind: TurnKind
    heard: str
    answer: Answer

    @property
    def half(self) -> str:
        """Which half this voice and phrase belong to."""
        return HALVES[zlib.crc32(f"{self.said.voice}|{self.said.text}".encode()) % 2]

    @property
    def wrong(self) -> bool:
        """A yes for a no, a no for a yes, or either where neither was meant."""
        return self.answer in (Answer.YES, Answer.NO) and self.answer != self.said.meaning

    @property
    def right(self) -> bool:
        """As it was meant."""
        return self.answer == self.said.meaning or (self.said.meaning == "neither" and not self.wrong)


class Listening:
    """Turns that listen to one sound each."""

    def __init__(self, cues: Cues | None = None) -> None:
        self._activity = SileroVoiceActivity()
        self._meaning = Meaning(Language.load())
        self._noises = noises()
        self._cues = cues or Silence()

    def hear(self, said: Said, snr: float | None, kind: TurnKind, random: np.random.Generator) -> Trial:
        """One turn."""
        turn = Turn("agree:Jo", kind, "Jo", patience_seconds=PATIENCE[kind])
        event = self.listen(said.samples, snr, turn, random)
        if not isinstance(event, Utterance):
            return Trial(said, snr, kind, "", Answer.OTHER)
        return Trial(said, snr, kind, event.text, self._meaning.answer(event))

    def listen(self, samples: Samples, snr: float | None, turn: Turn, random: np.random.Generator) -> Event:
        """What becomes of a sound in a turn."""
        begins = float(random.uniform(*BEFORE_SECONDS))
        voice = samples * (VOICE_LEVEL / level(samples))
        seconds = begins + len(voice) / LISTENING_RATE + AFTER_SECONDS
        room = RehearsalRoom()
        room.participant_track.put(Sound(voice.astype(np.float32), LISTENING_RATE), at=begins)
        if snr is not None:
            room.participant_track.put(Sound(self._noise(seconds, snr, random), LISTENING_RATE), at=0.0)
        room.later(seconds + GIVE_UP_SECONDS, KeyPressed("p"))
        return self._conversant(room).converse([], Listen(turn))

    def _noise(self, seconds: float, snr: float, random: np.random.Generator) -> Samples:
        noise = one_of(self._noises, seconds, random)
        loudness = float(np.sqrt(np.mean(np.square(noise))))
        return (noise * (VOICE_LEVEL / loudness / 10 ** (snr / 20))).astype(np.float32)

    def _conversant(self, room: RehearsalRoom) -> VoiceConversant:
        return VoiceConversant(
            room=room,
            prompts=_NoPrompts(),
            recogniser=whisper,
            activity=lambda: self._activity,
            cues=self._cues,
            tone=turn_tone(LISTENING_RATE),
            cue=silence_cue(LISTENING_RATE),
        )


class _NoPrompts:
    """Nothing is asked aloud here."""

    def get(self, text: str) -> Sound:
        raise KeyError(text)

    def prepare(self, texts: Sequence[str]) -> None:
        """Nothing to prepare."""

    def adjust(self, *, rate_step_wpm: int, volume_step: float) -> None:
        """Nobody asks for it here."""


def drawn(said: Sequence[Said], trials: int, random: np.random.Generator) -> Iterator[tuple[Said, TurnKind]]:
    """So many of them in a random order, light and weighty turns in turn; all where there are fewer."""
    for number, place in enumerate(random.permutation(len(said))[:trials]):
        yield said[place], (TurnKind.LIGHT, TurnKind.WEIGHTY)[number % 2]


def repeated(said: Sequence[Said]) -> list[Said]:
    """Each as often as it is heard in one noise."""
    return [one for one in said for _ in range(REPEATS.get(one.source, {}).get(one.meaning, 1))]


def rows_of(trials: Sequence[Trial]) -> Iterator[list[object]]:
    """The table: each source at each loudness of noise, each half and both."""
    for source in dict.fromkeys(trial.said.source for trial in trials):
        for snr in (None, *SNR_DB):
            here = [trial for trial in trials if trial.said.source == source and trial.snr == snr]
            yield _row(f"{source}, {'quiet' if snr is None else f'{snr:.0f} dB'}", here)
    synthetic = [trial for trial in trials if trial.said.source != "people"]
    for name, those in (("synthetic", synthetic), ("people", [one for one in trials if one not in synthetic])):
        in_noise = [trial for trial in those if trial.snr is not None]
        for half in HALVES:
            yield _row(f"{name}, in noise, {half}", [trial for trial in in_noise if trial.half == half])
        yield _row(f"{name}, in noise", in_noise)


def _row(name: str, trials: Sequence[Trial]) -> list[object]:
    meant = [trial for trial in trials if trial.said.meaning != "neither"]
    neither = [trial for trial in trials if trial.said.meaning == "neither"]
    wrong, right = sum(one.wrong for one in meant), sum(one.right for one in meant)
    as_yes = sum(one.answer is Answer.YES and one.wrong for one in meant)
    taken = share(sum(one.wrong for one in neither), len(neither))
    again = share(len(meant) - wrong - right, len(meant))
    return [name, len(meant), share(wrong, len(meant)), as_yes, again, right, taken]


HEAD = ("said by", "yes and no", "wrong", "no for yes", "asked again", "right", "neither, taken for one")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="scripts/bench hearing polarity", description="yes and no through sound")
    parser.add_argument("--trials", type=int, default=190, help="synthetic ones in each loudness of noise")
    parser.add_argument("--clean", type=int, default=40, help="synthetic ones in a quiet room")
    parser.add_argument("--seed", type=int, default=5, help="which are drawn, and in which noise")
    parser.add_argument(
        "--failures", action="store_true", help="also list what was not taken as it was meant, in the half that is seen"
    )
    chosen = parser.parse_args()
    print_machine()
    synthetic, people = by_espeak(), repeated(by_people())
    try:
        synthetic += by_piper()
    except PeerError as error:
        print(f"Piper is not measured: {error}\n")
    if not people:
        print("No recordings: set VOICE_GUIDE_SPEECH. People are not measured.\n")
    random = np.random.default_rng(chosen.seed)
    listening = Listening()
    trials = []
    for snr in (None, *SNR_DB):
        of_each = chosen.clean if snr is None else chosen.trials
        sounds = [*drawn(synthetic, of_each, random), *drawn(people, of_each, random)]
        trials += [listening.hear(said, snr, kind, random) for said, kind in sounds]
    print_table(HEAD, rows_of(trials))
    if chosen.failures:
        missed = [trial for trial in trials if not trial.right and trial.half == HALVES[0]]
        rows = [[t.said.voice, t.said.text, t.snr, t.kind, t.heard, t.answer] for t in missed]
        print_table(("voice", "said", "SNR", "turn", "heard", "taken as"), rows)


if __name__ == "__main__":
    main()
