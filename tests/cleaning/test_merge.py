"""Three-way merge: the editor's hand wins, nothing is overwritten, conflicts are marked."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from publish.cleaning.editor.merge import merge, pending

BASE = "# T\n\nLe mot a Margarita, dit-il.\n\nDeux mois passèrent.\n\nFin.\n"


def test_changes_to_different_words_of_one_paragraph() -> None:
    mine = BASE.replace("Le mot", "Le petit mot")
    theirs = BASE.replace("mot a", "mot à")
    merged = merge(BASE, mine, theirs)
    assert "Le petit mot à Margarita, dit-il." in merged.text
    assert merged.conflicts == ()


def test_an_edit_survives_whatever_the_cleaner_does_elsewhere() -> None:
    mine = BASE.replace("Fin.", "La fin.")
    theirs = BASE.replace("# T", "# Titre").replace("\n\nDeux", "\n\nUn alinéa.\n\nDeux")
    assert merge(BASE, mine, theirs).text == theirs.replace("Fin.", "La fin.")


def test_both_changed_the_same_words() -> None:
    merged = merge(
        BASE, BASE.replace("Deux", "Trois"), BASE.replace("Deux", "Dix"), ("éditeur", "nettoyage")
    )
    assert (
        "<<<<<<< éditeur\nTrois mois passèrent.\n=======\nDix mois passèrent.\n>>>>>>> nettoyage\n"
        in merged.text
    )
    assert [(c.line, c.passage) for c in merged.conflicts] == [(5, "Trois mois passèrent.")]
    assert pending(merged.text) == 5


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    changed = BASE.replace("a Margarita", "à Margarita")
    assert merge(BASE, changed, changed).text == changed
    assert pending(changed) is None


LINES = st.lists(st.sampled_from(["un deux", "trois", "", "quatre cinq six"]), max_size=6)


@settings(deadline=None)
@given(LINES, LINES)
def test_where_one_side_changed_nothing_the_other_wins(one: list[str], two: list[str]) -> None:
    base, other = "\n".join(one), "\n".join(two)
    assert merge(base, base, other).text == other
    assert merge(base, other, base).text == other


@settings(deadline=None)
@given(LINES, LINES, LINES)
def test_no_word_of_either_side_is_lost(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    merged = merge("\n".join(base), "\n".join(mine), "\n".join(theirs)).text
    for side, other in ((mine, theirs), (theirs, mine)):
        for word in set(" ".join(side).split()) - set(" ".join(base).split()):
            assert word in merged or word not in " ".join(other)
