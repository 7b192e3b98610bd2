"""Asks one question after another at real devices, with the product's own listening, speaking and understanding.

    python -m scripts.bench_parts.hearing.asking TURNS.json RESULTS.json

TURNS.json is a list of ``{"kind": "light", "patience": 0.5}``. Prints ``ask N`` before each question and ``again N`` before
it is asked again, as the dialogue would ask it. RESULTS.json gets what each came to.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from voice_guide.cli.recognisers import load_recogniser
from voice_guide.dialogue.meaning import Meaning
from voice_guide.events import Event, KeyCommand, Listen, NoMatch, Prompt, SpokeOn, Turn, TurnKind, Utterance
from voice_guide.languages import Language
from voice_guide.listening.voice_activity import SileroVoiceActivity
from voice_guide.session.sound_room import SoundRoom
from voice_guide.session.spoken_prompts import SpokenPrompts
from voice_guide.session.voice import VoiceConversant
from voice_guide.speaking.earcons import silence_cue, turn_tone
from voice_guide.speaking.prompt_cache import PromptCache
from voice_guide.speaking.pyttsx3_synthesiser import Pyttsx3Synthesiser
from voice_guide.understanding.yes_no import Answer

RATE_WPM = 300
RATE = 48_000
QUESTION = "Here is another question. Is that right?"
AGAIN = "I want to be sure. Is that right?"


class Asking:
    """One row of questions."""

    def __init__(self) -> None:
        language = Language.load("en")
        self._meaning = Meaning(language)
        self._room = SoundRoom()
        self._synthesiser = Pyttsx3Synthesiser()
        voice = str(language.voice["voice"])
        self._cache = PromptCache(self._synthesiser, spoken=lambda text: text, voice=voice, rate_wpm=RATE_WPM)
        recogniser, activity = load_recogniser("en", "auto"), SileroVoiceActivity()
        self._conversant = VoiceConversant(
            room=self._room,
            prompts=SpokenPrompts(self._cache, volume=1.0, set_volume=lambda volume: None),
            recogniser=lambda: recogniser,
            activity=lambda: activity,
            cues=self._meaning,
            thanks=language.prompt("answer.finished"),
            tone=turn_tone(RATE),
            cue=silence_cue(RATE),
        )

    def ask_all(self, turns: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Ask each until it is answered; who speaks on opens the one before again. What each came to."""
        found: list[dict[str, Any]] = [{"asked": 0, "reopened": 0} for _ in turns]
        number, listen_on = 0, False
        while number < len(turns):
            kind, result = str(turns[number]["kind"]), found[number]
            again = result["asked"] > 0
            print(f"{'again' if again else 'ask'} {number}", flush=True)
            result["asked"] += not listen_on
            prompt = Prompt("q", AGAIN if again else QUESTION)
            # Each by somebody else: nobody's pauses are learned.
            who = f"p{number}"
            turn = Turn(
                str(number),
                TurnKind(kind),
                "Jo",
                participant=who,
                prompt=prompt,
                patience_seconds=turns[number]["patience"],
            )
            event = self._conversant.converse([], Listen(turn, ask=not listen_on))
            listen_on = False
            if isinstance(event, SpokeOn):
                result["asked"] -= 1
                number = int(event.turn_id)
                found[number]["reopened"] += 1
                listen_on = turns[number]["kind"] == "open"
            elif (outcome := self._outcome(event, kind)) is not None:
                result["outcome"] = outcome
                number += 1
        return found

    def _outcome(self, event: Event, kind: str) -> str | None:
        """None: it is to be asked again."""
        if isinstance(event, KeyCommand):
            return event.name
        if isinstance(event, NoMatch) or not isinstance(event, Utterance):
            return None
        if kind == "open":
            return self._meaning.command(event.text).command
        answer = self._meaning.answer(event)
        if event.over_prompt or answer is Answer.OTHER:
            return None
        return str(answer)

    def close(self) -> None:
        """Say goodbye, so that the last reply can be timed."""
        self._conversant.say([Prompt("end", QUESTION)])
        self._room.close()
        self._synthesiser.close()


def main(turns: Path, results: Path) -> None:
    """Ask them all."""
    asking = Asking()
    try:
        results.write_text(json.dumps(asking.ask_all(json.loads(turns.read_text()))))
    finally:
        asking.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
