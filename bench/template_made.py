"""Templates of many conditions, in four shapes."""

from __future__ import annotations

from collections.abc import Callable, Mapping


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
