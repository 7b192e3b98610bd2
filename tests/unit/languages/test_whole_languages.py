"""What a conversation says, shows and understands is whole in each language. docs/languages.md states the rule.

Only messages that a worker's terminal shows outside a conversation, and guides but the short one, may be missing.
"""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import voice_guide
from voice_guide.dialogue.meaning import Meaning
from voice_guide.guide.checker import check_sayings, load_checks
from voice_guide.guide.loader import load_guide
from voice_guide.guide.numbers import load_numbers
from voice_guide.guide.plan_questions import load_plan
from voice_guide.guide.sayings import guide_sayings, language_sayings, review_sayings
from voice_guide.languages import LANGUAGES, Language, read_toml
from voice_guide.session.answer_file import read_answers

CODE = Path(voice_guide.__file__).parent
ENGLISH = Language.load("en")
OTHERS = sorted(path.parent.name for path in LANGUAGES.glob("*/prompts.toml") if path.parent.name != "en")

# Tables that must have the same keys. Tables of checks and voices hold what each language needs.
SAME_KEYS = ("prompts.toml", "plan.toml", "papers.toml", "guide_comments.toml", "rehearsal.toml")
FILES = (
    *SAME_KEYS,
    *(
        "voice.toml",
        "checks.toml",
        "notice.txt",
        "numbers.toml",
        "preparation.toml",
        "pictures.toml",
        "paper_template.toml",
        "review.toml",
        "made_up.json",
        "made_up_any.json",
    ),
    *("guides/short.toml", "understanding/readers.toml"),
)
# Where messages are shown while a conversation is held: all of these must be a language's own.
_CLI_IN_CONVERSATION = ("talk", "locking", "made_up", "terminal", "retaining")
IN_CONVERSATION = ("session/*.py", "guide/numbers.py", *(f"cli/{name}.py" for name in _CLI_IN_CONVERSATION))
_GAP = re.compile(r"\{(\w+)\}")


def keys_of(table: Any, at: str = "") -> Iterator[str]:
    """Every key with the tables it stands in; lists of tables count by their ``id``."""
    if isinstance(table, dict):
        for name, value in table.items():
            yield f"{at}{name}"
            yield from keys_of(value, f"{at}{name}.")
    elif isinstance(table, list):
        for entry in table:
            if isinstance(entry, dict):
                yield f"{at}{entry.get('id')}"
                yield from keys_of(entry, f"{at}{entry.get('id')}.")


