"""Documents → one folder of static pages, for a browser."""

from publish.editions.web.web_edition import web

__all__ = ["web"]
