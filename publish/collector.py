"""How often Python looks for cycles of garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_COLLECTED: Final = 100_000
"""Values made before the youngest are looked at."""


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Let Python look for cycles less often: composing and cleaning make many small values that
    no cycle holds, and looking took a seventh of their time."""
    usual = gc.get_threshold()
    gc.set_threshold(_COLLECTED, 100, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
