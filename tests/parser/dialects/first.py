"""Messages in the manner of CodeRabbit, Copilot, Codex, Gemini, Claude and code scanning."""

from bot.model.finding import Status
from bot.model.review import SourceState
from tests.parser.dialects.sample import HIGH, LOW, MEDIUM, NIT, Expected, Sample

_HEX = "0123456789abcdef0123456789abcdef01234567"
_BLOB = f"https://github.com/acme/shop/blob/{_HEX}"

CODERABBIT = (
    Sample(
        "inline",
        "coderabbit",
        """_🎯 Functional Correctness_ | _🟠 Major_ | _⚡ Quick win_

**Close the file when parsing fails.**

The early return leaves the handle open, so `read_all()` leaks it.

<details>
<summary>🧩 Analysis chain</summary>

🏁 Script executed:

```shell
grep -n secret_of_the_script app.py
```

The variable `unrelated` is unused.

</details>

<details>
<summary>🪛 Ruff (0.9.1)</summary>

[error] 4-4: `printed_by_ruff` is undefined

</details>

<details>
<summary>♻️ Proposed fix</summary>

```diff
-    return None
+    handle.close()
+    return None
```
</details>

<!-- suggestion_start -->

<details>
<summary>📝 Committable suggestion</summary>

> ‼️ **IMPORTANT**
> Check the suggestion_warning before you commit.

````suggestion
    handle.close()
    return None
````

</details>

<!-- suggestion_end -->

<details>
<summary>🤖 Prompt for AI Agents</summary>

```
In `@src/other.py` around lines 90 - 95, the variable `prompted` is never used.
```

</details>

Also applies to: 40-44
<!-- cr-indicator-types:potential_issue -->
<!-- cr-comment:v1:0123456789abcdef01234567 -->
<!-- This is an auto-generated comment by CodeRabbit -->
""",
        Status.FINDINGS,
        (
            Expected(
                "Close the file when parsing fails",
                HIGH,
                "functional correctness",
                id="0123456789abcdef01234567",
                fixes=("diff", "suggestion"),
            ),
        ),
        is_inline=True,
        never=("secret_of_the_script", "printed_by_ruff", "suggestion_warning", "prompted", "cr-comment", "Also applies"),
    ),
    Sample(
        "inline of 2025",
        "coderabbit",
        """_⚠️ Potential issue_ | _🔴 Critical_

**`parse()` may return None.**

`parse(line).value` raises when the line is empty.

✅ Addressed in commit 0123abc

<!-- This is an auto-generated comment by CodeRabbit -->
""",
        Status.FINDINGS,
        (Expected("`parse()` may return None", HIGH, "potential issue", state=SourceState.RESOLVED),),
        is_inline=True,
        never=("Addressed",),
    ),
    Sample(
        "review",
        "coderabbit",
        """**Actionable comments posted: 1**

> [!CAUTION]
> Some comments are outside the diff and stand here.
>
> <details>
> <summary>⚠️ Outside diff range comments (1)</summary><blockquote>
>
> <details>
> <summary>src/a.py (1)</summary><blockquote>
>
> `12-14`: _⚠️ Potential issue_ | _🟡 Minor_
>
> **Guard against an empty list.**
>
> `items[0]` raises IndexError when the list is empty.
>
> ```diff
> -x = items[0]
> +x = items[0] if items else None
> ```
>
> </blockquote></details>
>
> </blockquote></details>

<details>
<summary>🧹 Nitpick comments (2)</summary><blockquote>

<details>
<summary>src/b.py (2)</summary><blockquote>

`3-5`: **Drop the unused import.**

`os` is never used.

---

`40`: **Name it after what it holds**

The name `tmp2` is vague.

</blockquote></details>

</blockquote></details>

<details>
<summary>📜 Review details</summary>

<details>
<summary>🔇 Additional comments (1)</summary><blockquote>

<details>
<summary>src/b.py (1)</summary><blockquote>

`9`: **The praised_guard lacks nothing.**

</blockquote></details>

</blockquote></details>

</details>

<!-- This is an auto-generated comment by CodeRabbit for review status -->
""",
        Status.FINDINGS,
        (
            Expected("Guard against an empty list", MEDIUM, "potential issue", ("src/a.py", 12, 14), fixes=("diff",)),
            Expected("Drop the unused import", NIT, place=("src/b.py", 3, 5)),
            Expected("Name it after what it holds", NIT, place=("src/b.py", 40, 40)),
        ),
        never=("praised_guard", "outside the diff"),
    ),
    Sample(
        "nothing found",
        "coderabbit",
        """**Actionable comments posted: 0**

<details>
<summary>📜 Review details</summary>

The branch has bugs in its name.

</details>

<!-- This is an auto-generated comment by CodeRabbit for review status -->
""",
        Status.CLEAN,
        is_clean=True,
    ),
    Sample(
        "reply",
        "coderabbit",
        "`@dev` you are right, the lock is missing.\n\n<!-- This is an auto-generated reply by CodeRabbit -->\n",
        Status.ACKNOWLEDGEMENT,
        is_inline=True,
    ),
    Sample(
        "limit",
        "coderabbit",
        """<!-- This is an auto-generated comment: rate limited by coderabbit.ai -->

> [!WARNING]
> ## Rate limit exceeded
>
> There are no issues with your account, but you must wait.

<!-- end of auto-generated comment: rate limited by coderabbit.ai -->
""",
        Status.QUOTA,
    ),
    Sample(
        "skipped",
        "coderabbit",
        "<!-- This is an auto-generated comment: skip review by coderabbit.ai -->\n\n> [!IMPORTANT]\n> ## Review skipped\n>\n> Draft detected.\n",
        Status.SKIPPED,
    ),
    Sample(
        "walkthrough",
        "coderabbit",
        """<!-- This is an auto-generated comment: summarize by coderabbit.ai -->
<!-- walkthrough_start -->

## Walkthrough

The loader fails on empty input and is mended.

<!-- walkthrough_end -->
<!-- internal state start -->
"""
        + "<!-- " + "QUJD" * 2_000 + " -->\n<!-- internal state end -->\n",
        Status.DESCRIPTION,
    ),
    Sample(
        "actions performed",
        "coderabbit",
        "<details>\n<summary>✅ Actions performed</summary>\n\nReview triggered.\n\n</details>\n"
        "<!-- This is an auto-generated reply by CodeRabbit -->\n",
        Status.ACKNOWLEDGEMENT,
    ),
)  # fmt: skip

