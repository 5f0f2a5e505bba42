"""Whether prose is what staff are told: by whom it names as its readers, and how it speaks of those they deal with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from offerlint.model.block import Block
from offerlint.text.late import late

_OPENING = 8
"""Blocks among which a text says for whom it is."""
_ENOUGH = 3
_LEAST = ((0.9, 1.5), (0.3, 1.5), (0.1, 0.5))
"""Where a text is not named as for staff, is by its title or its readers, or is by both: what share of the blocks that
say something must speak as to staff, and how many times those that speak to customers."""
_FEWEST = (4, 3, 2)
_MANY = 15
_A_LINE = 4
"""Words from which on a block says something."""
_A_BRIEF = 12
"""Words from which on a script in which nothing is marked as spoken may be what staff are told."""
_TITLED = late(
    r"\b(?:(?:staff|team|desk) (?:wiki|notes?|guide|handbook)|calling guide|(?:awkward|tricky|"
    r"difficult) (?:questions|customers|calls)|"
    r"sop|playbook|house style|cheat ?sheet|crib ?(?:sheet|card)|desk (?:card|guide|copy)|pocket guide|"
    r"toolbox talk|huddle|"
    r"stand-?up|new starters?|(?:first|front)[- ]line|induction|refresher|e-?learning|role-?play|dos? and don['’]?ts|"
    r"do(?:s|['’]s)? (?:&|and|/) don['’]?t(?:['’]?s)?|copy desk|tone of voice|writing guide|style guide|call floor|"
    r"(?:sales|call|shop) floor|brand team|team (?:note|brief|talk)s?|(?:what|words|phrases|things) (?:we|"
    r"to) (?:don['’]t|never|avoid|"
    r"use)|how we (?:write|word|sell|ring|call|handle|talk|deal|open|close)|ringing people|taking (?:a card|"
    r"a complaint|payments?)|"
    r"calling people|working (?:practice|instruction)s?|standard operating|script rules|(?:coaching|"
    r"quality) (?:note|point|tip)s?)\b",
    re.IGNORECASE,
)
_READERS = late(
    r"\b(?:for|to) (?:(?:all|any|our|the|every) )?(?:(?:new|shop|store|phone|chat|field|sales|retail|crm|digital|"
    r"web|retentions?|save|"
    r"care|billing|collections?|complaints?|marketing|brand|door|outbound|inbound|contact[- ]centre|call[- ]centre|"
    r"customer[- ]service|"
    r"customer[- ]relations|front[- ]line),? (?:(?:and|or|&) )?){0,4}"
    r"(?:teams?|staff|colleagues|advis[eo]rs|agents|handlers|starters|managers|leaders|dealers|canvassers|engineers|"
    r"copywriters|writers)\b|"
    r"\bfor (?:the )?[\w, &/-]{2,50} teams (?:at|of|in|only)\b|"
    r"\b(?:for|to) (?:anyone|anybody|everyone|everybody|people|those|whoever|all) (?:at [\w ]{2,30} )?who "
    r"(?:writes?|sells?|talks?|speaks?|answers?|rings?|takes?|calls?|deals?|works?|handles?|picks? up|sits?|"
    r"looks after)\b|"
    r"\b(?:owner|owned by|approved by|signed off by|agreed with|reviewed by|checked (?:by|with)|version|"
    r"last reviewed|reviewed|supersedes|"
    r"replaces|issued by|applies to|audience)\b[: ]|\blaminated\b|\blast edited\b|\bfor (?:reps|agents|"
    r"advis[eo]rs)\b|\b(?:staff|intranet) (?:wiki|page)\b|\bkeep (?:it|this) (?:by you|on your desk|"
    r"to hand)\b|"
    r"\bnot for customers\b|\b(?:morning|hi|hello|afternoon|evening|right),? (?:all|team|everyone|folks|both)\b",
    re.IGNORECASE,
)
_THIRD = (
    r"(?:them|(?:the |a |each |every |any |your |our )?(?:customer|caller|client|account holder|householder|"
    r"prospect|member|person|"
    r"tenant|patient|guest)s?|people|someone|somebody|anyone|anybody)"
)
_DEALT_WITH = late(
    rf"\b(?:tell|ask|offer|give|thank|ring|call|take|let|help|put|send|read|show|quote|sell|push|rush|press|warn|"
    rf"remind|sign|move|"
    rf"text|e-?mail|pass|transfer|refer|interrupt|promise|upgrade|keep|leave|thank|greet|save)(?:ing)? {_THIRD}\b|"
    rf"\b(?:if|when|where|once|unless|until|whoever|before|after) (?:they|{_THIRD}) (?:['’]\w+|say|says|ask|asks|"
    rf"want|wants|sound|sounds|"
    r"tell|tells|is|are|was|have|has|can|cannot|won|don|doesn|do|does|hesitate|refuse|object|complain|cry|mention|"
    r"push|ring|rings|call|"
    r"agree|seem|need|would|decline|hang|answer|stay|still|choose|prefer)\b|"
    r"\b(?:customers|callers|clients|prospects|householders) (?:who|are|will|may|have|can|should|must|need|get|"
    r"often|tell|want|give|say|"
    r"don|aren|won)\b|\bcustomers['’]|\bthe (?:customer|caller|account holder|householder)\b|"
    r"\b(?:they|they['’]re|they['’]ve|they['’]ll|their) (?:own )?(?:words|say|said|tell|told|want|haven|account|"
    r"order|bill|name|number|age|"
    r"line manager|needn|answer|yes|no)\b",
    re.IGNORECASE,
)
"""Those whom staff deal with, spoken of."""
_AT_WORK = late(
    r"\b(?:team leader|line manager|your manager|your coach|supervisor|compliance(?! with)|legal (?:team|first|owe)|"
    r"crm|dialler|wrap[- ]up|"
    r"case notes?|the (?:queue|script|screen|lead|leads|list|campaign|template|log|notes?)|ticket|disposition|"
    r"commission|targets?|"
    r"kpis?|qa|leader ?board|per shift|on shift|rota|our do-not-call list|tps|ctps|do-not-call|stop list|hand ?over|"
    r"escalate|flag it|"
    r"log (?:it|the)|write it down|on the (?:system|account|file|record)|desk|pod|floor|call ?backs?|read out|"
    r"word for word|out loud|"
    r"upsell|cross-?sell|objections?|rapport|pitch|close the sale|the sale)\b",
    re.IGNORECASE,
)
_BIDDEN = late(
    r"(?:^|[.!?:;] |[*_] |\d\.\d? )\W*(?:don['’]t|do not|never|always|only|please)? ?\b(?:say|write|read|promise|"
    r"mention|push|sell|repeat|"
    r"interrupt|guess|assume|argue|log|tick|screen|stop selling|transfer|escalate|pause|resume|verify|hang up|dial|"
    r"quote|"
    r"record|note|apologise|listen|paraphrase|link|avoid|spell out|put the)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""What staff are bidden to do."""
