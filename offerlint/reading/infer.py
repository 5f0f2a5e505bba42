"""What a document seems to be, from its format, its words and its name, where nobody declared it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from offerlint.model.block import Block
from offerlint.model.flow import CALLS
from offerlint.reading.email_header import is_to_staff
from offerlint.reading.mention import Mention
from offerlint.reading.sold import products
from offerlint.reading.staff import is_for_staff
from offerlint.text.late import late

_TO_BUSINESS = Mention(
    r"for (?:(?:your|small|smaller|growing|local|our|uk) )*business(?:es)?",
    "your (?:business|company|organisation|premises|practice|staff|workforce)",
    "business (?:broadband|mobile|plans?|customers?|lines?|phone|fibre)",
    "sole traders?", "start-?ups", "smes?", "businesses with",
    "(?:per|a|each) (?:user|seat|desk|sim|site|extension)(?: (?:a|per))? month",
)  # fmt: skip
_TO_HOUSEHOLDS = Mention(
    "your (?:home|household|family|kids|children)", "home (?:talk|phone|broadband)", "cooling[- ]off",
    "(?:[0-9]+|seven|ten|fourteen)[- ]days? (?:from [a-z]+(?: [a-z]+){0,3} )?to (?:cancel|change your mind)",
    "around the (?:house|home)",
)  # fmt: skip
"""What is said to consumers and to no business."""
_TO_LARGE = Mention(
    "enterprise",
    "corporate customers",
    "large organisations",
    "public sector",
    "multi-site",
    "(?:more than|over) (?:ten|10) (?:staff|people|employees)",
    "(?:companies|businesses|firms|organisations) (?:with|of) (?:more than |over )?"
    "(?:1[1-9]|[2-9][0-9]|[0-9]{3,}|eleven|twelve|twenty|fifty)",
    "(?:staff|people|employees) or fewer(?=\\?)",
)
"""How copy speaks to firms of more than ten; it asks those of fewer whether they are, to send them elsewhere."""
_ONLY_BUSINESS = Mention(
    "(?:only )?for (?:vat[- ]registered|limited|incorporated) (?:businesses|companies|firms)",
    "(?:for|to) (?:firms|companies|businesses) (?:of|with) [0-9a-z]+",
    "for (?:trade|business|company|companies|businesses)(?: customers)? only",
    "for (?:corporate|enterprise|wholesale|trade) customers",
    "enterprise (?:connectivity|network|broadband|mobile|telephony|plans?)",
    "(?:not|aren['’]t|isn['’]t) (?:sold to|for|available to|meant for|open to) "
    "(?:consumers|households|homes|private customers)",
)
"""How copy says that it is for no household."""
_WITHOUT_VAT = late(r"\b(?:ex|exc|excl|excluding|plus)\.? vat\b|\+ ?vat\b", re.IGNORECASE)
_INTERNAL = Mention(
    "training (?:notes?|guide|manual|deck|module|session|material)",
    "(?:team|staff|agent|sales) (?:brief|briefing|notes|guidance|handbook|training)",
    "internal", "playbook", "strategy", "campaign (?:plan|brief)", "meeting notes", "minutes of", "retrospective",
    "battle ?cards?", "objection handling",
    "(?:notes?|guidance|briefing|guide|tips|rules) (?:for|to) (?:our |the )?"
    "(?:agents|advis[eo]rs|staff|colleagues|dealers|team|engineers|handlers|managers)",
    "qa (?:checklist|scorecard|form)", "call (?:scorecard|quality)",
    "coaching", "(?:agents|advis[eo]rs|staff) (?:must|need to|should) know", "trainees?", "compliance digest",
)  # fmt: skip
_FOR_STAFF = Mention(
    "(?:for|to) (?:team leaders|agents|advis[eo]rs|new starters|staff)(?: only)?[.:]",
    "(?:not|nothing here is) (?:to be )?(?:read|shown|sent|said) (?:out )?to customers",
    "(?:team|staff|internal|marketing|sales) training notes?",
    "(?:coach|trainer|facilitator|tutor|assessor|team leader)(?:['’]?s|s['’])? (?:notes?|copy|guide|pack)",
    "facilitators? (?:reads?|asks?|says?|hands?)",
    "notes for module",
    "(?:calls|chats) (?:listened|listening) to",
    "learning (?:&|and) development",
)
"""What staff are told, in the opening words, that a text is for them."""
_CONTRACT = Mention(
    "terms (?:and|&) conditions", "terms of (?:service|use|business)", "(?:our |the |your )?terms for",
    "contract (?:summary|information|terms)",
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
_MONTHLY = late(r"£ ?\d[\d.]* ?(?:a month|per month|/ ?month|pm\b|p/m|monthly)")
"""A price that firms would be told without VAT."""
_PRICED = late(r"£ ?\d|\d ?% off\b")
_COMPLAINT = Mention("complaints?", "complain(?:ing)?", "deadlock", "ombudsman", "put(?:ting)? things right")
_PRESS = Mention(
    "(?:press|news|media) (?:release|notice|statement)",
    "for (?:immediate )?(?:release|publication)",
    "notes? (?:for|to) editors",
    "embargo(?:ed)?(?: until)?",
)
_JOB = Mention(
    "(?:days|days['’]|weeks['’]|weeks) (?:holiday|annual leave|leave)(?:,)?(?: plus| \\+| and) bank holidays",
    "(?:hours|days) a week,? (?:or|permanent|full time|full-time|part time|part-time)",
    "zero-hours contract",
    "(?:send|email|e-mail|upload|attach)(?: us)? (?:your|a) cv",
    "we welcome applications from",
    "(?:disability confident|equal opportunit(?:y|ies)) employer",
    "(?:job|role) description",
    "(?:bring|apply).{0,40}interviews?",
    "pro[- ]rata",
    "vacanc(?:y|ies)",
    "you'll be interviewed",
)
"""What advertisements for a job say; two of these make one."""
_YOUR_COMPLAINT = Mention(
    "your complaint(?: number| reference| about|,|$)", "(?:we've|we have) looked into your complaint"
)
_ENOUGH = 12
"""Words of which some would show that a text sells, if it did."""
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
_SENT = ("sms", "push", "email", "social", "search", "poster", "radio", "tv", "print", "mail")
"""Channels by which nothing goes to customers but copy."""
_NAMED_CHANNELS: Mapping[str, str] = {
    "email": "email", "emails": "email", "newsletter": "email", "sms": "sms", "push": "push",
    "voicemail": "voicemail", "poster": "poster", "radio": "radio", "leaflet": "print", "letter": "mail",
    "ivr": "automated-call", "whatsapp": "sms",
}  # fmt: skip
_MAILED = ("mjml", "email")
_HEADED = ("head.subject", "head.preheader")
_PAGES = ("html", "mjml", "email")
_LONGEST_SMS = 480
_AT_THE_DOOR = ("doorstep", "door-to-door", "door to door")
_WE_COME = ("outbound", *_AT_THE_DOOR)
"""What a script is titled by which the firm comes to the customer."""
_THEY_RING = Mention(
    "(?:customers?|people|they|somebody|someone) (?:who )?(?:have |has )?"
    "(?:r[aiu]ngs?|call(?:s|ed)?|phone[sd]?|dial(?:s|led)?) (?:us|in|the line|this line)",
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
CHAT_TITLE = late(r"(?:(?:live|web|online|support|sales|help|customer)[ -]?)?chat(?:[ -]?(?:bot|log)s?)?\b(?![ -]up\b)")
"""How the title of a chat begins."""
_BOTS = late(r"(?:chat)?bot|(?:virtual |digital |ai )?assistant", re.IGNORECASE)
IS_RUNG = Mention(
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
        "products": ("other",) if _JOB.count(words) > 1 else products(words),
        "purpose": _purpose(blocks, words) or _unselling(markup, words),
        "stage": "template" if has_fields else None,
        "direction": "inbound" if is_chat else _direction(blocks),
    }
    return {key: value for key, value in found.items() if value}


def evident(
    markup: str, blocks: Sequence[Block], guess: Mapping[str, object], said: Mapping[str, object]
) -> frozenset[str]:
    """The keys of a guess whose values the document shows, so that no other is plausible.

    A subject line shows an e-mail, a form in HTML one on the web, a page with prices copy, “your home” a consumer, and
    so does a price a month, unless VAT comes on top. What is `said` to be sent to customers is copy.
    """
    words = "\n".join(block.text for block in blocks).lower()
    found = set()
    is_headed = markup in _MAILED or any(block.scope in _HEADED for block in blocks)
    is_mail = is_headed and guess.get("channel") == "email"
    is_sent = is_mail or said.get("channel") in _SENT
    is_page = guess.get("kind") == "copy" and (is_sent or (markup in _PAGES and _PRICED.search(words)))
    in_form = any(block.control is not None and block.control.form is not None for block in blocks)
    if is_mail or (in_form and guess.get("channel") == "web"):
        found.add("channel")
    if is_page or (in_form and guess.get("kind") == "form"):
        found.add("kind")
    to_household = _TO_HOUSEHOLDS(words) or (_MONTHLY.search(words) and not _WITHOUT_VAT.search(words))
    if guess.get("audience") == "consumer" and to_household and not _TO_BUSINESS(words):
        found |= {"audience", "subscriber"}
    return frozenset(found)


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
    if markup not in _MAILED and is_for_staff(blocks):
        return "internal"
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
    if any(block.scope in _HEADED for block in blocks) or _is_mail(text.lower()):
        return "email"
    if markup == "html":
        laid_out = text.count("<table") >= 3 and text.count("<table") * 3 > text.count("<div")
        return "email" if laid_out else "web"
    if len(words) <= _LONGEST_SMS and (("stop" in words and _STOP.search(words)) or _REPLY.search(text)):
        return "sms"
    return "contract" if _CONTRACT(_title(blocks)) else None


def _is_chat(text: str, blocks: Sequence[Block], words: str) -> bool:
    """Whether what looks like a call is typed: its title says so, or nobody but a bot answers the customer."""
    if IS_RUNG(words):
        return False
    if CHAT_TITLE.match(next((block.text for block in blocks), "").strip().lower()):
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
        return "outbound" if any(word in _title(blocks) for word in _AT_THE_DOOR) else None
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
    if said >= 2 or (said and _WITHOUT_VAT.search(words)) or _ONLY_BUSINESS(words):
        return "large-business" if _TO_LARGE(words) else "small-business"
    return "consumer"


def _unselling(markup: str, words: str) -> str | None:
    """The purpose of what says enough, and neither sells nor speaks of a complaint; of a call that is not told."""
    is_told = len(words.split()) >= _ENOUGH and "£" not in words and "press 1" not in words
    return "service" if is_told and markup not in CALLS else None


def _purpose(blocks: Sequence[Block], words: str) -> str | None:
    opening = [block.text.lower() for block in blocks[:_FIRST]]
    if _JOB.count(words) > 1 or _PRESS("\n".join(opening)):
        return "service"
    if _COMPLAINT(_title(blocks)) or _letter_of_complaint(opening):
        return "complaint"
    return "marketing" if _PRICED.search(words) or _SELLS(words) else None
