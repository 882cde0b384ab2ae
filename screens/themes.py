"""The two themes of our own: blueprint (dark, the default) and paper (light)."""

from textual.theme import Theme

BLUEPRINT = Theme(
    name="blueprint",
    dark=True,
    background="#0b1a29",
    surface="#0f2236",
    panel="#15304a",
    foreground="#d9e6f2",
    primary="#6fc3df",
    secondary="#6fc3df",
    accent="#ffc857",
    success="#7fd1ae",
    warning="#ffc857",
    error="#ff7b72",
    variables={"foreground-muted": "#7e97ad", "input-selection-background": "#3b6f8c"},
)

PAPER = Theme(
    name="paper",
    dark=False,
    background="#fbf9f4",
    surface="#f3efe6",
    panel="#e6dfd0",
    foreground="#1d2a35",
    primary="#0b5c8a",
    secondary="#0b5c8a",
    accent="#b45309",
    success="#2f7d4f",
    warning="#b45309",
    error="#b3261e",
    variables={"foreground-muted": "#66717a", "input-selection-background": "#a9c4d6"},
)
