"""What the preview answers, and whom: asked through a socket, with paths and names as they are."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

from publish.diagnostics import BookError
from publish.pipeline import BuildReport, TargetReport, build
from publish.preview.broadcast import Broadcast
from publish.preview.drawing import WIDEST, Drawer
from publish.preview.served_book import ServedBook, served_book
from publish.preview.server import ASSETS, FIRST_PORT, application, bound, serving
from tests.books import write_book

SECRET = "ne pas montrer"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    content: bytes


@dataclass(frozen=True)
class Site:
    """A preview that is being served."""

    port: int
    served_book: ServedBook
    broadcast: Broadcast

    def ask(self, path: str, host: str | None = None, method: str = "GET") -> Answer:
        """Send a request as it stands: nothing in its path is resolved or encoded."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.putrequest(method, path, skip_host=True)
            for one in (host or f"127.0.0.1:{self.port}").split("|"):
                connection.putheader("Host", one)
            connection.endheaders()
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, headers, answer.read())
        finally:
            connection.close()

    def text(self, path: str) -> str:
        assert self.served_book.texts is not None
        return f"/text/{self.served_book.texts.digest}/{path}"

    def picture(self, number: int, width: int) -> str:
        return f"/pages/{self.served_book.pdf_digest}/{number}/{width}.png"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = write_book(tmp_path_factory.mktemp("book"), "# Un titre\n\nUn alinéa.\n")
    (root / "secret.txt").write_text(SECRET, "utf-8")
    shown = served_book(root, build(root, ["epub", "lecture"]))
    broadcast = Broadcast()
    with bound(0) as place:
        port = place.getsockname()[1]
        app = application(lambda: shown, broadcast, Drawer(), port, str)
        with serving(app, place, broadcast):
            yield Site(port, shown, broadcast)


def test_the_page_and_its_files_are_served(site: Site) -> None:
    assert site.ask("/").headers["content-type"].startswith("text/html")
    for name in ASSETS:
        answer = site.ask(f"/assets/{name}")
        kind = "text/css" if name.endswith("css") else "text/javascript"
        assert (answer.status, answer.headers["content-type"].split(";")[0]) == (200, kind)


def test_the_documents_of_the_epub_are_served_with_their_lines(site: Site) -> None:
    answer = site.ask(site.text("text/a.xhtml"))
    assert answer.headers["content-type"] == "application/xhtml+xml"
    assert '<p data-line="3">Un alinéa.</p>' in answer.content.decode()
    assert site.ask(site.text("styles/epub.css")).status == 200


def test_a_page_is_drawn_as_wide_as_asked(site: Site) -> None:
    for width in range(300, 330):
        answer = site.ask(site.picture(1, width))
        with Image.open(BytesIO(answer.content)) as picture:
            assert (picture.format, picture.width) == ("PNG", width)
            assert abs(picture.height - width * 216 / 140) <= 1


@pytest.mark.parametrize(
    "host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}", "[::1]:{port}"]
)
def test_this_machine_is_answered_by_its_names(site: Site, host: str) -> None:
    assert site.ask("/", host.format(port=site.port)).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "livre.example:{port}",
        "127.0.0.1.livre.example:{port}",
        "localhost.livre.example:{port}",
        "127.0.0.1:1{port}",
        "127.0.0.1",
        "127.0.0.1:{port}@livre.example",
        "127.0.0.1:{port}|livre.example",
    ],
)
def test_a_foreign_name_is_not_answered(site: Site, host: str) -> None:
    """A site that has its own name lead to 127.0.0.1 gets nothing (DNS rebinding)."""
    for path in ("/", "/events", site.text("text/a.xhtml"), site.picture(1, 300)):
        answer = site.ask(path, host.format(port=site.port))
        assert answer.status in (400, 421)
        assert b"alin" not in answer.content


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_sent(site: Site, method: str) -> None:
    for path in ("/", "/events", site.text("text/a.xhtml")):
        assert site.ask(path, method=method).status == 405


@pytest.mark.parametrize(
    "path",
    [
        "../../secret.txt",
        "../../../../../../../../etc/passwd",
        "%2e%2e/%2e%2e/secret.txt",
        "..%2f..%2fsecret.txt",
        "..%5c..%5csecret.txt",
        "%252e%252e/secret.txt",
        "text/../../secret.txt",
        "./text/a.xhtml",
        "text//a.xhtml",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "text/a.xhtml%00.png",
        "text",
        "text/",
        "",
        "../META-INF/container.xml",
    ],
)
def test_only_the_files_of_the_book_are_found(site: Site, path: str) -> None:
    for start in (site.text(""), "/assets/", "/", "/pages/"):
        answer = site.ask(start + path)
        assert answer.status == (200 if start + path == "/" else 404)
        assert SECRET.encode() not in answer.content
        assert b"root:" not in answer.content


def test_only_the_pages_of_the_book_are_drawn(site: Site) -> None:
    for number, width in ((0, 300), (999, 300), (1, 0), (1, WIDEST + 1), (1, 10**30)):
        assert site.ask(site.picture(number, width)).status == 404
    for name in ("9" * 5000, "-1", "abc", "\u0661"):
        assert site.ask(f"/pages/{site.served_book.pdf_digest}/{quote(name)}/9.png").status == 404
    assert site.ask("/pages/0123/1/300.png").status == 404
    assert site.ask("/text/0123/text/a.xhtml").status == 404


def test_every_answer_forbids_what_it_does_not_need(site: Site) -> None:
    for path in ("/", "/assets/page.js", "/nowhere", site.text("text/a.xhtml"), site.picture(1, 9)):
        headers = site.ask(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; base-uri 'none'; form-action 'none'")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers
        if path.startswith("/text/"):
            assert "sandbox allow-same-origin" in policy
            assert "script-src" not in policy, "a book runs no script"
        else:
            assert "script-src 'self'" in policy
            assert "frame-ancestors" in policy


def test_the_last_message_is_told_and_each_that_follows(site: Site) -> None:
    site.broadcast.tell(json.dumps({"n": 1}))
    connection = HTTPConnection("127.0.0.1", site.port, timeout=10)
    try:
        connection.request("GET", "/events")
        answer = connection.getresponse()
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert [answer.readline(), answer.readline()] == [b'data: {"n": 1}\n', b"\n"]
        site.broadcast.tell(json.dumps({"n": 2}))
        assert answer.readline() == b'data: {"n": 2}\n'
    finally:
        connection.close()


def test_a_port_that_is_taken_is_told_and_another_found_when_none_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BookError, match="F010"):
            bound(port)
    with bound(None) as first, bound(None) as second:
        ports = [place.getsockname()[1] for place in (first, second)]
        assert len(set(ports)) == 2
        assert all(port >= FIRST_PORT for port in ports)


def test_a_file_that_leads_out_of_dist_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "secret.pdf").write_text(SECRET, "utf-8")
    link = tmp_path / "dist/essai-lecture.pdf"
    link.symlink_to(tmp_path / "secret.pdf")
    with pytest.raises(BookError, match="B007"):
        served_book(tmp_path, BuildReport((TargetReport("lecture", link, built=False),)))
