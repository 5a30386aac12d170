"""A desk that keeps files with a matter, and its backups, for the tests."""

from __future__ import annotations

from pathlib import Path

from dutyroom.clock import SystemClock
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.hashing import Hasher
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.matters import acting, attaching
from dutyroom.registers.matters.facts import Opening
from dutyroom.registers.matters.fields import Officer
from dutyroom.store.backup import make_backup
from dutyroom.store.engine import Store
from dutyroom.store.facts import Place
from dutyroom.store.manifest import Backup

QIN = Officer("覃小梅")


class CopiesKit:
    """A desk that keeps two files with a matter, and its backups elsewhere."""

    def __init__(self, store: Store, folder: Path) -> None:
        """Attach the files; the second one twice."""
        self.store, self.attachments = store, folder / "attachments"
        self.backups, self.clock = folder / "disk" / "backups", SystemClock()
        access = Access(store, Ledger(store, self.clock), self.clock, Place("test"), Hasher())
        matter = acting.open_matter(access, Opening("水位超警戒"), by=QIN)
        self.hashes = []
        for name, words in (("通知.txt", "原件"), ("照片.jpg", "照片"), ("又一张.jpg", "照片")):
            source = folder / name
            source.write_text(words, encoding="utf-8")
            digest = attaching.attach(access, matter, source, self.attachments, largest=100, by=QIN)
            self.hashes.append(digest)

    def backup(self) -> Backup:
        """Make a backup of the database."""
        return make_backup(self.store.path, self.backups, self.clock.now())

    def path(self, digest: str) -> Path:
        """Return where a file is kept."""
        return self.attachments / digest[:2] / digest
