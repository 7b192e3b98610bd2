"""A joint conversation by keyboard from end to end: the list, names, roles, a supporter, a newcomer, and a kill in the middle."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conversations.scripted import guide_file
from tests.integration.cli.program import Home, Talk

pytestmark = pytest.mark.slow


@pytest.fixture
def guide(home: Home) -> Path:
    """The short guide, joint and with roles, in a file of its own."""
    text = guide_file("short").read_text(encoding="utf-8")
    made = home.folder / "ours.toml"
    made.write_text(text.replace('id = "short"', 'id = "ours"\njoint = true\nroles = true', 1), encoding="utf-8")
    return made


def answered(talk: Talk, asked: str | None) -> list[str]:
    """Answer every prompt from this one on; the turns that were asked."""
    turns: list[str] = []
    lines = {
        "wf-what": "ring the school",
        "wf-who": "Kai",
        "wf-when": "on Friday",
        "wf-check": "Sam",
        "wf-another": "no",
    }
    while asked is not None:
        turns.append(asked)
        turn, _, name = asked.partition(" ")
        kind = turn.partition(":")[0]
        line = "yes" if kind == "agree" else lines.get(kind, f"what {name} says")
        again = kind == "wf-what" and sum(each.startswith("wf-what") for each in turns) > 1
        asked = talk.say("nothing" if again else line)
    return turns


def test_a_family_is_led_from_the_workers_list_to_everybodys_own_yes(home: Home, guide: Path) -> None:
    talk = home.talk("start", str(guide), "--keyboard")
    assert talk.next() == "prepare-1 worker"
    assert talk.say("yes", "no") == "prepare-later worker"
    talk.kill()

    talk = home.talk("start", "--keyboard", "--resume", "latest")
    assert talk.next() == "prepare-2 worker"  # the first is not asked again
    assert talk.say("yes", "yes", "yes") == "who everyone"
    assert talk.say("er I'm Jo and this is Guy and that's Sam") == "who-check everyone"
    assert talk.say("no it's Kai with a K") == "who-check everyone"
    assert "Jo, Kai, and Sam. Kai is spelt K, A, I. Is that right?" in talk.printed
    assert talk.say("yes") == "role:Jo Jo"
    assert talk.say("his mum", "yes") == "role:Kai Kai"
    assert talk.say("the offender") == "role:Kai Kai"
    assert "Nobody is called that here." in talk.printed
    assert talk.say("her son", "yes") == "role:Sam Sam"
    assert talk.say("interpreter", "no") == "name:Sam Sam"
    assert talk.say("yes") == "wh-today Jo"
    assert talk.say("it was on Tuesday") == "wh-today Kai"
    assert talk.say("add Priya", "yes", "a neighbour", "yes") == "wh-today Kai"
    assert talk.say("I went out") == "wh-today Priya"
    talk.kill()

    talk = home.talk("start", "--keyboard", "--resume", "latest")
    turns = answered(talk, talk.next())
    assert turns[0] == "wh-today Priya"
    assert not any(turn.endswith(" Sam") for turn in turns if not turn.startswith("agree:"))
    assert [turn for turn in turns if turn.startswith("agree:")] == [
        "agree:Jo Jo",
        "agree:Kai Kai",
        "agree:Priya Priya",
        "agree:Sam Sam",
    ]
    assert talk.ended().status == 0

    data = home.data()
    assert [(each["name"], each["role"], each["answers"]) for each in data["people"]] == [
        ("Jo", "his mum", True),
        ("Kai", "her son", True),
        ("Sam", "interpreter", False),
        ("Priya", "a neighbour", True),
    ]
    assert [each["answer"] for each in data["preparation"]] == ["yes"] * 4
    assert data["ways_forward"][0]["agreed"] is True
    assert "offender" not in json.dumps(data)
    first = data["categories"][0]["questions"][0]["answers"]
    assert [(each["name"], each["text"]) for each in first] == [
        ("Jo", "it was on Tuesday"), ("Kai", "I went out"), ("Priya", "what Priya says"),
    ]  # fmt: skip
    assert "Jo (his mum), Kai (her son), Sam (interpreter), Priya (a neighbour)" in home.run("sheet", "latest").out
    assert home.run("export", "latest", "--person", "Sam", "--format", "txt").status == 0


def test_two_dans_are_told_apart_and_a_supporter_needs_no_name(home: Home) -> None:
    talk = home.talk("start", "short", "--keyboard", "--people", "Dan,Dan", "--supporters", "Sam")
    assert talk.next() == "who-apart everyone"
    assert talk.say("B") == "who-check everyone"
    assert talk.say("yes", "yes") == "record:Dan B Dan B"
    assert talk.say("yes") == "name:Sam Sam"
    assert talk.say("no") == "wh-today Dan"
    talk.end()
    assert [each["name"] for each in home.data()["people"]] == ["Dan", "Dan B", None]


def test_where_nobody_can_be_asked_two_of_one_name_are_refused(home: Home, guide: Path) -> None:
    file = home.folder / "answers.json"
    file.write_text("[]", encoding="utf-8")
    ran = home.run("rehearse", str(guide), "--answers", str(file), "--people", "Dan,Dan")
    assert ran.status == 2
    assert "Add a letter to one" in ran.err


def test_an_organisation_has_its_own_list_and_is_told_what_is_wrong_in_it(home: Home, guide: Path) -> None:
    own = home.folder / "config" / "voice-guide"
    home.settings('preparation = "ours.toml"\n')
    (own / "ours.toml").write_text('[[item]]\nid = "tea"\ntext = "Is there tea?"\n', encoding="utf-8")
    ran = home.run("start", str(guide), "--keyboard", lines="")
    assert ran.status == 1
    assert "wording" in ran.err
    (own / "ours.toml").write_text(
        '[[item]]\nid = "tea"\ntext = "Is there tea?"\nwording = "Is it made?"\nno = "It can wait."\n', encoding="utf-8"
    )
    talk = home.talk("start", str(guide), "--keyboard")
    assert talk.next() == "prepare-1 worker"
    assert "[prepare-1 worker] Is there tea?" in talk.printed
    assert talk.say("yes") == "who everyone"
    talk.end()
