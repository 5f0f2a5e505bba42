"""What a document seems to be, from its format, its words and its name, where nobody declared it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from offerlint.model.block import Block
from offerlint.model.flow import CALLS
from offerlint.reading.email_header import is_to_staff
from offerlint.reading.mention import Mention
from offerlint.text.late import late

_PRODUCTS: Mapping[str, Mention] = {
    "broadband": Mention(
        "broadband", "fib(?:re|er)", "(?:full|giga|hyper|ultra|super|mega)fib(?:re|er)", "wi-?fi", "internet",
        "[0-9.,]*[mg]bps", "[0-9.,]*mb/s", "router", "hub",
    ),
    "mobile": Mention(
        "mobile", "e?sims?", "sim[- ]only", "4g", "5g", "roaming", "pay as you go", "payg", "pay monthly", "handset",
        "airtime", "gb of data", "texts",
    ),
    "landline": Mention("landline", "home phone", "line rental", "digital voice"),
    "tv": Mention("tv", "television", "set-top", "streaming", "box ?sets?"),
    "finance": Mention(
        "apr", "loans?", "on credit", "credit (?:agreement|check|provider|broker)", "interest[- ]free",
        "hire purchase", "finance", "borrow(?:ing)?", "pay later", "instal?ments?",
        "pay (?:in|over) (?:3|4|three|four)", "credit (?:checks?|score|history)", "(?:bad|poor) credit", "lenders?",
        "(?:device|handset) plan", "crypto(?:currency|assets?)?", "bitcoin", "investing", "investors?",
        "capital at risk",
    ),
    "insurance": Mention(
        "insurance", "insured?", "insurers?", "policyholders?",
        "(?:phone|gadget|device|screen|damage|theft|breakdown|boiler|pet|travel|home|car|life) cover",
    ),
    "energy": Mention("electricity", "kwh", "energy (?:tariff|supplier|bills?|plan)", "gas (?:tariff|bills?|supply)"),
    "device": Mention("smartphones?", "iphones?", "handsets?", "tablets?", "laptops?", "smart ?watch(?:es)?"),
}  # fmt: skip
_TO_BUSINESS = Mention(
    r"for (?:(?:your|small|smaller|growing|local|our|uk) )*business(?:es)?",
    "your (?:business|company|organisation|premises|practice|staff|workforce)",
    "business (?:broadband|mobile|plans?|customers?|lines?|phone|fibre)",
    "sole traders?", "start-?ups", "smes?", "businesses with",
    "(?:per|a|each) (?:user|seat|desk|sim|site|extension)(?: (?:a|per))? month",
)  # fmt: skip
_TO_LARGE = Mention("enterprise", "corporate customers", "large organisations", "public sector", "multi-site")
_WITHOUT_VAT = late(r"\b(?:ex|exc|excl|excluding|plus)\.? vat\b|\+ ?vat\b", re.IGNORECASE)
_INTERNAL = Mention(
    "training (?:notes?|guide|manual|deck|module|session|material)",
    "(?:team|staff|agent|sales) (?:brief|briefing|notes|guidance|handbook|training)",
    "internal", "playbook", "strategy", "campaign (?:plan|brief)", "meeting notes", "minutes of", "retrospective",
    "battle ?cards?", "objection handling",
    "(?:notes?|guidance|briefing|guide) (?:for|to) (?:our |the )?(?:agents|advis[eo]rs|staff|colleagues|dealers|team)",
    "qa (?:checklist|scorecard|form)", "call (?:scorecard|quality)",
    "coaching", "(?:agents|advis[eo]rs|staff) (?:must|need to|should) know", "trainees?", "compliance digest",
)  # fmt: skip
_FOR_STAFF = Mention(
    "(?:for|to) (?:team leaders|agents|advis[eo]rs|new starters|staff)(?: only)?[.:]",
    "(?:not|nothing here is) (?:to be )?(?:read|shown|sent|said) (?:out )?to customers",
    "(?:team|staff|internal|marketing|sales) training notes?",
)
"""What staff are told, in the opening words, that a text is for them."""
_CONTRACT = Mention(
    "terms (?:and|&) conditions", "terms of (?:service|use|business)", "contract (?:summary|information|terms)",
    "(?:customer|service) agreement",
)  # fmt: skip
_CONSENT = Mention(
    "agree", "consent", "opt[- ]?(?:in|out)", "contact me", "send me", "keep me", "marketing", "news(?:letter)?s?",
    "offers", "updates", "(?:third|selected) part(?:y|ies)", "partners", "hear from",
)  # fmt: skip
_SELLS = Mention(
    "offers?", "deals?", "sale", "upgrade", "switch to", "sign up", "order (?:now|today|online)", "buy", "free", "save",
    "join (?:us )?today", "discount", "plans? from",
)  # fmt: skip
_PRICED = late(r"£ ?\d|\d ?% off\b")
_COMPLAINT = Mention("complaints?", "deadlock", "ombudsman")
_YOUR_COMPLAINT = Mention(
    "your complaint(?: number| reference| about|,|$)", "(?:we've|we have) looked into your complaint"
)
_FIRST = 4
"""How many blocks open a text."""
_OF_MAIL = ("unsubscribe", "browser", "preheader", "xmlns:", "[if mso", "subject", "preview text")
"""What any text holds in which an e-mail is found."""
_EMAIL = late(
    r"\bunsubscribe\b|view (?:this (?:email|message) )?in (?:your |a )?(?:web ?)?browser|\bpreheader\b|"
    r"xmlns:[vo]=|\[if mso|^\W{0,6}(?:subject(?: line)?|preview text|preheader)\W{0,3}:",
    re.MULTILINE,
)
_STOP = late(r"\b(?:txt|text|reply|opt[- ]?out:?|send)\b[^.\n]{0,24}\bstop\b|\bstop to \d")
_REPLY = late(r"\b[Rr]eply (?:with )?[\"“']?[A-Z]{2,}\b")
_NAMED_CHANNELS: Mapping[str, str] = {
    "email": "email", "emails": "email", "newsletter": "email", "sms": "sms", "push": "push",
    "voicemail": "voicemail", "poster": "poster", "radio": "radio", "leaflet": "print", "letter": "mail",
    "ivr": "automated-call",
}  # fmt: skip
_LONGEST_SMS = 480
_WE_COME = ("outbound", "doorstep", "door-to-door", "door to door")
"""What a script is titled by which the firm comes to the customer."""
_THEY_RING = Mention(
    "(?:customers?|people|they) (?:who )?(?:ring|call|phone|dial) (?:us|in|the line|this line)",
    "callers who (?:ring|call|phone|dial)",
    "calls (?:that|which) come in",
    r"incoming(?! (?:offers?|customers?|stock))",
)
_OPENING = 2
"""How many of the agent's turns open a call."""
_ANSWERED = Mention(
    "thank(?:s| you) for (?:calling|ringing|phoning|your call)", "(?:you're|you are|you've come|you’re) through to",
    "how (?:can|may) (?:i|we) help", r"[a-z]+ speaking(?! (?:to|with))",
)  # fmt: skip
_DIALLED = Mention(
    r"(?:i'm|i’m|i am|we're|we’re|we are|it's|just) (?:just )?(?:calling|ringing|phoning)",
    "the reason (?:for my call|i'm calling)",
    "am i speaking (?:to|with)",
)
_CHAT = late(r"(?:(?:live|web|online|support|sales|help|customer)[ -]?)?chat(?:[ -]?(?:bot|log)s?)?\b(?![ -]up\b)")
"""How the title of a chat begins."""
_BOTS = late(r"(?:chat)?bot|(?:virtual |digital |ai )?assistant", re.IGNORECASE)
_RUNG = Mention(
    "(?:calling|ringing|phoning) (?:you|from|about|on behalf|because)", "for (?:calling|ringing|phoning)",
    "(?:this|the|your|all|our)? ?calls? (?:is|are|may be|will be) (?:being )?recorded", "press [0-9]", "this call",
)  # fmt: skip
"""What is said on a telephone and by no bot in a chat."""


