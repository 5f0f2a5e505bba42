"""A rule in words: what `offerlint explain` prints and a rule's page says, as Markdown that reads as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping

from offerlint.model.figure import Figure
from offerlint.model.rule import Authority, Effective, Example, Parameter, Rule
from offerlint.rules.figure_words import dated, named_in, told_by_title

WIDTH = 88

_FIXES = {
    "safe": "`offerlint check --fix` mends it where the words stand in one stretch.",
    "unsafe": "`offerlint check --fix --unsafe` mends it where the words stand in one stretch; read what it wrote.",
}


def rule_page(rule: Rule, figures: Mapping[str, Figure]) -> str:
    """Title, reason, what to do, parameters, figures, authority, dates, whom it binds, bad and good wording."""
    parts = [
        f"# {rule.title}",
        f"{rule.id} · {rule.severity} · topic {rule.topic}" + ("" if rule.status == "active" else f" · {rule.status}"),
        "## Why",
        *_paragraphs(rule.why),
        "## What to do",
        *_paragraphs(_with_titles(rule.suggest, figures)),
        _FIXES[rule.fix.safety] if rule.fix else "",
        *_section("## Parameters", (_parameter(one, rule) for one in rule.parameters)),
        *_section("## Figures", map(_figure, named_in((rule.message, rule.suggest), figures))),
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


def _with_titles(words: str, figures: Mapping[str, Figure]) -> str:
    """The words with what each figure is in place of it; what the copy fills in stands as it is written."""
    for place, title in told_by_title(figures).items():
        words = words.replace(f"{{{place}}}", title)
    return words


def _figure(figure: Figure) -> str:
    """The values of a figure, oldest first, and from when none is known."""
    last = figure.values[-1].until
    known = ", ".join(dated(figure, one) for one in figure.values)
    return f"- {figure.title}: {known}" + (f"; none is on file from {last.isoformat()}" if last else "")


def _parameter(one: Parameter, rule: Rule) -> str:
    """What a team may set, and how."""
    about = f": {one.about}" if one.about else ""
    return f"- {one.name}{about}, {one.value:g} {one.unit}\n  parameters: {{{rule.id}: {{{one.name}: {one.value:g}}}}}"


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
