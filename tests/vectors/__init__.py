"""Loan figures from other people's systems, run through the public functions of duewatch.servicing."""
