"""Whether data in JSON, YAML or TOML holds copy, as the names of its keys tell: tiles, cards, offers of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from offerlint.reading.columns import ROLES, SURE, plain, role_of
from offerlint.text.late import late

Pair = tuple[str, str]
"""A key and the words under it."""
_PAIRS: Mapping[str, re.Pattern[str]] = {
    ".json": late(r'"(?P<key>[A-Za-z][\w -]{0,40})"\s*:\s*(?:\[\s*)?"(?P<words>(?:[^"\\\n]|\\.){1,2000})"'),
    ".toml": late(r"^[ \t]*(?P<key>[A-Za-z][\w-]{0,40})[ \t]*=[ \t]*\[?\s*[\"']+(?P<words>.{1,2000})", re.MULTILINE),
    ".yaml": late(
        r"^[ \t]*(?:- +)?(?P<key>[A-Za-z][\w -]{0,40}):(?:[ \t]*[|>][-+]?\n\s+|[ \t]*\n[ \t]*- +(?![\w -]+:)|[ \t]+)"
        r"(?P<words>.+)",
        re.MULTILINE,
    ),
}  # fmt: skip
_JOINED = late(r"(?<=[a-z])(?=[A-Z])")
_WORD = late(r"[^\W\d_]{2,}")
_LOOKED_AT = 20_000
_A_SENTENCE = 5
"""Words from which on a value is more than a name or a setting."""
_ENDED = late(r"[.!?][\"'”’)\]]*,?\s*$")
_ASKED = frozenset(("question", "q"))
_ANSWERED = frozenset(("answer", "a"))
_SHOWN = late(
    r"answer|a|blurb|pitch|teaser|standfirst|lead|features?|benefits?|highlights?|usps?|notice|announcement|"
    r"promo(?: text)?|repl(?:y|ies)|responses?|texts?|messages?|lines?|small|terms|tooltip|help(?:er)? text|sms|push|"
    r"prompts?|banner|toast"
)
"""Keys of words that customers see, besides those that head a copy deck."""
_OF_COPY = late(
    r"(?:^|[/_.-])(?:faqs?|banners?|promos?|promotions?|plans?|tariffs?|deals?|cards?|tiles?|sms|texts?|push|e?mails?|hero|"
    r"ads?|adverts?|campaigns?|landing(?:[-_]?pages?)?|ivr|chat|chat-?bots?|bots?|macros|canned[-_]?(?:responses|replies)|"
    r"microcopy|tooltips?|pop-?ups?|terms|small[-_]?print|offers|letters?)\d*(?:[_.-][\w.-]*)?\.\w+$",
    re.IGNORECASE,
)
"""Names of files of what customers are shown."""
_ALL_SHOWN = late(r"(?:^|[/_.-])(?:sms|texts|push|ivr|chat-?bots?|bots?)[^/]*\.\w+$", re.IGNORECASE)
"""Names of files of which every sentence is shown or said, whatever its key."""
_TOLD = late(r"(?:.* )?(?:description|notes?|comments?|summary|purpose|instructions?|name|title|help|owner|id)")
"""Keys of what is about the words."""
_TO_CUSTOMERS = late(
    r"£ ?\d[\d,.]* ?(?:a|per|each|every|/|p) ?(?:month|m\b|mo\b|year|week)|\b(?:reply|text|txt|send) ?\\?[\"']?stop\b|"
    r"\bt(?:&|and )cs? apply|\bterms apply|\bthank(?:s| you) for calling|\bpress \d (?:for|to)\b|"
    r"\bcalls? (?:is|are|may be) (?:being )?recorded|\b(?:Dear|Hi|Hello),? ?[{\[<*%]",
    re.IGNORECASE,
)
"""Words that nothing but what is sent or said to customers has."""
_OF_PROGRAMS = late(
    r"^[\s{]*[\"']?(?:openapi|swagger|\$schema|apiVersion|jobs|services|dependencies|devDependencies|scripts|on|env|stages|"
    r"compilerOptions|rules|definitions|components|resource|provider|repos|alert|groups)[\"']?\s*[:=]",
    re.MULTILINE,
)
"""Keys at the top of files that programs read: settings, schemas and steps of a build."""


def holds_copy(head: str, suffix: str, path: str) -> bool:
    """Whether some data holds copy: two kinds of it under keys, one of them as only copy has (a headline and a body).

    A title with a description, as schemas and settings have, does not tell. Where it is named after what customers are
    shown, holds questions with their answers, or speaks to customers, a sentence under a key of copy is enough.
    """
    found = list(_pairs(head, suffix))
    if _has_two_kinds(found):
        return True
    if _OF_PROGRAMS.search(head, 0, _LOOKED_AT):
        return False
    said = [(key, words) for key, words in found if _is_sentence(words)]
    free = [words for key, words in said if not _TOLD.fullmatch(plain(key))]
    if any(map(_TO_CUSTOMERS.search, free)) or (free and _ALL_SHOWN.search(path)):
        return True
    return any(_is_shown(key) for key, _ in said) and _is_for_customers(head, {plain(key) for key, _ in found}, path)


def _has_two_kinds(found: Sequence[Pair]) -> bool:
    """Whether two kinds of copy stand under the keys, one as only copy has, and a sentence under one of them."""
    kinds = [(role, words) for key, words in found if (role := role_of(key)) in ROLES]
    roles = {role for role, _ in kinds}
    return len(roles) > 1 and not SURE.isdisjoint(roles) and any(_is_long(words) for _, words in kinds)


def _is_for_customers(head: str, keys: Set[str], path: str) -> bool:
    """Whether more than the key of a sentence tells that customers see it: the name, questions and answers, a price."""
    are_answered = not (_ASKED.isdisjoint(keys) or _ANSWERED.isdisjoint(keys))
    return are_answered or bool(_OF_COPY.search(path) or _TO_CUSTOMERS.search(head, 0, _LOOKED_AT))


def _pairs(head: str, suffix: str) -> Iterator[Pair]:
    """The keys with the words under them."""
    for pair in _PAIRS[".yaml" if suffix == ".yml" else suffix].finditer(head, 0, _LOOKED_AT):
        yield _JOINED.sub(" ", pair["key"]), pair["words"]


def _is_shown(key: str) -> bool:
    """Whether words under a key are copy, and none that settings have too."""
    role = role_of(key)
    return (role in ROLES and role not in ("title", "description")) or _SHOWN.fullmatch(plain(key)) is not None


def _is_long(words: str) -> bool:
    return len(_WORD.findall(words)) >= _A_SENTENCE


def _is_sentence(words: str) -> bool:
    return _is_long(words) and words.lstrip("\"' ")[:1].isupper() and bool(_ENDED.search(words))
