"""Reads pasted messages: SMS, app notices, public-account cards."""
