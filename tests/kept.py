"""Conversations held with the real dialogue and kept in a real vault, and everything that the vault's files hold."""

from __future__ import annotations

from pathlib import Path

from tests.conversations.scripted import ENGLISH, MEANING, Conversation
from tests.raw_pages import decrypted
from voice_guide.cli.papers import papers_of
from voice_guide.cli.wiring import load_named_guide, review_guide
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.guide.model import Guide
from voice_guide.journal.key_copies import read_keys
from voice_guide.journal.vault import Vault
from voice_guide.record import sheet, transcript

JO, KAI = "Josephina", "Kailash"
# Words that are in no file of the program, so that they can be looked for everywhere.
OF_JO = ("quizzaciously", "wombatish", "larkspurred")
OF_KAI = ("zanzibarred", "ospreyfold")


def keep(vault: Vault, talk: Conversation, guide: Guide | None = None, reviews: str | None = None) -> str:
    """Keep a conversation as a session; returns its id."""
    held = guide or load_named_guide(ENGLISH, "short")
    session = vault.begin_session(
        guide_id=held.id,
        guide_title=held.title,
        guide_text=held.text,
        guide_hash=held.hash,
        notice=ENGLISH.notice(),
        settings={},
        rehearsed=False,
        language="en",
        reviews=reviews,
    )
    session.append(talk.facts)
    return session.id


def told(talk: Conversation, lines: dict[tuple[str, str], list[str]], *, until: str = "") -> Conversation:
    """Answer on by turn and name; a pass where nothing more stands there, and a yes to every agreement."""
    left = {key: list(said) for key, said in lines.items()}
    while talk.finished is None and (not until or talk.asked != until):
        assert talk.turn is not None
        waiting = left.get((talk.asked.partition(":")[0], talk.turn.name), [])
        usual = "yes" if talk.asked.startswith("agree") else "pass"
        talk.say(waiting.pop(0) if waiting else usual)
    return talk


def two_people() -> Conversation:
    """To its end: both tell of it, Jo opens an answer again, changes one and takes one out, and each names a way forward."""
    talk = Conversation.begin(people=(JO, KAI))
    talk.say("it was quizzaciously loud").speak_on("wh-today").say("it was quizzaciously loud and wombatish")
    talk.facts.append(
        Fact(FactKind.SECOND_TEXT, "p1", "wh-today", {"utterance": 1, "text": "wombatish it was", "engine": "b"})
    )
    talk.say(f"{JO} was zanzibarred", "I thought larkspurred things", "pass", "take that out", "yes")
    return told(
        talk,
        {
            ("wf-what", JO): [f"{JO} will wombatish the shed on Friday"],
            ("wf-check", JO): ["my larkspurred aunt"],
            ("wf-another", JO): ["no"],
            ("wf-what", KAI): [f"{KAI} and {JO} will ospreyfold the boat on Saturday"],
            ("wf-another", KAI): ["no"],
            ("review", JO): ["in two weeks"],
        },
    )


def papers_in(vault: Vault, session: str) -> str:
    """Every paper of a session, one after another."""
    papers = papers_of(vault, ENGLISH, session)
    forms = (transcript.as_markdown, transcript.as_text, transcript.as_json, sheet.as_markdown)
    return "\n".join(form(papers) for form in forms)


def review_kept(vault: Vault, session: str) -> str:
    """Keep a review meeting of a session, in which each line was spoken of."""
    guide = review_guide(vault, session, ENGLISH, MEANING)
    talk = Conversation.begin(guide, people=(JO, KAI))
    while talk.finished is None:
        talk.say("it went well enough" if talk.asked.startswith("rv") else "pass")
    return keep(vault, talk, guide, reviews=session)


def everything_in(folder: Path) -> bytes:
    """All files of a vault without a passphrase, as they are and with each database page decrypted."""
    data_key = read_keys(folder).unlock(None, folder=folder)
    found = b""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found += path.read_bytes()
            if path.name.startswith("vault.db"):
                found += decrypted(path, data_key)
    return found


def words_in(folder: Path, words: tuple[str, ...]) -> list[str]:
    """Those of the words that are anywhere in the vault's files, in any case."""
    everything = everything_in(folder).lower()
    return [word for word in words if word.lower().encode() in everything]
