"""The guides there are: those that come with a language, and one's own in a folder beside settings.toml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from voice_guide.errors import UsageError, VoiceGuideError
from voice_guide.guide.loader import find_guide, guide_path, guide_paths, load_guide
from voice_guide.guide.model import Guide
from voice_guide.guide.names import check_name
from voice_guide.languages import Language
from voice_guide.settings import settings_path
from voice_guide.shown import printable
from voice_guide.small_file import is_file


@dataclass(frozen=True)
class Shelf:
    """Two folders of guides. A name stands for one that came with the program before it stands for one's own."""

    shipped: Path
    own: Path

    @classmethod
    def of(cls, language: Language) -> Shelf:
        """The guides of this language, and one's own."""
        return cls(language.folder / "guides", settings_path().parent / "guides")

    def find(self, name: str) -> Guide:
        """The guide of this name, or in this .toml file. Raises UsageError or GuideError."""
        return find_guide(name, self.shipped, self.own)

    def path(self, name: str) -> Path:
        """The file of the guide of this name; what is a file already stays as it is. Raises UsageError."""
        if is_file(Path(name)):
            return Path(name)
        if len(Path(name).parts) > 1:
            raise UsageError("guide_file_missing", file=printable(name))
        return guide_path(name, self.shipped, self.own)

    def own_guides(self) -> tuple[list[tuple[str, Guide]], list[tuple[str, VoiceGuideError]]]:
        """One's own guides that can be used, each with its name; and what is wrong with the others."""
        right: list[tuple[str, Guide]] = []
        wrong: list[tuple[str, VoiceGuideError]] = []
        for path in guide_paths(self.own):
            try:
                self._refuse_shipped(path.stem)
                right.append((path.stem, load_guide(path)))
            except VoiceGuideError as error:
                wrong.append((path.stem, error))
        return right, wrong

    def has_another(self, guide: Guide) -> bool:
        """Whether the guide that now has this one's name says something else, or can't be used any more."""
        try:
            return self.find(guide.id).hash != guide.hash
        except UsageError:  # there is none: it lay somewhere else, or was made for its session alone
            return False
        except VoiceGuideError:
            return True

    def free_place(self, name: str) -> Path:
        """Where a new guide of this name goes. Raises UsageError for a name that is wrong or taken."""
        check_name(name)
        self._refuse_shipped(name)
        place = self.own / f"{name}.toml"
        if place.exists() or place.is_symlink():
            raise UsageError("guide_name_taken", name=name, file=printable(str(place)))
        return place

    def _refuse_shipped(self, name: str) -> None:
        if name in {path.stem for path in guide_paths(self.shipped)}:
            raise UsageError("guide_name_shipped", name=printable(name))
