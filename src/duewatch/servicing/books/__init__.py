"""A lender's book of a loan whose contract is wholly known: every event put through it; `engine.py` is its door."""
