"""The look that papers are made with: an organisation's own where it is right, else the one that ships."""

from __future__ import annotations

from pathlib import Path

from voice_guide.cli.output import tell
from voice_guide.errors import GuideError
from voice_guide.languages import Language
from voice_guide.record.look import Look
from voice_guide.record.template import read_template
from voice_guide.settings import load_settings, settings_path


def look_of(layout: str, given: Path | None = None) -> Look:
    """The layout with the organisation's template: the one that was ``given``, or that of the settings.

    What is wrong with it is told, and keeps no paper back. Raises SettingsError.
    """
    settings = load_settings(settings_path())
    look = Look.of(layout)
    file = given
    if file is None and settings.paper_template is not None:
        file = settings_path().parent / Path(settings.paper_template).expanduser()
    if file is None:
        return look
    try:
        return read_template(file).on(look)
    except GuideError as error:
        language = Language.load(settings.language)
        tell(language.explain(error))
        tell(language.message("template_built_in"))
        return look
