"""The disk goes away in the middle: it is said, the words stay in memory, and the people choose what happens."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conversations.scripted import ENGLISH, MEANING
from tests.conversations.test_by_voice import STOP, YES, say
from tests.conversations.toned import talk
from voice_guide.cli.locking import Locking
from voice_guide.dialogue.progress import Progress
from voice_guide.errors import StorageError, VaultError
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.vault import Vault
from voice_guide.ports import KeyPressed
from voice_guide.session.answer_file import Item
from voice_guide.session.ask_to_save import AskToSave
from voice_guide.session.lasting_journal import LastingJournal, Way
from voice_guide.session.rehearsal_room import RehearsalRoom
from voice_guide.session.voice import VoiceConversant

DARK, AFRAID, WELL = say("it was a dark night"), say("I was afraid of him"), say("it went quite well")
THREE = ["it was a dark night", "I was afraid of him", "it went quite well"]
FAILED = "I could not save your last words. They are still here, in my memory."
STILL = "I still can't save your last words. They are still here, in my memory."
SAVED = "Your words are saved now."
WHAT = "Shall I try again, use another folder, or carry on?"
STOP_NOW = "If we stop now, your last words are lost. Do you want to stop?"
NOT_KEPT = "I have not kept what you said now. Please say it again later."
WHERE = ENGLISH.message("not_saved_folder")
SECOND, THIRD = "What were you thinking?", "How were you feeling?"


def asked_to_save(text: str) -> Item:
    return say(text, question="not-saved")


class Stick:
    """A session on a stick, which can be pulled out and put back."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.away = folder / "stick", folder / "pulled out"
        self.vault = Vault.create(self.folder, passphrase=None)
        self.session = self.vault.begin_session(
            guide_id="short",
            guide_title="Short conversation",
            guide_text='id = "short"',
            guide_hash="c0ffee",
            notice="If you agree, I save your words here.",
            settings={},
            rehearsed=False,
            language="en",
        ).id
        self.journal = LastingJournal(self.vault, self.session)
        self.leave: Callable[[], None] = lambda: None  # a signal, or the end of all input
        self.said: list[str] = []
        self.shown: list[str] = []
        self.pages = 0  # how often the help numbers were shown

    def pull_out(self) -> None:
        self.folder.rename(self.away)

    def put_back(self) -> None:
        self.away.rename(self.folder)

    def talk(self, *items: Item, at: dict[str, Callable[[], None]], types: str = "") -> None:
        """Talk. When a prompt is first said for which something stands in ``at``, it happens; a folder is typed."""

        def may_ask(conversant: VoiceConversant) -> None:
            asking = AskToSave(conversant, ENGLISH, MEANING, self.shown.append, keys=True)
            left = iter(range(8))

            def ask(error: StorageError | VaultError, goes_on: bool) -> Way | Path:
                assert next(left, None) is not None, "it is asked for ever"
                return asking(error, goes_on)

            self.journal.ask, self.journal.told_saved = ask, asking.saved

            room = conversant._room
            assert isinstance(room, RehearsalRoom)
            self.leave = room.interrupt

            def type_folder() -> None:
                for number, key in enumerate([*types, "\n"]):
                    room.later(room.now() + 0.1 * number, KeyPressed(key))

            at.setdefault(WHERE, type_folder)

        def prompted(text: str) -> None:
            assert len(self.said) < 60, "it is asked for ever"
            at.pop(text, lambda: None)()

        def page() -> None:
            self.pages += 1

        talk(*items, said=self.said, journal=self.journal, may_ask=may_ask, on_prompt=prompted, numbers=page)
        self.journal.finish()

    def kept(self, folder: Path | None = None) -> list[str]:
        """The words of the answers on disk, now that the program has ended."""
        self.journal.close()
        with Vault.open(folder or self.folder, passphrase=None) as vault:
            facts = [each.fact for each in vault.facts(self.session)]
        heard = [fact for fact in Progress.fold(facts).facts if fact.kind == FactKind.UTTERANCE_HEARD]
        return [str(fact.payload["text"]) for fact in heard if fact.question]


@pytest.fixture
def stick(tmp_path: Path) -> Stick:
    return Stick(tmp_path)


def test_the_words_wait_in_memory_until_the_stick_is_back(stick: Stick) -> None:
    again = [asked_to_save("try again"), asked_to_save("try again please")]
    stick.talk(*again, YES, DARK, AFRAID, STOP, at={SECOND: stick.pull_out, STILL: stick.put_back})
    assert stick.said[stick.said.index(FAILED) :][:6] == [FAILED, WHAT, STILL, WHAT, SAVED, THIRD]
    assert "its disk was taken out" in stick.shown[0]
    assert stick.kept() == THREE[:2]


