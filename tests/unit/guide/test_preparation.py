"""The list before a joint conversation: an organisation can have its own, and what is wrong in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from voice_guide.errors import GuideError
from voice_guide.guide.preparation import list_hash, load_preparation
from voice_guide.languages import Language

ONE = '[[item]]\nid = "{id}"\ntext = "Is it so?"\nwording = "Is it?"\nno = "It can wait."\n'


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "ours.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_list_that_ships_asks_about_what_the_practice_asks_about(english: Language) -> None:
    items = load_preparation(english.preparation_file)
    assert [item.id for item in items] == ["prepared", "safe", "order", "children"]
    assert all(item.text.endswith(("?", ".")) and item.no.endswith(".") for item in items)


def test_a_list_of_ones_own_is_read_in_its_order_and_named_by_its_questions(tmp_path: Path) -> None:
    both = load_preparation(written(tmp_path, ONE.format(id="one") + ONE.format(id="two")))
    assert [item.id for item in both] == ["one", "two"]
    assert list_hash(both) != list_hash(both[:1])


@pytest.mark.parametrize(
    ("text", "wrong", "example"),
    [
        ("", "item", "[[item]]"),
        ("item = 3", "item", "[[item]]"),
        ("item = [3]", "item 1", "[[item]]"),
        ('[other]\nid = "x"', "other", "[[item]]"),
        (ONE.format(id="one") + ONE.format(id="one"), "item 2: id", 'id = "one-2"'),
        (ONE.format(id="one") * 21, "item", "[[item]]"),
        (ONE.format(id=" "), "item 1: id", 'id = "prepared"'),
        (ONE.format(id="one") + 'yes = "no"', "item 1: yes", "id, text, wording, no"),
        (ONE.format(id="one").replace("It can wait.", "x" * 301), "item 1: no", 'no = "It can'),
        (ONE.format(id="one").replace("Is it so?", "Is \\u202Eit so?"), "item 1: text", 'text = "Did'),
    ],
)
def test_what_is_wrong_is_told_with_an_example(tmp_path: Path, text: str, wrong: str, example: str) -> None:
    with pytest.raises(GuideError) as caught:
        load_preparation(written(tmp_path, text))
    assert caught.value.key == "preparation_wrong"
    assert caught.value.values["wrong"] == wrong
    assert str(caught.value.values["example"]).startswith(example)


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.toml"):
        with pytest.raises(GuideError) as caught:
            load_preparation(path)
        assert caught.value.key == "preparation_unreadable"


def test_what_is_no_toml_is_told(tmp_path: Path) -> None:
    with pytest.raises(GuideError) as caught:
        load_preparation(written(tmp_path, "[[item"))
    assert caught.value.key == "content_not_toml"
