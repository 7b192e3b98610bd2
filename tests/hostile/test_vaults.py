"""Vaults and key files that are damaged, swapped, older, of another kind or made to harm: opened whole, or told in words.

Whatever is wrong with one file, the others are as they were: trying to open a vault loses nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.hostile.house import cases, snapshot, soon, told
from tests.hostile.nasty import contents, damaged, numbers, texts, values
from voice_guide.errors import StorageError, VaultError
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.vault import Vault
from voice_guide.journal.wrapping import LEAST_COST

FILES = ("vault.db", "vault.key", "vault.key.copy")
PASSPHRASE = "green kettles"


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    """Opening a vault changes the process's umask for good; the next test begins with the old one."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@dataclass(frozen=True)
class Made:
    """Vaults to work on copies of, and the answers in each."""

    mine: Path
    older: Path
    other: Path
    locked: Path


def make(folder: Path, answers: int, passphrase: str | None = None) -> Path:
    with Vault.create(folder, passphrase=passphrase, cost=LEAST_COST) as vault:
        _begin(vault)
    _say(folder, range(answers), passphrase)
    return folder


def _begin(vault: Vault) -> None:
    vault.begin_session(
        guide_id="short",
        guide_title="Short",
        guide_text='id = "short"',
        guide_hash="c0ffee",
        notice="If you agree, I save your words here.",
        settings={},
        rehearsed=False,
        language="en",
    )


def _say(folder: Path, numbers: range, passphrase: str | None = None) -> None:
    with Vault.open(folder, passphrase=passphrase) as vault:
        journal = vault.resume_session(vault.find_session("latest"))
        journal.append(
            [Fact(FactKind.ANSWER_KEPT, payload={"number": number, "text": "and so on"}) for number in numbers]
        )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    top = tmp_path_factory.mktemp("vaults")
    mine = make(top / "mine", 3)
    shutil.copytree(mine, top / "older")
    _say(mine, range(3, 6))
    return Made(mine, top / "older", make(top / "other", 4), make(top / "locked", 2, PASSPHRASE))


def answers(folder: Path, passphrase: str | None = None) -> list[int] | str:
    """The numbers of the answers in a vault, or the key of the error that is told. In between nothing is lost."""
    with soon():
        try:
            with Vault.open(folder, passphrase=passphrase) as vault:
                facts = [each.fact for session in vault.sessions() for each in vault.facts(session.id)]
        except (VaultError, StorageError) as error:
            told(error)
            return error.key
    return [int(str(fact.payload["number"])) for fact in facts if fact.kind == FactKind.ANSWER_KEPT]


def copy(whole: Path, factory: pytest.TempPathFactory) -> Path:
    folder = factory.mktemp("copy") / "vault"
    shutil.copytree(whole, folder)
    return folder


WHOLE = list(range(6))


@cases(150)
@given(st.sampled_from(FILES), st.integers(0, 10**9))
def test_a_damaged_file_is_noticed_or_harmless(
    tmp_path_factory: pytest.TempPathFactory, made: Made, name: str, seed: int
) -> None:
    folder = copy(made.mine, tmp_path_factory)
    content = damaged((folder / name).read_bytes(), random.Random(seed))
    (folder / name).write_bytes(content)
    before = snapshot(folder)
    found = answers(folder)
    if name == "vault.db":
        assert found in (WHOLE, "vault_damaged")
        assert snapshot(folder)["vault.key"] == before["vault.key"]
        if found != WHOLE:
            assert snapshot(folder)["vault.db"] == content  # left for whoever can read more of it
    else:
        assert found == WHOLE  # the other copy opens it
        assert snapshot(folder)["vault.db"] == before["vault.db"]


@cases(60)
@given(st.sets(st.sampled_from(FILES), min_size=1), contents)
def test_files_of_another_kind_are_told(
    tmp_path_factory: pytest.TempPathFactory, made: Made, names: set[str], content: bytes
) -> None:
    folder = copy(made.mine, tmp_path_factory)
    for name in names:
        (folder / name).write_bytes(content)
    whole = snapshot(made.mine)
    found = answers(folder)
    assert found == WHOLE or isinstance(found, str)
    after = snapshot(folder)
    assert all(after[name] in (whole[name], content) for name in FILES)
    assert "vault.db" in names or after["vault.db"] == whole["vault.db"]


