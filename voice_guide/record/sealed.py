"""A file that only its passphrase opens, in a form that other people's programs know, too: a ZIP with AES-256.

It holds one file under a neutral name (WinZip's AE-2, https://www.winzip.com/en/support/aes-encryption/: AES-256 in counter
mode, HMAC-SHA1 over what is encrypted, the key by PBKDF2 with 1000 turns). So few turns make a guess cheap, and that can't be
changed without closing the file to other programs: therefore a passphrase must be long, or made by ``made_up_passphrase``.
"""

from __future__ import annotations

import io
import secrets
import struct
import zlib

import pyzipper
from pyzipper.zipfile_aes import AESZipInfo

from voice_guide.errors import UsageError, VoiceGuideError

LEAST_SIGNS = 15  # of a passphrase; three words or more
MOST_BYTES = 512 * 1024 * 1024  # of a sealed file, and of what is in it
_MADE_UP = "23456789abcdefghjkmnpqrstvwxyz"  # nothing that looks like another sign
_GROUPS, _GROUP = 4, 4  # 78 random bits: beyond guessing even at ten thousand million guesses a second
_UNKNOWN_DAY = (1980, 1, 1, 0, 0, 0)  # a ZIP tells when its files were written, to anybody
_CHUNK = 1 << 20
_LENGTH, _LENGTH_AT = struct.Struct("<L"), 22  # in the header before the content (APPNOTE.TXT 4.3.7)
_DAMAGED = (pyzipper.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, KeyError, NotImplementedError)


def made_up_passphrase() -> str:
    """A passphrase that nobody has used: four groups of four signs."""
    return "-".join("".join(secrets.choice(_MADE_UP) for _ in range(_GROUP)) for _ in range(_GROUPS))


def check_passphrase(passphrase: str) -> None:
    """Raises UsageError: ``sealed_too_short``, or ``sealed_signs`` for signs that programs write in different ways."""
    if not (passphrase.isascii() and passphrase.isprintable()):
        raise UsageError("sealed_signs")
    if len(passphrase.strip()) < LEAST_SIGNS:
        raise UsageError("sealed_too_short", least=LEAST_SIGNS)


def seal(content: bytes, passphrase: str, *, name: str) -> bytes:
    """The content in an encrypted ZIP, in which it is called ``name``; that name can be read without the passphrase."""
    out = io.BytesIO()
    inside = AESZipInfo(name, date_time=_UNKNOWN_DAY)
    inside.compress_type = pyzipper.ZIP_DEFLATED
    with pyzipper.AESZipFile(out, "w", encryption=pyzipper.WZ_AES) as file:
        file.setpassword(passphrase.encode())
        file.writestr(inside, content)
    return out.getvalue()


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """What is in it. Raises VoiceGuideError: ``sealed_wrong_passphrase``, ``sealed_damaged``, ``sealed_not_one``.

    A wrong passphrase is told from a damaged file but for once in 65,536 times, when it is told as damage.
    """
    try:
        with pyzipper.AESZipFile(io.BytesIO(sealed)) as file:
            members = file.infolist()
            if len(members) != 1 or members[0].wz_aes_version is None:
                raise VoiceGuideError("sealed_not_one")
            file.setpassword(passphrase.encode())
            content = _read(file, members[0])
    except _DAMAGED as error:
        raise VoiceGuideError("sealed_damaged") from error
    except RuntimeError as error:  # what pyzipper raises where the two bytes that check a passphrase differ
        raise VoiceGuideError("sealed_wrong_passphrase") from error
    # Its length stands twice, and neither is under the check: one that was altered would cut the content short.
    if _LENGTH.unpack_from(sealed, members[0].header_offset + _LENGTH_AT)[0] != len(content):
        raise VoiceGuideError("sealed_damaged")
    return content


def _read(file: pyzipper.AESZipFile, member: AESZipInfo) -> bytes:
    """Read up to the bound: a small file may hold more than fits into memory."""
    out = bytearray()
    with file.open(member) as inside:
        while piece := inside.read(_CHUNK):
            out += piece
            if len(out) > MOST_BYTES:
                raise VoiceGuideError("sealed_not_one")
    return bytes(out)
