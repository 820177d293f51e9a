"""The one policy: who looks, as which reader, and what they may do."""

from travaux.server.access.policy import ACTS, Role, Visitor, reader_in

__all__ = ["ACTS", "Role", "Visitor", "reader_in"]
