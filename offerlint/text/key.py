"""Keys and names as programmers write them, made alike."""

from __future__ import annotations

from offerlint.text.late import late

_HUMP = late(r"(?<=[a-z0-9])(?=[A-Z])")
_JOINT = late(r"[\s_./-]+")


def plain(key: str) -> str:
    """A key in small letters, its words joined by underscores: `nextStep` is `next_step`."""
    spaced = _HUMP.sub("_", key.strip())
    return _JOINT.sub("_", spaced).strip("_").lower()
