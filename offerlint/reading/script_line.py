"""Who says what in a block of a script: it is cut at turn labels, stage cues and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from offerlint.model.block import Block
from offerlint.reading.script_cue import cues, is_cue
from offerlint.reading.turns import AGENT, Turn, is_bad_example, turns
from offerlint.text.frozen import dataclass
from offerlint.text.late import late
from offerlint.text.span import Span

_LINE = late(r"[^\r\n]+")
_ITEM = late(r"\s*(?:(?:[-+*•·‣▪–]|\d{1,2}[.)]|[a-z][.)])\s+)?")
_ARROW = late(r"\s*(?:→|->|=>|⇒|➜|>)\s*")
_QUOTED = late(r"\s*(?:\"[^\"]+\"|“[^“”]+”|'[^']+'|‘[^‘]+’)[\s.,:;!?]*")
_LEAD_IN = late(
    r"(?P<lead>[^\"“”\r\n]*(?::|→|->|=>|[-–—]|(?:(?<![^\r\n])|[:.;,→>]\s*|\b(?:then|and|just|please) )"
    r"(?:[Ss]ay|SAY|[Aa]sk|ASK|[Rr]ead(?: out)?|READ(?: OUT)?|[Rr]eply)\b)\s*"
    r"|[A-Z][\w'’ ]{1,30}\.\s+)(?P<quote>\"[^\"]+\"|“[^“”]+”)[\s.]*\Z"
)
_TAILED = late(
    r"(?P<lead>[^\"“”\r\n]*(?::|→|->|=>|[-–—])\s*)?(?P<quote>\"[^\"]+[.?!]\"|“[^“”]+[.?!]”)"
    r"\s+(?P<tail>\(?(?:[A-Z]|then\b)[^\"“”\r\n]+)\Z"
)
"""Whole sentences to be said, and after them what the adviser does next: `"Which one?" Then step 3.`"""
_WORDS_OF_A_SENTENCE = 5
_OBJECTION = late(r"\W*?(?P<quote>\"[^\"]+\"|“[^“”]+”)\s*(?::|→|->|=>|[-–—])\s*(?=\S)")
_ASKED = late(
    r"\W*?(?P<quote>\"[^\"]+\"|“[^“”]+”)\s*(?:(?::|→|->|=>|[-–—])\s*)?[*_]{0,2}"
    rf"(?:{'|'.join(map(re.escape, AGENT))})[*_]{{0,2}}\s*:[*_]{{0,2}}\s*(?=\S)",
    re.IGNORECASE,
)
"""A quotation, and on the same line the label of the agent who answers it."""
_LABEL = late(r"\W*(?P<label>[A-Za-z][A-Za-z ]{2,28}?)[*_]{0,2}\s*:")
_OWN_WORDS = late(
    r"\b(?:I|me|my|mine|we|us|our|you|your|it's|that's|not|no|yes|too|already|can't|won't|don't)\b|\?", re.IGNORECASE
)
"""What somebody says of himself, and a term that is explained does not."""
_CUSTOMER_S = late(
    r"\W*(?:no,? thank|not (?:interested|today)|too (?:dear|expensive|much)"
    r"|I(?:'m| am) (?:not (?:interested|happy)|leaving)|I can(?:'t| ?not) (?:afford|pay)"
    r"|I (?:want|would like|need) to (?:leave|cancel|complain|make a complaint|stop))\b",
    re.IGNORECASE,
)
"""What only a customer says."""
_ON_ANSWER = late(
    r"\W*if (?P<answer>yes|no|(?:the )?(?:customer|caller|they|he|she)(?: \w+){1,5}?)[*_]{0,2}\s*"
    r"(?::|→|->|=>|[-–—])[*_]{0,2}\s*",
    re.IGNORECASE,
)
_SPOKEN = late(
    r"(?=[A-Z])(?:(?i:great|lovely|perfect|brilliant|thanks|thank you|no problem|no worries|sorry|ok|okay|that's)\b"
    r"|[^\r\n]*?\b(?:I|I'\w+|[Ww]e|[Ww]e'\w+|my|our|[Ll]et's)\b)[^\r\n]*[.?!]\s*\Z"
)
"""Words without quotation marks that an adviser says of himself, and that tell nobody what to do."""
_TITLE = late(r"[^\"“”]*?(?P<quote>\"[^\"]+\"|“[^“”]+”)[\s.:)]*")
_ANSWERED = late(
    r"\W*(?:please |can you |will you |just )?(?:stop|don'?t|do not|quit) (?:ring|call|phon|contact|bother|record)"
    r"|\W*(?:please |can you |will you |just )?(?:take|get|remove|delete) (?:me|us|my)\b"
    r"|\W*(?:who(?:'s| is| are)|(?:which|what|whose) (?:company|firm|number)|what'?s your|where (?:are|did) you)\b"
    r"|\W*(?:is|are) (?:this|it|you)\b[^\"”]*\?"
    r"|\W*(?:I'm|I am|we're) (?:on (?:the )?C?TPS|on the|registered|busy|already|with)\b|\W*how did you get\b",
    re.IGNORECASE,
)
"""What only a customer says, when it is the title of a step."""
_HEARD = late(
    r"\b(?:objections?|push ?back|replies|reactions|concerns|excuses|they(?: may| might)? (?:say|ask|tell)"
    r"|(?:customers?|callers?|people|prospects?)(?: \w+)? (?:says?|asks?|tells?|reply|replies|objects?))\b",
    re.IGNORECASE,
)
_DENIED = late(
    r"\b(?:do not|don'?t|never|not|avoid|instead of|rather than|wrong|bad|banned|forbidden)\b", re.IGNORECASE
)
_NOTE = late(
    r"\s*(?:\[!\w+\]|(?:(?:agent|advis[eo]r|rep|stage|training|internal|compliance) )?"
    r"(?:note|tip|action|instruction|remember|important|warning|goal|objective|purpose|aim|compliance|reminder|tone"
    r"|listen for|expected response|feedback|coaching|what to (?:avoid|watch for|do|not do)"
    r"|what \w+ did (?:well|badly))s?\s*:"
    r"|(?:trainer|coach|team leader|supervisor|floor ?walker|quality)(?:['’]?s)? "
    r"(?:box|note|tip|corner|reminder)s?\s*[.:–—-])",
    re.IGNORECASE,
)
_INSTRUCTION = late(
    r"\W*(?:if (?:the|they|he|she|yes|no|not|customer|caller|there|needed|asked|it)\b|note\b|wait\b|do not\b|don'?t\b"
    r"|never\b|always\b|only\b|→|->|=>|(?:end|close|transfer) (?:the |this )?call\b"
    r"|(?:pause|resume|stop) (?:the )?recording|(?:go|skip) to\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a block: said by the agent or the customer, or a note to the adviser.

    `cue` stands among what is said. `opens`: a label with nothing after it, so the next block is that speaker's.
    """

    span: Span
    speaker: str = ""
    cue: bool = False
    opens: str = ""


