"""Messages in the manner of the other known bots."""

from bot.model.finding import Status
from bot.model.review import SourceState
from tests.parser.dialects.sample import HIGH, LOW, MEDIUM, NIT, Expected, Sample

_HEX = "0123456789abcdef0123456789abcdef01234567"
_BLOB = f"https://github.com/acme/shop/blob/{_HEX}"

BUGBOT = (
    Sample(
        "inline",
        "bugbot",
        """### Lock is released too early

**High Severity**

<!-- DESCRIPTION START -->
`write()` drops the lock before the flush, so two writers can interleave.
<!-- DESCRIPTION END -->

<!-- BUGBOT_BUG_ID: 3f2a-77 -->

<!-- LOCATIONS START
src/app.py#L3-L7
src/other.py#L90-L91
LOCATIONS END -->
<details>
<summary>Additional Locations (1)</summary>

- [`src/other.py#L90-L91`](https://example.org/other_place)

</details>

<p><a href="https://cursor.com/open?token=secret_token">Fix in Cursor</a></p>

<sup>Reviewed by Cursor Bugbot for commit 0123456. Configure it here.</sup>
""",
        Status.FINDINGS,
        (Expected("Lock is released too early", HIGH, id="3f2a-77"),),
        is_inline=True,
        never=("secret_token", "other_place", "BUGBOT", "Reviewed by"),
    ),
    Sample(
        "inline, older",
        "bugbot",
        "### Bug: Total is never used\n\n<!-- **Low Severity** -->\n\n`total` is unused.\n\n<!-- BUGBOT_BUG_ID: 9999-aa -->\n",
        Status.FINDINGS,
        (Expected("Total is never used", LOW, id="9999-aa"),),
        is_inline=True,
    ),
    Sample(
        "wrapper",
        "bugbot",
        "<!-- BUGBOT_REVIEW -->\nCursor Bugbot has reviewed your changes and found 2 potential issues.\n",
        Status.WRAPPER,
    ),
    Sample("no bugs", "bugbot", "✅ Bugbot reviewed your changes and found no bugs!\n", Status.CLEAN, is_clean=True),
    Sample("no new issues", "bugbot", "✅ Bugbot reviewed your changes and found no new issues!\n", Status.WRAPPER),
    Sample(
        "summary",
        "bugbot",
        "<!-- CURSOR_SUMMARY -->\n> [!NOTE]\n> Mends the broken loader.\n<!-- /CURSOR_SUMMARY -->\n",
        Status.DESCRIPTION,
    ),
    Sample("not enabled", "bugbot", "Bugbot is not enabled for this team.", Status.SKIPPED, is_marked=False),
)

GREPTILE = (
    Sample(
        "inline",
        "greptile",
        """**logic:** `load()` never closes the file when `parse()` fails.

```suggestion
    handle.close()
```

<sub>Note: small_note is wrong.</sub>

<details><summary>Prompt To Fix With AI</summary>

`````markdown
This is a comment left during a code review.
Path: src/app.py
Line: 3:7

Comment:
`prompted` is unused.

```suggestion
    prompted.close()
```
`````

</details>
""",
        Status.FINDINGS,
        (Expected("`load()` never closes the file when `parse()` fails", category="logic", fixes=("suggestion",)),),
        is_inline=True,
        never=("small_note", "prompted"),
    ),
    Sample(
        "inline of 2026",
        "greptile",
        '<a href="#"><img alt="P1" src="https://example.org/badges/p1.svg?v=9" align="top"></a> **Lock is released too early**\n\n'
        "`write()` drops the lock before the flush.\n\n"
        "<details><summary>Prompt To Fix With AI</summary>\n\n`````\nPath: src/app.py\nLine: 3\n`````\n\n</details>\n",
        Status.FINDINGS,
        (Expected("Lock is released too early", HIGH),),
        is_inline=True,
    ),
    Sample(
        "additional comments",
        "greptile",
        f"""<h3>Additional Comments (2)</h3>

1. `src/a.py`, line 57-61 ([link]({_BLOB}/src/a.py#L57-L61))

   **style:** `total` is unused.

2. `src/b.py`, line 9 ([link]({_BLOB}/src/b.py#L9))

   **security:** `run(query)` allows SQL injection.

<sub>2 files reviewed, 2 comments</sub>

[Edit Code Review Agent Settings](https://example.org/settings)
""",
        Status.FINDINGS,
        (
            Expected("`total` is unused", category="style", place=("src/a.py", 57, 61)),
            Expected("`run(query)` allows SQL injection", category="security", place=("src/b.py", 9, 9)),
        ),
        never=("Settings", "files reviewed"),
    ),
    Sample(
        "summary",
        "greptile",
        """<h3>Greptile Summary</h3>

Mends the broken loader, whose lock was missing.

<h3>Confidence Score: 4/5</h3>

- `load` may still fail.

<h3>Important Files Changed</h3>

| Filename | Overview |
|---|---|
| src/a.py | The race is still present |

Last reviewed commit: [0123456](https://example.org/commit/0123456)
""",
        Status.WRAPPER,
    ),
)

