"""How long a text message is, as a phone counts it (GSM 03.38, or UCS-2 where a character asks for it)."""

from __future__ import annotations

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")


def length(text: str) -> int:
    """The characters of a message: two for those of the extension table, or UTF-16 units."""
    if _is_gsm(text):
        return sum(2 if char in _EXTENDED else 1 for char in text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def segments(text: str) -> int:
    """The messages that are sent for one text."""
    single, part = (160, 153) if _is_gsm(text) else (70, 67)
    count = length(text)
    return min(count, 1) if count <= single else -(-count // part)


def _is_gsm(text: str) -> bool:
    return all(char in _BASIC or char in _EXTENDED for char in text)
