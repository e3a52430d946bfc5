"""Floor 6: plain commands and JSON over the desk."""
