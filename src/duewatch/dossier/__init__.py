"""Papers made from the borrower's own records: letters, and the evidence bundle."""
