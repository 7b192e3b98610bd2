"""Private family time on paper: from when to when, that nothing was heard, and never on the sheet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.conversations.scripted import ENGLISH, Conversation
from tests.conversations.test_private_time import alone, at_private_time
from tests.kept import keep, told
from voice_guide.cli.papers import papers_of
from voice_guide.cli.wiring import load_named_guide
from voice_guide.dialogue.progress import Progress
from voice_guide.facts import FactKind
from voice_guide.journal.erase import Erasure, carry_out, prepare
from voice_guide.journal.projections import session_view
from voice_guide.journal.redaction import without_person
from voice_guide.journal.vault import Vault
from voice_guide.record import own_copy_forms, sheet, transcript
from voice_guide.record.own_copy import OwnCopy

MEETING = load_named_guide(ENGLISH, "family-meeting")
SPAN = re.compile(r"Private family time, from \d\d:\d\d to \d\d:\d\d\. Nothing was heard\.")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """Its clock goes on by a minute each time it is read."""
    minutes = iter(range(10_000))
    start = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    with Vault.create(
        tmp_path / "vault", passphrase=None, now=lambda: start + timedelta(minutes=next(minutes))
    ) as made:
        yield made


def whole() -> Conversation:
    return told(alone("five minutes").press("finished").press("yes"), {})


def test_it_stands_in_its_place_with_its_times(vault: Vault) -> None:
    papers = papers_of(vault, ENGLISH, keep(vault, whole(), MEETING))
    for paper in (transcript.as_markdown(papers), transcript.as_text(papers)):
        assert len(SPAN.findall(paper)) == 1
        before, _, after = paper.partition("Private family time")
        assert "going well" in before
        assert "all right for each of you" not in paper  # what is asked of ground rules is not asked here
        assert "What will help you" in after
    assert "rivate" not in sheet.as_markdown(papers)


def test_it_can_be_read_by_machine(vault: Vault) -> None:
    session = keep(vault, whole(), MEETING)
    (span,) = json.loads(transcript.as_json(papers_of(vault, ENGLISH, session)))["private_times"]
    assert datetime.fromisoformat(span["began"]) <= datetime.fromisoformat(span["ended"])


def test_one_that_nobody_has_ended_says_so(vault: Vault) -> None:
    paper = transcript.as_text(papers_of(vault, ENGLISH, keep(vault, alone().leave(), MEETING)))
    assert re.search(r"since \d\d:\d\d\. It was not over when the conversation stopped\. Nothing was heard\.", paper)


def test_that_none_was_wanted_is_on_it_too(vault: Vault) -> None:
    talk = told(at_private_time().say("none", "yes"), {})
    assert "The family wanted no private time." in transcript.as_text(
        papers_of(vault, ENGLISH, keep(vault, talk, MEETING))
    )


def test_another_day_is_named() -> None:
    papers = papers_of_days()
    assert "from 10:00 to Friday the 27th of November, 09:00" in papers


def papers_of_days() -> str:
    """The line of a private time that was ended on another day."""
    from voice_guide.dialogue.meaning import Meaning
    from voice_guide.guide.plan_questions import load_plan
    from voice_guide.journal.private_times import PrivateSpan
    from voice_guide.journal.projections import SessionView
    from voice_guide.record.document import Papers

    began, ended = datetime(2026, 11, 26, 10, tzinfo=UTC), datetime(2026, 11, 27, 9, tzinfo=UTC)
    view = SessionView(
        id="x", started=began, last=ended, guide_id="family-meeting", guide_title="", guide_hash="", language="en",
        rehearsed=False, closed=False, reviews=None, progress=Progress(), answers=(),
        private_times=(PrivateSpan(began, ended),),
    )  # fmt: skip
    papers = Papers(
        view, MEETING, load_plan(ENGLISH.plan), ENGLISH, say_day=Meaning(ENGLISH).say_day, zone=lambda at: at
    )
    return " ".join(papers.private_lines())


@pytest.mark.parametrize("form", [own_copy_forms.as_markdown, own_copy_forms.as_text])
def test_it_is_on_each_persons_own_copy(vault: Vault, form: object) -> None:
    session = keep(vault, whole(), MEETING)
    facts = vault.facts(session)
    papers = papers_of(vault, ENGLISH, session)
    copy = OwnCopy(papers, facts, papers.view.people[1], vault.texts())
    assert SPAN.search(form(copy))  # type: ignore[operator]
    assert json.loads(own_copy_forms.as_json(copy))["private_times"]


def test_it_stays_when_somebodys_words_are_erased(vault: Vault) -> None:
    session = keep(vault, whole(), MEETING)
    before = vault.facts(session)
    after = without_person(before, "p1")
    assert session_view(after).private_times == session_view(before).private_times
    carry_out(vault, prepare(vault, Erasure(session, "p1")))
    assert SPAN.search(transcript.as_text(papers_of(vault, ENGLISH, session)))


def test_where_everything_was_taken_out_it_is_not_shown(vault: Vault) -> None:
    talk = alone().press("finished").press("yes").say("delete everything", "yes", "yes")
    session = keep(vault, talk, MEETING)
    assert FactKind.PRIVATE_TIME_ENDED in talk.kinds()
    assert "rivate" not in transcript.as_text(papers_of(vault, ENGLISH, session))
