"""``voice-guide audio-copy``: the agreement read aloud, in a sound file."""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from voice_guide.cli.output import tell

if TYPE_CHECKING:
    from voice_guide.journal.vault import Vault
    from voice_guide.languages import Language
    from voice_guide.record.audio_copy import AudioCopy
    from voice_guide.record.audio_reading import Read

WHAT = "audio copy"
TOLD_SECONDS = 2.0  # between two lines about how far it is; what is over sooner has none
MOST_TITLE = 200


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "audio-copy",
        help="the ways forward of a session, read aloud in a sound file",
        epilog="example:\n  voice-guide audio-copy latest --out paper.mp3",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("session", metavar="ID", help="a session's ID, or latest")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        required=True,
        help="a .wav, .mp3, .opus or .ogg file, readable by you alone; FILE.cue beside it says where each part begins",
    )
    parser.add_argument("--person", metavar="P", help="only what this person said of it: their name, or p1")
    parser.add_argument(
        "--voice",
        metavar="V",
        help="piper (the natural voice), a Piper voice's .onnx file, or a voice of this computer (settings.toml unless said)",
    )
    parser.add_argument(
        "--title", metavar="T", help="what a player shows; without it nothing tells what the file is about"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read the sheet aloud into a file."""
    from voice_guide.cli.opening import opened
    from voice_guide.errors import UsageError
    from voice_guide.journal.projections import as_written
    from voice_guide.languages import Language
    from voice_guide.record.cue_sheet import names_file
    from voice_guide.shown import one_line
    from voice_guide.speaking.sound_file import FORMS

    out: Path = arguments.out
    form = out.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise UsageError("audio_out_format", file=str(out), known=", ".join(f".{each}" for each in FORMS))
    if not names_file(out.name):
        raise UsageError("audio_out_name")
    with opened() as (vault, language):
        session = vault.find_session(arguments.session)
        with as_written(session):
            copy, person, code = _script(vault, language, session, arguments.person)
        if arguments.title:
            copy = replace(copy, label=one_line(arguments.title).strip()[:MOST_TITLE])
        spoken = language if code == language.code else Language.load(code)
        _Copying(language, spoken, copy, out, form).write(vault, session, voice=arguments.voice, person=person)
    return 0


def _script(vault: Vault, language: Language, session: str, wanted: str | None) -> tuple[AudioCopy, str | None, str]:
    """What is read, of everybody's sheet or of the one person that is wanted; that person's id; the language of it."""
    from voice_guide.cli.papers import papers_of
    from voice_guide.cli.whom import find_person
    from voice_guide.dialogue.progress import Progress
    from voice_guide.record.audio_copy import audio_copy
    from voice_guide.record.audio_own_copy import audio_own_copy
    from voice_guide.record.own_copy import OwnCopy

    papers = papers_of(vault, language, session)
    if wanted is None:
        return audio_copy(papers), None, papers.view.language
    facts = vault.facts(session)
    person = find_person(Progress.fold(recorded.fact for recorded in facts).everyone, wanted, session=session)
    return audio_own_copy(OwnCopy(papers, facts, person, vault.texts())), person.id, papers.view.language


class _Copying:
    """One copy on its way to its file. ``language``: of what is told; ``spoken``: of what is read."""

    def __init__(self, language: Language, spoken: Language, copy: AudioCopy, out: Path, form: str) -> None:
        self._language, self._spoken, self._copy = language, spoken, copy
        self._out, self._form = out, form
        self._cue = out.with_name(f"{out.name}.cue")
        self._told = time.monotonic()

    def write(self, vault: Vault, session: str, *, voice: str | None, person: str | None) -> None:
        """Read it aloud, write sound and cue sheet, and tell what came of it."""
        from voice_guide.cli.streamed_papers import StreamedPaper, write_streamed
        from voice_guide.cli.voice_choice import chosen_voice
        from voice_guide.record.audio_reading import AudioReader, Read
        from voice_guide.settings import load_settings, settings_path
        from voice_guide.speaking.any_voice import AnyVoice
        from voice_guide.speaking.reading import Reading
        from voice_guide.speaking.sound_file import FORMS
        from voice_guide.speaking.spoken import spoken_text

        settings = load_settings(settings_path())
        chosen = chosen_voice(voice, settings, self._spoken, natural_first=True)
        synthesiser = AnyVoice(chosen, on_voice_replaced=self._tell_of_voice)
        read = Read()

        def sound(file: IO[bytes]) -> None:
            nonlocal read
            read = reader.write(file, FORMS[self._form])

        def cue(file: IO[bytes]) -> None:
            file.write(self._cue_sheet(read).encode("utf-8"))

        try:
            reading = Reading(
                synthesiser,
                voice=chosen,
                rate_wpm=settings.rate_wpm,
                spoken=lambda text: spoken_text(text, self._spoken.voice),
                abbreviations=self._spoken.voice["abbreviations"],
                unsayable=self._copy.unsayable,
            )
            reader = AudioReader(self._copy, reading, self._out.resolve().parent, self._tell_read, self._tell_written)
            papers = StreamedPaper(self._out, self._form, sound), StreamedPaper(self._cue, "cue", cue)
            write_streamed(vault, session, papers, what=WHAT, person=person)
        finally:
            synthesiser.close()
        self._tell_done(read, session)

    def _cue_sheet(self, read: Read) -> str:
        from voice_guide.record.cue_sheet import cue_sheet

        copy = self._copy
        return cue_sheet(self._out.name, self._form, read.marks, label=copy.label, date=copy.date, comment=copy.comment)

    def _tell_read(self, done: int, count: int) -> None:
        self._tell_now_and_then("audio_reading", done=done, count=count)

    def _tell_written(self, percent: int) -> None:
        self._tell_now_and_then("audio_writing", percent=percent)

    def _tell_now_and_then(self, key: str, **values: int) -> None:
        if time.monotonic() - self._told >= TOLD_SECONDS:
            self._told = time.monotonic()
            tell(self._language.message(key, **values))

    def _tell_of_voice(self, wanted: str, used: str) -> None:
        tell(self._language.message("check_voice_used_instead", wanted=wanted, used=used))

    def _tell_done(self, read: Read, session: str) -> None:
        if self._form == "mp3" and not self._copy.label.isascii():
            tell(self._language.message("audio_cut_tags"))
        if read.unsaid:
            tell(self._language.message("audio_no_words", count=read.unsaid, id=session))
        minutes, seconds = divmod(round(read.seconds), 60)
        values = {"file": str(self._out), "minutes": minutes, "seconds": seconds, "cue": self._cue.name}
        tell(self._language.message("audio_written", **values))
