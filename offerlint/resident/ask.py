"""Has a run done by the resident process, if there is one. Every start asks, so this imports next to nothing."""

import _socket  # and not `socket`, which takes longer to import than the rest of this together
import os
import sys

from offerlint.resident.place import IS_POSSIBLE, folder, is_ours, place

SERVED = ("check",)
"""The commands that a resident process may do."""
OPTION = "--server"
WISHES = ("auto", "off")
"""What the option may say: a resident process is begun where there is none, or is done without."""


def answer() -> int | None:
    """The exit code of this run, done by a resident process; None where this process has to do it itself."""
    if not IS_POSSIBLE or not set(SERVED).intersection(sys.argv[1:2]):
        return None
    wanted = _said(sys.argv) or os.environ.get("OFFERLINT_SERVER", "")
    if wanted == "off":
        return None
    code = _asked()
    if code is None and wanted == "auto" and not os.environ.get("CI"):
        from offerlint.resident.lifecycle import begin

        begin()
    return code


def _said(words: list[str]) -> str:
    """What the command line says of the server, the last time that it does; empty where it says nothing."""
    said = ""
    for number, word in enumerate(words):
        name, _, value = word.partition("=")
        if word == "--":
            break
        if name == OPTION:
            said = value or "".join(words[number + 1 : number + 2])
    return said


def _asked() -> int | None:
    where = place()
    if where is None or not os.path.exists(where) or not is_ours(folder()):  # noqa: PTH110
        return None
    from struct import pack  # of an `array` the import would take longer

    from offerlint.resident.message import ALONE, OTHER, STREAMS, request

    line = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    try:
        line.connect(where)
        said = request()
        streams = [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, pack(f"{STREAMS}i", *range(STREAMS)))]
        sent = line.sendmsg([said], streams)
        if sent < len(said):  # who has all may have answered by now and be gone, and to send nothing would fail
            line.sendall(said[sent:])
    except OSError:
        line.close()
        return None
    told = _heard(line)
    line.close()
    if not told:
        sys.stderr.write("offerlint: the resident process came to its end; run again with OFFERLINT_SERVER=off\n")
        return 3
    return None if told[0] in (OTHER, ALONE) else told[0]


def _heard(line: _socket.socket) -> bytes:
    """The answer; an interrupt is told to the run, whose answer then still comes."""
    while True:
        try:
            return bytes(line.recv(1))
        except KeyboardInterrupt:
            line.shutdown(_socket.SHUT_WR)
        except OSError:
            return b""
