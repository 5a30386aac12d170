"""The accounts: who has one, and what an administrator does about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from dutyroom.commands.accounts import ACCOUNTS
from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import DeskError
from dutyroom.desk.staffing import AccountLine, Staffing, staffing
from dutyroom.i18n import _
from dutyroom.registers.accounts import administration, opening, vouching
from dutyroom.registers.accounts.access import Access, close_session
from dutyroom.registers.accounts.roles import AccountRole
from dutyroom.registers.shifts import needed
from dutyroom.screens import account_questions as ask
from dutyroom.screens import doors
from dutyroom.screens.asking import Question
from dutyroom.screens.asking_again import Answers, ask_and_do
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.secrets import ask_own_password, ask_own_pin, ask_vouching
from dutyroom.screens.shift_questions import YES
from dutyroom.widgets.account_head import head
from dutyroom.widgets.account_list import AccountList, explained
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.prose import Prose

if TYPE_CHECKING:
    from dutyroom.store.session import Session

Act = Callable[[Access, str, Answers], None]


class AccountsScreen(DutyScreen[None]):
    """Everybody with their account."""

    OFFERS: ClassVar = ACCOUNTS
    BINDINGS: ClassVar = bindings(ACCOUNTS)

    DEFAULT_CSS = """
    AccountsScreen #head { height: auto; max-height: 2; padding: 0 1; background: $surface; }
    AccountsScreen #about { height: auto; max-height: 9; padding: 0 1; background: $surface; }
    """

    def __init__(self) -> None:
        """Show everybody."""
        super().__init__()
        self._own = ""
        self._known = Staffing()

    def compose_body(self) -> ComposeResult:
        """Lay out head, list and explanation."""
        yield Prose("", id="head")
        yield AccountList()
        yield Prose("", id="about")

    def on_mount(self) -> None:
        """Follow the registers."""
        self.query_one(AccountList).focus()
        self._read()
        self.watch(self.app, "edition", self._again, init=False)

    def on_unmount(self) -> None:
        """Give back what an administrator opened here."""
        self.drop_rights()

    def drop_rights(self) -> None:
        """Close the administrator's own session: the page is left, covered or locked."""
        if identity := self._own:
            self._own = ""
            self.app.run_worker(self._give_back(identity), group="rights")

    async def _give_back(self, identity: str) -> None:
        """Close a session; where that fails it is closed when its officer is relieved."""
        host = host_of(self)
        try:
            await host.desk.write(lambda r: close_session(r.access(), identity))
        except DeskError as error:
            host.tell(str(error), wrong=True)
            return
        host.look_again()

    @property
    def _session(self) -> str:
        """Id of the session that is used: the administrator's, or that of whoever sits here."""
        return self._own or host_of(self).session

    def _again(self) -> None:
        """Read everybody again when the registers change."""
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        """Show everybody as they stand."""
        used = self._session

        def look(session: Session) -> Staffing:
            return staffing(session, used)

        try:
            self._known = await host_of(self).desk.read(look)
        except DeskError as error:
            self.query_one("#about", Prose).update(Content(str(error)))
            return
        empty = Content(_("  Nobody is in the register of officers."))
        self.query_one(AccountList).show_rows(self._known.lines, more=False, empty=empty)
        self.query_one("#head", Prose).update(head(self._known))
        self.query_one(KeyBar).refresh()

    @property
    def _chosen(self) -> AccountLine | None:
        """Who is under the cursor."""
        return self.query_one(AccountList).chosen

    @on(LineList.Chosen)
    def explain(self) -> None:
        """Show the chosen account in full."""
        line = self._chosen
        self.query_one("#about", Prose).update(explained(line) if line else Content(""))
        self.query_one(KeyBar).refresh()

    def situation(self) -> Situation:
        """Return what can be done to whoever is chosen."""
        base, known, line = super().situation(), self._known, self._chosen
        account = line.account if line is not None else None
        holds = {
            "founded": known.founded,
            "admin": AccountRole.ADMINISTRATOR in known.rights,
            "lets_in": AccountRole.ADMINISTRATOR in known.rights or known.stuck,
            "unreviewed": bool(known.unreviewed),
            "sitting": bool(host_of(self).session),
            "chosen": line is not None,
            "none": line is not None and account is None,
            "account": account is not None,
            "usable": account is not None and account.closed_at is None,
            "closed": account is not None and account.closed_at is not None,
        }
        return replace(base, here=base.here | {word for word, so in holds.items() if so})

    @work(exclusive=True, group="ask")
    async def do_sign_in(self) -> None:
        """Set accounts up where there are none; else let an administrator in."""
        if not self._known.founded:
            await doors.founding(self.app)
            return
        admins = [
            line.person
            for line in self._known.lines
            if line.account is not None
            and line.account.usable
            and AccountRole.ADMINISTRATOR in line.account.roles
        ]

        def act(access: Access, _session: str, answers: Answers) -> None:
            sat = opening.open_session(access, answers["person"], answers["password"])
            self._own = sat.id

        self.drop_rights()
        await self._ask(ask.sign_in(admins), act)
        if isinstance(self.app.screen, DutyScreen) and self.app.screen is not self:
            self.drop_rights()  # somebody went on while the password was being checked

    @work(exclusive=True, group="ask")
    async def do_give_account(self) -> None:
        """Give the chosen person an account."""
        if (line := self._chosen) is None:
            return

        def act(access: Access, session: str, answers: Answers) -> None:
            given = ask.roles_of(answers)
            administration.open_account(access, session, line.id, given, answers["new"])

        await self._ask(ask.give(line, only_leader=self._known.stuck), act)

    @work(exclusive=True, group="ask")
    async def do_reset_password(self) -> None:
        """Set the password of the chosen person."""
        if (line := self._chosen) is None:
            return

        def act(access: Access, session: str, answers: Answers) -> None:
            administration.reset_password(access, session, line.id, answers["new"])

        await self._ask(ask.reset(line), act)

    @work(exclusive=True, group="ask")
    async def do_change_roles(self) -> None:
        """Change what the chosen account is."""
        if (line := self._chosen) is None:
            return

        def act(access: Access, session: str, answers: Answers) -> None:
            new, why = ask.roles_of(answers), answers["why"]
            administration.change_roles(access, session, line.id, new, why=why)

        await self._ask(ask.roles(line), act)

    @work(exclusive=True, group="ask")
    async def do_close_account(self) -> None:
        """Close the chosen account."""
        if (line := self._chosen) is None:
            return

        def act(access: Access, session: str, answers: Answers) -> None:
            spared = partial(needed.keep_account, person=line.id, name=line.person.name)
            administration.close_account(
                access, session, line.id, why=answers["why"], provided=spared
            )

        await self._ask(ask.close(line), act)

    @work(exclusive=True, group="ask")
    async def do_reopen_account(self) -> None:
        """Let the chosen account count again."""
        if (line := self._chosen) is None:
            return

        def act(access: Access, session: str, answers: Answers) -> None:
            new, why = answers["new"], answers["why"]
            administration.reopen_account(access, session, line.id, new, why=why)

        await self._ask(ask.reopen(line), act)

    @work(exclusive=True, group="ask")
    async def do_own_password(self) -> None:
        """Have the chosen person choose another password."""
        if (line := self._chosen) is not None:
            await self._told(await ask_own_password(self.app, line.id, line.person.name))

    @work(exclusive=True, group="ask")
    async def do_own_pin(self) -> None:
        """Have whoever is signed on choose a PIN."""
        await self._told(await ask_own_pin(self.app, host_of(self).session))

    @work(exclusive=True, group="ask")
    async def do_vouch(self) -> None:
        """Have a leader vouch."""
        line = self._chosen
        whose = await ask_vouching(self.app, line.id if line is not None else "")
        await self._told(bool(whose))

    @work(exclusive=True, group="ask")
    async def do_review_vouching(self) -> None:
        """Review a leader's word."""

        def act(access: Access, session: str, answers: Answers) -> None:
            word, upheld, finding = answers["word"], answers["upheld"] == YES, answers["finding"]
            if by := answers.get("reviewer"):
                secret = answers["password"]
                vouching.review_by(access, by, secret, word, upheld=upheld, finding=finding)
            else:
                vouching.review(access, session, word, upheld=upheld, finding=finding)

        await self._ask(ask.which(self._known), act)

    async def _ask(self, question: Question, act: Act) -> None:
        """Ask, and do it with the session that is used; then show everybody anew."""
        used = self._session

        def done(access: Access, answers: Answers) -> bool:
            act(access, used, answers)
            return True

        await self._told(await ask_and_do(self.app, question, lambda r, a: done(r.access(), a)))

    async def _told(self, done: bool | None) -> None:
        """Say that it was done, and show everybody anew."""
        if done:
            host_of(self).tell(_("Done."))
            self._read()
