"""Where there is no microphone, loudspeaker or keyboard: the whole journey with a made-up participant."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from voice_guide.cli import wiring
from voice_guide.cli.output import tell
from voice_guide.cli.papers import papers_of
from voice_guide.cli.rehearsing import RehearsalRequest, hold_rehearsal
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.options import DialogueOptions
from voice_guide.dialogue.progress import Progress
from voice_guide.errors import DeviceError
from voice_guide.events import Prompt
from voice_guide.journal.vault import Vault
from voice_guide.languages import Language
from voice_guide.record import sheet, transcript
from voice_guide.session import loop
from voice_guide.session.answer_file import read_answers
from voice_guide.session.typed_participant import TypedParticipant
from voice_guide.settings import Settings


def rehearse_here(language: Language, settings: Settings) -> bool:
    """Rehearse in a temporary vault and print transcript and sheet. True when the closing was reached."""
    tell(language.message("nothing_here"))
    with tempfile.TemporaryDirectory(prefix="voice-guide-") as folder:
        vault = Vault.create(Path(folder) / "vault", passphrase=None)
        try:
            try:
                closed = _spoken(language, settings, vault)
            except DeviceError:
                tell(language.message("nothing_here_typed"))
                closed = _typed(language, vault)
            papers = papers_of(vault, language, vault.find_session("latest"))
            _show(transcript.as_text(papers), sheet.as_markdown(papers))
        finally:
            vault.close()
    return closed


def _spoken(language: Language, settings: Settings, vault: Vault) -> bool:
    request = RehearsalRequest(
        guide=_GUIDE,
        answers=read_answers(language.folder / "made_up.json", language),
        people=(),
        patience_seconds=settings.patience_seconds,
        recogniser=settings.recogniser,
    )
    return hold_rehearsal(request, settings, language, vault, on_prompt=_show_prompt).closed


def _typed(language: Language, vault: Vault) -> bool:
    """The same journey where no voice engine is: what would be said is shown."""
    guide = wiring.load_named_guide(language, _GUIDE)
    meaning = Meaning(language)
    options = DialogueOptions(people=(language.prompt("who.made-up").text,))
    session = wiring.begin(vault, guide, language, settings=wiring.session_settings(options, {}), rehearsed=True)
    answers = read_answers(language.folder / "made_up.json", language)
    conversant = TypedParticipant(answers, guide, on_prompt=_show_prompt)
    dialogue = wiring.dialogue_for(guide, language, meaning, options, Progress())
    return loop.run(dialogue, session, conversant, wiring.today)


_GUIDE = "short"  # the made-up answers are for this one


def _show_prompt(prompt: Prompt) -> None:
    _show(prompt.text)


def _show(*texts: str) -> None:
    for text in texts:
        sys.stdout.write(text + "\n")
    sys.stdout.flush()
