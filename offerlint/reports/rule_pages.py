"""The manual of rules: a page a rule, and indexes by ruleset, topic, authority and date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from offerlint.model.figure import Figure
from offerlint.model.rule import Rule
from offerlint.reports.rule_page import rule_page


def rule_pages(rules: Sequence[Rule], figures: Mapping[str, Figure]) -> dict[str, str]:
    """Every page by its path from docs/rules, in Markdown."""
    pages = {f"{rule.id}.md": rule_page(rule, figures) for rule in rules}
    pages["index.md"] = _index("Rules", "by ruleset", rules, lambda rule: [rule.id.split("/")[0]])
    pages["topics.md"] = _index("Rules by topic", "by topic", rules, lambda rule: [rule.topic])
    pages["authorities.md"] = _index("Rules by authority", "by authority", rules, _authorities)
    pages["dates.md"] = _index("Rules by the date they bind from", "by date", rules, _date)
    return pages


def coverage(requirements: Mapping[str, str], rules: Iterable[Rule]) -> str:
    """The table of requirements: the rules that cover each, or the reason why words cannot decide it."""
    by: dict[str, list[str]] = {}
    for rule in rules:
        for entry in rule.covers:
            by.setdefault(entry, []).append(rule.id)
    rows = []
    for entry, reason in requirements.items():
        links = ", ".join(f"[{rule}](rules/{rule}.md)" for rule in sorted(by.get(entry, ())))
        rows.append(f"| {entry} | {links or reason or '**not covered**'} |")
    covered = sum(entry in by for entry in requirements)
    head = (
        "# What the rules cover\n\n"
        f"{covered} of {len(requirements)} requirements of the fact base are covered by a rule; for the others the\n"
        "reason stands beside them. Made by `python docs/build.py` from `covers:` in the rules and from\n"
        "[requirements.yaml](requirements.yaml).\n\n| requirement | rules, or why there is none |\n|---|---|\n"
    )
    return head + "\n".join(rows) + "\n"


def _index(title: str, how: str, rules: Sequence[Rule], groups: Callable[[Rule], Iterable[str]]) -> str:
    grouped: dict[str, list[Rule]] = {}
    for rule in rules:
        for group in groups(rule):
            grouped.setdefault(group, []).append(rule)
    others = [
        f"[{name}]({path})"
        for name, path in {
            "by ruleset": "index.md",
            "by topic": "topics.md",
            "by authority": "authorities.md",
            "by date": "dates.md",
        }.items()
        if name != how
    ]
    parts = [f"# {title}", f"{len(rules)} rules. Also {', '.join(others)}."]
    for group, members in sorted(grouped.items()):
        parts += [f"## {group}", "\n".join(_line(rule) for rule in sorted(members, key=lambda rule: rule.id))]
    return "\n\n".join(parts) + "\n"


def _line(rule: Rule) -> str:
    status = "" if rule.status == "active" else f" ({rule.status})"
    return f"- [{rule.id}]({rule.id}.md), {rule.severity}{status}: {rule.title}"


def _authorities(rule: Rule) -> Iterable[str]:
    return dict.fromkeys(f"{one.body} {one.instrument}" for one in rule.authority)


def _date(rule: Rule) -> Iterable[str]:
    effective = rule.effective
    start = effective.start.isoformat() if effective.start else "no date"
    return [f"{start}, until {effective.until.isoformat()}" if effective.until else start]
