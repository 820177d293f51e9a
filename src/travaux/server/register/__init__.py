"""The register: what is on record in every case, entry by entry, each chained to the one before."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__all__ = [
    "Act", "Entered", "Kept", "UnknownCase", "Verdict", "backup", "case_names", "enter", "export_case", "fact_act",
    "kept", "open_case_as", "placed", "shelved_name", "verify",
]  # fmt: skip

if TYPE_CHECKING:
    from travaux.server.register.acts import Act, fact_act, shelved_name
    from travaux.server.register.backing_up import backup
    from travaux.server.register.entering import UnknownCase, case_names, enter
    from travaux.server.register.exporting import export_case, placed
    from travaux.server.register.folding import Entered, Kept, kept
    from travaux.server.register.opening import open_case_as
    from travaux.server.register.verifying import Verdict, verify
else:
    # Django imports this package before its tables are known; the verbs, which need them, come with their first use.
    _LATER = {
        "Act": "acts", "fact_act": "acts", "shelved_name": "acts", "UnknownCase": "entering", "case_names": "entering",
        "enter": "entering", "backup": "backing_up", "export_case": "exporting", "placed": "exporting",
        "Entered": "folding", "Kept": "folding", "kept": "folding", "open_case_as": "opening",
        "Verdict": "verifying", "verify": "verifying",
    }  # fmt: skip

    def __getattr__(name: str) -> Any:
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
