"""Cues of the text family: docstrings, comments, layout, names, length."""

from bot.model.claim import Quantifier
from bot.parser.claims.cue import Cue, cue

_DOC = r"(?:doc[- ]?strings?|docs?(?: comments?)?|documentation|doc comments?)"
_ADD = r"(?:add(?:ing)?|includ(?:e|ing)|provid(?:e|ing)|writ(?:e|ing)|need(?:s|ed)?|want(?:s)?)"
_COMMENT = r"(?:(?:inline |explanatory |explaining |code |brief |short |helpful |descriptive |clarifying |any )*comments?)"
_THING = r"(?:functions?|methods?|class(?:es)?|modules?|helpers?|properties|property|tests?|fixtures?|definitions?|parts?|sections?|files?|code|blocks?)"

_DOCSTRING: tuple[Cue, ...] = (
    cue("stale-docstring", rf"\b{_DOC}(?: (?:of|for|in)(?: the)? (?P<scope>{{code}}))?(?: {{fn}})? (?:does not|doesn't|fails to|omits to) (?:mention|document|describe|list|include|cover)(?: the)?(?: parameter| argument| param)? ?(?P<subject>{{code}})"),
    cue("missing-docstring", rf"(?P<subjects>{{codes}})(?: {{fn}})?s?(?: here| also| still| currently)?,? {{lack}} (?:an? |any |its |the |proper |clear |own )*{_DOC}\b"),
    cue("missing-docstring", rf"\b(?:missing|no|lacks?|lacking|absent|without)(?: an?| any| the| proper)? (?:module |class |function |method )?{_DOC} (?:for|on|in|of|at|above|from)(?: the| this)?(?: {{fn}})? ?(?P<subjects>{{codes}})"),
    cue("missing-docstring", rf"\b{_ADD} (?:an? |the |some |missing |proper |short |brief |descriptive |comprehensive |clear |module[- ]level |class |function |method )*{_DOC} (?:to|for|on|in)(?: the| this)?(?: {{fn}})? ?(?P<subjects>{{codes}})"),
    cue("missing-docstring", rf"(?P<subjects>{{codes}})(?: {{fn}})? (?:is|are) (?:undocumented|not documented|missing documentation)\b"),
    cue("missing-docstring", rf"(?P<subjects>{{codes}})(?: {{fn}})? (?:should|must|could|needs? to) (?:be documented|have (?:an? )?{_DOC})\b"),
    cue("missing-docstring", rf"\b(?:the |this )?(?P<subject>[a-z_][A-Za-z0-9_]*) (?:function|method|class) {{lack}} (?:an? |any |its )?{_DOC}\b"),
    cue("missing-docstring", rf"\b(?:function|method|class) (?P<subject>[a-z_][A-Za-z0-9_]*) {{lack}} (?:an? |any |its )?{_DOC}\b"),
    cue("missing-docstring", rf"\b(?:some|several|many|most|multiple|various|a few|certain)\b[^.]{{0,40}}\b{_THING}\b[^.]{{0,40}}?\b(?:lack|miss(?:ing)?|do not have|don't have|have no|are missing|are lacking|without|need)\b(?: any| proper| an?)? {_DOC}\b", quantifier=Quantifier.SOME),
    cue("missing-docstring", rf"\b(?:all|every|each|none of|no)\b[^.]{{0,40}}\b{_THING}\b[^.]{{0,40}}?\b(?:lacks?|miss(?:ing|es)?|do not have|don't have|has|have|have no|has no|without)\b(?: any| proper| an?)? {_DOC}\b", quantifier=Quantifier.ALL),
    cue("missing-docstring", rf"\b(?:the |this )(?:new )?(?:function|method|class|module|file|test) {{lack}} (?:an? |any |its |proper )*(?:module[- ]level )?{_DOC}\b"),
    cue("missing-docstring", rf"^\W*(?:missing|no|lack of)(?: function| class| module| method)? {_DOC}\W*$", quantifier=Quantifier.SOME),
    cue("missing-docstring", rf"^\W*(?:please |consider |you (?:should|could) )?{_ADD} (?:an? |the )?(?:missing |short |brief |proper )*{_DOC}\b"),
)

