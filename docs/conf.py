"""How the documentation is built: `make docs`."""

import tempfile
from pathlib import Path

import travaux
from travaux.server.starting import set_up

with tempfile.TemporaryDirectory() as _state:  # Django has to know its tables before the register can be imported
    set_up(f"sqlite:///{_state}/none.sqlite3", Path(_state), migrate=False)

project = "Travaux"
author = "the Travaux authors"
release = version = travaux.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "_generated"]
source_suffix = {".md": "markdown"}
html_theme = "furo"
html_title = "Travaux"
html_static_path = ["_static"]
html_show_sourcelink = False
html_copy_source = False
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
suppress_warnings = [
    "myst.header",  # pieces of the changelog and generated pages start below the first level
    "ref.python",  # two records may have one name, such as Comparison of texts and of forecasts
]
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_preserve_defaults = True
autoclass_content = "class"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
pygments_style = "default"
