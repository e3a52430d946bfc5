"""Widgets: what screens are put together from. They draw values and know no desk."""
