"""The command line: one file per command; here is how every command ends."""

import errno
import os
import sys
from contextlib import suppress

from bot.errors import BotError, Unreachable

EXIT_USAGE = 2
EXIT_UNREACHABLE = 3
EXIT_OUR_DEFECT = 70
EXIT_INTERRUPTED = 130
_OF_THE_SYSTEM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EFBIG)


def main() -> None:
    """Run the command that the arguments name and end the process with the exit code that the design promises."""
    sys.exit(exit_code_of(sys.argv[1:]))


def exit_code_of(arguments: list[str]) -> int:
    """The exit code of a command; whatever goes wrong becomes one sentence on standard error, never a traceback."""
    from typer import Abort, Exit
    from typer.exceptions import TyperException

    from bot.cli.commands import app

    try:
        code = app(arguments, prog_name="metareview", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except Exit as exit_:
        return exit_.exit_code
    except TyperException as error:
        return _say(_usage(error), EXIT_USAGE)
    except BotError as error:
        return _say(str(error), EXIT_UNREACHABLE if isinstance(error, Unreachable) else EXIT_USAGE)
    except BrokenPipeError:
        _give_up_output()
        return 0
    except (KeyboardInterrupt, Abort):
        return _say("interrupted", EXIT_INTERRUPTED)
    except Exception as error:  # noqa: BLE001 - the last line of defence: a defect of ours is said as such
        return _unforeseen(error)


def _unforeseen(error: Exception) -> int:
    """A disk that is full and the like are nobody's defect; everything else is ours."""
    if isinstance(error, OSError) and error.errno in _OF_THE_SYSTEM:
        _give_up_output()
        what = error.filename or "the output"
        return _say(f"{what} can't be written: {error.strerror}; make room, or name another place", EXIT_USAGE)
    name = type(error).__name__
    return _say(f"a defect of metareview itself: {name}; please report it with the command you ran", EXIT_OUR_DEFECT)


def _give_up_output() -> None:
    """Python flushes standard output once more at exit; give it a place that takes it."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _usage(error: Exception) -> str:
    """What a usage error says, in one sentence, and where the right usage stands."""
    words = getattr(error, "format_message", None)
    said = " ".join(str(words() if callable(words) else error).replace("Value error, ", "").split())
    said = "name a command" if said.startswith(("Usage:", "Missing command")) else said.rstrip(".")
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "metareview"
    return f"{said}; see `{command} --help`"


def _say(sentences: str, code: int) -> int:
    with suppress(OSError, ValueError):  # standard error may be closed or full: the exit code must still be right
        for line in sentences.splitlines() or [""]:
            if sys.stderr is not None:
                print(f"metareview: {line}", file=sys.stderr, flush=True)
    return code
