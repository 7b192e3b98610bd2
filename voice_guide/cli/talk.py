"""One conversation from the command line: where it takes place, its vault and session, and its end."""

from __future__ import annotations

import argparse
import io
import sys
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from voice_guide.cli import wiring
from voice_guide.cli.first_questions import FirstQuestions
from voice_guide.cli.locking import Locking
from voice_guide.cli.offered_guides import OfferedGuides
from voice_guide.cli.output import tell
from voice_guide.cli.quiet_before import QuietBefore
from voice_guide.cli.retaining import retain
from voice_guide.cli.terminal import Stdin, open_vault, passphrase_from_file, stdin_kind
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.options import DialogueOptions
from voice_guide.dialogue.progress import Progress
from voice_guide.errors import DeviceError, StorageError, UsageError, VaultError
from voice_guide.guide.model import Guide
from voice_guide.guide.numbers import HelpNumber, page
from voice_guide.guide.preparation import PreparationItem
from voice_guide.guide.shelf import Shelf
from voice_guide.journal.harden import harden_process
from voice_guide.journal.places import vault_folder
from voice_guide.journal.projections import as_written
from voice_guide.journal.session_journal import SessionJournal
from voice_guide.journal.store import utc_now
from voice_guide.journal.vault import Vault
from voice_guide.languages import Language
from voice_guide.session import loop
from voice_guide.session.ask_to_save import Asked, AskToSave, sure_texts
from voice_guide.session.interruption import Interruption
from voice_guide.session.keyboard import KeyboardConversant
from voice_guide.session.lasting_journal import LastingJournal
from voice_guide.session.pause_lock import LeftLocked
from voice_guide.settings import Settings, load_settings, settings_path

if TYPE_CHECKING:
    from voice_guide.cli.voice_place import VoicePlace
    from voice_guide.ports import Journal


