"""A transcript with less in it, or in another order: it says so, and what was left out is nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conversations.scripted import ENGLISH, Conversation
from tests.conversations.test_private_time import alone
from tests.kept import JO, KAI, OF_JO, OF_KAI, keep, review_kept, two_people
from tests.unit.record import many_scripts_family
from tests.unit.record.test_papers import papers_of as made_of
from tests.unit.record.test_papers import whole
from voice_guide.cli.papers import papers_of
from voice_guide.cli.wiring import load_named_guide
from voice_guide.dialogue.parts import Person
from voice_guide.dialogue.progress import Progress
from voice_guide.errors import UsageError
from voice_guide.facts import FactKind
from voice_guide.journal.vault import Vault
from voice_guide.record import own_copy_forms, transcript, word
from voice_guide.record.document import Papers
from voice_guide.record.look import Look
from voice_guide.record.options import Order, TranscriptOptions
from voice_guide.record.own_copy import OwnCopy

UNNAMED = TranscriptOptions(names=False)
IMPACT = TranscriptOptions(category="impact")
Form = Callable[[Papers, TranscriptOptions], str]
FORMS: tuple[Form, ...] = (transcript.as_markdown, transcript.as_text, transcript.as_json)
MEETING = load_named_guide(ENGLISH, "family-meeting")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with Vault.create(tmp_path / "vault", passphrase=None) as made:
        yield made


def in_order(text: str, *words: str) -> bool:
    places = [text.find(word) for word in words]
    return -1 not in places and places == sorted(places)


@pytest.mark.parametrize("form", FORMS)
def test_without_names_our_lines_have_numbers_and_their_words_stay(form: Form) -> None:
    talk = Conversation.begin(people=("Zelda", "Quentin")).say("Quentin was late", "Zelda shouted", "pass").leave()
    named, unnamed = form(made_of(talk), TranscriptOptions()), form(made_of(talk), UNNAMED)
    assert "Quentin was late" in unnamed
    assert "Zelda shouted" in unnamed
    left = unnamed.replace("Quentin was late", "").replace("Zelda shouted", "")
    assert "Zelda" not in left
    assert "Quentin" not in left
    assert "Person 1" in left
    assert "Person 2" in left
    assert "Person 1" not in named


def test_without_names_the_paper_says_so_and_one_with_names_does_not() -> None:
    papers = made_of(whole())
    note = "Names are left out. People are called by a number here. Names in people's own words are as they were said."
    assert note in transcript.as_text(papers, UNNAMED)
    assert note not in transcript.as_text(papers)
    assert json.loads(transcript.as_json(papers, UNNAMED))["names"] is False
    assert json.loads(transcript.as_json(papers))["names"] is True


def test_without_names_the_list_has_numbers_for_whom_we_named_and_for_each_answer() -> None:
    papers = made_of(whole(("Zelda", "Quentin")))
    text = transcript.as_text(papers, UNNAMED)
    assert "  Who: me (Person 1)\n" in text
    assert "  Person 1: yes\n  Person 2: yes\n" in text
    assert "Zelda" not in text
    assert "Quentin" not in text
    data = json.loads(transcript.as_json(papers, UNNAMED))
    assert [each["name"] for each in data["people"]] == ["Person 1", "Person 2"]
    assert {each["name"] for each in data["ways_forward"][0]["answers"]} == {"Person 1", "Person 2"}


def test_words_that_name_somebody_are_not_put_beside_their_number() -> None:
    text = transcript.as_text(many_scripts_family.papers(), UNNAMED)
    assert "  Who: Jo\n" in text
    assert "  Who checks how it is going: Łucja\n" in text


def test_without_names_the_last_list_that_was_read_has_numbers(vault: Vault) -> None:
    papers = papers_of(vault, ENGLISH, review_kept(vault, keep(vault, two_people())))
    read = [line for line in transcript.as_markdown(papers).splitlines() if line.startswith("> ")]
    assert any(JO in line for line in read)
    unnamed = transcript.as_markdown(papers, UNNAMED)
    assert JO not in unnamed
    assert KAI not in unnamed
    assert "> " in unnamed
    data = json.loads(transcript.as_json(papers, UNNAMED))
    assert JO not in json.dumps([q["read"] for part in data["categories"] for q in part["questions"]])


def test_a_name_within_another_word_is_no_name() -> None:
    papers = UNNAMED.applied(made_of(whole(("Jo", "Jo-Ann"))))
    assert papers.without_names("Jo and Jo-Ann, Jones, Jo's") == "Person 1 and Person 2, Jones, Person 1's"


@pytest.mark.parametrize("named", ["impact", "Impact", " IMPACT "])
def test_one_part_alone_has_no_word_of_the_others(named: str) -> None:
    papers = made_of(whole())
    options = TranscriptOptions(category=named)
    for form in FORMS:
        made = form(papers, options)
        assert "what I say to im-others" in made
        assert "what I say to im-hardest" in made
        assert made.count("what I say to") == 2
        assert "a meal all at one table" not in made
    assert "This is one part of what was said: Impact. The rest is left out." in transcript.as_text(papers, options)
    data = json.loads(transcript.as_json(papers, options))
    assert (data["only_category"], [each["id"] for each in data["categories"]]) == ("impact", ["impact"])
    assert (data["ways_forward"], data["left_out"], data["review"]) == ([], [], None)
    assert len(data["sequence"]) == 2


def test_the_part_about_ways_forward_brings_the_list() -> None:
    papers, options = made_of(whole()), TranscriptOptions(category="ways-forward")
    assert "a meal all at one table" in transcript.as_text(papers, options)
    assert json.loads(transcript.as_json(papers, options))["review"]["words"] == "in two weeks"
    assert "im-others" not in transcript.as_text(papers, options)


def test_one_part_alone_says_nothing_of_private_time(vault: Vault) -> None:
    papers = papers_of(vault, ENGLISH, keep(vault, alone("five minutes").press("finished").press("yes"), MEETING))
    assert "Private family time" in transcript.as_text(papers)
    for options in (TranscriptOptions(category="information"), TranscriptOptions(category="ways-forward")):
        assert "rivate family time" not in transcript.as_text(papers, options)
        assert json.loads(transcript.as_json(papers, options))["private_times"] == []


def test_a_part_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(UsageError) as told:
        transcript.as_text(made_of(whole()), TranscriptOptions(category="impacts"))
    assert told.value.key == "unknown_category"
    assert "impact, needs" in str(told.value.values["known"])


def talk_with_returns() -> Papers:
    """Jo and Kai answer two questions each; Jo's first one was opened again and said more."""
    talk = Conversation.begin(people=("Jo", "Kai"))
    return made_of(talk.say("first a", "first b", "second a", "back", "second b", "second c").leave())


