"""What the columns of a copy deck hold: said in the configuration, or told by the words at their heads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from offerlint.model.vocabulary import SCOPES
from offerlint.reading.about import FOR_READERS, KEYS
from offerlint.text.late import late
from offerlint.text.nearest import did_you_mean

ROLES: Mapping[str, str] = {
    "heading": "body.heading",
    "body": "body.paragraph",
    "smallprint": "footer.smallprint",
    "button": "body.button",
    "link": "body.link",
    "alt": "body.alt",
    "title": "head.title",
    "description": "head.description",
    "subject": "head.subject",
    "preheader": "head.preheader",
    "ad-headline": "body.ad-headline",
    "ad-long-headline": "body.ad-long-headline",
    "ad-description": "body.ad-description",
    "ad-path": "body.ad-path",
    "social-text": "body.social-text",
    "social-headline": "body.social-headline",
    "social-description": "body.social-description",
}
"""What a column may be called in the configuration, and the scope of its words; a whole scope may stand there too."""

SAYS = tuple(key for key in KEYS if key not in (*FOR_READERS, "provider"))
"""What a column may say of its row, besides copy."""

NOTHING = "none"
"""What is said of a column that holds no copy."""

_HEADS: Mapping[str, str] = {
    "heading": r"(?:main |sub |short |long |ad )?(?:head(?:line|ing|er)?|sub ?head(?:ing|line)?)|h[1-3]|strap ?line|"
    r"tag ?line|question",
    "body": r"(?:main |ad |body |marketing |primary |sms |push |post |email )?(?:copy|text|body)|"
    r"(?:body|marketing) (?:copy|text)|(?:long |short |ad |link )?description|caption|message(?: text)?|"
    r"(?:sms|push|text)(?: (?:message|template|wording|content))?s?|"
    r"paragraph|intro(?:duction)?|bullets?|offer (?:text|copy)|call ?outs?|answer",
    "smallprint": r"legal(?: (?:copy|text|line))?|small(?: ?print)?|terms(?: (?:and|&) conditions)?|t ?(?:&|and) ?cs?|"
    r"ts ?(?:&|and) ?cs|disclaimers?|foot ?notes?|conditions|caveats?",
    "button": r"ctas?|button(?: (?:text|copy|label))?|call to action|cta (?:text|copy|label)",
    "alt": r"alt(?:ernative)?(?: text)?|image alt(?: text)?",
    "title": r"(?:page|meta|seo|ad )? ?title",
    "description": r"(?:meta|seo) description",
    "subject": r"subject(?: line)?|email subject(?: line)?",
    "preheader": r"pre ?header(?: text)?|preview(?: text)?",
    "channel": r"channel|medium",
}  # fmt: skip
_HEAD = late("|".join(f"(?P<{role}>(?:{words}))" for role, words in _HEADS.items()), re.IGNORECASE)
_DATA = late(
    r"(?:ad |page )?placements?|(?:ad |creative |file |video )?(?:format|size|type|dimensions)|position|slot|platform|"
    r"(?:ad |asset |row |copy |message |template )?(?:id|ref(?:erence)?|key|code|no)|"
    r"(?:campaign|ad set|ad group|flight|asset|creative|template|list)(?: name)?|"
    r"(?:copy |content )?(?:owner|author|writer|approver|designer|editor)|"
    r"(?:written|approved|checked|signed off|made|requested) by|(?:approval |sign off )?status|"
    r"(?:start|end|live|go live|send|due|launch|sign off|approval)(?: (?:date|time|on))?|dates?|times?|week|month|"
    r"(?:final |landing |destination |display |tracking )?(?:url|page)s?|utms?|image|picture|photo|visual|artwork|"
    r"brand|client|advertiser|agency|team|department|market|region|country|territory|locale|"
    r"(?:target )?(?:segment|list|targeting)s?|budget|spend|bid|keywords?|match type|trigger|event|version|priority|"
    r"paid(?: for)?|(?:character|word|char) count|length|limit",
    re.IGNORECASE,
)
"""What heads a column that tells how and where copy is used, and holds none."""
_NUMBER = late(r"[\s_.#-]*\(?\d{1,2}\)?$")
_ADDRESSED = frozenset(("channel", "purpose", "audience"))
_CAMPAIGN = frozenset(("template", "template name", "campaign", "campaign name", "segment", "send date", "send at"))
"""What a table says of words that go to customers, and what it calls their sending."""
SURE = frozenset(("heading", "smallprint", "button", "subject", "preheader"))
"""What nothing but copy has; settings and schemas have titles and descriptions too."""


class Column(NamedTuple):
    """A column of copy of a `scope`, or one that says the `key` of what its row is."""

    scope: str = ""
    key: str = ""


def column(role: str) -> Column | None:
    """What a role of the configuration means; None for a column that holds nothing to read.

    Raises ValueError, with what was probably meant, for one that means nothing.
    """
    word = role.strip()
    if word == NOTHING:
        return None
    if word in ROLES or word in SCOPES:
        return Column(ROLES.get(word, word))
    key = word.replace("-", "_")
    if key in SAYS:
        return Column(key=key)
    known = (*ROLES, *SAYS, NOTHING, *SCOPES)
    raise ValueError(f"a column cannot be “{role}”; {did_you_mean(word, known)}")


def plain(head: str) -> str:
    """The words at the head of a column, however they are cased and joined: `Headline_1` is `headline 1`."""
    return " ".join(re.split(r"[\s_-]+", head.strip().lower()))


def role_of(head: str) -> str:
    """What the words at the head of a column tell of it; empty where they tell nothing."""
    words = _NUMBER.sub("", plain(head)).strip(" :*")
    found = _HEAD.fullmatch(words)
    if found:
        return str(found.lastgroup)
    key = words.replace(" ", "_")
    return key if key in SAYS else ""


def is_data(head: str) -> bool:
    """Whether the words at the head of a column show that it is about the copy, and holds none itself."""
    return _DATA.fullmatch(_NUMBER.sub("", plain(head)).strip(" :*")) is not None


def is_deck(heads: Sequence[str]) -> bool:
    """Whether the words at the heads of a table show that it holds copy, and no other data."""
    told = list(map(role_of, heads))
    roles = [role for role in told if role in ROLES]
    is_addressed = bool(roles) and not (_ADDRESSED.isdisjoint(told) and _CAMPAIGN.isdisjoint(map(plain, heads)))
    is_sure = len(roles) > 1 or not SURE.isdisjoint(roles) or bool(_sent(heads))
    return is_sure or is_addressed or are_ads(heads) or are_social(heads)


_SENT = late(r"(?P<sms>sms|text messages?)(?: .+)?|(?P<push>push)(?: .+)?")


def _sent(heads: Sequence[str]) -> set[str]:
    """By which channels the columns of a table that hold texts or push messages are sent, as their heads say."""
    bodies = (plain(head) for head in heads if role_of(head) == "body")
    return {str(found.lastgroup) for body in bodies if (found := _SENT.fullmatch(body))}


_AD_HEAD = late(
    r"(?P<long>long headline)|(?P<headline>headline|title part|ad title)|"
    r"(?P<description>(?:ad )?description(?: line)?|text part)|(?P<path>(?:display )?path)"
)
_SOCIAL: Mapping[str, str] = {
    "title": "social-headline", "headline": "social-headline", "body": "social-text", "primary text": "social-text",
    "link description": "social-description", "description": "social-description",
}  # fmt: skip
"""What Meta heads the columns of its advertisements with."""
_META = frozenset(("link description", "primary text", "call to action", "display link"))
_NAMED = frozenset(("ad name", "campaign name", "ad set name"))


def _ad_head(head: str) -> tuple[str, bool]:
    """The words at a head of an export of ads without its number, and whether it has one."""
    words = plain(head).replace("responsive search ad ", "")
    bare = re.sub(r" ?\d{1,2}$", "", words)
    return bare, bare != words


def are_ads(heads: Sequence[str]) -> bool:
    """Whether a table is what an advertising platform gives out for search: headlines and descriptions with numbers."""
    found = {
        str(match.lastgroup) for bare, is_one in map(_ad_head, heads) if is_one and (match := _AD_HEAD.fullmatch(bare))
    }
    return {"headline", "description"} <= found


def are_social(heads: Sequence[str]) -> bool:
    """Whether a table is of advertisements on Facebook and Instagram, as Meta gives them out or calls their parts."""
    found = {_ad_head(head)[0] for head in heads}
    exported = {"title", "body"} <= found and bool(_META & found) and bool(_NAMED & found)
    return exported or ("primary text" in found and bool({"headline", "link description"} & found))


def ad_role_of(head: str) -> str:
    """What a column of an export of search advertisements holds; empty where nothing to read."""
    match = _AD_HEAD.fullmatch(_ad_head(head)[0])
    if match is None:
        return role_of(head)
    return {"long": "ad-long-headline"}.get(str(match.lastgroup), f"ad-{match.lastgroup}")


def social_role_of(head: str) -> str:
    """What a column of advertisements on Facebook and Instagram holds; empty where nothing to read."""
    return _SOCIAL.get(_ad_head(head)[0]) or role_of(head)


def channel_of(heads: Sequence[str]) -> dict[str, str]:
    """What the heads of an export of ads, or of a column of texts, show of its channel; nothing for any other table."""
    if are_ads(heads):
        return {"channel": "search"}
    if are_social(heads):
        return {"channel": "social"}
    sent = _sent(heads)
    copy = [role for role in map(role_of, heads) if role in ROLES]
    return {"channel": sent.pop()} if len(sent) == len(copy) == 1 else {}
