"""What stands before every answer: the preview is for this machine's browser and its own page.

A page from elsewhere may send its visitor's browser to 127.0.0.1 under a name of its own (DNS
rebinding): only the names of this machine, with the port, are answered. Nothing can be changed by
a request, no other site may read or frame an answer, and a book's own files run no script.
"""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAMES = ("127.0.0.1", "localhost", "[::1]")

_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"
PAGE_POLICY = (
    f"{_NOTHING}; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; frame-ancestors 'none'"
)
BOOK_POLICY = (
    f"{_NOTHING}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "media-src 'self'; frame-ancestors 'self'; sandbox allow-same-origin"
)
"""For what comes from the book; its styles may stand in its text."""

_HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Refuses foreign names and all methods but GET and HEAD; completes the headers."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"{name}:{port}".encode() for name in NAMES}
        if port == 80:
            self._hosts |= {name.encode() for name in NAMES}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        hosts = [value.lower() for name, value in scope["headers"] if name == b"host"]
        answer = self._app
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            answer = PlainTextResponse("Misdirected request", 421)
        elif scope["method"] not in ("GET", "HEAD"):
            answer = PlainTextResponse("Method not allowed", 405, {"Allow": "GET, HEAD"})
        await answer(scope, receive, _completed(send))


def _completed(send: Send) -> Send:
    async def complete(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name for name, _ in message["headers"]}
            message["headers"] = [
                *message["headers"],
                *(
                    (name.lower().encode(), value.encode())
                    for name, value in _HEADERS.items()
                    if name.lower().encode() not in given
                ),
            ]
        await send(message)

    return complete