SOURCERY = (
    Sample(
        "inline",
        "sourcery",
        "**issue (bug_risk):** `load()` never closes the file.\n\nSuggested implementation:\n\n```suggestion\n    handle.close()\n```\n",
        Status.FINDINGS,
        (Expected("`load()` never closes the file", MEDIUM, "bug_risk", fixes=("suggestion",)),),
        is_inline=True,
        is_marked=False,
    ),
    Sample(
        "inline, security",
        "sourcery",
        "**🚨 issue (security):** `run(query)` allows SQL injection.\n",
        Status.FINDINGS,
        (Expected("`run(query)` allows SQL injection", HIGH, "security"),),
        is_inline=True,
        is_marked=False,
    ),
    Sample(
        "inline, nitpick",
        "sourcery",
        "**nitpick:** `total` is unused.\n",
        Status.FINDINGS,
        (Expected("`total` is unused", NIT),),
        is_inline=True,
        is_marked=False,
    ),
    Sample(
        "review",
        "sourcery",
        """Hey - I've found 1 issue, and left some high level feedback:

- The helpers in `src/a.py` repeat the same lock handling, which is error-prone.
- `load()` never checks its argument.

<details>
<summary>Prompt for AI Agents</summary>

~~~markdown
## Overall Comments
- prompted_twice is unused.

### Comment 1
<location path="src/a.py" line_range="31-40" />
~~~

</details>

***

<details>
<summary>Sourcery is free for open source - share it</summary>

- share_link is broken

</details>

<sub>
Help me be more useful!
</sub>
""",
        Status.FINDINGS,
        (
            Expected("The helpers in `src/a.py` repeat the same lock handling, which is error-prone", place=("src/a.py", None, None)),
            Expected("`load()` never checks its argument", place=(None, None, None)),
        ),
        never=("prompted_twice", "share_link", "useful"),
    ),
    Sample(
        "clean",
        "sourcery",
        "Hey - I've reviewed your changes and they look great!\n\n***\n\n<details>\n<summary>Sourcery is free for open source</summary>\n\n- [x](https://example.org)\n\n</details>\n",
        Status.CLEAN,
        is_clean=True,
    ),
    Sample("assessment", "sourcery", "### Sourcery assessment\n\n**Approved.**\n", Status.WRAPPER),
    Sample("too large", "sourcery", "Sorry @dev, your pull request is larger than the review limit.", Status.SKIPPED, is_marked=False),
    Sample("limit", "sourcery", "Sorry @dev, you have reached your weekly rate limit.", Status.QUOTA, is_marked=False),
    Sample(
        "guide",
        "sourcery",
        "<!-- Generated by sourcery-ai[bot]: start review_guide -->\n\n## Reviewer's Guide\n\nMends the broken loader.\n\n<!-- Generated by sourcery-ai[bot]: end review_guide -->\n",
        Status.DESCRIPTION,
    ),
    Sample("praise", "sourcery", "**praise:** No lock is missing here, good work.", Status.ACKNOWLEDGEMENT, is_inline=True, is_marked=False),
)  # fmt: skip

