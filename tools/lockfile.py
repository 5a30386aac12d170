"""What a lock file asks for on another Python than the one that reads it."""

from __future__ import annotations

import re

from packaging.markers import default_environment
from packaging.requirements import Requirement

_CONTINUED = re.compile(r"\\\n\s*")
_OPTION = re.compile(r"\s--hash=")


def entries(locked: str) -> dict[str, str]:
    """Return the entries of a lock file, each on one line, by requirement.

    Returns:
        The requirement with its marker, and the whole line with its hashes.
    """
    lines = _CONTINUED.sub(" ", locked).splitlines()
    kept = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return {_OPTION.split(line)[0].strip(): line for line in kept}


def for_python(locked: str, python: str) -> str:
    """Return what a lock file asks for on Linux with a version of CPython, without markers.

    Args:
        locked: The lock file's text.
        python: Such as `3.13`.
    """
    environment = {name: str(value) for name, value in default_environment().items()} | {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "platform_machine": "x86_64",
        "sys_platform": "linux",
        "os_name": "posix",
        "platform_system": "Linux",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    lines = []
    for text, line in entries(locked).items():
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate(environment):
            lines.append(line.replace(text, f"{requirement.name}{requirement.specifier}", 1))
    return "\n".join(lines) + "\n"


def only(locked: str, name: str) -> str:
    """Return the entry of one package."""
    return next(line for text, line in entries(locked).items() if Requirement(text).name == name)
