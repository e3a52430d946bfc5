"""Reads OFX and QFX statements, with the extra `ofx`."""
