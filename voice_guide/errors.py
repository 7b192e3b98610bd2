"""The errors that a person may meet.

An error carries a key and values; its sentences (what happened, what is safe, the command that mends it) are
data, in ``languages/<language>/messages.toml`` under ``[errors.<key>]``. No spoken words ever go into the values.
"""

from __future__ import annotations


class VoiceGuideError(Exception):
    """Something a person can mend. ``key`` names the message, ``values`` fill its gaps."""

    exit_status = 1

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.key} ({told})" if told else self.key


class UsageError(VoiceGuideError):
    """The command was used wrongly: an unknown guide, a bad option, a file that is not there."""

    exit_status = 2


class GuideError(VoiceGuideError):
    """A guide or another content file is wrong. Values: file, line, wrong, example."""


class SettingsError(VoiceGuideError):
    """settings.toml holds a key or a value that is not known. Values: file, line, wrong, example."""


class DeviceError(VoiceGuideError):
    """A microphone, loudspeaker or voice is missing or went away. Values: device."""


class ModelError(VoiceGuideError):
    """A model is missing, short or altered. Values: model, folder."""


class VaultError(VoiceGuideError):
    """The vault can't be opened: locked, wrong passphrase, in use, damaged, newer. Values: folder."""


class StorageError(VoiceGuideError):
    """A write failed: full disk, read-only folder, device error. What was not written stays in memory. Values: folder."""
