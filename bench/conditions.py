"""How long a template of many conditions takes with every ruleset on, and how much memory: figures, no verdict.

python -m bench.conditions [--profile] [COUNT]
"""

from __future__ import annotations

import cProfile
import pstats
import resource
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date

from offerlint.engine import lint
from offerlint.model.source import Source
from offerlint.reading import read
from offerlint.rules.load import Rulebook, bundled, load_rules
from offerlint.rules.select import Selection

AS_OF = date(2026, 11, 24)


def beside(count: int) -> str:
    """Conditions one after the other, each over a part of a paragraph about a price."""
    return "".join(
        f"<h2>Fibre {i}</h2><p>£{20 + i % 30} a month{{% if c{i} %}} for 24 months, then £{40 + i % 30} a month"
        f"{{% else %}} with no contract{{% endif %}}. Save up to {i % 50}% on set-up.</p>"
        for i in range(count)
    )


def around(count: int) -> str:
    """Conditions that each hold a paragraph of their own, every tenth one inside the one before."""
    parts, ends = [], ""
    for i in range(count):
        parts.append(f"{{% if c{i} %}}<p>Unlimited calls for £{i % 30 + 5} a month. Terms apply to plan {i}.</p>")
        if i % 10:
            parts.append("{% endif %}")
        else:
            ends += "{% endif %}"
    return "<h1>Our best ever fibre</h1>" + "".join(parts) + ends


def chosen(count: int) -> str:
    """One long choice between the values of a plan, and the terms of each apart from it."""
    first = "".join(
        f"{{% {'elif' if i else 'if'} plan == 'p{i}' %}}<p>Only £{i + 9}.99 a month</p>" for i in range(count // 2)
    )
    terms = "".join(f"{{% if plan == 'p{i}' %}}<p>24-month contract {i}</p>{{% endif %}}" for i in range(count // 2))
    return f"{first}{{% endif %}}{terms}"


def mixed(count: int) -> str:
    """Compounds of a few conditions over one another's parts."""
    return "".join(
        f"<p>{{% if c{i % 14} and not c{(i * 5 + 1) % 14} %}}Free for 3 months{{% elif c{(i * 3 + 2) % 14} or d{i} %}}"
        f"£{i % 40 + 10} a month{{% endif %}}. Offer {i} ends soon.</p>"
        for i in range(count)
    )


SHAPES: Mapping[str, Callable[[int], str]] = {"beside": beside, "around": around, "chosen": chosen, "mixed": mixed}


def run(shape: str, count: int, rulebook: Rulebook) -> tuple[float, float, int, int]:
    """Seconds of the processor to read and to lint, the number of findings and of what was not decided."""
    start = time.process_time()
    document = read(Source(f"{shape}.html.j2", SHAPES[shape](count)), "jinja+html", {"kind": "copy", "channel": "web"})
    middle = time.process_time()
    outcome = lint(document, rulebook, Selection(), AS_OF)
    end = time.process_time()
    return middle - start, end - middle, len(outcome.findings), len(outcome.problems)


def main() -> None:
    """Prints a line for each shape."""
    count = next((int(word) for word in sys.argv[1:] if word.isdigit()), 100)
    rulebook = load_rules([bundled()])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} conditions; {len(rulebook.rules)} rules, loaded in {before:.0f} MB")
    for shape in SHAPES:
        profile = cProfile.Profile()
        if "--profile" in sys.argv:
            profile.enable()
        reading, linting, findings, left = run(shape, count, rulebook)
        profile.disable()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{shape:8}  read {reading:6.2f} s  lint {linting:6.2f} s  {findings} findings, {left} left  {peak:.0f} MB"
        )
        if "--profile" in sys.argv:
            pstats.Stats(profile).sort_stats("cumulative").print_stats(30)


if __name__ == "__main__":
    main()
