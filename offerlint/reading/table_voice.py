"""What a table holds whose heads do not tell it: what its cells say, and to whom, column by column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from offerlint.reading.cells import Cell
from offerlint.reading.columns import ROLES, is_data, plain, role_of
from offerlint.reading.on_call import is_said_on_a_call
from offerlint.reading.voice import (
    Voice,
    is_addressed,
    is_first,
    is_named_for_staff,
    is_order,
    is_sure,
    sounds_heard,
    voice,
)
from offerlint.text.frozen import dataclass
from offerlint.text.late import late

COPY, SCRIPT, STAFF, QUIZ = "copy", "script", "staff", "quiz"
"""What a table may hold: copy a row, a call, what staff are told, what they are asked with answers to choose from."""
OPTION, RIGHT = "option", "right"
"""What the columns of a quiz hold: an answer to choose, and which is right."""
HEADS_WITHIN = 10
"""Rows from the top among which those are looked for that say what the columns hold."""
_LOOKED_AT = 150
"""Rows of which the words are weighed."""
_LONGEST_HEAD = 40
_OF_OTHERS = late(
    r"(?:.* )?(?:sentiment|polarity|rating|stars?|reviews?|reviewers?|tweets?|retweets?|likes|followers?|upvotes|"
    r"user ?names?|screen names?|subreddit|nps(?: score)?|csat|verbatims?|feedback|toxic\w*|helpful(?:ness)?|"
    r"respondents?|utterances?|emotions?|airline|issue (?:key|id|type)|assignee|sprint|story points)(?: .*)?"
)
"""What heads a column of a table of what others wrote: reviews, posts, answers to a survey."""
_OPTION = late(r"(?:answer|option|choice|opt) ?(?:[a-f]|\d)|[a-f]")
_RIGHT = late(r"correct(?: (?:answer|option))?|right(?: answer)?|answer(?: key)?|key")
_FEWEST_OPTIONS = 2
_LABELS = frozenset("ham spam positive negative neutral pos neg toxic sadness joy anger".split())
"""What texts are sorted into by which machines are taught."""
_FILE = late(
    r"[\w./\\ -]+\.(?:md|html?|json|ya?ml|txt|docx?|odt|rtf|csv|tsv|eml|xlsx?|pptx?|pdf|j2|jinja2?|twig|hbs|liquid|"
    r"erb|mjml|[jt]sx?|vue|py|php|po|srt|vtt|toml|xml)",
    re.IGNORECASE,
)
"""The name of a file of words."""
_BAD = late(r"(?:what )?(?:never|don'?t|do not|not to|bad|poor|wrong|avoid)(?: .*)?")
"""What heads what nobody may say or do."""
_FOR_STAFF = late(
    r"(?:.* )?(?:points?|marks?|scores?|scoring|weight(?:ing)?|max|pass|fail|auto ?fail|"
    r"criteri(?:on|a)|evidence|standards?|"
    r"behaviou?rs?|listeners?|guidance|instructions?|do(?:nt| not|n't)?|dont|"
    r"what good looks like|good looks like|best practice|"
    r"coach(?:ing)?(?: .*)?|checks?|tests?|assessors?|trainer|module|topic|rule|policy|disposition|outcome|dial\w*|"
    r"attempts?|agent action|action|look(?:ing)? for|never|worth|always|skill|coach says|"
    r"must|should|expect(?:ed|ation)s?)(?: .*)?\??"
)
_ASIDE = late(
    r"(?:.* )?(?:notes?|comments?|internal|why|reasons?|sources?|rationale|brief|owner|status|then|next|actions?|do|"
    r"when|trigger|triggered by|condition|segment|list|group|audience|sent when|send when|"
    r"logic|check|checked by)(?: .*)?"
)
"""What heads words about the copy."""
_CUSTOMER = late(
    r"(?:.* )?(?:heard|objections?|concerns?|they(?:'ll)? (?:say|said|ask)s?|(?:customer|"
    r"caller|client|prospect|guest|patient)s?"
    r"(?:'s)?(?: (?:says?|said|line|words|asks?|objection|message|query|quer(?:y|ies)|"
    r"enquiry|complaint|comment))?|pushbacks?|you hear|we hear)"
)
_WRITTEN = late(
    r"(?:^|[^a-z])(?:texts?|sms|e-?mails?|push|whatsapp|posts?|ads?|adverts?|offers?|letters?|banners?)(?![a-z])"
)
_CALLED = late(
    r"(?:^|[^a-z])(?:ivr|calls?|scripts?|phone|voice|prompts?|switchboard|hold|queue|telesales|menu|pitch|door|canvass\w*)(?![a-z])"
)
_MESSAGE = late(r"(?:.* )?(?:texts?|messages?|copy|words|wording|script|body|caption|line)(?: .*)?")
"""What heads a column of what is sent or said."""
_PRODUCT = late(r"(?:product|plan|tariff|item|package|bundle|deal)(?: name| title)?|(?:product )?name")
_A_PRICE = late(r"[£€]\s?\d")
_FIGURE = late(
    r"[£€]\s?\d|\b\d+[ -]?(?:months?|days?|years?|mths?|[mg]b(?:ps|/s)?|mbit|minutes?|mins?|%)", re.IGNORECASE
)
_ROWS = late(
    r"(?:.* )?(?:list|group|segment|sent (?:to|when)|send (?:to|when)|trigger|type|occasion|when|who|recipients?)"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a table holds, below which row, and the columns: of copy with their roles, or of a call with who speaks.

    The role of a column of what nobody may say or do is empty.
    """

    what: str
    head: int
    columns: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class _Column:
    number: int
    head: str
    texts: tuple[str, ...]
    voice: Voice

    @property
    def is_prose(self) -> bool:
        return self.voice.prose * 5 >= len(set(self.texts)) * 2 and self.voice.prose > 0

    @property
    def is_spoken(self) -> bool:
        """Whether customers are spoken to in most of it."""
        return self.is_prose and self.voice.addressed * 2 >= self.voice.prose and self.voice.own * 2 <= self.voice.prose

    @property
    def is_heard(self) -> bool:
        """Whether it holds what customers say, by its head or its words."""
        if _CUSTOMER.fullmatch(self.head):
            return True
        heard = sum(map(sounds_heard, self.texts))
        return heard * 4 >= len(self.texts) * 3 and any(map(is_first, self.texts)) and not any(map(is_sure, self.texts))


