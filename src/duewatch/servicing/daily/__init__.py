"""Loans with simple interest by the day: plan, ledger, settlement."""
