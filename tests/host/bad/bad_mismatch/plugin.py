"""Promises a channel."""

"Implements nothing."
