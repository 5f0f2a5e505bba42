"""What a team decides once: offerlint.yaml, or [tool.offerlint] in pyproject.toml, and what that extends."""
