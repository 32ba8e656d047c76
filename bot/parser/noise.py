"""What in a review is no finding: greetings, praise, votes, summaries, general advice; each is named so that a reader may disagree."""

import re

_ISSUE = r"(?:issues?|problems?|defects?|bugs?|errors?|vulnerabilit(?:y|ies)|concerns?|findings?|weakness(?:es)?|flaws?|risks?|mistakes?)"
_KINDS = r"(?:(?:potential|possible|obvious|major|minor|critical|serious|significant|known|security|blocking|functional|real|other|further|new|clear|apparent|specific|immediate|notable|additional|logic|style|correctness|security[- ](?:related|relevant)) ?(?:and |or |/|, )?){0,4}"
_COUNT = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|an?|some|several|a few|a couple of|multiple|many|the following|following|these|few|a number of)"
_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,5})"

_CLEAN = re.compile(
    rf"\b(?:no|not (?:find|found|see|detect|identify|notice|spot|have|contain) any|n't (?:find|found|see|detect|identify|notice|spot|have|contain) any|"
    rf"without any|free (?:of|from)(?: any)?|zero|0|nothing|did not find|(?:does|do)(?: not|n't) (?:have|contain|show|pose|present|introduce)(?: any)?) {_KINDS}{_ISSUE}\b(?![- ](?:handling|checking|messages?|recovery|reporting|logging|paths?|cases?|codes?|states?|conditions?|class|types?))|"
    rf"\b(?:i|we)\b[^.«]{{0,20}}?(?:\bnot|n't) (?:find|found|see|detect|identify|notice|spot) (?:any )?{_KINDS}{_ISSUE}\b(?! (?:handl|check|being|caught|rais|logg|propagat|messages?\b|report|test)\w*)|"
    r"\blgtm\b|\blooks good(?: to me)?\b|\blooks (?:fine|great|ok(?:ay)?|clean|correct|solid)\b|\bno comments?\b(?! (?:in|on|for|at|above|inside|to|explain\w*|describ\w*)\b)|\bnothing to (?:report|flag|add)\b|\bship it\b|\bready to merge\b|\bapproved?\b(?=[.! ]*$)|"
    r"\bnothing (?:in (?:it|here|there|the (?:code|file|test)|this (?:code|file|test)) |here )?(?:struck|strikes|looks?|looked|seems?|seemed|is|was|appears)\b[^«.:]{0,30}\b(?:dangerous|insecure|unsafe|harmful|vulnerable|malicious|alarming|worrying|risky)\b|"
    r"\bcode (?:is|appears|seems|looks) (?:to be )?(?:clean|secure|safe|correct|fine)\b",
    re.IGNORECASE,
)
_CLEAN_START = re.compile(
    r"^\W*(?:overall,? |in summary,? |after (?:careful |thorough )?review(?:ing)?[^,]{0,60}, |based on [^,]{0,60}, |(?:based on my \w+,? )?the (?:(?:submitted |given |provided |reviewed )?(?:code|file|test|script|module|patch)) |this (?:code|change|file|pr|patch|(?:python |unit |functional )?test(?: file| module| suite| code)?|module|script) |(?:security |code )?(?:review|audit|analysis|scan|assessment)(?: results?| summary| report| outcome)?:\W{0,4}|everything |all |it |there (?:are|is|were|was) |"
    r"i(?:'ve)? (?:did|do|could|found|have|see|don't|didn't|couldn't) ?|we (?:did|do|could|found) ?|no |lgtm|looks |nothing |ship |ready |approved?|zero |0 |code )",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"^\W*(?:potential |possible |known )?(?:security )?(?:issues?|concerns?|problems?|findings?|defects?|vulnerabilities)(?: (?:found|identified|detected))?\s?[:–—-]\W{0,4}"
    rf"(?:none|nothing|no {_KINDS}{_ISSUE})(?: (?:were |was |have been )?(?:found|identified|detected|noted|observed|at this time|so far|in this (?:change|pr|file|code)))?\W*$",
    re.IGNORECASE,
)
"""A label with nothing behind it."""
_SECURITY = re.compile(r"\b(?:security|secure|vulnerab|exploit|dangerous|insecure|unsafe|malicious)", re.IGNORECASE)
_LIMITED = re.compile(
    r"\b(?:but|except|however|though|other than|apart from|although|besides|aside from)\b", re.IGNORECASE
)

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (why, re.compile(pattern, re.IGNORECASE))
    for why, pattern in (
        (
            "greeting",
            r"^\W*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|work|job)|thanks?|thank you|great (?:work|job)|nice (?:work|job|change|one)|well done|congrat)\b",
        ),
        ("closing", r"^\W*please (?:re)?try (?:again|later)(?: later| then)?\W*$"),
        (
            "closing",
            r"\b(?:hope (?:this|that|it|these)(?:(?:'s| is| was| are) (?:helpful|useful)| helps?)|let me know|feel free|happy to (?:help|discuss|clarify)|further assistance|don't hesitate|please reach out|any (?:other |further )?questions)\b",
        ),
        (
            "closing",
            r"^\W*(?:these|the above|all (?:of )?these|the(?:se)? (?:suggestions|recommendations|comments|changes|points)) (?:suggestions?|recommendations?|comments?|changes?|points?|improvements?)? ?(?:are|is|were|would|will|should|aim)\b[^«]{0,40}\b(?:meant|intended|aimed?|help|improve|enhance|make)\b",
        ),
        (
            "preamble",
            r"^\W*(?:i|we)(?:'ve| have)? (?:carefully |thoroughly |now |also )?(?:reviewed|analy[sz]ed|examined|looked (?:at|through|over|for (?:any |possible |potential |security )*(?:defects|issues|bugs|problems|vulnerabilities|errors|mistakes))|gone through|checked|inspected|read|studied)\b",
        ),
        (
            "preamble",
            rf"^\W*(?:here (?:are|is|follow)|below (?:are|is)|the following(?: are| is)?|these are|there (?:are|is)) (?:also )?(?:my |the |a |an |some |several |few |a few |{_COUNT} )?(?:(?:list|summary|overview) of (?:the |all )?)?(?:detailed |main |key |code )?{_KINDS}(?:{_ISSUE}|review|feedback|comments?|suggestions?|recommendations?|observations?|improvements?|notes?|points?|nits?|remarks?|things)\b[^«]{{0,80}}[:.]?\W*$",
        ),
        (
            "preamble",
            rf"^\W*(?:however|but|that said|nevertheless|additionally|also|in addition(?: to [^,]{{0,60}})?)?,? ?(?:i|we|there) (?:do |did |would |'ve |have |are |is )?(?:also )?(?:found|have|identified|noticed|see|saw|spotted|are|is|suggest|like to (?:suggest|point out))?(?: also)? ?(?:{_COUNT}) {_KINDS}(?:{_ISSUE}|suggestions?|recommendations?|observations?|improvements?|comments?|areas?|nits?|points?|things)\b(?: (?:for improvement|with the code|in the code|in this \w+|to consider|to address|that (?:should|could|need)[^«]{{0,40}}))?\W*$",
        ),
        (
            "preamble",
            rf"^\W*(?:found|identified|detected|noticed|spotted) (?:{_COUNT}) {_KINDS}{_ISSUE}\b[^«]{{0,40}}$",
        ),
        (
            "preamble",
            rf"^\W*(?:(?:in )?(?:summary|total|results?|overview|verdict|conclusion)\W+)?{_NUMBER} {_KINDS}(?:{_ISSUE}|weakness(?:es)?|suggestions?|comments?|nits?|remarks?|points?)(?: (?:were |was |have been )?(?:found|identified|detected|discovered|uncovered|reported|in total|remain\w*|below))?(?: (?:in|across) (?:\d+ )?files?)?(?:, (?:no|none|zero|\w+) (?:of them |of which (?:is|are) )?(?:critical|severe|serious|blocking|major|high)(?: (?:ones?|issues?))?)?\W*$",
        ),
        ("preamble", r"^\W*/?\w{0,20} ?review\W*$"),
        (
            "preamble",
            r"^\W*(?:(?:sure|certainly|of course|absolutely|al+ ?right|ok(?:ay)?|hey|hi)\W{1,3})?(?:i can (?:certainly )?help (?:you )?with (?:that|this)|happy to (?:take|have) a look|let me (?:walk you through|go through|share|list) (?:what (?:i|we) \w+|my|the|you)|"
            r"here(?:'s| is) what (?:i|we)(?:'ve| have)? (?:noticed|found|saw|spotted|think|see))\b[^:]{0,60}[:.!]?\W*$",
        ),
        ("preamble", r"^\W*below is (?:my|the|our|an?) (?:\w+ )?(?:analysis|assessment|review|evaluation)\W*$"),
        (
            "closing",
            r"^\W*(?:that(?:'s| is)|these are|this is|those are) (?:all|everything)(?: (?:the |my |of the )?(?:problems?|issues?|findings?|points?|defects?|bugs?|comments?))?(?: (?:that )?(?:i|we) (?:can |could |was able to )?(?:see|saw|found|find|have|noticed|spotted))?(?: (?:so far|for now))?\W*$",
        ),
        (
            "praise",
            r"^\W*(?:otherwise|overall|apart from that|all in all|other than that),? [^«.!]{0,80}[,!.]? (?:nice|good|great|well) (?:work|job|done)\W*$",
        ),
        (
            "preamble",
            r"^\W*(?:(?:here(?: is|'s)|below is|this is|find) )?(?:my|the|an?|our) (?:\w+ )?(?:analysis|assessment|review|evaluation|thoughts|verdict)\b[^«]{0,60}:\W*$",
        ),
        (
            "status",
            r"^\W*(?:patch ?set \d{1,4}\W{1,3})?(?:(?:code-review|verified|workflow|review-priority)\W{0,2}[-+]?\d\W*){1,4}$",
        ),
        (
            "summary",
            rf"^[^«.:]{{0,60}}\b\d+ (?:critical|high|medium|moderate|low|minor|major)\b[^«.:]{{0,60}}\b{_ISSUE}(?: in total)?\W*$",
        ),
        (
            "closing",
            rf"^\W*(?:i|we) (?:would |'d )?(?:strongly |highly )?(?:recommend|suggest|advise)(?: that you| you)? (?:to )?(?:fix|address|resolv|mend)(?:e|ing)? (?:the |these |those |all |above |of )*(?:above )?{_ISSUE}\b[^«]{{0,60}}$",
        ),
        (
            "closing",
            r"^\W*(?:please )?note that (?:this|these|the|my) (?:above |automated )?(?:reviews?|findings?|issues?|analysis|list|suggestions?|remarks?|comments?) (?:is|are|was|were|may|might|has|have)\b[^«]{0,120}$",
        ),
        (
            "preamble",
            r"^\W*(?:(?:security|bugs?|code|ai|llm|automated|static|quality|pr|pull request|performance|style)[\s&,/+]{1,3}(?:and )?){1,6}(?:reviews?|audit|analysis)\b(?: (?:of|for|report|summary|results?))?\W*(?:«0»)?\W*$",
        ),
        (
            "preamble",
            rf"^\W*(?:{_COUNT}) {_KINDS}{_ISSUE} (?:were|was|are|have been|has been) (?:found|identified|detected|noticed|spotted)\W*$",
        ),
        (
            "status",
            r"^\W*(?:category|type|kind|verdict|decision|status|assessment|overall(?: assessment)?|recommendation|rating|score)\s*[:=]\s*(?:bugs?|security|style|perf(?:ormance)?|maintainability|logic|"
            r"correctness|design|docs|documentation|tests?|testing|readability|error handling|best practices?|code quality|naming|nit|reliability|robustness|concurrency|needs? (?:work|changes|revision)|request(?:ed)? changes|"
            r"changes requested|approved?|rejected?|comment|block(?:ed)?|(?:do not )?merge|pass(?:ed)?|fail(?:ed)?|\d{1,3}(?: ?/ ?\d{1,3})?)\W*$",
        ),
        ("closing", r"^\W*(?:request changes|changes requested|needs (?:work|changes)|none(?: found)?|n/a)\W*$"),
        (
            "status",
            r"^[\W_]*+(?:(?:potential issue|refactor suggestion|verification agent|nitpick|issue|bug|critical|major|minor|trivial|high|medium|low|severity|"
            r"priority|security|performance|warning|suggestion|quick win|heavy lift|poor tradeoff|outside diff range)(?![^\W_])[\W_]*+)+$",
        ),
        (
            "preamble",
            r"^\W*(?:(?:vulnerability|security|code|bug|audit|analysis|findings?|issues?|quality|static) ){1,2}reports?\W*$",
        ),
        ("preamble", rf"^[^«]{{0,160}}\bthe following (?:\w+ ){{0,2}}{_ISSUE}\b[^«]{{0,80}}$"),
        (
            "preamble",
            rf"^[^«.]{{0,60}}\b(?:i|we) (?:want|would like|'d like|have|need|wish) to (?:report|mention|point out|raise|list) (?:{_COUNT}) {_KINDS}(?:\w+ )?(?:{_ISSUE}|things|points|remarks|comments|suggestions)\b[^«]{{0,60}}$",
        ),
        ("preamble", r"^\W*(?:code )?review(?: summary| of [^.]{0,60}| comments| results?| report)?\W*$"),
        (
            "closing",
            r"^\W*please (?:address|fix|resolve|consider|review|mend) (?:the |these |all )*(?:\w+ )?(?:findings?|issues?|comments?|points?|items?|problems?)\b[^«]{0,80}$",
        ),
        (
            "preamble",
            rf"^\W*(?:(?:security|code|static) )?(?:analysis|audit|review|scan|assessment)(?: results?| report| summary)? ?[:–-] ?(?:found )?(?:{_COUNT}) {_KINDS}(?:{_ISSUE}|findings?)\W*$",
        ),
        (
            "preamble",
            r"^\W*(?:(?:i|we) )?(?:reviewed|analy[sz]ed|looked (?:at|through|over)|inspected) (?:the |this |your )?(?:diff|code|file|patch|change|changes|pr)\W*$",
        ),
        (
            "preamble",
            rf"^\W*(?:(?:the )?code (?:looks|seems|is) [^.«]{{0,40}}?,? (?:but|however|yet),? )?(?:i|we) (?:do |still |also )*have (?:{_COUNT}) {_KINDS}{_ISSUE} (?:regarding|about|with|concerning)\b[^.]{{0,60}}\W*$",
        ),
        ("preamble", rf"^\W*(?:{_KINDS})?{_ISSUE} (?:found|detected|identified|reported?)\W*$"),
        (
            "preamble",
            r"^\W*(?:(?:my|some|a few) )?(?:inline )?(?:comments?|remarks?|notes?)(?: inline| below| follow)?:\W*$",
        ),
        (
            "summary",
            r"^\W*(?:(?:pull request|pr|change|merge request) )?(?:overview|walkthrough|(?:reviewed )?changes)\W*$",
        ),
        (
            "summary",
            r"^\W*this (?:pull request|pr|change|commit|patch|merge request|diff|mr|cl) (?:\w+ly )?(?:introduces|adds|implements|updates|refactors|improves|extends|brings|enhances|migrates)\b(?![^.]{0,200}\b(?:but|however|without|missing|breaks?|bugs? (?:in|where|when|that)|fails?|leaks?|never|race|vulnerab\w*|regression|unused|unnecessar\w+)\b)",
        ),
        (
            "preamble",
            r"^(?=(?:\S+ ){3})[^«]{0,160}\b(?:things|points|issues|remarks|comments|notes|concerns|observations|nits|thoughts|suggestions|problems|findings|questions)\b[^«.:]{0,40}\b(?:caught (?:my|our) (?:eye|attention)|stood out|stand out|came up|worth (?:mentioning|a look|noting)|below|i (?:noticed|saw|found|spotted|have)|to mention|before (?:approving|merging|this))\b[^«.:]{0,30}[:.]\W*$",
        ),
        (
            "preamble",
            r"^\W*(?:i|we)(?:'ve| have)? (?:also )?(?:left|added|made|posted|noted) (?:some|a few|several|\d+|inline|a couple of) (?:inline |minor )?(?:comments?|suggestions?|notes?|remarks?)\b",
        ),
        (
            "status",
            r"^\W*(?:!?\w{3,9}\]\W*)?(?:actionable comments posted: ?\d+|some comments are outside the diff\b|[\w./-]{3,200} \(\d+\))\W*",
        ),
        ("status", r"^\W*(?:copilot )?reviewed \d+ out of \d+ (?:changed )?files?\b"),
        (
            "layout",
            r"^\W*(?:«0»:?\W*)?(?:potential issue|refactor suggestion|nitpick(?: \(assertive\))?|verification agent|outside diff range comments?|duplicate comments?|nitpick comments?)\W*(?:\(\d+\)\W*)?(?:\|\W*(?:critical|major|minor|trivial|low value|quick win|heavy lift|info)\W*){0,3}$",
        ),
        (
            "summary",
            r"^\W*(?:(?:so|ok(?:ay)?|well),? )?(?:basically,? )?(?:what (?:you've got|you have|we have|we've got) here|(?:this|the)(?: (?:python|provided|given|submitted|above|reviewed))? ?(?:code|file|script|module|snippet|class)?) (?:is|defines|contains|implements) an? "
            r"(?:(?:python|functional|unit|regression|integration|simple|short|single) )*tests?(?: (?:case|class|suite|file|module))*\b(?![^.]{0,300}\b(?:but|however|missing|not?|without|never|nothing|wrong|bugs?|leaks?|risk\w*|vulnerab\w+|insecure|unsafe|copy|duplicat\w+|should|hard-?coded)\b)(?![^.]{0,300}n't\b)",
        ),
        (
            "summary",
            r"^\W*(?:the |this )?(?:code|module|file|pr|change|implementation) (?:is|looks) (?:\w+ )?in (?:\w+ )?(?:decent|good|great|fine|solid|reasonable) shape\b",
        ),
        (
            "summary",
            r"^\W*(?:(?:so|ok(?:ay)?|well|all right),? )?(?:overall|in summary|to summari[sz]e|in conclusion|to conclude|summary|conclusion|in short|all in all|tl;?dr)\b",
        ),
        (
            "benefit",
            r"^(?!.*\b(?:lead|cause|result|break|fail|crash|leak|expos|vulnerab|risk|error|exception|throw|raise|panic|issue|problem|bug|incorrect|wrong|prevent|slow)\w*)\W*(?:by (?:adding|calling|doing|making|using|implementing|following|applying|moving|removing|renaming|fixing|addressing)|(?:adding|doing|making|using|removing|renaming|fixing|addressing|implementing) (?:this|that|these|so|such|docstrings?|comments?|[a-z ]{0,30})) [^.]{0,200}\b(?:will|would|can|could|ensures?|makes?|helps?|improves?|you ensure)\b",
        ),
        (
            "benefit",
            r"^\W*(?:this|that|it|which|these changes?|this change|doing so) (?:will|would|helps?|can help|should help|ensures?|makes?|improves?|way) (?:also )?(?:help|ensure|make|improve|prevent|provide|allow|guarantee|the code|that the code|it easier|readab|maintain|enhance|keep)\b[^«]*$",
        ),
        (
            "praise",
            r"^\W*(?:the |this |your |overall,? the |otherwise,? (?:the |this )|nice|great|good|excellent|well|clean|clear|i (?:like|love|appreciate))(?:[^.«]{0,80})\b(?:well[- ](?:structured|written|organi[sz]ed|documented|designed|tested|named|done|thought)|looks (?:good|great|nice|clean)|clean and|nicely|is (?:good|great|nice|clear|excellent|solid|correct|fine)|excellent|good (?:use|job|practice|coverage|approach|test)|great|impressive|easy to (?:read|follow|understand)|follows? (?:the )?(?:best|good) practices?|readable|properly (?:handles|tested|documented))\b(?![^.]{0,80}\b(?:but|however|except|although|though)\b)",
        ),
        (
            "praise",
            r"^\W*(?:good|nice|great|excellent|solid|clever|clean) (?:\w+ ){0,3}?(?:fix|catch|change|improvement|addition|refactor\w*|work|clean-?up|idea|approach|practice|use|hardening|job)\b(?![^.!]{0,120}\b(?:but|however|except|although|though)\b)",
        ),
        (
            "praise",
            r"\b(?:is|are) (?:an? |all )?(?:good|nice|great|excellent|solid|welcome|sensible) (?:\w+ ){0,3}?(?:fix|catch|change|improvement|addition|practice|hardening|idea|choice|approach|use)\b(?![^.!]{0,120}\b(?:but|however|except|although|though|would be|to)\b)",
        ),
        (
            "praise",
            r"^\W*(?:the|this|these|that) [^.«]{0,80}?(?:«\d+»)?[^.«]{0,40}?\b(?:correctly|properly|nicely) \w+(?:s|es)\b(?![^.!]{0,200}\b(?:but|however|except|although|though|not|instead|no|only)\b)",
        ),
        (
            "praise",
            r"^\W*(?:good points?|positives?|positive (?:aspects|notes|points)|strengths?|pros|highlights?|what(?:'s| is| was| i) (?:good|done well|liked?)|(?:things )?i liked?)\s?[:–—]",
        ),
        (
            "general advice",
            r"^\W*(?:docstrings?|comments?|test names?|tests?|variable names?|function names?|names?|error handling|logging|documentation|type (?:hints?|annotations?)|code|(?:inconsistent|consistent|good|clear|long|descriptive|unused|magic|mutable|global|hard-?coded) [a-z ]{2,40}) (?:is|are|should|can|makes?|helps?|improves?|must) [^«]{0,200}$",
        ),
        (
            "general advice",
            r"^\W*(?:try to|always|it(?:'s| is) (?:a )?(?:good|best|recommended|important|generally|always|better|common|considered)(?: practice)?|remember to|make sure to always|as a (?:general|best) (?:rule|practice)|a consistent) [^«]{0,200}$",
        ),
        (
            "status",
            r"^\W*(?:i|we)(?: am|'m| are|'re) (?:now |currently |still |just )?(?:looking (?:at|into|through|over)|reviewing|checking|analy[sz]ing|reading|working on|starting)\b"
            r"|^\W*(?:the |this |your |automated |code )*review (?:has |was |is |could |did )?(?:now |currently )?(?:not |been )?(?:fail(?:ed)?|skipped|cancell?ed|aborted|paused|running|in progress|start(?:ed)?|complete[ds]?|timed out)\b[^«]*$",
        ),
        (
            "status",
            r"^\W*(?:generated by|powered by|reviewed by|this (?:review|comment) was|automated (?:review|comment)|disclaimer|note: this (?:review|is an automated)|confidence(?: score| level)?\s*[:=]|\d+ files? (?:reviewed|changed))\b",
        ),
    )
)
_SCAN = 600
"""Code points of a sentence that are looked at; longer ones are never noise."""


def noise_of(masked: str) -> str:
    """Why a masked sentence is no finding, in a word or two; empty when it may be one."""
    if len(masked) > _SCAN:
        return ""
    if not any(char.isalnum() for char in masked):
        return "layout"
    for why, pattern in _PATTERNS:
        if pattern.search(masked):
            return why
    return ""


def clean_vote(masked: str) -> str | None:
    """The scope of a clean vote, `security` or `all`; None when the sentence is none or takes half of it back."""
    if len(masked) <= _SCAN and (none := _NONE.match(masked)):
        return "security" if _SECURITY.search(none[0]) else "all"
    if len(masked) > _SCAN or not _CLEAN_START.search(masked):
        return None
    found = _CLEAN.search(masked)
    if found is None or _LIMITED.search(masked) or "«" in masked[: found.end()]:
        return None
    return "security" if _SECURITY.search(masked) else "all"
