"""The library as its callers use it, and how much a process may take that uses it."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2_raw as pdfium

TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5
"""The kinds of objects on a page."""
MOST_SHAPES, MOST_MARKS = 1_000, 300
"""Lines and bullets of a page that are looked at, and fields and links that are read."""
POINTER, INT, FLOAT, SIZE, DOUBLE = ctypes.c_void_p, ctypes.c_int, ctypes.c_float, ctypes.c_size_t, ctypes.c_double

_kept: list[Any] = []


def quick(name: str, result: Any, *arguments: Any) -> Any:
    """A function of the library that takes plain numbers: it is called for each letter."""
    return ctypes.CFUNCTYPE(result, *arguments)(address(getattr(pdfium, name)))


def address(handle: Any) -> int:
    """Where in memory a handle of the library, or a function of it, leads."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def words(function: Any, *arguments: Any) -> str:
    """What a function writes into a buffer of UTF-16."""
    length = function(*arguments, None, 0)
    if not 2 < length < 100_000:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    function(*arguments, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")


def bind(seconds: int, megabytes: int) -> None:
    """Has the system end this process when it takes more than that, where the system can."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, megabytes * 1_000_000),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            continue


def load(data: bytes) -> Any:
    """The document, or None."""
    config = pdfium.FPDF_LIBRARY_CONFIG(version=2)
    pdfium.FPDF_InitLibraryWithConfig(config)
    return pdfium.FPDF_LoadMemDocument64(data, len(data), None)


def fill(document: Any) -> Any:
    """The form of a document, None where it has none."""
    if pdfium.FPDF_GetFormType(document) == pdfium.FORMTYPE_NONE:
        return None
    info = pdfium.FPDF_FORMFILLINFO(version=2)
    _kept.append(info)  # the library keeps its address
    return pdfium.FPDFDOC_InitFormFillEnvironment(document, info)
