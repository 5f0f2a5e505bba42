"""An Amazon Connect flow in the Connect Flow language: actions as steps, prompts, input and recording as acts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from offerlint.model.flow import Act
from offerlint.reading.json_scan import NOTHING, Value, string_view
from offerlint.reading.markup import NO_FIELDS, Reading
from offerlint.reading.tool_flow import Draft, ToolFlow, opened, recorded
from offerlint.text.late import late
from offerlint.text.view import View

_PATH = late(r"\$\.[A-Za-z]\w*(?:\.\w+|\[\s*'[^'\]]*'\s*\]|\['?[\w-]+'?\])*")
_OPAQUE = late(r"[0-9a-f]{8}-[0-9a-f-]{20,}", re.IGNORECASE)
_ASKS = ("GetParticipantInput", "ConnectParticipantWithLexBot")
_RECORDS = ("UpdateContactRecordingBehavior", "UpdateContactRecordingAndAnalyticsBehavior")
_ENDS = ("DisconnectParticipant", "EndFlowExecution", "EndFlowModuleExecution")
_HANDS_OVER = (
    "TransferContactToQueue", "TransferContactToAgent", "TransferToFlow", "TransferParticipantToThirdParty",
    "TransferToThirdParty",
)  # fmt: skip
_CARD = late(r"\b(?:card|cvv|cvc|security code|expiry)\b", re.IGNORECASE)
_BANK = late(r"\b(?:sort code|account number|direct debit|bank)\b", re.IGNORECASE)
_ERRORS = {"NoMatchingCondition": "anything else", "InputTimeLimitExceeded": "no answer"}


def read_amazon_connect(view: View, fields: Mapping[int, str] = NO_FIELDS) -> Reading:
    """The flow that the JSON of `view` is, alone or as DescribeContactFlow gives it, as text under `Content`.

    An action whose identifier says nothing is called by its type and a number.
    """
    root = opened(view)
    if isinstance(root, Reading):
        return root
    content = root.at("ContactFlow", "Content")
    if content.is_text:
        return read_amazon_connect(string_view(view.text, content).then(view.map), fields)
    flow = ToolFlow(view, _PATH)
    flow.directive(root.at("Metadata", "description"))
    counted: Counter[str] = Counter()
    types: set[str] = set()
    for action in flow.few(root.at("Actions").items):
        key, kind = action.at("Identifier"), action.at("Type")
        if key.is_text and kind.is_text:
            types.add(kind.text)
            counted[kind.text] += 1
            named = not _OPAQUE.fullmatch(key.text)
            draft = flow.step(key.text if named else f"{kind.text} {counted[kind.text]}", key)
            _acts(flow, draft, action.at("Parameters"), kind)
            _ways(draft, action.at("Transitions"), flow)
    declared = {"kind": "script", "channel": "call"}
    if "CheckOutboundCallStatus" in types:
        declared["direction"] = "outbound"
    if recorded(flow.drafts):
        start = next((one for one in flow.drafts if one.key == root.at("StartAction").text), flow.drafts[0])
        start.acts.insert(0, Act("do", start.place, do="pause_recording"))
        declared["recorded"] = "true"
    return flow.reading(root.at("StartAction"), declared)


def _acts(flow: ToolFlow, draft: Draft, has: Value, kind: Value) -> None:
    """What an action says and does, in this order."""
    asked = "ask" if kind.text in _ASKS else "say"
    for said in (has, *has.at("Messages").items):
        for words in (said.at("Text"), said.at("SSML")):
            if words.is_text:
                flow.say(draft, words, asked)
        if said.at("PromptId").is_text:
            flow.unread(said.at("PromptId"), f"Step “{draft.name}” plays a recording, whose words are not read")
    if kind.text in _RECORDS:
        flow.do(draft, "resume_recording" if _is_on(has) else "pause_recording", kind)
    elif kind.text == "GetParticipantInput" and has.at("InputEncryption").kind == "object":
        flow.do(draft, _kept(has.at("Text").text or has.at("SSML").text), kind)
    elif kind.text in _HANDS_OVER:
        flow.do(draft, "transfer", kind)
    elif kind.text in _ENDS:
        flow.do(draft, "end", kind)


def _is_on(has: Value) -> bool:
    """Whether a recording behaviour records what is said in the flow: anyone in it, and not the agents alone."""
    people = any(item.is_text for one in _named("RecordedParticipants", has) for item in one.items)
    spoken = [one.text for one in _named("IVRRecordingBehavior", has)]
    return "Enabled" in spoken or (people and "Disabled" not in spoken)


def _named(key: str, within: Value) -> Iterator[Value]:
    """The values under `key`, however deep."""
    for name, value in within.members.items():
        if name == key:
            yield value
        else:
            yield from _named(key, value)


def _kept(asked: str) -> str:
    """The deed of taking what is encrypted as it is keyed in, by what was asked for."""
    if _CARD.search(asked):
        return "take_payment"
    return "collect_bank_details" if _BANK.search(asked) else "collect_personal_data"


def _ways(draft: Draft, transitions: Value, flow: ToolFlow) -> None:
    """Adds the ways on: by condition, by what went wrong, and the one that is taken otherwise."""
    taken, following = set(), transitions.at("NextAction")
    for one in transitions.at("Conditions").items:
        target, operands = one.at("NextAction"), one.at("Condition", "Operands").items
        waited_for = operands[0] if operands else NOTHING
        if target.is_text:
            block = flow.answer(waited_for, draft)
            draft.ways.append((target, block.text if block else waited_for.text.strip(), block))
            taken.add(target.text)
    for one in transitions.at("Errors").items:
        target, kind = one.at("NextAction"), one.at("ErrorType").text
        if target.is_text and (kind in _ERRORS or target.text != following.text):
            draft.ways.append((target, _ERRORS.get(kind, "an error"), None))
            taken.add(target.text)
    if following.is_text and not (transitions.at("Conditions").items and following.text in taken):
        draft.ways.insert(0, (following, "", None))
