"""What became of a text, of an issue and of one delegation's words, version by version.

`timeline` counts a chain of versions, `trace` tells the life of one issue or passage, `changes_for` what changed for
one delegation.
"""

from travaux.lineage.changed import ChangeLine, Changes
from travaux.lineage.changes import changes_for
from travaux.lineage.timelines import Timeline, timeline
from travaux.lineage.tracing import Trace, trace
from travaux.lineage.versions import Version, versions_of

__all__ = ["ChangeLine", "Changes", "Timeline", "Trace", "Version", "changes_for", "timeline", "trace", "versions_of"]
