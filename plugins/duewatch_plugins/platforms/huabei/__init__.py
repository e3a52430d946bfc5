"""花呗 (Huabei)."""
