"""Suggestions for this step."""