def test_whoever_goes_on_speaking_while_it_is_told_is_heard_to_the_end_and_asked_then(stick: Stick) -> None:
    long = "I was very much afraid of him that night"
    items = [asked_to_save("try again"), YES, DARK, say(long, pauses=(4.5,)), WELL, STOP]
    stick.talk(*items, at={SECOND: stick.pull_out, WHAT: stick.put_back})
    told = stick.said[stick.said.index(FAILED) :]
    assert told[:4] == [FAILED, FAILED, WHAT, SAVED]  # the first was stopped by the voice
    assert stick.kept() == ["it was a dark night", long, "it went quite well"]


def test_what_is_said_over_it_and_answers_nothing_is_told_not_to_be_kept(stick: Stick) -> None:
    more = asked_to_save("and he shouted at us all")
    over = replace(more, interrupt_seconds=1.2)
    items = [over, more, asked_to_save("try again"), YES, DARK, AFRAID, STOP]
    stick.talk(*items, at={SECOND: stick.pull_out, WHAT: stick.put_back})
    told = stick.said[stick.said.index(FAILED) :]
    assert told[:6] == [FAILED, NOT_KEPT, FAILED, WHAT, NOT_KEPT, WHAT]
    assert stick.kept() == THREE[:2]


def test_the_help_numbers_can_be_asked_for_meanwhile(stick: Stick) -> None:
    items = [asked_to_save("help numbers"), asked_to_save("try again"), YES, DARK, AFRAID, STOP]
    stick.talk(*items, at={SECOND: stick.pull_out, WHAT: stick.put_back})
    told = stick.said[stick.said.index(FAILED) :]
    assert told[:5] == [FAILED, WHAT, "The help numbers are on the screen.", WHAT, SAVED]
    assert stick.pages == 1


def test_over_that_it_is_saved_the_next_answer_may_begin(stick: Stick) -> None:
    early = replace(WELL, interrupt_seconds=1.2)
    items = [asked_to_save("try again"), YES, DARK, AFRAID, early, STOP]
    stick.talk(*items, at={SECOND: stick.pull_out, WHAT: stick.put_back})
    assert stick.kept() == THREE


def test_whoever_goes_on_after_saying_what_to_do_is_asked_the_next_question(stick: Stick) -> None:
    on = say("carry on", question="not-saved", pauses=(2.4,))
    items = [on, YES, DARK, AFRAID, WELL, STOP]
    stick.talk(*items, at={SECOND: stick.pull_out, THIRD: stick.put_back})
    assert stick.kept() == THREE


def test_a_last_answer_that_is_not_saved_is_asked_about_before_the_goodbye(stick: Stick) -> None:
    stop = say("stop", pauses=())
    items = [asked_to_save("try again"), YES, DARK, AFRAID, stop]
    stick.talk(*items, at={THIRD: stick.pull_out, WHAT: stick.put_back})
    assert stick.said[-4:-1] == [FAILED, WHAT, SAVED]
    assert stick.kept() == THREE[:2]


def test_a_key_tries_again_too(stick: Stick) -> None:
    key = Item(key="\r", question="not-saved")
    stick.talk(key, YES, DARK, AFRAID, STOP, at={SECOND: stick.pull_out, WHAT: stick.put_back})
    assert SAVED in stick.said
    assert stick.kept() == THREE[:2]


def test_whoever_carries_on_is_asked_again_before_anything_is_called_saved(stick: Stick) -> None:
    items = [asked_to_save("carry on"), asked_to_save("try again"), YES, DARK, AFRAID, WELL, STOP]
    stick.talk(*items, at={SECOND: stick.pull_out, STILL: stick.put_back})
    unsaved = stick.said[stick.said.index(FAILED) : stick.said.index(SAVED)]
    assert unsaved == [FAILED, WHAT, THIRD, "What do you think about it now?", STILL, WHAT]
    assert "We have stopped. Your words are safe. You can carry on another day." in stick.said
    assert stick.kept() == THREE


def test_when_the_disk_is_back_the_next_answer_saves_everything(stick: Stick) -> None:
    items = [asked_to_save("carry on"), YES, DARK, AFRAID, WELL, STOP]
    stick.talk(*items, at={SECOND: stick.pull_out, THIRD: stick.put_back})
    assert (stick.said.count(WHAT), stick.said.count(SAVED)) == (1, 1)
    assert stick.kept() == THREE


def test_the_whole_session_goes_on_in_another_folder_under_the_same_keys(stick: Stick, tmp_path: Path) -> None:
    other = tmp_path / "other place"
    other.mkdir()
    items = [asked_to_save("use another folder"), YES, DARK, AFRAID, WELL, STOP]
    stick.talk(*items, at={SECOND: stick.pull_out}, types=str(other))
    assert SAVED in stick.said
    assert stick.kept(other / "voice-guide") == THREE
    assert (other / "voice-guide" / "vault.key").read_bytes() == (stick.away / "vault.key").read_bytes()
    assert all(path.stat().st_mode & 0o077 == 0 for path in other.rglob("*"))
    for path in other.rglob("*"):
        assert path.is_dir() or b"dark night" not in path.read_bytes()


