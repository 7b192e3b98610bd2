"""Holding the rehearsal of one guide: shown, read aloud, or as sound files; always in a vault that goes with it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from voice_guide.cli import wiring
from voice_guide.cli.output import tell
from voice_guide.cli.voice_choice import chosen_voice
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.options import DialogueOptions
from voice_guide.dialogue.progress import Progress
from voice_guide.errors import DeviceError, VoiceGuideError
from voice_guide.events import Prompt, Turn
from voice_guide.guide.model import Guide
from voice_guide.journal.projections import session_view
from voice_guide.journal.vault import Vault
from voice_guide.languages import Language
from voice_guide.session import loop
from voice_guide.session.answer_file import AnswerFile, Item
from voice_guide.session.fitted_answers import unasked
from voice_guide.session.read_aloud import ReadAloud
from voice_guide.session.typed_participant import TypedParticipant
from voice_guide.settings import Settings
from voice_guide.shown import one_line, printable

Speak = Callable[[str, bool], None]  # a text, and whether it is the participant's


@dataclass(frozen=True)
class GuideRehearsal:
    """One guide with its made-up answers. ``name`` is what was typed for it."""

    name: str
    guide: Guide
    answers: AnswerFile
    settings: Settings
    language: Language

    def shown(self, speak: Speak = lambda text, answer: None) -> bool:
        """Show every prompt and answer, and have each spoken. True when the closing was reached."""

        def prompt(said: Prompt) -> None:
            self._show(said.text)
            speak(said.text, False)

        def answer(turn: Turn, words: str) -> None:
            self._show(self.language.message("guide_rehearse_answer", turn=turn.id, name=turn.name, words=words))
            speak(words, True)

        with self._vault() as vault:
            options = DialogueOptions(people=(self.language.prompt("who.made-up").text,))
            kept = wiring.session_settings(options, {})
            session = wiring.begin(vault, self.guide, self.language, settings=kept, rehearsed=True)
            meaning = Meaning(self.language)
            own = wiring.help_numbers(self.language, self.settings), wiring.own_preparation(self.settings)
            dialogue = wiring.dialogue_for(self.guide, self.language, meaning, options, Progress(), *own)
            conversant = TypedParticipant(self.answers, self.guide, on_prompt=prompt, on_answer=answer)
            closed = loop.run(dialogue, session, conversant, wiring.today)
            self._end(vault, session.id)
        return closed

    def aloud(self, output: str | None) -> bool:
        """As ``shown``, and spoken where there are a voice and a loudspeaker."""
        voice = chosen_voice(None, self.settings, self.language)
        try:
            reader = self._reader(voice, output)
        except DeviceError:
            tell(self.language.message("guide_rehearse_silent"))
            return self.shown()
        try:

            def speak(text: str, answer: bool) -> None:
                rate = Item.rate_wpm if answer else self.settings.rate_wpm
                reader.say(text, voice=Item.voice if answer else voice, rate_wpm=rate)

            return self.shown(speak)
        finally:
            reader.close()

    def to_files(self, folder: Path) -> bool:
        """The whole way with its sound, as ``voice-guide rehearse`` goes it, into this folder."""
        from voice_guide.cli.rehearsing import RehearsalRequest, hold_rehearsal
        from voice_guide.session.rehearsal import write_rehearsal

        request = RehearsalRequest(
            guide=self.guide,
            answers=self.answers,
            people=(),
            patience_seconds=self.settings.patience_seconds,
            recogniser=self.settings.recogniser,
            out=folder,
        )
        with self._vault() as vault:
            try:
                done = hold_rehearsal(
                    request, self.settings, self.language, vault, on_prompt=lambda said: self._show(said.text)
                )
                write_rehearsal(folder, done)
            except OSError as error:
                raise VoiceGuideError("out_not_written", file=str(folder), reason=error.strerror or "") from error
            self._end(vault, str(done.report["session"]))
        turns, seconds = len(done.report["turns"]), round(done.report["clock_seconds"])
        tell(self.language.message("rehearsal_done", turns=turns, seconds=seconds, folder=folder))
        return done.closed

    @contextmanager
    def _vault(self) -> Iterator[Vault]:
        """A vault that is gone afterwards: nobody's words are among those that are made up."""
        tell(self.language.message("guide_rehearse_begins"))
        with tempfile.TemporaryDirectory(prefix="voice-guide-") as folder:
            vault = Vault.create(Path(folder) / "vault", passphrase=None)
            try:
                yield vault
            finally:
                vault.close()

    def _end(self, vault: Vault, session_id: str) -> None:
        settled = session_view(vault.facts(session_id)).progress.settled
        missing = unasked(self.guide, {question for question, _person in settled})
        key = "guide_rehearse_not_asked" if missing else "guide_rehearse_all"
        tell(self.language.message(key, questions=", ".join(missing)))
        tell(self.language.message("guide_rehearse_next", name=printable(self.name)))

    def _reader(self, voice: str, output: str | None) -> ReadAloud:
        """Raises DeviceError where there is no voice or no loudspeaker."""
        from voice_guide.session import devices
        from voice_guide.session.sound_check import Loudspeaker
        from voice_guide.speaking.any_voice import AnyVoice
        from voice_guide.speaking.spoken import spoken_text

        loudspeaker = devices.choose(None, output).output
        if loudspeaker is None:
            raise DeviceError("device_not_opened", device=output or "default")
        return ReadAloud(
            AnyVoice(voice),
            Loudspeaker(loudspeaker),
            lambda text: spoken_text(text, self.language.voice),
            tuple(self.language.voice["abbreviations"]),
            lambda: tell(self.language.message("guide_rehearse_silent")),
        )

    def _show(self, text: str) -> None:
        print(one_line(text), flush=True)
