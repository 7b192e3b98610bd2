"""What ``voice-guide check`` looks at, one thing a method, in the order in which it is told."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from voice_guide.cli.voice_choice import chosen_voice
from voice_guide.errors import VoiceGuideError
from voice_guide.languages import Language
from voice_guide.ports import LISTENING_RATE, Sound
from voice_guide.session import devices
from voice_guide.settings import Settings

ROOM_MEGABYTES = 200  # a session takes under 1 MB; less than this, and other programs will fill the disk
LOW_PERCENT = 20
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Finding:
    """One thing looked at: a sentence, what mends it (None: nothing to mend), and the facts for ``--json``."""

    name: str
    sentence: str
    mend: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The finding as plain values."""
        return asdict(self) | {"well": self.mend is None}


class Checks:
    """Looks at everything, telling each finding as soon as it is made.

    ``someone_there``: a person at a terminal, who is asked to speak. Otherwise a silent room is no fault.
    """

    def __init__(
        self,
        language: Language,
        settings: Settings,
        *,
        input: str | None,  # noqa: A002, RUF100
        output: str | None,
        seconds: float,
        someone_there: bool,
        tell: Callable[[str], None],
    ) -> None:
        self._language, self._settings = language, settings
        self._input, self._output = input, output
        self._seconds, self._someone_there, self._tell = seconds, someone_there, tell
        self._findings: list[Finding] = []
        self._chosen = devices.Chosen(None, None)
        self._spoken: Sound | None = None
        self._loudspeaker: Any = None

    def all(self) -> list[Finding]:
        """Every finding, in order. What goes wrong with one thing is a finding too, and the rest goes on."""
        looks = (
            self._devices,
            self._voice,
            self._play,
            self._volume,
            self._listen,
            self._model,
            self._disk,
            self._vault,
        )
        try:
            for look in looks:
                try:
                    look()
                except VoiceGuideError as error:
                    *sentence, mend = self._language.explain(error).split("\n")
                    self._find(look.__name__.lstrip("_"), " ".join(sentence), mend)
        finally:
            if self._loudspeaker is not None:
                self._loudspeaker.close()
        return self._findings

    def _find(self, name: str, sentence: str, mend: str | None = None, /, **facts: Any) -> None:
        self._findings.append(Finding(name, sentence, mend, facts))
        self._tell(sentence)
        if mend is not None:
            self._tell(self._language.message("check_mend", mend=mend))

    def _find_message(self, name: str, key: str, /, *, wrong: bool = False, **values: Any) -> None:
        mend = self._language.message(f"{key}_mend", **values) if wrong else None
        self._find(name, self._language.message(key, **values), mend, **values)

    def _devices(self) -> None:
        found = devices.listed()
        if not found:
            self._find_message("devices", "check_no_devices", wrong=True)
            return
        lines = [self._language.message("check_devices")]
        for device in found:
            use = "both" if device.inputs and device.outputs else "input" if device.inputs else "output"
            uses = self._language.message(f"check_uses_{use}")
            lines.append(self._language.message("check_device", uses=uses, **asdict(device)))
        self._find("devices", "\n".join(lines), devices=[asdict(device) for device in found])
        self._chosen = devices.choose(self._input, self._output)

    def _voice(self) -> None:
        from voice_guide.speaking.any_voice import AnyVoice
        from voice_guide.speaking.joining import trimmed

        wanted = chosen_voice(None, self._settings, self._language)
        used: list[str] = []
        synthesiser = AnyVoice(wanted, on_voice_replaced=lambda _, instead: used.append(instead))
        try:
            sentence = str(self._language.voice["check"])
            self._spoken = trimmed(synthesiser.render(sentence, voice=wanted, rate_wpm=self._settings.rate_wpm))
        finally:
            synthesiser.close()
        if used:
            self._find_message("voice", "check_voice_replaced", wanted=wanted, used=used[0])
        else:
            self._find_message("voice", "check_voice", voice=wanted)

    def _play(self) -> None:
        from voice_guide.session.sound_check import Loudspeaker
        from voice_guide.speaking.earcons import turn_tone

        output = self._chosen.output
        if output is None:
            self._find_message("loudspeaker", "check_loudspeaker_none", wrong=True)
            return
        self._loudspeaker = Loudspeaker(output)
        if not self._loudspeaker.play(self._spoken or turn_tone(LISTENING_RATE)):
            self._find_message("loudspeaker", "check_loudspeaker_stuck", wrong=True, device=output.name)
            return
        key = "check_loudspeaker_played" if self._spoken else "check_loudspeaker_tone"
        self._find_message("loudspeaker", key, device=output.name)

    def _volume(self) -> None:
        from voice_guide.session.mixer_volume import system_volume

        if self._chosen.output is None:
            return
        volume = system_volume()
        if volume is None:
            self._find_message("volume", "check_volume_unknown")
        elif volume.muted:
            self._find_message("volume", "check_volume_muted", wrong=True, percent=volume.percent)
        else:
            low = volume.percent < LOW_PERCENT
            self._find_message(
                "volume", "check_volume_low" if low else "check_volume", wrong=low, percent=volume.percent
            )

    def _listen(self) -> None:
        from voice_guide.session.sound_check import record

        device = self._chosen.input
        if device is None:
            self._find_message("microphone", "check_microphone_none", wrong=True)
            return
        if self._someone_there:
            self._tell(self._language.message("check_speak", seconds=round(self._seconds)))
        sound, level, lost = record(device, self._seconds, before=self._tone)
        judged = level.judgement.value
        if judged == "only_noise" and self._someone_there:
            judged = "unheard"
        wrong = judged not in ("good", "only_noise")
        values = {"device": device.name, "speech": round(level.speech_db), "noise": round(level.noise_db)}
        self._find_message("microphone", f"check_microphone_{judged}", wrong=wrong, **values)
        if lost:
            self._find_message("microphone", "check_microphone_lost", milliseconds=round(1000 * lost / LISTENING_RATE))
        if self._someone_there and self._loudspeaker is not None and judged not in ("zeros", "unheard"):
            self._loudspeaker.play(sound)

    def _tone(self) -> None:
        from voice_guide.speaking.earcons import turn_tone

        if self._someone_there and self._loudspeaker is not None:
            self._loudspeaker.play(turn_tone(LISTENING_RATE))

    def _model(self) -> None:
        from voice_guide.models import choose

        chosen = choose(self._language.code, setting=self._settings.recogniser)
        self._find_message("model", "check_model", name=chosen.name, engine=chosen.engine)

    def _disk(self) -> None:
        from voice_guide.journal.places import vault_folder

        folder = _nearest_existing(vault_folder())
        free = shutil.disk_usage(folder).free // MEGABYTE
        if not os.access(folder, os.W_OK):
            self._find_message("disk", "check_disk_read_only", wrong=True, folder=str(folder))
            return
        full = free < ROOM_MEGABYTES
        self._find_message(
            "disk", "check_disk_full" if full else "check_disk", wrong=full, free=free, folder=str(folder)
        )

    def _vault(self) -> None:
        from voice_guide.journal.places import vault_folder
        from voice_guide.journal.vault import Vault

        folder = vault_folder()
        if not Vault.exists(folder):
            key = "check_vault_none"
        elif Vault.needs_passphrase(folder):
            key = "check_vault_locked"
        else:
            Vault.open(folder, passphrase=None).close()
            key = "check_vault_open"
        self._find_message("vault", key, folder=str(folder))


def _nearest_existing(folder: Path) -> Path:
    return next(place for place in (folder, *folder.parents) if place.exists())