def is_quoted(text: str) -> bool:
    """Whether the words are in quotation marks from end to end."""
    return _QUOTED.fullmatch(text) is not None


def is_denied(text: str) -> bool:
    """Whether a heading or lead-in holds up what follows as what not to say."""
    return _DENIED.search(text) is not None


def is_instruction(text: str) -> bool:
    """Whether unlabelled words address the adviser."""
    return _INSTRUCTION.match(text) is not None or _NOTE.match(text) is not None


def is_labelled(block: Block) -> bool:
    """Whether a block shows by itself who speaks: a label, a quotation or a quote block."""
    return block.scope == "body.quote" or is_quoted(_bare(block.text)) or any(True for _ in turns(block.text))


def shows_speech(block: Block) -> bool:
    """Whether some words of a block are set apart as spoken, so that the others are not."""
    return is_labelled(block) or any(_LEAD_IN.match(line[0]) for line in _LINE.finditer(block.text))


def tells_what_customers_say(lead: str) -> bool:
    """Whether a heading, the words before a list, or the head of a column says that below are customers' words."""
    return _HEARD.search(lead) is not None


def objection(text: str, *, is_heard: bool) -> tuple[Span, int] | None:
    """In a list item such as “"It's too dear": say what they save” the customer's words, and where the rest begins.

    Unless it `is_heard`, as what stands before the list says, the words must be a customer's by themselves: advisers'
    own lines are written like this too.
    """
    match = _OBJECTION.match(text)
    if match is None:
        return None
    words = match["quote"].replace("’", "'")
    if not (_OWN_WORDS.search(words) if is_heard else _CUSTOMER_S.match(words)):
        return None
    return Span(*match.span("quote")), match.end()


