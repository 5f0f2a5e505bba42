"""Rule files: read, checked for mistakes, and chosen; and the language of their phrases."""
