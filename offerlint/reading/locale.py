"""Of what language a catalogue is, as its name and its folders tell."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from offerlint.text.late import late

_FOLDERS = frozenset("locale locales _locales i18n l10n lang langs language languages translation translations".split())
_ENGLISH = late(r"en(?:[-_][A-Za-z]{2})?")
_TAG = late(r"[a-z]{2}(?:[-_](?:[A-Za-z]{4}[-_])?[A-Za-z]{2})?")


def locale(path: str) -> str | None:
    """The language of a file in a folder of translations, such as `locales/en-GB/home.yaml`; None for any other.

    What is called `en.json` or `en-GB.yml` is English wherever it lies.
    """
    *folders, name = PurePosixPath(path).parts or ("",)
    inside = next((i for i, folder in enumerate(folders) if folder.lower() in _FOLDERS), None)
    stem = name.rpartition(".")[0]
    if inside is None:
        return stem.replace("_", "-") if _ENGLISH.fullmatch(stem) else None
    parts = [*folders[inside + 1 :], *re.split(r"\.|(?<=[a-z]{3})_(?=[a-z]{2}(?:_|$))", stem)]
    found = next((part for part in reversed(parts) if _TAG.fullmatch(part)), None)
    return found.replace("_", "-") if found else None
