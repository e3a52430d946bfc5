"""Takes the id of a built-in plugin."""

raise AssertionError("the built-in one wins")
