"""Repayment plans: periods, rates, interest, fees, levels; `schedule.py` is their door."""
