"""Have somebody approve or refuse what was applied for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from textual.app import App

from dutyroom.commands.host import Host
from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.assent import Assent
from dutyroom.screens.asking import Blank
from dutyroom.screens.assent import Decided, Deciding, ask_and_decide


class Decide(Protocol):
    """An act that takes a verdict; see `leave.acts.decide`."""

    def __call__(
        self,
        access: Access,
        *,
        approved: bool,
        assent: Assent,
        actor: str,
        password: str,
        remark: str,
    ) -> object:
        """Take it; may raise a `PlainError`, which is shown."""


async def ask_verdict(app: App[Any], asked: Deciding, decide: Decide) -> None:
    """Ask whether it is approved, by whom and how, and have that done.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        asked: What is to be decided, and who may.
        decide: Takes the verdict.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    choices, actor = ((_("approve"), "yes"), (_("refuse"), "no")), host.officer
    blanks = (
        Blank("verdict", _("Decision"), required=True, choices=choices),
        Blank("remark", _("Remark; a refusal takes one")),
    )

    def act(access: Access, decided: Decided) -> None:
        decide(
            access,
            approved=decided.answers["verdict"] == "yes",
            assent=decided.assent,
            actor=actor,
            password=decided.password,
            remark=decided.answers["remark"],
        )

    await ask_and_decide(app, replace(asked, blanks=blanks, check=_unexplained), act)


def _unexplained(answers: Mapping[str, str]) -> str:
    """Return that a refusal lacks its reason; empty where it does not."""
    if answers["verdict"] != "no" or answers["remark"]:
        return ""
    return _("A refusal takes a reason. Nothing was changed.")
