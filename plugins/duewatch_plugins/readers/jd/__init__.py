"""Reads what the JD app exports (京东交易流水 CSV)."""
