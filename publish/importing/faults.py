"""What can be wrong with a file that is brought in."""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

OLD_WORD = Rule(
    "D001",
    Severity.ERROR,
    N_("this is a Word file of before 2007 (.doc), which nothing here reads"),
    N_("open it in Word or LibreOffice and save it as .docx"),
)
NO_PANDOC = Rule(
    "D002",
    Severity.ERROR,
    N_("{format} is read with pandoc, which is not installed"),
    N_("pip install 'publish-press[import]' brings it"),
)
UNKNOWN_KIND = Rule(
    "D003",
    Severity.ERROR,
    N_("this file is of no kind that can be brought in"),
    N_("known are: .docx, .odt, .rtf, .html, .epub, TEI .xml, .md, .tex and what pandoc reads; a "
       "raw text or a PDF is for “publish clean”"),
)  # fmt: skip
UNREADABLE = Rule(
    "D004",
    Severity.ERROR,
    N_("this file cannot be read as {format}: {reason}"),
    N_("open it in the program that made it, and save it again"),
)
TOO_LARGE = Rule(
    "D005",
    Severity.ERROR,
    N_("unpacked, this file would take more than {limit} MB: no manuscript does"),
    N_("take its pictures out, or bring its parts in one by one"),
)
TOO_LONG = Rule(
    "D006",
    Severity.ERROR,
    N_("reading this file as {format} takes more than {limit} seconds or more memory than allowed"),
    N_("bring its parts in one by one"),
)
EMPTY = Rule(
    "D007",
    Severity.ERROR,
    N_("there is no text in this file"),
    N_("pictures of pages are for “publish clean --ocr”"),
)
LOCKED = Rule(
    "D008",
    Severity.ERROR,
    N_("this EPUB is locked (DRM): nothing in it can be read"),
    N_("bring in the file that its publisher made it from"),
)
LOST_WORDS = Rule(
    "D010",
    Severity.ERROR,
    N_("{count} words of the file did not come over: {words}"),
    N_("the texts are written; the report says where the words stood: put them in by hand"),
    N_(
        "Every word of the file is counted before and after: what does not come over is told, "
        "never dropped in silence."
    ),
)  # fmt: skip
ADDED_WORDS = Rule(
    "D011",
    Severity.WARNING,
    N_("{count} words are in the texts and not in the file: {words}"),
    N_("look at them in the report"),
)
LOST_NOTES = Rule(
    "D012",
    Severity.WARNING,
    N_("the file has {wanted} notes, {count} came over"),
    N_("look at the places in the report"),
    N_(
        "Notes are counted as words are: one too few is a note lost, or one that hung where "
        "no note can."
    ),
)
LOST_PICTURES = Rule(
    "D018",
    Severity.WARNING,
    N_("the file has {wanted} pictures, {count} came over"),
    N_("put the others into the manuscript folder, and their names into the text"),
)
MISSING_PICTURE = Rule(
    "D013",
    Severity.WARNING,
    N_("the picture {path} is not in the file"),
    N_("put it into the manuscript folder, and its name into the text"),
)
REMOTE_PICTURE = Rule(
    "D014",
    Severity.WARNING,
    N_("the picture {path} lies elsewhere and is not fetched"),
    N_("put it into the manuscript folder, and its name into the text"),
)
UNFIT_PICTURE = Rule(
    "D015",
    Severity.WARNING,
    N_("the picture {path} cannot be printed as it is: {reason}"),
    N_("save it as PNG or JPEG under the same name"),
)
UNDESCRIBED = Rule(
    "D017",
    Severity.WARNING,
    N_("the picture {path} has neither a description nor a caption"),
    N_("write what it shows: ![…]({path}) in the place of {{.ornament}}"),
    N_(
        "Whoever does not see the picture hears its description. One that says nothing is an "
        "ornament, which screen readers pass over."
    ),
)
FORMULAS = Rule(
    "D016",
    Severity.WARNING,
    N_("{count} formulas came over as they are typed in TeX: {text}"),
    N_("put pictures in their place"),
    N_("Formulas are not set yet: what stands in print is TeX, as it was typed."),
)
DOUBT = Rule(
    "D020",
    Severity.NOTE,
    N_("{reason}: {text}"),
    N_("look at it in the text"),
)
REMARK = Rule(
    "D021",
    Severity.NOTE,
    N_("remark of {author}: {text}"),
    N_("publish review asks it"),
)
TOO_DEEP = Rule(
    "D022",
    Severity.ERROR,
    N_("elements stand too deep within one another"),
    N_("open it in the program that made it and save it anew, or copy its text into a new file"),
)
NO_PANDOC_TO_WRITE = Rule(
    "D030",
    Severity.ERROR,
    N_("{form} is written with pandoc, which is not installed"),
    N_("pip install 'publish-press[import]' brings it; .docx and TEI need nothing"),
)
HEAVY_TEX = Rule(
    "D031",
    Severity.ERROR,
    N_("the macros of this LaTeX file keep pandoc busy for more than {limit} seconds, or ask for "
       "more memory than allowed"),
    N_("take out of its preamble what only concerns the look; or make HTML of it (make4ht) and "
       "bring that in"),
)  # fmt: skip
MISSING_CALLED = Rule(
    "D032",
    Severity.ERROR,
    N_("this file calls in {path}, which does not lie beside it: its words are not in the texts"),
    N_("put it where the file looks for it, and bring the file in again"),
)
NO_CONTENTS = Rule(
    "D033",
    Severity.ERROR,
    N_("this folder has no list of its chapters (SUMMARY.md, _quarto.yml)"),
    N_("name its files one by one, in reading order"),
)
LISTED_MISSING = Rule(
    "D034",
    Severity.ERROR,
    N_("chapters that this file lists are not there: {paths}"),
    N_("take them out of the list, or put them where it says"),
)
CITATIONS = Rule(
    "D035",
    Severity.WARNING,
    N_("{count} citations came over by their keys, as they are typed: {text}"),
    N_("write each out, most often in a note: ^[Durand, *Titre*, p. 12.]"),
    N_("The key stands for an entry of a bibliography file, which nothing here reads."),
)
LOST_DESCRIPTIONS = Rule(
    "D036",
    Severity.WARNING,
    N_("{count} descriptions of pictures did not come over: {text}"),
    N_("write them where the pictures stand: ![description](picture.png)"),
)