_COMMENTS: tuple[Cue, ...] = (
    cue("missing-comment", rf"(?P<subjects>{{codes}})(?: {{fn}})?,? {{lack}} (?:an? |any |the )*{_COMMENT}\b"),
    cue("missing-comment", rf"\b(?:missing|no|lacks?|lacking|without)(?: an?| any)? {_COMMENT} (?:for|on|in|at|above|inside)(?: the| this)?(?: {{fn}})? ?(?P<subjects>{{codes}})"),
    cue("missing-comment", rf"\b(?:the |this )?(?P<subject>[a-z_][A-Za-z0-9_]*) (?:function|method|class) {{lack}} (?:an? |any )?{_COMMENT}\b"),
    cue("missing-comment", rf"\b{_ADD} (?:an? |the |some |more )?{_COMMENT} (?:to|for|on|in|above|inside)(?: the| this)?(?: {{fn}})? ?(?P<subjects>{{codes}})"),
    cue("missing-comment", rf"\b{_ADD} (?:an? |the |some )?{_COMMENT} (?:to |that |which |above |explaining |describing |here)[^.«]{{0,80}}?(?:explain|describ|clarif|document|here|why|reason|rationale|purpose)[^.«]{{0,60}}"),
    cue("missing-comment", rf"\b{_ADD} (?:an? |the |some )?{_COMMENT} (?:here|above (?:it|this|the line))\b"),
    cue("missing-comment", rf"\b(?:the |this )(?:code|function|method|block|line|section|statement|class) {{lack}} (?:an? |any )?{_COMMENT}\b"),
)

