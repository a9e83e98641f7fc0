"""What holds for every test: a green run on one machine is a green run on the next."""

import os

from hypothesis import settings

# Chosen examples are the same at each run, so that a change is judged by what it changed;
# `EXPLORE=1 make test` draws new ones, as `make fuzz` does.
settings.register_profile("same", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile("explore" if os.environ.get("EXPLORE") else "same")
