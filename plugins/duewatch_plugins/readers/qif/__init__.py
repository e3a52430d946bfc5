"""Reads QIF statements."""
