"""The check at the end of the shift, as a step of the handover."""

from __future__ import annotations

from dutyroom.screens import equipment_doors
from dutyroom.screens.equipment import EquipmentScreen
from dutyroom.standard.equipment.items import SheetKind


class EndCheckScreen(EquipmentScreen):
    """Begins the check of the end; when it is signed, the comparison takes its place."""

    @property
    def due(self) -> SheetKind:
        """The check of the end, whatever else may be due."""
        return SheetKind.END

    def resumed(self, *, going: bool) -> None:
        """Ask at once for what the handover needs."""
        super().resumed(going=going)
        if not going:
            self.do_begin_check()

    def signed(self) -> None:
        """Show both how the end differs from the start; Esc goes back to the handover."""
        last = self._picture.last
        if last is not None and last.kind is SheetKind.END:
            self.app.switch_screen(equipment_doors.comparison())
