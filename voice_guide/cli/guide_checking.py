"""Checking one guide's file, and telling what was found."""

from __future__ import annotations

import json
from pathlib import Path

from voice_guide.cli import guide_check_views as views
from voice_guide.cli.guide_words import Hearing, hearing
from voice_guide.guide.checker import load_checks
from voice_guide.guide.loader import check_guide, load_guide
from voice_guide.guide.looking_over import look_over
from voice_guide.languages import Language, read_toml
from voice_guide.settings import load_settings, settings_path


def check_file(name: str, path: Path, language: Language, page: frozenset[str], *, as_json: bool) -> int:
    """Check and print; exit status 1 for faults. ``name`` is what was typed for the file."""
    result = look_at(name, path, language, page)
    if as_json:
        print(json.dumps(views.check_facts(result, language), ensure_ascii=False, indent=2))
    else:
        print("\n".join(views.check_lines(result, language)))
    return 1 if result.faults else 0


def look_at(name: str, path: Path, language: Language, page: frozenset[str]) -> views.CheckResult:
    """Everything there is to tell of a file. Only a guide without faults is looked over. Raises UsageError."""
    faults = check_guide(path)
    if faults:
        return views.CheckResult(str(path), name, None, faults, (), Hearing(None, None))
    guide = load_guide(path)
    checks = load_checks(read_toml(language.folder / "checks.toml"))
    heard = hearing(language, load_settings(settings_path()))
    concerns = look_over(guide, checks, page, heard.vocabulary)
    return views.CheckResult(str(path), name, guide, (), concerns, heard)
