"""``voice-guide vault verify``: is everything there, and can every paper be made of it?"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator

from voice_guide.cli import wiring
from voice_guide.cli.papers import papers_of
from voice_guide.cli.vault_keys import begin
from voice_guide.cli.vault_secrets import secret_for
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.options import DialogueOptions
from voice_guide.errors import VaultError
from voice_guide.events import Started
from voice_guide.journal.kept import Kept
from voice_guide.journal.key_copies import CopyState
from voice_guide.journal.projections import session_view
from voice_guide.journal.saving import save_as_vault
from voice_guide.journal.vault import Vault
from voice_guide.journal.verify import Examined, Noted, examine
from voice_guide.languages import Language
from voice_guide.record import own_copy_forms, sheet, transcript
from voice_guide.record.own_copy import OwnCopy

Make = Callable[[Kept, Language, str], object]


def run_verify(arguments: argparse.Namespace) -> int:
    """Tell what is whole and what is not; 1 where something is not."""
    language, folder = begin()
    if not Vault.exists(folder):
        raise VaultError("no_vault", folder=str(folder))
    found = examine(folder, secret_for(folder, language, by_recovery_key=arguments.recovery_key))
    papers = {session: not_made(found.read, language, session) for session in found.read.session_ids()}
    whole = found.pages_whole and not any(papers.values()) and not any(each.wrong for each in found.noted)
    well = whole and not found.keys_older and set(found.copies.values()) == {CopyState.GOOD}
    if arguments.save_to is not None:
        save_as_vault(found.read, arguments.save_to.absolute(), found.keys, found.data_key)
    if arguments.json:
        print(json.dumps({"well": well, **_facts(found, papers, arguments)}, indent=2))
    else:
        for line in _lines(found, papers, language, whole=whole):
            print(line)
        if arguments.save_to is not None:
            print(language.message("verify_saved", folder=arguments.save_to))
    return 0 if well else 1


def not_made(kept: Kept, language: Language, session: str) -> list[str]:
    """Which of a session's papers can't be made, by their names in messages. What went wrong is not told: it may quote."""
    wrong = []
    for name, make in _PAPERS.items():
        try:
            make(kept, language, session)
        except Exception:
            wrong.append(name)
    return wrong


def _carried_on(kept: Kept, language: Language, session: str) -> object:
    """As far as asking the next question, where the session is not finished."""
    view = session_view(kept.facts(session))
    spoken = language if view.language == language.code else Language.load(view.language)
    guide = wiring.guide_of(kept, session)
    dialogue = wiring.dialogue_for(guide, spoken, Meaning(spoken), DialogueOptions(), view.progress)
    return view.closed or dialogue.handle(Started(), today=wiring.today())


def _own_copies(kept: Kept, language: Language, session: str) -> object:
    papers, facts = papers_of(kept, language, session), kept.facts(session)
    return [
        make(OwnCopy(papers, facts, person, notices={}))
        for person in papers.view.people
        for make in (own_copy_forms.as_markdown, own_copy_forms.as_text, own_copy_forms.as_json)
    ]


_PAPERS: dict[str, Make] = {
    "transcript": lambda kept, language, session: [
        make(papers_of(kept, language, session))
        for make in (transcript.as_markdown, transcript.as_text, transcript.as_json)
    ],
    "sheet": lambda kept, language, session: sheet.as_markdown(papers_of(kept, language, session)),
    "copies": _own_copies,
    "resume": _carried_on,
}


def _facts(found: Examined, papers: dict[str, list[str]], arguments: argparse.Namespace) -> dict[str, object]:
    sessions = [
        {
            "id": session,
            "facts": sum(each.session == session for each in found.read.recorded),
            "lost": sum(each.session == session for each in found.read.lost),
            "not_made": wrong,
            "noted": [_noted(each) for each in found.noted if each.session == session],
        }
        for session, wrong in papers.items()
    ]
    return {
        "pages_whole": found.pages_whole,
        "key_files": dict(found.copies),
        "keys_older": found.keys_older,
        "recovery_key": found.keys.has_recovery_key,
        "sessions": sessions,
        "noted": [_noted(each) for each in found.noted if each.session is None],
        "saved_to": None if arguments.save_to is None else str(arguments.save_to),
    }


def _noted(noted: Noted) -> dict[str, object]:
    return {"what": noted.key.removeprefix("verify_"), "wrong": noted.wrong, **noted.values}


def _lines(found: Examined, papers: dict[str, list[str]], language: Language, *, whole: bool) -> Iterator[str]:
    """What was found, in plain words: keys, pages, then each session."""
    say = language.message
    bad = {name: state for name, state in found.copies.items() if state is not CopyState.GOOD}
    yield from (say(f"verify_key_{state}", name=name) for name, state in bad.items())
    if not bad:
        yield say("verify_keys")
    if found.keys_older:
        yield say("verify_keys_older")
    yield say("verify_pages" if found.pages_whole else "verify_pages_damaged")
    yield from (say(each.key, **each.values) for each in found.noted if each.session is None)
    for session, wrong in papers.items():
        noted = [each for each in found.noted if each.session == session]
        told = [say(each.key, **each.values) for each in noted]
        told += [say(f"verify_not_made_{name}") for name in wrong]
        count = sum(each.session == session for each in found.read.recorded)
        if not wrong and not any(each.wrong for each in noted):
            told.insert(0, say("verify_session_whole", count=count))
        yield say("verify_session", id=session, told=" ".join(told))
    yield say("verify_well", count=len(papers)) if whole else say("verify_mend")
