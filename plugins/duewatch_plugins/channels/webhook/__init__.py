"""Reminders as signed JSON to an address of the borrower's."""
