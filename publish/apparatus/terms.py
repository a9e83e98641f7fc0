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
    """Title of the page that states it."""
    accessible: tuple[tuple[str, str], ...]
    """What is said of each fact that is true (documents/accessibility_facts.py)."""
    no_hazard: str
    conforms: str
    not_assessed: str
    assessed: str
    report: str
    contact: str
    exemptions: tuple[tuple[str, str], ...]
    pages: str
    """Title of the list of printed pages."""
    page: str
    """A page as it is spoken of."""
    print_edition: str
    printed_edition: str
    """What tells the ISBN of the printed book from others."""
    navigation: str
    """The contents where they are named to somebody who does not see the page."""
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
    detailed: str
    """The link to what describes a picture at length."""
    previous: str
    next: str
    within: str
    """A text and the book it stands in, as they are cited."""
    cite: str
    cite_passage: str
    cited_page: str
    copy: str
    copied: str
    close: str
    link_to_passage: str
    keep_offline: str
    kept_offline: str
    forget_offline: str
    published: str
    """What a feed of changes says of the day the book came out."""
    note_locator: str
    """Folio and note number in the index, ``45 n. 3``."""
    continued: str
    """Behind an entry of the index that goes on in another column."""
    figure: str
    table: str
    """What stands before the number of a caption."""
    also_by: str
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
    print_run: str
    printed: str
    printed_by: str
    proof: str
    """What the first page of a file for correction says to whom it is sent."""

    def day(self, date: datetime.date) -> str:
        """Return ``1er novembre 2026``."""
        day = self.first_day if date.day == 1 else str(date.day)
        return f"{day} {self.months[date.month - 1]} {date.year}"

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
    accessibility="Accessibilité",
    accessible=(
        ("contents", "Une table des matières mène à chaque texte et à ses titres."),
        ("structure", "Les titres sont structurés et se parcourent de l’un à l’autre."),
        ("order", "L’ordre de lecture est unique et logique."),
        ("display", "L’affichage s’adapte aux réglages du lecteur, sans protection technique."),
        ("pages", "Les pages de l’édition imprimée sont marquées et listées."),
        ("index", "Les renvois de l’index mènent au passage même."),
        ("roles", "Les parties du livre, les notes et les liens portent leur rôle (ARIA)."),
        ("landmarks", "Des repères mènent à la table et au début du texte."),
        ("languages", "La langue du texte et celle des passages étrangers sont indiquées."),
        ("described", "Toute image est décrite."),
        ("long", "Toute image a une description détaillée."),
        ("formulas", "Les formules sont en MathML."),
        ("colour", "Aucune information ne repose sur la seule couleur."),
        ("sight", "Tout peut être lu sans la vue, par la voix de synthèse ou en braille."),
        ("speech", "La prononciation de noms est donnée à la voix de synthèse."),
        ("recording", "Un enregistrement suit le texte, paragraphe par paragraphe."),
    ),
    no_hazard="Rien ne clignote ni ne bouge.",
    conforms="Ce livre est conforme à EPUB Accessibility 1.1 et à WCAG {version}, niveau {level}, "
    "comme l’atteste {by}.",
    not_assessed="La conformité de ce livre à une norme n’a pas été évaluée.",
    assessed="L’accessibilité a été évaluée le {date}.",
    report=f"Rapport d’évaluation{NO_BREAK_SPACE}: ",
    contact=f"Pour toute question{NO_BREAK_SPACE}: ",
    exemptions=(
        ("micro-enterprise", "L’éditeur, micro-entreprise, est exempté des exigences de la "
         "directive européenne 2019/882."),
        ("disproportionate-burden", "L’éditeur se prévaut de l’exemption pour charge "
         "disproportionnée de la directive européenne 2019/882."),
        ("fundamental-alteration", "L’éditeur se prévaut de l’exemption pour modification "
         "fondamentale de la directive européenne 2019/882."),
    ),
    pages="Pages de l’édition imprimée",
    page="page {folio}",
    print_edition="{title}, édition imprimée, {trim}",
    printed_edition="imprimé",
    navigation="Table des matières",
    search="Rechercher",
    search_for="Mots à chercher dans le livre",
    found_none="Aucun passage.",
    found_one="Un passage.",
    found_many="{n} passages.",
    needs_script="La recherche a besoin de JavaScript ; l’index et la table s’en passent.",
    skip="Aller au texte",
    site="Livre",
    turning="Texte précédent et suivant",
    detailed="Description détaillée",
    previous="Précédent",
    next="Suivant",
    within=f"«{NO_BREAK_SPACE}{{title}}{NO_BREAK_SPACE}», dans {{book}}",
    cite="Citer",
    cite_passage="Citer ce passage",
    cited_page=f"p.{NO_BREAK_SPACE}{{folio}}",
    copy="Copier",
    copied="Copié",
    close="Fermer",
    link_to_passage="Lien vers ce passage",
    keep_offline="Garder une copie pour lire hors ligne",
    kept_offline="Le livre est gardé dans ce navigateur.",
    forget_offline="Effacer cette copie",
    published="Publication",
    note_locator=f"{{folio}}{NO_BREAK_SPACE}n.{NO_BREAK_SPACE}{{number}}",
    continued="(suite)",
    figure="Figure",
    table="Tableau",
    also_by="Du même auteur",
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
    print_run=f"Tirage{NO_BREAK_SPACE}: {{copies}} exemplaires",
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
    accessibility="Accessibility",
    accessible=(
        ("contents", "A table of contents leads to every text and its headings."),
        ("structure", "Headings are structured and can be walked from one to the next."),
        ("order", "There is one logical reading order."),
        ("display", "The display follows the reader's settings; there is no technical protection."),
        ("pages", "The pages of the print edition are marked and listed."),
        ("index", "The index leads to the very passage."),
        ("roles", "Parts of the book, notes and links bear their roles (ARIA)."),
        ("landmarks", "Landmarks lead to the contents and the beginning of the text."),
        ("languages", "The language of the text and of foreign passages is told."),
        ("described", "Every image is described."),
        ("long", "Every image has a detailed description."),
        ("formulas", "Formulas are in MathML."),
        ("colour", "No information rests on colour alone."),
        ("sight", "All of it can be read without sight, by synthetic voice or in braille."),
        ("speech", "The pronunciation of names is given to synthetic voices."),
        ("recording", "A recording follows the text, paragraph by paragraph."),
    ),
    no_hazard="Nothing flashes or moves.",
    conforms="This book conforms to EPUB Accessibility 1.1 and WCAG {version}, level {level}, as "
    "{by} attests.",
    not_assessed="Whether this book conforms to a standard has not been assessed.",
    assessed="Its accessibility was assessed on {date}.",
    report="Report of the assessment: ",
    contact="For any question: ",
    exemptions=(
        ("micro-enterprise", "The publisher, a micro-enterprise, is exempt from the requirements "
         "of European directive 2019/882."),
        ("disproportionate-burden", "The publisher claims the exemption for disproportionate "
         "burden of European directive 2019/882."),
        ("fundamental-alteration", "The publisher claims the exemption for fundamental alteration "
         "of European directive 2019/882."),
    ),
    pages="Pages of the print edition",
    page="page {folio}",
    print_edition="{title}, print edition, {trim}",
    printed_edition="print",
    navigation="Table of contents",
    search="Search",
    search_for="Words to find in the book",
    found_none="No passage.",
    found_one="One passage.",
    found_many="{n} passages.",
    needs_script="Searching needs JavaScript; index and contents do without.",
    skip="Go to the text",
    site="Book",
    turning="Previous and next text",
    detailed="Detailed description",
    previous="Previous",
    next="Next",
    within="“{title}”, in {book}",
    cite="Cite",
    cite_passage="Cite this passage",
    cited_page=f"p.{NO_BREAK_SPACE}{{folio}}",
    copy="Copy",
    copied="Copied",
    close="Close",
    link_to_passage="Link to this passage",
    keep_offline="Keep a copy to read offline",
    kept_offline="The book is kept in this browser.",
    forget_offline="Delete this copy",
    published="Publication",
    note_locator=f"{{folio}}{NO_BREAK_SPACE}n.{NO_BREAK_SPACE}{{number}}",
    continued="(continued)",
    figure="Figure",
    table="Table",
    also_by="By the same author",
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
    print_run="Print run: {copies} copies",
    printed="Printed in {date}",
    printed_by="Printed in {date} by {printer}",
    proof="Proof of {day}, for correction. Correct the text itself: your changes are tracked. Put "
    "what you have to say into comments, then send this file back.",
)  # fmt: skip

LANGUAGES = {"fr": _FRENCH, "en": _ENGLISH}


def terms(language: str) -> Terms:
    """Return the vocabulary of a language tag (``fr-CH`` → French); French where none is kept."""
    return LANGUAGES.get(language.partition("-")[0].lower(), _FRENCH)
