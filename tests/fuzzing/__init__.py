"""Fuzzing of imports: whatever bytes come, one sentence, no traceback, no hang, nothing half written."""
