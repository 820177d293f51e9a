"""The pages of the workbench, one module each: what a view holds, in the order in which it is read."""

__all__: list[str] = []
