"""Reads the lists of SPD Bank (浦发银行)."""
