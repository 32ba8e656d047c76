"""Sentences and code blocks of a text in order, each with what it does: assert, advise, praise, show."""

import re
from dataclasses import dataclass, replace
from itertools import groupby

from bot.model.claim import CodeBlock, Span
from bot.parser.antecedents import Antecedents
from bot.parser.blocks import blocks
from bot.parser.claims.extract import Draft, drafts_of
from bot.parser.formalities import formality_of, names_exception
from bot.parser.labels import label_of
from bot.parser.noise import clean_vote, noise_of
from bot.parser.sentences import sentences
from bot.parser.text import Block, BlockKind, Sentence

_PROBLEM = re.compile(
    r"\b(?:bugs?|issues?|problems?|defects?|errors?|incorrect(?:ly)?|wrong(?:ly)?|fail(?:s|ed|ing|ure|ures)?|crash(?:es|ed)?|leak(?:s|ed|ing)?|missing|lacks?|"
    r"must|needs?|no|never|not|cannot|nor|invalid|unsafe|insecure|vulnerab\w+|race|deadlocks?|overflows?|undefined|undocumented|untested|unguarded|unprotected|unchecked|unused|unreachable|redundant|duplicat\w+|inconsisten\w+|"
    r"unnecessar\w+|confus(?:es?|ed|ing)|repeated|again in|misleading|nothing (?:in|else|uses|calls|makes|reads)|typos?|misspel\w+|breaks?|broken|inefficien\w+|slow(?:er|s|ly)?|expensive|hard-?coded|deprecated|unhandled|ignor(?:es|ed|ing)|swallow\w*|"
    r"silently|violat\w+|loses?|lost|stale|dangling|expos(?:es|ed|ing)|bypass\w*|inject\w*|exceeds?|too (?:long|many|much|large|broad|big|deep|complex|few)|quite (?:long|complex|large)|without|"
    r"risk\w*|unclear|ambiguous|hard to|difficult to|no longer|only checks|weak(?:er)?|denial|attackers?|exploit\w*|malicious|dead code|throws?|raises|warning|unexpected\w*|mismatch\w*|outdated|leftover|"
    r"inverted|contradict\w*|assum(?:es|ing)|unbounded|infinite|uninitiali[sz]ed|mutable|global|magic|verbose|complex|nested|still present|vulnerability|"
    r"instead of|rather than|dropp?(?:s|ed)?|omits?|omitted|skips?|skipped|corrupt\w*|truncat\w*|hides?|masks?|shadow\w*|overwrit\w*|blocks?|hangs?|"
    r"unintend\w+|unintention\w+|poor(?:ly)?|malformed|brittle|overly|spoof\w*|orphan\w*|panics?|unconditional(?:ly)?|unjoined|unescaped|unvalidated|"
    r"less (?:readable|clear|secure|safe)|unconventional|undesir\w+|destructive|likely to|causing|causes|disabl(?:es|ed|ing)|conflicts?|doubl(?:es|ing)|problematic|concerns?|concerning|repeat(?:s|ed|edly)|"
    r"fragile|flaky|suspicious|questionable|copy-?past\w+|swapped|obsolete|superfluous|needless\w*|meaningless|identical|the same as|insufficient\w*|"
    r"unreliable|untested|forg(?:et|ets|ot|otten)|pointless|useless|old-style|legacy|reassigned)\b|n't\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:should(?! be (?:fine|ok|okay|enough|sufficient|good)\b)|(?:can|could|may|might|will|would) (?:\w+ ){0,2}?(?:raise|throw|panic|crash|fail|break|alter|skew|"
    r"produce|cause|prevent|lead|return|change|result)|which (?:may|might|can|could|will)|, (?:while|whereas|but|yet|although|though) (?=\w|«)|(?:result|end)s? (?:in|up))\b",
    re.IGNORECASE,
)
"""Says that something is wrong when it speaks of code."""
_LONGEST_PLACE = 12
_FINE = re.compile(
    r"[^\w«]*(?:(?:this |that |it )?(?:is |looks |seems )?(?:all )?)?(?:ok(?:ay)?|fine|good|correct|no (?:issues?|problems?))[^\w«]*",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"^\W*(?:second|third|fourth|fifth|sixth|seventh|finally|lastly)(?:ly)?,\s", re.IGNORECASE)
