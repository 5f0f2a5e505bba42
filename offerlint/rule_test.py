"""Holds a rule to its own examples: every bad one flagged exactly where it says, no good one at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from offerlint.checks import CHECKS
from offerlint.checks.naming import tie
from offerlint.checks.said import said
from offerlint.facts import look
from offerlint.locate import locate
from offerlint.model.check import Forbid, Pattern, Require, Saying
from offerlint.model.document import Problem
from offerlint.model.figure import Figure, figures_on
from offerlint.model.finding import Finding, Fix, Hit
from offerlint.model.lens import Lens
from offerlint.model.needs import kind_of, sign
from offerlint.model.rule import Example, Rule
from offerlint.model.source import Source
from offerlint.reading.errors import ReadError
from offerlint.reading.opener import OPENERS, open_data
from offerlint.reading.reader import read
from offerlint.repair import apart, edited, fix
from offerlint.rules.figure_words import told_on
from offerlint.rules.rule_shape import NEAR_MISS
from offerlint.rules.select import Selection, select
from offerlint.text.span import Span

ANY_DAY = date(2026, 1, 1)
"""The day of an example whose rule has no dates."""


def test_rule(rule: Rule, figures: Mapping[str, Figure]) -> list[Problem]:
    """What is wrong with a rule, its examples or its fix, in their order; nothing when all is well.

    `figures` are those that the rule may name.
    """
    problems = [Problem(rule.path, message, example.line, rule.id) for example, message in _all(rule, figures)]
    if not problems and not _has_near_miss(rule, figures):
        message = f"no good example marked “{NEAR_MISS}” says what the rule looks for; write one that does and is fine"
        problems.append(Problem(rule.path, message, rule.good[0].line if rule.good else None, rule.id))
    return problems


test_rule.__test__ = False  # type: ignore[attr-defined]


def _all(rule: Rule, figures: Mapping[str, Figure]) -> Iterator[tuple[Example, str]]:
    for example in (*rule.bad, *rule.good):
        try:
            lens = _lens(rule, example, figures)
            told = told_on(figures, _day(rule, example))
            yield from ((example, message) for message in _judged(rule, example, lens, told))
            yield from ((example, message) for message in _mended(rule, example, lens, figures))
        except ReadError as error:
            yield example, f"the example cannot be read as {example.format}: {error}"
        except KeyError:
            yield example, f"no such format: “{example.format}”"


def _judged(rule: Rule, example: Example, lens: Lens, told: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with one example."""
    about = lens.document.about
    yield from (f"the example has a mistake of its own: {one.message}" for one in lens.document.problems if one.fatal)
    is_bound = bool(select([rule], about, _day(rule, example), Selection(select=(rule.id,))))
    if example.flags and not is_bound:
        yield "the rule does not bind this bad example; see its about, as_of, and the rule's applies_to and effective"
        return
    hits = [hit for hit in CHECKS[rule.verb](rule.check, lens) if is_bound]
    yield from (hit.message for hit in hits if isinstance(hit, Problem))
    found = [_finding(rule, hit, lens, told) for hit in hits if isinstance(hit, Hit)]
    wanted = {Span(example.text.index(flag), example.text.index(flag) + len(flag)) for flag in example.flags}
    wanted = {_trimmed(span, example.text) for span in wanted}
    for finding, spans in found:
        met = wanted & spans
        if met:
            wanted -= met
        else:
            yield f"flags “{_shown(finding.excerpt)}”, which the example does not expect"
    for span in sorted(wanted):
        yield f"does not flag “{_shown(example.text[span.start : span.end])}”"


def _mended(rule: Rule, example: Example, lens: Lens, figures: Mapping[str, Figure]) -> Iterator[str]:
    """What is wrong with what the rule's fix makes of one bad example."""
    if rule.fix is None or not example.flags:
        if example.fixed:
            yield "the example says “fixed”, and the rule has no fix"
        return
    count, fixes = _fixes(rule, lens, figures)
    text = edited(example.text, apart(fixes))
    if example.fixed and text != example.fixed:
        yield f"the fix makes “{_shown(text)}”, not “{_shown(example.fixed)}”"
    if fixes:
        left, more = _fixes(rule, _lens(rule, replace(example, text=text), figures), figures)
        if more or left > count - len(fixes):
            yield f"the rule flags “{_shown(text)}”, which its own fix made"


