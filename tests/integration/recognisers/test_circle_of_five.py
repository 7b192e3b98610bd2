"""A circle of five, rehearsed with recordings of five people: every answer under its own speaker's name.

Anna, Ben, Peter and Dan begin; Megan comes late; Ben steps out and is back for the list; Dan is not recorded. The
recordings are those that VOICE_GUIDE_SPEECH points at. Where they are not
there, five synthetic voices speak, and the test says so.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import time
import warnings
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from tests.conversations.scripted import ENGLISH, MEANING
from tests.kept import words_in
from voice_guide.cli import wiring
from voice_guide.cli.papers import papers_of
from voice_guide.cli.rehearsing import load_engines
from voice_guide.dialogue.dialogue import Dialogue
from voice_guide.dialogue.options import DialogueOptions
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Prompt
from voice_guide.facts import FactKind
from voice_guide.journal.dropping import DroppingJournal
from voice_guide.journal.vault import Vault
from voice_guide.record import transcript
from voice_guide.session.answer_file import read_answers
from voice_guide.session.rehearsal import rehearse
from voice_guide.settings import Settings
from voice_guide.understanding.text import normalise

MOST_SECONDS = 100  # on two cores
LIKE_ENOUGH = 0.6  # of the words: the recogniser hears some of them wrong
SPEECH = Path(os.environ.get("VOICE_GUIDE_SPEECH", Path(__file__).parents[4] / "shared" / "speech"))

# Each person's recordings, and a voice where there are none.
SPEAKERS = {
    "Anna": (("vctk_british/p225_020", "vctk_british/p225_022"), "en-gb"),
    "Ben": (("vctk_british/p226_005", "vctk_british/p226_016"), "en-gb-scotland"),
    "Peter": (("libri_test_other/1688-142285-0003", "libri_test_other/1688-142285-0004"), "en-us"),
    "Dan": (("libri_test_other/2609-156975-0009", "libri_test_other/2609-156975-0003"), "en-gb-x-rp"),
    "Megan": (("libri_test_other/2033-164914-0007", "libri_test_other/2033-164914-0001"), "en-us-nyc"),
}
WITHOUT_RECORDINGS = {
    "Anna": ("Many ideas about the rainbow have been formed.", "I would like us to wait until someone has finished."),
    "Ben": ("We will go and meet her at the train station.", "They looked at the bridge for a long time."),
    "Peter": ("I really liked that better than anything else he said.", "That was the thing I liked best of all."),
    "Dan": ("The later stories make the summer longer.", "There was a garden behind the wall."),
    "Megan": (
        "We walked home along the river in the dark.",
        "My brother shouted at me, and I was very upset about it.",
    ),
}

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Said:
    """One thing that one person says: what a listener hears, and the item that says it."""

    words: str
    item: dict[str, Any]


@dataclass(frozen=True)
class Held:
    """The circle as it was held: its report, its transcript as JSON, its progress and the words of each file."""

    report: dict[str, Any]
    papers: dict[str, Any]
    progress: Progress
    said: dict[str, tuple[Said, Said]]
    folder: Path
    seconds: float


def speeches() -> dict[str, tuple[Said, Said]]:
    """What each of the five says, twice."""
    manifest = SPEECH / "manifest.tsv"
    if not manifest.exists():
        warnings.warn("the recordings are not here: five synthetic voices speak", stacklevel=1)
        return {
            name: tuple(Said(words, {"say": words, "voice": SPEAKERS[name][1]}) for words in texts)  # type: ignore[misc]
            for name, texts in WITHOUT_RECORDINGS.items()
        }
    with manifest.open(encoding="utf-8", newline="") as file:
        rows = {row["file"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    found: dict[str, tuple[Said, Said]] = {}
    for name, (files, _) in SPEAKERS.items():
        one, other = (Said(rows[f"{file}.flac"]["transcript"], {"wav": str(SPEECH / f"{file}.flac")}) for file in files)
        found[name] = one, other
    return found


def key(keys: str) -> dict[str, Any]:
    return {"key": keys}


def say(words: str, voice: str = "en-us") -> dict[str, Any]:
    return {"say": words, "voice": voice}


def answers(said: dict[str, tuple[Said, Said]]) -> list[dict[str, Any]]:
    """Who says what, in the order in which they are asked each question."""
    anna, ben, peter, dan, megan = (said[name] for name in SPEAKERS)
    asked: list[tuple[str, list[dict[str, Any]]]] = [
        ("prepare-1", [say("Yes, we did.")]),  # the worker confirms the list
        ("prepare-2", [key("n")]),
        ("prepare-later", [say("Carry on.", "en-gb")]),
        ("prepare-2", [key("\n")]),
        ("prepare-3", [say("Yes.")]),
        ("prepare-4", [say("Yes.")]),
        ("record:Dan", [say("No thank you.")]),
        ("record", [say("Yes.")] * 4),
        # Ben and Peter pass; Peter, who is come back to, says something then, and Ben passes again.
        ("ci-rules", [anna[0].item, key("p"), key("p"), dan[0].item, key("p"), peter[0].item]),
        ("rules:Peter", [say("No.")]),
        ("rules:Dan", [key("u")]),
        ("rules", [say("Yes.")] * 3),
        # Dan's second words are said where nothing is heard of them; Peter passes twice.
        ("ci-in", [anna[1].item, ben[0].item, key("p"), dan[1].item, megan[0].item, key("p")]),
        # Anna hands the talking piece to Peter, Ben steps out, and Anna has her turn at the end.
        ("wh-today", [say("Passing to Peter.", "en-gb"), peter[1].item, key("p"), megan[1].item]),
        ("wh-today", [say("It began at school."), key("o"), key("p")]),
        ("tf-feeling", [say("Skip to ways forward.", "en-gb")]),
        ("wf-help", [key("t")] + [key("p")] * 7),
        ("wf-what", [say("We will ring the school on Friday."), key("p"), key("p")]),
        ("wf-check", [say("Peter.")]),
        ("wf-if", [say("We talk again.")]),
        ("wf-another", [say("No.")] * 3),
        # In Peter's turn Ben is back, and so is asked first.
        ("agree:Anna", [say("Yes.")]),
        ("agree:Peter", [key("2"), say("No.")]),
        ("agree:Ben", [say("I'm not sure.")]),
        ("agree:Dan", [key("u")]),
        ("agree:Megan", [say("Yes.")]),
        ("wf-change", [say("Keep it.")]),
        ("review", [key("p")]),
        ("ci-out", [key("p"), ben[1].item] + [key("p")] * 7),
    ]
    return [item | {"question": question} for question, items in asked for item in items]


def comes_late(dialogue: Dialogue, name: str) -> None:
    """Somebody is added in the middle, as whoever leads the circle does it."""
    dialogue._gathering.somebody(f"add {name}", dialogue.progress, "ci-in")
    dialogue._gathering._roll = replace(dialogue._gathering._roll, agreed=True)  # said back, and right


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    """The circle, held once."""
    if shutil.which("espeak-ng") is None:
        pytest.skip("needs espeak-ng for the program's voice")
    folder = tmp_path_factory.mktemp("circle")
    said = speeches()
    (folder / "answers.json").write_text(json.dumps(answers(said)), encoding="utf-8")
    guide = wiring.load_named_guide(ENGLISH, "circle")
    options = DialogueOptions(people=("Anna", "Ben", "Peter", "Dan"), patience_seconds=2.0)
    began = time.monotonic()
    engines = load_engines(ENGLISH, Settings(), "whisper")
    with Vault.create(folder / "vault", passphrase=None) as vault:
        session = wiring.begin(vault, guide, ENGLISH, settings={}, rehearsed=True)
        dialogue = wiring.dialogue_for(guide, ENGLISH, MEANING, options, Progress())

        def told(prompt: Prompt) -> None:
            if (
                prompt.key == "ci-in"
                and prompt.text.startswith("Ben")
                and len(dialogue.progress.people) < len(SPEAKERS)
            ):
                comes_late(dialogue, "Megan")

        try:
            done = rehearse(
                session_id=session.id,
                dialogue=dialogue,
                guide=guide,
                journal=DroppingJournal(vault, session),
                engines=engines,
                answers=read_answers(folder / "answers.json"),
                cues=MEANING,
                today=wiring.today,
                thanks=ENGLISH.prompt("answer.finished"),
                on_prompt=told,
            )
        finally:
            engines.prompts.close()
            engines.synthesiser.close()
        papers = json.loads(transcript.as_json(papers_of(vault, ENGLISH, session.id)))
        progress = Progress.fold(each.fact for each in vault.facts(session.id))
    return Held(done.report, papers, progress, said, folder / "vault", time.monotonic() - began)


def by_name(held: Held) -> list[tuple[str, str, str | None]]:
    """Each answer on paper: the question, the name, the words."""
    questions = [question for category in held.papers["categories"] for question in category["questions"]]
    return [(q["id"], answer["name"], answer["text"]) for q in questions for answer in q["answers"]]


def likeness(one: str, other: str) -> float:
    """How much of the same words two texts have, in the same order."""
    return SequenceMatcher(None, normalise(one), normalise(other), autojunk=False).ratio()


def test_it_comes_to_its_end_in_time(held: Held) -> None:
    assert held.report["closed"], [
        (turn["id"], turn["participant"], turn["text"]) for turn in held.report["turns"][-5:]
    ]
    assert held.seconds < MOST_SECONDS


def test_every_answer_is_under_the_name_of_whoever_said_it(held: Held) -> None:
    found = [(name, text) for _, name, text in by_name(held) if text is not None]
    spoken = {name: [each.words for each in pair] for name, pair in held.said.items() if name != "Dan"}
    recorded = [(name, words) for name, texts in spoken.items() for words in texts]
    for name, words in recorded:
        best = max(found, key=lambda each: likeness(each[1], words))
        assert best[0] == name, f"{name}'s words stand under {best[0]}"
        assert likeness(best[1], words) >= LIKE_ENOUGH, (best[1], words)
    assert len(found) == len(recorded) + 1  # and Anna's "It began at school."


def test_a_pass_is_come_back_to_once(held: Held) -> None:
    rules = [(name, text is not None) for question, name, text in by_name(held) if question == "ci-rules"]
    assert rules.count(("Ben", False)) == 2
    assert rules.count(("Peter", False)) == rules.count(("Peter", True)) == 1


def test_the_late_arrival_joins_at_the_round_that_is_going_on(held: Held) -> None:
    asked = {turn["question"] for turn in held.report["turns"] if turn["participant"] == "Megan"}
    assert "ci-rules" not in asked
    assert {"ci-in", "wh-today", "ci-out"} <= asked
    assert held.progress.ground_rules.answers["p5"] == "yes"


def test_who_steps_out_is_asked_nothing_until_they_are_back(held: Held) -> None:
    turns = [(turn["id"], turn["participant"]) for turn in held.report["turns"]]
    out = turns.index(("wh-today", "Ben"))
    back = turns.index(("agree:Ben", "Ben"))
    assert all(name != "Ben" for _, name in turns[out + 1 : back])
    assert ("ci-out", "Ben") in turns[back:]


def test_of_the_one_who_is_not_recorded_there_is_not_a_word_and_no_name(held: Held) -> None:
    texts = [turn["text"] for turn in held.report["turns"] if turn["participant"] == "Dan" and turn["question"]]
    assert texts
    assert set(texts) == {None}
    whole = " ".join([json.dumps(held.papers), *(str(fact.payload) for fact in held.progress.facts)])
    assert "Dan" not in whole
    for each in held.said["Dan"]:
        assert all(likeness(text, each.words) < LIKE_ENOUGH for _, _, text in by_name(held) if text)
        wanted = tuple(word for word in normalise(each.words) if len(word) > 7)
        assert words_in(held.folder, wanted) == []


def test_each_says_yes_no_or_unsure_for_themselves(held: Held) -> None:
    (way,) = held.papers["ways_forward"]
    said = {each["name"]: each["answer"] for each in way["answers"]}
    assert said == {"Anna": "yes", "Ben": "unsure", "Peter": "no", "Guest 4": "unsure", "Megan": "yes"}
    assert way["agreed"] is False
    kinds = [fact.kind for fact in held.progress.facts]
    assert kinds.count(FactKind.WAY_FORWARD_ANSWERED_BY) == len(said)
    to_rules = {each["name"]: each["answer"] for each in held.papers["ground_rules"]}
    assert to_rules == {"Anna": "yes", "Ben": "yes", "Peter": "no", "Guest 4": "unsure", "Megan": "yes"}
