"""``voice-guide understand``: one utterance a line in, one JSON object a line out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date

EXAMPLE = """example:
  echo "me and dan are gonna tidy up every saturday" | voice-guide understand plan --today 2026-11-26
  {"what": "tidy up", "who": "me and dan", "when": "every saturday"}
"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the program's."""
    parser = commands.add_parser(
        "understand",
        help="show how lines of text are understood",
        description="Reads one utterance a line and prints one JSON object a line.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("kind", choices=("command", "yes-no", "plan"), help="what to look for")
    parser.add_argument("--today", type=date.fromisoformat, metavar="DATE", help="the day it is said on, as 2026-11-26")
    parser.add_argument(
        "--during",
        choices=("question", "read-back"),
        default="question",
        help="whether a question was asked or something was just read back (default: question)",
    )
    parser.add_argument("--language", default="en", metavar="CODE", help="the language of the lines (default: en)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Understand every line of standard input."""
    understand = _reader(args)
    for line in sys.stdin.buffer:
        told = understand(line.decode("utf-8", errors="replace").strip())
        print(json.dumps(told, ensure_ascii=False), flush=True)
    return 0


def _reader(args: argparse.Namespace) -> Callable[[str], dict[str, str | None]]:
    from voice_guide.languages import Language
    from voice_guide.understanding.readers import CommandReader, PlanReader, YesNoReader, reader_of

    language = Language.load(args.language)
    if args.kind == "command":
        commands: CommandReader = reader_of(language, "commands")

        def command(text: str) -> dict[str, str | None]:
            found = commands.recognise(text, during=args.during)
            return {"command": found.command, "about": found.about, "ask": found.ask}

        return command
    if args.kind == "yes-no":
        yes_no: YesNoReader = reader_of(language, "yes_no")
        return lambda text: {"answer": yes_no.read(text).value}
    plan: PlanReader = reader_of(language, "plan")
    today = args.today or date.today()

    def parts(text: str) -> dict[str, str | None]:
        found = plan.parse(text, today)
        return {"what": found.what, "who": found.who, "when": found.when}

    return parts
