"""The files a team keeps beside its copy: the catalogue of offers, evidence, waivers, the baseline."""

BASELINE_FILE = "offerlint-baseline.yaml"
EVIDENCE_FILE = "evidence.yaml"
OFFERS_FILE = "offers.yaml"
WAIVERS_FILE = "waivers.yaml"
_LISTS = (
    "catalogue", "catalog", "tariffs", "plans", "offers", "products", "prices", "price-list", "pricing", "sims",
    "packages", "bundles", "deals", "rates",
)  # fmt: skip
OTHER_OFFERS_FILES = tuple(f"{name}.{ending}" for ending in ("yaml", "yml", "json", "csv") for name in _LISTS)
"""What else a catalogue of offers, or a firm's own price list, may be called; it is then told by its shape."""
