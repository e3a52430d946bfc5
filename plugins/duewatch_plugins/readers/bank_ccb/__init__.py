"""Reads the lists of the China Construction Bank (建设银行)."""