@dataclass
class Talk:
    """Everything decided before the first word. ``voice`` is None for a conversation by keyboard."""

    arguments: argparse.Namespace
    settings: Settings
    language: Language
    stdin: Stdin
    interruption: Interruption
    rehearses: bool
    options: DialogueOptions
    guide: Guide | None
    numbers: tuple[HelpNumber, ...]
    preparation: tuple[PreparationItem, ...] | None = None  # the organisation's own list before a joint conversation
    by_voice: bool = False
    voice: VoicePlace | None = None
    vault: Vault | None = None
    journal: LastingJournal | None = None
    quiet: QuietBefore | None = None
    reviewed: str | None = None  # the session whose list is looked at again

    @classmethod
    def prepare(cls, arguments: argparse.Namespace) -> Talk:
        """Read settings and options, and find out where the conversation can take place."""
        harden_process()
        settings = wiring.in_language(load_settings(settings_path()), arguments.language)
        language = Language.load(settings.language)
        people = wiring.people_option(arguments.people, asks=True)
        supporters = wiring.people_option(arguments.supporters, asks=True)
        patience = wiring.patience_option(arguments.patience)
        options = DialogueOptions(
            patience_seconds=patience or settings.patience_seconds,
            people=people,
            supporters=supporters,
            page_order=settings.page_order,
            talk_time=settings.talk_time,
            hold=settings.hold,
            notice=wiring.own_notice(settings),
        )
        guide = wiring.load_named_guide(language, arguments.guide) if arguments.guide else None
        stdin = stdin_kind()
        numbers = wiring.help_numbers(language, settings)
        talk = cls(arguments, settings, language, stdin, Interruption(), False, options, guide, numbers)
        talk.preparation = wiring.own_preparation(settings)
        talk.interruption.install()
        if not arguments.keyboard:
            talk._find_place()
        return talk

    def hold(self) -> bool:
        """Hold the conversation to its end; True when the closing was reached."""
        if self.arguments.reviewed is not None and not Vault.exists(vault_folder()):
            raise VaultError("no_vault", folder=str(vault_folder()))
        self.vault = vault = open_vault(
            vault_folder(), self.language, ask=self.stdin is Stdin.TERMINAL, waiting=self.interruption.may_end
        )
        if self.arguments.reviewed is not None:
            self.reviewed = wiring.find_reviewed(vault, self.arguments.reviewed)
        retained = retain(vault, self.settings.keep_days, self.language, utc_now, self._wanted(vault))
        if self.by_voice:
            self._enter_voice_place()
        self.options = replace(self.options, locked=vault.has_passphrase)
        meaning = Meaning(self.language)
        wiring.learn_ahead(self.language)
        locking = self._locking(vault)
        conversant = self._conversant(meaning, locking)
        if retained.told and self.voice is not None and self.stdin is not Stdin.TERMINAL:
            conversant.say([self.language.prompt("retention.told")])  # nobody can read it, so it is said
        self.quiet = QuietBefore(self.language, meaning)
        session, guide, progress = self._session(vault, conversant, meaning)
        self.journal = lasting = LastingJournal(vault, session.id)
        if facts := self.quiet.facts():
            lasting.append(facts)
            for fact in facts:
                progress.apply(fact)
        if self.voice is not None:
            texts = wiring.spoken_texts(guide, self.language, self.options.people, self.options.notice)
            self.voice.prepare([*texts, *sure_texts(self.language)])
        if locking is not None:
            locking.begin(lasting, progress)
        dialogue = wiring.dialogue_for(
            guide, self.language, meaning, self.options, progress, self.numbers, self.preparation
        )
        journal: Journal = lasting
        if self.voice is not None:
            journal = self.voice.journal(lasting, lambda: dialogue.progress.utterances)
        shown = self.voice.show if self.voice is not None else tell
        asking = AskToSave(
            conversant,
            self.language,
            meaning,
            shown,
            keys=self.voice is not None,
            alone=lambda: dialogue.progress.private_minutes is not None,
        )
        lasting.ask, lasting.told_saved = asking, asking.saved
        try:
            closed = loop.run(dialogue, journal, conversant, wiring.today)
            if self.voice is not None:
                self.voice.finish()
            lasting.finish()
        except LeftLocked:
            tell(self.language.message("session_stopped", id=session.id))
            return False
        except (StorageError, VaultError):
            if lasting.is_behind:
                tell(self.language.message("not_saved_gone"))
            raise
        if self.voice is not None and self.voice.device_lost:
            tell(self.language.message("device_lost"))
        if closed and self.voice is not None and self.voice.is_quiet:
            return closed  # the screen stays blank
        if closed and guide.service_view and not dialogue.progress.all_taken_out:
            tell(self.language.message("service_view_how", id=session.id))
        if lasting.vault is vault:
            tell(self.language.message("session_is" if closed else "session_stopped", id=session.id))
        else:
            there = lasting.vault.folder
            tell(self.language.message("saved_elsewhere", id=session.id, folder=there, parent=there.parent))
        return closed

    def _wanted(self, vault: Vault) -> list[str]:
        """The session that this conversation is about, if it is about an earlier one."""
        found = [self.reviewed] if self.reviewed is not None else []
        resumed = self.arguments.resume
        return [*found, vault.find_session(resumed, unfinished=resumed == "latest")] if resumed is not None else found

    def close(self) -> None:
        """Let go of devices and vault."""
        if self.voice is not None:
            self.voice.close()
        if self.journal is not None:
            self.journal.close()
        if self.vault is not None:
            self.vault.close()

    @property
    def _numbers_page(self) -> list[str]:
        return page(self.language, self.numbers)

    def _find_place(self) -> None:
        """By voice where microphone and loudspeaker are; else by keyboard; else a rehearsal (design.md's table)."""
        from voice_guide.cli.voice_place import missing_parts

        missing = missing_parts(
            self.arguments.input or self.settings.input, self.arguments.output or self.settings.output
        )
        if not missing:
            self.by_voice = True
            return
        if self.stdin is Stdin.NOTHING:
            if self.arguments.reviewed is not None:
                raise DeviceError("review_nobody")
            self.rehearses = True
            return
        key = missing[0] if len(missing) == 1 else "both_devices"
        told = self.language.message("keyboard_device_missing", missing=self.language.message(key))
        tell(told)

    def _enter_voice_place(self) -> None:
        """Open devices and engines. After the vault: the keys of a terminal must not take a passphrase that is typed there."""
        from voice_guide.cli.voice_place import VoicePlace

        self.voice = VoicePlace(
            self.arguments, self.settings, self.language, keys=self.stdin is Stdin.TERMINAL, numbers=self._numbers_page
        )
        self.interruption.tell(self.voice.interrupt)

    def _locking(self, vault: Vault) -> Locking | None:
        """Where somebody types the passphrase of this vault, a long pause locks it."""
        typed = vault.has_passphrase and self.stdin is Stdin.TERMINAL and passphrase_from_file() is None
        if not typed or not self.settings.lock_minutes:
            return None
        keys_away = nullcontext if self.voice is None else self.voice.keys_away
        return Locking(vault, self.language, waiting=self.interruption.may_end, keys_away=keys_away)

    def _conversant(self, meaning: Meaning, locking: Locking | None) -> Asked:
        pause_lock = None if locking is None else locking.pause_lock(self.settings.lock_minutes * 60)
        if self.voice is not None:
            return self.voice.conversant(meaning, pause_lock)
        return KeyboardConversant(
            sys.stdin.buffer if sys.stdin is not None else io.BytesIO(),
            sys.stdout,
            interruption=self.interruption,
            on_other_encoding=lambda: tell(self.language.message("other_encoding")),
            numbers=self._numbers_page,
            pause_lock=pause_lock,
        )

    def _session(
        self, vault: Vault, conversant: loop.Conversant, meaning: Meaning
    ) -> tuple[SessionJournal, Guide, Progress]:
        """The session to hold: the one named by --resume, an unfinished one that somebody wants, or a new one.

        A review meeting is a new one, with a guide made from the list that it reviews.
        """
        wanted = self.arguments.resume
        if wanted is not None:
            return self._resumed(vault, vault.find_session(wanted, unfinished=wanted == "latest"))
        if self.reviewed is not None:
            self.guide = wiring.review_guide(vault, self.reviewed, self.language, meaning)
        offered = OfferedGuides(self.language, meaning, Shelf.of(self.language)) if self._may_choose else None
        keys = self.stdin is Stdin.TERMINAL
        asks = FirstQuestions(conversant, self.language, meaning, self.quiet, offered=offered, keys=keys)
        if self.stdin is Stdin.TERMINAL and self.guide is None:
            unfinished = [
                session
                for session in vault.sessions()
                if not session.closed and not session.rehearsed and session.language == self.language.code
            ]
            if unfinished and asks.carry_on(alone=self._was_alone(vault, unfinished[0].id)):
                return self._resumed(vault, unfinished[0].id)
        guide = self.guide or wiring.load_named_guide(self.language, self._guide_name(asks))
        listening = self.voice.recogniser_name if self.voice else "keyboard"
        kept: dict[str, Any] = wiring.session_settings(self.options, {"recogniser": listening})
        begun = wiring.begin(
            vault,
            guide,
            self.language,
            settings=kept,
            rehearsed=False,
            notice=self.options.notice,
            reviews=self.reviewed,
        )
        return begun, guide, Progress()

    @staticmethod
    def _was_alone(vault: Vault, session_id: str) -> bool:
        """Whether a session was left in the family's private time: then keys alone answer, until it is over."""
        with as_written(session_id):
            progress = Progress.fold(recorded.fact for recorded in vault.facts(session_id))
        return progress.private_minutes is not None

    def _guide_name(self, asks: FirstQuestions) -> str:
        """By voice it is asked for; anything unclear, and every pipe, gets the one in the settings."""
        may_ask = self._may_choose and asks.has_choice
        return (asks.guide() if may_ask else None) or self.settings.guide

    @property
    def _may_choose(self) -> bool:
        """Whether which guide is asked for: by voice, where neither the command nor the settings name one."""
        return self.voice is not None and self.guide is None and self.settings.guide == Settings.guide

    def _resumed(self, vault: Vault, session_id: str) -> tuple[SessionJournal, Guide, Progress]:
        facts = vault.facts(session_id)
        with as_written(session_id):
            progress = Progress.fold(recorded.fact for recorded in facts)
            guide = wiring.guide_of(vault, session_id)
        if progress.closed:
            raise UsageError("already_closed", id=session_id)
        spoken = str(facts[0].fact.payload.get("language", "en"))
        if spoken != self.language.code:
            raise UsageError("resume_other_language", id=session_id, language=spoken)
        if guide.joint or not progress.people_settled:  # somebody may still be asked, after the notice as it is now
            vault.keep_notice(self.options.notice or self.language.notice())
        made_for_it = facts[0].fact.payload.get("reviews") is not None
        if not made_for_it and Shelf.of(self.language).has_another(guide):
            shown = self.voice.show if self.voice is not None else tell
            shown(self.language.message("guide_changed_since", name=guide.id))
        return vault.resume_session(session_id), guide, progress
