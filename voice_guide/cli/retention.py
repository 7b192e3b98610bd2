"""``voice-guide retention``: how long each session is kept, and setting it for one."""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from voice_guide.dialogue.meaning import Meaning
    from voice_guide.journal.retention import Kept
    from voice_guide.languages import Language

_USUAL, _FOR_GOOD = "usual", "for-good"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "retention",
        help="how long each session is kept, and what will be erased",
        description="Show until when each session is kept, or set it for one session.",
        epilog="examples:\n"
        "  voice-guide retention\n"
        "  voice-guide retention cd234 --keep 365\n"
        "  voice-guide retention cd234 --keep for-good",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("session", nargs="?", metavar="ID", help="a session's ID, or latest")
    parser.add_argument(
        "--keep", metavar="DAYS", help="so many days after its last use; for-good; or usual: as the setting"
    )
    parser.add_argument("--json", action="store_true", help="print facts as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Set what is to be set, then show."""
    from voice_guide.cli.opening import opened
    from voice_guide.dialogue.meaning import Meaning
    from voice_guide.errors import UsageError
    from voice_guide.journal.exports import State, papers
    from voice_guide.journal.retention import kept_for, look
    from voice_guide.journal.store import utc_now
    from voice_guide.settings import load_settings, settings_path

    if (arguments.keep is None) != (arguments.session is None):
        raise UsageError("retention_what")
    days = _days(arguments.keep) if arguments.keep is not None else None
    keep_days = load_settings(settings_path()).keep_days
    with opened() as (vault, language):
        if days is not None:
            vault.own_journal().append([kept_for(vault.find_session(arguments.session), days)])
        everything = vault.everything()
        outlook = look(everything, keep_days, utc_now())
        held: dict[str, int] = {}
        for paper in papers(everything):
            if paper.state is not State.GONE:
                held[paper.session] = held.get(paper.session, 0) + 1
        if arguments.json:
            rows = [_row(kept, held.get(kept.session, 0)) for kept in outlook.sessions]
            told = {"keep_days": keep_days, "clock_doubted": outlook.clock_doubted, "sessions": rows}
            print(json.dumps(told, indent=1))
            return 0
        setting = "retention_setting" if keep_days is not None else "retention_no_setting"
        print(language.message(setting, days=keep_days))
        meaning = Meaning(language)
        for kept in outlook.sessions:
            print(_line(kept, held.get(kept.session, 0), language, meaning))
        if outlook.clock_doubted and outlook.told_of:
            print(language.message("retention_clock"))
    return 0


def _days(given: str) -> int | str:
    """What --keep means. Raises UsageError."""
    from voice_guide.errors import UsageError
    from voice_guide.journal.retention import FOR_GOOD, USUAL
    from voice_guide.settings import MOST_KEEP_DAYS

    words = {_USUAL: USUAL, _FOR_GOOD: FOR_GOOD}
    if given.casefold() in words:
        return words[given.casefold()]
    if not given.isdecimal() or not 1 <= int(given) <= MOST_KEEP_DAYS:
        raise UsageError("retention_days")
    return int(given)


def _row(kept: Kept, papers: int) -> dict[str, Any]:
    return {
        "id": kept.session,
        "last": kept.last.isoformat(),
        "until": kept.until.isoformat() if kept.until else None,
        "own_days": kept.own_days,
        "days_left": kept.days_left,
        "papers": papers,
    }


def _line(kept: Kept, papers: int, language: Language, meaning: Meaning) -> str:
    parts = []
    if kept.until is None:
        parts.append(language.message("retention_for_good"))
    else:
        parts.append(language.message("retention_until", day=_day(kept.until, meaning)))
    if kept.days_left is not None:
        parts.append(language.message("retention_left", days=kept.days_left))
    if papers:
        parts.append(language.message("retention_papers", count=papers))
    return language.message("retention_line", id=kept.session, day=_day(kept.last, meaning), state=", ".join(parts))


def _day(at: datetime, meaning: Meaning) -> str:
    local = at.astimezone().date()
    return f"{meaning.say_day(local.isoformat())} {local.year}"
