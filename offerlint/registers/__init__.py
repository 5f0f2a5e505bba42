"""The files a team keeps beside its copy: the catalogue of offers, evidence, waivers, the baseline."""

BASELINE_FILE = "offerlint-baseline.yaml"
EVIDENCE_FILE = "evidence.yaml"
OFFERS_FILE = "offers.yaml"
WAIVERS_FILE = "waivers.yaml"
OTHER_OFFERS_FILES = ("offers.yml", "catalogue.yaml", "catalogue.yml", "catalog.yaml", "tariffs.yaml", "plans.yaml")
"""What else a catalogue of offers may be called, which is then told by its shape."""
PRICE_LISTS = (
    "offers.csv", "plans.csv", "tariffs.csv", "catalogue.csv", "catalog.csv", "products.csv", "prices.csv",
    "price-list.csv", "sims.csv", "deals.csv", "packages.csv",
)  # fmt: skip
"""What a list of plans beside the copy may be called on disk; it is then told by its heads."""
