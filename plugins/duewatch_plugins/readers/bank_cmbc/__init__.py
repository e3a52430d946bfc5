"""Reads the lists of China Minsheng Bank (民生银行)."""
