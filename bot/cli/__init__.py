"""The command line: one file per command; here is how every command ends."""

import os
import sys

from bot.errors import BotError, Unreachable

EXIT_USAGE = 2
EXIT_UNREACHABLE = 3
EXIT_OUR_DEFECT = 70


def main() -> None:
    """Run the command that the arguments name and end the process with the exit code that the design promises."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code of a command; whatever goes wrong becomes one sentence on standard error, never a traceback."""
    from typer import Abort, Exit
    from typer.exceptions import TyperException

    from bot.cli.commands import app

    try:
        code = app(arguments, prog_name="metareview", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except Exit as exit_:
        return exit_.exit_code
    except TyperException as error:
        return _say(_one_sentence(_message(error)), EXIT_USAGE)
    except BotError as error:
        return _say(str(error), EXIT_UNREACHABLE if isinstance(error, Unreachable) else EXIT_USAGE)
    except BrokenPipeError:
        # Python flushes standard output once more at exit; give it a place that takes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, Abort):
        return _say("interrupted", 130)
    except Exception as error:  # noqa: BLE001 - the last line of defence: a defect of ours is said as such
        return _say(f"a defect of metareview itself: {type(error).__name__}; please report it with the command you ran", EXIT_OUR_DEFECT)


def _message(error: Exception) -> str:
    """What a usage error says, with the option that it is about where the library knows one."""
    words = getattr(error, "format_message", None)
    return str(words() if callable(words) else error).replace("Value error, ", "")


def _one_sentence(message: str) -> str:
    return " ".join(message.split())


def _say(sentence: str, code: int) -> int:
    for line in sentence.splitlines() or [""]:
        print(f"metareview: {line}", file=sys.stderr)
    return code
