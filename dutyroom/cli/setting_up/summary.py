"""What was chosen, to be looked at before it is saved."""

from __future__ import annotations

from rich.cells import cell_len

from dutyroom.config import Line, Settings
from dutyroom.i18n import _


def summary(settings: Settings) -> list[str]:
    """Return what is set up, a line each, aligned."""
    unit = settings.unit
    rows = [
        (_("Unit"), unit.name),
        (_("Number"), unit.number or _("none")),
        (_("Area code"), unit.area_code or _("none")),
    ]
    for line in settings.lines:
        rows.append((_("Line {line}: box").format(line=line.name), _box(line)))
        rows.append((_("Line {line}: sound").format(line=line.name), _sound(line)))
    rows.append((_("Alarm sound"), settings.alarms.output or _("the system's default")))
    width = max(cell_len(label) for label, _value in rows)
    shown = [f"  {label}{' ' * (width - cell_len(label))}  {value}" for label, value in rows]
    return shown + [_mute(line) for line in settings.lines if not (_has_box(line) or line.audio)]


def _mute(line: Line) -> str:
    """Return what a line without any device means."""
    text = _("Line {line} has neither box nor sound: its calls are entered by hand.")
    return text.format(line=line.name)


def _has_box(line: Line) -> bool:
    return bool(line.port or line.usb)


def _box(line: Line) -> str:
    if not _has_box(line):
        return _("none")
    usb = f"  USB {line.usb}" if line.usb else ""
    named = _("  the box's line {name}").format(name=line.box_line) if line.box_line else ""
    return f"{line.port}  {line.format}{usb}{named}"


def _sound(line: Line) -> str:
    if not line.audio:
        return _("none")
    return _("{device}, channel {channel}").format(device=line.audio, channel=line.channel)
