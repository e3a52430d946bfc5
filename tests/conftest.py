"""What holds for every test."""

import os

from hypothesis import Phase, settings

# A run that decides whether a change lands tries the same examples each time; runs at home look for new ones. Examples
# have no deadline: a busy machine is no fault of the product. Explaining a failure would trace every line of every
# example, which made some of them a hundred times slower.
_PHASES = [phase for phase in Phase if phase is not Phase.explain]
settings.register_profile("landing", derandomize=True, deadline=None, phases=_PHASES)
settings.register_profile("home", deadline=None, phases=_PHASES)
settings.load_profile("landing" if os.environ.get("CI") else "home")
