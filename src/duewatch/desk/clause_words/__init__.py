"""A contract's clauses in the borrower's words, English or Chinese, and back.

Every clause is read from a short line ("0.05% a day of the overdue principal", "每日万分之五") and written as one that
reads back as the same clause. Commands and forms share these words: see lines.py.
"""
