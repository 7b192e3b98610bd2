"""Where a conversation by voice takes place: devices, voice, recogniser and keys, all started beside one another."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING

from voice_guide.cli.output import tell
from voice_guide.cli.recognisers import Loading, load_recogniser, second_recogniser
from voice_guide.cli.voice_choice import chosen_voice
from voice_guide.languages import Language
from voice_guide.session.answering import Cues
from voice_guide.session.ask_to_save import Asked
from voice_guide.session.pause_lock import PauseLock
from voice_guide.settings import Settings

if TYPE_CHECKING:
    from voice_guide.ports import Journal


def missing_parts(input_device: str | None, output_device: str | None) -> list[str]:
    """Message keys of what is missing for a conversation by voice. Never takes over a second."""
    from voice_guide.session.devices import present

    has_input, has_output = present(input_device, output_device)
    return [key for key, there in (("microphone", has_input), ("loudspeaker", has_output)) if not there]


class VoicePlace:
    """Owns the real room, the voice and the recogniser for one conversation. ``numbers`` are the help page's lines."""

    def __init__(
        self,
        arguments: argparse.Namespace,
        settings: Settings,
        language: Language,
        *,
        keys: bool,
        numbers: Sequence[str],
    ) -> None:
        from voice_guide.models import choose
        from voice_guide.session.screen import Screen
        from voice_guide.session.second_reading import SecondReadings
        from voice_guide.session.sound_room import SoundRoom
        from voice_guide.speaking.any_voice import AnyVoice
        from voice_guide.speaking.prompt_cache import PromptCache
        from voice_guide.speaking.spoken import spoken_text

        self._settings = settings
        self._language = language
        self.recogniser_name = choose(language.code, setting=settings.recogniser).name
        voice = chosen_voice(None, settings, language)
        self._synthesiser = AnyVoice(voice, on_voice_replaced=self._tell_of_voice)
        self._cache = PromptCache(
            self._synthesiser,
            spoken=lambda text: spoken_text(text, language.voice),
            voice=voice,
            rate_wpm=settings.rate_wpm,
            abbreviations=language.voice["abbreviations"],
        )
        self._cache.prepare([language.prompt("welcome.hello").text])
        terminals = tuple(stream for stream in (sys.stdout, sys.stderr) if stream.isatty())
        self._screen = Screen(sys.stdout, terminals)
        self._numbers = numbers
        self._has_keys = keys
        self._room = SoundRoom(
            input=arguments.input or settings.input,
            output=arguments.output or settings.output,
            keys=keys,
            cancel_echo=settings.speak_over,
            quiet_key=settings.quiet_key,
            on_quiet=self._screen.keep_blank,
        )
        self._recogniser = Loading(lambda: load_recogniser(language.code, settings.recogniser))
        self._activity = Loading(_voice_activity)
        second = second_recogniser(language.code, settings.recogniser)
        self._readings = SecondReadings(self._room, second, second.give_up) if second else None
        self._finish: Callable[[], None] = lambda: None

    def conversant(self, cues: Cues, pause_lock: PauseLock | None) -> Asked:
        """The voice side of the conversation. Each prompt is shown as well as spoken."""
        from voice_guide.session.spoken_prompts import SpokenPrompts
        from voice_guide.session.voice import VoiceConversant
        from voice_guide.speaking.earcons import closed_tone, opened_tone, silence_cue, turn_tone

        return VoiceConversant(
            room=self._room,
            prompts=SpokenPrompts(self._cache, volume=self._settings.volume, set_volume=self._set_volume),
            recogniser=self._recogniser,
            activity=self._activity,
            cues=cues,
            speak_over=self._settings.speak_over,
            thanks=self._language.prompt("answer.finished"),
            empty_after_seconds=self._settings.empty_minutes * 60 or None,
            pause_lock=pause_lock,
            tone=turn_tone(48_000),
            cue=silence_cue(48_000),
            on_prompt=lambda prompt: self._screen.show(prompt.text),
            on_numbers=lambda: self._screen.show(*self._numbers),
            on_typed=self._screen.show_typed if self._has_keys else None,
            readings=self._readings,
            closed_tone=closed_tone(48_000),
            opened_tone=opened_tone(48_000),
            on_alone=self._show_alone,
        )

    def _show_alone(self, alone: bool) -> None:
        """What the worker and the family see when the private time begins and when it is over."""
        at = datetime.now().astimezone().strftime("%H:%M")
        self._screen.show(*self._language.message("private_on" if alone else "private_off", time=at).splitlines())

    def show(self, text: str) -> None:
        """Show a line, unless the screen is to stay blank."""
        self._screen.show(text)

    def journal(self, journal: Journal, utterances: Callable[[], int]) -> Journal:
        """The session's journal, with the second texts of its answers where there are any."""
        from voice_guide.session.second_reading import JournalWithSecondTexts

        if self._readings is None:
            return journal
        both = JournalWithSecondTexts(journal, self._readings, utterances)
        self._finish = both.finish
        return both

    def finish(self) -> None:
        """The session is over: have its last answers read again, if that does not take long."""
        self._finish()

    def prepare(self, texts: Sequence[str]) -> None:
        """Render what is sure to be said, beside everything else."""
        self._cache.prepare(texts)

    def keys_away(self) -> AbstractContextManager[None]:
        """The terminal is somebody else's for a while: a passphrase can be typed there."""
        return self._room.keys_away()

    def interrupt(self) -> None:
        """A signal came: end whatever is waited for."""
        self._room.interrupt()

    @property
    def is_quiet(self) -> bool:
        """Whether the quiet key has made the room silent and the screen blank."""
        return self._room.is_quiet

    @property
    def device_lost(self) -> bool:
        """Whether a device went away."""
        return self._room.device_lost

    def close(self) -> None:
        """Let go of devices and voice, and of any sound still held."""
        if self._readings is not None:
            self._readings.drop()
        self._room.close()
        self._cache.close()
        self._synthesiser.close()

    def _tell_of_voice(self, wanted: str, used: str) -> None:
        tell(self._language.message("check_voice_used_instead", wanted=wanted, used=used))

    def _set_volume(self, volume: float) -> None:
        self._room.volume = volume


def _voice_activity() -> object:
    from voice_guide.listening.voice_activity import SileroVoiceActivity

    return SileroVoiceActivity()
