"""What no rule knows is told by what it is most like, and is learnt from the examples alone."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from voice_guide.languages import Language
from voice_guide.understanding import table_file
from voice_guide.understanding.learning import learn
from voice_guide.understanding.likeness import Likeness

FRUIT = [(f"{how} {fruit}".split(), "fruit") for how in ("a ripe", "one", "the") for fruit in ("apple", "pear", "plum")]
TOOLS = [(f"{how} {tool}".split(), "tool") for how in ("a heavy", "one", "the") for tool in ("hammer", "saw", "spade")]


def test_words_that_nobody_put_together_are_known_by_their_parts() -> None:
    table = learn([*FRUIT, *TOOLS])
    assert table.likely(["a", "ripe", "plums"])["fruit"] > 0.7
    assert table.likely(["heavy", "hammers"])["tool"] > 0.7


def test_the_same_examples_give_the_same_table() -> None:
    first, second = learn([*FRUIT, *TOOLS]), learn([*FRUIT, *TOOLS])
    assert first.features == second.features
    assert np.array_equal(first.weights, second.weights)


def test_words_of_another_language_are_like_nothing() -> None:
    assert learn([*FRUIT, *TOOLS]).known(["사과", "배"]) == 0.0


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(table_file, "folder", lambda: tmp_path / "learnt")
    return tmp_path / "learnt"


def test_a_table_is_kept_whole_for_this_user_alone(cache: Path) -> None:
    table = learn([*FRUIT, *TOOLS])
    table_file.write("xx-1", [table])
    [kept] = table_file.read("xx-1", 1) or []
    assert (kept.kinds, kept.features, kept.examples) == (table.kinds, table.features, table.examples)
    assert np.array_equal(kept.weights, table.weights)
    [file] = cache.iterdir()
    assert (cache.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)


@pytest.mark.parametrize("harm", ["cut", "empty", "other", "fewer"])
def test_a_table_that_is_not_whole_is_no_table(cache: Path, harm: str) -> None:
    table = learn([*FRUIT, *TOOLS])
    table_file.write("xx-1", [replace(table, weights=table.weights[1:]) if harm == "fewer" else table])
    [file] = cache.iterdir()
    content = file.read_bytes()
    harmed = {"cut": content[: len(content) // 2], "empty": b"", "other": b"something else", "fewer": content}[harm]
    file.write_bytes(harmed)
    assert table_file.read("xx-1", 1) is None


def test_old_tables_go(cache: Path) -> None:
    for number in range(7):
        table_file.write(f"xx-{number}", [learn(FRUIT + TOOLS)])
    assert len(list(cache.iterdir())) == 4


def test_where_nothing_can_be_kept_it_is_learnt_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setattr(table_file, "folder", lambda: tmp_path / "file" / "learnt")
    table_file.write("xx-1", [learn(FRUIT + TOOLS)])
    assert table_file.read("xx-1", 1) is None


def small_language(folder: Path, *rows: str) -> Language:
    """English with a few examples, which are learnt at once."""
    shutil.copytree(Language.load("en").folder / "understanding", folder / "understanding")
    (folder / "examples").mkdir()
    said = ["yes I will\tyes", "yes I do\tyes", "no I won't\tno", "no I can't\tno", "I don't know\tunsure", *rows]
    (folder / "examples" / "yes_no.tsv").write_text("\n".join(said) + "\n", encoding="utf-8")
    asked = ["say that again\trepeat", "say it again\trepeat", "stop it there\tstop", "stop that there\tstop"]
    (folder / "examples" / "commands.tsv").write_text("\n".join(asked) + "\n", encoding="utf-8")
    (folder / "examples" / "stories.tsv").write_text(
        "he told me to stop it\nshe would not say it again\n", encoding="utf-8"
    )
    return Language("xx", folder)


def test_an_added_example_is_learnt_and_an_example_itself_is_known(cache: Path, tmp_path: Path) -> None:
    assert Likeness(small_language(tmp_path / "before")).answer("no chance")
    told = Likeness(small_language(tmp_path / "after", "no chance\tno")).answer("No chance.")
    assert told is not None
    assert (told.kind, told.exact) == ("no", True)
    assert len(list(cache.iterdir())) == 2


def test_an_example_that_is_two_things_teaches_nothing(cache: Path, tmp_path: Path) -> None:
    told = Likeness(small_language(tmp_path / "two", "go on\tyes", "um go on\tno")).answer("go on")
    assert told is None or not told.exact


def test_a_language_without_examples_has_no_likeness(tmp_path: Path) -> None:
    shutil.copytree(Language.load("en").folder / "understanding", tmp_path / "understanding")
    bare = Likeness(Language("xx", tmp_path))
    assert bare.answer("yes I will") is None
    assert bare.command("say that again") is None
