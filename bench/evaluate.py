"""How good the rules are: recall and false alarms on a folder of labelled cases.

    python -m bench.evaluate FOLDER [--misses] [--alarms]

The folder holds `rulings.jsonl` (advertisements with verdicts) and `scripts-and-templates/cases.jsonl`
(files with expected findings). A missing folder is said and passes.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from offerlint.api import load_rules
from offerlint.app import Item, Terms, check
from offerlint.config.settings import Config, Glob
from offerlint.model.finding import Finding, Report
from offerlint.model.vocabulary import Severity
from offerlint.rules.rulebook import Rulebook
from offerlint.rules.select import Selection

AS_OF = date(2026, 11, 24)
CHANNELS = {"press": "print", "leaflet": "print", "app": "web", "direct": "mail"}
PLAIN_CHANNELS = {"web", "email", "sms", "social", "tv", "radio", "poster", "print", "mail", "search"}
FITTING: Mapping[str, tuple[str, ...]] = {
    "price_total": ("price-total", "price-clarity", "conditions", "contract-length", "contract-terms", "free"),
    "price_rise": ("price-rise", "price-clarity", "guarantee", "price-total"),
    "free": ("free", "price-total", "conditions"),
    "savings_reference": ("savings", "price-clarity", "comparative"),
    "speed": ("speed", "comparative"),
    "unlimited": ("unlimited", "conditions"),
    "comparative": ("comparative", "coverage", "speed", "savings", "testimonial"),
    "availability_urgency": ("availability", "pressure", "conditions", "savings"),
    "guarantee": ("guarantee", "service-level", "comparative"),
    "testimonial": ("testimonial", "comparative"),
    "green": ("green",),
    "contract_length": ("contract-length", "contract-terms", "price-total"),
    "significant_conditions": ("conditions", "price-total", "contract-terms", "free", "unlimited"),
    "consent": ("consent", "opt-out", "data-protection", "recognition", "identification"),
    "ad_recognition": ("recognition", "identification"),
    "finance_apr": ("finance", "price-clarity"),
    "stereotypes": ("stereotypes", "inclusive"),
}


@dataclass
class Score:
    """Counts of one topic or category, and the cases behind them."""

    found: int = 0
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    @property
    def recall(self) -> str:
        total = self.found + len(self.missed)
        return f"{self.found}/{total}" + (f" = {self.found / total:.2f}" if total else "")


def main(arguments: list[str]) -> int:
    """Prints the figures; exits 0 also when the folder is absent, which is said."""
    folder = Path(next((a for a in arguments if not a.startswith("-")), "../shared/cases"))
    if not folder.is_dir():
        print(f"evaluation skipped: there is no folder {folder}")
        return 0
    rulebook = load_rules()
    for problem in rulebook.problems:
        print(f"{problem.path}: {problem.message}")
    for title, scores, extra in (rulings(folder, rulebook), cases(folder, rulebook)):
        show(title, scores, extra, misses="--misses" in arguments, alarms="--alarms" in arguments)
    return 0


def rulings(folder: Path, rulebook: Rulebook) -> tuple[str, dict[str, Score], list[str]]:
    """Upheld, text-detectable issues found; errors on issues that were not upheld; findings an ad."""
    scores: dict[str, Score] = defaultdict(Score)
    findings_in_all = ads = 0
    for ruling in _lines(folder / "rulings.jsonl"):
        medium = str(ruling["medium"]).replace(",", " ").split()[0]
        channel = CHANNELS.get(medium, medium if medium in PLAIN_CHANNELS else "web")
        text = ruling["ad_text"]
        says = {"kind": "copy", "audience": "consumer", "channel": channel, "format": "text"}
        report = _lint({"ad.txt": text}, rulebook, AS_OF, says)
        ads += 1
        findings_in_all += len(report.findings)
        for issue in ruling["issues"]:
            score = scores[issue["category"]]
            hits = [f for f in report.findings if issue["expected_span"] and _overlaps(f, text, issue["expected_span"])]
            name = f"{ruling['id']}: {issue['expected_span']!r}"
            if issue["verdict"] == "not_upheld":
                score.alarms += [f"{name} <- {f.rule}" for f in hits if f.severity is Severity.ERROR]
            elif issue["text_detectable"] == "yes":
                fitting = FITTING.get(issue["category"])
                if any((fitting is None or f.topic in fitting) and f.severity is not Severity.ADVICE for f in hits):
                    score.found += 1
                else:
                    others = ", ".join(sorted({f"{f.rule} ({f.topic})" for f in hits})) or "nothing"
                    score.missed.append(f"{name} (found: {others})")
    return "Rulings", scores, [f"findings an ad: {findings_in_all / max(ads, 1):.1f}"]


def cases(folder: Path, rulebook: Rulebook) -> tuple[str, dict[str, Score], list[str]]:
    """Expected findings found, and errors or warnings on topics that are clean."""
    scores: dict[str, Score] = defaultdict(Score)
    unread: list[str] = []
    where = folder / "scripts-and-templates"
    for case in _lines(where / "cases.jsonl"):
        texts = {name: (where / name).read_bytes() for name in case["files"]}
        report = _lint(texts, rulebook, date.fromisoformat(case["as_of"]), {})
        unread += [f"case {case['id']}: {p.path}: {p.message}" for p in report.problems if p.path in texts]
        unread += [f"case {case['id']}: {left}" for left in report.not_checked]
        for fault in case["faults"]:
            text = texts[fault["file"]].decode("utf-8")
            topics = {fault["topic"], *fault.get("alt_topics", [])}
            least = Severity(fault["min_severity"])
            spots = [fault["text"], *fault.get("or_text", [])]
            there = [
                f
                for f in report.findings
                if f.path == fault["file"] and any(_overlaps(f, text, spot) for spot in spots)
            ]
            if any(f.topic in topics and f.severity.at_least(least) for f in there):
                scores[fault["topic"]].found += 1
            else:
                others = ", ".join(sorted({f"{f.rule} ({f.topic}, {f.severity})" for f in there})) or "nothing"
                name = f"case {case['id']}: {fault['text']!r} ({fault['why']})"
                scores[fault["topic"]].missed.append(f"{name} (at least {least} asked; found: {others})")
        for f in report.findings:
            if f.topic in case["clean_topics"] and f.severity.at_least(Severity.WARNING):
                scores[f.topic].alarms.append(f"case {case['id']}: {f.path}:{f.where}: {f.rule}: {f.excerpt!r}")
    return "Scripts and templates", scores, [f"not read: {one}" for one in unread]


def show(title: str, scores: Mapping[str, Score], extra: Iterable[str], *, misses: bool, alarms: bool) -> None:
    """Prints one table, a line a topic, and the totals."""
    print(f"\n{title}\n{'topic':24} {'found':>14} {'false alarms':>14}")
    for topic, score in sorted(scores.items()):
        print(f"{topic:24} {score.recall:>14} {len(score.alarms):>14}")
        for line in score.missed if misses else ():
            print(f"    missed: {line}")
        for line in score.alarms if alarms else ():
            print(f"    alarm:  {line}")
    found = sum(s.found for s in scores.values())
    missed = sum(len(s.missed) for s in scores.values())
    false = sum(len(s.alarms) for s in scores.values())
    print(f"recall {found}/{found + missed} = {found / max(found + missed, 1):.2f}, false alarms {false}, ", end="")
    print(f"precision {found / max(found + false, 1):.2f}")
    for line in extra:
        print(line)


def _lint(texts: Mapping[str, str | bytes], rulebook: Rulebook, as_of: date, says: Mapping[str, object]) -> Report:
    data = {name: text if isinstance(text, bytes) else text.encode() for name, text in texts.items()}
    items = [Item(name, data[name], on_disk=False) for name in data]
    config = Config(files=(Glob(("*",), says),)) if says else Config()
    return check(items, Terms(rulebook, config, Selection(), as_of)).report


def _overlaps(finding: Finding, text: str, words: str) -> bool:
    """Whether the finding touches any place where `words` stand."""
    at = text.find(words)
    while at >= 0:
        if any(run.start < at + len(words) and at < run.end for run in finding.runs):
            return True
        at = text.find(words, at + 1)
    return False


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
