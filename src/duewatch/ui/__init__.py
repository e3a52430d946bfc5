"""Floor 6: the Textual screens; the only room that imports Textual."""
