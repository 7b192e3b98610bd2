"""What each person wants to take with them: the newest counts, and it goes with whoever goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.conversations.scripted import Conversation
from tests.kept import KAI, OF_JO, keep, two_people, words_in
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal import retention
from voice_guide.journal.erase import Erasure, carry_out, prepare
from voice_guide.journal.paper_wishes import KINDS, NOTHING, PAPER, PHONE, WISHES, wished, wishes
from voice_guide.journal.projections import session_view
from voice_guide.journal.rows import RecordedFact
from voice_guide.journal.vault import Vault
from voice_guide.languages import LANGUAGES, Language


def after(*facts: Fact) -> dict[str, str]:
    began = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
    return wishes(RecordedFact(n, began + timedelta(seconds=n), "cd234", fact) for n, fact in enumerate(facts, 1))


def test_each_has_their_own_and_the_newest_counts() -> None:
    assert after() == {}
    assert after(wished("p1", PAPER), wished("p2", NOTHING), wished("p1", PHONE)) == {"p1": PHONE, "p2": NOTHING}


@pytest.mark.parametrize(
    "gone",
    [
        Fact(FactKind.WITHDREW, "p1"),
        Fact(FactKind.PARTICIPANT_REMOVED, "p1"),
        Fact(FactKind.PAPERS_WISHED, "p1"),  # as erasing leaves it
        Fact(FactKind.PAPERS_WISHED, "p1", payload={"wish": ["paper"]}),
    ],
)
def test_whoever_goes_takes_it_along(gone: Fact) -> None:
    assert after(wished("p1", PAPER), wished("p2", NOTHING), gone) == {"p2": NOTHING}
    assert after(wished("p1", PAPER), gone, wished("p1", PHONE)) == {"p1": PHONE}


def test_with_everything_all_of_them_are_taken_out_and_with_an_answer_none() -> None:
    both = (wished("p1", PAPER), wished("p2", NOTHING))
    assert after(*both, Fact(FactKind.ANSWER_TAKEN_OUT, "p1", payload={"all": True})) == {}
    assert len(after(*both, Fact(FactKind.ANSWER_TAKEN_OUT, "p1", payload={"utterances": [1]}))) == 2


def test_it_changes_nothing_in_the_conversation_and_keeps_no_words_longer(vault: Vault) -> None:
    session = keep(vault, two_people())
    facts, view = vault.facts(session), session_view(vault.facts(session))
    vault.resume_session(session).append([wished("p1", PAPER), wished("p2", NOTHING)])
    more = vault.facts(session)
    assert more[:-2] == facts
    assert Progress.fold(each.fact for each in more) == Progress.fold(each.fact for each in facts)
    assert {**vars(session_view(more)), "last": None} == {**vars(view), "last": None}
    much_later = [replace(each, at=each.at + timedelta(days=20)) for each in more[-2:]]
    now = facts[-1].at + timedelta(days=25)
    assert retention.look([*facts, *much_later], 30, now) == retention.look(facts, 30, now)


def test_what_is_read_for_it_is_what_the_whole_session_tells(vault: Vault) -> None:
    session, other = keep(vault, two_people()), keep(vault, Conversation.begin().say("it was a Tuesday").leave())
    for name, wish in ((session, PAPER), (other, PHONE), (session, NOTHING)):
        vault.resume_session(name).append([wished("p1", wish)])
    assert wishes(vault.facts_of(session, *KINDS)) == wishes(vault.facts(session)) == {"p1": NOTHING}
    assert [each.fact.kind for each in vault.facts_of(session, FactKind.PAPERS_WISHED)] == [FactKind.PAPERS_WISHED] * 2


def test_erasing_a_person_erases_what_they_wanted_and_no_other_persons(vault: Vault, folder: Path) -> None:
    session = keep(vault, two_people())
    vault.resume_session(session).append([wished("p1", NOTHING)])
    assert words_in(folder, ('"wish"',)) == ['"wish"']
    carry_out(vault, prepare(vault, Erasure(session, "p1")))
    assert words_in(folder, ('"wish"', OF_JO[0])) == []
    assert wishes(vault.facts(session)) == {}
    vault.resume_session(session).append([wished("p2", PHONE)])
    carry_out(vault, prepare(vault, Erasure(session, "p1")))
    assert wishes(vault.facts(session)) == {"p2": PHONE}
    assert words_in(folder, (KAI,)) == [KAI]


@pytest.mark.parametrize("code", sorted(path.parent.name for path in LANGUAGES.glob("*/prompts.toml")))
def test_every_language_knows_the_words_that_it_offers(code: str) -> None:
    from voice_guide.dialogue.meaning import Meaning

    language = Language.load(code)
    meaning = Meaning(language)
    assert meaning.choices("papers") == list(WISHES)
    offered = [line.split()[0] for line in language.message("wish_ask").splitlines() if line.startswith("  ")]
    assert [meaning.choice(word, "papers") for word in offered] == list(WISHES)
    assert meaning.choice("", "papers") is None
