"""Documents → one folder of static pages, for a browser."""

from publish.editions.web.site import web

__all__ = ["web"]
