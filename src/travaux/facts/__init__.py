"""What can be on record, and the case as one reader sees it on one day."""

from travaux.facts.case import Case, view
from travaux.facts.checking import all_remarks, check
from travaux.facts.from_text import facts_of
from travaux.facts.loading import from_mapping, identified, load
from travaux.facts.opening import open_case, open_record
from travaux.facts.readers import Reader, may_read
from travaux.facts.record import Record
from travaux.facts.remarks import Remark
from travaux.facts.schema import case_schema
from travaux.facts.shelving import Shelf
from travaux.facts.standing import Standing, rows
from travaux.facts.supposing import supposing, visible_record
from travaux.facts.table import read_table
from travaux.facts.writing import write_case

__all__ = [
    "Case",
    "Reader",
    "Record",
    "Remark",
    "Shelf",
    "Standing",
    "all_remarks",
    "case_schema",
    "check",
    "facts_of",
    "from_mapping",
    "identified",
    "load",
    "may_read",
    "open_case",
    "open_record",
    "read_table",
    "rows",
    "supposing",
    "view",
    "visible_record",
    "write_case",
]