_LAYOUT: tuple[Cue, ...] = (
    cue("wrong-indentation", r"\b(?:inconsistent|incorrect|wrong|bad|improper|mixed|uneven|faulty|invalid)(?:ly)? (?:use of )?(?:indentation|indent(?:ed)?|indents|tabs and spaces|spaces and tabs)\b"),
    cue("wrong-indentation", r"\bindentation\b[^.]{0,60}?\b(?:is|are|seems|appears|looks) (?:\w+ ){0,2}?(?:inconsistent|incorrect|wrong|off|broken|mixed|not consistent|uneven|improper|invalid)\b"),
    cue("wrong-indentation", r"\b(?:mix(?:es|ed|ing)?(?: of)?|uses both) (?:tabs and spaces|spaces and tabs)\b"),
    cue("wrong-indentation", r"\b(?:indented|aligned) (?:inconsistently|incorrectly|wrongly|with (?:a )?tabs?|with \d spaces)\b|\bindentation (?:error|issue|problem|inconsisten\w+)\b"),
    cue("trailing-comma", r"(?P<subject>{code})[^.«]{0,60}\b(?:without|missing|lacks?|has no|does not (?:have|end with)|no|needs?|add(?:ing)?|should have|omits?) (?:an? |the )?(?P<value>trailing comma)\b"),
    cue("trailing-comma", r"\b(?:without|missing|lacks?|has no|does not (?:have|end with)|no|needs?|add(?:ing)?|should have|omits?) (?:an? |the )?(?P<value>trailing comma)\b"),
    cue("trailing-comma", r"(?P<subject>{code})[^.«]{0,60}\b(?:with|has|have|unnecessary|extra|superfluous|stray|remove|there is|ends (?:in|with)|unneeded|redundant) (?:an? |the )?(?:unnecessary |extra |superfluous |stray )?trailing comma\b"),
    cue("trailing-comma", r"\b(?:with|has|have|unnecessary|extra|superfluous|stray|remove|there is|ends (?:in|with)|unneeded|redundant) (?:an? |the )?(?:unnecessary |extra |superfluous |stray )?trailing comma\b"),
    cue("missing-semicolon", r"\b(?:missing|no|lacks?|forgot(?:ten)?|needs?|add|without|omitted|absent)(?: an?| the| its)? (?:terminating |trailing |closing )?semi-?colons?\b|\bsemi-?colons? (?:is|are) missing\b"),
    cue("trailing-whitespace", r"\btrailing (?:white ?space|spaces?|blanks?)\b"),
    cue("missing-newline", r"\b(?:no|missing|lacks?|without(?: a)?|does not end (?:with|in)(?: a)?|doesn't end (?:with|in)(?: a)?|needs?|add(?: a)?) (?:trailing |final |terminating )?(?:new ?line|line feed|eol)(?: character)? (?:at|character at|before) (?:the )?(?:end of (?:the )?file|eof|end)\b|\b(?:no|missing) (?:trailing|final) new ?line\b|\bdoes(?: not|n't) end (?:with|in) a new ?line\b"),
    cue("line-too-long", r"\blines?(?: \d+)?(?: is| are)? (?:too long|(?:exceeds?|exceeding|longer than|over|more than)(?: the)?(?: \w+){0,3}? (?P<number>\d{2,3})(?: |-)?(?:characters?|chars?|columns?|cols?)?)"),
    cue("line-too-long", r"\b(?:exceeds?|longer than|over|more than) (?:the )?(?:limit of |maximum of |line length of |pep ?8 limit of )?(?P<number>\d{2,3})(?: |-)(?:characters?|chars?|columns?)\b"),
    cue("syntax-error", r"\bmissing (?:an? )?(?:colon|closing (?:bracket|parenthesis|paren|brace|quote)|opening (?:bracket|parenthesis|brace))\b"),
    cue("syntax-error", r"\b(?:has|have|is|contains?|causes?|raises?|results? in|produces?|there is|there's|will be|invalid|this is)?\s*(?:an? )?(?:python )?(?:syntax ?error|invalid syntax|syntactically (?:invalid|incorrect|wrong))\b"),
    cue("syntax-error", r"\b(?:won't|will not|does not|doesn't|cannot|can't|fails? to|would not|wouldn't) (?:even )?(?:parse|compile)\b|\b(?:unparsable|unparseable|not valid python|invalid python)\b"),
)

