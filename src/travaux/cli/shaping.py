"""What the shapes of printed JSON have in common: no key more, no key less, no value of another type."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

__all__ = ["Shape"]


class Shape(BaseModel):
    """A record of printed JSON."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
