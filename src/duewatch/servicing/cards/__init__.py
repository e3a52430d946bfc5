"""A card's posts and statements."""
