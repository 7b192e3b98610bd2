"""In a language without its own words about names, names are still said back and agreed, and a joint guide has its list."""

from __future__ import annotations

import pytest

from tests.conversations.scripted import ENGLISH, Conversation
from voice_guide.dialogue.progress import Progress
from voice_guide.guide.loader import load_guide, parse_guide
from voice_guide.guide.preparation import load_preparation
from voice_guide.languages import LANGUAGES, Language

OTHERS = sorted(path.parent.name for path in LANGUAGES.glob("*/prompts.toml") if path.parent.name != ENGLISH.code)


@pytest.mark.parametrize("code", OTHERS)
def test_a_joint_conversation_begins_with_the_list_and_everybodys_own_name(code: str) -> None:
    language = Language.load(code)
    yes = str(language.prompts["keys"]["yes"])
    text = load_guide(language.folder / "guides" / "short.toml").text
    guide = parse_guide(text.replace("\nid = ", "\njoint = true\nroles = true\nid = ", 1), file="joint.toml")
    talk = Conversation.begin(guide, people=("Jo", "Kai"), supporters=("Sam",), agreed=False, language=language)
    for number, item in enumerate(load_preparation(language.preparation_file), 1):
        assert (talk.asked, talk.prompt) == (f"prepare-{number}", item.text)
        talk.say(yes)
    for name in ("Jo", "Kai", "Sam"):
        assert talk.asked == f"role:{name}"
        talk.press("pass")
        assert talk.asked == (f"name:{name}" if name == "Sam" else f"record:{name}")
        talk.say(yes)
    folded = Progress.fold(talk.facts)
    assert [person.name for person in folded.people] == ["Jo", "Kai"]
    assert [person.name for person in folded.supporters] == ["Sam"]
    talk.press("add")
    assert talk.asked == "who-add"
    talk.press("pass")
    assert talk.asked == "wh-today"