_QODO_ITEM = """<details>
<summary>  {number}.  {title} <code>🐞 Bug</code> <code>☼ Reliability</code>{mark}</summary>

> <details open>
> <summary>Description</summary>
>
> <pre>
> {words}
> </pre>
> </details>
>
> <details>
> <summary>Code</summary>
>
> [src/a.py[R74-79]](https://github.com/acme/shop/pull/1/files#diff-0123R74-R79)
>
> ```diff
> +as_it_stands = 1
> ```
> </details>
>
> <details>
> <summary>Evidence</summary>
>
> evidence_here is broken
> </details>
>
> <details>
> <summary>Agent prompt</summary>
>
> ```
> prompted is unused
> ## Fix Focus Areas
> - src/a.py[74-79]
> ```
> </details>

</details>
"""

QODO = (
    Sample(
        "review",
        "qodo",
        """<h3>Code Review by Qodo</h3>

<code>🐞 Bugs (1)</code> <code>📘 Rule violations (0)</code>

<img src="https://example.org/line.png" alt="Grey Divider">

<img src="https://example.org/a.png" alt="Action required">

"""
        + _QODO_ITEM.format(
            number=1, title="Lock &amp; flush race", mark="", words="`write()` drops the lock before the flush."
        )
        + _QODO_ITEM.format(
            number=2, title="<s>Total is unused</s>", mark=" <code>✓ Resolved</code>", words="`total` is unused."
        )
        + '\n<img src="https://example.org/b.png" alt="Remediation recommended">\n\n'
        + _QODO_ITEM.format(
            number=3,
            title="Missing check",
            mark=" <code>✗ Dismissed</code>",
            words="`load()` never checks its argument.",
        )
        + "\n<!-- https://github.com/acme/shop/commit/0123456 -->\n",
        Status.FINDINGS,
        (
            Expected("Lock & flush race", HIGH, "bug", ("src/a.py", 74, 79)),
            Expected("Total is unused", HIGH, "bug", ("src/a.py", 74, 79), state=SourceState.RESOLVED),
            Expected("Missing check", MEDIUM, "bug", ("src/a.py", 74, 79), state=SourceState.WITHDRAWN),
        ),
        never=("as_it_stands", "evidence_here", "prompted", "Focus Areas"),
    ),
    Sample(
        "inline",
        "qodo",
        "1\\. Lock is released too early <code>🐞 Bug</code>\n\n`write()` drops the lock before the flush.\n",
        Status.FINDINGS,
        (Expected("Lock is released too early", None, "bug"),),
        is_inline=True,
        is_marked=False,
    ),
    Sample("summary", "qodo", "<h3>PR Summary by Qodo</h3>\n\nMends the broken loader.\n", Status.DESCRIPTION),
)