"""Points that are counted are findings, whatever their words."""
_ADVICE = re.compile(
    r"^\W*(?:to (?:fix|address|resolve|mitigate|avoid|prevent|correct|improve|exploit) |consider|(?:i|we) (?:would |'d |strongly |also |highly )*(?:recommend|suggest|propose|advise)|it(?:'s| is| would be)? (?:highly |strongly |also )?"
    r"(?:recommended|advisable|suggested|better|good|best|preferable|worth)|(?:you|we|one) (?:should|could|can|may|might|need to|must) |please|try |perhaps|maybe|one (?:possible|way|option|solution)|a (?:better|possible|simple|safer|cleaner)|"
    r"(?:suggest(?:ion|ed)?|recommend(?:ation|ed)?|fix|solution|remedy|proposed)(?: fix| change| solution)?\s*:|recommend|instead,|(?:additionally|also|finally|for example|e\.g\.|alternatively),? (?:i would|i'd|you|we|consider)|"
    r"for example, (?:you|we)|alternatively|would it be|(?:add|remove|use|replace|rename|move|change|wrap|ensure|make|update|check|handle|extract|avoid|prefer|set|pass|return|initiali[sz]e|delete|drop|fix|close|document|validate|"
    r"call|catch|log|raise|convert|declare|define|import|include|introduce|implement|keep|modify|put|refactor|simplify|split|switch|test|throw|verify|write|adjust|apply|align|clarify|create|guard|increase|merge|mark|reorder|revert|specify|swap|correct|encode|escape|sanitize)\b)",
    re.IGNORECASE,
)
_IMPACT = re.compile(
    r"\b(?:could|can|may|might|would|will|potentially)\b[^.]{0,40}\b(?:lead|result|cause|allow|enable|expose|break|crash|fail|make it|be (?:used|exploited|abused)|compromise|leave|create|introduce)\b|\bto exploit\b|\bleading to\b|\bresulting in\b|"
    r"^\W*(?:an?|the|any) (?:\w+ ){0,2}?(?:attackers?|adversar(?:y|ies)|malicious \w+)\b[^.]{0,120}\b(?:can|could|may|might|would)\b",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"^\W*(?:also\b|oh,? (?:and|also)\b|(?:the )?other thing\b|plus,|additionally|in addition|furthermore|moreover|another\b|second,|secondly\b|third,|thirdly\b|(?:fourth|fifth|sixth|seventh)(?:ly)?,|next,|finally,|lastly,|(?:finally|lastly) (?=«|the\b)|last but not least|on the other hand|[^.:«]{1,40}\bas well[:,]|separately|besides|on top of|there is also|there's also|similarly|on another note|unrelated|as an aside|a (?:second|third|further|separate)\b|minor:|nit:|aside|and (?!(?:then|this|that|it|its|so|thus|therefore|they|which|finally)\b)|"
    r"(?:the )?(?:second|third|fourth|fifth|sixth|seventh|next|other|last|final) (?:\w+ ){0,2}?(?:issue|problem|finding|concern|point|bug|defect|vulnerability|weakness|thing|remark|nit)\b|"
    r"(?:second|third|fourth|fifth|sixth|finally|lastly|next|last)\s?(?:[:–—]|- )|one (?:more|other|further) (?:\w+ ){0,2}?(?:issue|problem|finding|concern|point|thing|remark|nit)\b)",
    re.IGNORECASE,
)
_CONTINUES = re.compile(
    r"^\W*(?:this|that|these|those|it(?! (?:seems|appears|looks like) (?:that )?«)|its|they|which|as a result|because|since|so|therefore|thus|hence|however|for (?:example|instance)|specifically|in particular|in (?:this|that|such|the) case|to (?:fix|exploit|address|resolve|mitigate|avoid|prevent)|"
    r"the (?:problem|issue|fix|first|second|third|same|result|reason|correct|above|former|latter|solution|potential security defect)|here|otherwise|consequently|(?:in|for|with|on|under) [^,«]{1,40},? (?:this|it|they|that|these)|e\.g\.|i\.e\.|by |when|if |then|instead|one possible|a possible|the corrected|given)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence or one code block. `noise` says why it is no finding; `clean` is the scope of a clean vote.

    asserts: says that something is wrong; advises: asks for a change; impacts: tells what might come of it;
    adds: opens a further point ("Also, ..."); continues: leans on what stands before ("This ...").
    part, label: which part of a finding it is by its own words, and these words ("Fix: ..."); is_label: it says no more.
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
    part: str = ""
    label: str = ""
    is_label: bool = False

    @property
    def masked(self) -> str:
        """The masked sentence, empty for code."""
        return self.sentence.masked if self.sentence else ""


def units_of(text: str) -> tuple[Unit, ...]:
    """Every sentence and code block of a text, in order."""
    found: list[Unit] = []
    named = Antecedents()
    for block in blocks(text):
        if block.kind is BlockKind.CODE:
            found.append(_code_unit(block, found))
            named.add_code(block)
        else:
            for sentence in sentences(block, text):
                unit = _unit(block, sentence, text, named.before(block))
                named.add(block, sentence, unit.noise)
                found.append(replace(unit, part="place") if _is_place(unit, found[-1:]) else unit)
    return tuple(_without_approved(found))


def _without_approved(units: list[Unit]) -> list[Unit]:
    """The units, where those of a line of a listing that ends in "OK." and says of nothing that it is wrong are praise."""
    kept: list[Unit] = []
    for _, members in groupby(units, key=lambda unit: unit.block):
        group = list(members)
        is_fine = _FINE.fullmatch(group[-1].masked) and not any(u.asserts or u.advises or u.code for u in group)
        is_fine = is_fine and (len(group) > 1 or label_of(group[0].masked) is not None)
        kept += [replace(u, noise=u.noise or "praise", drafts=()) for u in group] if is_fine else group
    return kept


def _is_place(unit: Unit, before: list[Unit]) -> bool:
    """Whether a unit is what a label of a place was set before ("Location:"), and says no more than that."""
    if unit.part or unit.drafts or unit.asserts or unit.noise or len(unit.masked.split()) > _LONGEST_PLACE:
        return False
    return any(last.is_label and last.part == "place" and last.block is unit.block for last in before)


def _code_unit(block: Block, before: list[Unit]) -> Unit:
    last = before[-1] if before else None
    lead = last.sentence.text if last and last.sentence else ""
    code = CodeBlock(
        block.text, block.span, block.info if block.is_fenced else "", lead, block.info.lower().startswith("suggestion")
    )
    is_prompt = last is not None and "prompt" in last.label
    return Unit(block, block.span, code=code, noise="quoted" if block.is_quoted else "prompt" if is_prompt else "")


def _unit(block: Block, sentence: Sentence, text: str, before: Sentence | None) -> Unit:
    masked = sentence.masked
    if block.is_quoted and not block.is_callout:
        return Unit(block, sentence.span, sentence, noise="quoted")
    if block.kind is BlockKind.ROW and sentence.is_lead and not masked.endswith(":"):
        return Unit(block, sentence.span, sentence, noise="layout")
    label = label_of(masked)
    part, words = (label.part, label.words) if label else ("", "")
    if label is not None and not re.search(r"\w", masked[label.end :]):
        return Unit(block, sentence.span, sentence, advises=part == "fix", part=part, label=words, is_label=True)
    clean = clean_vote(masked)
    if clean is not None:
        return Unit(block, sentence.span, sentence, noise="clean vote", clean=clean)
    drafts = drafts_of(sentence, text, before)
    noise = formality_of(block, sentence) or noise_of(masked)
    if noise in ("summary", "layout", "greeting", "closing", "preamble", "benefit", "status") or (noise and not drafts):
        return Unit(block, sentence.span, sentence, noise=noise, adds=bool(_ADDS.search(masked)))
    return Unit(
        block,
        sentence.span,
        sentence,
        drafts=drafts,
        asserts=bool(
            _PROBLEM.search(masked)
            or names_exception(sentence)
            or ("«" in masked and (_WISH.search(masked) or _COUNTED.search(masked)))
        ),
        advises=bool(_ADVICE.search(masked) or (label and _ADVICE.search(masked[label.end :]))),
        impacts=bool(_IMPACT.search(masked)),
        adds=bool(_ADDS.search(masked)),
        continues=bool(_CONTINUES.search(masked)),
        part=part,
        label=words,
    )
