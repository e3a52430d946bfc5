"""Floor 3: plugins found, loaded and called; the only room that touches pluggy's manager."""
