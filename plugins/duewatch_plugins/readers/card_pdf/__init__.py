"""Reads card statements in PDF: China Merchants Bank and Bank of China."""
