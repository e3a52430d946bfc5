"""Reads card statements of the Bank of China (中国银行)."""
