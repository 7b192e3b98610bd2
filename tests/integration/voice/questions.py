"""Answers by the question that was asked, as a participant gives them: whatever the program asks again is answered again."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from voice_guide.languages import Language
from voice_guide.session.answer_file import Item

OPEN_ANSWERS = {
    "wh-today": Item(say="We had a big argument about the phone on Tuesday.", pauses=(1.2,)),
    "tf-thinking": Item(say="I was thinking that nobody ever listens to me."),
    "tf-feeling": Item(say="I felt angry, and then I felt sad."),
    "tf-now": Item(say="I think that we were both tired that evening."),
    "im-others": Item(say="My little sister heard everything, and she was scared."),
    "im-hardest": Item(say="The hardest part was not talking to my father."),
    "ne-need": Item(say="I need a bit more quiet in the house."),
    "wf-help": Item(say="It would help if we had one meal together."),
    "wf-add": Item(say="I am proud of my brother for coming here today."),
}
WAYS_FORWARD = {
    "what": Item(say="My sister will ring the school on Friday."),
    "who": Item(say="My sister."),
    "when": Item(say="On Friday."),
    "check": Item(say="My father."),
    "if": Item(say="We talk about it again."),
    "another": Item(say="No."),
    "review": Item(say="In two weeks."),
}
YES = Item(say="Yes.")


def recordings() -> list[Path]:
    """Answers of real people, shortest first, where there are any: VOICE_GUIDE_SPEECH, or a folder beside the checkout."""
    default = Path(__file__).parents[4] / "shared" / "speech"
    folder = Path(os.environ.get("VOICE_GUIDE_SPEECH", default)) / "vctk_british"
    return sorted(folder.glob("*.flac"), key=lambda file: file.stat().st_size) if folder.is_dir() else []


def with_recordings(answers: dict[str, Item], sounds: list[Path]) -> dict[str, Item]:
    """The same answers with real people's voices, as far as there are any."""
    spoken = iter(sounds)
    return {
        question: Item(wav=wav, pauses=item.pauses) if (wav := next(spoken, None)) else item
        for question, item in answers.items()
    }


def answering(log: Path, answers: dict[str, Item], guide: str = "short") -> Callable[[], Item]:
    """Chooses the answer to the question that stands last in the program's own output; anything else gets a yes."""
    texts = _question_texts(guide)

    def choose() -> Item:
        lines = [line for line in log.read_text(encoding="utf-8").splitlines() if line.strip()]
        asked = next((question for text, question in texts.items() if lines and lines[-1].endswith(text)), None)
        found = answers.get(asked or "") or WAYS_FORWARD.get(asked or "", YES)
        return replace(found, question=asked)

    return choose


def _question_texts(guide: str) -> dict[str, str]:
    folder = Language.load("en").folder
    guide_data = tomllib.loads((folder / "guides" / f"{guide}.toml").read_text(encoding="utf-8"))
    questions = {q["text"]: q["id"] for category in guide_data["category"] for q in category["question"]}
    plan = tomllib.loads((folder / "plan.toml").read_text(encoding="utf-8"))
    slots = {slot["text"]: slot["slot"] for slot in plan["slot"]}
    return questions | slots | {plan["another"]["text"]: "another", plan["review"]["text"]: "review"}
