"""``voice-guide check``: is everything here that a conversation needs? Each answer is a plain sentence."""

from __future__ import annotations

import argparse
import json
import sys

EXAMPLE = """examples:
  voice-guide check
  voice-guide check --input USB --seconds 5
  voice-guide check --json"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``check`` to the command line."""
    summary = "look at microphone, noise, loudspeaker, models, voice, disk and vault"
    parser = commands.add_parser(
        "check",
        help=summary,
        description=summary.capitalize() + ".",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--input", metavar="DEV", help="the microphone: its number or part of its name")
    parser.add_argument("--output", metavar="DEV", help="the loudspeaker: its number or part of its name")
    parser.add_argument("--seconds", type=_seconds, default=3.0, help="how long to listen, 1 to 60 (default 3)")
    parser.add_argument("--json", action="store_true", help="print facts as JSON, and play nothing back")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Look at everything; 0 when all is well, 1 when there is something to mend."""
    from voice_guide.cli.checks import Checks
    from voice_guide.languages import Language
    from voice_guide.settings import load_settings, settings_path

    settings = load_settings(settings_path())
    language = Language.load(settings.language)
    checks = Checks(
        language,
        settings,
        input=args.input or settings.input,
        output=args.output or settings.output,
        seconds=args.seconds,
        someone_there=not args.json and sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty(),
        tell=(lambda line: None) if args.json else _print,
    )
    findings = checks.all()
    well = all(finding.mend is None for finding in findings)
    if args.json:
        facts = [finding.as_json() for finding in findings]
        print(json.dumps({"well": well, "findings": facts}, indent=2, ensure_ascii=False))
    elif well:
        print(language.message("check_all_well"))
    return 0 if well else 1


def _print(line: str) -> None:
    print(line, flush=True)


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 1 <= seconds <= 60:
        raise argparse.ArgumentTypeError("1 to 60")
    return seconds
