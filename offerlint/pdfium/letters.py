"""The letters of a page: what they are, where they stand and how they look."""

from __future__ import annotations

import ctypes
import re
from array import array
from collections import deque
from collections.abc import Mapping
from itertools import compress, repeat
from math import hypot
from operator import ne
from typing import Any

import pypdfium2_raw as pdfium

from offerlint.pdfium.library import DOUBLE, INT, POINTER, SIZE, address, quick

INVISIBLE, CLIP = 3, 7
"""The modes of writing that leave no ink."""
NO_LETTER = re.compile("[\0\ud800-\udfff\ufffc]")
"""What stands for no letter: among it halves of letters, and the sign that stands for a field with us."""
BOLD = re.compile(r"bold|black|heavy|demi(?!light)", re.IGNORECASE)

letter_box = quick("FPDFText_GetLooseCharBox", INT, POINTER, INT, POINTER)
letter_object = quick("FPDFText_GetTextObject", SIZE, POINTER, INT)
letter_code = quick("FPDFText_GetUnicode", ctypes.c_uint, POINTER, INT)
letter_size = quick("FPDFText_GetFontSize", DOUBLE, POINTER, INT)
letter_matrix = quick("FPDFText_GetMatrix", INT, POINTER, INT, POINTER)
object_font = quick("FPDFTextObj_GetFont", SIZE, POINTER)
object_mode = quick("FPDFTextObj_GetTextRenderMode", INT, POINTER)
object_content = quick("FPDFPageObj_GetMarkedContentID", INT, POINTER)
font_name = quick("FPDFFont_GetBaseFontName", SIZE, POINTER, POINTER, SIZE)


class Letters:
    """The letters of one page: their text, a code point a letter, their boxes, and where their look changes."""

    def __init__(self, page: Any, most: int, tags: Mapping[int, int]) -> None:
        self._tags = tags
        self.text, self.boxes = "", array("f")
        self.looks: list[list[Any]] = []
        self.is_too_long = False
        handle = pdfium.FPDFText_LoadPage(page)
        if not handle:
            return
        count = pdfium.FPDFText_CountChars(handle)
        self.is_too_long = count > most
        if not self.is_too_long and count > 0:
            self._page = address(handle)
            self.text = self._text(handle, count)
            self._measure(count)
            self._look()
        pdfium.FPDFText_ClosePage(handle)

    def _text(self, handle: Any, count: int) -> str:
        buffer = (ctypes.c_ushort * (count + 1))()
        pdfium.FPDFText_GetText(handle, 0, count, buffer)
        units = bytes(buffer)[: 2 * count]
        text = units.decode("utf-16-le", "surrogatepass")
        if len(text) == count and not NO_LETTER.search(text):
            return text
        return "".join(map(self._letter, range(count)))

    def _letter(self, number: int) -> str:
        code = letter_code(self._page, number)
        return chr(code) if 0 < code < 0x110000 and not NO_LETTER.match(chr(code)) else "\ufffd"

    def _measure(self, count: int) -> None:
        boxes = (pdfium.FS_RECTF * count)()
        at = ctypes.addressof(boxes)
        places = range(at, at + ctypes.sizeof(boxes), ctypes.sizeof(pdfium.FS_RECTF))
        deque(map(letter_box, repeat(self._page), range(count), places), maxlen=0)
        self.boxes.frombytes(memoryview(boxes).cast("B"))

    def _look(self) -> None:
        """Looks at the first letter of each word, and where the height of letters changes."""
        tops, text = self.boxes[1::4], self.text
        places = {found.start() for found in re.finditer(r"\S+", text)}
        higher = compress(range(1, len(tops)), map(ne, tops[1:], tops))
        places.update(i for i in higher if not text[i].isspace())
        matrix = pdfium.FS_MATRIX()
        at = ctypes.addressof(matrix)
        known: dict[int, list[Any]] = {}
        last: list[Any] | None = None
        ordered = sorted(places)
        for place, own in zip(ordered, map(letter_object, repeat(self._page), ordered), strict=True):
            look = known.get(own)
            if look is None:
                letter_matrix(self._page, place, at)
                look = known[own] = self._looks_like(own, place, matrix)
            if look != last:
                self.looks.append([place, *look])
                last = look

    def _looks_like(self, own: int, place: int, matrix: Any) -> list[Any]:
        """Points of the letters, whether they are bold, invisible, the quarters they are turned by, and their tag."""
        size = letter_size(self._page, place) * hypot(matrix.c, matrix.d)
        across = abs(matrix.b) > abs(matrix.a)
        turn = (1 if matrix.b > 0 else 3) if across else (0 if matrix.a >= 0 else 2)
        mode = object_mode(own) if own else 0
        return [round(size, 2), bool(own) and is_bold(own), mode in (INVISIBLE, CLIP), turn, self._tag(own)]

    def _tag(self, own: int) -> int:
        return self._tags.get(object_content(own), -1) if own and self._tags else -1


def is_bold(own: int) -> bool:
    """Whether the font of a text says that it is bold."""
    font = object_font(own)
    name = ctypes.create_string_buffer(200)
    font_name(font, name, 200)
    return BOLD.search(name.value.decode("latin-1").partition("+")[2] or name.value.decode("latin-1")) is not None