def infer(path: str, markup: str, text: str, blocks: Sequence[Block], *, has_fields: bool) -> dict[str, object]:
    """A guess for each of the things that words can show; what they do not show is left out.

    `markup` is a format without its template language; `text` the source, `blocks` those of a variant.
    """
    words = "\n".join(block.text for block in blocks).lower()
    is_chat = markup in ("script", "transcript") and _is_chat(text, blocks, words)
    found: dict[str, object] = {
        "kind": "internal" if markup == "email" and is_to_staff(text) else _kind(markup, blocks, words),
        "channel": "web" if is_chat else _channel(path, markup, text, blocks, words),
        "audience": _audience(words),
        "products": tuple(product for product, mentioned in _PRODUCTS.items() if mentioned(words)),
        "purpose": _purpose(blocks, words),
        "stage": "template" if has_fields else None,
        "direction": "inbound" if is_chat else _direction(blocks),
    }
    return {key: value for key, value in found.items() if value}


def _title(blocks: Sequence[Block]) -> str:
    """What the document calls itself: its title and its first heading, in small letters."""
    titles = [block.text for block in blocks if block.scope == "head.title"][:1]
    return " / ".join(titles + [block.text for block in blocks if block.level][:1]).lower()


def _kind(markup: str, blocks: Sequence[Block], words: str) -> str:
    if markup in CALLS:
        return "transcript" if markup == "transcript" else "script"
    title = _title(blocks)
    if _INTERNAL(title) or _FOR_STAFF(" / ".join(block.text for block in blocks[:_FIRST]).lower()):
        return "internal"
    if _CONTRACT(title):
        return "contract"
    return "form" if "£" not in words and any(_asks(block) for block in blocks) else "copy"


