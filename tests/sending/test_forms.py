"""What goes out in each form and comes back in: not a word, note, italic or verse is lost."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from publish.importing.bringing_in import bring_in
from publish.importing.incoming import Block, LineBreak, NoteBody, PictureInline, Styled, Verse
from publish.importing.walking import all_runs, blocks_in, inlines_in, plain
from publish.manuscript.section import read_text
from publish.receiving.received_file import received_file
from publish.receiving.returning import returned
from publish.sending.forms import FORMS
from publish.sending.outgoing import outgoing
from publish.sending.sent_book import SentBook
from publish.sending.sent_units import SentText, sent_text

BOOK = Path(__file__).parents[2] / "manuscript"
NAMES = ("introduction.md", "kroupskaia.md", "kamenev.md", "lenine.md", "note-sur-les-textes.md")
ALL_FORMS = """\
# Les formes {.preface}

Du *texte*, **gras**, [mot]{.sc}, 3^e^, H~2~O, [Novaïa]{lang=ru-Latn}, `code`, un
[lien](https://x.fr/), une note[^1], une autre^[En ligne, *ici*.],
[le vieux]{.idx term="Lénine"}[^e].

> Une citation.
>
> Deux alinéas.

- un
- deux

1. premier
2. second

| Ô temps, suspends ton vol,
|     et vous, heures propices
|
| Suspendez votre cours !

::: {.letter}
Paris, le 3 mai 1917
{: .date}

Cher ami, oui.

Paul
{: .signature}
:::

::: {.epigraph}
Un mot.
:::

* * *

![Une carte](plan.png "Le plan")

| A | B |
|:--|--:|
| 1 | 2 |

: Le tableau

```
x = 1
y = 2
```

## Un intertitre {#inter}

Voir [plus haut](#inter).\\
Fin.

[^1]: La note.

    Second alinéa.

[^e]: De l'éditeur.
"""


def sent(*texts: tuple[str, str]) -> SentBook:
    cut: list[SentText] = []
    for name, source in texts:
        cut.append(sent_text(source, name, sum(len(one.units) for one in cut) + 1))
    picture = (BOOK.parent / "docs" / "pictures" / "epub.png").read_bytes()
    pictures = {"plan.png": picture}
    return SentBook("3fa81234", "Le titre du livre", "", ("A. Auteur",), "fr", tuple(cut), pictures)


@pytest.fixture(scope="module")
def octobre() -> SentBook:
    return sent(*((name, (BOOK / name).read_text("utf-8")) for name in NAMES))


@pytest.fixture(scope="module")
def formes() -> SentBook:
    return sent(("formes.md", ALL_FORMS))


def counted(texts: dict[str, str]) -> Counter[str]:
    """Count words, and words that stand out, notes, verses, pictures, kinds of blocks."""
    found: Counter[str] = Counter()
    for name, text in texts.items():
        for section in read_text(text, name)[0]:
            blocks = outgoing(section)
            found.update(kinds(blocks))
    return found


def kinds(blocks: tuple[Block, ...]) -> Counter[str]:
    found: Counter[str] = Counter()
    for run in all_runs(blocks):
        found.update(re.findall(r"[^\W_]+", plain(run)))
    for one in inlines_in(blocks):
        if isinstance(one, Styled):
            found[f"<{one.style}>"] += len(plain(one.inner).split())
        elif isinstance(one, NoteBody | PictureInline | LineBreak):
            found[f"<{type(one).__name__}>"] += 1
            if isinstance(one, NoteBody):
                found.update(kinds(one.blocks))
    for block in blocks_in(blocks):
        if isinstance(block, Verse):
            found["<verse>"] += sum(map(len, block.stanzas))
            found["<indent>"] += sum(line.indent for s in block.stanzas for line in s)
        found[f"<{type(block).__name__}>"] += 1
    return found


def sources(book: SentBook) -> dict[str, str]:
    return {text.file: text.source for text in book.texts}


@pytest.mark.parametrize("form", ["docx", "odt", "tei", "markdown"])
@pytest.mark.parametrize("name", ["octobre", "formes"])
def test_what_is_sent_can_be_imported_whole(
    form: str, name: str, request: pytest.FixtureRequest
) -> None:
    book: SentBook = request.getfixturevalue(name)
    content = FORMS[form].write(book)
    brought = bring_in(content, f"a{FORMS[form].ending}", beside=book.pictures.get)
    before, after = counted(sources(book)), counted(dict(brought.texts))
    # A list within a quotation leaves it in word processors, which have no such thing.
    for kind in ("<Quotation>", "<Paragraph>"):
        before.pop(kind, None), after.pop(kind, None)
    assert before - after == Counter()
    assert after - before == Counter()
    assert brought.proof.holds


@pytest.mark.parametrize("form", ["docx", "odt"])
@pytest.mark.parametrize("name", ["octobre", "formes"])
def test_what_is_sent_comes_back_byte_for_byte(
    form: str, name: str, request: pytest.FixtureRequest
) -> None:
    book: SentBook = request.getfixturevalue(name)
    received = received_file(FORMS[form].write(book), f"a{FORMS[form].ending}")
    back = returned(received, book.texts, sources(book), book.pictures, "a")
    assert {text.file: text.back.source for text in back.texts} == sources(book)
    assert back.diagnostics == ()
    assert back.pictures == {}


@pytest.mark.parametrize("form", ["docx", "odt", "tei", "icml"])
def test_the_same_texts_make_the_same_bytes(form: str, formes: SentBook) -> None:
    assert FORMS[form].write(formes) == FORMS[form].write(formes)


def test_every_part_of_a_word_file_is_xml_with_names_of_its_own(formes: SentBook) -> None:
    with zipfile.ZipFile(BytesIO(FORMS["docx"].write(formes))) as archive:
        trees = {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }
    parts = (trees[f"word/{name}.xml"] for name in ("document", "footnotes", "endnotes"))
    names = [one for part in parts for one in part.xpath("//@*[local-name()='name']")
             if str(one).startswith("_pub")]  # fmt: skip
    assert len(names) == len(set(names)) > 30
    assert max(map(len, map(str, names))) <= 40, "Word takes no longer names"
    settings = etree.tostring(trees["word/settings.xml"]).decode()
    assert "trackRevisions" in settings
    names = trees["word/styles.xml"].xpath("//@*[local-name()='val']")
    assert {"heading 1", "Quote", "Vers", "Signature"} <= set(map(str, names))


def test_tei_is_well_formed_and_divided(formes: SentBook) -> None:
    root = etree.fromstring(FORMS["tei"].write(formes))
    name = {"t": "http://www.tei-c.org/ns/1.0"}
    assert [str(one) for one in root.xpath("//t:div/@type", namespaces=name)] == [
        "preface", "section",
    ]  # fmt: skip
    assert len(root.xpath("//t:l", namespaces=name)) == 3
    assert len(root.xpath("//t:note", namespaces=name)) == 3
    target = root.xpath("string(//t:ref[starts-with(@target, '#')]/@target)", namespaces=name)
    assert root.xpath("//t:div/@*[local-name()='id']", namespaces=name)[-1] == str(target)[1:]
