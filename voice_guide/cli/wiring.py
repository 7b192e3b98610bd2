"""Puts the rooms together: the one place that knows them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from threading import Timer
from typing import Any

from voice_guide.dialogue.dialogue import Dialogue
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.options import DialogueOptions
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.reviewing import Reviewing
from voice_guide.errors import SettingsError, UsageError
from voice_guide.guide.loader import load_guide, parse_guide
from voice_guide.guide.model import Guide
from voice_guide.guide.numbers import HelpNumber, load_numbers
from voice_guide.guide.plan_questions import PlanQuestions, load_plan
from voice_guide.guide.preparation import PreparationItem, load_preparation
from voice_guide.guide.shelf import Shelf
from voice_guide.guide.writer import guide_text
from voice_guide.journal.kept import Kept
from voice_guide.journal.projections import as_written, session_view
from voice_guide.journal.session_journal import SessionJournal
from voice_guide.journal.vault import Vault
from voice_guide.languages import Language
from voice_guide.settings import Settings, settings_path
from voice_guide.understanding.likeness import Likeness
from voice_guide.understanding.shared import shared

_FIRST_WORD_SECONDS = 2.0  # measured: the first word comes after about 1.5 s


def load_named_guide(language: Language, name: str) -> Guide:
    """A guide of this language or of one's own by its name, or from a file. Raises UsageError or GuideError."""
    return Shelf.of(language).find(name)


def plan_for(guide: Guide, language: Language) -> PlanQuestions:
    """The plan's questions; a guide's own question for each way forward stands in for ours."""
    plan = load_plan(language.plan)
    own = next((q for c in guide.categories for q in c.questions if q.when == "each-way-forward"), None)
    if own is None:
        return plan
    slots = tuple(
        replace(slot, text=own.text, wording=own.wording, source=own.source) if slot.slot == "when" else slot
        for slot in plan.slots
    )
    return replace(plan, slots=slots)


def begin(
    vault: Vault,
    guide: Guide,
    language: Language,
    *,
    settings: Mapping[str, Any],
    rehearsed: bool,
    notice: str | None = None,
    reviews: str | None = None,
) -> SessionJournal:
    """Begin a session in the vault; ``reviews`` is the session whose list it reviews; ``notice`` None: the language's."""
    return vault.begin_session(
        guide_id=guide.id,
        guide_title=guide.title,
        guide_text=guide.text,
        guide_hash=guide.hash,
        notice=notice or language.notice(),
        settings=dict(settings),
        rehearsed=rehearsed,
        language=language.code,
        reviews=reviews,
    )


def find_reviewed(vault: Vault, wanted: str) -> str:
    """The id of the session to be reviewed. Raises UsageError where there is none, or it is not finished."""
    found = vault.find_session(wanted, finished=True)
    if not next(session.closed for session in vault.sessions() if session.id == found):
        raise UsageError("review_not_finished", id=found)
    return found


def review_guide(vault: Vault, session_id: str, language: Language, meaning: Meaning) -> Guide:
    """The guide of a meeting that reviews the list of this session."""
    view = session_view(vault.facts(session_id))
    with as_written(session_id):
        day = meaning.say_day(view.started.astimezone().date().isoformat())
        return review_guide_of(view.progress, str(day), language, meaning)


def review_guide_of(last: Progress, day: str, language: Language, meaning: Meaning) -> Guide:
    """As ``review_guide``, for a session that was held on this day and came so far."""
    made = Reviewing(load_guide(language.review), language, meaning).guide(last, day)
    return parse_guide(guide_text(made), file=language.review.name)


def guide_of(vault: Kept, session_id: str) -> Guide:
    """The guide as it was when a session began, from the vault."""
    started = vault.facts(session_id)[0].fact.payload
    return parse_guide(vault.guide_text(str(started["guide_hash"])), file=f"{started['guide']}.toml")