def texts_of(table: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Every text with its key."""
    for name, value in table.items() if isinstance(table, dict) else ():
        if isinstance(value, str):
            yield f"{at}{name}", value
        yield from texts_of(value, f"{at}{name}.")


def missing_files(folder: Path) -> list[str]:
    """The files that a language lacks."""
    return [name for name in FILES if not (folder / name).is_file()]


def missing_keys(folder: Path) -> list[str]:
    """The keys that English has and this language lacks, or the other way round."""
    found = []
    for name in SAME_KEYS:
        ours, theirs = set(keys_of(read_toml(ENGLISH.folder / name))), set(keys_of(read_toml(folder / name)))
        found += [f"{name}: {key}" for key in sorted(ours ^ theirs)]
    return found


def wrong_gaps(folder: Path) -> list[str]:
    """Texts with other {gaps} than the English ones: what is to be put in would not be said. A name may be said twice."""
    found = []
    for name in ("prompts.toml", "papers.toml"):
        ours = dict(texts_of(read_toml(ENGLISH.folder / name)))
        for key, text in texts_of(read_toml(folder / name)):
            if set(_GAP.findall(text)) != set(_GAP.findall(ours[key])):
                found.append(f"{name}: {key}")
    return found


def own_messages(folder: Path) -> dict[str, str]:
    """The messages that a language has itself."""
    found: dict[str, str] = {}
    for path in (folder / "messages").glob("*.toml"):
        found |= read_toml(path).get("messages", {})
    return found


def shown_in_conversation() -> set[str]:
    """The keys of messages that code shows while a conversation is held."""
    found = set()
    for pattern in IN_CONVERSATION:
        for path in sorted(CODE.glob(pattern)):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "message":
                    found |= {each.value for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant)}
    return {key for key in found if isinstance(key, str)}


def prompts_in_code() -> set[str]:
    """The keys of prompts that code names outright."""
    found = set()
    for path in sorted(CODE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "prompt"
                and node.args
            ):
                found |= {each.value for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant)}
    return {key for key in found if isinstance(key, str) and re.fullmatch(r"[\w-]+\.[\w-]+", key)}


@pytest.fixture(params=OTHERS)
def language(request: pytest.FixtureRequest) -> Language:
    return Language.load(request.param)


def test_there_is_another_language() -> None:
    assert "ko" in OTHERS


def test_every_file_is_there(language: Language) -> None:
    assert missing_files(language.folder) == []


def test_every_key_is_there(language: Language) -> None:
    assert missing_keys(language.folder) == []


def test_every_gap_is_there(language: Language) -> None:
    assert wrong_gaps(language.folder) == []


def test_every_message_of_a_conversation_is_its_own(language: Language) -> None:
    wanted = shown_in_conversation()
    assert {"session_stopped", "not_saved", "lock_ask", "numbers_title"} <= wanted
    assert sorted(wanted - own_messages(language.folder).keys()) == []


def test_its_messages_are_ones_that_english_has_with_the_same_gaps(language: Language) -> None:
    ours = own_messages(ENGLISH.folder)
    wrong = [
        key
        for key, text in own_messages(language.folder).items()
        if key not in ours or set(_GAP.findall(text)) != set(_GAP.findall(ours[key]))
    ]
    assert wrong == []


def test_every_prompt_that_code_names_is_there(language: Language) -> None:
    wanted = prompts_in_code()
    assert len(wanted) > 50
    for key in sorted(wanted):
        assert language.prompt(key).text


def test_what_is_missing_is_english(language: Language) -> None:
    key = "sessions_none"
    assert language.message(key) != ENGLISH.message(key)
    assert language.message("models_folder", folder="x") == ENGLISH.message("models_folder", folder="x")


def test_every_command_and_choice_is_understood(language: Language) -> None:
    assert Meaning(language)
    named = set(language.understanding("commands")["command"])
    assert named == set(ENGLISH.understanding("commands")["command"])
    # Putting right what was read back, and who comes or is taken off, are read by rooms of their own.
    assert {*named, "amend", "add", "remove"} == set(language.prompts["command-names"])
    ours, theirs = ENGLISH.understanding("choices"), language.understanding("choices")
    assert set(ours) == set(theirs)
    for name in set(ours) - {"polite", "around", "guide"}:
        assert set(ours[name]) == set(theirs[name])
    guides = {path.stem for path in (language.folder / "guides").glob("*.toml")}
    assert set(theirs["guide"]) <= guides


def test_the_short_guide_has_the_same_questions(language: Language) -> None:
    for name in ("guides/short.toml", "review.toml"):
        ours, theirs = load_guide(ENGLISH.folder / name), load_guide(language.folder / name)
        assert [c.id for c in theirs.categories] == [c.id for c in ours.categories]
        asked = [[(q.id, q.role) for q in c.questions] for c in theirs.categories]
        assert asked == [[(q.id, q.role) for q in c.questions] for c in ours.categories]
        assert {q.source for c in theirs.categories for q in c.questions} == {
            "added"
        }  # nobody's page is in this language


def test_the_rest_can_be_read(language: Language) -> None:
    assert load_plan(language.plan).slots
    assert load_numbers(language.numbers_file)
    for name in ("made_up.json", "made_up_any.json"):
        assert read_answers(language.folder / name, language).questions
    assert {"voice", "check", "abbreviations", "spoken"} <= language.voice.keys()


def test_our_words_keep_to_the_language_s_checks(language: Language) -> None:
    checks = load_checks(read_toml(language.folder / "checks.toml"))
    guide = load_guide(language.folder / "guides" / "short.toml")
    sayings = [*guide_sayings(guide), *review_sayings(language), *language_sayings(language)]
    ours = [saying for saying in sayings if not saying.key.endswith(".reason")]
    assert [(each.place, each.found) for each in check_sayings(ours, checks)] == []


def test_a_language_that_lacks_something_is_found(tmp_path: Path) -> None:
    """The checks above can fail."""
    copy = tmp_path / "ko"
    shutil.copytree(LANGUAGES / "ko", copy)
    prompts = copy / "prompts.toml"
    text = prompts.read_text(encoding="utf-8")
    prompts.write_text(
        text.replace('ask = "{name} 님, 하시는', 'ask = "하시는').replace('goodbye = "안녕히 가세요."', ""),
        encoding="utf-8",
    )
    (copy / "rehearsal.toml").unlink()
    (copy / "messages" / "numbers.toml").unlink()
    assert missing_files(copy) == ["rehearsal.toml"]
    shutil.copyfile(LANGUAGES / "ko" / "rehearsal.toml", copy / "rehearsal.toml")
    assert missing_keys(copy) == ["prompts.toml: closing.goodbye"]
    assert wrong_gaps(copy) == ["prompts.toml: record.ask"]
    assert "numbers_title" in shown_in_conversation() - own_messages(copy).keys()
