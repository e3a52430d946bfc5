"""Reads the lists of the Agricultural Bank (农业银行)."""