@cases(60)
@given(st.lists(st.sampled_from(["mine", "older", "other", "locked"]), min_size=3, max_size=3))
def test_files_swapped_between_vaults_open_with_their_own_key_or_are_told(
    tmp_path_factory: pytest.TempPathFactory, made: Made, whose: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("swapped") / "vault"
    folder.mkdir()
    for name, vault in zip(FILES, whose, strict=True):
        shutil.copy(getattr(made, vault) / name, folder / name)
    before = snapshot(folder)
    for passphrase in (None, "wrong words", PASSPHRASE):
        found = answers(folder, passphrase)
        held = {"mine": WHOLE, "older": WHOLE[:3], "other": list(range(4)), "locked": list(range(2))}[whose[0]]
        assert found == held or isinstance(found, str)
    kept = {content for name, content in snapshot(folder).items() if ".key" in name}
    assert {before["vault.key"], before["vault.key.copy"]} <= kept  # perhaps under another name: it may be the only one
    assert snapshot(folder)["vault.db"] == before["vault.db"]


def test_an_older_copy_put_back_opens_as_it_was(made: Made, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = copy(made.mine, tmp_path_factory)
    shutil.copy(made.older / "vault.db", folder / "vault.db")
    assert answers(folder) == WHOLE[:3]


wrappings = st.one_of(
    values,
    st.lists(
        st.one_of(
            values,
            st.fixed_dictionaries(
                {"kind": st.sampled_from(["none", "passphrase", "recovery", "x"])},
                optional={
                    "key_in_plain": st.one_of(texts, st.binary(max_size=40).map(bytes.hex)),
                    "derivation": st.sampled_from(["argon2id", "md5", ""]),
                    "memory_bytes": numbers,
                    "passes": numbers,
                    "salt": st.binary(max_size=20).map(bytes.hex),
                    "nonce": st.binary(max_size=30).map(bytes.hex),
                    "box": st.binary(max_size=60).map(bytes.hex),
                },
            ),
        ),
        max_size=3,
    ),
)


def _checked(body: dict[str, Any]) -> bytes:
    plain = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return json.dumps({**body, "check": hashlib.sha256(plain.encode()).hexdigest()}).encode()


ENDLESS = float("inf")
IN_PLAIN = {"kind": "none", "key_in_plain": "00" * 32}
COSTLY = {
    "kind": "passphrase",
    "derivation": "argon2id",
    "passes": 1,
    "salt": "00" * 16,
    "nonce": "00" * 24,
    "box": "00" * 48,
}


@cases(150)
@example(1, "x", ENDLESS, [IN_PLAIN])
@example(1, "x", 10**400, [IN_PLAIN])
@example(ENDLESS, "x", 1, [IN_PLAIN])
@example(1, "x", 1, [COSTLY | {"memory_bytes": ENDLESS}])
@example(1, "x", 1, [COSTLY | {"memory_bytes": 2**40}])
@example(1, "\ud800", 1, [COSTLY | {"memory_bytes": 2**26}])
@given(st.one_of(st.just(1), values), st.one_of(texts, values), st.one_of(numbers, values), wrappings)
def test_a_key_file_made_to_harm_is_refused_soon(
    tmp_path_factory: pytest.TempPathFactory,
    made: Made,
    version: object,
    vault: object,
    generation: object,
    ways: object,
) -> None:
    """With a right check, as somebody would make it who knows the program."""
    folder = copy(made.mine, tmp_path_factory)
    body = {
        "format": "voice-guide vault key",
        "version": version,
        "vault": vault,
        "generation": generation,
        "wrappings": ways,
    }
    for name in FILES[1:]:
        (folder / name).write_bytes(_checked(body))
    for passphrase in (None, PASSPHRASE):
        assert isinstance(answers(folder, passphrase), str)
    assert (folder / "vault.db").read_bytes() == (made.mine / "vault.db").read_bytes()


@pytest.mark.parametrize("name", [*FILES, "vault.lock"])
@pytest.mark.parametrize("kind", ["pipe", "folder", "device", "link to nothing", "huge"])
def test_what_is_no_file_is_not_waited_for(
    tmp_path_factory: pytest.TempPathFactory, made: Made, name: str, kind: str
) -> None:
    folder = copy(made.mine, tmp_path_factory)
    path = folder / name
    path.unlink(missing_ok=True)
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "device":
            path.symlink_to("/dev/zero")
        case "link to nothing":
            path.symlink_to(folder / "nothing")
        case _:
            with path.open("wb") as file:
                file.truncate(10**9)
    found = answers(folder)
    assert found == WHOLE or isinstance(found, str)
    if name != "vault.db":
        assert (folder / "vault.db").read_bytes() == (made.mine / "vault.db").read_bytes()


@cases(60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*FactKind, "x"]),
            st.one_of(st.none(), texts),
            st.one_of(st.none(), texts),
            st.dictionaries(texts, values, max_size=3),
        ),
        max_size=3,
    )
)
def test_any_facts_are_kept_whole_or_refused_before_anything_is_written(
    tmp_path_factory: pytest.TempPathFactory,
    made: Made,
    facts: list[tuple[str, str | None, str | None, dict[str, object]]],
) -> None:
    folder = copy(made.mine, tmp_path_factory)
    with soon(), Vault.open(folder, passphrase=None) as vault:
        journal = vault.resume_session(vault.find_session("latest"))
        before = journal.facts()
        try:
            journal.append([Fact(kind, who, question, payload) for kind, who, question, payload in facts])
        except ValueError:  # no JSON has a form for it, and the program makes no such fact
            assert journal.facts() == before
        else:
            assert len(journal.facts()) == len(before) + len(facts)
