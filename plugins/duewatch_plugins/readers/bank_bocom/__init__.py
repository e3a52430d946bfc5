"""Reads the lists of the Bank of Communications (交通银行)."""
