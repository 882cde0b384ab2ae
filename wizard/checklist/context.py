"""Checklist items that the answers settle."""
