"""Tables of copy, read in files and linted by all cores, with what was found written beside a manifest."""
