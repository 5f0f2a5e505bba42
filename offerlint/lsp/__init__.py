"""offerlint in an editor: findings as one types, by the language server protocol."""
