"""The screens, driven by keys and mouse on a real store."""
