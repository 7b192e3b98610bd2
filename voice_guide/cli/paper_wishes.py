"""``voice-guide papers``: each person is asked, alone, what they want to take with them; who wants what, and what was made."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from voice_guide.cli.output import tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_guide.dialogue.parts import Person
    from voice_guide.journal.vault import Vault
    from voice_guide.languages import Language


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "papers",
        help="paper, phone or nothing: ask each person alone, and see who wants what",
        description="With --person, ask that person alone: paper, phone or nothing? It is typed, and nothing is said aloud. "
        "Without it, show what each has chosen, and what was saved and printed.",
        epilog="examples:\n  voice-guide papers latest --person Jo\n  voice-guide papers latest",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("session", metavar="ID", help="a session's ID, or latest")
    parser.add_argument("--person", metavar="P", help="ask this person: their name, or their number (p1)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Ask one person, or show what was chosen."""
    from voice_guide.cli.opening import opened
    from voice_guide.cli.whom import find_person

    with opened() as (vault, language):
        session = vault.find_session(arguments.session)
        people = _people(vault, session)
        if arguments.person is None:
            _show(vault, session, people, language)
        else:
            _ask(vault, session, find_person(people, arguments.person, session=session))
    return 0


def tell_of_nothing_wished(vault: Vault, session: str, person: str | None) -> None:
    """Where a paper was made for somebody who wants none, say so to the worker, without a name.

    ``person``: whose paper it is, or None for everybody's. Raises VaultError, StorageError, SettingsError.
    """
    from voice_guide.journal.paper_wishes import KINDS, NOTHING, wishes
    from voice_guide.languages import Language
    from voice_guide.settings import load_settings, settings_path

    found = wishes(vault.facts_of(session, *KINDS))
    without = [each for each, wish in found.items() if wish == NOTHING and person in (None, each)]
    if without:
        language = Language.load(load_settings(settings_path()).language)
        tell(language.message("wish_nothing_told", people=", ".join(without)))


def _people(vault: Vault, session: str) -> list[Person]:
    """Everyone of the session. Raises UsageError where everything was taken out."""
    from voice_guide.dialogue.progress import Progress
    from voice_guide.errors import UsageError
    from voice_guide.journal.projections import as_written

    with as_written(session):
        progress = Progress.fold(recorded.fact for recorded in vault.facts(session))
    if progress.all_taken_out:
        raise UsageError("wish_all_out", id=session)
    return progress.everyone


def _may_be_asked(person: Person) -> bool:
    """Of whoever has no name in the journal nothing is kept, and that includes what they want."""
    return person.name is not None and not person.withdrew


def _show(vault: Vault, session: str, people: Sequence[Person], language: Language) -> None:
    from voice_guide.cli.papers_made import made_lines
    from voice_guide.journal.paper_wishes import KINDS, wishes

    chosen = wishes(vault.facts_of(session, *KINDS))
    print(language.message("wishes_title", id=session))
    for person in people:
        if not _may_be_asked(person):
            print(language.message("wishes_not_kept", person=person.id))
            continue
        wish = chosen.get(person.id)
        key = "wishes_not_asked" if wish is None else f"wishes_{wish}"
        print(language.message(key, person=person.id, name=person.name, id=session))
    made = list(made_lines(vault, session, language))
    if made:
        print("\n".join(["", language.message("papers_made_title"), *made]))


def _ask(vault: Vault, session: str, person: Person) -> None:
    """One person, one question, on a screen with nothing else; afterwards nothing of it is on the screen.

    It is asked in the language of the conversation. Raises UsageError where it may not be asked, or nothing plain was typed.
    """
    from voice_guide.cli.typed_choice import typed_choice
    from voice_guide.errors import UsageError
    from voice_guide.journal.paper_wishes import wished
    from voice_guide.journal.projections import session_view
    from voice_guide.languages import Language

    if not _may_be_asked(person):
        raise UsageError("wish_not_kept", person=person.id, id=session)
    spoken = Language.load(session_view(vault.facts(session)).language)
    _blank()
    try:
        print(spoken.message("wish_ask", name=person.name))
        wish = typed_choice(spoken, "papers", ask="wish_type", again="wish_again")
    finally:  # also after Ctrl-C
        _blank()
    if wish is None:
        raise UsageError("wish_unclear")
    vault.resume_session(session).append([wished(person.id, wish)])
    print(spoken.message("wish_kept"))


def _blank() -> None:
    from voice_guide.session.screen import BLANK

    if sys.stdout.isatty():
        print(BLANK, end="", flush=True)
