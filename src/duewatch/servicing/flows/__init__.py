"""Rates at which dated amounts balance; `annual_cost.py` is their door."""