def test_by_time_each_answer_stands_where_it_was_given_with_the_time_of_day() -> None:
    papers = talk_with_returns()
    given = [answer.text for answer in papers.view.answers]
    text = transcript.as_text(papers, TranscriptOptions(order=Order.TIME))
    assert in_order(text, *(f": {words}" for words in given if words))
    assert "In the order in which it was said" in text
    assert "  Jo, 09:30: first a\n" in text
    assert "Said later" not in text


def test_by_person_one_stands_after_another_with_the_questions_again() -> None:
    papers = made_of(whole(("Jo", "Kai")))
    markdown = transcript.as_markdown(papers, TranscriptOptions(order=Order.PERSON))
    jo, kai = markdown.index("\n## Jo\n"), markdown.index("\n## Kai\n")
    assert jo < kai < markdown.index("\n## The list of ways forward\n")
    assert "**Kai:**" not in markdown[jo:kai]
    assert "**Jo:**" not in markdown[kai:]
    assert markdown.count("what I say to") == transcript.as_markdown(papers).count("what I say to") == 18


@pytest.mark.parametrize("order", list(Order))
def test_every_order_holds_the_same_words(order: Order) -> None:
    papers = talk_with_returns()
    said = [answer.text for answer in papers.view.answers if answer.text]
    text = transcript.as_text(papers, TranscriptOptions(order=order))
    assert all(text.count(f" {words}\n") == 1 for words in said)


