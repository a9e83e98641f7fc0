"""The state of the preview as one message: set by one thread, followed by readers in another's
event loop.

Who follows late or slowly gets the last message, not every one.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from threading import Lock


class Broadcast:
    """The last message, and who waits for the next; with an empty one it is over."""

    def __init__(self) -> None:
        self._message = ""
        self._over = False
        self._lock = Lock()
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    def tell(self, message: str) -> None:
        """Replace the message."""
        self._set(message, over=False)

    def end(self) -> None:
        """Let every reader go."""
        self._set("", over=True)

    def _set(self, message: str, *, over: bool) -> None:
        with self._lock:
            self._message, self._over = message, over
            for loop, changed in self._waiting:
                loop.call_soon_threadsafe(changed.set)

    async def follow(self) -> AsyncIterator[str]:
        """Yield the message, and each that takes its place, until it is over."""
        changed = asyncio.Event()
        reader = asyncio.get_running_loop(), changed
        with self._lock:
            self._waiting.add(reader)
        try:
            while True:
                changed.clear()
                if self._over:
                    return
                if message := self._message:
                    yield message
                await changed.wait()
        finally:
            with self._lock:
                self._waiting.discard(reader)
