"""The pictures that papers are made with: an organisation's own where they are right, else those that ship."""

from __future__ import annotations

from pathlib import Path

from voice_guide.cli.output import tell
from voice_guide.errors import GuideError
from voice_guide.languages import Language
from voice_guide.record.pictures import Pictures
from voice_guide.settings import Settings, settings_path


def pictures_for(language: Language, settings: Settings) -> Pictures:
    """The pictures for papers in a language. What is wrong with the organisation's own is told, and keeps no paper back.

    Its own have words in the settings' language: papers in another have the pictures that ship. Raises GuideError where
    those can't be used either.
    """
    if settings.pictures is not None and settings.language == language.code:
        folder = settings_path().parent / Path(settings.pictures).expanduser()
        try:
            return Pictures.load(language, folder)
        except GuideError as error:
            tell(language.explain(error))
            tell(language.message("pictures_built_in"))
    return Pictures.load(language)