def _fixes(rule: Rule, lens: Lens, figures: Mapping[str, Figure]) -> tuple[int, list[Fix]]:
    """How many findings the rule has, and the fixes that it has for them."""
    day = lens.as_of or ANY_DAY
    hits = [hit for hit in CHECKS[rule.verb](rule.check, lens) if isinstance(hit, Hit)]
    made = (fix(hit, rule.fix, lens.document.sources, figures, day) for hit in hits)
    return len(hits), [one for one in made if one]


def _finding(rule: Rule, hit: Hit, lens: Lens, told: Mapping[str, str]) -> tuple[Finding, set[Span]]:
    """A hit as a finding, and the stretches of the example that may stand for it: a control's tag or its label."""
    finding = locate(hit, rule, rule.severity, inferred=False, document=lens.document, told=told)
    text = lens.document.sources[0].text
    spans = [Span(min(run.start for run in finding.runs), max(run.end for run in finding.runs))]
    if rule.verb == "control":
        for place in hit.places:
            runs = place.block.view.map.runs(Span(0, len(place.block.text)))
            spans.append(Span(runs[0].start, runs[-1].end))
    return finding, {_trimmed(span, text) for span in spans}


def _lens(rule: Rule, example: Example, figures: Mapping[str, Figure]) -> Lens:
    """The example as checks see it; what the rule asks of documents and the example leaves open is as the rule asks."""
    declared: dict[str, object] = {}
    provider: dict[str, str] = {}
    for key, values in rule.applies_to.items():
        first = next((value for value in values if not value.startswith("not ")), None)
        if first and key.startswith("provider."):
            provider[key.removeprefix("provider.")] = first
        elif first:
            declared[key] = first
    declared |= example.about
    if provider:
        declared["provider"] = provider
    if example.as_of:
        declared["as_of"] = example.as_of
    if example.format in OPENERS:
        lens = look(open_data(example.text.encode(), rule.path, example.format, declared))
    else:
        lens = look(read(Source(rule.path, example.text), example.format, declared))
    day = _day(rule, example)
    return replace(lens, offers=tie(example.offers, lens), as_of=day, figures=figures_on(figures, day))


def _day(rule: Rule, example: Example) -> date:
    """The day on which an example is live: its own, or one on which the rule binds."""
    until = rule.effective.until
    return example.as_of or rule.effective.start or (until - timedelta(days=1) if until else ANY_DAY)


def _has_near_miss(rule: Rule, figures: Mapping[str, Figure]) -> bool:
    """Whether a good example says what the rule looks for, and only something else makes it fine."""
    looked_for = _looked_for(rule)
    if looked_for is None:
        return True
    near = [example for example in rule.good if example.name.lower().startswith(NEAR_MISS)]
    return any(_says(looked_for, _lens(rule, example, figures)) for example in near)


def _looked_for(rule: Rule) -> Saying | None:
    """The words that set off a rule, whatever excuses them; None for a rule of another kind."""
    if isinstance(rule.check, Forbid):
        return replace(rule.check.saying, unless=())
    return rule.check.when if isinstance(rule.check, Require) else None


def _says(saying: Saying, lens: Lens) -> bool:
    return any(True for _ in said(saying, lens)) or any(_is_hinted(pattern, lens) for pattern in saying.patterns)


def _is_hinted(pattern: Pattern, lens: Lens) -> bool:
    """Whether a word that the pattern needs is there at all, or a fact of that kind."""
    rarest, there = pattern.needs.rarest, lens.stream.occurrences
    kinds = {kind_of(one) for need in rarest for one in need}
    return bool(rarest) and (there.meets(rarest) or any(sign(kind) in there.where for kind in kinds if kind))


def _trimmed(span: Span, text: str) -> Span:
    words = text[span.start : span.end]
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def _shown(words: str) -> str:
    return " ".join(words.split())[:80]
