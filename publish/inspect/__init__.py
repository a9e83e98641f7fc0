"""Windows: what each stage made of a text, and why a page is as it is, as lines to be read or
compared.
"""

from publish.inspect.page_reasons import reasons
from publish.inspect.stages import STAGES, dump, overview, page_dump

__all__ = ["STAGES", "dump", "overview", "page_dump", "reasons"]
