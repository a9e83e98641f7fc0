"""A browser, a server for a reading engine and the books it opens; only for `make test-readers`."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

HERE = Path(__file__).parent

if not os.environ.get("READERS"):
    collect_ignore_glob = ["test_*.py"]  # needs what `make test-readers` installs
else:
    from playwright.sync_api import Browser, Page, sync_playwright

    from publish.api import build

    @pytest.fixture(scope="session")
    def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
        """The repository's book, built in a folder of its own."""
        root = tmp_path_factory.mktemp("octobre")
        (root / "manuscript").symlink_to(HERE.parents[1] / "manuscript")
        build(root)
        return root / "dist"

    @pytest.fixture(scope="session")
    def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
        """A book with everything, in every edition for screens."""
        root = tmp_path_factory.mktemp("rich")
        (root / "manuscript").symlink_to(HERE / "rich")
        build(root, ["epub", "kindle", "kobo", "web"])
        return root / "dist"

    class Quiet(SimpleHTTPRequestHandler):
        """Serves the engine and the books from their folders."""

        def __init__(self, *args: object, roots: dict[str, Path], **kwargs: object) -> None:
            modules = HERE / "node_modules"
            engines = {name: modules / name for name in ("epubjs", "jszip")}
            self._roots = {"foliate": modules / "foliate-js", "": HERE, **engines, **roots}
            super().__init__(*args, **kwargs)  # type: ignore[arg-type]

        def translate_path(self, path: str) -> str:
            first, _, rest = path.partition("?")[0].lstrip("/").partition("/")
            root = self._roots.get(first)
            return str(root / rest if root else HERE / first)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    @pytest.fixture(scope="session")
    def site(dist: Path, rich: Path) -> Iterator[str]:
        roots = {"dist": dist, "rich": rich}
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, roots=roots))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()

    @pytest.fixture(scope="session")
    def browser() -> Iterator[Browser]:
        with sync_playwright() as playwright:
            path = shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            yield browser
            browser.close()

    @pytest.fixture
    def page(browser: Browser) -> Iterator[Page]:
        """A page that complains of every script error."""
        context = browser.new_context(viewport={"width": 800, "height": 1000})
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield page
        context.close()
        assert faults == []
