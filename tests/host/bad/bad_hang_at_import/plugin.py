"""Never finishes its import."""

from threading import Event

Event().wait()
