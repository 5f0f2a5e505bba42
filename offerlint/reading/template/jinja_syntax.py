"""Jinja2's own parser, asked only whether an expression or a tag is well formed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


@lru_cache(maxsize=4096)
def complaint(word: str, inner: str) -> str:
    """What jinja2 says is wrong with `inner`, a print ("print") or a tag `word` that has an end; empty if nothing."""
    from jinja2 import TemplateSyntaxError

    if word == "print":
        template = "{{ " + inner + " }}"
    else:
        template = "{% " + inner + " %}{% end" + word + " %}"
    try:
        _parser().parse(template)
    except TemplateSyntaxError as error:
        return str(error.message).rstrip(".")
    except RecursionError:
        return "it is nested too deep"
    return ""


@lru_cache(maxsize=1)
def _parser() -> Environment:
    from jinja2 import Environment

    return Environment(autoescape=True)
