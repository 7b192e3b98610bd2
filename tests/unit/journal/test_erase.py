"""Erasing for good: the words are on no page of any file, and what other people said stands as it was."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.conversations.scripted import Conversation
from tests.kept import JO, KAI, OF_JO, OF_KAI, keep, papers_in, review_kept, two_people, words_in
from voice_guide.cli.wiring import guide_of
from voice_guide.dialogue.progress import Progress
from voice_guide.errors import StorageError, UsageError
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal import rewriting
from voice_guide.journal.erase import Erasure, carry_out, prepare
from voice_guide.journal.exports import REHEARSAL, State, begun, exported, written
from voice_guide.journal.sessions import VAULT
from voice_guide.journal.vault import Vault
from voice_guide.journal.wrapping import LEAST_COST

ANSWER = "it was quizzaciously loud and wombatish"


def erase(vault: Vault, session: str | None = None, **what: object) -> None:
    carry_out(vault, prepare(vault, Erasure(session, **what)))  # type: ignore[arg-type]


def erased_facts(vault: Vault) -> list[dict[str, object]]:
    return [each.fact.payload for each in vault.everything() if each.fact.kind == FactKind.ERASED]


def test_the_search_would_find_them(vault: Vault, folder: Path) -> None:
    keep(vault, two_people())
    assert words_in(folder, (*OF_JO, *OF_KAI, JO, KAI)) == [*OF_JO, *OF_KAI, JO, KAI]


def test_a_session_is_on_no_page_and_another_stands_word_for_word(vault: Vault, folder: Path) -> None:
    gone, stays = keep(vault, two_people()), keep(vault, Conversation.begin().say("it was a Tuesday").leave())
    before = vault.facts(stays)
    erase(vault, gone)
    assert words_in(folder, (*OF_JO, *OF_KAI, JO, KAI)) == []
    assert [session.id for session in vault.sessions()] == [stays]
    assert vault.facts(stays) == before
    assert erased_facts(vault) == [{"what": "session", "session": gone}]
    with pytest.raises(UsageError, match="session_erased"):
        vault.find_session(gone)
    with pytest.raises(UsageError, match="unknown_session"):
        vault.find_session("zzzzz")


def test_everything_is_on_no_page_and_the_vault_can_be_used_again(vault: Vault, folder: Path) -> None:
    for _ in range(3):
        keep(vault, two_people())
    erase(vault)
    assert words_in(folder, (*OF_JO, *OF_KAI, JO, KAI, "Thoughts/feelings", "save what you say")) == []
    assert vault.sessions() == []
    assert erased_facts(vault) == [{"what": "everything"}]
    assert "quizzaciously" in papers_in(vault, keep(vault, two_people()))


def test_what_was_erased_earlier_is_still_told_and_belongs_to_no_session(vault: Vault) -> None:
    session = keep(vault, two_people())
    erase(vault, session, person="p1")
    erase(vault)
    assert erased_facts(vault) == [{"what": "person"}, {"what": "everything"}]
    assert {each.session for each in vault.everything()} == {VAULT}
    assert {each.fact.participant for each in vault.everything()} == {None}


def test_numbers_of_facts_are_never_used_again(vault: Vault) -> None:
    keep(vault, two_people())
    highest = vault.everything()[-1].seq
    erase(vault)
    erase(vault)
    assert [each.seq for each in vault.everything()] == [highest + 1, highest + 2]


def test_what_was_taken_out_goes_and_nothing_else(vault: Vault, folder: Path) -> None:
    session = keep(vault, Conversation.begin().say("it was a Tuesday", "larkspurred", "take that out", "yes").leave())
    papers = papers_in(vault, session)
    assert words_in(folder, ("larkspurred",)) == ["larkspurred"]
    erase(vault, session, taken_out=True)
    assert words_in(folder, ("larkspurred",)) == []
    assert papers_in(vault, session).replace("\n", "") == _at_the_last_fact(papers, vault, session)
    with pytest.raises(UsageError, match="erase_nothing"):
        prepare(vault, Erasure(session, taken_out=True))


def _at_the_last_fact(papers: str, vault: Vault, session: str) -> str:
    """The papers as they were: only the time of the newest fact is another, for the erasing is one."""
    last = vault.facts(session)[-2].at.isoformat()
    assert last in papers
    return papers.replace(f'"last": "{last}"', f'"last": "{vault.facts(session)[-1].at.isoformat()}"').replace("\n", "")


def test_words_that_were_opened_again_before_they_were_taken_out_go_too(vault: Vault, folder: Path) -> None:
    talk = Conversation.begin().say("it was wombatish").speak_on("wh-today").say("it was wombatish and larkspurred")
    session = keep(vault, talk.say("take that out", "yes").leave())
    erase(vault, session, taken_out=True)
    assert words_in(folder, ("wombatish", "larkspurred")) == []


def test_words_that_were_changed_later_go_and_the_new_ones_stay(vault: Vault, folder: Path) -> None:
    talk = Conversation.begin().say("it was larkspurred", "change that", "it was a Tuesday").leave()
    session = keep(vault, talk)
    erase(vault, session, taken_out=True)
    assert words_in(folder, ("larkspurred",)) == []
    assert "it was a Tuesday" in papers_in(vault, session)


def test_a_way_forward_that_was_taken_out_goes_with_every_part_of_it(vault: Vault, folder: Path) -> None:
    talk = Conversation.begin()
    while talk.asked != "wf-help":
        talk.say("I have said what I think")
    talk.say(
        "Mum will wombatish the school on Friday", "yes", "my larkspurred aunt", "take out what I said about wombatish"
    )
    session = keep(vault, talk.say("yes").leave())
    erase(vault, session, taken_out=True)
    assert words_in(folder, ("wombatish",)) == []
    assert "Something was taken out of the list." in papers_in(vault, session)


def test_delete_everything_by_voice_and_then_by_command(vault: Vault, folder: Path) -> None:
    talk = Conversation.begin(people=(JO, KAI)).say("quizzaciously", "zanzibarred", "delete everything", "yes", "yes")
    session = keep(vault, talk)
    assert words_in(folder, ("quizzaciously", "zanzibarred")) == ["quizzaciously", "zanzibarred"]
    erase(vault, session, taken_out=True)
    assert words_in(folder, ("quizzaciously", "zanzibarred", JO, KAI)) == []
    assert vault.sessions() == []


def test_the_name_goes_too_of_someone_who_took_their_agreement_back_and_everything_out(
    vault: Vault, folder: Path
) -> None:
    talk = Conversation.begin(people=(JO, KAI)).say("quizzaciously", "zanzibarred")
    session = keep(vault, talk.say("stop saving my words", "yes", "yes").leave())
    assert JO not in papers_in(vault, session)
    assert words_in(folder, (JO, "quizzaciously")) == [JO, "quizzaciously"]
    erase(vault, session, taken_out=True)
    assert words_in(folder, (JO, "quizzaciously")) == []
    assert words_in(folder, (KAI, "zanzibarred")) == [KAI, "zanzibarred"]


def test_one_persons_words_and_name_go_and_the_others_stay_whole(vault: Vault, folder: Path) -> None:
    session = keep(vault, two_people())
    answers = Progress.fold(each.fact for each in vault.facts(session)).ways[1].answers
    assert answers == {"p1": "yes", "p2": "yes"}
    erase(vault, session, person="p1")
    assert words_in(folder, OF_JO) == []
    assert words_in(folder, OF_KAI) == list(OF_KAI)
    papers = papers_in(vault, session)
    assert ANSWER not in papers
    assert f"{JO} was zanzibarred" in papers  # what somebody else said, name and all, is theirs
    assert papers.count(JO) == everywhere_kai_says_it(papers)
    assert "Guest 1" in papers
    assert "What was said here was erased." in papers
    assert "ospreyfold the boat" in papers
    assert "Guest 1: erased" in papers
    assert f"{KAI}: yes" in papers
    assert "wombatish the shed" not in papers


def everywhere_kai_says_it(papers: str) -> int:
    """In an answer of Kai's, three forms of it, and in the words for who of Kai's own line: every paper has those."""
    return papers.count(f"{JO} was zanzibarred") + papers.count(f"{KAI} and {JO}")


def test_no_name_is_left_as_data(vault: Vault) -> None:
    session = keep(vault, two_people())
    erase(vault, session, person="p1")
    for recorded in vault.facts(session):
        words = json.dumps(recorded.fact.payload, ensure_ascii=False)
        if JO in words:
            assert recorded.fact.participant == "p2", recorded.fact.kind
            assert recorded.fact.kind in (FactKind.UTTERANCE_HEARD, FactKind.WAY_FORWARD_DRAFTED)


def test_a_line_put_right_by_somebody_else_holds_both_their_words_and_goes(vault: Vault, folder: Path) -> None:
    talk = Conversation.begin(people=(JO, KAI))
    while talk.asked != "wf-what":
        talk.say("pass")
    talk.say("ring the school about the larkspurred bill", "me", "on Friday", "pass", "pass", "no", "nothing")
    assert talk.asked == f"agree:{JO}"
    talk.say("yes", "not the school, the college")
    session = keep(vault, talk.leave())
    assert "ring the college about the larkspurred bill" in papers_in(vault, session)
    erase(vault, session, person="p1")
    assert words_in(folder, ("larkspurred",)) == []
    assert words_in(folder, ("the college",)) == ["the college"]  # Kai's own words, in the journal


def test_a_session_goes_on_after_one_persons_words_were_erased(vault: Vault) -> None:
    talk = Conversation.begin(people=(JO, KAI)).say("quizzaciously", "zanzibarred", "larkspurred", "pass")
    assert (talk.asked, talk.turn and talk.turn.name) == ("tf-feeling", JO)
    session = keep(vault, talk.leave())
    erase(vault, session, person="p1")
    again = Conversation.begin(people=(), facts=[each.fact for each in vault.facts(session)], agreed=False)
    assert again.turn is not None
    assert (again.asked, again.turn.name, again.turn.recorded) == ("tf-feeling", "Guest 1", False)
    again.press("pass").say("ospreyfold")
    assert again.facts[-1].participant == "p1"
    assert "ospreyfold" in again.words_kept()


def test_the_copy_that_a_review_meeting_holds_goes_too(vault: Vault, folder: Path) -> None:
    last = keep(vault, two_people())
    meeting = review_kept(vault, last)
    assert "wombatish the shed" in papers_in(vault, meeting)
    prepared = prepare(vault, Erasure(last, "p1"))
    assert [copy.started.session for copy in prepared.copies] == [meeting]
    carry_out(vault, prepared)
    assert words_in(folder, ("wombatish", "larkspurred")) == []
    reads = [question.read for question in guide_of(vault, meeting).categories[0].questions]
    assert reads[0] == "Number 1 was erased."
    assert str(reads[1]).startswith("Number 2. “ospreyfold the boat”.")
    papers = papers_in(vault, meeting)
    assert papers.count("it went well enough") == 3 * 4  # two lines, two people, as Markdown, text and JSON
    assert "Number 1 was erased." in papers


def test_a_review_meeting_of_an_erased_session_keeps_what_was_said_in_it(vault: Vault, folder: Path) -> None:
    last = keep(vault, two_people())
    meeting = review_kept(vault, last)
    erase(vault, last)
    assert words_in(folder, (*OF_JO, *OF_KAI)) == []
    assert papers_in(vault, meeting).count("it went well enough") == 3 * 4
    again = Conversation.begin(
        guide_of(vault, meeting), people=(), facts=[f.fact for f in vault.facts(meeting)][:8], agreed=False
    )
    assert any("was erased." in line for line in again.said)


def test_a_line_that_nothing_was_erased_from_stays_in_the_copy_as_it_was_read(vault: Vault) -> None:
    last = keep(vault, two_people())
    meeting = review_kept(vault, last)
    before = guide_of(vault, meeting)
    erase(vault, last, taken_out=True)
    assert guide_of(vault, meeting) == before


def test_texts_that_nothing_needs_any_more_are_not_kept(vault: Vault) -> None:
    last = keep(vault, two_people())
    review_kept(vault, last)
    before = set(vault.texts())
    erase(vault, last, person="p1")
    assert len(vault.texts()) == len(before)
    assert len(set(vault.texts()) - before) == 1


def test_backups_that_a_migration_made_go_with_the_words(vault: Vault, folder: Path) -> None:
    keep(vault, two_people())
    copies = [folder / "vault.db.version-1", folder / "vault.db.backup.new"]
    for copy in copies:
        copy.write_bytes((folder / "vault.db").read_bytes())
    assert len(words_in(folder, OF_JO)) == 3
    erase(vault)
    assert [copy for copy in copies if copy.exists()] == []
    assert sorted(path.name for path in folder.iterdir()) == [
        "vault.db",
        "vault.db-journal",
        "vault.key",
        "vault.key.copy",
        "vault.lock",
    ]


def test_copies_that_a_killed_program_left_while_it_looked_through_the_vault_go_too(vault: Vault, folder: Path) -> None:
    keep(vault, two_people())
    for name in (".verifying", ".restoring"):
        (folder / name).mkdir()
        (folder / name / "vault.db").write_bytes((folder / "vault.db").read_bytes())
    erase(vault)
    assert words_in(folder, OF_JO) == []
    assert rewriting.strangers(folder) == []


def test_the_fresh_copy_knows_of_the_newest_keys(vault: Vault, folder: Path) -> None:
    keep(vault, two_people())
    old = (folder / "vault.key").read_bytes()
    vault.keyring.change_passphrase("green kettles", cost=LEAST_COST)
    vault.keyring.change_passphrase(None)
    erase(vault)
    assert not vault.keyring.is_older
    vault.close()
    for name in ("vault.key", "vault.key.copy"):
        (folder / name).write_bytes(old)
    with Vault.open(folder, passphrase=None) as again:
        assert again.keyring.is_older


def test_words_said_before_an_answer_was_opened_again_go_even_where_their_number_has_changed(
    vault: Vault, folder: Path
) -> None:
    talk = Conversation.begin().say("it was wombatish").speak_on("wh-today").say("it was wombatish and larkspurred")
    number = next(n for n, fact in enumerate(talk.facts) if fact.kind == FactKind.ANSWER_REOPENED)
    before = Fact(FactKind.UTTERANCE_HEARD, "p1", None, {"turn": "check", "text": "hm"})
    talk.facts.insert(number - 2, before)  # taken back with the rest, and never said again
    talk = Conversation.begin(people=(), facts=talk.facts, agreed=False)
    session = keep(vault, talk.say("take that out", "yes").leave())
    erase(vault, session, taken_out=True)
    assert words_in(folder, ("wombatish", "larkspurred")) == []


def set_aside(folder: Path) -> Path:
    """A vault as a restore sets it aside, with the words of the one that is here."""
    place = folder / "set-aside-2026-11-29"
    place.mkdir()
    for name in ("vault.db", "vault.key", "vault.key.copy"):
        shutil.copy(folder / name, place / name)
    return place


def test_a_vault_that_was_set_aside_goes_with_everything_and_with_nothing_less(vault: Vault, folder: Path) -> None:
    session = keep(vault, two_people())
    place = set_aside(folder)
    erase(vault, session)
    assert {path.name for path in place.iterdir()} == {"vault.db", "vault.key", "vault.key.copy"}
    erase(vault)
    assert not place.exists()


def test_of_what_was_set_aside_only_our_own_goes(vault: Vault, folder: Path, tmp_path: Path) -> None:
    keep(vault, two_people())
    place = set_aside(folder)
    (place / "notes.txt").write_text("a worker's own")
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(place, elsewhere)
    (folder / "set-aside-by-hand").symlink_to(elsewhere)
    erase(vault)
    assert [path.name for path in place.iterdir()] == ["notes.txt"]
    assert any((elsewhere / "vault.db").read_bytes())


def test_a_restore_that_was_cut_short_shares_files_with_the_vault_and_they_are_not_written_over(
    vault: Vault, folder: Path
) -> None:
    session = keep(vault, Conversation.begin().say("it was a Tuesday").leave())
    place = folder / "set-aside-2026-11-29"
    place.mkdir()
    for name in ("vault.db", "vault.key", "vault.key.copy"):
        os.link(folder / name, place / name)
    erase(vault)
    assert not place.exists()
    vault.close()
    with Vault.open(folder, passphrase=None) as again:
        assert session not in [each.id for each in again.sessions()]


def test_what_was_set_aside_goes_at_the_next_opening_where_erasing_everything_was_cut_short(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(vault, two_people())
    place = set_aside(folder)

    def refused(_: Path) -> None:
        raise OSError(5, "input/output error")

    with monkeypatch.context() as patched:
        patched.setattr("voice_guide.journal.set_aside.remove", refused)
        with pytest.raises(StorageError, match="erasing_unfinished"):
            erase(vault)
    assert place.exists()
    vault.close()
    Vault.open(folder, passphrase=None).close()
    assert not place.exists()
    assert not (folder / rewriting.MARKER).exists()


def test_what_a_rehearsal_wrote_is_known_from_its_beginning_and_holds_what_was_taken_out_of_it(
    vault: Vault, tmp_path: Path
) -> None:
    report, sound = tmp_path / "report.json", tmp_path / "participant.wav"
    session = keep(vault, Conversation.begin().say("it was wombatish").say("take that out", "yes").leave())
    journal = vault.session_journal(session)
    journal.append([begun(REHEARSAL, "json", report), begun(REHEARSAL, "wav", sound)])
    report.write_text('{"text": "it was wombatish"}')
    sound.write_bytes(b"RIFF, cut short")
    journal.append([written(REHEARSAL, "json", report)])
    found = prepare(vault, Erasure(session, taken_out=True)).papers
    assert {paper.file: paper.state for paper in found} == {report: State.AS_WRITTEN, sound: State.CHANGED}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes with names like files")
def test_a_pipe_in_a_papers_place_is_not_waited_for(vault: Vault, tmp_path: Path) -> None:
    session, paper = keep(vault, two_people()), tmp_path / "paper.md"
    vault.session_journal(session).append([exported("transcript", "md", paper, b"a paper")])
    os.mkfifo(paper)
    assert [found.state for found in prepare(vault, Erasure(session)).papers] == [State.CHANGED]


def test_a_file_of_somebodys_own_beside_the_vault_is_left_and_named(vault: Vault, folder: Path) -> None:
    keep(vault, two_people())
    (folder / "vault.db.bak").write_bytes((folder / "vault.db").read_bytes())
    erase(vault)
    assert rewriting.strangers(folder) == [folder / "vault.db.bak"]


def test_every_table_of_the_database_is_decided_on(vault: Vault) -> None:
    connection = vault._store._trusted()
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    assert sorted(name for (name,) in found) == sorted(rewriting.TABLES)


def test_a_journal_that_is_open_while_something_is_erased_goes_on(vault: Vault) -> None:
    gone = keep(vault, two_people())
    journal = vault.resume_session(keep(vault, Conversation.begin().leave()))
    erase(vault, gone)
    journal.append(Conversation.begin().say("it was a Tuesday").facts[2:])
    assert "it was a Tuesday" in papers_in(vault, journal.id)


def test_when_the_fresh_copy_can_not_be_made_everything_is_as_it_was(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = keep(vault, two_people())
    before = vault.everything()

    def full(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(rewriting, "_build", full)
    with pytest.raises(StorageError, match="disk_full"):
        erase(vault, session)
    assert vault.everything() == before
    assert not (folder / rewriting.MARKER).exists()


@pytest.mark.parametrize("kind", list(FactKind))
def test_what_stays_of_each_kind_of_fact_is_decided(kind: FactKind) -> None:
    from voice_guide.journal.redaction import _OF_THEIRS

    of_nobody = {
        FactKind.SESSION_STARTED,
        FactKind.PREPARATION_ANSWERED,
        FactKind.DEVICE_LOST,
        FactKind.DEVICE_BACK,
        FactKind.PAUSED,
        FactKind.RESUMED,
        FactKind.LOCKED,
        FactKind.UNLOCKED,
        FactKind.STOPPED,
        FactKind.CLOSED,
        FactKind.LOST,
        FactKind.RETENTION_SET,
        FactKind.RETENTION_NOTICE,
        FactKind.SERVICE_VIEW,
        FactKind.PRIVATE_TIME_BEGAN,
        FactKind.PRIVATE_TIME_ENDED,
        FactKind.PRIVATE_TIME_LEFT_OUT,
    }
    assert (kind in _OF_THEIRS) is (kind not in of_nobody)
