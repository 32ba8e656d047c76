"""Sentences and code blocks of a text in order, each with what it does: assert, advise, praise, show."""

import re
from dataclasses import dataclass

from bot.model.claim import CodeBlock, Span
from bot.parser.blocks import blocks
from bot.parser.claims.extract import Draft, drafts_of
from bot.parser.labels import label_of
from bot.parser.noise import clean_vote, noise_of
from bot.parser.sentences import sentences
from bot.parser.text import Block, BlockKind, Sentence

_PROBLEM = re.compile(
    r"\b(?:bugs?|issues?|problems?|defects?|errors?|incorrect(?:ly)?|wrong(?:ly)?|fail(?:s|ed|ing|ure|ures)?|crash(?:es|ed)?|leak(?:s|ed|ing)?|missing|lacks?|"
    r"must|needs?|no|never|not|cannot|nor|invalid|unsafe|insecure|vulnerab\w+|race|deadlocks?|overflows?|undefined|unused|unreachable|redundant|duplicat\w+|inconsisten\w+|"
    r"unnecessar\w+|confusing|misleading|typos?|misspel\w+|breaks?|broken|inefficien\w+|slow(?:er|s|ly)?|expensive|hard-?coded|deprecated|unhandled|ignor(?:es|ed|ing)|swallow\w*|"
    r"silently|violat\w+|loses?|lost|stale|dangling|expos(?:es|ed|ing)|bypass\w*|inject\w*|exceeds?|too (?:long|many|much|large|broad|big|deep|complex|few)|quite (?:long|complex|large)|without|"
    r"risk\w*|unclear|ambiguous|hard to|difficult to|no longer|only checks|weak(?:er)?|denial|attackers?|exploit\w*|malicious|dead code|throws?|raises|warning|unexpected\w*|mismatch\w*|outdated|leftover|"
    r"inverted|contradict\w*|assum(?:es|ing)|unbounded|infinite|uninitiali[sz]ed|mutable|global|magic|verbose|complex|nested|still present|vulnerability|"
    r"instead of|rather than|drops?|omits?|omitted|skips?|skipped|corrupt\w*|truncat\w*|hides?|masks?|shadow\w*|overwrit\w*|blocks?|hangs?|"
    r"unintend\w+|unintention\w+|poor(?:ly)?|malformed|brittle|overly|spoof\w*|orphan\w*|panics?|unconditional(?:ly)?|unjoined|unescaped|unvalidated|"
    r"less (?:readable|clear|secure|safe)|unconventional|undesir\w+|destructive|likely to|causing|causes|disabl(?:es|ed|ing)|conflicts?|doubl(?:es|ing))\b|n't\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:should(?! be (?:fine|ok|okay|enough|sufficient|good)\b)|(?:can|could|may|might|will|would) (?:\w+ ){0,2}?(?:raise|throw|panic|crash|fail|break|alter|skew|"
    r"produce|cause|prevent|lead|return|change|result)|which (?:may|might|can|could|will)|(?:result|end)s? (?:in|up))\b",
    re.IGNORECASE,
)
"""Says that something is wrong when it speaks of code."""
_ADVICE = re.compile(
    r"^\W*(?:to (?:fix|address|resolve|mitigate|avoid|prevent|correct|improve|exploit) |consider|(?:i|we) (?:would |'d |strongly |also |highly )*(?:recommend|suggest|propose|advise)|it(?:'s| is| would be)? (?:highly |strongly |also )?"
    r"(?:recommended|advisable|suggested|better|good|best|preferable|worth)|(?:you|we|one) (?:should|could|can|may|might|need to|must) |please|try |perhaps|maybe|one (?:possible|way|option|solution)|a (?:better|possible|simple|safer|cleaner)|"
    r"(?:suggest(?:ion|ed)?|recommend(?:ation|ed)?|fix|solution|remedy|proposed)(?: fix| change| solution)?\s*:|recommend|instead,|(?:additionally|also|finally|for example|e\.g\.|alternatively),? (?:i would|i'd|you|we|consider)|"
    r"for example, (?:you|we)|alternatively|would it be|(?:add|remove|use|replace|rename|move|change|wrap|ensure|make|update|check|handle|extract|avoid|prefer|set|pass|return|initiali[sz]e|delete|drop|fix|close|document|validate|"
    r"call|catch|log|raise|convert|declare|define|import|include|introduce|implement|keep|modify|put|refactor|simplify|split|switch|test|throw|verify|write|adjust|apply|align|clarify|create|guard|increase|merge|mark|reorder|revert|specify|swap|correct|encode|escape|sanitize)\b)",
    re.IGNORECASE,
)
_IMPACT = re.compile(
    r"\b(?:could|can|may|might|would|will|potentially)\b[^.]{0,40}\b(?:lead|result|cause|allow|enable|expose|break|crash|fail|make it|be (?:used|exploited|abused)|compromise|leave|create|introduce)\b|\bto exploit\b|\bleading to\b|\bresulting in\b",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"^\W*(?:also\b|additionally|in addition|furthermore|moreover|another\b|second(?:ly)?,|third(?:ly)?,|finally,|lastly,|separately|besides|on top of|there is also|there's also|similarly|on another note|unrelated|as an aside|a (?:second|third|further|separate)\b|minor:|nit:|aside)",
    re.IGNORECASE,
)
_CONTINUES = re.compile(
    r"^\W*(?:this|that|these|those|it|its|they|which|as a result|because|since|so|therefore|thus|hence|however|for (?:example|instance)|specifically|in particular|in (?:this|that|such|the) case|to (?:fix|exploit|address|resolve|mitigate|avoid|prevent)|"
    r"the (?:problem|issue|fix|first|second|third|same|result|reason|correct|above|former|latter|solution|potential security defect)|here|otherwise|consequently|(?:in|for|with|on|under) [^,«]{1,40},? (?:this|it|they|that|these)|e\.g\.|i\.e\.|by |when|if |then|instead|one possible|a possible|the corrected|given)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence or one code block. `noise` says why it is no finding; `clean` is the scope of a clean vote.

    asserts: says that something is wrong; advises: asks for a change; impacts: tells what might come of it;
    adds: opens a further point ("Also, ..."); continues: leans on what stands before ("This ...").
    label: the part of a finding that it is by its own words ("Fix: ...").
    """

    block: Block
    span: Span
    sentence: Sentence | None = None
    code: CodeBlock | None = None
    noise: str = ""
    clean: str | None = None
    drafts: tuple[Draft, ...] = ()
    asserts: bool = False
    advises: bool = False
    impacts: bool = False
    adds: bool = False
    continues: bool = False
    label: str = ""

    @property
    def masked(self) -> str:
        """The masked sentence, empty for code."""
        return self.sentence.masked if self.sentence else ""


def units_of(text: str) -> tuple[Unit, ...]:
    """Every sentence and code block of a text, in order."""
    found: list[Unit] = []
    for block in blocks(text):
        if block.kind is BlockKind.CODE:
            found.append(_code_unit(block, found))
        else:
            found += (_unit(block, sentence, text) for sentence in sentences(block, text))
    return tuple(found)


def _code_unit(block: Block, before: list[Unit]) -> Unit:
    last = before[-1] if before else None
    lead = last.sentence.text if last and last.sentence else ""
    code = CodeBlock(block.text, block.span, block.info if block.is_fenced else "", lead, block.info.lower().startswith("suggestion"))
    return Unit(block, block.span, code=code, noise="quoted" if block.is_quoted else "")


def _unit(block: Block, sentence: Sentence, text: str) -> Unit:
    masked = sentence.masked
    if block.is_quoted:
        return Unit(block, sentence.span, sentence, noise="quoted")
    label, is_bare = label_of(masked)
    if is_bare:
        return Unit(block, sentence.span, sentence, advises=label == "fix", label=label)
    clean = clean_vote(masked)
    if clean is not None:
        return Unit(block, sentence.span, sentence, noise="clean vote", clean=clean)
    drafts = drafts_of(sentence, text)
    noise = noise_of(masked)
    if noise in ("summary", "layout", "greeting", "closing", "preamble", "benefit", "status") or (noise and not drafts):
        return Unit(block, sentence.span, sentence, noise=noise, adds=bool(_ADDS.search(masked)))
    return Unit(
        block,
        sentence.span,
        sentence,
        drafts=drafts,
        asserts=bool(_PROBLEM.search(masked) or ("«" in masked and _WISH.search(masked))),
        advises=bool(_ADVICE.search(masked)),
        impacts=bool(_IMPACT.search(masked)),
        adds=bool(_ADDS.search(masked)),
        continues=bool(_CONTINUES.search(masked)),
        label=label,
    )
