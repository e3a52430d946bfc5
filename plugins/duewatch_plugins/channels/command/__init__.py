"""Reminders to a program of the borrower's."""