def asked(text: str) -> tuple[Span, int] | None:
    """Of “"Is it only today?" Agent: No.” the customer's words, and where the agent's answer begins."""
    match = _ASKED.match(text)
    return (Span(*match.span("quote")), match.end()) if match else None


def answered(text: str) -> tuple[Span, int] | None:
    """Of “If yes: Great, I'll set that up.” the answer that is waited for, and where what is said to it begins."""
    match = _ON_ANSWER.match(text)
    if match is None:
        return None
    words = text[match.end() :].replace("’", "'")
    is_said = _SPOKEN.match(words) is not None and not is_cue(words) and not is_instruction(words)
    return (Span(*match.span("answer")), match.end()) if is_said else None


def heard_in_title(text: str) -> Span | None:
    """The customer's words in the title of a step such as “5 "Stop ringing me"”, which the step answers."""
    match = _TITLE.fullmatch(text)
    if match is None or is_denied(text[: match.start("quote")]):
        return None
    words = match["quote"].replace("’", "'")
    known = _CUSTOMER_S.match(words) or _ANSWERED.match(words)
    heard = tells_what_customers_say(text[: match.start("quote")]) and _OWN_WORDS.search(words)
    return Span(*match.span("quote")) if known or heard else None


def _bare(text: str) -> str:
    item = _ITEM.match(text)
    text = text[item.end() :] if item else text
    arrow = _ARROW.match(text)
    return text[arrow.end() :] if arrow else text


def parts(block: Block, speaker: str, denied: bool, caller: str = "agent", name: str = "") -> Iterator[Part]:
    """The parts of a block in order; `speaker` says the words before the first label ("" for a note).

    `caller` is who a "Caller:" is, `name` that of the agent where their turns are under it.
    """
    text = block.text
    labels = {turn.start: turn for turn in turns(text, caller, name)}
    starts = _starts(block, sorted(labels))
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        turn = next((labels[at] for at in sorted(labels) if start <= at < end), None)
        if turn:
            speaker = turn.speaker
            yield from _turn(text, turn.end, end, turn.speaker)
        elif _is_bad_turn(text[start:end]):
            continue
        elif is_quoted(_bare(text[start:end])) and _is_answered(labels, starts, end):
            yield Part(Span(start + text[start:end].index(_bare(text[start:end])), end), "customer")
        else:
            yield from _unlabelled(block, start, end, speaker, denied)


def _is_bad_turn(line: str) -> bool:
    """Whether a line shows how an agent must not speak, as its label says: “Bad agent: …”."""
    match = _LABEL.match(line)
    words = match["label"].lower().split() if match else [""]
    return words[-1] in AGENT and words[-1] != "say" and is_bad_example(" ".join(words))


def _is_answered(labels: Mapping[int, Turn], starts: Sequence[int], end: int) -> bool:
    """Whether the line that begins at `end` is the agent's by its label."""
    after = min((start for start in starts if start > end), default=None)
    return any(turn.speaker == "agent" for at, turn in labels.items() if end <= at and (after is None or at < after))


def _starts(block: Block, labels: list[int]) -> list[int]:
    """Where the block's lines begin that do not run on from the line before."""
    text, starts = block.text, [0]
    for line in _LINE.finditer(text):
        own = any(line.start() <= at < line.end() for at in labels)
        words = _bare(line[0])
        is_led = _LEAD_IN.match(words) is not None
        alone = is_led or is_quoted(words) or _is_cue_line(words) or _ARROW.match(line[0]) or _NOTE.match(words)
        before = text[starts[-1] : line.start()]
        told = is_instruction(words) and not words[:1].islower()
        if line.start() and (own or alone or told or _ends_whole(before)):
            starts.append(line.start())
    return starts


