"""Where the resident process of a user is found. It is asked at every start, so it imports next to nothing."""

import os
import sys
from binascii import crc32

_LONGEST = 100
"""Bytes of the path of a socket, of which no system takes many more."""
IS_POSSIBLE = hasattr(os, "fork") and hasattr(os, "getuid")


def folder() -> str:
    """The folder for sockets, which is this user's alone."""
    inside = os.environ.get("XDG_RUNTIME_DIR", "")
    if inside:
        return os.path.join(inside, "offerlint")  # noqa: PTH118
    return os.path.join(os.environ.get("TMPDIR", "/tmp"), f"offerlint-{os.getuid()}")  # noqa: PTH118, S108


def place() -> str | None:
    """The socket of the resident process of this very program and Python; None where there can be none."""
    if not IS_POSSIBLE:
        return None
    program = (os.path.realpath(__file__), sys.executable, sys.version, sys.flags, sys.getfilesystemencoding())
    found = os.path.join(folder(), f"{crc32(repr(program).encode('utf-8', 'surrogateescape')):08x}")  # noqa: PTH118
    return found if len(os.fsencode(found)) <= _LONGEST else None


def is_ours(path: str) -> bool:
    """Whether a folder is this user's, and nobody else can change what is in it."""
    try:
        state = os.lstat(path)
    except OSError:
        return False
    return state.st_uid == os.getuid() and state.st_mode & 0o170077 == 0o040000
