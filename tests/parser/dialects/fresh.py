"""Sixty messages written from the published shapes by another hand than the dialects, though not blind, with the truth beside each."""

from dataclasses import dataclass

from bot.model.finding import Severity
from bot.model.review import Comment, ProposedReview

HIGH, MEDIUM, LOW, NIT = Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.NIT
PATH, LINES = "api/queue.py", (21, 24)
_SHA = "89abcdef0123456789abcdef0123456789abcdef"
_BLOB = f"https://github.com/acme/depot/blob/{_SHA}"
STATUS = "status"
"""What is neither a finding nor a clean vote."""
CLEAN = "clean"


@dataclass(frozen=True)
class Real:
    """A finding that the message has: words of its title, its place where the text alone tells it, its grade where it states one."""

    title: str
    severity: Severity | None = None
    path: str | None = None
    lines: tuple[int, int] | None = None


@dataclass(frozen=True)
class Message:
    """What a bot wrote; `kind` is `status` or `clean` for what has no finding, else empty."""

    name: str
    dialect: str
    text: str
    real: tuple[Real, ...] = ()
    is_inline: bool = False
    kind: str = ""
    is_read: bool = True

    def review(self) -> ProposedReview:
        """The message as the review that it comes in."""
        if not self.is_inline:
            return ProposedReview("r", "bot", self.text, dialect=self.dialect)
        return ProposedReview("r", "bot", comments=(Comment(PATH, self.text, *LINES, id="1"),), dialect=self.dialect)


def _beside(name: str, dialect: str, text: str, title: str, severity: Severity | None = None) -> Message:
    return Message(name, dialect, text, (Real(title, severity),), is_inline=True)


def _none(name: str, dialect: str, text: str, kind: str = STATUS, *, is_inline: bool = False) -> Message:
    return Message(name, dialect, text, (), is_inline, kind)


_CR_END = "\n<!-- This is an auto-generated comment by CodeRabbit -->\n"