def test_a_stick_that_comes_back_under_another_name_is_the_same_vault(stick: Stick) -> None:
    items = [asked_to_save("use another folder"), YES, DARK, AFRAID, WELL, STOP]
    stick.talk(*items, at={SECOND: stick.pull_out}, types=str(stick.away))
    assert stick.kept(stick.away) == THREE


def test_an_older_copy_that_is_put_in_its_place_gets_what_it_lacks(stick: Stick, tmp_path: Path) -> None:
    stick.journal.close()
    old = tmp_path / "old"
    old.mkdir()
    for path in stick.folder.iterdir():
        (old / path.name).write_bytes(path.read_bytes())
    stick.journal = LastingJournal(Vault.open(stick.folder, passphrase=None), stick.session)

    def swap() -> None:
        old.rename(stick.folder)

    items = [asked_to_save("try again"), YES, DARK, AFRAID, WELL, STOP]
    stick.talk(*items, at={SECOND: stick.pull_out, WHAT: swap})
    assert stick.kept() == THREE


@pytest.mark.parametrize("keys", ["other keys", "a slip in its name"])
def test_a_folder_that_can_not_be_used_is_told_and_left_alone(stick: Stick, tmp_path: Path, keys: str) -> None:
    other = tmp_path / "other"
    if keys == "other keys":
        Vault.create(other / "voice-guide", passphrase=None).close()
    before = {path: path.read_bytes() for path in other.rglob("*") if path.is_file()}
    items = [asked_to_save("use another folder"), asked_to_save("try again"), YES, DARK, AFRAID, WELL, STOP]
    stick.talk(*items, at={SECOND: stick.pull_out, STILL: stick.put_back}, types=str(other))
    assert stick.shown[2].startswith(("There is a vault in", "There is no folder"))
    assert {path: path.read_bytes() for path in other.rglob("*") if path.is_file()} == before
    assert stick.kept() == THREE


def test_only_a_clear_yes_stops_and_loses_what_is_not_saved(stick: Stick) -> None:
    stop = say("stop", question="not-saved")
    sure = [say("no", question="not-saved-stop"), say("yes", question="not-saved-stop")]
    with pytest.raises(StorageError, match="vault_gone"):
        stick.talk(stop, stop, *sure, YES, DARK, AFRAID, WELL, at={SECOND: stick.pull_out})
    assert stick.said[-4:] == [WHAT, STOP_NOW, WHAT, STOP_NOW]
    stick.put_back()
    assert stick.kept()[:1] == THREE[:1]


def test_nothing_is_asked_while_it_is_quiet_and_the_words_are_kept_all_the_same(stick: Stick) -> None:
    quiet = Item(say="I was afraid of him", then_key="f12")
    items = [asked_to_save("try again"), YES, DARK, quiet, Item(key="f12"), YES, WELL, STOP]
    over = "We can carry on when you are ready. Shall we?"
    stick.talk(*items, at={SECOND: stick.pull_out, WHAT: stick.put_back})
    place = stick.said.index(over)
    assert FAILED not in stick.said[:place]
    assert stick.said[place + 1 : place + 4] == [FAILED, WHAT, SAVED]
    assert stick.kept() == THREE


def test_a_long_pause_does_not_lock_the_key_away_while_something_is_not_saved(stick: Stick) -> None:
    stick.journal.ask = lambda error, goes_on: Way.CARRY_ON
    locking = Locking(stick.vault, ENGLISH, waiting=nullcontext)
    locking.begin(stick.journal, Progress())
    stick.pull_out()
    stick.journal.append([Fact(FactKind.UTTERANCE_HEARD, "p1", "wh-today", {"text": "it was a dark night"})])
    locking.lock()
    stick.put_back()
    assert locking.unlock()  # nobody is asked for a passphrase
    stick.journal.finish()
    assert stick.kept() == THREE[:1]


def test_the_quiet_key_works_while_it_is_asked(stick: Stick) -> None:
    asked = Item(key="f12", question="not-saved")
    items = [asked, asked_to_save("try again"), YES, DARK, AFRAID, Item(key="f12"), YES, WELL, STOP]
    over = "We can carry on when you are ready. Shall we?"
    stick.talk(*items, at={SECOND: stick.pull_out, over: stick.put_back})
    assert stick.said.index(WHAT) < stick.said.index(over)
    assert stick.kept() == THREE


def test_when_everyone_has_gone_nothing_is_called_saved_and_the_session_ends_with_the_fault(stick: Stick) -> None:
    with pytest.raises(StorageError, match="vault_gone"):
        stick.talk(YES, DARK, AFRAID, STOP, at={SECOND: stick.pull_out, WHAT: lambda: stick.leave()})
    assert stick.said[-1] == WHAT
