"""A PDF taken apart in a process of its own, which is ended when it needs more than the bounds."""

from __future__ import annotations

import json
import subprocess
import sys
from array import array
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from offerlint.reading import bounds
from offerlint.reading.errors import ReadError
from offerlint.reading.pdf.page import Box, Field, Link, Look, Page, Tag

LIBRARY = "pypdfium2_raw"
_PATIENCE = 4
"""How many times the seconds of the processor may pass by the clock."""
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a zip file, as Word and other Office files are: give it its own ending, such as .docx"),
    (b"\xd0\xcf\x11\xe0", "an old Office file: save it as a PDF"),
    (b"<", "a page of HTML or XML: give it the ending .html, or print it to a PDF"),
)
_ROOT = Path(__file__).parents[3]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from offerlint.pdfium.{program} import main; main()"
_ANEW = "print it to a new PDF"


def pages_of(data: bytes) -> list[Page | None]:
    """The pages of a PDF, None for one that cannot be read; raises ReadError for what is no PDF, or is too much."""
    refuse(data)
    asked = {
        "seconds": bounds.PDF_SECONDS,
        "megabytes": bounds.PDF_MEGABYTES,
        "pages": bounds.MOST_PAGES,
        "letters": bounds.MOST_LETTERS,
        "octets": bounds.LARGEST_PACKAGE,
    }
    out = run("take", asked, data)
    return list(_pages(out))


def refuse(data: bytes) -> None:
    """Raises ReadError for data that is plainly no whole PDF."""
    if b"%PDF-" not in data[:1024]:
        found = next((said for magic, said in _MAGIC if data.lstrip().startswith(magic)), None)
        raise ReadError(f"this is not a PDF but {found}" if found else "this is not a PDF, whatever its name says")
    if b"%%EOF" not in data[-2048:]:
        raise ReadError(f"this PDF is cut short: its end is missing; fetch it again, or {_ANEW}")


def run(program: str, asked: Mapping[str, Any], data: bytes) -> bytes:
    """What a program of the room pdfium makes of a PDF and what is `asked`.

    Raises ReadError when it fails, or needs more than it is allowed.
    """
    if find_spec(LIBRARY) is None:
        raise ModuleNotFoundError(f"No module named {LIBRARY!r}", name=LIBRARY)
    seconds, megabytes = asked["seconds"], asked["megabytes"]
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-P", "-c", _START.format(program=program), str(_ROOT)],
            input=json.dumps(asked).encode() + b"\n" + data,
            capture_output=True,
            timeout=seconds * _PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_long(seconds) from error
    if done.returncode in (-24, -9) and not done.stderr:  # SIGXCPU, or SIGKILL where the system is strict
        raise _too_long(seconds)
    if done.returncode:
        why = f"it breaks the library that reads it, or needs more than {megabytes:,} MB of memory"
        raise ReadError(f"this PDF cannot be read: {why}; {_ANEW}")
    return done.stdout


def _too_long(seconds: int) -> ReadError:
    return ReadError(f"this PDF is too much to read: it takes more than {seconds} seconds; {_ANEW}, or split it")


def _pages(out: bytes) -> Iterator[Page | None]:
    first, at = _line(out, 0)
    if "error" in first:
        raise ReadError(
            "this PDF has a password: save it without one"
            if first["error"] == "password"
            else f"this is not a PDF that can be read: it is damaged; {_ANEW}"
        )
    if first["pages"] > bounds.MOST_PAGES:
        pages = f"{first['pages']:,} pages, and {bounds.MOST_PAGES:,} are read"
        raise ReadError(f"this PDF is too large to read: it has {pages}; split it")
    for _ in range(first["pages"]):
        said, at = _line(out, at)
        if said.get("broken"):
            yield None
            continue
        if said.get("too_much"):
            raise ReadError(
                f"this PDF is too large to read: it has too many fields, links or shapes; {_ANEW}, or split it"
            )
        if said["too_long"]:
            raise ReadError(
                f"this PDF is too large to read: it has more than {bounds.MOST_LETTERS:,} letters; split it"
            )
        end = at + 16 * len(said["text"])
        boxes = array("f")
        boxes.frombytes(out[at:end])
        at = end
        yield _page(said, boxes)


def _line(out: bytes, at: int) -> tuple[dict[str, Any], int]:
    """The line of JSON that begins at an octet, and where what follows begins."""
    end = out.find(b"\n", at)
    if end < 0:
        raise ReadError(f"this PDF cannot be read: it breaks off; {_ANEW}")
    said: dict[str, Any] = json.loads(out[at:end])
    return said, end + 1


def _page(said: Mapping[str, Any], boxes: array[float]) -> Page:
    return Page(
        said["text"],
        boxes,
        [Look(*look) for look in said["looks"]],
        Box(*said["box"]),
        said["turned"],
        [Box(*box) for box in said["shapes"]],
        [Box(*box) for box in said["pictures"]],
        said["shown"],
        [Field(Box(*box), *rest) for box, *rest in said["fields"]],
        [Link(Box(*box), target) for box, target in said["links"]],
        [Tag(*tag) for tag in said["tags"]],
        said["more_marks"],
    )