PR_AGENT = (
    Sample(
        "guide",
        "pr-agent",
        """## PR Reviewer Guide 🔍

#### (Review updated until commit https://github.com/acme/shop/commit/0123456)

Here are some key observations to aid the review process:

<table>
<tr><td>⏱️&nbsp;<strong>Estimated effort to review</strong>: 2 🔵🔵⚪⚪⚪</td></tr>
<tr><td>🧪&nbsp;<strong>No relevant tests</strong></td></tr>
<tr><td>🔒&nbsp;<strong>No security concerns identified</strong></td></tr>
<tr><td>⚡&nbsp;<strong>Recommended focus areas for review</strong><br><br>

<details><summary><a href='https://github.com/acme/shop/pull/1/files#diff-0123R796-R797'><strong>Possible Issue</strong></a>

The lock is dropped before `flush()`, so two writers can interleave.
</summary>

```python
excerpt_here = 1
```

</details>

<details><summary><a href='https://github.com/acme/shop/pull/1/files#diff-0123R9-R9'><strong>Unused Name</strong></a>

`total` is unused.
</summary>

```python
excerpt_here = 2
```

</details>

</td></tr>
</table>
""",
        Status.FINDINGS,
        (Expected("Possible Issue: The lock is dropped before `flush()`, so two writers can interleave", place=(None, None, None)), Expected("Unused Name: `total` is unused", place=(None, None, None))),
        never=("excerpt_here", "Estimated"),
    ),
    Sample(
        "guide without issues",
        "pr-agent",
        "## PR Reviewer Guide 🔍\n\n<table>\n<tr><td>🧪&nbsp;<strong>No relevant tests</strong></td></tr>\n"
        "<tr><td>🔒&nbsp;<strong>No security concerns identified</strong></td></tr>\n"
        "<tr><td>⚡&nbsp;<strong>No major issues detected</strong></td></tr>\n</table>\n",
        Status.CLEAN,
        is_clean=True,
    ),
    Sample(
        "suggestions",
        "pr-agent",
        """## PR Code Suggestions ✨

<table><thead><tr><td><strong>Category</strong></td><td align=left><strong>Suggestion</strong></td><td align=center><strong>Impact</strong></td></tr></thead>
<tbody><tr><td rowspan=1>Possible issue</td>
<td>

<details><summary>Close the file on errors</summary>

___

**The early return leaves the handle open; close it.**

[src/a.py [10-12]](https://github.com/acme/shop/pull/1/files#diff-0123R10-R12)

```diff
-return None
+handle.close()
+return None
```
<details><summary>Suggestion importance[1-10]: 9</summary>

__

Why: why_here is broken.

</details></details></td><td align=center>High

</td></tr></tbody></table>

<details><summary>Previous suggestions</summary>

<details><summary>earlier_one is unused</summary>

[src/b.py [1-2]](https://github.com/acme/shop/pull/1/files#diff-0123R1-R2)

</details>

</details>
""",
        Status.FINDINGS,
        (Expected("Close the file on errors", HIGH, place=("src/a.py", 10, 12), fixes=("diff",)),),
        never=("why_here", "earlier_one"),
    ),
    Sample(
        "no suggestions",
        "pr-agent",
        "## PR Code Suggestions ✨\n\nNo code suggestions found for the PR.\n",
        Status.CLEAN,
        is_clean=True,
    ),
    Sample(
        "inline",
        "pr-agent",
        "**Suggestion:** Close the handle, which `load()` never does. [possible bug, importance: 8]\n```suggestion\n    handle.close()\n```\n",
        Status.FINDINGS,
        (Expected("Close the handle, which `load()` never does", MEDIUM, "possible bug", fixes=("suggestion",)),),
        is_inline=True,
        is_marked=False,
    ),
    Sample(
        "pointer",
        "pr-agent",
        "**[Persistent review](https://github.com/acme/shop/pull/1#issuecomment-1)** updated to latest commit 0123456\n",
        Status.ACKNOWLEDGEMENT,
    ),
    Sample("description", "pr-agent", "### **PR Type**\nBug fix\n\n___\n\nMends a crash.\n", Status.DESCRIPTION, is_marked=False),
)  # fmt: skip

DEVIN = (
    Sample(
        "inline",
        "devin",
        """<!-- devin-review-comment {"id": "BUG_1", "file_path": "src/app.py", "start_line": 3, "end_line": 7, "side": "RIGHT"} -->

🔴 **Lock is released too early**

`write()` drops the lock before the flush.

```suggestion
    flush()
```

<!-- devin-review-badge-begin -->
<a href="https://example.org/badge_link"><img src="https://example.org/x.svg" alt="Open in Devin Review"></a>
<!-- devin-review-badge-end -->

*Was this helpful? React with 👍 or 👎.*
""",
        Status.FINDINGS,
        (Expected("Lock is released too early", HIGH, id="BUG_1", fixes=("suggestion",)),),
        is_inline=True,
        never=("badge_link", "helpful", "file_path"),
    ),
    Sample("clean", "devin", "## ✅ Devin Review: No Issues Found\n\nDevin Review analyzed this and found no bugs.\n", Status.CLEAN, is_clean=True),
    Sample(
        "clean with flags",
        "devin",
        "## ✅ Devin Review: No Issues Found\n\n[View 3 additional flags in Devin Review](https://example.org)\n",
        Status.WRAPPER,
    ),
    Sample("progress", "devin", "Starting Devin Review.", Status.PROGRESS, is_marked=False),
    Sample("resolved", "devin", "✅ **Resolved**: the lock is no longer missing.", Status.ACKNOWLEDGEMENT, is_inline=True, is_marked=False),
)  # fmt: skip

