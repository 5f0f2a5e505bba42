"""The rules of offerlint itself: what is wrong with a call flow as such, which no law says and no team need write."""

from __future__ import annotations

from offerlint.model.later import Later
from offerlint.model.rule import Body, Rule
from offerlint.model.vocabulary import HOUSEKEEPING, Severity


def _rule(fault: str, title: str, why: str, message: str, suggest: str) -> Rule:
    return Rule(
        id=f"offerlint/{fault}",
        topic=HOUSEKEEPING,
        severity=Severity.WARNING,
        verb="health",
        body=Later.of(Body(title, why, message, suggest, check=fault)),
    )


OWN_RULES = (
    _rule(
        "dead-end",
        "A call stops at a step that is no end",
        "Whoever follows the flow does not know how to go on, and the call ends as it happens to.",
        "After the step {found} nothing follows, and it does not end the call.",
        "Add the step that comes next, or end the call there (`do: end` in a YAML flow).",
    ),
    _rule(
        "loop-without-way-out",
        "A call goes round and never ends",
        "The customer can only hang up.",
        "From the step {found} the call never comes to an end.",
        "Give one step of the loop a way on, for instance after the second time.",
    ),
    _rule(
        "question-without-no",
        "A question has no way on for a refusal",
        "Whoever says no is asked again, or taken to have said yes.",
        "The step {found} asks, and only a yes leads on.",
        "Add an answer for a refusal, and where the call goes then.",
    ),
    _rule(
        "unfilled-field-said",
        "A merge field would be read out as it is written",
        "Nothing fills the field while the call goes on, so the customer hears its name or nothing.",
        "{found} is not filled in when step “{step}” is said.",
        "Write the words, or a prompt such as (customer's name); a template says `stage: template`.",
    ),
    _rule(
        "unreachable-step",
        "No path of a call reaches a step",
        "What stands there is never said, so a notice that somebody relies on may be missing.",
        "No path from the start of the call leads to the step {found}.",
        "Lead an answer there, or delete it.",
    ),
)
"""In order of their ids."""