def _asks(block: Block) -> bool:
    """Whether a block is a checkbox of a form, or one that asks for consent."""
    if block.control is None or block.control.kind != "checkbox":
        return False
    return block.control.form is not None or _CONSENT(block.text.lower())


def _channel(path: str, markup: str, text: str, blocks: Sequence[Block], words: str) -> str | None:
    if markup in CALLS:
        return "call"
    if markup == "mjml":
        return "email"
    for part in re.split(r"[^a-z]+", PurePosixPath(path).name.lower()):
        if part in _NAMED_CHANNELS:
            return _NAMED_CHANNELS[part]
    if any(block.scope in ("head.subject", "head.preheader") for block in blocks) or _is_mail(text.lower()):
        return "email"
    if markup == "html":
        laid_out = text.count("<table") >= 3 and text.count("<table") * 3 > text.count("<div")
        return "email" if laid_out else "web"
    if len(words) <= _LONGEST_SMS and (("stop" in words and _STOP.search(words)) or _REPLY.search(text)):
        return "sms"
    return "contract" if _CONTRACT(_title(blocks)) else None


def _is_chat(text: str, blocks: Sequence[Block], words: str) -> bool:
    """Whether what looks like a call is typed: its title says so, or nobody but a bot answers the customer."""
    if _RUNG(words):
        return False
    if _CHAT.match(next((block.text for block in blocks), "").strip().lower()):
        return True
    from offerlint.reading.turns import labels

    answering = {label for who, label in labels(text) if who == "agent"}
    return bool(answering) and all(map(_BOTS.fullmatch, answering))


def _is_mail(text: str) -> bool:
    return any(sign in text for sign in _OF_MAIL) and _EMAIL.search(text) is not None


def _direction(blocks: Sequence[Block]) -> str | None:
    """Who rang whom, where a call says so in its title, in the notes above it or as it opens, and does not say both."""
    opening = [block.text for block in blocks if block.scope == "script.agent"][:_OPENING]
    if not opening:
        return None
    title, words = f"{_title(blocks)}\n{_preface(blocks)}", "\n".join(opening).lower()
    inbound = "inbound" in title or _THEY_RING(title) or _ANSWERED(words)
    outbound = any(word in title for word in _WE_COME) or _DIALLED(words)
    return None if inbound == outbound else "inbound" if inbound else "outbound"


def _preface(blocks: Sequence[Block]) -> str:
    """The notes that stand before anybody speaks, in small letters."""
    first = next((number for number, block in enumerate(blocks) if block.speaker), 0)
    return "\n".join(block.text for block in blocks[:first] if block.scope == "script.note").lower()


def _letter_of_complaint(opening: Sequence[str]) -> bool:
    """Whether a text greets somebody and then speaks of their complaint."""
    return any(text.startswith(("dear ", "hello", "hi ")) for text in opening) and any(map(_YOUR_COMPLAINT, opening))


def _audience(words: str) -> str:
    said = _TO_BUSINESS.count(words)
    if said >= 2 or (said and _WITHOUT_VAT.search(words)):
        return "large-business" if _TO_LARGE(words) else "small-business"
    return "consumer"


def _purpose(blocks: Sequence[Block], words: str) -> str | None:
    opening = [block.text.lower() for block in blocks[:_FIRST]]
    if _COMPLAINT(_title(blocks)) or _letter_of_complaint(opening):
        return "complaint"
    return "marketing" if _PRICED.search(words) or _SELLS(words) else None
