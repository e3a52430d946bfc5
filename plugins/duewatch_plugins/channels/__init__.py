"""Reminder channels: one folder a way to reach the borrower."""
