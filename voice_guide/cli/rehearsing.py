"""Holding a rehearsal: engines loaded, session begun, conversation held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from voice_guide.cli import recognisers, wiring
from voice_guide.cli.rehearsal_files import tell_begun
from voice_guide.cli.voice_choice import chosen_voice
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.options import DialogueOptions
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Prompt
from voice_guide.guide.model import Guide
from voice_guide.journal.dropping import DroppingJournal
from voice_guide.journal.vault import Vault
from voice_guide.languages import Language
from voice_guide.session.answer_file import AnswerFile
from voice_guide.session.interruption import Interruption
from voice_guide.session.memory import give_back
from voice_guide.session.rehearsal import Engines, Rehearsed, rehearse
from voice_guide.settings import Settings


@dataclass(frozen=True)
class RehearsalRequest:
    """What to rehearse: a guide, or the name of one. No names: one made-up person takes part. ``out`` gets the sound.

    ``reviewed``: the session whose review meeting is rehearsed, in place of the guide. ``supporters`` answer nothing.
    """

    guide: str | Guide
    answers: AnswerFile
    people: tuple[str, ...]
    patience_seconds: float | None
    recogniser: str
    real_time: bool = False
    out: Path | None = None
    reviewed: str | None = None
    supporters: tuple[str, ...] = ()


def hold_rehearsal(
    request: RehearsalRequest,
    settings: Settings,
    language: Language,
    vault: Vault,
    *,
    on_prompt: Callable[[Prompt], None] = lambda prompt: None,
) -> Rehearsed:
    """Hold one rehearsal in this vault. Raises UsageError, ModelError, DeviceError, StorageError."""
    numbers, preparation = wiring.help_numbers(language, settings), wiring.own_preparation(settings)
    meaning = Meaning(language)
    reviewed = wiring.find_reviewed(vault, request.reviewed) if request.reviewed is not None else None
    if reviewed is not None:
        guide = wiring.review_guide(vault, reviewed, language, meaning)
    elif isinstance(request.guide, Guide):
        guide = request.guide
    else:
        guide = wiring.load_named_guide(language, request.guide)
    people = request.people or (language.prompt("who.made-up").text,)
    options = DialogueOptions(
        patience_seconds=request.patience_seconds,
        people=people,
        supporters=request.supporters,
        page_order=settings.page_order,
        talk_time=settings.talk_time,
        hold=settings.hold,
        locked=vault.has_passphrase,
        notice=wiring.own_notice(settings),
    )
    interruption = Interruption()
    interruption.install()
    engines = load_engines(language, settings, request.recogniser)
    try:
        kept = wiring.session_settings(options, {"recogniser": engines.recogniser.name})
        session = wiring.begin(
            vault, guide, language, settings=kept, rehearsed=True, notice=options.notice, reviews=reviewed
        )
        if request.out is not None:
            tell_begun(session, request.out)
        return rehearse(
            thanks=language.prompt("answer.finished"),
            session_id=session.id,
            dialogue=wiring.dialogue_for(guide, language, meaning, options, Progress(), numbers, preparation),
            guide=guide,
            journal=DroppingJournal(vault, session),
            engines=engines,
            answers=request.answers,
            cues=meaning,
            today=wiring.today,
            real_time=request.real_time,
            out=request.out,
            on_prompt=on_prompt,
            may_interrupt=interruption.tell,
        )
    finally:
        engines.prompts.close()
        engines.synthesiser.close()
        give_back()


def load_engines(language: Language, settings: Settings, recogniser: str) -> Engines:
    """The same engines as a real conversation's."""
    from voice_guide.listening.voice_activity import SileroVoiceActivity
    from voice_guide.speaking.any_voice import AnyVoice
    from voice_guide.speaking.earcons import closed_tone, opened_tone, silence_cue, turn_tone
    from voice_guide.speaking.prompt_cache import PromptCache
    from voice_guide.speaking.spoken import spoken_text

    found = recognisers.load_recogniser(language.code, recogniser)
    voice = chosen_voice(None, settings, language)
    synthesiser = AnyVoice(voice)
    prompts = PromptCache(
        synthesiser,
        spoken=lambda text: spoken_text(text, language.voice),
        voice=voice,
        rate_wpm=settings.rate_wpm,
        abbreviations=language.voice["abbreviations"],
    )
    second = recognisers.second_recogniser(language.code, recogniser)
    if second is not None:
        second()  # loaded before the rehearsal's clock starts
    tones = turn_tone(16_000), silence_cue(16_000), second, closed_tone(16_000), opened_tone(16_000)
    return Engines(found, SileroVoiceActivity(), synthesiser, prompts, *tones)
