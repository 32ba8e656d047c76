"""Comments in the code that already say what a finding says."""

from bot.model.finding import Finding
from bot.model.place import Lines
from bot.validator.scene import Scene


def restated_comments(finding: Finding, scene: Scene) -> tuple[Lines, ...]:
    """The comment lines near the finding's place that it repeats; empty when there are none."""
    del finding, scene
    return ()
