"""Whether the days of treaties, and what was done with them, can be as they stand."""

from __future__ import annotations

from travaux.facts.checking_ground import Ground
from travaux.facts.treaty_facts import Treaty, TreatyAction

__all__ = ["check_treaties"]


def check_treaties(ground: Ground) -> None:
    """Remark on treaties opened before they were adopted, and on actions without a day or before there was a treaty."""
    treaties: dict[str, Treaty] = {}
    for treaty in ground.live("treaties", Treaty):
        treaties.setdefault(treaty.id, treaty)
        if treaty.adopted and treaty.opened and treaty.opened < treaty.adopted:
            what = f"has `opened` {treaty.opened} before `adopted` {treaty.adopted}"
            remedy = "correct one of the two days"
            ground.note("error", f"{ground.name('treaties', treaty)} {what}", "treaties", treaty, remedy=remedy)
    for action in ground.live("actions", TreatyAction):
        _day(ground, action, treaties.get(action.treaty))


def _day(ground: Ground, action: TreatyAction, treaty: Treaty | None) -> None:
    name = ground.name("actions", action)
    if action.date is None and action.effective is None:
        remedy = "add its `date`, or say in the note what is known of it"
        ground.note("remark", f"{name} has no day, so it has no part in any status", "actions", action, remedy=remedy)
    elif action.date and treaty and treaty.adopted and action.date < treaty.adopted:
        ground.note(
            "remark",
            f"{name} is of {action.date}, before treaty {treaty.id!r} was adopted",
            "actions",
            action,
            treaty,
            why=f"it was adopted on {treaty.adopted}",
            remedy="check both days",
        )
