"""Reads backups of messages: SMS Backup & Restore (XML), SMS Import/Export (JSON lines), text exports of iOS."""
