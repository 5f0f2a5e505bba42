"""Templates of many conditions, in six shapes."""

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
    """Conditions that each hold a paragraph of their own, every tenth of a hundred inside the one before."""
    parts = ["<h1>Our best ever fibre</h1>"]
    for i in range(count):
        parts.append(f"{{% if c{i} %}}<p>Unlimited calls for £{i % 30 + 5} a month. Terms apply to plan {i}.</p>")
        if i % 10:
            parts.append("{% endif %}")
        if i % 100 == 99 or i == count - 1:
            parts.append("{% endif %}" * (i % 100 // 10 + 1))
    return "".join(parts)


def chosen(count: int) -> str:
    """Choices between up to fifty values of a plan, and the terms of each value apart from them."""
    parts: list[str] = []
    for first in range(0, count // 2, 50):
        plan, values = f"plan{first}", range(first, min(first + 50, count // 2))
        words = ("if", *["elif"] * (len(values) - 1))
        parts += (
            f"{{% {word} {plan} == 'p{i}' %}}<p>Only £{i + 9}.99 a month</p>"
            for word, i in zip(words, values, strict=True)
        )
        parts.append("{% endif %}")
        parts += (f"{{% if {plan} == 'p{i}' %}}<p>24-month contract {i}</p>{{% endif %}}" for i in values)
    return "".join(parts)


def mixed(count: int) -> str:
    """Compounds of a few conditions over one another's parts."""
    return "".join(
        f"<p>{{% if c{i % 14} and not c{(i * 5 + 1) % 14} %}}Free for 3 months{{% elif c{(i * 3 + 2) % 14} or d{i} %}}"
        f"£{i % 40 + 10} a month{{% endif %}}. Offer {i} ends soon.</p>"
        for i in range(count)
    )


def apart(count: int) -> str:
    """A price, and the terms that must stand beside it: each under a condition of its own, so that all may be off."""
    terms = (f"{{% if c{i} and d{i} %}}<p>24-month contract {i}</p>{{% endif %}}" for i in range(count))
    return "".join(("<p>Only £25 a month</p>", *terms))


def chained(count: int) -> str:
    """Prices under a condition each, and terms under each two that follow one another, so that all hang together."""
    prices = (f"{{% if c{i} %}}<p>Fibre {i} for £{i % 30 + 9} a month.</p>{{% endif %}}" for i in range(count))
    terms = (
        f"{{% if c{i} %}}{{% if c{i + 1} %}}<p>24-month contract {i}</p>{{% endif %}}{{% endif %}}"
        for i in range(count)
    )
    return "".join((*prices, *terms))


SHAPES: Mapping[str, Callable[[int], str]] = {
    "beside": beside,
    "around": around,
    "chosen": chosen,
    "mixed": mixed,
    "apart": apart,
    "chained": chained,
}