CUBIC = (
    Sample(
        "inline",
        "cubic",
        """<!-- metadata:{"confidence":9} -->
P2: `total` is unused, so the report lacks it.

<details>
<summary>Prompt for AI agents</summary>

```text
<comment>prompted is unused.</comment>
```

</details>
""",
        Status.FINDINGS,
        (Expected("`total` is unused, so the report lacks it", MEDIUM),),
        is_inline=True,
        never=("prompted", "confidence"),
    ),
    Sample(
        "counted",
        "cubic",
        "**2 issues found** across 3 files\n\n<details>\n<summary>Prompt for AI agents (all issues)</summary>\n\n```text\nprompted\n```\n\n</details>\n",
        Status.WRAPPER,
    ),
    Sample("clean", "cubic", "**No issues found** across 3 files\n", Status.CLEAN, is_clean=True),
    Sample(
        "resolved", "cubic", "**All reported issues** were addressed across 3 files\n", Status.WRAPPER, is_marked=False
    ),
)

SMALL = (
    Sample("inline", "augment", "`load()` never closes the file.\n", Status.FINDINGS, (Expected("`load()` never closes the file"),), is_inline=True, is_marked=False),
    Sample("counted", "augment", "Review completed. 2 suggestions posted.\n\nComment `augment review` to trigger a new review.\n", Status.WRAPPER),
    Sample("clean", "augment", "Review completed. No suggestions at this time.\n\nComment `augment review` to trigger a new review.\n", Status.CLEAN, is_clean=True),
    Sample(
        "inline",
        "bito",
        """<div id="suggestion">
<div id="issue"><b>Lock is released too early</b></div>
<div id="fix">

`write()` drops the lock before the flush.

</div>
</div>

<small><i>Code Review Run #abc123</i></small>

- [ ] Yes, avoid boxed_words
""",
        Status.FINDINGS,
        (Expected("Lock is released too early"),),
        is_inline=True,
        never=("abc123", "boxed_words"),
    ),
    Sample("reply", "bito", "<!-- Bito Reply -->\nYes, the lock is missing.\n", Status.ACKNOWLEDGEMENT, is_inline=True),
    Sample(
        "inline",
        "korbit",
        """### Lock is released too early <sub>![category Security](https://example.org/s.svg)</sub>

<details>
<summary>Tell me more</summary>

###### What is the issue?
`write()` drops the lock before the flush.

###### Why this matters
Two writers can interleave.

</details>

<details>
<summary>Provide feedback to improve future suggestions</summary>

feedback_words

</details>
""",
        Status.FINDINGS,
        (Expected("Lock is released too early", None, "security"),),
        is_inline=True,
        never=("feedback_words", "example.org"),
    ),
    Sample(
        "inline",
        "kodus",
        """![kody code-review](https://example.org/k.svg) ![bug](https://example.org/b.svg) ![critical](https://example.org/severity_level-critical-red)

```python
handle.close()
```

`load()` never closes the file.

<sub>Was it useful? small_words</sub>

<!-- kody-codereview -->&#8203;
""",
        Status.FINDINGS,
        (Expected("`load()` never closes the file", HIGH, "bug"),),
        is_inline=True,
        never=("small_words",),
    ),
    Sample("clean", "kodus", "# Kody Review Complete\n\nNo issues were found, great job!\n\n<!-- kody-codereview-completed-1 -->\n", Status.CLEAN, is_clean=True),
    Sample("complete", "kodus", "## Code Review Completed! 🔥\n\n<!-- kody-codereview-completed-1 -->\n", Status.WRAPPER),
    Sample("started", "kodus", "## Code Review Started! 🚀\n\nNo issues yet.\n\n<!-- kody-codereview -->\n", Status.PROGRESS),
    Sample(
        "inline",
        "graphite",
        "`load()` never closes the file.\n\n```suggestion\n    handle.close()\n```\n\n*Spotted by [Graphite Agent](https://example.org)*\n\nIs this helpful? React 👍 or 👎 to let us know.\n",
        Status.FINDINGS,
        (Expected("`load()` never closes the file", fixes=("suggestion",)),),
        is_inline=True,
        never=("Spotted", "helpful"),
    ),
    Sample("queue", "graphite", "### Merge activity\n\n* The build failed.\n", Status.ACKNOWLEDGEMENT, is_marked=False),
    Sample("inline", "amazon-q", "`load()` never closes the file.\n", Status.FINDINGS, (Expected("`load()` never closes the file"),), is_inline=True, is_marked=False),
    Sample("progress", "amazon-q", "⏳ I'm reviewing this pull request for issues.\n", Status.PROGRESS, is_marked=False),
    Sample("clean", "amazon-q", "⏳ I'm reviewing this pull request.\n\n✅ I finished the code review, and didn't find any security or code quality issues.\n", Status.CLEAN, is_clean=True),
    Sample("wrapper", "amazon-q", "✅ I finished the code review, and left comments with the issues I found.\n", Status.WRAPPER),
    Sample(
        "inline",
        "deepsource",
        """<!-- DeepSource: id=PYL-W0612/1 -->
<h3><picture><source media="(prefers-color-scheme: dark)" srcset="https://example.org/severity_indicator_major.svg"><img src="https://example.org/x.svg"></picture>Unused variable found</h3>

`total` is never used.
""",
        Status.FINDINGS,
        (Expected("Unused variable found", HIGH, id="PYL-W0612/1"),),
        is_inline=True,
        never=("DeepSource", "srcset"),
    ),
    Sample("gate", "codacy", "## Codacy's Analysis Summary\n\n3 new issues (critical)\n", Status.GATE),
    Sample("inline", "codacy", "`total` is never used.\n", Status.FINDINGS, (Expected("`total` is never used"),), is_inline=True, is_marked=False),
    Sample("gate", "sonar", "## [![Quality Gate Passed](https://example.org/p.svg)](https://example.org) **Quality Gate passed**\n\n0 New issues\n", Status.GATE),
    Sample("gate", "snyk", "### :white_check_mark: **Snyk checks have passed. No issues have been found so far.**\n\n| Critical | High |\n|---|---|\n| 0 | 0 |\n", Status.GATE),
    Sample("build", "zuul", "Patch Set 2: Verified-1\n\nBuild failed (check pipeline).\n\n- tox https://example.org/1 : FAILURE in 3m 29s\n", Status.GATE),
    Sample("inline", "zuul", "E501 line too long (133 > 79 characters)\n", Status.FINDINGS, (Expected("E501 line too long (133 > 79 characters)"),), is_inline=True, is_marked=False),
    Sample("start", "zuul", "Starting check jobs.\n", Status.PROGRESS, is_marked=False),
    Sample(
        "inline",
        "reviewdog",
        "⚠️ **[golint]** <sub>reported by [reviewdog](https://github.com/reviewdog/reviewdog) :dog:</sub><br>`total` is never used\n\n<!-- __reviewdog__:aGVsbG8= -->\n",
        Status.FINDINGS,
        (Expected("`total` is never used", MEDIUM, id="aGVsbG8="),),
        is_inline=True,
        never=("reported by", "__reviewdog__"),
    ),
)  # fmt: skip

MORE = (*BUGBOT, *GREPTILE, *SOURCERY, *QODO, *PR_AGENT, *DEVIN, *CUBIC, *SMALL)