COPILOT = (
    Sample(
        "inline",
        "copilot",
        "The `close()` call is missing here. Compare `lib/b.py:12` and `lib/c.py:40`.\n\n```suggestion\n    handle.close()\n```\n",
        Status.FINDINGS,
        (Expected("The `close()` call is missing here", fixes=("suggestion",)),),
        is_inline=True,
        is_marked=False,
    ),
    Sample(
        "with a priority",
        "copilot",
        "P0: `load()` never checks the signature.\n\nFor example:\n\n```python\ncheck(signature)\n```\n",
        Status.FINDINGS,
        (Expected("`load()` never checks the signature", HIGH),),
        is_inline=True,
        is_marked=False,
    ),
    Sample(
        "overview with suppressed comments",
        "copilot",
        """## Pull request overview

This mends the crash in the loader and drops an unused_cache.

**Changes:**
- Adds a missing_lock to the cache

### Reviewed changes

Copilot reviewed 2 out of 3 changed files in this pull request and generated 2 comments.

<details>
<summary>Show a summary per file</summary>

| File | Description |
| ---- | ----------- |
| src/a.py | Repairs a broken_race |

</details>

<details>
<summary>Comments suppressed due to low confidence (2)</summary>

**src/a.py:12**
* The loop never ends when `n` is negative.
```
while n != 0:
```
**src/b.py:40**
* `total` is unused.
</details>
""",
        Status.FINDINGS,
        (
            Expected("The loop never ends when `n` is negative", place=("src/a.py", 12, 12)),
            Expected("`total` is unused", place=("src/b.py", 40, 40)),
        ),
        never=("unused_cache", "missing_lock", "broken_race"),
    ),
    Sample(
        "suppressed under a heading",
        "copilot",
        """### 🟡 Not ready to approve

Adds an unused_switch.

<details>
<summary>Review details</summary>

### Suppressed comments (1)

**src/a.py:12**
* [nitpick] `total` is unused.
```
total = 1
```

- **Files reviewed:** 2
- **Comments generated:** 0
</details>
""",
        Status.FINDINGS,
        (Expected("`total` is unused", NIT, place=("src/a.py", 12, 12)),),
        never=("unused_switch", "Files reviewed", "nitpick"),
    ),
    Sample(
        "no comments",
        "copilot",
        "## Pull request overview\n\nRenames a file.\n\nCopilot reviewed 3 out of 3 changed files in this pull request and generated no comments.\n",
        Status.CLEAN,
        is_clean=True,
    ),
    Sample(
        "no new comments",
        "copilot",
        "## Pull request overview\n\nRenames a file.\n\nCopilot reviewed 3 out of 3 changed files in this pull request and generated no new comments.\n",
        Status.WRAPPER,
    ),
    Sample(
        "approval",
        "copilot",
        "### 🟢 Approval recommended\n\n<details>\n<summary>Review details</summary>\n\n- **Files reviewed:** 2\n- **Comments generated:** 0\n\n</details>\n",
        Status.CLEAN,
        is_clean=True,
    ),
    Sample(
        "unable",
        "copilot",
        "Copilot wasn’t able to review any files in this pull request.",
        Status.SKIPPED,
        is_marked=False,
    ),
)

