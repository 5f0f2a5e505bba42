"""To whom words speak, by the words alone: to customers, or to staff who deal with them, or of somebody's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from offerlint.text.frozen import dataclass
from offerlint.text.late import late

_WORD = late(r"[^\W\d_]{2,}")
_FEWEST = 4
"""Words from which on a value says something, and is no name or setting."""
_FEW = 3
_A_LINE = 7
_SURE = late(
    r"£ ?\d|\b\d+p (?:a|per) (?:minute|text|call|day|unit)\b|"
    r"\b(?:reply|text|txt|send|say|type|tap) ?\\?[\"'“]?[A-Z]{2,}\b[^.\n]{0,20}\bto \d{4,}|"
    r"\b(?:reply|text|txt|send|tap|opt[- ]?out)[: ]{1,2}(?:with )?\\?[\"'“]?(?:stop|end)\b|\bstop to \d{4,}|"
    r"\bt(?:&|and )cs? apply|\bterms apply|\bsubject to status|\bwhile stocks last|\b\d% APR\b|"
    r"\bthank(?:s| you) for (?:calling|ringing|phoning|your call)\b|\bpress (?:\d|one|two|"
    r"three|star|hash) (?:for|to)\b|"
    r"\bcalls? (?:is|are|may be) (?:being )?(?:recorded|monitored)|"
    r"\b(?:Dear|Hi|Hello|Hiya),? ?[{\[<*%]|"
    r"(?<![\w:./+-])0(?:800|808|3\d{2}|1\d{2,3}|20)[ )-]{0,2}\d{3} ?\d{2,4}(?: ?\d{1,4})?(?![\w:/-])|"
    r"\b(?:we|our|us)\b[^.\n]{0,60}\bcookies\b|\b\d+% off\b|\bhalf[- ]price\b|"
    r"\b(?:call|ring|phone|text|e-?mail) us (?:on|at|free)\b|\b(?:pop in|give us a (?:call|ring|bell))\b|"
    r"\b(?:ombudsman|ofcom|cooling[- ]off period|royal mail)\b",
    re.IGNORECASE,
)
"""Words that nothing but what is sent or said to customers in the United Kingdom has."""
_ADDRESSED = late(
    r"^\W*(?:hi|hiya|hello|dear)\b|\b(?:ring|call|text|phone|message|e-?mail) me\b|"
    r"\b(?:you|your|yours|you[’']\w+|we|we[’']\w+|us|our|ours)\b|\b(?:order|shop|buy|book|"
    r"join|sign up|switch|upgrade|save)\b"
    r"[^.]{0,30}\b(?:now|today|online|in store|by \d)",
    re.IGNORECASE,
)
_THIRD = late(
    r"\b(?:they|them|their|they[’']\w+|customers?|callers?|householders?|prospects?|account holder|clients?|people)\b",
    re.IGNORECASE,
)
"""Words for those who are spoken of."""
_ORDER = late(
    r"\b(?:tell|ask|offer|give|advise|inform|remind|read|send|call|ring|put|pass|transfer|"
    r"thank|greet|let|get|say to|apologise to|"
    r"chase|warn)\b(?: back)? (?:(?:the |a )?(?:customer|caller|client|account holder|prospect|householder)s?|them)\b|"
    r"\b(?:the|an) (?:advis[eo]r|agent|rep|colleague|handler)\b",
    re.IGNORECASE,
)
_I = late(r"\b(?:I|I[’']\w+|my|me|mine)\b")
_OWN = late(
    r"\bmy (?!name\b|manager\b|system\b|screen\b|team\b|colleague)|\bmine\b|"
    r"\bI (?:was|had|have been|want|wanted|need|tried|got|took|paid|pay|bought|can[’']?t|"
    r"cannot|love|loved|hate|am paying|ordered)\b|"
    r"\bI[’']m paying\b"
)
"""What somebody says who bought, and nobody who sells."""
_OURS = late(r"\b(?:we|we[’']\w+|our|us)\b", re.IGNORECASE)
_HEARD = late(
    r"[\"'“‘(\s]*(?:i|i[’']\w+|my|me|we|no|nope|not|yes|yeah|is|are|do|does|did|can|could|will|would|what|what[’']s|why|how|who|"
    r"where|when|that[’']s|it[’']s|it|you|you[’']\w+|stop|send|take|already|too|isn[’']t|don[’']t)\b",
    re.IGNORECASE,
)
"""How somebody begins who answers an adviser."""
_LONGEST_HEARD = 16
_MATTERS: Sequence[re.Pattern[str]] = tuple(
    late(words, re.IGNORECASE)
    for words in (
        r"\bcustomers?\b|\bcallers?\b|\baccount holder\b|\bprospects?\b|\bhouseholder\b|\bpatients?\b",
        r"\b(?:agents?|advis[eo]rs?|reps?|colleagues?|handlers?|consultants?|team leader|coach)\b",
        r"\bcalls?\b|\brings?\b|\bringing\b|\brung\b|\bdial\w*\b|\bvoice ?mails?\b|\bhang(?:s|ing)? up\b",
        r"\brecord(?:ed|ing|er|s)?\b",
        r"\bsales?\b|\bsell(?:s|ing)?\b|\boffers?\b|\bupsell\w*|\bdiscounts?\b|\bclose[sd]?\b",
        r"\bprices?\b|£ ?\d|\bset-?up\b|\bcosts?\b|\bcharges?\b|\bfees?\b",
        r"\b(?:contract|summary|terms|cooling[- ]off|14 days|notice)\b",
        r"\bcards?\b|\bpasswords?\b|\bpin\b|\bdirect debits?\b|\bpayments?\b|\bsecurity questions?\b",
        r"\b(?:do[- ]not[- ]call|dnc|tps|stop ?list|opted[- ]out|opts?[- ]outs?|suppress\w*|off (?:the|our) list)\b",
        r"\bcomplain\w*|\bombudsman\b|\bvulnerab\w+|\bdistress\w*|\bstruggl\w+|\bempath\w+",
        r"\b(?:script|greet\w*|objections?|intro(?:duction|duces)?|rapport|tone|recap\w*|names? the firm)\b",
    )
)
"""What the words of those are about who tell staff how to deal with customers."""
_FOR_STAFF_NAMED = late(
    r"(?:^|[^a-z])(?:qa|quality|score-?_?cards?|listening|coach\w*|train\w*|dialler|dialer|guidance|playbook|onboarding|"
    r"monitoring|dos?_and_donts?|policy|policies|handling|briefing|checklists?|objections?|calibration|retention|telesales|"
    r"outbound|inbound|advis[eo]rs?|agents?|dispositions?|wrap[-_]?ups?|canvass\w*|supervisors?)(?![a-z])"
)
"""Names of files of what staff are told."""


def is_prose(text: str) -> bool:
    """Whether some words say something: four at least."""
    return len(_WORD.findall(text)) >= _FEWEST


def is_sure(text: str) -> bool:
    """Whether words are such as are only sent or said to customers: a price, how to stop, what to press."""
    return _SURE.search(text) is not None


def is_addressed(text: str) -> bool:
    """Whether somebody is spoken to, or a firm speaks."""
    return _ADDRESSED.search(text) is not None or is_sure(text)


def is_own(text: str) -> bool:
    """Whether somebody speaks of himself as one who buys, and no firm speaks."""
    return _OWN.search(text) is not None and _OURS.search(text) is None


def is_first(text: str) -> bool:
    """Whether somebody speaks of himself."""
    return _I.search(text) is not None


def is_order(text: str) -> bool:
    """Whether words tell somebody what to do with a customer, or what an adviser does."""
    return _ORDER.search(text) is not None


def is_named_for_staff(name: str) -> bool:
    """Whether a file is named after what staff are told: a scorecard, a dialler, coaching."""
    return _FOR_STAFF_NAMED.search(name.lower()) is not None


def sounds_heard(text: str) -> bool:
    """Whether words are short and begin as those of a customer who answers."""
    return len(text.split()) <= _LONGEST_HEARD and _HEARD.match(text) is not None


@dataclass(frozen=True, slots=True)
class Voice:
    """How many of some texts are prose, and how many of these are what each name says.

    `told` are those that are sure and whole, `own` somebody's own, `third` of third parties; `matters` counts subjects.
    """

    prose: int
    sure: int
    told: int
    addressed: int
    own: int
    third: int
    of_work: int
    matters: int

    @property
    def is_to_customers(self) -> bool:
        """Whether the texts, taken together, speak to customers."""
        if not self.prose or self.own * 5 > self.prose * 2:
            return False
        few = self.prose <= _FEW and self.told > 0
        return (
            few or self.sure > 1 or (self.sure > 0 and self.addressed > 2)
        ) and self.addressed * 10 >= self.prose * 3

    @property
    def is_about_customers(self) -> bool:
        """Whether the texts are of what staff do with customers; more must tell that they are for staff."""
        return self.third * 5 >= self.prose and self.matters > 2 and self.of_work > 2 and self.of_work * 3 >= self.prose


def _is_whole(text: str) -> bool:
    """Whether words are a sentence, or as long as one."""
    return len(text.split()) > _A_LINE or text.rstrip("\"'”’) ").endswith((".", "!", "?"))


def voice(texts: Sequence[str]) -> Voice:
    """The voice in which some texts speak; each counts once, and what is no prose does not count."""
    prose = [text for text in dict.fromkeys(texts) if is_prose(text) or (is_sure(text) and _WORD.search(text))]
    touched = [{number for number, matter in enumerate(_MATTERS) if matter.search(text)} for text in prose]
    return Voice(
        len(prose),
        sum(map(is_sure, prose)),
        sum(is_sure(text) and _is_whole(text) for text in prose),
        sum(map(is_addressed, prose)),
        sum(map(is_own, prose)),
        sum(_THIRD.search(text) is not None for text in prose),
        sum(map(bool, touched)),
        len(set().union(*touched)),
    )
