"""A real LibreOffice, for tests marked `needs_libreoffice`."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.conftest import program


def convert(file: Path, ending: str, folder: Path) -> Path:
    """What LibreOffice makes of a file in the format of `ending`, written to `folder`."""
    office = program("needs_libreoffice")
    assert office is not None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    asked = [office, profile, "--headless", "--convert-to", ending, "--outdir", str(folder), str(file)]
    subprocess.run(asked, check=True, capture_output=True, timeout=300)
    return folder / f"{file.stem}.{ending}"
