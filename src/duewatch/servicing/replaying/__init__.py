"""What each event does to the bills of a loan, as far as the borrower knows them; `replay.py` is their door."""