CODERABBIT = (
    _beside(
        "2026, three cells, ids, prompt",
        "coderabbit",
        "_🔒 Security & Privacy_ | _🔴 Critical_ | _🏗️ Heavy lift_\n\n**Do not build the shell command from the job name.**\n\n"
        "`run_job()` passes `name` to `subprocess.run(..., shell=True)`.\n\n<details>\n<summary>🤖 Prompt for AI Agents</summary>\n\n```\n"
        "In `@api/queue.py` around lines 21 - 24, quote the name; also rename `helper_x`, which is never used.\n```\n\n</details>\n\n"
        "<!-- cr-indicator-types:potential_issue -->\n<!-- cr-comment:v1:fedcba9876543210fedcba98 -->" + _CR_END,
        "Do not build the shell command from the job name", HIGH,
    ),
    _beside(
        "chain before the title, Windows line ends",
        "coderabbit",
        ("_🩺 Stability & Availability_ | _🟡 Minor_ | _⚡ Quick win_\n\n<details>\n<summary>🧩 Analysis chain</summary>\n\n🏁 Script executed:\n\n"
         "```shell\nrg -n 'except'\n```\n\nLength of output: 93\n\nThe name `oddity` is undefined.\n\n</details>\n\n**Retry loop never gives up.**\n\n"
         "`fetch()` loops while the server answers 503." + _CR_END).replace("\n", "\r\n"),
        "Retry loop never gives up", MEDIUM,
    ),
    _beside(
        "Japanese",
        "coderabbit",
        "_⚠️ Potential issue_ | _🟠 Major_\n\n**例外が握りつぶされています。**\n\n`except Exception: pass` のため、失敗が見えません。" + _CR_END,
        "例外が握りつぶされています", HIGH,
    ),
    _beside(
        "nested folds with a suggestion",
        "coderabbit",
        "_🧹 Nitpick_ | _🔵 Trivial_\n\n**Prefer `pathlib` here.**\n\nJoining with `+` breaks on Windows.\n\n<details>\n<summary>🧰 Tools</summary>\n\n<details>\n"
        "<summary>🪛 Ruff (0.14.2)</summary>\n\n[warning] 22-22: `zipper` imported but unused\n\n(F401)\n\n</details>\n\n</details>\n\n<!-- suggestion_start -->\n\n<details>\n"
        "<summary>📝 Committable suggestion</summary>\n\n> ‼️ **IMPORTANT**\n> Carefully review the code before committing.\n\n```suggestion\n    return base / name\n```\n\n"
        "</details>\n\n<!-- suggestion_end -->\n" + _CR_END,
        "Prefer `pathlib` here", NIT,
    ),
    _beside("without a header", "coderabbit", "**Docstring tells another default.**\n\nThe text says 30, the code has 10." + _CR_END, "Docstring tells another default"),
    Message(
        "review with three sections",
        "coderabbit",
        "**Actionable comments posted: 0**\n\n<details>\n<summary>🧹 Nitpick comments (2)</summary><blockquote>\n\n<details>\n<summary>api/jobs.py (2)</summary><blockquote>\n\n"
        "`7`: **Unused constant**\n\n`LIMIT` is never read.\n\n---\n\n`30-33`: **Say which job failed**\n\nThe message lacks the id of the job.\n\n</blockquote></details>\n\n</blockquote></details>\n\n"
        "<details>\n<summary>🔇 Additional comments (1)</summary><blockquote>\n\n<details>\n<summary>api/jobs.py (1)</summary><blockquote>\n\n`50-58`: **Good guard**\n\nThe missing lock is handled.\n\n"
        "</blockquote></details>\n\n</blockquote></details>\n\n<details>\n<summary>📜 Review details</summary>\n\n**Configuration used**: defaults\n\n</details>\n" + _CR_END,
        (Real("Unused constant", NIT, "api/jobs.py", (7, 7)), Real("Say which job failed", NIT, "api/jobs.py", (30, 33))),
    ),
    Message(
        "outside the diff, quoted",
        "coderabbit",
        "**Actionable comments posted: 1**\n\n> [!CAUTION]\n> Some comments are outside the diff and can’t be posted inline due to platform limitations.\n>\n> <details>\n"
        "> <summary>⚠️ Outside diff range comments (1)</summary><blockquote>\n>\n> <details>\n> <summary>lib/net/pool.py (1)</summary><blockquote>\n>\n> `101-103`: _🎯 Functional Correctness_ | _🟠 Major_\n>\n"
        "> **Pool is closed twice.**\n>\n> `shutdown()` calls `close()` again.\n>\n> </blockquote></details>\n>\n> </blockquote></details>\n" + _CR_END,
        (Real("Pool is closed twice", HIGH, "lib/net/pool.py", (101, 103)),),
    ),
    _none("limit", "coderabbit", "<!-- This is an auto-generated comment: rate limited by coderabbit.ai -->\n\n> [!WARNING]\n> ## Review limit reached\n>\n> `@ann`, no issues with your code; come back in 12 minutes.\n"),
    _none("paused", "coderabbit", "<!-- This is an auto-generated comment: review paused by coderabbit.ai -->\n\n> [!NOTE]\n> ## Reviews paused\n>\n> The branch is under active development.\n"),
    _none("reply", "coderabbit", "`@ann`: right, the lock is never released on errors.\n\n<!-- This is an auto-generated reply by CodeRabbit -->\n", is_inline=True),
    _none("walkthrough", "coderabbit", "<!-- This is an auto-generated comment: summarize by coderabbit.ai -->\n<!-- walkthrough_start -->\n\n## Walkthrough\n\nThe queue leaked jobs; this repairs it.\n\n## Changes\n\n| File | Summary |\n|---|---|\n| `api/queue.py` | Removes the missing close |\n\n<!-- walkthrough_end -->\n"),
    _none("clean", "coderabbit", "**Actionable comments posted: 0**\n\n<details>\n<summary>📜 Review details</summary>\n\nnothing\n\n</details>\n", CLEAN),
)  # fmt: skip

