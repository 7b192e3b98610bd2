"""``voice-guide service-view``: the service says for itself, after the plan, whether it supports it as safe."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_guide.dialogue.meaning import Meaning
    from voice_guide.journal.vault import Vault
    from voice_guide.languages import Language

TRIES = 3
MOST_CHARACTERS = 4000  # two pages; more is a report, which has its place elsewhere


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "service-view",
        help="after the plan: whether the service supports it as safe, in its own words",
        description="Keep whether the service supports the plan as safe: yes, no or not yet, and the reasons in its own words. "
        "Both are typed here. It stands on the transcript, apart, and changes nothing that was agreed.",
        epilog="examples:\n  voice-guide service-view latest\n  voice-guide service-view cd234 --on-sheet",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("session", metavar="ID", help="a finished session's ID, or latest")
    parser.add_argument("--on-sheet", action="store_true", help="have the family's sheet show it, too")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Ask, and keep what is typed."""
    from voice_guide.cli.opening import opened
    from voice_guide.dialogue.meaning import Meaning
    from voice_guide.journal.service_views import given

    with opened() as (vault, language):
        session = _finished(vault, arguments.session)
        print(_told(vault, language, session))
        support = _support(language, Meaning(language))
        why = _line(language.message("service_view_why"))
        vault.resume_session(session).append([given(support, why or None, on_sheet=arguments.on_sheet)])
        print(language.message("service_view_kept", id=session))
    return 0


def _finished(vault: Vault, wanted: str) -> str:
    """The session that is meant. Raises UsageError where it has not come to its end, or nothing is left of it."""
    from voice_guide.dialogue.progress import Progress
    from voice_guide.errors import UsageError
    from voice_guide.journal.projections import as_written

    session = vault.find_session(wanted)
    with as_written(session):
        progress = Progress.fold(recorded.fact for recorded in vault.facts(session))
    if progress.all_taken_out:
        raise UsageError("service_view_nothing", id=session)
    if not progress.closed:
        raise UsageError("service_view_not_finished", id=session)
    return session


def _told(vault: Vault, language: Language, session: str) -> str:
    """Which conversation it is about, without a name."""
    from voice_guide.dialogue.meaning import Meaning

    begun = next(each for each in vault.sessions() if each.id == session)
    day = Meaning(language).say_day(begun.started.astimezone().date().isoformat())
    return language.message("service_view_told", id=session, guide=begun.guide_title, day=day)


def _support(language: Language, meaning: Meaning) -> str:
    from voice_guide.errors import UsageError

    for _ in range(TRIES):
        found = meaning.choice(_line(language.message("service_view_support")), "service")
        if found is not None:
            return found
        print(language.message("service_view_again"))
    raise UsageError("service_view_unclear")


def _line(ask: str) -> str:
    """What is typed after this. Raises UsageError at the end of the input, and for more than can be kept."""
    from voice_guide.errors import UsageError

    print(ask, end="", flush=True)
    line = sys.stdin.readline(MOST_CHARACTERS + 2) if sys.stdin is not None else ""
    if not line:
        raise UsageError("not_typed")
    if len(line.rstrip("\n")) > MOST_CHARACTERS:
        raise UsageError("service_view_too_long", most=MOST_CHARACTERS)
    return " ".join("".join(sign if sign.isprintable() else " " for sign in line).split())
