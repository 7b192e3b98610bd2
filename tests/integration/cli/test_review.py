"""The way from a list to its review meeting and the next list, as a person at a terminal or a script has it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.integration.cli.program import Home, Ran, Talk

pytestmark = pytest.mark.slow
WITH = ("--keyboard", "--people", "Jo,Kai")
ANSWERS = {"record": "yes", "wf-list": "no", "wf-check": "Sam", "wf-if": "we talk again", "review": "in two weeks"}


def hold(talk: Talk, things: list[str], votes: str) -> Ran:
    """Hold a conversation in which Jo names these things; ``votes`` has one letter for each time somebody is asked."""
    left, asked_of = iter(things), {"y": "yes", "n": "no", "u": "not sure"}
    answers: Iterator[str] = (asked_of[vote] for vote in votes)
    named, asked = 0, talk.next()
    while asked is not None:
        kind, _, _ = asked.split()[0].partition(":")
        if kind == "wf-what":
            named += asked.endswith("Jo")
            talk.answer("nothing" if asked.endswith("Kai") else next(left, "nothing"))
        elif kind == "wf-another":
            talk.answer("yes" if named < len(things) else "no")
        else:
            lines = {"agree": next(answers)} if kind == "agree" else ANSWERS | {"wf-change": "keep it"}
            talk.answer(lines.get(kind, f"my words for {kind}"))
        asked = talk.next()
    return talk.ended()


def test_a_list_is_made_reviewed_and_made_anew(home: Home) -> None:
    things = [
        "Kai will ring the school on Friday",
        'Jo will write "{name}" *big* on the door every Sunday',
        "Kai will tidy up on Saturday",
    ]
    first = hold(home.talk("start", "short", *WITH), things, "yyyyyn")
    assert first.status == 0, first.err
    last = home.data()["session"]

    meeting = home.talk("review", "latest", *WITH)
    assert meeting.next() == "record:Jo Jo"
    assert meeting.say("yes", "yes", "he rang them") == "rv-1 Kai"
    stopped = meeting.say("stop")
    assert (stopped, meeting.ended().status) == (None, 130)

    ran = hold(home.talk("start", "--keyboard", "--resume", "latest"), ["Jo will ring Gran on Friday"], "yy")
    assert (ran.status, [asked for asked in ran.asked if asked.startswith("rv")]) == (
        0,
        ["rv-1 Kai", "rv-2 Jo", "rv-2 Kai", "rv-3 Jo", "rv-3 Kai"],
    )
    for line in (
        "Number 1. “ring the school”. Who: Kai. When: on Friday, Friday the ",
        'Number 2. “write "{name}" *big* on the door”. Who: Jo. When: every Sunday.',
        "This was not agreed by everyone. Jo said yes. Kai said no.",
    ):
        assert line in ran.out

    data = home.data()
    assert data["reviews"] == last
    heard = [answer["text"] for each in data["categories"][0]["questions"] for answer in each["answers"]]
    assert heard == ["he rang them", *(f"my words for rv-{number}" for number in (1, 2, 2, 3, 3))]
    assert [(way["what"], way["agreed"]) for way in data["ways_forward"]] == [("ring Gran", True)]
    sheet = home.run("sheet", "latest").out
    assert "## 1. ring Gran" in sheet
    assert "ring the school" not in sheet
    assert f"finished, review of {last}" in home.run("sessions").out.splitlines()[0]
    listed = json.loads(home.run("sessions", "--json").out)
    assert [each["reviews"] for each in listed] == [last, None]

    again = home.run("review", "latest", *WITH, lines="yes\nyes\n")
    assert "“ring Gran”" in again.out  # the next review is of the list that the review made

    for path in home.files():
        assert b"ring the school" not in path.read_bytes(), path


def test_what_cannot_be_reviewed_is_told(home: Home) -> None:
    none = home.run("review", "latest", *WITH, lines="yes\n")
    assert (none.status, none.asked) == (1, [])
    assert "no vault" in none.err
    assert not home.vault.exists()

    home.run("start", "short", "--keyboard", "--people", "Jo", lines="yes\nit began on Tuesday\n")
    session = home.data()["session"]
    for given, words in (
        (session, f"voice-guide start --resume {session}"),
        ("latest", "voice-guide start --resume latest"),
        ("zzzzz", "no session called zzzzz"),
    ):
        told = home.run("review", given, *WITH, lines="yes\n")
        assert (told.status, told.asked) == (2, [])
        assert words in told.err
        assert "Traceback" not in told.err
    assert len(json.loads(home.run("sessions", "--json").out)) == 1


def test_a_locked_vault_stays_locked(home: Home) -> None:
    file = home.folder / "passphrase"
    file.write_text("seven green kettles\n")
    home.extra["VOICE_GUIDE_PASSPHRASE_FILE"] = str(file)
    home.run("start", "short", "--keyboard", "--people", "Jo", lines="yes\n")
    del home.extra["VOICE_GUIDE_PASSPHRASE_FILE"]
    locked = home.run("review", "latest", *WITH, lines="yes\n")
    assert (locked.status, locked.asked) == (1, [])
    assert "is locked" in locked.err


def test_nothing_on_the_list_goes_to_the_ways_forward(home: Home) -> None:
    hold(home.talk("start", "short", *WITH), [], "")
    ran = home.run("review", "latest", *WITH, lines="yes\nyes\n")
    assert ran.asked[-1] == "wf-help Jo"
    assert "nothing was put on a list. That is all right." in ran.out


def test_a_review_is_rehearsed_through_sound(home: Home) -> None:
    hold(home.talk("start", "short", *WITH), ["Kai will ring the school on Friday"], "yy")
    answers, out = home.folder / "answers.json", home.folder / "out"
    said = [{"question": "rv-1", "say": "They were kind to us on Monday."}, {"key": "p"}, {"key": "p"}]
    told = {"questions": said, "ways_forward": [{"key": "p"}, {"key": "p"}], "otherwise": {"key": "\n"}}
    answers.write_text(json.dumps(told))
    options = ("--answers", str(answers), "--out", str(out), "--recogniser", "whisper")
    assert home.run("rehearse", "short", "--review", "latest", *options).status == 2
    ran = home.run("rehearse", "--review", "latest", *options, timeout=300)
    assert ran.status == 0, ran.err
    report = json.loads((out / "report.json").read_text())
    assert [turn["id"] for turn in report["turns"]] == ["record:Alex", "rv-1", "wf-help", "wf-what", "wf-add"]
    heard = home.data(report["session"])
    assert (heard["rehearsed"], bool(heard["reviews"])) == (True, True)
    assert "Monday" in heard["categories"][0]["questions"][0]["answers"][0]["text"]
