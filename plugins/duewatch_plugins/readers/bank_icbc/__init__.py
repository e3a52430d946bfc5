"""Reads the lists of ICBC (工商银行)."""
