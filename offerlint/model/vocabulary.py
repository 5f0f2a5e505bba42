"""The closed lists of words that rules, config and documents may use."""

from __future__ import annotations

from enum import StrEnum

NOT_LEGAL_ADVICE = "offerlint points out what to look at. It is not legal advice."
"""What every report for people ends with; by it a report is known and not taken for copy."""


class Severity(StrEnum):
    """How sure a finding is; members are declared from gravest to mildest."""

    ERROR = "error"
    WARNING = "warning"
    REVIEW = "review"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for error up to 3 for advice."""
        return _RANKS[self]

    def at_least(self, other: Severity) -> bool:
        return self.rank <= other.rank


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


TOPICS = (
    "price-total", "price-rise", "price-clarity", "contract-length", "contract-terms", "cancellation",
    "free", "savings", "speed", "unlimited", "coverage", "comparative", "availability", "guarantee",
    "testimonial", "recognition", "conditions", "green", "consent", "opt-out", "data-protection",
    "calls", "identification", "recording", "pressure", "payment-security", "confidentiality",
    "vulnerability", "complaints", "finance", "insurance", "inclusive", "stereotypes", "safety",
    "service-level", "switching", "accessibility", "readability", "placeholder", "conduct",
)  # fmt: skip

HOUSEKEEPING = "housekeeping"
"""The topic of findings about allows, waivers and call flows as such; no rule of a ruleset may use it."""

CONFIDENTIALITY = "confidentiality"

MASKED_TOPICS = frozenset({CONFIDENTIALITY, "data-protection", "payment-security"})
"""Topics whose excerpts may hold personal data, masked unless the user asks."""

RULESETS = (
    "uk-pricing", "uk-price-rises", "uk-contract-terms", "uk-speed-and-coverage", "uk-opt-in",
    "uk-advertising", "uk-calls", "uk-finance", "uk-complaints", "uk-data-protection",
    "uk-confidentiality", "uk-payment-security", "uk-inclusive", "uk-green", "uk-safety",
    "uk-service-levels", "uk-switching", "uk-accessibility", "uk-conduct", "plain-language",
)  # fmt: skip

PROFILES = ("uk-telecoms", "uk-general", "uk-finance")

LEVELS = {
    "minimum": Severity.ERROR,
    "standard": Severity.WARNING,
    "full": Severity.ADVICE,
}
"""How much of a profile is switched on: rules of at least this severity."""

KINDS = ("copy", "script", "transcript", "form", "contract", "internal")
CHANNELS = (
    "web", "email", "sms", "push", "voicemail", "call", "automated-call", "in-store", "print",
    "poster", "mail", "search", "social", "tv", "radio", "contract",
)  # fmt: skip
AUDIENCES = ("consumer", "small-business", "large-business")
SUBSCRIBERS = ("individual", "corporate")
PRODUCTS = ("broadband", "mobile", "landline", "tv", "finance", "insurance", "energy", "device", "other")
PURPOSES = ("marketing", "service", "complaint", "verification", "payment")
BASES = ("consent", "soft-opt-in", "legitimate-interest", "none")
STAGES = ("template", "draft", "final")
DIRECTIONS = ("inbound", "outbound")

SCOPES = (
    "body.heading", "body.paragraph", "body.list", "body.quote", "body.table", "body.button", "body.link",
    "body.alt", "body.title", "body.placeholder", "body.footnote", "body.super", "body.voice",
    "body.ad-headline", "body.ad-long-headline", "body.ad-description", "body.ad-path",
    "body.social-text", "body.social-headline", "body.social-description",
    "head.title", "head.description", "head.social", "head.subject", "head.preheader",
    "head.from", "head.unsubscribe",
    "footer.smallprint",
    "form.checkbox", "form.radio", "form.select", "form.field", "form.button",
    "script.agent", "script.customer", "script.note",
)  # fmt: skip
"""Where a block stands; a rule may name a whole scope or its first part."""

DO_WORDS = (
    "agree_contract", "take_payment", "collect_bank_details", "collect_personal_data",
    "pause_recording", "resume_recording", "transfer", "end", "verify_identity",
    "send_contract_summary", "record_do_not_call",
)  # fmt: skip
