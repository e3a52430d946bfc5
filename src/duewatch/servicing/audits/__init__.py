"""How an amount is made up, and what would explain a gap; `audit.py` is their door."""
