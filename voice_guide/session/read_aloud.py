"""Reading a rehearsal aloud: each text is spoken to its end before the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from voice_guide.errors import DeviceError
from voice_guide.ports import Synthesiser
from voice_guide.session.sound_check import Loudspeaker
from voice_guide.speaking.joining import joined, trimmed
from voice_guide.speaking.spoken import sentences


@dataclass
class ReadAloud:
    """Speaks texts one after another. ``spoken`` turns signs into words; ``on_lost`` is told once when no more can be heard."""

    synthesiser: Synthesiser
    loudspeaker: Loudspeaker
    spoken: Callable[[str], str]
    abbreviations: tuple[str, ...]
    on_lost: Callable[[], None]
    lost: bool = False

    def say(self, text: str, *, voice: str, rate_wpm: int) -> None:
        """Speak this to its end. Where the voice or the loudspeaker is gone, nothing is spoken any more."""
        if self.lost:
            return
        try:
            pieces = [
                trimmed(self.synthesiser.render(each, voice=voice, rate_wpm=rate_wpm))
                for each in sentences(self.spoken(text), self.abbreviations)
            ]
            heard = not pieces or self.loudspeaker.play(joined(pieces))
        except DeviceError:
            heard = False
        if not heard:
            self.lost = True
            self.on_lost()

    def close(self) -> None:
        """Let the voice and the loudspeaker go."""
        self.loudspeaker.close()
        self.synthesiser.close()
