"""Cannot be imported."""

raise RuntimeError("the dog ate it")
