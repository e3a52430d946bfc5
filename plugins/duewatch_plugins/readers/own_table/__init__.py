"""Reads tables of the borrower's own, whose columns the config or the header names."""
