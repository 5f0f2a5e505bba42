"""Templates: read into a tree, written out in every variant worth reading, and never run."""
