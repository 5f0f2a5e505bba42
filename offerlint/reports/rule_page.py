"""A rule in words: what `offerlint explain` prints and a rule's page says, as Markdown that reads as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from offerlint.model.rule import Authority, Effective, Example, Rule

WIDTH = 88


def rule_page(rule: Rule) -> str:
    """Title, reason, authority, dates, whom it binds, what to do, wording to avoid and good wording."""
    parts = [
        f"# {rule.title}",
        f"{rule.id} · {rule.severity} · topic {rule.topic}" + ("" if rule.status == "active" else f" · {rule.status}"),
        "## Why",
        *_paragraphs(rule.why),
        "## What to do",
        *_paragraphs(rule.suggest),
        *_section("## Authority", (_authority(one) for one in rule.authority)),
        _dates(rule.effective),
        *_binds(rule),
        *_section("## Avoid", _examples(rule.bad)),
        *_section("## Good wording", _examples(rule.good)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(heading: str, lines: Iterable[str]) -> list[str]:
    """A heading and what stands under it; neither where there is nothing."""
    under = "\n".join(lines)
    return [heading, under] if under else []


def _paragraphs(words: str) -> list[str]:
    return [textwrap.fill(" ".join(part.split()), WIDTH) for part in words.strip().split("\n\n")]


def _authority(authority: Authority) -> str:
    checked = f" (read {authority.checked.isoformat()})" if authority.checked else ""
    return f"- {authority.text}{checked}" + (f"\n  {authority.url}" if authority.url else "")


def _dates(effective: Effective) -> str:
    what = "contracts made" if effective.clock == "contract" else "copy live"
    if effective.start and effective.until:
        return f"Binds {what} from {effective.start.isoformat()} up to, not including, {effective.until.isoformat()}."
    if effective.start:
        return f"Binds {what} from {effective.start.isoformat()}."
    return f"Binds {what} before {effective.until.isoformat()}." if effective.until else ""


def _binds(rule: Rule) -> Iterable[str]:
    for key, values in sorted(rule.applies_to.items()):
        yield f"Only where {key.replace('_', ' ')} is {' or '.join(values)}."


def _examples(examples: Iterable[Example]) -> Iterable[str]:
    for example in examples:
        first, *rest = example.text.strip().splitlines() or [""]
        yield "\n".join([f"- {first}", *(f"  {line}".rstrip() for line in rest)])
