"""Characters and where they came from: spans, lines, source maps, folding and words."""
