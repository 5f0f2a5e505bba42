"""The files a team keeps beside its copy: the catalogue of offers, evidence, waivers, the baseline."""

BASELINE_FILE = "offerlint-baseline.yaml"
EVIDENCE_FILE = "evidence.yaml"
OFFERS_FILE = "offers.yaml"
WAIVERS_FILE = "waivers.yaml"
