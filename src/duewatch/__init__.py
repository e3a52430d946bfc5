"""duewatch keeps a borrower out of trouble: what is due, what is late, how far the chase has gone.

Nothing is imported here, so that every room can be used on its own (``from duewatch.servicing import
schedule``) and a bare command starts fast.
"""

__version__ = "0.1.0"
