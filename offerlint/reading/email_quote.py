"""What an e-mail quotes of the messages that it answers: somebody else's words, or those of another day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from offerlint.reading.email_part import Part
from offerlint.text.late import late
from offerlint.text.span import Span
from offerlint.text.view import View, ViewBuilder

_ANSWERS = late(r"\s*(?:re|aw|antw|sv|vs)(?:\[\d+\])?\s*:", re.IGNORECASE)
_FORWARDS = late(r"\s*(?:fwd?|wg|tr)\s*:", re.IGNORECASE)
_QUOTED_LINE = late(r"^[ \t]?>[^\r\n]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
_WROTE = late(
    r"^[ \t]*On\b(?=[^\r\n]*\d)[^\r\n]{6,200}?(?:(?:\r\n|\n|\r)[^\r\n]{1,150}?)?\bwrote:[ \t]*(?:\r\n|\n|\r|\Z)",
    re.MULTILINE,
)
"""`On Mon, 23 Nov 2026 at 18:04, Ann <ann@example.com> wrote:`, on one line or two."""
_ORIGINAL = late(
    r"^[ \t]*-{2,}[ \t]*Original (?:Message|Appointment)[ \t]*-{2,}"
    r"|^[ \t]*From:[^\r\n]+(?:\r\n|\n|\r)[ \t]*(?:Sent|Date):[^\r\n]+(?:\r\n|\n|\r)[ \t]*To:",
    re.MULTILINE | re.IGNORECASE,
)
"""What mail programs put before a message that they quote whole, down to the end."""
_ELEMENT = late(
    r"<(?P<name>div|blockquote)\b(?=[^>]*(?:class=[\"'][^\"'>]*(?:gmail_quote|yahoo_quoted|protonmail_quote)|"
    r"type=[\"']?cite|id=[\"']?(?P<rest>divRplyFwdMsg|appendonsend)))",
    re.IGNORECASE,
)


def is_reply(message: Part) -> bool:
    """Whether a message answers another, and does not send it on."""
    subject = message.value("subject")
    if _FORWARDS.match(subject):
        return False
    return bool(_ANSWERS.match(subject) or message.value("in-reply-to"))


def own_words(words: View, media: str, reply: bool) -> View:
    """The words of a part without what it quotes of earlier messages; `reply` says that the message answers one.

    Lines that begin with `>` are quotes in a reply, and below words such as “On 3 May ... wrote:”.
    """
    text = words.text
    if media == "text/html":
        cuts = list(_of_html(text)) if reply else []
    else:
        cuts = list(_of_text(text, reply)) if reply or "wrote:" in text else []
    if not cuts:
        return words
    builder, at = ViewBuilder(text), 0
    for cut in cuts:
        builder.copy(at, cut.start)
        at = max(at, cut.end)
    builder.copy(at, len(text))
    return builder.build().then(words.map)


def _of_text(text: str, reply: bool) -> Iterator[Span]:
    wrote, original = _WROTE.search(text), _ORIGINAL.search(text)
    ends = original.start() if original and reply else len(text)
    if wrote and wrote.start() < ends and (reply or "@" in wrote[0]):
        reply = True
        if not _QUOTED_LINE.search(text, wrote.end()):
            yield Span(wrote.start(), len(text))
            return
    spans = [Span(*found.span()) for found in (_QUOTED_LINE.finditer(text) if reply else ())]
    spans += [Span(*found.span()) for found in (_WROTE.finditer(text) if reply else ())]
    yield from sorted((one for one in spans if one.start < ends), key=lambda one: one.start)
    if ends < len(text):
        yield Span(ends, len(text))


def _of_html(text: str) -> Iterator[Span]:
    at = 0
    while found := _ELEMENT.search(text, at):
        at = len(text) if found["rest"] else _closed(text, found["name"], found.start())
        yield Span(found.start(), at)


def _closed(text: str, name: str, start: int) -> int:
    """Where the element that opens at `start` is closed; the end of the text if it never is."""
    depth = 0
    for tag in re.finditer(rf"<(/?){name}\b[^>]*>", text[start:], re.IGNORECASE):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return start + tag.end()
    return len(text)
