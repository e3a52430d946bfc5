"""Reads the personal credit report (PBOC) in PDF, brief and detailed."""
