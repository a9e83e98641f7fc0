"""What a file calls in comes over with it, or is told."""

from __future__ import annotations

import pytest

from publish.importing.included import included

BESIDE = {
    "ch/un.tex": b"Un, \\input{ch/deux}",
    "ch/deux.tex": b"deux.",
    "ronde.tex": b"\\input{ronde}",
    "p/_a.qmd": b"A {{< include _b.qmd >}}",
    "p/_b.qmd": b"B",
}


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("latex", r"\begin{document}\input{ch/un}\end{document}",
         r"\begin{document}Un, deux.\end{document}"),
        ("latex", r"\include{ch/deux.tex}", "deux."),
        ("latex", "% \\input{ch/un}\nDe 10\\% \\input{ch/deux}",
         "% \\input{ch/un}\nDe 10\\% deux."),
        ("markdown", "{{< include p/_a.qmd >}}", "A B"),
        ("markdown", "```\n{{< include p/_a.qmd >}}\n```\n{{#include p/_b.qmd}}",
         "```\n{{< include p/_a.qmd >}}\n```\nB"),
        ("", r"\input{ch/un}", r"\input{ch/un}"),
    ],
)  # fmt: skip
def test_the_words_of_a_file_that_is_called_in_stand_where_it_is_called(
    kind: str, text: str, expected: str
) -> None:
    found = included(text.encode(), kind, BESIDE.get)
    assert (found.content.decode(), found.missing) == (expected, ())


def test_a_file_that_lies_nowhere_is_told_but_for_a_style() -> None:
    text = rb"\input{style}\begin{document}\input{ailleurs}\end{document}"
    assert included(text, "latex", BESIDE.get).missing == ("ailleurs",)


def test_a_file_that_calls_itself_comes_to_an_end() -> None:
    assert included(rb"\input{ronde}", "latex", BESIDE.get).missing == ("ronde",)
