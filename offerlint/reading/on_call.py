"""What only somebody says who speaks on the telephone, by which a call is known whatever its shape."""

from __future__ import annotations

import re

from offerlint.text.late import late

_SAID = late(
    r"\bis (?:now|this|it) (?:still )?an? (?:good|ok|okay|convenient|bad) (?:time|moment)\b"
    r"|\b(?:is|was) (?:that|this) (?:(?:mr|mrs|ms|miss|mx|dr)\b|[{\[<])"
    r"|\b(?:am i|can i|could i|may i|i'd like to|i was hoping to) speak(?:ing)? (?:to|with)\b"
    r"|\byou(?:'re| are|'ve come) through to\b"
    r"|\b(?:i'm|i am|it's|we're|we are|this is \w+(?: \w+)?,?) (?:just )?(?:calling|ringing|phoning)\b"
    r"|\b(?:it's|it is|this is|my name is|my name's|i'm) (?:[a-z]+|"
    r"[{\[<]{1,2} ?[\w. ]{2,30}[}\]>]{1,2}),? (?:here )?(?:(?:call|ring|phon)ing )?(?:from|at|with) (?-i:[A-Z{\[])"
    r"|\byou(?:'re| are) (?:talking|speaking) to (?-i:[A-Z{\[])|, (?-i:[A-Z])[a-z]+ here(?=[.,!])"
    r"|\bwe(?:'ll| will)? record (?:all |these |this |our |your )?calls?\b|\b(?:it|this)(?:'s|"
    r" is) (?:being )?recorded (?:for|so|to)\b"
    r"|\b(?:thanks?|thank you) (?:very much )?for "
    r"(?:calling|ringing|phoning|your call|taking (?:my|the|this) call|holding)\b"
    r"|\b(?:i'll|i can|let me|we'll|to|i will) (?:just )?"
    r"(?:put|transfer|connect|pass) you (?:through|over|on|to|now|back)\b"
    r"|\bwhile (?:we|i) (?:connect|transfer) you\b"
    r"|(?:\b(?:this|the|your|all|our) calls?|(?<=[.!?\"“] )calls) (?:is|are|may be|will be|might be|can be) (?:being )?"
    r"(?:recorded|monitored)\b"
    r"|\b(?:please|stay on the|hold the) (?:hold|line)\b"
    r"|\bpress (?:\d|one|two|three|four|star|hash)\b"
    r"|\b(?!generally|strictly|broadly|roughly|technically|honestly|legally)[a-z]+ speaking(?=[.,!?\"”])"
    r"|[\]}>] speaking\b"
    r"|\b(?:call|ring|phone) you back\b|\bbetter time to (?:call|ring|speak|talk)\b|\bcan you hear me\b",
    re.IGNORECASE,
)


def is_said_on_a_call(text: str) -> bool:
    """Whether somebody in `text` speaks as on the telephone: opens a call, puts it through, asks for a time."""
    return _SAID.search(text.replace("’", "'")) is not None
