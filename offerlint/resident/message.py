"""What is said over the socket: a request, which brings the three standard streams, and an exit code."""

import os
import sys

OTHER, ALONE = 250, 251
"""The codes for: the program on disk is not the resident one any more; and: this run has to be done without it."""
STREAMS = 3
"""The open files that come with a request."""
HEAD = 8
"""Bytes that say how long the rest of a request is."""


def request() -> bytes:
    """This process's words, folder, mask and environment. Raises OSError where its folder is gone."""
    mask = os.umask(0)
    os.umask(mask)
    words = [os.getcwdb(), b"%d" % mask, b"%d" % len(sys.argv), *map(os.fsencode, sys.argv)]  # noqa: PTH109
    body = b"\0".join([*words, *(name + b"=" + value for name, value in os.environb.items())])
    return b"%0*d" % (HEAD, len(body)) + body


def is_whole(said: bytes) -> bool:
    """Whether all of a request has come. Raises ValueError where it is none."""
    return len(said) >= HEAD and len(said) >= HEAD + int(said[:HEAD])


def become(said: bytes) -> None:
    """Makes this process what the one that asked is. Raises OSError where its folder cannot be entered."""
    folder, mask, count, *rest = said[HEAD:].split(b"\0")
    words, environment = rest[: int(count)], rest[int(count) :]
    os.chdir(folder)
    os.umask(int(mask))
    os.environb.clear()
    for entry in environment:
        name, _, value = entry.partition(b"=")
        os.environb[name] = value
    sys.argv[:] = map(os.fsdecode, words)
