"""The files a team keeps beside its copy: the catalogue of offers, evidence, waivers, the baseline."""
