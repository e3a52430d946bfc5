"""Reads what the Meituan app exports (美团交易账单 CSV)."""
