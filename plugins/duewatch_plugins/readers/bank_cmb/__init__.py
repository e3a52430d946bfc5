"""Reads the statements of China Merchants Bank (招商银行)."""
