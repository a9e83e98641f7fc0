"""Serves the preview on this machine alone: its page, the last good book, what is new.

What can be asked for is looked up in the book held in memory; no path leads to the disk.
"""

from __future__ import annotations

import contextlib
import errno
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from mimetypes import guess_type
from threading import Thread

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from publish.diagnostics import BookError
from publish.messages import Translate
from publish.pipeline import faults
from publish.preview.broadcast import Broadcast
from publish.preview.drawing import WIDEST, Drawer
from publish.preview.guard import BOOK_POLICY, Guard
from publish.preview.page_words import page
from publish.preview.served_book import ServedBook

LOOPBACK = "127.0.0.1"
FIRST_PORT = 4880
_PORTS = 20  # that are tried when none is named

ASSETS = ("page.css", "page.js", "place.js", "spreads.js", "text.js", "book.css")
"""The page's own files, by name."""

_FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable"}  # a digest is in the address
_TYPES = {".xhtml": "application/xhtml+xml", ".otf": "font/otf", ".ncx": "application/x-dtbncx+xml"}


def application(
    shown: Callable[[], ServedBook],
    broadcast: Broadcast,
    drawer: Drawer,
    port: int,
    translate: Translate,
) -> Guard:
    """Return what answers requests; ``shown`` gives the last good book."""
    assets = {name: _asset(name) for name in ASSETS}
    index = page(_asset("index.html.j2").decode(), translate).encode()

    async def home(_: Request) -> Response:
        return Response(index, media_type="text/html")

    async def asset(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in assets:
            raise HTTPException(404)
        return Response(assets[name], media_type=_type(name))

    async def events(_: Request) -> Response:
        messages = (f"data: {message}\n\n" async for message in broadcast.follow())
        return StreamingResponse(messages, media_type="text/event-stream")

    async def text(request: Request) -> Response:
        path, texts = request.path_params["path"], shown().texts
        if texts is None or texts.digest != request.path_params["digest"]:
            raise HTTPException(404)
        if path not in texts.files:
            raise HTTPException(404)
        headers = {"Content-Security-Policy": BOOK_POLICY, **_FOR_EVER}
        return Response(texts.files[path], media_type=_type(path), headers=headers)

    async def picture(request: Request) -> Response:
        book, asked = shown(), request.path_params
        number, width = _whole(asked["number"]), _whole(asked["width"])
        if asked["digest"] != book.pdf_digest or not 0 < width <= WIDEST:
            raise HTTPException(404)
        drawn = await run_in_threadpool(drawer.draw, book.pdf, book.pdf_digest, number, width)
        if drawn is None:
            raise HTTPException(404)
        return Response(drawn, media_type="image/png", headers=_FOR_EVER)

    routes = [
        Route("/", home),
        Route("/assets/{name}", asset),
        Route("/events", events),
        Route("/text/{digest}/{path:path}", text),
        Route("/pages/{digest}/{number}/{width}.png", picture),
    ]
    app = Starlette(routes=routes)
    app.router.redirect_slashes = False
    return Guard(app, port)


def _whole(text: str) -> int:
    """Return the number in an address, 0 where it is none that a book could have."""
    return int(text) if re.fullmatch("[0-9]{1,6}", text) else 0


def bound(port: int | None) -> socket.socket:
    """Return a socket of this machine alone: on the port named, 0 for any that is free; when none
    is named, on the first free one of some. BookError if a named port cannot be had."""
    ports = range(FIRST_PORT, FIRST_PORT + _PORTS) if port is None else (port,)
    for number in ports:
        try:
            return socket.create_server((LOOPBACK, number))
        except OSError as error:
            if port is not None:
                reason = error.strerror or str(error)
                if error.errno == errno.EADDRINUSE:
                    raise BookError(faults.PORT_TAKEN.at(port=number)) from None
                raise BookError(faults.PORT_REFUSED.at(port=number, reason=reason)) from None
    return socket.create_server((LOOPBACK, 0))


@contextmanager
def serving(app: Guard, place: socket.socket, broadcast: Broadcast) -> Iterator[None]:
    """Answer requests in a thread of its own, until the end of the block."""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        http="h11",
        loop="asyncio",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, args=([place],), daemon=True)
    thread.start()
    try:
        yield
    finally:
        broadcast.end()  # a page that listens would keep the server waiting
        server.should_exit = True
        thread.join()
        with contextlib.suppress(OSError):
            place.close()


def _asset(name: str) -> bytes:
    return files("publish.preview").joinpath("page", name).read_bytes()


def _type(name: str) -> str:
    ending = name[name.rfind(".") :]
    return _TYPES.get(ending) or guess_type(name)[0] or "application/octet-stream"
