"""Reminders on the terminal: for cron, which mails what a job writes, and for a look by hand."""
