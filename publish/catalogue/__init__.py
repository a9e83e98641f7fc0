"""Many books → their files, one page of covers, an OPDS feed, a report.

``catalogue.toml`` names folders; each book is made alone in a process, here or on other machines,
so that a bad one stops no other. What is done is kept: the next run does the rest.
"""

from publish.catalogue.catalogue_build import Watch, build
from publish.catalogue.report import as_data
from publish.catalogue.status import BookReport, CatalogueReport, Status

__all__ = ["BookReport", "CatalogueReport", "Status", "Watch", "as_data", "build"]
