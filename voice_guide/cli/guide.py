"""``voice-guide guide``: list, show and check guides, and print every sentence that may be said."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_guide.languages import Language

_EXAMPLES = """examples:
  voice-guide guide list
  voice-guide guide show short
  voice-guide guide sentences restorative --json
  voice-guide guide check my-guide.toml
"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the ``guide`` group to the command line."""
    group = commands.add_parser(
        "guide",
        help="list, show and check guides",
        description="List, show and check the guides that a conversation follows.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = group.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add(actions, "list", _list, "list the guides there are", example="voice-guide guide list --json")
    show = _add(
        actions, "show", _show, "show a guide, the page's words and ours marked", example="voice-guide guide show short"
    )
    show.add_argument("guide", metavar="GUIDE", help="a guide's name, or a path to a .toml file")
    sentences = _add(
        actions,
        "sentences",
        _sentences,
        "print every sentence that may be said with a guide",
        example="voice-guide guide sentences restorative",
    )
    sentences.add_argument("guide", metavar="GUIDE", help="a guide's name, or a path to a .toml file")
    check = _add(
        actions,
        "check",
        _check,
        "check a guide's file: exit status 1 for faults",
        example="voice-guide guide check my.toml",
    )
    check.add_argument("file", metavar="FILE", type=Path, help="the guide's .toml file")


def _add(
    actions: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    says: str,
    *,
    example: str,
) -> argparse.ArgumentParser:
    parser = actions.add_parser(
        name,
        help=says,
        description=says[0].upper() + says[1:] + ".",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)
    return parser


def _load() -> tuple[Language, Path]:
    from voice_guide.languages import Language

    language = Language.load()
    return language, language.folder / "guides"


def _list(args: argparse.Namespace) -> int:
    from voice_guide.cli import guide_views as views
    from voice_guide.guide.loader import list_guides

    language, folder = _load()
    guides = list_guides(folder)
    _print(args, views.list_facts(guides), lambda: views.list_lines(guides, language))
    return 0


def _show(args: argparse.Namespace) -> int:
    from voice_guide.cli import guide_views as views
    from voice_guide.guide.loader import find_guide

    language, folder = _load()
    guide = find_guide(args.guide, folder)
    _print(args, views.guide_facts(guide), lambda: views.guide_lines(guide, language))
    return 0


def _sentences(args: argparse.Namespace) -> int:
    from voice_guide.cli import guide_views as views
    from voice_guide.guide.loader import find_guide
    from voice_guide.guide.sayings import guide_sayings, language_sayings

    language, folder = _load()
    sayings = guide_sayings(find_guide(args.guide, folder)) + language_sayings(language)
    _print(args, views.sentence_facts(sayings), lambda: views.sentence_lines(sayings, language))
    return 0


def _check(args: argparse.Namespace) -> int:
    from voice_guide.cli import guide_views as views
    from voice_guide.guide.checker import check_sayings, load_checks
    from voice_guide.guide.loader import check_guide, load_guide
    from voice_guide.guide.sayings import guide_sayings
    from voice_guide.languages import read_toml

    language, _ = _load()
    faults = check_guide(args.file)
    guide = None if faults else load_guide(args.file)
    checks = load_checks(read_toml(language.folder / "checks.toml"))
    concerns = check_sayings(guide_sayings(guide), checks) if guide else []
    result = views.CheckResult(str(args.file), guide, faults, concerns)
    _print(args, views.check_facts(result, language), lambda: views.check_lines(result, language))
    return 1 if faults else 0


def _print(args: argparse.Namespace, facts: object, lines: Callable[[], list[str]]) -> None:
    import json

    if args.json:
        print(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines()))
