"""A wrong guide is told with its file, the line, what is wrong and what right looks like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from voice_guide.errors import GuideError, UsageError
from voice_guide.guide.loader import check_guide, find_guide, load_guide, parse_guide
from voice_guide.languages import Language, read_toml

Write = Callable[[str | bytes], Path]

# A slip: what stands in the small guide, what is put in its place, the fault it gives and its line.
SLIPS = [
    ("schema = 1", "schema = 2", "guide_unknown_schema", 1),
    ("schema = 1\n", "", "guide_missing_key", 1),
    ("schema = 1", "schema = true", "guide_wrong_kind", 1),
    ('id = "small"', 'id = "Small Guide"', "guide_bad_id", 2),
    ('title = "Small guide"', 'title = ""', "guide_empty_text", 3),
    ('title = "Small guide"', 'title = "Small guide', "guide_quote_missing", 3),
    ('title = "Small guide"', 'tittle = "Small guide"', "guide_unknown_key", 3),
    ('title = "Small guide"', 'title = "Small \\u202e guide"', "guide_hidden_character", 3),
    ('title = "Small guide"', 'title = "Small \u2067 guide"', "guide_hidden_character", 3),
    ('title = "Small guide"', 'title = "\\u001b[2J"', "guide_hidden_character", 3),
    ('title = "Small guide"', 'title = ["Small guide"]', "guide_wrong_kind", 3),
    ("reason = ", "reasons = ", "guide_unknown_key", 8),
    ('text = "First, what happened."', 'txt = "First"', "guide_unknown_key", 9),
    ('{ text = "First, what happened.", source = "added" }', '"First"', "guide_wrong_kind", 9),
    ('["wh-today", "wh-next"]', '["wh-today", "wh-nxt", "wh-next"]', "guide_ask_order_unknown", 10),
    ('["wh-today", "wh-next"]', '["wh-today"]', "guide_ask_order_missing", 10),
    ('["wh-today", "wh-next"]', '["wh-today", "wh-next", "wh-today"]', "guide_ask_order_twice", 10),
    ('["wh-today", "wh-next"]', '["wh-next", "wh-today"]', "guide_probe_too_early", 22),
    ('["wh-today", "wh-next"]', '["wh-today", 7]', "guide_wrong_kind", 10),
    ('["wh-today", "wh-next"]', "[]", "guide_missing_key", 10),
    ('role = "core"', 'role = "main"', "guide_unknown_name", 14),
    ('role = "core"\n', "", "guide_missing_key", 12),
    ('role = "core"', 'role = "core"\nafter = "wh-next"', "guide_key_not_for_role", 15),
    ('wording = "What led to today?"\n', "", "guide_missing_key", 12),
    ('wording = "What led to today?"', f'wording = "{"word " * 61}"', "guide_text_too_long", 16),
    ('source = "page"', 'source = "council"', "guide_unknown_name", 17),
    ('id = "wh-next"', 'id = "wh-today"', "guide_double_id", 20),
    ('id = "wh-next"', 'id = "review"', "guide_reserved_id", 20),
    ('after = "wh-today"\n', "", "guide_probe_without_after", 19),
    ('after = "wh-today"', 'after = "wf-when"', "guide_after_unknown", 22),
    ('after = "wh-today"', 'after = "wh-next"', "guide_after_unknown", 22),
    ("ways_forward = true", 'ways_forward = "true"', "guide_wrong_kind", 32),
    ('["wh-today", "wh-next"]', '["wh-today", "wh-next"]\nways_forward = true', "guide_two_ways_forward", 33),
    ('when = "each-way-forward"\n', "", "guide_conditional_without_when", 34),
    ('when = "each-way-forward"', 'when = "sometimes"', "guide_unknown_name", 37),
    ('when = "each-way-forward"', 'when = "passed:wh-tomorrow"', "guide_when_unknown", 37),
    ("patience = 6", "patience = 6\nstrength = true", "guide_key_not_for_role", 42),
    ('role = "core"', 'role = "core"\nstrength = 1', "guide_wrong_kind", 15),
    ('role = "core"', 'role = "core"\nread = ""', "guide_empty_text", 15),
    ("patience = 6", "patience = 600", "guide_patience_range", 41),
    ("patience = 6", "patience = nan", "guide_patience_range", 41),
    ("patience = 6", "patience = true", "guide_wrong_kind", 41),
]


def test_the_small_guide_is_right(small: str) -> None:
    guide = parse_guide(small, file="small.toml")
    assert guide.find("wf-when")[1].patience_seconds == 6.0
    assert guide.categories[1].ask_order == ("wf-when",)  # without ask_order: the page's order
    assert guide.text == small


@pytest.mark.parametrize(
    ("right", "slip", "key", "line"), SLIPS, ids=[f"{slip[2]}-{i}" for i, slip in enumerate(SLIPS)]
)
def test_a_slip_is_told_with_its_line_and_an_example(
    right: str, slip: str, key: str, line: int, small: str, write: Write, english: Language
) -> None:
    path = write(small.replace(right, slip, 1))
    faults = check_guide(path)
    assert (key, line) in [(fault.key, fault.line) for fault in faults]

    with pytest.raises(GuideError) as caught:
        load_guide(path)
    assert caught.value.key == faults[0].key
    for fault in faults:
        what, _, mend = english.explain(fault.error()).splitlines()
        assert what.startswith(f"{path}, line {fault.line}: ")
        assert fault.example in mend
        assert fault.example or fault.key == "guide_text_too_long"
        assert all(character.isprintable() for character in what + mend)


def test_one_question_asks_what_is_good_here(small: str, write: Write) -> None:
    text = small.replace('role = "core"', 'role = "core"\nstrength = true')
    assert check_guide(write(text)) == []
    text = text.replace('role = "probe"\nafter = "wh-today"', 'role = "core"\nstrength = true')
    assert [(fault.key, fault.line, fault.hint) for fault in check_guide(write(text))] == [
        ("guide_two_strengths", 23, "15")
    ]


def test_all_faults_are_listed_by_line(small: str, write: Write) -> None:
    text = (
        small.replace('role = "core"', 'role = "main"').replace("title = ", "titel = ").replace("patience", "patiance")
    )
    assert [(fault.line, fault.wrong) for fault in check_guide(write(text)) if fault.key == "guide_unknown_key"] == [
        (3, "titel"),
        (7, "titel"),
        (29, "titel"),
        (41, "patiance"),
    ]


def test_the_nearest_key_is_offered(small: str, write: Write) -> None:
    [fault] = check_guide(write(small.replace("patience", "patiense")))
    assert (fault.wrong, fault.hint, fault.example) == ("patiense", "patience", "patience = 6")


@pytest.mark.parametrize(
    ("right", "slip"),
    [('role = "core"', "role = 3"), ("after =", "aftr ="), ("when =", "wen ="), ("title =", "titel =")],
)
def test_one_slip_gives_one_fault(right: str, slip: str, small: str, write: Write) -> None:
    assert len(check_guide(write(small.replace(right, slip, 1)))) == 1


def test_a_guide_without_parts_is_told(write: Write) -> None:
    faults = check_guide(write('schema = 1\nid = "empty"\ntitle = "Empty"\n'))
    assert [(fault.key, fault.wrong, fault.example) for fault in faults] == [
        ("guide_missing_key", "category", "[[category]]")
    ]


def test_an_unknown_guide_is_told_with_those_there_are(guides: Path, english: Language) -> None:
    with pytest.raises(UsageError) as caught:
        find_guide("../en/guides/short", guides)
    told = english.explain(caught.value)
    assert "circle, family-meeting, one-to-one, restorative, school, short, young-child" in told
    assert "voice-guide guide list" in told


def test_a_guide_is_found_by_its_path(small: str, write: Write, guides: Path) -> None:
    assert find_guide(str(write(small)), guides).id == "small"


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path, english: Language) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(UsageError) as caught:
            check_guide(path)
        assert caught.value.exit_status == 2
        assert str(path) in english.explain(caught.value)


def test_a_changed_guide_has_another_hash(small: str) -> None:
    changed = small.replace("led to today", "led to this")
    assert parse_guide(small, file="a").hash == parse_guide(small, file="b").hash
    assert parse_guide(small, file="a").hash != parse_guide(changed, file="a").hash


@pytest.mark.parametrize("name", ["guide", "guide_check", "guide_making", "content"])
def test_every_error_says_what_happened_what_is_safe_and_what_mends_it(name: str, english: Language) -> None:
    errors = read_toml(english.folder / "messages" / f"{name}.toml")["errors"]
    for key, entry in errors.items():
        assert set(entry) == {"what", "safe", "mend"}, key
        assert all(text.strip() and "\n" not in text for text in entry.values()), key


def test_a_content_file_that_cannot_be_read_is_told(write: Write, english: Language) -> None:
    for content, told in ((b"ask = ", "can't be read as TOML"), (b"\nask = '\xff'", "line 2")):
        with pytest.raises(GuideError) as caught:
            read_toml(write(content))
        assert told in english.explain(caught.value)
