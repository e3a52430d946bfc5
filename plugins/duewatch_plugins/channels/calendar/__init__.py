"""Due days in a calendar file that a calendar program reads."""