_TOLD = (_DEALT_WITH, _AT_WORK, _BIDDEN)
_OF_OTHERS = (
    "them",
    "they",
    "customer",
    "caller",
    "people",
    "some",
    "anyone",
    "anybody",
    "person",
    "log ",
    "dial",
    "never",
)
"""Parts of words of which a text that nothing names as for staff has some in every third block, if it is for them."""
_TO_READER = late(
    r"\byour (?:order|bill|bills|plan|account|home|house|address|contract|hub|router|phone|line|street|broadband|"
    r"monthly|first|price|"
    r"payment|new|deal|number|offer|complaint|service|area|direct debit|data|letter|loan|statement)\b|"
    r"\byou(?:['’]ll| will|['’]re| can| could| may)? (?:get|pay|save|keep|receive|owe|order|join|switch|qualify|"
    r"cancel at|enjoy|choose|"
    r"live|have (?:14|30) days)\b|\b(?:order|join|switch|sign up|buy|upgrade|shop|book) (?:now|today|online|by)\b",
    re.IGNORECASE,
)
"""What is said to customers."""
_QUOTED = late(r"[“\"][^“”\"\n]{3,}?[”\"]|(?<![\w])[‘'][^‘’'\n]{12,}?[’'](?!\w)")

_SPOKEN = late(
    r"(?:^|[.!?] )\W*(?:hello|hiya?|good (?:morning|afternoon|evening)|morning|afternoon|evening|thanks|thank you|"
    r"welcome)\b|"
    r"\bI\b|\b(?:would|could|can|do|are|have|may|might|shall|is|what['’]s|when['’]s|who['’]s) (?:you|your|I|we)\b|"
    r"\bmy name\b|\b(?:we|I)['’]?(?:ll| will| can|['’]d)? (?:send|e-?mail|text|post|call|ring) you\b",
    re.IGNORECASE,
)
"""What is said to a customer, if nothing marks it as spoken."""
_OTHERS = late(
    r"\b(?:they|they['’]\w+|them|their|someone|somebody|anyone|anybody|people|whoever|customers?|callers?|"
    r"householders?|prospects?|leads?|agents?|advis[eo]rs?|supervisors?|everyone|nobody|greeting|redial|press|explain|"
    r"mention|reply|answer|refus(?:al|als|es|ing)|the (?:yes|order|sale)|do-not-call)\b",
    re.IGNORECASE,
)


def is_for_staff(blocks: Sequence[Block]) -> bool:
    """Whether a text is for those who deal with customers or write for them; what it quotes does not count."""
    said = [_QUOTED.sub(" … ", block.text) for block in blocks if block.scope not in ("body.code", "body.quote")]
    prose = [text for text in said if len(text.split()) >= _A_LINE]
    if len(prose) < _ENOUGH:
        return False
    opening = "\n".join(said[:_OPENING])
    named = (_TITLED.search("\n".join(said[:2])) is not None) + (_READERS.search(opening) is not None)
    share, lead = _LEAST[named]
    enough = max(_FEWEST[named], share * min(len(prose), _MANY))
    if not named and len(_TOLD) * sum(any(map(text.lower().__contains__, _OF_OTHERS)) for text in prose) < enough:
        return False
    told = sum(pattern.search(text) is not None for pattern in _TOLD for text in prose)
    spoken_to = sum(_TO_READER.search(text) is not None for text in prose)
    return told >= enough and told > lead * spoken_to


def tells_staff(blocks: Sequence[Block]) -> bool:
    """Whether a script in which nothing is marked as spoken tells staff what to do, and has no words to be said.

    The words must be of those whom staff deal with, or bid somebody something; one that speaks to a customer is enough
    for all to be what is said.
    """
    told = 0
    said = [_QUOTED.sub(" … ", block.text) for block in blocks if not block.level]
    prose = [text for text in said if len(text.split()) >= _A_LINE]
    for text in prose:
        if _SPOKEN.search(text) or _TO_READER.search(text):
            return False
        told += any(pattern.search(text) for pattern in (*_TOLD, _OTHERS))
    return told * 2 >= len(prose) and sum(len(text.split()) for text in prose) >= _A_BRIEF