COPILOT = (
    _beside("plain", "copilot", "The cursor isn't closed when `commit()` raises, so connections leak under load.", "The cursor isn't closed when `commit()` raises"),
    _beside("other places named", "copilot", "`retries` is compared with `is`. The same happens in `api/jobs.py:44` and `lib/net/pool.py:12-14`.\n\n```suggestion\n    if retries == 3:\n```\n", "`retries` is compared with `is`"),
    _beside("priority on request", "copilot", "P2: The timeout of `fetch()` is ignored.", "The timeout of `fetch()` is ignored", MEDIUM),
    Message(
        "suppressed",
        "copilot",
        "## Pull request overview\n\nThis PR repairs the queue.\n\n**Changes:**\n- Drops the unused pool\n\n### Reviewed changes\n\nCopilot reviewed 4 out of 4 changed files in this pull request and generated 1 comment.\n\n"
        "<details>\n<summary>Show a summary per file</summary>\n\n| File | Description |\n|---|---|\n| api/queue.py | Fixes the race |\n\n</details>\n\n<details>\n<summary>Comments suppressed due to low confidence (2)</summary>\n\n"
        "**api/jobs.py:18**\n* The docstring says seconds, but `wait()` takes milliseconds.\n```\ndef wait(ms):\n```\n**lib/net/pool.py:77-80**\n* `drain` swallows the error.\n</details>\n",
        (Real("The docstring says seconds", None, "api/jobs.py", (18, 18)), Real("`drain` swallows the error", None, "lib/net/pool.py", (77, 80))),
    ),
    _none("no comments", "copilot", "## Pull request overview\n\nMoves a helper.\n\nCopilot reviewed 1 out of 1 changed files in this pull request and generated no comments.\n", CLEAN),
    _none("nothing new", "copilot", "## Pull request overview\n\nCopilot reviewed 2 out of 9 changed files in this pull request and generated no new comments.\n"),
    _none("unable", "copilot", "Copilot wasn't able to review this pull request because it exceeds the maximum number of lines (20,000). Try reducing the number of changed lines."),
)  # fmt: skip

_BADGE = "**<sub><sub>![P{0} Badge](https://img.shields.io/badge/P{0}-{1}?style=flat)</sub></sub>  {2}**\n\n"

CODEX = (
    _beside("P0", "codex", _BADGE.format(0, "red", "Check the token before deleting") + "`purge()` deletes the account first.\n\nUseful? React with 👍 / 👎.", "Check the token before deleting", HIGH),
    _beside("P3, Portuguese", "codex", _BADGE.format(3, "green", "Remova a importação") + "O módulo `json` não é usado.\n\nUseful? React with 👍 / 👎.", "Remova a importação", LOW),
    Message(
        "two outside the diff",
        "codex",
        "### 💡 Codex Review\n\nHere are some automated review suggestions for this pull request.\n\n**Reviewed commit:** `89abcdef01`\n\n"
        + f"{_BLOB}/api/jobs.py#L5\n" + _BADGE.format(1, "orange", "Keep the order of jobs") + "`set()` loses it.\n\n" + f"{_BLOB}/lib/net/pool.py#L60-L64\n"
        + _BADGE.format(2, "yellow", "Bound the cache") + "It grows without end.\n\n<details> <summary>ℹ️ About Codex in GitHub</summary>\n<br/>\n\nComment with broken links.\n\n</details>\n",
        (Real("Keep the order of jobs", HIGH, "api/jobs.py", (5, 5)), Real("Bound the cache", MEDIUM, "lib/net/pool.py", (60, 64))),
    ),
    _none("clean", "codex", "Codex Review: Didn’t find any major issues. Swish!\n\n<details> <summary>ℹ️ About Codex in GitHub</summary>\n\nx\n\n</details>", CLEAN),
    _none("quota", "codex", "You have reached your Codex usage limits for code reviews. You can see your limits in the [Codex usage dashboard](https://example.org)."),
)  # fmt: skip