CODEX = (
    Sample(
        "inline",
        "codex",
        """**<sub><sub>![P1 Badge](https://img.shields.io/badge/P1-orange?style=flat)</sub></sub>  Keep the lock while writing**

The writer drops the lock before `flush()`, so two writers can interleave.

Useful? React with 👍 / 👎.
""",
        Status.FINDINGS,
        (Expected("Keep the lock while writing", HIGH),),
        is_inline=True,
        never=("Useful?", "img.shields.io"),
    ),
    Sample(
        "review with a finding elsewhere",
        "codex",
        f"""### 💡 Codex Review

Here are some automated review suggestions for this pull request.

**Reviewed commit:** `0123456789`

{_BLOB}/src/w.py#L10-L12
**<sub><sub>![P2 Badge](https://img.shields.io/badge/P2-yellow?style=flat)</sub></sub>  Check for None first**

`find()` may return None.

<details> <summary>ℹ️ About Codex in GitHub</summary>
<br/>

If you find about_issues, comment on them.

</details>
""",
        Status.FINDINGS,
        (Expected("Check for None first", MEDIUM, place=("src/w.py", 10, 12)),),
        never=("about_issues", "Reviewed commit"),
    ),
    Sample(
        "wrapper",
        "codex",
        "### 💡 Codex Review\n\nHere are some automated review suggestions for this pull request.\n\n**Reviewed commit:** `0123456789`\n",
        Status.WRAPPER,
    ),
    Sample(
        "nothing found",
        "codex",
        "Codex Review: Didn’t find any major issues. Can't fail to like it!\n\n**Reviewed commit:** `0123456789`\n",
        Status.CLEAN,
        is_clean=True,
    ),
    Sample(
        "limit",
        "codex",
        "You have reached your Codex usage limits for code reviews. No issues were looked for.",
        Status.QUOTA,
        is_marked=False,
    ),
    Sample("not set up", "codex", "To use Codex here, create an environment first.", Status.SKIPPED, is_marked=False),
)

GEMINI = (
    Sample(
        "inline",
        "gemini",
        """![security-high](https://www.gstatic.com/codereviewagent/security-high-priority.svg) ![high](https://www.gstatic.com/codereviewagent/high-priority.svg)

The query is built from `name`, which allows SQL injection.

```suggestion
    run(query, (name,))
```

#### Style Guide References
- Use placeholders, the style_guide is broken otherwise[^1]

[^1]: footnote_text is missing.
""",
        Status.FINDINGS,
        (
            Expected(
                "The query is built from `name`, which allows SQL injection", HIGH, "security", fixes=("suggestion",)
            ),
        ),
        is_inline=True,
        never=("style_guide", "footnote_text", "gstatic"),
    ),
    Sample(
        "inline, low",
        "gemini",
        "![low](https://www.gstatic.com/codereviewagent/low-priority.svg)\n\n`total` is never used.\n",
        Status.FINDINGS,
        (Expected("`total` is never used", LOW),),
        is_inline=True,
    ),
    Sample(
        "review",
        "gemini",
        "> [!IMPORTANT]\n> This service ends soon and is broken.\n\n## Code Review\n\nThe change mends a leak; `load` still misses a check.\n",
        Status.WRAPPER,
        is_marked=False,
    ),
    Sample(
        "no feedback",
        "gemini",
        "## Code Review\n\nThis adds a lock. The change is sound and I have no feedback to provide.\n",
        Status.CLEAN,
        is_clean=True,
        is_marked=False,
    ),
    Sample(
        "summary",
        "gemini",
        "## Summary of Changes\n\nHello @dev, this mends a crash.\n\n<details>\n<summary>Using Gemini Code Assist</summary>\n\n| a | b |\n|-|-|\n| /gemini review | fails |\n\n</details>\n",
        Status.DESCRIPTION,
    ),
    Sample(
        "ended",
        "gemini",
        "> [!CAUTION]\n> This service has ended; no issues are looked for.\n",
        Status.SKIPPED,
        is_marked=False,
    ),
    Sample(
        "file types",
        "gemini",
        "Gemini is unable to generate a review for this pull request due to the file types involved.",
        Status.SKIPPED,
        is_marked=False,
    ),
)

