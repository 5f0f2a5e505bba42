"""The rules of offerlint itself, which no law says and no team need write: sound call flows, sound decisions."""

from __future__ import annotations

from offerlint.model.finding import Finding
from offerlint.model.later import Later
from offerlint.model.rule import Body, Rule
from offerlint.model.source import Source
from offerlint.model.vocabulary import HOUSEKEEPING, Severity
from offerlint.text.span import Span


def _rule(fault: str, title: str, why: str, message: str, suggest: str, verb: str = "health") -> Rule:
    return Rule(
        id=f"offerlint/{fault}",
        topic=HOUSEKEEPING,
        severity=Severity.WARNING,
        verb=verb,
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


def _of_decisions(fault: str, title: str, why: str, suggest: str) -> Rule:
    return _rule(fault, title, why, title, suggest, verb="")


DECISION_RULES = (
    _of_decisions(
        "broad-waiver",
        "A waiver reaches further than a decision about some words",
        "It names no words, or waives more than five findings at once, so that it may hide what nobody has looked at.",
        "Give the fingerprint of each finding that was meant, from a report, or a narrower path.",
    ),
    _of_decisions(
        "expired-allow",
        "The last day of an allow in a file has passed",
        "What it allowed was agreed up to that day; it stands again.",
        "Mend the words it covers, or agree a new end date and reason.",
    ),
    _of_decisions(
        "expired-waiver",
        "The last day of a waiver has passed",
        "What it waived was agreed up to that day and stands again; what somebody promised to mend is still there.",
        "Mend the words it covers, or agree a new end date and reason.",
    ),
    _of_decisions(
        "orphaned-waiver",
        "Nothing matches a waiver any more",
        "Its words were mended or changed. If they come back, nobody should find them waived already.",
        "Delete it, or decide again about the words as they are now.",
    ),
    _of_decisions(
        "reasonless-allow",
        "An allow in a file gives no reason",
        "Whoever reads it later cannot tell whether it still holds, so it does nothing.",
        "Write: offerlint: allow RULE because ... and say why.",
    ),
    _of_decisions(
        "unknown-allow",
        "An allow in a file names a rule that there is not",
        "It does nothing, though its writer relies on it.",
        "Correct the rule's name (offerlint rules list), or delete the comment.",
    ),
    _of_decisions(
        "unknown-waiver",
        "A waiver names a rule that there is not",
        "It does nothing, though whoever decided relies on it.",
        "Correct the rule's name (offerlint rules list), or delete the waiver.",
    ),
    _of_decisions(
        "unused-allow",
        "An allow in a file covers nothing",
        "The words were mended or moved. If they come back, nobody should find them allowed already.",
        "Delete the comment.",
    ),
)
"""What allow.py and waive.py say of allows and waivers themselves, in order of their ids; no check runs them."""


def about_decision(rule: str, message: str, suggest: str, source: Source, span: Span) -> Finding:
    """The finding, without its fingerprint, of one of DECISION_RULES about the words of an allow or waiver."""
    return Finding(
        rule=rule,
        topic=HOUSEKEEPING,
        severity=Severity.WARNING,
        path=source.path,
        where=source.where(*span),
        start=source.position(span.start),
        end=source.position(span.end),
        runs=(span,),
        excerpt=source.text[span.start : span.end],
        message=message,
        suggest=suggest,
        authority=(),
        fingerprint="",
        places=source.places((span,)),
    )
