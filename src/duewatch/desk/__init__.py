"""Floor 5: the one door. Screens and commands call a Desk and render the values of ``desk.views``."""
