"""Cues of what many findings say beside their defect: impact, inline replacements, and defects that only people judge."""

from bot.model.claim import Role
from bot.parser.claims.cue import Cue, cue

_DOCS = r"(?:documentation|docs?|doc[- ]?strings?|javadocs?|jsdocs?|comments?|read-?me|changelog|(?:parameter|option|field|returned[_ ]value|class|function|method|package) description|doc comments?)"
_FALSE = r"(?:outdated|stale|misleading|incorrect|wrong|inaccurate|incomplete|obsolete|out of (?:date|sync)|inconsistent|ambiguous|unclear|vague)"
_FALSELY = r"(?:incorrectly|wrongly|inaccurately|misleadingly|mistakenly|falsely|still)"
_MESSAGE = (
    r"(?:(?:error|log|exception|warning|validation|assertion|debug|failure) messages?|log (?:statement|line|wording))"
)
_NEEDLESS = r"(?:redundant|unnecessary|superfluous|unneeded|needless)"

_FIXES: tuple[Cue, ...] = (
    cue(
        "suggested-fix",
        r"\b(?:replac(?:e|ing)|substitut(?:e|ing))\s+(?:the\s+)?(?P<subject>{code})\s+(?:with|by)\s+(?:the\s+|a\s+)?(?P<value>{code})",
        role=Role.FIX,
    ),
    cue(
        "suggested-fix",
        r"\bchang(?:e|ing)\s+(?:the\s+)?(?P<subject>{code})\s+(?:to|into)\s+(?P<value>{code})",
        role=Role.FIX,
    ),
    cue(
        "suggested-fix",
        r"\b(?:use|using|prefer)\s+(?P<value>{code})\s+(?:instead of|rather than|over)\s+(?P<subject>{code})",
        role=Role.FIX,
    ),
)

_IMPACTS: tuple[Cue, ...] = (
    cue(
        "security-impact",
        r"\b(?:attackers?|adversar(?:y|ies)|malicious (?:users?|actors?|input|code|client)|an? (?:unauthenticated|remote|local) user)\b"
        r"[^.]{0,80}\b(?:could|can|may|might|would|to)\b",
        role=Role.IMPACT,
    ),
    cue("security-impact", r"\b(?:to )?exploit(?:s|ed|ing|able)? (?:this|the|it|by)\b", role=Role.IMPACT),
    cue(
        "security-impact",
        r"\b(?:lead(?:s|ing)? to|result(?:s|ing)? in|caus(?:e|es|ing)|allow(?:s|ing)?|enabl(?:e|es|ing)|open(?:s|ing)?|"
        r"creat(?:e|es|ing)|introduc(?:e|es|ing)|expos(?:e|es|ing))\b[^.]{0,60}\b(?:denial[- ]of[- ]service|dos\b|privilege "
        r"escalation|data (?:breach|leak|loss|exposure|corruption)|security (?:vulnerabilit|issue|risk|breach|hole|defect|problem)|"
        r"vulnerabilit|unauthori[sz]ed|arbitrary (?:code|command)|remote code execution|information (?:disclosure|leak))",
        role=Role.IMPACT,
    ),
)

_TEXTS: tuple[Cue, ...] = (
    cue(
        "wrong-documentation",
        rf"\b{_DOCS}\b[^.«]{{0,60}}?\b(?:is|are|seems?|appears?|looks?) (?:now |also |slightly |somewhat |currently )*{_FALSE}\b",
    ),
    cue("wrong-documentation", rf"\b{_DOCS}(?: (?:for|of|in|on|above) (?:the )?(?:«\d+»|\w+))? {_FALSELY} \w+"),
    cue("wrong-documentation", rf"\b{_FALSE} (?:\w+ )?{_DOCS}\b(?! out)"),
    cue(
        "wrong-documentation",
        rf"\b{_DOCS}\b[^.«]{{0,30}}? (?:does not|doesn't|do not|no longer) (?:match|reflect|correspond|describe|explain|mention|specify)\b",
    ),
    cue(
        "wrong-message",
        rf"\b{_MESSAGE}\b[^.]{{0,60}}?\b(?:is|are|could be|should be|seems?|may be|can be) (?:\w+ )?(?:{_FALSE}|generic|unhelpful|clearer|more (?:clear|specific|explicit|descriptive|helpful|informative)|improved|redundant|confusing)\b",
    ),
    cue(
        "wrong-message",
        rf"\b{_MESSAGE}\b(?: \w+){{0,4}}? (?:{_FALSELY} |contains? |does not |doesn't |lacks? |references? the old)",
    ),
    cue("wrong-message", rf"\b(?:{_FALSE}|generic|confusing|unhelpful|uninformative) {_MESSAGE}\b"),
    cue(
        "missing-documentation",
        r"\b(?:missing|lacks?|lacking|no|without|insufficient) (?:\w+ )?(?:documentation|docs|javadocs?|jsdocs?)\b|\bundocumented\b",
    ),
    cue(
        "missing-documentation",
        r"\b(?:should|must|needs? to|could) be (?:\w+ly )?documented\b|\b(?:consider|please) document(?:ing)?\b|\b(?:add|provid|includ|updat)(?:e|ing)? (?:\w+ ){0,3}?(?:documentation|javadocs?|jsdocs?|doc comments?)\b",
    ),
)

