"""Whether data in JSON, YAML or TOML holds copy, as the names of its keys tell: tiles, cards, offers of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from offerlint.reading.columns import ROLES, SURE, role_of
from offerlint.text.late import late

_PAIRS: Mapping[str, re.Pattern[str]] = {
    ".json": late(r'"(?P<key>[A-Za-z][\w -]{0,40})"\s*:\s*"(?P<words>(?:[^"\\\n]|\\.){1,2000})"'),
    ".toml": late(r"^[ \t]*(?P<key>[A-Za-z][\w-]{0,40})[ \t]*=[ \t]*[\"']+(?P<words>.{1,2000})", re.MULTILINE),
    ".yaml": late(
        r"^[ \t]*(?:- +)?(?P<key>[A-Za-z][\w -]{0,40}):(?:[ \t]*[|>][-+]?\n\s+|[ \t]+)(?P<words>.+)", re.MULTILINE
    ),
}  # fmt: skip
_JOINED = late(r"(?<=[a-z])(?=[A-Z])")
_WORD = late(r"[^\W\d_]{2,}")
_LOOKED_AT = 20_000
_A_SENTENCE = 5
"""Words from which on a value is more than a name or a setting."""


def holds_copy(head: str, suffix: str) -> bool:
    """Whether some data has two kinds of copy under keys, one of them as only copy has: a headline and a body.

    A title with a description, as schemas and settings have, does not tell.
    """
    found = {role for role, _ in _pairs(head, suffix)}
    if len(found) < 2 or SURE.isdisjoint(found):
        return False
    return any(len(_WORD.findall(words)) >= _A_SENTENCE for _, words in _pairs(head, suffix))


def _pairs(head: str, suffix: str) -> Iterator[tuple[str, str]]:
    """The roles of keys, as far as they have one, and the words under them."""
    for pair in _PAIRS[".yaml" if suffix == ".yml" else suffix].finditer(head, 0, _LOOKED_AT):
        role = role_of(_JOINED.sub(" ", pair["key"]))
        if role in ROLES:
            yield role, pair["words"]
