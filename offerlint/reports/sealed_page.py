"""What pages of ours have in common: templates that escape, and a policy that lets in nothing from outside."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from offerlint.reports.characters import escaped, safe

if TYPE_CHECKING:
    from jinja2 import Environment


def templates(texts: Mapping[str, str]) -> Environment:
    """The templates by name; `safely` and `path` show words and paths in which nothing acts on a screen."""
    from jinja2 import DictLoader, Environment, StrictUndefined

    environment = Environment(
        loader=DictLoader(texts),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(safely=safe, path=escaped)
    return environment


def policy(style: str, scripts: Sequence[str] = ()) -> str:
    """The Content-Security-Policy under which this style and these scripts hold, and nothing else does."""
    run = [f"script-src {' '.join(map(_digest, scripts))}"] if scripts else []
    return "; ".join(
        ["default-src 'none'", f"style-src {_digest(style)}", *run, "base-uri 'none'", "form-action 'none'"]
    )


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