_GEMINI = "![{0}](https://www.gstatic.com/codereviewagent/{0}-priority.svg)\n\n"

GEMINI = (
    _beside("high", "gemini", _GEMINI.format("high") + "Every call opens a new connection; nothing closes it.\n\n```python\nwith connect() as c:\n    ...\n```\n", "Every call opens a new connection", HIGH),
    _beside("security", "gemini", "![security-medium](https://www.gstatic.com/codereviewagent/security-medium.svg) " + _GEMINI.format("medium") + "`yaml.load` runs code from the file.\n\n#### Style Guide References\n\n[^1]: Do not trust input.\n", "`yaml.load` runs code from the file", MEDIUM),
    _beside("critical", "gemini", "![critical](https://www.gstatic.com/codereviewagent/critical.svg)\n\nThe query is built from `request.args`.", "The query is built from `request.args`", HIGH),
    _none("summary", "gemini", "## Summary of Changes\n\nHello @ann, this pull request repairs a leak in the queue.\n\n### Highlights\n\n* **Leak**: the missing close was added.\n\n<details>\n<summary>Using Gemini Code Assist</summary>\n\n| Feature | Command |\n|---|---|\n| Review | `/gemini review` |\n\n</details>\n"),
    _none("body", "gemini", "## Code Review\n\nThis change repairs the queue. A race remains in `drain`, see my comment.\n"),
    _none("sunset", "gemini", "> [!CAUTION]\n> The consumer version of Gemini Code Assist has been discontinued; no issues were looked for.\n"),
)  # fmt: skip

CLAUDE = (
    Message(
        "plugin",
        "claude",
        "### Code review\n\nFound 2 issues:\n\n1. `drain()` is called before the pool is open (bug due to the new order)\n\n" + f"{_BLOB}/api/queue.py#L10-L15\n\n"
        + '2. The error is swallowed (CLAUDE.md says "Never pass silently")\n\n' + f"{_BLOB}/lib/net/pool.py#L33\n\n🤖 Generated with [Claude Code](https://claude.ai/code)\n\n"
        "<sub>- If this code review was useful, please react with 👍. Otherwise, react with 👎.</sub>\n",
        (Real("`drain()` is called before the pool is open", None, "api/queue.py", (10, 15)), Real("The error is swallowed", None, "lib/net/pool.py", (33, 33))),
    ),
    Message(
        "action, finished",
        "claude",
        "**Claude finished @ann's task in 2m 11s** —— [View job](https://github.com/acme/depot/actions/runs/1)\n\n---\n### Review\n\n- [x] Read the diff\n- [x] Look for missing locks\n\n"
        "#### Issues\n\n1. **`api/queue.py:40`** – `pop()` raises IndexError on an empty queue.\n2. **`api/jobs.py:12-13`** – the file handle is never closed.\n\nOverall a good change.\n",
        (Real("raises IndexError", None, "api/queue.py", (40, 40)), Real("the file handle is never closed", None, "api/jobs.py", (12, 13))),
    ),
    _beside("managed, important", "claude", "🔴 **Important:** Jobs are lost on restart\n\n`flush()` runs after the exit.\n\n<details>\n<summary>Why this was flagged</summary>\n\nThe reader is broken too.\n\n</details>\n", "Jobs are lost on restart", HIGH),
    _beside("managed, nit", "claude", "🟡 **Nit:** Name hides a builtin\n\n`list` is shadowed.\n", "Name hides a builtin", NIT),
    _none("working", "claude", "**Claude is working…** <img src=\"https://example.org/spin.gif\" width=\"14px\">\n\n- [x] Read files\n- [ ] Look for bugs in `drain`\n"),
    _none("error", "claude", "**Claude encountered an error after 3s** —— [View job](https://example.org)\n\n`main` failed.\n"),
    _none("clean", "claude", "### Code review\n\nNo issues found. Checked for bugs and CLAUDE.md compliance.\n\n🤖 Generated with [Claude Code](https://claude.ai/code)\n", CLEAN),
)  # fmt: skip
