"""One file a topic: the rules by which facts become points and advice."""
