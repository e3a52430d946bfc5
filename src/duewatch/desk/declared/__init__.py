"""Loans that the config file declares: read out of its tables, compared with the store, applied, and written out."""
