"""The audit memory: every recorded run in one file that only grows, and what it tells over time."""
