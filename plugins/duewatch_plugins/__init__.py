"""All plugins that ship with duewatch: a folder each, found by being there."""
