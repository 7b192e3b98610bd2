"""The transcript's JSON is as docs/transcript.schema.json says, and holds no field that it does not name."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.conversations.scripted import ENGLISH, Conversation
from tests.conversations.test_private_time import alone
from tests.kept import keep, review_kept, two_people
from tests.unit.record import many_scripts_family, test_people_on_papers
from tests.unit.record.test_transcript_options import MEETING
from voice_guide.cli.papers import papers_of
from voice_guide.journal.erase import Erasure, carry_out, prepare
from voice_guide.journal.vault import Vault
from voice_guide.record.document import Papers
from voice_guide.record.options import Order, TranscriptOptions
from voice_guide.record.transcript_json import JSON_SCHEMA, as_json

SCHEMA = json.loads((Path(__file__).parents[3] / "docs/transcript.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with Vault.create(tmp_path / "vault", passphrase=None) as made:
        yield made


def strict(part: Any) -> Any:
    """The same schema, but for fields that it does not name: those are refused here."""
    if isinstance(part, list):
        return [strict(each) for each in part]
    if not isinstance(part, dict):
        return part
    given = {key: strict(value) for key, value in part.items()}
    return given | {"additionalProperties": False} if "properties" in given and given.get("type") == "object" else given


def erased(vault: Vault) -> str:
    session = keep(vault, two_people())
    carry_out(vault, prepare(vault, Erasure(session, "p1")))
    return session


HELD: dict[str, Callable[[Vault], str]] = {
    "two people": lambda vault: keep(vault, two_people()),
    "erased": erased,
    "a review": lambda vault: review_kept(vault, keep(vault, two_people())),
    "joint": lambda vault: keep(vault, test_people_on_papers.held(), test_people_on_papers.GUIDE),
    "private time": lambda vault: keep(vault, alone("five minutes").press("finished").press("yes"), MEETING),
    "nothing yet": lambda vault: keep(vault, Conversation.begin().leave()),
    "nothing any more": lambda vault: keep(vault, Conversation.begin().say("x", "delete everything", "yes").leave()),
}
OPTIONS = [
    TranscriptOptions(),
    TranscriptOptions(names=False, order=Order.TIME),
    TranscriptOptions(category="ways-forward", order=Order.PERSON),
]


def check(papers: Papers, options: TranscriptOptions) -> None:
    data = json.loads(as_json(papers, options))
    jsonschema.Draft202012Validator(strict(SCHEMA)).validate(data)


@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize("held", HELD.values(), ids=list(HELD))
def test_every_transcript_is_as_the_schema_says(
    vault: Vault, held: Callable[[Vault], str], options: TranscriptOptions
) -> None:
    papers = papers_of(vault, ENGLISH, held(vault))
    if options.category and options.category not in [category.id for category in papers.guide.categories]:
        options = TranscriptOptions(category=papers.guide.categories[-1].id)
    check(papers, options)


def test_the_many_scripts_familys_transcript_is_as_the_schema_says() -> None:
    check(many_scripts_family.papers(), TranscriptOptions())


def test_the_schema_is_a_schema_of_the_same_form() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["schema"] == {"const": JSON_SCHEMA, "description": "the number of the form"}


@pytest.mark.parametrize(
    ("field", "wrong"), [("schema", 0), ("order", "age"), ("people", [{"id": "p1"}]), ("closed", "yes"), ("more", 1)]
)
def test_what_is_not_as_the_schema_says_would_be_noticed(field: str, wrong: object) -> None:
    data = json.loads(as_json(many_scripts_family.papers())) | {field: wrong}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(strict(SCHEMA)).validate(data)
