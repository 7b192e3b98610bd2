"""A machine without a network, and a watch over every socket that a program makes there."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

ALONE = ("unshare", "--user", "--map-root-user", "--net")  # a network of its own: no route, and no device that is up
_CALLS = "trace=socket,connect,bind,sendto,sendmsg,sendmmsg"
# What stays on this machine: sockets that are files, and questions to the kernel about its devices.
_LOCAL = ("AF_UNIX", "AF_LOCAL", "AF_NETLINK")
_FAMILY = re.compile(r"\b(?:AF|PF)_[A-Z0-9]+")


def can_be_alone() -> bool:
    """Whether this machine lets its users make such a network, and has strace."""
    if shutil.which("strace") is None or shutil.which("unshare") is None:
        return False
    return subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode == 0


def watched(trace: Path) -> list[str]:
    """What to put before a command: no network, and each socket call of all its processes is written to ``trace``."""
    return [*ALONE, "strace", "-f", "-qq", "-A", "-e", _CALLS, "-o", str(trace)]


def left_the_machine(trace: Path) -> Iterator[str]:
    """The calls that made, bound or used a socket which is not local."""
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        families = _FAMILY.findall(line)
        if any(family not in _LOCAL and family != "AF_UNSPEC" for family in families):
            yield line
