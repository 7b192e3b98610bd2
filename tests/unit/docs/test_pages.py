"""What the documents say agrees with the program, and their links lead somewhere."""

from __future__ import annotations

import dataclasses
import json
import re
import tomllib
from pathlib import Path

import pytest

from tests.unit.docs.pages import PAGES, ROOT, blocks, prose, read
from voice_guide.dialogue.machine import diagram
from voice_guide.facts import FactKind
from voice_guide.record import transcript, transcript_json
from voice_guide.session.answer_file import read_answers
from voice_guide.session.key_names import GROUP_COMMANDS, KEY_COMMANDS
from voice_guide.settings import Settings, parse_settings

LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
SETTING = re.compile(r"^\| `(\w+)` \| .*? \| (.*?) \| `([^`]+)` \|$", re.MULTILINE)
KEY_ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \|$", re.MULTILINE)


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_every_link_inside_the_project_leads_somewhere(path: Path) -> None:
    for target in LINK.findall(prose(path)):
        if "://" in target:
            continue
        file, _, heading = target.partition("#")
        found = ROOT / path.parent / file if file else ROOT / path
        assert found.exists(), f"{path}: {target}"
        assert not heading or heading in anchors(found), f"{path}: {target}"


def anchors(page: Path) -> set[str]:
    """The headings of a page, as links name them."""
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(read(page))}


def test_the_state_diagram_is_the_machines_own() -> None:
    assert blocks(Path("docs/architecture.md"), "mermaid") == [diagram() + "\n"]


def test_every_setting_is_documented_with_its_default_and_a_right_example() -> None:
    rows = {key: (default, example) for key, default, example in SETTING.findall(read(Path("docs/settings.md")))}

    assert list(rows) == [field.name for field in dataclasses.fields(Settings)]
    for field in dataclasses.fields(Settings):
        default, example = rows[field.name]
        assert default == shown(field.default), field.name
        assert field.name in example
        assert parse_settings(example, file="docs/settings.md")


def shown(default: object) -> str:
    """A default as the table shows it: TOML, or a dash where nothing is set."""
    return "-" if default is None else f"`{json.dumps(default)}`"


def test_the_example_settings_file_is_right() -> None:
    (example,) = blocks(Path("docs/settings.md"), "toml")

    settings = parse_settings(example, file="docs/settings.md")

    assert settings != Settings()
    assert set(tomllib.loads(example)) <= {field.name for field in dataclasses.fields(Settings)}


def test_the_rehearsal_examples_are_read_by_the_program(tmp_path: Path) -> None:
    examples = blocks(Path("docs/rehearsal.md"), "json")
    assert len(examples) >= 2
    (tmp_path / "answer.wav").write_bytes(b"")

    for example in examples:
        file = tmp_path / "answers.json"
        file.write_text(example, encoding="utf-8")

        answers = read_answers(file)

        assert answers.items or answers.questions


def test_the_readme_names_every_key() -> None:
    rows = KEY_ROW.findall(read(Path("README.md")))
    signs = {"space": " ", "Enter": "\r"}

    named = {signs.get(key, key): meaning.strip() for key, meaning in rows}

    assert set(named) == set(KEY_COMMANDS) - {"\n"}  # Enter's other sign


def test_the_page_about_groups_names_every_key_of_theirs() -> None:
    page = read(Path("docs/groups.md"))

    assert not {key for key in GROUP_COMMANDS if f"`{key}`" not in page}


def test_the_transcript_page_names_every_field() -> None:
    source = Path(transcript_json.__file__).read_text(encoding="utf-8")
    fields = set(re.findall(r'^\s+(?:\{)?"([a-z_]+)":', source, re.MULTILINE))
    assert {"schema", "participant", "agreed"} <= fields

    page = read(Path("docs/transcript-json.md"))

    assert not {field for field in fields if f"`{field}`" not in page}
    assert f"`{transcript.JSON_SCHEMA}`" in page


def test_the_architecture_page_names_every_kind_of_fact() -> None:
    page = read(Path("docs/architecture.md"))

    assert not {kind.value for kind in FactKind if f"`{kind.value}`" not in page}


def test_the_worker_card_has_ten_lines() -> None:
    lines = re.findall(r"^\d+\. ", read(Path("docs/worker-card.md")), re.MULTILINE)

    assert len(lines) == 10