def told(grid: Sequence[Sequence[Cell]], path: str) -> Told | None:
    """What a table holds, row by row; None where its words show that it is none of ours."""
    top = next((number for number, row in enumerate(grid[:HEADS_WITHIN]) if _is_head(row)), None)
    if top is None or len(grid) <= top + 1:
        return None
    columns = _columns(grid[top], grid[top + 1 : top + 1 + _LOOKED_AT])
    if quiz := _quiz(columns):
        return Told(QUIZ, top, quiz)
    if any(_OF_OTHERS.fullmatch(column.head) or _sorts(column) for column in columns):
        return None
    name = PurePosixPath(path).name.lower()
    prose = [column for column in columns if column.is_prose]
    if any(map(_lists_files, columns)):
        prose = [column for column in prose if role_of(column.head) in ROLES or _MESSAGE.fullmatch(column.head)]
    return _call(prose, columns, top, name) or _staff(prose, columns, top, name) or _copy(prose, columns, top, name)


def _quiz(columns: Sequence[_Column]) -> dict[int, str]:
    """The columns of a quiz, the question without a role; none where there are no answers with the right one."""
    options = [one.number for one in columns if _OPTION.fullmatch(one.head)]
    right = [one.number for one in columns if _RIGHT.fullmatch(one.head)]
    if len(options) < _FEWEST_OPTIONS or len(right) != 1:
        return {}
    asked = {one.number: "" for one in columns if one.head in ("question", "q", "scenario", "stem")}
    return asked | dict.fromkeys(options, OPTION) | {right[0]: RIGHT}


def _sorts(column: _Column) -> bool:
    """Whether a column sorts texts for a machine, by two words or more."""
    found = {text.lower() for text in column.texts}
    return len(found) > 1 and found <= _LABELS


def _lists_files(column: _Column) -> bool:
    """Whether a column names a file in most of its cells, so that the others are about files."""
    return len(column.texts) > 1 and sum(_FILE.fullmatch(text) is not None for text in column.texts) * 4 >= (
        len(column.texts) * 3
    )


def is_remark(row: Sequence[Cell]) -> bool:
    """Whether a row is a comment on the table, as a sign at its beginning shows."""
    return bool(row) and row[0].column == 0 and row[0].words.text.lstrip().startswith(("# ", "//"))


def _is_head(row: Sequence[Cell]) -> bool:
    """Whether the cells of a row may head columns: several, and all short."""
    texts = [cell.words.text.strip() for cell in row]
    short = all(len(text) <= _LONGEST_HEAD and not text.endswith((".", "!")) for text in texts)
    return len(texts) > 1 and short and not is_remark(row)


