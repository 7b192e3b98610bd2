"""``voice-guide numbers``: the page of help numbers."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "numbers",
        help="show the help numbers",
        epilog="example:\n  voice-guide numbers --json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="print one JSON list")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the page."""
    from voice_guide.cli.wiring import help_numbers
    from voice_guide.guide.numbers import page
    from voice_guide.languages import Language
    from voice_guide.settings import load_settings, settings_path

    settings = load_settings(settings_path())
    language = Language.load(settings.language)
    numbers = help_numbers(language, settings)
    if arguments.json:
        rows = [asdict(number) | {"checked": number.checked.isoformat()} for number in numbers]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        print("\n".join(page(language, numbers)))
    return 0