_BEHAVIOUR: tuple[Cue, ...] = (
    cue(
        "performance",
        r"\b(?:o\(n(?:\^2|²|\*\*2|2|³|\^3| ?\* ?m)\)|quadratic|inefficien\w+|performance (?:issues?|problems?|impacts?|penalt(?:y|ies)|overhead|concerns?|"
        r"bottlenecks?|degradation|regressions?|optimi[sz]ation|hits?|costs?|implications?|risks?)|(?:degrad|hurt|harm|impact|affect|hamper|reduc)\w* (?:\w+ ){0,2}?(?:performance|throughput)|"
        r"unnecessar(?:y|ily) (?:\w+ ){0,2}?(?:allocat|cop(?:y|ies)|recomput|re-?render|iterat|loop|(?:db |database )?quer|network|round[- ]?trip|overhead|i/o|computation|work)\w*|"
        r"expensive|costly|extra overhead|n\+1)\b",
    ),
    cue(
        "performance",
        r"\b(?:recreated|re-created|recompiled|recomputed|reallocated|recalculated|rebuilt|allocat(?:ed|es)|called|executed|computed) (?:\w+ )?(?:on|for|in|at) (?:every|each) (?:iteration|call|render|request|invocation|loop|time|element|item)",
    ),
    cue(
        "race-condition",
        r"\b(?:race conditions?(?! (?:detect|check|free))|data races?|races? with|racy|not thread[- ]safe|thread[- ]?unsafe|non-?thread[- ]safe|thread[- ]safety (?:issues?|problems?|concerns?|bugs?|violations?|risks?|hazards?)|toctou|time[- ]of[- ]check|non-?atomic(?:ally)?|not atomic|unsafe concurrent \w+|concurrent (?:modification exception|map writes?)|concurrency (?:issues?|bugs?|problems?|hazards?|risks?)|without (?:a |any |proper )?(?:lock(?:ing)?|synchroni[sz]ation|mutex))\b",
    ),
    cue(
        "inconsistent-code",
        r"(?<!become )(?<!becoming )(?<!cause )(?<!causing )(?<!causes )(?<!to )(?<!risking )(?<!in )(?<!creates )(?<!creating )(?<!create )\binconsisten(?:t(?:ly)?|c(?:y|ies))\b(?! (?:state|results?|data|outcomes?|rendering|reads?|views?))",
    ),
    cue(
        "wrong-condition",
        r"\b(?:condition|check|comparison|logic|predicate|conditional|if statement|guard) (?:\w+ )?(?:is|seems|appears|looks|may be|might be) (?:\w+ )?(?:wrong|inverted|reversed|incorrect|flipped|backwards?|flawed|too (?:broad|strict|narrow|loose|permissive|restrictive))\b|\b(?:inverted|reversed|flipped|wrong|incorrect) (?:condition|check|logic|comparison|conditional|boolean)\b|\boff[- ]by[- ]one\b",
    ),
    cue(
        "wrong-condition",
        r"\b(?:condition|check|comparison|expression|predicate|branch|this|it)\b[^.«]{0,30}?(?:«\d+»)?[^.«]{0,20}?\b(?:is|will be|would be|evaluates? to|be) always (?:be )?(?:true|false)\b|\balways (?:evaluates? to|returns?|be|is) (?:true|false)\b",
    ),
    cue(
        "wrong-type",
        r"\b(?:type[- ]mismatch(?:es)?|mismatched types?|type (?:safety|coercion|confusion|inconsistency)|(?:wrong|incorrect|loose|weak|invalid|unsafe) (?:return |parameter |argument |data )?(?:types?|typing|casts?|type (?:hints?|annotations?|assertions?|casts?|conversions?))|format specifier mismatch|(?:wrong|incorrect|invalid) format (?:specifier|string)|(?:implicit|narrowing) (?:type )?conversion|precision loss|loss of precision|type assertions?)\b",
    ),
    cue(
        "wrong-type",
        r"\b(?:return |field |parameter |argument |column )?type (?:\w+ )?(?:should|must|needs to) be\b|\b(?:us(?:es?|ing)|avoid) (?:of )?(?:the )?(?P<value>['\"]?«\d+»['\"]?|any|'any') types?\b",
        only=r"|['\"]?any['\"]?",
    ),
    cue(
        "weak-test",
        r"\b(?:tests?|test cases?|assertions?|specs?)\b[^.«]{0,40}?\b(?:does not|doesn't|do not|don't|never|only|fails? to) (?:\w+ )?(?:assert\w*|verif\w+|check\w*|cover\w*|test\w*|exercis\w+|validat\w+)|\b(?:flaky|flakiness|weak assertions?|assertions? (?:is|are) (?:too )?weak|brittle tests?|test isolation)\b",
    ),
    cue(
        "weak-test",
        r"\b(?:missing|no|lacks?|insufficient|without|add|include|needs?) (?:\w+ ){0,2}?(?:tests?|test coverage|test cases?|coverage)\b(?=[^.]*\b(?:when|cases?|where|if|edge|scenarios?|branch(?:es)?|paths?)\b)",
    ),
    cue(
        "missing-test",
        r"\b(?:missing|no|lacks?|insufficient|without|inadequate) (?:\w+ )?(?:tests?|test coverage|test cases?|unit tests?)\b(?! (?:fail|is|are|framework|runner|file|data|suite))|\b(?:add|adding|write|include|needs?) (?:(?:an?|the|some|more|new|additional|corresponding|unit|integration|regression|explicit|dedicated|\w+ing) ){0,3}?(?:tests?|test cases?|test coverage)\b(?= (?:for|to|that|covering|which|around|here)\b|\W*$)",
    ),
    cue(
        "breaking-change",
        r"\bbreaking (?:\w+ )?changes?\b|\bback(?:wards?)?[- ](?:in)?compatib\w+|\b(?:breaks?|breaking) (?:any |all )?(?:existing|current|other|downstream|external) \w+|\b(?:potential|possible) regression\b|^\W*(?:\w+ )?behaviou?r(?:al)? change\b",
    ),
    cue(
        "wrong-value",
        r"\b(?:incorrect|wrong|invalid|bogus) (?:default |hard-?coded |return |enum |config\w* )?(?:values?|constants?|indexe?s?|index|keys?|offsets?|units?|versions?|paths?|urls?|status codes?|flags?|defaults?|identifiers?|ids?)\b",
    ),
    cue(
        "wrong-behaviour",
        r"\b(?:logic(?:al)?|semantic|control[- ]flow) (?:errors?|issues?|flaws?|bugs?|problems?|mistakes?|inconsistency|gap)\b|\b(?:incorrectly|wrongly|mistakenly|erroneously)\b|\b(?:returns?|produces?|yields?|gives?) (?:an? |the )?(?:wrong|incorrect|invalid) \w+",
    ),
    cue(
        "redundant-code",
        rf"\b(?:is|are|appears?|seems?|becomes?|looks?)(?: to be)?(?: \w+ly| now| also| therefore)? (?:{_NEEDLESS}|not needed|no longer needed|not necessary|not required|pointless|dead)\b|^\W*{_NEEDLESS}\b|\b(?:add|introduce|has|have|contain|creat|perform|mak|involv)\w* (?:an? )?{_NEEDLESS}\b",
    ),
    cue(
        "redundant-code",
        rf"\b{_NEEDLESS} (?:\w+ )?(?:check|condition|cast|assignment|calls?|code|import|conversion|cop(?:y|ies)|variable|wrapper|comment|branch|parenthes\w+|braces?|initiali[sz]ation|declaration|logic|parameter|allocation|class|function|method|type|else|return|await|async|escape|string)\b|\b(?:can|could|should) be simplified\b|\bserves no purpose\b",
    ),
)

CUES: tuple[Cue, ...] = (*_FIXES, *_IMPACTS, *_TEXTS, *_BEHAVIOUR)
"""Matched last: everything more specific comes first."""
