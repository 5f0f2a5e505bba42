"""What people write for the words of the closed lists, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping

NEAR: Mapping[str, Mapping[str, str]] = {
    "kind": {
        "copy": "notice letter email ad advert marketing template page message leaflet post banner push sms",
        "script": "call call-script flow ivr voicemail chatbot bot chat-flow",
        "script or transcript": "chat", "transcript": "recording",
        "contract": "terms t&cs contract-summary agreement", "form": "checkout sign-up order",
        "internal": "training guidance briefing brief playbook coaching scorecard quiz knowledge-base notes",
        "internal or contract": "policy",
    },
    "channel": {
        "push or web": "app in-app mobile-app", "push": "notification push-notification",
        "mail": "letter direct-mail door-drop", "mail or social": "post", "print or mail": "leaflet flyer",
        "call": "phone telephone telesales outbound inbound", "call or automated-call": "voice",
        "automated-call": "ivr robocall", "voicemail": "answerphone answering-machine",
        "web": "chat live-chat webchat website landing-page page display banner online", "web or automated-call": "bot",
        "sms": "text text-message whatsapp rcs mms", "email": "newsletter e-mail edm",
        "in-store": "shop store retail", "call or in-store": "doorstep field face-to-face", "print": "press brochure",
        "poster": "billboard outdoor ooh", "search": "ppc google", "social": "facebook instagram tiktok influencer",
        "tv or social": "video film", "tv": "cinema", "radio": "podcast audio",
    },
    "audience": {
        "consumer": "customer customers residential household households public b2c individual",
        "small-business or large-business": "business b2b", "small-business": "sme smb sole-trader",
        "large-business": "enterprise corporate public-sector",
    },
    "subscriber": {"individual": "consumer sole-trader", "corporate": "business company"},
    "products": {
        "device, finance": "device-finance device-credit handset-finance handset-credit phone-loan phone-credit",
        "device": "handset handsets phones tablet hardware",
        "device or landline": "phone", "mobile": "sim sim-only airtime", "broadband": "internet fibre wifi",
        "landline": "home-phone digital-voice", "tv": "television streaming", "finance": "loan loans credit bnpl",
        "insurance": "cover warranty", "energy": "gas electricity power",
        "other": "smart-home home-security retail travel gym fitness tickets parcels",
    },
    "purpose": {
        "marketing": "sale sales promotion promotional acquisition retention upsell winback",
        "service": "transactional servicing support notice", "service or payment": "billing",
        "payment": "collections", "complaint": "complaints", "verification": "security otp",
    },
    "basis": {"consent": "opt-in", "soft-opt-in": "existing-customer", "legitimate-interest": "li"},
    "stage": {"final": "live published approved", "draft": "wip"},
    "direction": {"inbound": "in incoming", "outbound": "out outgoing"},
}  # fmt: skip
"""For each key what it takes, in the words of a remedy, and the words that are written for that."""

_INSTEAD: Mapping[str, Mapping[str, str]] = {
    key: {word: remedy for remedy, words in remedies.items() for word in words.split()}
    for key, remedies in NEAR.items()
}


def instead(key: str, word: str) -> str:
    """What to write for `word`, which `key` does not take; empty where people mean nothing known by it."""
    return _INSTEAD.get(key, {}).get(word, "")
