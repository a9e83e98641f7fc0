"""A round of corrections from end to end: send, correct, receive, review."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish.cli.main import app
from publish.pipeline.open_questions import open_remarks
from publish.pipeline.receive_file import receive_file
from publish.pipeline.send_texts import send_texts
from tests.receiving.corrector import Corrector

TEXT = """\
# Le pont

Le pont de la rivière était de bois, et l'on y passait peu[^1].

Il faisait froid ; *nous* marchions vite.

Personne ne parlait.

[^1]: Sauf les jours de foire.
"""
TOML = 'title = "Le pont"\nslug = "pont"\ntexts = ["pont.md"]\n'


@pytest.fixture
def book(tmp_path: Path) -> Path:
    manuscript = tmp_path / "manuscript"
    manuscript.mkdir()
    (manuscript / "book.toml").write_text(TOML, "utf-8")
    (manuscript / "pont.md").write_text(TEXT, "utf-8")
    return tmp_path


def text_of_book(book: Path) -> str:
    return (book / "manuscript" / "pont.md").read_text("utf-8")


def sent(book: Path) -> Corrector:
    return Corrector(send_texts(book).file.read_bytes())


def kept(book: Path, corrector: Corrector, name: str = "retour.docx") -> Path:
    file = book / name
    file.write_bytes(corrector.done())
    return file


def edited(book: Path, old: str, new: str) -> None:
    text = text_of_book(book)
    assert old in text
    (book / "manuscript" / "pont.md").write_text(text.replace(old, new), "utf-8")


def test_both_hands_meet_in_one_paragraph(book: Path) -> None:
    corrector = sent(book)
    corrector.replace("bois", "pierre")
    edited(book, "et l'on y passait peu", "et l'on n'y passait guère")
    done = receive_file(book, kept(book, corrector))
    assert done.diagnostics == ()
    assert "était de pierre, et l'on n'y passait guère[^1]." in text_of_book(book)


def test_where_both_changed_the_same_words_the_editors_stand_and_it_is_asked(book: Path) -> None:
    corrector = sent(book)
    corrector.replace("froid", "glacial")
    edited(book, "froid", "frais")
    done = receive_file(book, kept(book, corrector))
    assert [one.code for one in done.diagnostics] == ["R005"]
    assert "Il faisait frais ;" in text_of_book(book)
    (asked,) = open_remarks(book)
    assert (asked.found, asked.read) == ("frais", "glacial")
    assert (asked.by, asked.date) == ("Jeanne Martin", "2026-11-27")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("\n", "Il faisait glacial ;"), ("n\n", "Il faisait frais ;"),
     ("t\ndoux\n", "Il faisait doux ;"), ("s\n", "Il faisait frais ;")],
    ids=["theirs", "mine", "typed", "later"],
)  # fmt: skip
def test_review_settles_it(book: Path, typed: str, expected: str) -> None:
    corrector = sent(book)
    corrector.replace("froid", "glacial")
    edited(book, "froid", "frais")
    receive_file(book, kept(book, corrector))
    ran = CliRunner().invoke(app, ["-C", str(book), "review"], input=typed)
    assert ran.exit_code == 0, ran.output
    assert expected in text_of_book(book)
    assert len(open_remarks(book)) == (1 if typed == "s\n" else 0)


def test_an_answer_can_be_taken_back(book: Path) -> None:
    corrector = sent(book)
    corrector.remark("Vraiment ?", "froid")
    corrector.remark("Qui ?", "Personne")
    receive_file(book, kept(book, corrector))
    ran = CliRunner().invoke(app, ["-C", str(book), "review"], input="t\nfrais\nb\nq\n")
    assert ran.exit_code == 0, ran.output
    assert text_of_book(book) == TEXT
    assert len(open_remarks(book)) == 2


def test_remarks_become_questions_at_their_words(book: Path) -> None:
    corrector = sent(book)
    corrector.remark("Quelle rivière ?", "rivière")
    corrector.remark("Toujours ?", "foire")
    receive_file(book, kept(book, corrector))
    assert text_of_book(book) == TEXT
    said = [(one.said, one.found, one.by) for one in open_remarks(book)]
    assert said == [("Quelle rivière ?", "rivière", "Jeanne Martin"),
                    ("Toujours ?", "foire", "Jeanne Martin")]  # fmt: skip
    shown = CliRunner().invoke(app, ["-C", str(book), "review"], input="s\nq\n").output
    assert "Quelle rivière ?" in shown
    assert "Jeanne Martin" in shown


def test_the_same_file_twice_changes_nothing(book: Path) -> None:
    corrector = sent(book)
    corrector.replace("bois", "pierre")
    corrector.remark("Quand ?", "Personne")
    file = kept(book, corrector)
    receive_file(book, file)
    edited(book, "pierre", "bois")  # the editor will not have it
    before = {one: one.read_bytes() for one in (book / "manuscript").iterdir() if one.is_file()}
    again = receive_file(book, file)
    assert [one.code for one in again.diagnostics] == ["R004"]
    after = {one: one.read_bytes() for one in (book / "manuscript").iterdir() if one.is_file()}
    assert after == before


def test_two_correctors_of_one_sending(book: Path) -> None:
    one, two = sent(book), sent(book)
    one.replace("bois", "pierre")
    two.replace("parlait", "chantait")
    receive_file(book, kept(book, one, "un.docx"))
    receive_file(book, kept(book, two, "deux.docx"))
    assert text_of_book(book) == TEXT.replace("bois", "pierre").replace("parlait", "chantait")


def test_a_file_without_names_is_found_by_its_words(book: Path) -> None:
    corrector = sent(book)
    corrector.replace("bois", "pierre")
    corrector.replace("les jours de foire", "le dimanche")
    corrector.forget_names()
    done = receive_file(book, kept(book, corrector))
    assert [one.code for one in done.diagnostics] == ["R003"]
    expected = TEXT.replace("bois", "pierre").replace("les jours de foire", "le dimanche")
    assert text_of_book(book) == expected


def test_a_file_of_another_book_is_refused(book: Path, tmp_path: Path) -> None:
    corrector = sent(book)
    corrector.forget_names()
    file = kept(book, corrector)
    other = "# Autre\n\nRien de tout cela ne s'y trouve.\n\nPas un mot.\n"
    (book / "manuscript" / "pont.md").write_text(other, "utf-8")
    for one in (book / "manuscript" / ".sent").rglob("*"):
        if one.is_file():
            one.unlink()
    ran = CliRunner().invoke(app, ["-C", str(book), "receive", str(file)])
    assert ran.exit_code == 1
    assert "R001" in ran.output
    assert text_of_book(book) == other


def test_a_dry_run_shows_and_writes_nothing(book: Path) -> None:
    corrector = sent(book)
    corrector.replace("bois", "pierre")
    file = kept(book, corrector)
    ran = CliRunner().invoke(app, ["-C", str(book), "receive", str(file), "--dry-run"])
    assert ran.exit_code == 0
    assert "+Le pont de la rivière était de pierre" in ran.output
    assert text_of_book(book) == TEXT
    told = CliRunner().invoke(app, ["-C", str(book), "receive", str(file), "--json"])
    assert json.loads(told.stdout)["texts"][0]["changed"] == 1


def test_line_ends_of_the_file_stay(book: Path) -> None:
    corrector = sent(book)
    corrector.replace("bois", "pierre")
    file = book / "manuscript" / "pont.md"
    file.write_bytes(TEXT.replace("\n", "\r\n").encode())
    receive_file(book, kept(book, corrector))
    assert file.read_bytes() == TEXT.replace("bois", "pierre").replace("\n", "\r\n").encode()


def test_sending_writes_over_no_file(book: Path) -> None:
    first = send_texts(book)
    assert send_texts(book).file == first.file  # the same bytes
    first.file.write_bytes(first.file.read_bytes() + b" ")
    assert send_texts(book).file.name == "pont-2.docx"
    ran = CliRunner().invoke(app, ["-C", str(book), "send", "-o", str(first.file)])
    assert ran.exit_code == 1
    assert "R015" in ran.output
    ran = CliRunner().invoke(app, ["-C", str(book), "send", "gué"])
    assert ran.exit_code == 1
    assert "R012" in ran.output


def test_who_is_killed_on_the_way_receives_it_again(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corrector = sent(book)
    corrector.replace("bois", "pierre")
    corrector.remark("Quand ?", "Personne")
    file = kept(book, corrector)
    with monkeypatch.context() as patched:
        patched.setattr("publish.pipeline.receive_file.keep_received", killed)
        with pytest.raises(KeyboardInterrupt):
            receive_file(book, file)
    once = text_of_book(book), open_remarks(book)
    receive_file(book, file)
    assert (text_of_book(book), open_remarks(book)) == once
    assert once[0] == TEXT.replace("bois", "pierre")
    assert len(once[1]) == 1


def killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_changed_title_page_is_told(book: Path) -> None:
    corrector = sent(book)
    corrector.paragraph("Le pont")  # the first is the title page's
    corrector.replace("Le pont", "Le gué")
    done = receive_file(book, kept(book, corrector))
    assert [one.code for one in done.diagnostics] == ["R011"]
    assert text_of_book(book) == TEXT