def test_json_tells_the_order_by_the_answers_numbers() -> None:
    papers = made_of(whole(("Jo", "Kai")))
    sequences = {}
    for order in Order:
        data = json.loads(transcript.as_json(papers, TranscriptOptions(order=order)))
        answers = {a["number"]: a for part in data["categories"] for q in part["questions"] for a in q["answers"]}
        assert sorted(data["sequence"]) == sorted(answers) == list(range(1, 19))
        assert data["order"] == order
        sequences[order] = [answers[number] for number in data["sequence"]]
    assert [a["at"] for a in sequences[Order.TIME]] == sorted(a["at"] for a in sequences[Order.TIME])
    assert [a["participant"] for a in sequences[Order.PERSON]] == ["p1"] * 9 + ["p2"] * 9
    assert [a["participant"] for a in sequences[Order.QUESTIONS]] == ["p1", "p2"] * 9


def test_what_each_said_to_the_ground_rules_is_in_every_order() -> None:
    papers = made_of(whole())
    rules = replace(papers.guide.categories[0], ground_rules=True)
    papers.guide = replace(papers.guide, categories=(rules, *papers.guide.categories[1:]))
    papers.view.progress.ground_rules.answers["p1"] = "yes"
    for order in Order:
        assert "Is that all right for each of you?\n  Jo: yes\n" in transcript.as_text(
            papers, TranscriptOptions(order=order)
        )
    assert json.loads(transcript.as_json(papers, IMPACT))["ground_rules"] == []
    first = TranscriptOptions(category=rules.id)
    assert len(json.loads(transcript.as_json(papers, first))["ground_rules"]) == 1


def own(vault: Vault, session: str, person: str, options: TranscriptOptions) -> OwnCopy:
    facts = vault.facts(session)
    people: dict[str, Person] = {each.id: each for each in Progress.fold(recorded.fact for recorded in facts).people}
    return OwnCopy(options.applied(papers_of(vault, ENGLISH, session)), facts, people[person], vault.texts())


@pytest.mark.parametrize(
    "options", [TranscriptOptions(), UNNAMED, TranscriptOptions(category="what-happened")], ids=str
)
def test_one_persons_copy_holds_not_one_word_of_the_others(vault: Vault, options: TranscriptOptions) -> None:
    session = keep(vault, two_people())
    of_jo, of_kai = (own(vault, session, person, options) for person in ("p1", "p2"))
    for form in (own_copy_forms.as_markdown, own_copy_forms.as_text, own_copy_forms.as_json, as_word):
        jo, kai = form(of_jo).lower(), form(of_kai).lower()
        assert not [words for words in (*OF_KAI[1:], KAI) if words.lower() in jo]
        assert not [words for words in OF_JO if words in kai]
        assert "quizzaciously" in jo
        assert "zanzibarred" in kai


def as_word(copy: OwnCopy) -> str:
    """The text of a Word file."""
    import io
    import zipfile

    file = word.render(own_copy_forms.paper(copy), Look.of("standard"))
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist()).decode("utf-8", "replace")


def test_one_persons_copy_without_names_or_of_one_part(vault: Vault) -> None:
    session = keep(vault, two_people())
    unnamed = own_copy_forms.as_text(own(vault, session, "p1", UNNAMED))
    assert "What Person 1 said" in unnamed
    assert json.loads(own_copy_forms.as_json(own(vault, session, "p1", UNNAMED)))["person"]["name"] == "Person 1"
    part = own_copy_forms.as_text(own(vault, session, "p1", IMPACT))
    assert "This is one part of what was said: Impact." in part
    assert "The list of ways forward" not in part
    assert "What else they said" not in part
    data = json.loads(own_copy_forms.as_json(own(vault, session, "p1", IMPACT)))
    assert (data["only_category"], data["ways_forward"], data["review"], data["else_said"]) == ("impact", [], None, [])


def test_where_everything_was_taken_out_no_option_brings_anything_back() -> None:
    talk = Conversation.begin(people=("Jo", "Kai")).say(
        "quizzaciously", "zanzibarred", "delete everything", "yes", "yes"
    )
    papers = made_of(talk)
    assert FactKind.ANSWER_TAKEN_OUT in [fact.kind for fact in talk.facts]
    for form in FORMS:
        for options in (UNNAMED, IMPACT, TranscriptOptions(order=Order.TIME), TranscriptOptions(order=Order.PERSON)):
            made = form(papers, options)
            assert "quizzaciously" not in made
            assert "zanzibarred" not in made
            assert "Jo" not in made
