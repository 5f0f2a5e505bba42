"""A Twilio Studio flow as exported: widgets as steps, what they say, gather, record and charge as acts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from offerlint.model.flow import Act
from offerlint.reading.json_scan import Value
from offerlint.reading.markup import NO_FIELDS, Reading
from offerlint.reading.tool_flow import Draft, ToolFlow, opened, recorded
from offerlint.text.late import late
from offerlint.text.view import View

_LIQUID = late(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_WORDS = ("say", "body")
_ASKS = ("gather-input-on-call", "send-and-wait-for-reply", "record-voicemail", "capture-payments")
_WAITS = ("gather-input-on-call", "send-and-wait-for-reply", "split-based-on")
_HANDS_OVER = ("connect-call-to", "enqueue-call", "send-to-flex", "connect-virtual-agent", "connect-virtual-agent-v2")
_CALLS = (*_HANDS_OVER, "say-play", "gather-input-on-call", "record-voicemail", "record-call", "capture-payments")
_DIALS = ("make-outgoing-call", "make-outgoing-call-v2")
_UNHEARD = ("hangup", "failed", "deliveryFailure", "providerError", "validationError", "payInterrupted")
_EVENTS = {
    "noMatch": "anything else", "timeout": "no answer", "noReply": "no reply", "noAudio": "no message left",
    "incomingCall": "an incoming call", "incomingMessage": "an incoming message", "incomingRequest": "a request",
    "incomingConversationMessage": "an incoming message", "incomingParent": "another flow", "busy": "busy",
    "noAnswer": "no answer", "failed": "failed", "maxFailedAttempts": "too many attempts", "hangup": "hung up",
}  # fmt: skip
"""What has happened when a way is taken; the other events are what is meant to happen."""


def read_twilio_studio(view: View, fields: Mapping[int, str] = NO_FIELDS) -> Reading:  # noqa: ARG001
    """The flow that the JSON of `view` defines, alone or as the API gives it, under `definition`.

    A widget that leads nowhere ends the call. What the recording does is known once a widget switches it.
    """
    root = opened(view)
    if isinstance(root, Reading):
        return root
    defined = root.at("definition") if root.at("definition", "states").kind == "array" else root
    flow = ToolFlow(view, _LIQUID)
    flow.directive(defined.at("description"))
    types: set[str] = set()
    events: set[str] = set()
    for state in flow.few(defined.at("states").items):
        name, kind = state.at("name"), state.at("type")
        if name.is_text and kind.is_text:
            types.add(kind.text)
            draft = flow.step(name.text, name)
            _acts(flow, draft, state, kind)
            events |= _ways(flow, draft, state, kind.text)
    if recorded(flow.drafts):
        flow.drafts[0].acts.insert(0, Act("do", flow.drafts[0].place, do="pause_recording"))
    return flow.reading(defined.at("initial_state"), _declared(flow, types, events))


def _declared(flow: ToolFlow, types: set[str], events: set[str]) -> dict[str, str]:
    """What the flow is, as far as its widgets show it."""
    called, dials = "incomingCall" in events, not types.isdisjoint(_DIALS)
    if not called and not dials and types.isdisjoint(_CALLS):
        return {"kind": "copy", "channel": "sms"}
    found = {"kind": "script", "channel": "call"}
    if called != dials:
        found["direction"] = "inbound" if called else "outbound"
    return {**found, "recorded": "true"} if recorded(flow.drafts) else found


def _acts(flow: ToolFlow, draft: Draft, state: Value, kind: Value) -> None:
    """What a widget says and does, in this order."""
    has = state.at("properties")
    for key in _WORDS:
        if has.at(key).is_text:
            flow.say(draft, has.at(key), "ask" if kind.text in _ASKS else "say")
    if has.at("play").is_text and kind.text in ("say-play", "gather-input-on-call"):
        flow.unread(has.at("play"), f"Step “{draft.name}” plays a recording, whose words are not read")
    on = has.at("record").text == "true"
    if kind.text == "record-call":
        switch = has.at("record_call")
        flow.do(
            draft, "resume_recording" if switch.text == "true" else "pause_recording", switch if switch.text else kind
        )
    elif kind.text in (*_DIALS, "connect-call-to") and on:
        flow.do(draft, "resume_recording", has.at("record"))
    elif kind.text == "capture-payments":
        by_bank = "ach" in has.at("payment_method").text.lower() or "bank" in has.at("payment_method").text.lower()
        flow.do(draft, "collect_bank_details" if by_bank else "take_payment", kind)
    if kind.text in _HANDS_OVER:
        flow.do(draft, "transfer", kind)


def _ways(flow: ToolFlow, draft: Draft, state: Value, kind: str) -> set[str]:
    """Adds the ways on of a widget, and gives the events that lead somewhere."""
    led, left = set(), []
    for transition in state.at("transitions").items:
        event, target = transition.at("event").text, transition.at("next")
        if not target.is_text:
            left.append(event)
            continue
        led.add(event)
        conditions = transition.at("conditions").items
        waited_for = conditions[0].at("value") if event == "match" and conditions else Value("nothing")
        block = flow.answer(waited_for, draft)
        label = _EVENTS.get(event, "") if not waited_for.is_text else block.text if block else waited_for.text.strip()
        draft.ways.append((target, label, block))
    if not led and kind not in _WAITS:
        flow.do(draft, "end", state.at("type"))
    elif led and kind != "trigger":
        draft.ways += [(None, _EVENTS[event], None) for event in left if event in _EVENTS and event not in _UNHEARD]
    return led
