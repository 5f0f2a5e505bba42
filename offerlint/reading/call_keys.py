"""What the keys of a call in JSON or YAML mean, by the words that firms and tools name them with."""

from __future__ import annotations

import re
from collections.abc import Mapping

from offerlint.model.vocabulary import DO_WORDS
from offerlint.text.key import plain
from offerlint.text.late import late

IDS = ("id", "key", "name", "step", "node", "state", "ref", "uid", "uuid", "slug", "code", "label", "title")
"""What the keys are called by which steps are named, the likeliest first."""

SAID = frozenset(
    "say says said speak speaks spoken speech tts ssml utterance agent agent_says agent_text adviser advisor "
    "agent_script agent_line adviser_says bot_says announcement readout read_out verbatim you_say we_say "
    "what_to_say talk_track voice_prompt greeting reprompt agent_reply agent_response agent_answer agent_words "
    "agent_then then_say adviser_reply adviser_response adviser_script adviser_line adviser_text adviser_words "
    "advisor_says advisor_reply rebuttal rebuttals comeback suggested_reply suggested_response our_reply "
    "our_response play plays rep rep_says rep_script rep_line canvasser seller_says come_back_with".split()
)
"""Keys of words that are spoken, which show by themselves that somebody speaks."""
TEXTS = frozenset(
    "text texts message messages content body copy response responses reply replies output template html markdown "
    "fulfillment_text display_text value caption statement prompt prompts script scripts wording words line lines "
    "opening intro pitch close closing sign_off bot fallback playback talking_point talking_points disclosure".split()
)
"""Keys of words that other data has too."""
ASKED = frozenset("ask asks question questions query ask_customer".split())
NOTED = frozenset(
    "note notes instruction instructions guidance hint hints comment comments help tip tips reminder warning internal "
    "adviser_note agent_note staff_note description purpose reason rationale why when_to_use screening screen screened "
    "list source coaching".split()
)
"""Keys of words for the agent alone."""
UNSAID = late(
    r"(?:(?:what|things|words|lines|phrases)_)?(?:never|dont|do_not|not_to|must_not)_(?:say|use|ask|promise)|avoid|banned_\w+|"
    r"(?:\w+_)?(?:not_allowed|disallowed|forbidden|prohibited|banned)"
)
"""Keys of words that nobody may say, which are no part of the call."""
DONE = frozenset("do does action actions act acts type kind event function command then_do".split())
ANSWERED = frozenset(
    "on if when label answer answers text title option choice event intent condition match value input reply customer "
    "response objection customer_objection says customer_says caller_says utterance name outcome result key digit "
    "button".split()
)
"""Keys of what an answer says, in an object that leads on."""
NO_WAYS = frozenset("id uid uuid type kind name title label parent group stage section category status version".split())
"""Keys whose values name no step, though they may read like one."""
LEADS = late(
    r"(?:.*_)?(?:next|go|goto|to|target|then|dest(?:ination)?|leads?|jump|link|follow(?:s|ed_by)?|step|node|state|"
    r"success|fail(?:ure)?|default|else|timeout|yes|no)(?:_(?:step|node|state|id|to|page|screen|block))?"
)
"""Keys that name a step even by a number."""
TARGETS = late(
    r"(?:next|go|goto|go_to|to|target|then|dest(?:ination)?|leads?_to|jump|jump_to|link|step|node|state|follows?)"
    r"(?:_(?:step|node|state|id|page|screen|block))?"
)
"""Keys of a target that say nothing of when the call goes there."""
GOES = late(r"(?:next|go|goto|go_to|then|jump_?to)(?:_(?:step|node|id|screen))?")
"""Keys that name a step even where none is called so."""
STARTS = late(
    r"start|start_?(?:at|node|step|state|id|with)|entry|entry_?(?:point|node|step)|initial|initial_?(?:state|node|step)|"
    r"root|root_?node|first|first_?(?:step|node)|begin|begin_?at",
)
FROM = ("from", "source", "src", "start", "tail", "parent", "origin", "out")
ENDS = frozenset(
    "end ends hangup hang_up end_call endcall exit stop finish done terminate close_call disconnect null none "
    "__end__ goodbye_end complete call_end end_of_call".split()
)
"""What stands for the end of the call where a step could be named."""
HANDED = late(
    r"(?:.*_)?(?:human|person|people|someone|agents?|live_agent|advis[eo]rs?|operators?|staff|team|colleague|representative|"
    r"hand_?over|hand_?off|escalat\w*|transfer\w*|queue|switchboard)(?:_.*)?"
)
"""What stands for handing over to somebody where a step could be named."""
_DEEDS: Mapping[str, str] = {
    **dict.fromkeys(("hangup", "hang_up", "end_call", "disconnect", "terminate", "exit", "end"), "end"),
    **dict.fromkeys(("transfer", "handover", "hand_over", "escalate", "transfer_call", "warm_transfer"), "transfer"),
    **dict.fromkeys(("record_start", "start_recording", "resume_recording", "recording_on"), "resume_recording"),
    **dict.fromkeys(("pause_recording", "stop_recording", "recording_off"), "pause_recording"),
    **dict.fromkeys(
        ("place_order", "submit_order", "confirm_order", "create_order", "order", "sign_up", "accept_contract"),
        "agree_contract",
    ),
    **dict.fromkeys(
        ("send_documents", "send_docs", "send_summary", "send_contract", "email_summary", "email_documents"),
        "send_contract_summary",
    ),
    **dict.fromkeys(("do_not_call", "add_to_dnc", "dnc", "suppress", "opt_out"), "record_do_not_call"),
    **dict.fromkeys(("take_payment", "payment", "card_payment", "capture_payment"), "take_payment"),
}
"""What steps are said to do, in the words of call flows."""
_PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "record_do_not_call",
        late(r"(?:.*_)?(?:do_not_call|do_not_contact|dnc|no_call|stop_list|suppress\w*|opt_out)(?:_.*)?"),
    ),
    (
        "send_contract_summary",
        late(r"(?:(?:e?mail|text|send|issue|share)_.*)(?:summary|contract|documents?|docs)(?:_.*)?"),
    ),
    ("pause_recording", late(r"(?:pause|stop|mute|suspend)_.*record\w*(?:_.*)?|record\w*_(?:off|pause)")),
    ("resume_recording", late(r"(?:resume|restart|start|unmute)_.*record\w*(?:_.*)?|record\w*_(?:on|resume)")),
    ("take_payment", late(r"(?:take|collect|capture)_.*(?:card|payment)(?:_.*)?")),
    ("agree_contract", late(r"(?:place|submit|confirm|create|make|complete|raise)_.*order(?:_.*)?|accept_.*contract")),
    ("end", late(r"(?:end|close|finish|terminate)(?:_the)?_call|hang_?up")),
)
OWN_DEEDS = late(
    r"(?:log|record|note|book|raise|open|update|create|send|flag|mark|check|look_?up|schedule|arrange|issue|apply|refund|"
    r"add|remove|set|tag|assign|confirm|cancel|close|start)_\w+"
)
"""What else a step may do that no rule asks of: `log_cancellation`, `book_engineer`."""


