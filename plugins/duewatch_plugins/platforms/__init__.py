"""Lending platforms: facts, ladder, patterns; code only where one behaves differently."""
