"""`metareview doctor`: whether a run would work with a configuration, and what to mend where it would not."""

from typing import Annotated

import typer

from bot.cli.options import write


def doctor(
    config: Annotated[str, typer.Option(metavar="FILE", help="The configuration, whose forges are looked at.")],
    change: Annotated[
        str | None, typer.Option(metavar="REF", help="Also look at a change: github:owner/name#12.")
    ] = None,
) -> int:
    """Look at all that a run needs and say what to mend; nothing is posted. Exit 1 for a fault, 3 if no forge answers."""
    from bot import app
    from bot.app.doctor import diagnose, has_only_unreached
    from bot.cli import EXIT_UNREACHABLE
    from bot.model.change_ref import ChangeRef
    from bot.model.diagnosis import Diagnosis, Outcome

    ref = ChangeRef.parse(change) if change is not None else None
    found: list[Diagnosis] = []
    for one in diagnose(config, app.load_settings(config), ref):
        found.append(one)
        write(_line(one.outcome, one.what, one.sentence))
    faults = sum(one.outcome is Outcome.FAULT for one in found)
    warnings = sum(one.outcome is Outcome.WARNING for one in found)
    write(f"\n{_counted(faults, 'fault')}, {_counted(warnings, 'warning')}\n")
    if has_only_unreached(found):
        return EXIT_UNREACHABLE
    return int(faults > 0)


def _line(outcome: str, what: str, sentence: str) -> str:
    from bot.model.neutral import neutralise_terminal, one_line

    return f"{outcome:<8}" + neutralise_terminal(one_line(f"{what}: {sentence}")) + "\n"


def _counted(count: int, word: str) -> str:
    return f"{count or 'no'} {word}{'' if count == 1 else 's'}"