def _columns(heads: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> list[_Column]:
    held: dict[int, list[str]] = {}
    for row in rows:
        for cell in () if is_remark(row) else row:
            held.setdefault(cell.column, []).append(cell.words.text.strip())
    return [
        _Column(cell.column, plain(cell.words.text), tuple(texts), voice(texts))
        for cell in heads
        if (texts := held.get(cell.column))
    ]


def _call(prose: Sequence[_Column], columns: Sequence[_Column], top: int, name: str) -> Told | None:
    """A table of what customers say with what is replied, or of what is said on a call."""
    heard = next((column for column in columns if column.is_heard and not _is_aside(column)), None)
    if heard is not None:
        replies = [
            one for one in prose if one is not heard and one.is_spoken and not _is_aside(one) and not one.is_heard
        ]
        if replies and any(one.voice.sure or _speaks_for_us(one) for one in replies):
            found = {heard.number: "customer says", **{one.number: "agent says" for one in replies}}
            return Told(SCRIPT, top, found)
    said = [one for one in prose if one.is_spoken and not _is_aside(one) and any(map(is_said_on_a_call, one.texts))]
    often = sum(is_said_on_a_call(text) for one in said for text in one.texts)
    written = _WRITTEN.search(name) and not _CALLED.search(name)
    if said and not written and (often > 1 or _CALLED.search(name)) and any(one.voice.sure for one in said):
        return Told(SCRIPT, top, {one.number: "agent says" for one in said})
    return None


def _speaks_for_us(column: _Column) -> bool:
    """Whether most of the cells of a column speak to somebody: replies, and no more of what is heard."""
    return sum(map(is_addressed, column.texts)) * 2 >= len(column.texts) and len(column.texts) > 2


def _staff(prose: Sequence[_Column], columns: Sequence[_Column], top: int, name: str) -> Told | None:
    """A table of what staff are told: what is marked, what to do."""
    whole = voice([text for column in prose for text in column.texts])
    heads = [column for column in columns if _FOR_STAFF.fullmatch(column.head)]
    orders = sum(is_order(text) for column in prose for text in column.texts)
    shown = len(heads) + orders > 1 or (heads and is_named_for_staff(name)) or (heads and not whole.is_to_customers)
    if not (shown or is_named_for_staff(name)) or not whole.is_about_customers:
        return None
    if any(one.is_spoken and one.voice.is_to_customers and not _is_aside(one) for one in prose):
        return None
    bad = {column.number: "" for column in columns if _BAD.fullmatch(column.head)}
    return Told(STAFF, top, {column.number: "body" for column in prose} | bad)


def _copy(prose: Sequence[_Column], columns: Sequence[_Column], top: int, name: str) -> Told | None:
    """A table of messages or offers, a row each."""
    named = _WRITTEN.search(name) is not None
    whole = voice([text for one in prose if not _is_aside(one) for text in one.texts])
    found = [
        one
        for one in prose
        if not _is_aside(one)
        and not _CUSTOMER.fullmatch(one.head)
        and one.voice.own * 2 <= one.voice.prose
        and (_is_shown(one, whole) or (named and one.is_spoken and one.voice.prose > 1))
    ]
    if not found:
        return None
    beside = [one for one in prose if one not in found and one.is_spoken and not _is_aside(one)]
    roles = {one.number: _role(one.head) for one in (*found, *beside)}
    for one in columns:
        role = role_of(one.head)
        if one.number not in roles and (role in ROLES or _PRODUCT.fullmatch(one.head)) and _has_words(one):
            roles[one.number] = role if role in ROLES else "heading"
    if any(_holds_prices(one) for one in columns if one.number in roles):
        roles |= {one.number: "body" for one in columns if one.number not in roles and _tells_of_plans(one)}
    return Told(COPY, top, roles)


def _holds_prices(column: _Column) -> bool:
    """Whether most of a column's cells tell what something costs."""
    return sum(_A_PRICE.search(text) is not None for text in column.texts) * 2 > len(column.texts)


def _tells_of_plans(column: _Column) -> bool:
    """Whether a column beside prices tells more of what is sold: its term, fees, speed, or what it costs then."""
    if is_data(column.head) or _ROWS.fullmatch(column.head) or (_is_aside(column) and column.head != "then"):
        return False
    return any(_FIGURE.search(text) for text in column.texts)


def _is_shown(column: _Column, whole: Voice) -> bool:
    """Whether a column speaks to customers, by itself or beside the others."""
    beside = whole.is_to_customers and column.voice.addressed * 10 >= column.voice.prose * 3
    return column.voice.is_to_customers or beside


def _role(head: str) -> str:
    role = role_of(head)
    return role if role in ROLES else "body"


def _has_words(column: _Column) -> bool:
    return any(len(text.split()) > 1 for text in column.texts)


def _is_aside(column: _Column) -> bool:
    """Whether a column holds words about the copy, as its head says."""
    return _ASIDE.fullmatch(column.head) is not None


def is_for_rows(head: str) -> bool:
    """Whether words at the head of a column show that it says to whom or when its row is sent."""
    return _ROWS.fullmatch(plain(head)) is not None