def deed_of(word: str) -> str:
    """What a step does, in a word that ours has for it where one is meant; else the word, joined by underscores."""
    word = plain(word)
    if word in DO_WORDS or word in _DEEDS:
        return _DEEDS.get(word, word)
    return next((deed for deed, meant in _PARTS if meant.fullmatch(word)), word)


APART: tuple[tuple[str, str], ...] = (
    (
        "voicemail",
        r"voice_?mails?|(?:voice_?|ringless_)?drops|answer(?:ing)?_?(?:phone|machine)|ansaphone|machine(?:_detected)?|amd|leave_message",
    ),
    ("automated-call", r"no_agent|abandon(?:ed|ment)?|dropped_call|silent_call|information_message|overflow_message"),
    ("sms", r"sms|text_message|send_(?:sms|text)"),
    ("email", r"e_?mail|send_e?mail"),
)
"""Channels of what a call leaves behind it, or a machine says in its stead, by a word in the names of what holds it."""
WHEN = frozenset("when if trigger event condition case".split())
MACHINE = late(APART[0][1])
"""What takes a call in place of a person."""
BRANCHES = frozenset(
    "answers options choices buttons responses replies objections objection_handling rebuttals branches outcomes "
    "cases faqs faq keys menu menu_options digits dtmf key_presses if_customer_says if_they_say "
    "if_caller_says if_asked".split()
)
"""Keys of lists and mappings of what is said in one case or another."""
SEQUENCES = frozenset("steps lines turns acts sequence dialogue stages".split())
"""Keys of lists whose items follow one another, and are no ways on."""
WRAPPERS = frozenset("data content properties config payload attributes fields settings params body meta node".split())
"""Keys of objects that are only the inside of what holds them."""
SPEAKERS = frozenset("speaker who role actor by speaker_name participant voice".split())
NAMES = frozenset("name title label heading subject id".split())
LOCALE = late(r"(?P<english>en|en_[a-z]{2}|english|default)|cy|cy_gb|welsh|[a-z]{2}(?:_[a-z]{2})?")
EVENT = late(r"(?:on|if|when|after|no|not|else|unless|in_case)_.+|else|otherwise|default|fallback|timeout")
"""A key of what happens in one case."""
CALLED = late(
    r"call|calls|phone|telephone|voice|telephony|voicemail|ivr|outbound.*|inbound.*|automated.call|chat|dialler"
)
"""Channels of those who speak."""
