"""Due days in a calendar on a server (CalDAV)."""