def _ends_whole(before: str) -> bool:
    """Whether the lines before stand for themselves: a quotation or a cue that is complete."""
    return is_quoted(_bare(before)) or _is_cue_line(before.strip())


def _is_cue_line(words: str) -> bool:
    found = list(cues(words))
    return len(found) == 1 and not words[: found[0].start].strip(" *_") and not words[found[0].end :].strip(" *_.")


def _turn(text: str, start: int, end: int, speaker: str) -> Iterator[Part]:
    """What follows a label, cues apart."""
    if not text[start:end].strip(" \t\r\n*_"):
        yield Part(Span(start, end), opens=speaker)
        return
    yield from _said(text, start, end, speaker)


def _said(text: str, start: int, end: int, speaker: str) -> Iterator[Part]:
    """Spoken words, the stage cues among them apart."""
    at = start
    for cue in cues(text[start:end]):
        cue = cue.shift(start)
        if at < cue.start:
            yield Part(Span(at, cue.start), speaker)
        yield Part(cue, cue=True)
        at = cue.end
    if at < end:
        yield Part(Span(at, end), speaker)


def _unlabelled(block: Block, start: int, end: int, speaker: str, denied: bool) -> Iterator[Part]:
    """Words without a label: a customer's or an agent's by their quotation marks, else of `speaker`."""
    text = block.text
    item = _ITEM.match(text, start, end) if block.scope == "body.list" or start else None
    start = item.end() if item else start
    arrow = _ARROW.match(text, start, end)
    words = text[arrow.end() if arrow else start : end]
    if denied or _NOTE.match(words):
        yield Part(Span(start, end))
    elif is_quoted(words):
        strong = any(mark.span.start <= start + 1 and mark.span.end >= start + 2 for mark in block.marked("strong"))
        yield from _said(text, end - len(words), end, "customer" if strong and not arrow else "agent")
    elif _is_stage(block, start, end):
        yield Part(Span(start, end), cue=True)
    elif asked(text[start:end]):
        yield Part(Span(start, end))
    elif speaker and not is_instruction(text[start:end]):
        yield from _said(text, start, end, speaker)
    elif (lead := _LEAD_IN.match(text, start, end)) and not is_denied(lead["lead"]):
        yield Part(Span(start, lead.start("quote")))
        yield from _said(text, lead.start("quote"), end, "agent")
    elif tailed := _said_then_done(block, start, end):
        if text[start : tailed.start].strip():
            yield Part(Span(start, tailed.start))
        yield from _said(text, tailed.start, tailed.end, "agent")
        yield Part(Span(tailed.end, end))
    else:
        yield Part(Span(start, end))


def _said_then_done(block: Block, start: int, end: int) -> Span | None:
    """The quotation, when it is the agent's sentence and what the adviser does then follows it."""
    match = _TAILED.match(block.text, start, end)
    if match is None:
        return None
    lead, quote = match["lead"] or "", match["quote"]
    strong = any(mark.span.start <= match.start("quote") + 1 < mark.span.end for mark in block.marked("strong"))
    if is_denied(lead) or tells_what_customers_say(lead) or strong:
        return None
    if not lead and (len(quote.split()) < _WORDS_OF_A_SENTENCE or _CUSTOMER_S.match(quote.replace("’", "'"))):
        return None
    return Span(*match.span("quote"))


def _is_stage(block: Block, start: int, end: int) -> bool:
    """Whether a line is a stage cue from end to end: in brackets, or in italics and addressed to the adviser."""
    words = block.text[start:end].strip()
    if _is_cue_line(words):
        return True
    slanted = any(mark.span.start <= start + 1 and mark.span.end >= end - 2 for mark in block.marked("em"))
    return slanted and is_cue(words)
