"""``voice-guide sessions``: what is in the vault."""

from __future__ import annotations

import argparse
import json


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "sessions",
        help="list the sessions in the vault, newest first",
        epilog="example:\n  voice-guide sessions --json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="print one JSON list")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the list."""
    from voice_guide.cli.opening import opened
    from voice_guide.dialogue.meaning import Meaning

    with opened() as (vault, language):
        found = vault.sessions()
        if arguments.json:
            rows = [
                {
                    "id": session.id,
                    "started": session.started.isoformat(),
                    "last": session.last.isoformat(),
                    "guide": session.guide_id,
                    "closed": session.closed,
                    "rehearsed": session.rehearsed,
                    "reviews": session.reviews,
                }
                for session in found
            ]
            print(json.dumps(rows, indent=1))
            return 0
        if not found:
            print(language.message("sessions_none"))
        meaning = Meaning(language)
        for session in found:
            state = "sessions_closed" if session.closed else "sessions_open"
            told = [language.message(state)] + ([language.message("sessions_rehearsed")] if session.rehearsed else [])
            told += [language.message("sessions_review", id=session.reviews)] if session.reviews else []
            day = meaning.say_day(session.started.astimezone().date().isoformat())
            line = language.message(
                "sessions_line", id=session.id, day=day, guide=session.guide_title, state=", ".join(told)
            )
            print(line)
    return 0
