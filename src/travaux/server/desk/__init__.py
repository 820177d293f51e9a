"""From a request to a page: what a visitor looks at, what is worked out once and kept, and the layout around it."""

from travaux.server.desk.handling import act, download, front, front_act, own, page, personal
from travaux.server.desk.looking import Look
from travaux.server.desk.page import File, Page, Query, back

__all__ = ["File", "Look", "Page", "Query", "act", "back", "download", "front", "front_act", "own", "page", "personal"]
