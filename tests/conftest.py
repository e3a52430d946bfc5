"""What holds for every test."""

import os

from hypothesis import settings

# A run that decides whether a change lands tries the same examples each time; runs at home look for new ones. Examples
# have no deadline: a busy machine is no fault of the product.
settings.register_profile("landing", derandomize=True, deadline=None)
settings.register_profile("home", deadline=None)
settings.load_profile("landing" if os.environ.get("CI") else "home")
