"""What known bots say in plain words, without any of the forms that they are known for."""

from tests.parser.dialects.fresh import Message, Real, _none

PLAIN = (
    Message("list", "coderabbit", "1. `api/queue.py:40`: `pop()` raises IndexError on an empty queue.\n2. `api/jobs.py:12`: the file handle is never closed.\n3. `os` is imported but never used in `api/jobs.py`.\n",
            (Real("raises IndexError on an empty queue", None, "api/queue.py", (40, 40)), Real("The file handle is never closed", None, "api/jobs.py", (12, 12)), Real("`os` is imported but never used", None, "api/jobs.py"))),
    Message("a sentence", "copilot", "`drain()` never releases the lock when `flush()` raises.", (Real("`drain()` never releases the lock"),)),
    Message("paragraph", "codex", "I looked at the queue. In `api/queue.py`, `pop()` raises IndexError when the queue is empty. Also, `LIMIT` in `api/jobs.py` is never used.",
            (Real("raises IndexError", None, "api/queue.py"), Real("`LIMIT`", None, "api/jobs.py"))),
    Message("counted", "sourcery", "**Summary**: 2 issues\n\n1. `os` is never used (`api/jobs.py` line 1).\n2. `load` lacks a docstring (`api/jobs.py` line 9).\n",
            (Real("`os` is never used", None, "api/jobs.py", (1, 1)), Real("`load` lacks a docstring", None, "api/jobs.py", (9, 9)))),
    Message("with line ends of Windows", "devin", "- `total_sum` is assigned but never used (line 4)\r\n- `parse(line)` may return None (line 8)\r\n",
            (Real("`total_sum` is assigned but never used", None, None, (4, 4)), Real("`parse(line)` may return None", None, None, (8, 8)))),
    Message("headings", "cubic", "## Findings\n\n### api/queue.py\n\n- line 12: `retries` is never reset\n- line 30: bare `except:` hides the error of `fetch()`\n",
            (Real("`retries` is never reset", None, "api/queue.py", (12, 12)), Real("hides the error", None, "api/queue.py", (30, 30)))),
    _none("started", "coderabbit", "I am looking at this pull request now; I will report issues in a moment."),
    _none("done", "copilot", "Done in 89abcde. The missing check was added."),
    _none("limit", "gemini", "The monthly limit of reviews was reached, so nothing was checked for bugs."),
    _none("failed", "copilot", "The review failed because the server did not answer. Please try again."),
    _none("conflict", "coderabbit", "This branch has conflicts with `main` and cannot be merged."),
    _none("too large", "cubic", "This change is too large to review: 412 files."),
    _none("no permission", "greptile", "We could not read `acme/depot`: the installation lacks a permission."),
    _none("disabled", "sourcery", "Reviews are not enabled for this repository; ask an owner to enable them."),
    _none("hint", "codex", "To start a review, write `@codex review`. It never runs by itself."),
    _none("all is well", "coderabbit", "Everything looks good, no issues found."),
    _none("all is well but", "copilot", "No issues found. `x` is unused."),
    _none("numbers of a gate", "sonar", "3 new issues in `api/queue.py`, 80.1% coverage; `drain()` is not covered."),
    _none("log of a build", "zuul", "Job unit failed: `tests/test_queue.py:12` raised AssertionError."),
)  # fmt: skip
