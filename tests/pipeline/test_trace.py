"""``publish build --trace``: each step once, with what it was about and whether it was kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publish.pipeline import SAID, BuildStep, Trace, build, write_trace
from tests.books import TOML, write_book

TWO = TOML.replace('["a.md"]', '["a.md", "b.md"]')


@pytest.fixture(scope="module")
def traces(tmp_path_factory: pytest.TempPathFactory) -> list[Trace]:
    """Return the traces of a build, of one after an edit of one text, and of one of nothing."""
    root = write_book(tmp_path_factory.mktemp("book"), "# A\n\nUn.\n", TWO, b_md="# B\n\nDeux.\n")
    found = []
    for text in ("# A\n\nUn.\n", "# A\n\nUn autre.\n", "# A\n\nUn autre.\n"):
        (root / "manuscript/a.md").write_text(text, "utf-8")
        found.append(Trace())
        build(root, ["epub"], processes=1, trace=found[-1])
    return found


def kept(trace: Trace, step: BuildStep) -> dict[str, bool]:
    """Return whether each text of a step was kept, by its name; as it was first."""
    return {span.about: span.kept for span in reversed(trace.spans) if span.step is step}


def test_every_text_is_read_set_marked_and_composed(traces: list[Trace]) -> None:
    for step in (BuildStep.READ, BuildStep.SET, BuildStep.MARK, BuildStep.COMPOSE):
        found = kept(traces[0], step)
        assert {"a.md", "b.md"} <= set(found)
        assert not any(found.values())


def test_what_an_edit_does_not_touch_is_kept(traces: list[Trace]) -> None:
    for step in (BuildStep.READ, BuildStep.SET, BuildStep.MARK, BuildStep.COMPOSE):
        found = kept(traces[1], step)
        assert (found["a.md"], found["b.md"]) == (False, True)


def test_where_nothing_is_stale_nothing_is_done(traces: list[Trace]) -> None:
    assert [span.step for span in traces[2].spans] == [BuildStep.COMPARE]


def test_the_trace_is_in_the_format_of_chromium(traces: list[Trace], tmp_path: Path) -> None:
    path = tmp_path / "new" / "trace.json"
    write_trace(path, traces[1])
    events = json.loads(path.read_text("utf-8"))["traceEvents"]
    done = [event for event in events if event["ph"] == "X"]
    assert len(done) == len(traces[1].spans)
    assert min(event["ts"] for event in done) == 0
    assert all(event["dur"] >= 0 and event["pid"] == event["tid"] for event in done)
    assert {"name", "cat", "ts", "dur", "pid", "tid", "args"} <= set(done[0])
    kept_ones = [event["name"] for event in done if event["args"]["kept"]]
    assert "compose b.md" in kept_ones


def test_who_waits_is_told_each_step_that_is_done(tmp_path: Path) -> None:
    heard: list[tuple[BuildStep, str]] = []
    root = write_book(tmp_path, "# A\n\nUn.\n")
    build(root, ["epub"], processes=1, trace=Trace(lambda *said: heard.append(said)))
    assert (BuildStep.READ, "a.md") in heard
    assert (BuildStep.COMPOSE, "a.md") in heard
    assert heard[-1][0] is not BuildStep.COMPARE
    assert set(SAID) == set(BuildStep)
