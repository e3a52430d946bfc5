"""Reads card statements that banks send by e-mail (.eml, or the page saved from it)."""
