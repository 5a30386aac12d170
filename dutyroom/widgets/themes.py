"""Dark and light colours that colour-blind eyes tell apart.

The signal colours are those of Okabe and Ito; every lamp has a symbol and a
word besides.
"""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="dutyroom-dark",
    primary="#56B4E9",
    secondary="#0072B2",
    accent="#56B4E9",
    success="#2FBF94",
    warning="#F0E442",
    error="#FF8A3C",
    foreground="#E8E8E8",
    background="#101418",
    surface="#1A2027",
    panel="#242C35",
    variables={
        "block-cursor-background": "#56B4E9",
        "block-cursor-foreground": "#06131C",
        "input-selection-background": "#56B4E9 35%",
    },
)

LIGHT: Final = Theme(
    name="dutyroom-light",
    primary="#005A8C",
    secondary="#0072B2",
    accent="#005A8C",
    success="#00664B",
    warning="#7A5200",
    error="#A63F00",
    foreground="#15191D",
    background="#FAFAF7",
    surface="#EFEFEA",
    panel="#E0E2DF",
    dark=False,
    variables={
        "block-cursor-background": "#005A8C",
        "block-cursor-foreground": "#FFFFFF",
        "input-selection-background": "#005A8C 30%",
    },
)

BY_NAME: Final = {"dark": DARK, "light": LIGHT}
"""The themes by what the settings call them."""
