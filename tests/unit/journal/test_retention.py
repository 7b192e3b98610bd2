"""Nothing is erased because it is old without a notice some time before, whatever the clock does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal import retention
from voice_guide.journal.erase import Erasure, carry_out, prepare
from voice_guide.journal.retention import FOR_GOOD, NOTICE_DAYS, Outlook, kept_for, look, notice
from voice_guide.journal.rows import RecordedFact
from voice_guide.journal.sessions import VAULT
from voice_guide.journal.vault import Vault

BEGAN = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)


@dataclass
class Kept:
    """A vault's facts, without the vault. ``now`` is what its computer's clock says."""

    keep_days: int | None = 30
    now: datetime = BEGAN
    facts: list[RecordedFact] = field(default_factory=list)

    def write(self, session: str, *facts: Fact) -> Kept:
        for fact in facts:
            self.facts.append(RecordedFact(len(self.facts) + 1, self.now, session, fact))
        return self

    def talk(self, session: str) -> Kept:
        return self.write(session, Fact(FactKind.SESSION_STARTED), Fact(FactKind.CLOSED))

    def later(self, days: float) -> Kept:
        self.now += timedelta(days=days)
        return self

    def start(self) -> Outlook:
        """What a start does: look, and tell of what is due."""
        found = look(self.facts, self.keep_days, self.now)
        if found.told_of:
            self.write(VAULT, notice(found))
        return found


def test_without_a_setting_nothing_is_ever_due() -> None:
    found = Kept(keep_days=None).talk("a").later(4000).start()
    assert (found.told_of, found.due) == ([], [])
    assert found.sessions[0].until is None


def test_it_is_told_of_ahead_and_erased_when_it_is_due() -> None:
    kept = Kept().talk("a").later(15.9)
    assert kept.start().told_of == []
    kept.later(0.2)
    found = kept.start()
    assert (found.told_of, found.due, found.days_left) == (["a"], [], 14)
    assert kept.later(7).start().due == []
    assert kept.later(6).start().due == []
    assert kept.start().days_left == 1
    assert kept.later(1).start().due == ["a"]


def test_what_was_due_long_ago_still_gets_its_whole_notice() -> None:
    kept = Kept().talk("a").later(40)
    assert (kept.start().due, kept.start().days_left) == ([], NOTICE_DAYS)
    assert kept.later(6).start().due == []
    assert kept.later(6).start().due == []
    assert kept.later(2).start().due == ["a"]


def test_a_shorter_time_set_later_gets_its_notice_too() -> None:
    kept = Kept(keep_days=365).talk("a").later(40)
    assert kept.start().told_of == []
    kept.keep_days = 30
    assert kept.start().due == []
    assert kept.later(7).start().due == []
    assert kept.later(7).start().due == ["a"]


def test_whoever_carries_a_session_on_keeps_it_longer_and_the_next_notice_is_a_new_one() -> None:
    kept = Kept().talk("a").talk("b").later(20)
    assert kept.start().told_of == ["a", "b"]
    kept.later(5).write("a", Fact(FactKind.RESUMED))
    assert kept.start().told_of == ["b"]
    kept.later(6).start()
    assert kept.later(5).start().due == ["b"]
    kept.later(10)
    assert (kept.start().told_of, kept.start().due) == (["a", "b"], ["b"])
    assert kept.later(6).start().due == ["b"]
    assert kept.later(7).start().due == ["b"]
    assert kept.later(1).start().due == ["a", "b"]


def test_a_paper_or_an_erasing_does_not_keep_it_longer() -> None:
    kept = Kept().talk("a").later(20).write("a", Fact(FactKind.EXPORTED), Fact(FactKind.ERASED))
    assert kept.start().told_of == ["a"]


def test_one_session_may_be_kept_for_another_time_or_for_good() -> None:
    kept = Kept().talk("a").talk("b").talk("c").write(VAULT, kept_for("a", FOR_GOOD), kept_for("b", 300)).later(20)
    assert kept.start().told_of == ["c"]
    assert [each.own_days for each in kept.start().sessions] == [True, True, False]
    kept.write(VAULT, kept_for("a", "usual"))
    assert kept.start().told_of == ["a", "c"]
    assert Kept(keep_days=None).talk("d").write(VAULT, kept_for("d", 10)).later(1).start().told_of == ["d"]


def test_a_clock_moved_forward_erases_nothing() -> None:
    kept = Kept().talk("a")
    for _ in range(2):
        found = kept.later(3650).start()  # before any notice, and right after one
        assert found.clock_doubted
        assert found.due == []
    kept = Kept().talk("a").later(20)
    kept.start()
    for jump in (30, 44):
        assert Kept(now=kept.now, facts=list(kept.facts)).later(jump).start().due == []


def test_a_clock_moved_back_erases_nothing_and_put_right_goes_on_counting() -> None:
    kept = Kept().talk("a").later(20)
    kept.start()
    kept.later(7)
    kept.start()
    kept.later(-400)
    found = kept.start()
    assert (found.clock_doubted, found.due) == (True, [])
    kept.later(400)
    assert kept.start().due == []
    assert kept.later(7).start().due == ["a"]


def test_a_session_held_while_the_clock_was_wrong_is_not_old_when_it_is_put_right() -> None:
    kept = Kept().talk("a").later(-2000).talk("b").later(2000.1)
    found = kept.start()
    assert found.told_of == []
    assert {each.session: each.last for each in found.sessions} == {"a": BEGAN, "b": BEGAN}


def test_a_session_held_in_the_future_by_mistake_does_not_keep_others_for_ever() -> None:
    kept = Kept().talk("a").later(5000).talk("b").later(-4999).talk("c").later(20)
    assert kept.start().told_of == ["a", "c"]


def test_a_vault_that_is_opened_once_a_month_is_cleared_too() -> None:
    kept = Kept().talk("a")
    due = [kept.later(30).start().due for _ in range(4)]
    assert due == [[], [], ["a"], ["a"]]


@settings(max_examples=300)
@given(st.lists(st.floats(-3000, 3000), min_size=1, max_size=6))
def test_no_single_jump_ever_erases_before_a_fortnight_was_seen(jumps: list[float]) -> None:
    """Between true weeks, at most one jump each: what is erased was told of at least two openings before."""
    kept = Kept(keep_days=1).talk("a")
    told = 0
    for jump in jumps:
        kept.later(jump)
        found = kept.start()
        assert "a" not in found.due or told >= 2
        told += "a" in found.told_of


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[], Vault]]:
    vaults: list[Vault] = []

    def open_() -> Vault:
        folder = tmp_path / "vault"
        exists = Vault.exists(folder)
        vaults.append(Vault.open(folder, passphrase=None) if exists else Vault.create(folder, passphrase=None))
        return vaults[-1]

    yield open_
    for vault in vaults:
        vault.close()


def test_notices_survive_an_erasing_of_something_else(opened: Callable[[], Vault]) -> None:
    vault = opened()
    vault.own_journal().append([notice(look(Kept(keep_days=1).talk("a").facts, 1, BEGAN)), kept_for("a", 9)])
    begun = vault.begin_session(
        guide_id="short",
        guide_title="Short",
        guide_text="x",
        guide_hash="c0ffee",
        notice="n",
        settings={},
        rehearsed=False,
        language="en",
    )
    carry_out(vault, prepare(vault, Erasure(begun.id)))
    kinds = [each.fact.kind for each in vault.everything()]
    assert kinds == [FactKind.RETENTION_NOTICE, FactKind.RETENTION_SET, FactKind.ERASED]
    assert retention.look(vault.everything(), 1, datetime.now(UTC)).sessions == ()
