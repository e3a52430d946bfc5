"""Reads card statements of CITIC Bank (中信银行)."""