CLAUDE = (
    Sample(
        "working",
        "claude",
        'Claude Code is working… <img src="https://example.org/spin.gif" />\n\n- [x] Read\n- [ ] Check `load()` for the missing close\n',
        Status.PROGRESS,
    ),
    Sample(
        "finished",
        "claude",
        """**Claude finished @dev's task in 3m 5s** —— [View job](https://example.org/1)

---
- [x] Read what is missing_in_step
- [ ] Post the unused_step

#### Findings

1. **`src/a.py:12`**: the file is never closed by `load()`.
2. **`src/b.py:40`**: `total` is unused.
""",
        Status.FINDINGS,
        (
            Expected("The file is never closed by `load()`", place=("src/a.py", 12, 12)),
            Expected("`total` is unused", place=("src/b.py", 40, 40)),
        ),
        never=("missing_in_step", "unused_step"),
    ),
    Sample(
        "failed",
        "claude",
        "**Claude encountered an error after 3s** —— [View job](https://example.org/1)\n\nThe runner is broken.\n",
        Status.SKIPPED,
        is_marked=False,
    ),
    Sample(
        "approval",
        "claude",
        "**Claude finished @dev's task in 1m** —— [View job](https://example.org/1)\n\n---\nLGTM!\n\n"
        "- `src/a.py:12`: the file is closed on all paths\n- `src/b.py:3`: imports are sorted\n",
        Status.CLEAN,
        is_clean=True,
    ),
    Sample(
        "issues with links",
        "claude",
        f"""### Code review

Found 2 issues:

1. The early return leaves the file open (bug due to a missing `close()`)

{_BLOB}/src/a.py#L10-L15

2. `os` is imported but never used (CLAUDE.md says "remove unused imports")

{_BLOB}/src/b.py#L3

🤖 Generated with [Claude Code](https://claude.ai/code)

<sub>- If this code review was useful, please react with 👍. Otherwise, react with 👎.</sub>
""",
        Status.FINDINGS,
        (
            Expected(
                "The early return leaves the file open (bug due to a missing `close()`)", place=("src/a.py", 10, 15)
            ),
            Expected(
                '`os` is imported but never used (CLAUDE.md says "remove unused imports")', place=("src/b.py", 3, 3)
            ),
        ),
        never=("Generated with", "useful"),
    ),
    Sample(
        "no issues",
        "claude",
        "### Code review\n\nNo issues found. Checked for bugs and CLAUDE.md compliance.\n\n🤖 Generated with [Claude Code](https://claude.ai/code)\n",
        Status.CLEAN,
        is_clean=True,
    ),
    Sample(
        "inline, important",
        "claude",
        "🔴 **Important**: The handle is never closed\n\n`load()` returns early.\n",
        Status.FINDINGS,
        (Expected("The handle is never closed", HIGH),),
        is_inline=True,
        is_marked=False,
    ),
    Sample(
        "inline, older",
        "claude",
        "🟣 **Pre-existing**: `total` was unused before\n\nIt still is.\n",
        Status.FINDINGS,
        (Expected("`total` was unused before", LOW, "pre-existing"),),
        is_inline=True,
        is_marked=False,
    ),
)

CODE_SCANNING = (
    Sample(
        "inline with a rule",
        "code-scanning",
        """## CodeQL / Clear-text logging of sensitive data

This expression logs [sensitive data (password)](1) as clear text.
This expression logs [sensitive data (password)](2) as clear text.

[Show more details](https://github.com/acme/shop/security/code-scanning/42)
""",
        Status.FINDINGS,
        (Expected("Clear-text logging of sensitive data", id="42"),),
        is_inline=True,
        never=("Show more details",),
    ),
    Sample(
        "inline without a heading",
        "code-scanning",
        "unpinned action: `actions/checkout@v4` has no digest\n\n[Show more details](https://github.com/acme/shop/security/code-scanning/43)\n",
        Status.FINDINGS,
        (Expected("Unpinned action: `actions/checkout@v4` has no digest", id="43"),),
        is_inline=True,
    ),
    Sample(
        "code quality",
        "code-scanning",
        "## Unused import\n\nImport of 'os' is not used.\n\n---\nTo fix this, remove the import of `os`.\n",
        Status.FINDINGS,
        (Expected("Unused import"),),
        is_inline=True,
        is_marked=False,
    ),
)

FIRST = (*CODERABBIT, *COPILOT, *CODEX, *GEMINI, *CLAUDE, *CODE_SCANNING)