_NAMES: tuple[Cue, ...] = (
    cue("typo", r"\b(?:typo|misspell\w*|misspelt|spelling (?:error|mistake|issue))\b[^.]{0,60}?['\"‘“«]?(?P<subject>{code}|[A-Za-z]+)['\"’”]? (?:should (?:be|read)|instead of|->|→|to) ['\"‘“]?(?P<value>{code}|[A-Za-z]+)"),
    cue("typo", r"['\"‘“]?(?P<subject>{code}|[A-Za-z]{3,})['\"’”]? (?:is a typo (?:of|for)|is misspelled(?: as)?|is misspelt)[^.]{0,30}?(?:should be )?['\"‘“]?(?P<value>{code}|[A-Za-z]{3,})"),
    cue("typo", r"\btypo\b[^.]{0,40}?\b(?:should be|did you mean|meant) ['\"‘“]?(?P<value>{code}|[A-Za-z]{3,})"),
    cue("missing-annotation", r"(?P<subjects>{codes})(?: {fn}| parameter| argument)?,? {lack} (?:an? |any |the |proper |explicit )*(?:return )?(?:type[- ](?:hints?|annotations?)|annotations?|type hinting)\b"),
    cue("missing-annotation", r"\b(?:missing|no|add|lacks?)(?: an?| the| explicit| proper)? (?:return )?(?:type[- ](?:hints?|annotations?)|annotations?) (?:for|on|to|in)(?: the| this)?(?: {fn}| parameters?| arguments?)? ?(?P<subjects>{codes})"),
    cue("leftover-code", r"\b(?:leftover|left[- ]over|stray|forgotten|remaining|remove(?: the| this| these)?|unremoved) (?:debug(?:ging)? )?(?:(?P<subject>{code}) )?(?P<value>print(?: statements?)?|debug(?:ging)?(?: code| statements?| output| prints?| logging)?|todo(?: comment)?s?|fixme(?: comment)?s?|commented[- ](?:out )?code|console\.log|breakpoint)"),
    cue("leftover-code", r"\b(?P<value>commented[- ]out (?:code|lines?|statements?|block|assertions?|tests?))\b"),
    cue("bad-name", r"(?P<subject>{code})[^.]{0,40}\b(?:is not|isn't|should be|does not follow|doesn't follow|violates)(?: in| the| use| using)? (?P<value>(?<=in ){code}|snake[_ -]?case|camel[_ -]?case|pascal[_ -]?case|upper[_ -]?case|capwords|pep ?8(?: naming)?(?: conventions?)?)(?!\w)"),
    cue("naming", r"\brenam(?:e|ing) (?:the )?(?:{fn} |variable |parameter |class )?(?P<subject>{code})(?: {fn}| variable)? (?:to|as|into)(?: something (?:like|more [a-z]+(?: like)?))? ?(?P<value>{code})?"),
    cue("naming", r"\brenam(?:e|ing) (?:the )?(?:{fn} |variable |parameter |class )?(?P<subject>{code}|it|this)\b"),
    cue("naming", r"\b(?:variable|function|method|class|parameter|test|argument)? ?names?(?: like| such as|,)?,? (?P<subjects>{codes}),? (?:is|are|could be|should be|seems?)[^.]{0,40}\b(?:long|short|descriptive|generic|vague|unclear|misleading|confusing|ambiguous|cryptic|verbose)\b"),
    cue("naming", r"\bnames?\b[^.]{0,40}\bsuch as (?P<subjects>{codes})[^.]{0,40}\b(?:long|short|descriptive|generic|vague|unclear|misleading|confusing|ambiguous|cryptic|verbose)\b"),
    cue("naming", r"\b(?:the )?(?:(?:variable|function|method|class|parameter|test) )?name (?:of )?(?P<subject>{code}) (?:is|could be|should be|seems|does not|doesn't)\b"),
    cue("naming", r"(?P<subject>{code})[^.]{0,20}\b(?:is|seems) (?:a |an )?(?:too |very |quite |rather |overly )?(?:generic|vague|unclear|misleading|confusing|ambiguous|cryptic|non-descriptive|poor|bad) (?:name|variable name|function name|naming)\b"),
    cue("naming", r"\b(?:more|better|clearer) (?:descriptive|meaningful|clear|explicit)? ?(?:variable |function |method )?names?\b", quantifier=Quantifier.SOME),
    cue("too-long", r"(?P<subject>{code})(?: {fn})? (?:is|are)(?: \w+){0,2} (?:too |quite |very |rather )?long[:,]? ?\(?(?:at |with |over |has |it has |more than |exceeds? )*(?P<number>\d{2,4}) lines"),
    cue("too-long", r"(?P<subject>{code})(?: {fn})?[^.]{0,30}\b(?:is|are|has become|seems|looks)(?: \w+){0,2} (?:too |quite |very |rather |overly |fairly )(?:long|large|big|complex|complicated|nested)\b"),
    cue("too-long", r"\b(?:some|several|many|the|this|these)? ?(?:functions?|methods?|class(?:es)?)\b[^.]{0,20}\b(?:is|are)(?: \w+){0,1} (?:too |quite |very |rather |overly |fairly )(?:long|large|big|complex|complicated|nested)\b", quantifier=Quantifier.SOME),
    cue("magic-number", r"\b(?:magic|hard-?coded) (?:numbers?|values?|constants?|literals?)\b[^.]{0,30}?(?P<subject>{code}|\b\d[\d.]*)?"),
)

CUES: tuple[Cue, ...] = (*_DOCSTRING, *_COMMENTS, *_LAYOUT, *_NAMES)
"""All of them; `value` of trailing-comma is set only where one is said to be missing."""

