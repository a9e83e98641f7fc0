"""What the lint may say: T001 …, each with a hint and, for ``publish check --explain``, the why.

A NOTE is set right by typography or by ``publish check --fix``; a WARNING wants a person.
"""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

A_OR_A_GRAVE = Rule(
    "T001",
    Severity.WARNING,
    N_("“{text}”: “A” at the beginning of a sentence is nearly always “À”"),
    N_("write “À”, unless it is the verb or the letter"),
    N_(
        "Typewriters had no “À”. A capital takes its accent in French: “À Paris”, not “A Paris”"
        " (Imprimerie nationale; Académie). Only the sense can tell the preposition from the verb"
        " or the letter, so nothing is changed."
    ),
)
UNCLOSED = Rule(
    "T002",
    Severity.WARNING,
    N_("“{sign}” is never closed: {text}"),
    N_("close the quotation, or open each of its further paragraphs with “«”"),
    N_(
        "A quotation that opens must close. It may run over paragraphs, each of which opens with"
        " “«” again; a new speaker opens with a dash instead; and one “»” closes two levels that"
        " end together (Brossard 761). Where none of this holds, typography leaves the marks as"
        " they are."
    ),
)
UNOPENED = Rule(
    "T003",
    Severity.WARNING,
    N_("“{sign}” closes a quotation that was not opened: {text}"),
    N_("open the quotation where it begins, or turn the sign round"),
    N_(
        "A closing guillemet without its opening one is usually a sign typed the wrong way round."
        " At the beginning of a paragraph “»” is the older way to go on with a quotation, and is"
        " accepted."
    ),
)
STRAIGHT_QUOTE = Rule(
    "T004",
    Severity.WARNING,
    N_("a straight quotation mark has no partner in its paragraph: {text}"),
    N_("write « », or complete the pair; for inches or seconds write ″"),
    N_(
        "Straight marks in pairs become « » and, within, “ ”. If one of a paragraph has no partner,"
        " nobody can say which are the pairs, and all of them stay straight."
    ),
)
SINGLE_QUOTES = Rule(
    "T005",
    Severity.WARNING,
    N_("single straight quotation marks: {text}"),
    N_("write « » or “ ”; for an apostrophe write ’"),
    N_(
        "French has no single quotation marks at first level. Typography cannot tell them from"
        " apostrophes at the edges of words ('tite, aut'), so a pair of them stays as typed."
    ),
)
MIXED_WIDTHS = Rule(
    "T006",
    Severity.NOTE,
    N_("the space before “{sign}” is typed in several ways: {ways}; this one is {way}"),
    N_("nothing need be done: typography sets the width of the profile"),
    N_(
        "The manuscript mixes ordinary, unbreakable and fine spaces, or none, before the same"
        " sign. The editions are set alike; the mixture may show where a text was pasted together."
    ),
)
SPACED_HYPHEN = Rule(
    "T007",
    Severity.WARNING,
    N_("a hyphen between spaces: {text}"),
    N_("write a dash (—) for an incise or dialogue, no spaces for a compound"),
    N_(
        "A hyphen joins; a dash separates. “mot - mot” may be either, so it is left as it is"
        " (Imprimerie nationale, « Trait d’union », « Tiret »)."
    ),
)
MISSING_GROUPS = Rule(
    "T008",
    Severity.WARNING,
    N_("the figures of {text} are not in groups of three"),
    N_("write {better}, unless it is a year, a folio or an item's number"),
    N_(
        "Numbers of quantity are written in groups of three, parted by fine spaces (Imprimerie"
        " nationale, « Nombres »). Years, folios and item numbers are not, and only the sense can"
        " tell them apart: groups are set where a space shows them, never added."
    ),
)
WRONG_POINTS = Rule(
    "T009",
    Severity.WARNING,
    N_("{count} points in a row: {text}"),
    N_("write three for an ellipsis, one for a full stop"),
    N_(
        "The French ellipsis is three points, also where it ends the sentence: a fourth is never"
        " added (Imprimerie nationale, « Points de suspension »)."
    ),
)
CALL_AFTER_PUNCTUATION = Rule(
    "T010",
    Severity.WARNING,
    N_("the note's call stands after the punctuation: {text}"),
    N_("put the call before it, or set “move-calls = true” under [typography] in book.toml"),
    N_(
        "In French the call follows the word, before any punctuation and before the closing"
        " guillemet: “mot¹.” and “« mot¹ »” (Imprimerie nationale, « Appels de note »)."
    ),
)
PAGES_DOUBLED = Rule(
    "T011",
    Severity.NOTE,
    N_("“pp.” is not French use"),
    N_("write “p.”, for one page or for many"),
    N_(
        "Abbreviations are not doubled for the plural but where use wants it (MM.): “p. 12-15”"
        " (Imprimerie nationale, « Abréviations »)."
    ),
)
MISTER = Rule(
    "T012",
    Severity.NOTE,
    N_("“Mr” is the English abbreviation"),
    N_("write “M.”"),
    N_(
        "Monsieur is shortened to “M.”, messieurs to “MM.” (Imprimerie nationale, « Titres et"
        " civilités »). Typography sets it so."
    ),
)
DOUBLED_WORD = Rule(
    "T013",
    Severity.WARNING,
    N_("the same word twice: {text}"),
    N_("delete one of the two, unless the author means it"),
    N_(
        "The hand that copies doubles small words at the end of a line. “nous nous” and “vous"
        " vous” are grammar and are not told."
    ),
)
DOUBLED_SPACE = Rule(
    "T014",
    Severity.NOTE,
    N_("more than one space"),
    N_("nothing need be done: one is set"),
    N_("Spaces in a row are leftovers of justification or of an edit. One is set in their place."),
)
UNFINISHED_PARAGRAPH = Rule(
    "T015",
    Severity.WARNING,
    N_("the paragraph ends without punctuation: {text}"),
    N_("end the sentence, or join the next paragraph if it goes on there"),
    N_(
        "A paragraph that stops in mid-sentence is often a false break left by the page of the"
        " source. Titles, lists, verse and short lines are not looked at."
    ),
)
BARE_CAPITAL = Rule(
    "T016",
    Severity.NOTE,
    N_("“{text}” lacks its accent"),
    N_("write “{better}”"),
    N_(
        "Capitals take accents and cedillas as small letters do: État, École, Ça (Imprimerie"
        " nationale, « Accentuation des capitales »). Words of the list are set right."
    ),
)
MISSING_LIGATURE = Rule(
    "T017",
    Severity.NOTE,
    N_("“{text}” is written with a ligature"),
    N_("write “{better}”"),
    N_(
        "œ and æ are letters of French spelling, not ornaments: cœur, œuvre, ex æquo. Words of the"
        " list are set right; add others under [typography] in book.toml."
    ),
)
CENTURY_WITHOUT_ORDINAL = Rule(
    "T018",
    Severity.WARNING,
    N_("“{text}”: the century has no ordinal ending"),
    N_("write “{better}”"),
    N_("Centuries are counted by ordinals: XIXe siècle, Ier siècle, never “XIX siècle”."),
)
VARIANT_NAME = Rule(
    "T019",
    Severity.WARNING,
    N_("“{text}” is written “{other}” elsewhere in the book ({count} times; first in {place})"),
    N_("choose one, or ignore this where an author's own spelling is kept"),
    N_(
        "The same name in two spellings makes two entries of an index and puzzles the reader."
        " Texts of several authors may differ on purpose: then ignore it, with that reason."
    ),
)
STRAY_CHARACTER = Rule(
    "T020",
    Severity.WARNING,
    N_("a character that cannot be seen: {name}"),
    N_("delete it"),
    N_(
        "Zero-width spaces, soft hyphens, byte order marks, direction marks and private characters"
        " come in by pasting. They break searches and division, and may show as boxes."
    ),
)
MIXED_SCRIPTS = Rule(
    "T021",
    Severity.WARNING,
    N_("“{text}” mixes letters of two alphabets: {letters}"),
    N_("type the word again in one alphabet"),
    N_(
        "A Cyrillic “а” in a Latin word looks right and is wrong: it is not found, not divided and"
        " is read out badly. It comes from optical recognition or pasting."
    ),
)
IBID_IN_NOTE = Rule(
    "T022",
    Severity.WARNING,
    N_("“{text}” in a note: the reader of an EPUB sees this note alone"),
    N_("name the work again, shortened if need be"),
    N_(
        "Reading systems show a note in a window of its own; what “ibid.” refers to stands in"
        " another. Repeat author and title."
    ),
)
STRAIGHT_PRIME = Rule(
    "T023",
    Severity.WARNING,
    N_("straight marks beside a figure: {text}"),
    N_("write ′ and ″ for minutes and seconds, feet and inches"),
    N_(
        "Primes are not quotation marks. They are left as typed, for 2'33 may be minutes, feet or"
        " a slip."
    ),
)
SPACE_AFTER_SIGN = Rule(
    "T024",
    Severity.WARNING,
    N_("no space after “{sign}”: {text}"),
    N_("put a space after it, unless it is one word, a file's name or a formula"),
    N_("A space follows every stop. Where it is missing, two words may also have run together."),
)
WRONG_ORDINAL = Rule(
    "T025",
    Severity.NOTE,
    N_("“{text}” is not the usual ordinal"),
    N_("write “{better}”"),
    N_(
        "Ordinals are 1er, 1re, 2e, 2d, 2de: -ère, -ème, -ième and -nd are not used (Imprimerie"
        " nationale, « Abréviations »). Typography sets them so."
    ),
)
ETC_WITH_POINTS = Rule(
    "T026",
    Severity.NOTE,
    N_("“etc.” followed by an ellipsis says the same thing twice"),
    N_("write “etc.”"),
    N_("“etc.” and “…” exclude each other (Imprimerie nationale). Typography keeps “etc.”"),
)
APOSTROPHE_WITH_SPACE = Rule(
    "T027",
    Severity.WARNING,
    N_("a space after an apostrophe: {text}"),
    N_("close it up: {better}"),
    N_("Nothing parts an elided word from the next: l’homme, qu’il."),
)
DECOMPOSED = Rule(
    "T028",
    Severity.NOTE,
    N_("“{text}” is written with accents apart from their letters"),
    N_("type the word again, or let “publish check --fix” do it"),
    N_(
        "Unicode may write é as one character or as two. Two are not found by searches, and fonts"
        " set them badly; French text is written with one (form NFC)."
    ),
)
QUOTED_TWICE = Rule(
    "T029",
    Severity.WARNING,
    N_("a block quotation that also stands between guillemets"),
    N_("delete the guillemets: smaller type and white space say it"),
    N_("A quotation set apart in a smaller body takes no guillemets of its own (Brossard 762)."),
)
ROW_OF_SIGNS = Rule(
    "T030",
    Severity.WARNING,
    N_("a comma or a full stop beside another sign: {text}"),
    N_("keep one of them"),
    N_("A full stop does not follow “?”, “!” or “…”; a comma does not precede a stop."),
)
LOST_CHARACTER = Rule(
    "T031",
    Severity.ERROR,
    N_("a character was lost here: “{text}”"),
    N_("look it up in the source; in a cleaned text, answer the question in “publish review”"),
    N_(
        "U+FFFD stands for what a program could not read, most often an accented letter. Deleting"
        " it loses the letter for good; it must be found again."
    ),
)
UNKNOWN_CLASS = Rule(
    "T032",
    Severity.WARNING,
    N_("nothing knows the class “{name}”: it changes nothing"),
    N_("write one of these: {known}; or style it in styles/print.css and styles/epub.css"),
    N_(
        "A class gives a text its kind or a line its form. One that is mistyped, or that no style"
        " sheet has, is passed over in silence by every program that reads the book."
    ),
)
BAD_CSS = Rule(
    "S003",
    Severity.WARNING,
    N_("this is not CSS, and is left out: {text}"),
    N_("a declaration is written “name: value;”, a rule “selector {{ … }}”"),
)
UNCLOSED_CSS = Rule(
    "S004",
    Severity.WARNING,
    N_("what is opened here is never closed, and takes all that follows: {text}"),
    N_("write “}}” where the rule ends, “*/” where the comment does"),
)
UNUSED_IGNORE = Rule(
    "T090",
    Severity.ERROR,
    N_("the ignore of {code} ({reason}) matches nothing any more"),
    N_("delete it from book.toml"),
    N_(
        "An ignore is a judgement on one place. When the place has changed, the judgement must go,"
        " or it may hide the next fault."
    ),
)
UNKNOWN_IGNORE = Rule(
    "T091",
    Severity.ERROR,
    N_("there is no rule {code} to ignore"),
    N_("see docs/lint.md for the codes"),
    N_("Only rules of the lint, T001 to T032, can be ignored in book.toml."),
)
