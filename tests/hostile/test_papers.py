"""Names, answers and guides that mean harm, on every paper and in the terminal: shown as words, and nothing else."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conversations.scripted import MEANING, Conversation
from tests.hostile.house import ENGLISH, cases, harmless, soon, told
from tests.hostile.nasty import SENTENCES, texts, values
from tests.hostile.test_guides import SMALL
from voice_guide.cli.wiring import people_option, plan_for
from voice_guide.errors import UsageError, VaultError
from voice_guide.events import Fact, InputEnded, Listen, Prompt, Turn, TurnKind, Utterance
from voice_guide.facts import FactKind
from voice_guide.guide.loader import parse_guide
from voice_guide.guide.model import Guide
from voice_guide.guide.writer import guide_text
from voice_guide.journal.projections import session_view
from voice_guide.journal.rows import RecordedFact
from voice_guide.record import sheet, transcript
from voice_guide.record.document import Papers
from voice_guide.session.interruption import Interruption
from voice_guide.session.keyboard import KeyboardConversant
from voice_guide.session.screen import Screen

BEGAN = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
PLAIN = {
    "md": transcript.as_markdown,
    "txt": transcript.as_text,
    "json": transcript.as_json,
    "sheet": sheet.as_markdown,
}


def papers(guide: Guide, talk: Conversation, *, title: str | None = None) -> Papers:
    """The papers of a conversation, as they are made from the journal."""
    begun = {"guide": guide.id, "guide_title": title or guide.title, "guide_hash": guide.hash, "language": "en"}
    facts = [Fact(FactKind.SESSION_STARTED, payload=begun | {"rehearsed": False}), *talk.facts]
    recorded = [RecordedFact(n, BEGAN + timedelta(seconds=n), "cd234", fact) for n, fact in enumerate(facts, 1)]
    view = session_view(recorded)
    return Papers(view, guide, plan_for(guide, ENGLISH), ENGLISH, say_day=MEANING.say_day, zone=lambda at: at)


def held(name: str, answer: str, read: str = "x") -> tuple[Guide, Conversation]:
    """A conversation in which somebody of this name says this to everything, after this was read to them."""
    small = parse_guide(SMALL, file="small.toml")
    first, *others = small.categories
    asked = (replace(first.questions[0], read=read), *first.questions[1:])
    guide = parse_guide(
        guide_text(replace(small, categories=(replace(first, questions=asked), *others))), file="small.toml"
    )
    talk = Conversation.begin(guide, people=(name,))
    for _ in range(14):
        if talk.turn is None:
            break
        talk.say("no" if talk.asked == "wf-another" else "yes" if ":" in talk.asked else answer)
    return guide, talk


def structure(paper: str) -> list[str]:
    """The signs of a Markdown paper's own making, line by line."""
    return [line[:3] if line.startswith(("#", ">", "- ")) else line[:2] for line in paper.splitlines()]


@cases(40)
@given(
    texts.filter(lambda text: text.isprintable() and bool(text.strip())),
    texts,
    texts.filter(lambda text: bool(text.strip())),
)
def test_no_paper_steers_a_terminal_and_markup_stays_ours(name: str, answer: str, read: str) -> None:
    read = read.encode("utf-8", "replace").decode()
    with soon():
        guide, talk = held(name, answer, read)
        made = papers(guide, talk)
        for make in PLAIN.values():
            assert harmless(make(made))
        for line in transcript.as_text(made).splitlines():
            assert not line.startswith(("=", "+", "-", "@")) or set(line) == {"="}
        signs = structure(transcript.as_markdown(made))
        assert {sign for sign in signs if sign.startswith(("#", ">", "<", "|", "`", "="))} <= {
            "# W",
            "## ",
            "###",
            "> ",
            *(sign for sign in signs if sign.startswith("> ")),
        }


@cases(40)
@given(texts, texts)
def test_json_gives_back_the_words_as_they_were_kept(name: str, answer: str) -> None:
    said = " ".join(answer.encode("utf-8", "replace").decode().split()) or "x"
    guide, talk = held(" ".join(name.encode("utf-8", "replace").decode().split()) or "Jo", f"we said {said} all day")
    data = json.loads(transcript.as_json(papers(guide, talk)))
    kept = [each["text"] for part in data["categories"] for q in part["questions"] for each in q["answers"]]
    assert f"we said {said} all day" in kept


@cases(60)
@given(st.lists(texts, max_size=5).map(",".join))
def test_any_people_are_named_harmlessly_or_refused(people: str) -> None:
    with soon():
        try:
            assert all(harmless(name) and name.strip() for name in people_option(people))
        except UsageError as error:
            told(error)


@cases(40)
@given(texts)
def test_any_words_may_answer_who_is_here(text: str) -> None:
    with soon():
        talk = Conversation.begin(people=())
        talk.say(text or "Jo").say("yes")
        assert talk.turn is not None


@pytest.mark.parametrize("text", [sentence for sentence in SENTENCES if sentence.strip()])
def test_what_means_harm_is_kept_as_an_answer_or_a_name_and_does_nothing(text: str) -> None:
    guide, talk = held("Jo " + text.replace("\n", " "), f"he said {text}")
    assert "he said" in transcript.as_text(papers(guide, talk))
    assert harmless(transcript.as_text(papers(guide, talk, title=text)))


@cases(80)
@given(
    st.lists(
        st.one_of(st.binary(max_size=80), texts.map(lambda text: text.encode("utf-8", "surrogatepass"))), max_size=4
    )
)
def test_any_bytes_that_are_typed_become_words_or_nothing(lines: list[bytes]) -> None:
    out = io.StringIO()
    typed = io.BytesIO(b"\n".join(lines))
    conversant = KeyboardConversant(typed, out, interruption=Interruption(), numbers=["\x1b[2J"])
    with soon():
        for _ in range(200):
            event = conversant.converse(
                (), Listen(Turn("wh-today", TurnKind.OPEN, "Jo", prompt=Prompt("x", "What?\x1b[2J")))
            )
            if isinstance(event, InputEnded):
                break
            assert not isinstance(event, Utterance) or harmless(event.text)
        else:
            raise AssertionError("it never ended")
    assert harmless(out.getvalue())


@cases(60)
@given(texts)
def test_the_screen_of_a_conversation_by_voice_shows_words_alone(text: str) -> None:
    out = io.StringIO()
    Screen(out).show(text.encode("utf-8", "replace").decode(), "next")
    assert harmless(out.getvalue())
    assert out.getvalue().count("\n") == 2


@cases(60)
@given(
    st.sampled_from(list(FactKind)),
    st.one_of(st.none(), texts),
    st.one_of(st.none(), texts),
    st.dictionaries(texts, values, max_size=3),
)
def test_a_fact_that_nobody_wrote_so_is_damage_or_harmless(
    kind: FactKind, participant: str | None, question: str | None, payload: dict[str, object]
) -> None:
    guide, talk = held("Jo", "it was like that")
    talk.facts.append(Fact(kind, participant, question, payload))
    with soon():
        try:
            made = papers(guide, talk)
        except VaultError as error:
            told(error)
            return
        assert all(harmless(make(made)) for make in PLAIN.values())