def dialogue_for(
    guide: Guide,
    language: Language,
    meaning: Meaning,
    options: DialogueOptions,
    progress: Progress,
    numbers: Sequence[HelpNumber] | None = None,
    preparation: Sequence[PreparationItem] | None = None,
) -> Dialogue:
    """The dialogue for a new session, or for one that goes on from its facts.

    ``numbers`` and, for a joint guide, the list of ``preparation`` are the language's own unless given.
    """
    if guide.joint:
        items = load_preparation(language.preparation_file) if preparation is None else preparation
        guide = replace(guide, preparation=tuple(items))
    meaning.in_a_group = guide.goes_round
    return Dialogue(
        guide=guide,
        plan=plan_for(guide, language),
        language=language,
        understanding=meaning,
        options=options,
        progress=progress,
        numbers=load_numbers(language.numbers_file) if numbers is None else numbers,
    )


def help_numbers(language: Language, settings: Settings) -> tuple[HelpNumber, ...]:
    """The organisation's help numbers, or the language's own. Raises GuideError."""
    if settings.numbers is None:
        return load_numbers(language.numbers_file)
    return load_numbers(settings_path().parent / Path(settings.numbers).expanduser())


def own_preparation(settings: Settings) -> tuple[PreparationItem, ...] | None:
    """The organisation's list before a joint conversation; None where the language's is asked. Raises GuideError."""
    if settings.preparation is None:
        return None
    return load_preparation(settings_path().parent / Path(settings.preparation).expanduser())


def own_notice(settings: Settings) -> str | None:
    """The organisation's own notice, one sentence after another; None where the language's is read.

    Raises SettingsError ``notice_unreadable``.
    """
    if settings.notice is None:
        return None
    file = settings_path().parent / Path(settings.notice).expanduser()
    try:
        text = " ".join(file.read_text(encoding="utf-8").split())
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError("notice_unreadable", file=str(file)) from error
    if not text:
        raise SettingsError("notice_unreadable", file=str(file))
    return text


def in_language(settings: Settings, code: str | None) -> Settings:
    """The settings for a conversation in this language, or as they are for None.

    A voice and a notice of one's own are in the settings' own language: in another, that language's are used.
    """
    if code is None or code == settings.language:
        return settings
    return replace(settings, language=code, voice=None, notice=None)


def today() -> date:
    """The day where this computer stands."""
    return datetime.now().astimezone().date()


def people_option(given: str | None, *, asks: bool = False) -> tuple[str, ...]:
    """The names in --people. Raises UsageError when there is none, or one twice: people are known by their names.

    ``asks``: there is somebody to be asked how two of one name can be told apart.
    """
    if given is None:
        return ()
    shown = "".join(sign if sign.isprintable() else " " for sign in given)
    names = tuple(" ".join(name.split()) for name in shown.split(",") if name.strip())
    if not names:
        raise UsageError("people_empty")
    if not asks and len({name.casefold() for name in names}) < len(names):
        raise UsageError("people_twice")
    return names


def patience_option(given: float | None) -> float | None:
    """The seconds in --patience, 2 to 15. Raises UsageError outside."""
    if given is not None and not 2 <= given <= 15:
        raise UsageError("patience_range")
    return given


def session_settings(options: DialogueOptions, extra: Mapping[str, Any]) -> dict[str, Any]:
    """What the journal keeps of a session's settings. Names of people are never among them."""
    return {
        "patience_seconds": options.patience_seconds,
        "page_order": options.page_order,
        "hold": options.hold,
        **extra,
    }


def spoken_texts(guide: Guide, language: Language, names: Sequence[str], notice: str | None = None) -> list[str]:
    """The fixed texts that a session is sure to say, in about the order in which it will."""
    welcome = [language.prompt(key).text for key in ("welcome.hello", "welcome.how", "who.ask")]
    texts = [] if names else welcome
    texts.append(notice or language.notice())
    for category in guide.categories:
        texts.append(category.introduction.text)
        texts += [question.read for question in category.questions if question.read is not None]
        if len(names) < 2:
            texts += [question.text for question in category.questions]
    if guide.private_time is not None:
        texts.append(guide.private_time.introduction.text)
    return texts


def learn_ahead(language: Language) -> None:
    """Have what is learnt from examples ready by the time that it is needed: beside the welcome, where it is not kept."""
    if language.has_examples:
        later = Timer(
            _FIRST_WORD_SECONDS, shared(Likeness, language).prepare
        )  # until then the first word needs the processor
        later.daemon = True
        later.start()
