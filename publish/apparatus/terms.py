"""What stands in the book besides the author's words, in the book's language.

>>> terms("fr").see
'voir'
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

from publish.characters import APOSTROPHE, NO_BREAK_SPACE


@dataclass(frozen=True, slots=True)
class Terms:
    """The book's own vocabulary in one language."""

    contents: str
    index: str
    notes: str
    note: str
    back_to_text: str
    see: str
    see_also: str
    cover: str
    title_page: str
    copyright: str
    colophon: str
    text: str
    landmarks: str
    accessibility: str
    """The EPUB's accessibilitySummary; the next two go on where they are true."""
    accessible_pages: str
    accessible_images: str
    pages: str
    """Title of the list of printed pages."""
    page: str
    """A page as it is spoken of."""
    print_edition: str
    search: str
    search_for: str
    found_none: str
    found_one: str
    found_many: str
    needs_script: str
    skip: str
    site: str
    turning: str
    """Name of the links to the texts before and after."""
    previous: str
    next: str
    note_locator: str
    """Folio and note number in the index, ``45 n. 3``."""
    dedication: str
    epigraph: str
    """What a dedication or an epigraph without a title is called where a name is needed."""
    set_in: str
    roles: tuple[tuple[str, str], ...]
    """Line before a contributor's name on the title page, by MARC role."""
    months: tuple[str, ...]
    first_day: str

    decimal: str
    legal_deposit: str
    printed: str
    printed_by: str
    proof: str
    """What the first page of a file for correction says to whom it is sent."""

    def day(self, date: datetime.date) -> str:
        """Return ``1er mai 1917``."""
        number = self.first_day if date.day == 1 else str(date.day)
        return f"{number} {self.months[date.month - 1]} {date.year}"

    def price(self, euros: Decimal) -> str:
        """Return ``18 €``, ``18,50 €``: cents only where there are any."""
        figures = f"{euros:.2f}".removesuffix(".00").replace(".", self.decimal)
        return f"{figures}{NO_BREAK_SPACE}€"

    def role(self, code: str) -> str:
        return dict(self.roles).get(code, "")

    def credit(self, code: str, name: str) -> tuple[str, str]:
        """Return what a contributor did and the name: ``Illustrations``, ``d’Irène``."""
        did = self.role(code)
        if did.endswith(" de") and _ELIDES.match(name):
            return did.removesuffix(" de"), f"d{APOSTROPHE}{name}"
        return did, name


_ELIDES = re.compile(
    r"[AÀÂÆEÉÈÊËIÎÏOÔŒUÙÛÜ]|Y[sv]|H(?:ector|élène|éloïse|enri|enriette|ermine|ilaire|ippolyte|onoré"
    r"|onorine|ortense|ubert|yacinthe)\b"
)
"""Names before which « de » is elided: those of a vowel, and first names whose h is mute."""

_FRENCH = Terms(
    contents="Table",
    index="Index",
    notes="Notes",
    note="Note",
    back_to_text="Retour au texte",
    see="voir",
    see_also="voir aussi",
    cover="Couverture",
    title_page="Page de titre",
    copyright="Mentions légales",
    colophon="Colophon",
    text="Texte",
    landmarks="Repères",
    accessibility="Texte structuré par titres, avec table des matières et ordre de lecture "
    "logique ; l’affichage s’adapte aux réglages du lecteur.",
    accessible_pages="Les pages de l’édition imprimée sont marquées et listées.",
    accessible_images="Toute image est décrite.",
    pages="Pages de l’édition imprimée",
    page="page {folio}",
    print_edition="{title}, édition imprimée, {trim}",
    search="Rechercher",
    search_for="Mots à chercher dans le livre",
    found_none="Aucun passage.",
    found_one="Un passage.",
    found_many="{n} passages.",
    needs_script="La recherche a besoin de JavaScript ; l’index et la table s’en passent.",
    skip="Aller au texte",
    site="Livre",
    turning="Texte précédent et suivant",
    previous="Précédent",
    next="Suivant",
    note_locator="{folio} n. {number}",
    dedication="Dédicace",
    epigraph="Épigraphe",
    set_in="Composé en {fonts}",
    roles=(
        ("edt", "Édition établie par"),
        ("trl", "Traduit par"),
        ("aui", "Introduction de"),
        ("ann", "Notes de"),
        ("ill", "Illustrations de"),
        ("pfc", "Relu par"),
    ),
    months=(
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre", "novembre", "décembre",
    ),
    first_day="1er",
    decimal=",",
    legal_deposit=f"Dépôt légal{NO_BREAK_SPACE}: {{date}}",
    printed="Achevé d’imprimer en {date}",
    printed_by="Achevé d’imprimer en {date} par {printer}",
    proof="Épreuve du {day}, pour correction. Corrigez dans le texte même : vos changements y sont "
    "suivis. Mettez vos remarques en commentaire, puis renvoyez ce fichier.",
)  # fmt: skip

_ENGLISH = Terms(
    contents="Contents",
    index="Index",
    notes="Notes",
    note="Note",
    back_to_text="Back to the text",
    see="see",
    see_also="see also",
    cover="Cover",
    title_page="Title page",
    copyright="Copyright",
    colophon="Colophon",
    text="Text",
    landmarks="Landmarks",
    accessibility="Text structured by headings, with a table of contents and a logical reading "
    "order; its display follows the reader's settings.",
    accessible_pages="The pages of the print edition are marked and listed.",
    accessible_images="Every image is described.",
    pages="Pages of the print edition",
    page="page {folio}",
    print_edition="{title}, print edition, {trim}",
    search="Search",
    search_for="Words to find in the book",
    found_none="No passage.",
    found_one="One passage.",
    found_many="{n} passages.",
    needs_script="Searching needs JavaScript; index and contents do without.",
    skip="Go to the text",
    site="Book",
    turning="Previous and next text",
    previous="Previous",
    next="Next",
    note_locator="{folio} n. {number}",
    dedication="Dedication",
    epigraph="Epigraph",
    set_in="Set in {fonts}",
    roles=(
        ("edt", "Edited by"),
        ("trl", "Translated by"),
        ("aui", "Introduction by"),
        ("ann", "Notes by"),
        ("ill", "Illustrated by"),
        ("pfc", "Proofread by"),
    ),
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
    first_day="1",
    decimal=".",
    legal_deposit="Legal deposit: {date}",
    printed="Printed in {date}",
    printed_by="Printed in {date} by {printer}",
    proof="Proof of {day}, for correction. Correct the text itself: your changes are tracked. Put "
    "what you have to say into comments, then send this file back.",
)  # fmt: skip

LANGUAGES = {"fr": _FRENCH, "en": _ENGLISH}


def terms(language: str) -> Terms:
    """Return the vocabulary of a language tag (``fr-CH`` → French); French where none is kept."""
    return LANGUAGES.get(language.partition("-")[0].lower(), _FRENCH)
