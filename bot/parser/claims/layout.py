"""Cues of layout and syntax: indentation, commas, white space, line ends, what does not parse."""

from bot.parser.claims.cue import Cue, cue

_LAYOUT: tuple[Cue, ...] = (
    cue(
        "wrong-indentation",
        r"\b(?:inconsistent|incorrect|wrong|bad|improper|mixed|uneven|faulty|invalid)(?:ly)? (?:use of )?(?:indentation|indent(?:ed)?|indents|tabs and spaces|spaces and tabs)\b",
    ),
    cue(
        "wrong-indentation",
        r"\bindentation\b[^.]{0,60}?\b(?:is|are|seems|appears|looks) (?:\w+ ){0,2}?(?:inconsistent|incorrect|wrong|off|broken|mixed|not consistent|uneven|improper|invalid)\b",
    ),
    cue("wrong-indentation", r"\b(?:mix(?:es|ed|ing)?(?: of)?|uses both) (?:tabs and spaces|spaces and tabs)\b"),
    cue(
        "wrong-indentation",
        r"\b(?:indented|aligned) (?:inconsistently|incorrectly|wrongly|with (?:a )?tabs?|with \d spaces)\b|\bindentation (?:error|issue|problem|mismatch|inconsisten\w+)\b",
    ),
    cue(
        "wrong-indentation",
        r"\bindentation\b[^.]{0,40}?\b(?:does not|doesn't) match\b|\bindentation is not a multiple\b",
    ),
    cue(
        "wrong-indentation",
        r"\bnot (?:(?:properly|correctly|consistently) indented|indented (?:properly|correctly|consistently))\b",
    ),
    cue("trailing-comma", r"\b(?P<value>trailing comma) (?:is |was )?(?:missing|absent)\b"),
    cue(
        "trailing-comma",
        r"(?P<subject>{code})[^.«]{0,60}\b(?:without|missing|lacks?|has no|does not (?:have|end with)|no|needs?|add(?:ing)?|should have|omits?) (?:an? |the )?(?P<value>trailing comma)\b",
    ),
    cue(
        "trailing-comma",
        r"\b(?:without|missing|lacks?|has no|does not (?:have|end with)|no|needs?|add(?:ing)?|should have|omits?) (?:an? |the )?(?P<value>trailing comma)\b",
    ),
    cue(
        "trailing-comma",
        r"(?P<subject>{code})[^.«]{0,60}\b(?:with|has|have|unnecessary|extra|superfluous|stray|remove|there is|ends (?:in|with)|unneeded|redundant) (?:an? |the )?(?:unnecessary |extra |superfluous |stray )?trailing comma\b",
    ),
    cue(
        "trailing-comma",
        r"\b(?:with|has|have|unnecessary|extra|superfluous|stray|remove|there is|ends (?:in|with)|unneeded|redundant) (?:an? |the )?(?:unnecessary |extra |superfluous |stray )?trailing comma\b",
    ),
    cue(
        "missing-semicolon",
        r"\b(?:missing|no|lacks?|forgot(?:ten)?|needs?|add|without|omitted|absent)(?: an?| the| its)? (?:terminating |trailing |closing )?semi-?colons?\b|\bsemi-?colons? (?:is|are) missing\b",
    ),
    cue(
        "trailing-whitespace",
        r"^\W*(?:(?:unnecessary|extra|stray|remove|removing|unwanted|minor|nit|please|style|the|formatting|there is|is):? ){0,3}(?<!leading/)trailing (?:white ?space|spaces|blanks)\b(?! lines?\b)",
    ),
    cue(
        "trailing-whitespace",
        r"\b(?:has|have|contains?|remove|removing|found|detected|there is|there are|there's|unnecessary|extra|stray|with|delete|ends? (?:in|with)) (?:\w+ ){0,2}?trailing (?:white ?space|spaces|blanks)\b(?! lines?\b)(?! (?:from|of) (?:the )?(?:input|output|string|value|user|result))",
    ),
    cue(
        "trailing-whitespace",
        r"(?<!/)\btrailing (?:white ?space|spaces|blanks)\b (?:on|at|after|should|is present|detected|found|here|before) ",
    ),
    cue(
        "trailing-whitespace",
        r"\blines?(?: \d+)? ends? (?:with|in) (?:extra |some |unnecessary )?(?:white ?space|spaces?|blanks?)\b|\bwhite ?space at (?:the )?end of (?:the |this )?line\b",
    ),
    cue(
        "missing-newline",
        r"\bnew ?line at (?:the )?end of (?:the )?file is missing\b|\blast line (?:has no|lacks a|is missing a|does not end (?:with|in) a) new ?line\b|"
        r"\bfile (?:is missing|lacks|has no|does not have|misses) (?:an? |the )?(?:trailing|final|terminating) new ?line\b",
    ),
    cue(
        "missing-newline",
        r"\b(?:no|missing|lacks?|without(?: a)?|does not end (?:with|in)(?: a)?|doesn't end (?:with|in)(?: a)?|needs?|add(?: a)?) (?:trailing |final |terminating )?(?:new ?line|line feed|eol)(?: character)? (?:at|character at|before) (?:the )?(?:end of (?:the )?file|eof|end)\b|\b(?:no|missing) (?:trailing|final) new ?line\b|\bdoes(?: not|n't) end (?:with|in) a new ?line\b",
    ),
    cue(
        "line-too-long",
        r"\blines? (?:is |are )?too long\b[^.«]{0,20}?\(\d{2,4} ?(?:>|/|chars? >|vs\.?) ?(?P<number>\d{2,3})\b",
    ),
    cue(
        "line-too-long",
        r"\blines?(?: \d+)?(?: is| are)? (?:too long|(?:exceeds?|exceeding|longer than|over|more than)(?: the)?(?: \w+){0,3}? (?P<number>\d{2,3})(?: |-)?(?:characters?|chars?|columns?|cols?)?)",
    ),
    cue(
        "line-too-long",
        r"\b(?:exceeds?|longer than|over|more than) (?:the )?(?:limit of |maximum of |line length of |pep ?8 limit of )?(?P<number>\d{2,3})(?: |-)(?:characters?|chars?|columns?)\b",
    ),
    cue(
        "syntax-error",
        r"\bmissing (?:an? |the |its )?(?:colon|closing (?:bracket|parenthesis|paren|brace|quote)|opening (?:bracket|parenthesis|brace))\b",
    ),
    cue("syntax-error", r"\bmissing (?:an? |the )?(?:closing )?(?P<value>{code})", only=r"[()\[\]{}:\"']{1,3}"),
    cue(
        "syntax-error",
        r"\bcolon is missing\b|\b(?:closing|opening) (?:parenthesis|paren|bracket|brace|quote) (?:is|was) (?:missing|omitted)\b",
    ),
    cue(
        "syntax-error",
        r"\b(?:unbalanced|unmatched|mismatched|unclosed|unterminated) (?:parenthes[ei]s|parens?|brackets?|braces?|quotes?|string literals?)\b",
    ),
    cue(
        "syntax-error",
        r"\b(?:parenthes[ei]s|parens?|brackets?|braces?|quotes)\b[^.«]{0,20}? (?:is|are) (?:unbalanced|unmatched|mismatched|never closed|not closed)\b",
    ),
    cue(
        "syntax-error",
        r"(?:^\W*|\b(?:raises?|throws?|causes?|is|gives?|with|in|to|produces?|get|gets) (?:an? |the )?(?:python )?)(?P<value>{code})"
        r"(?=\s*(?:$|[.,;:)]|(?:in|at|on|here|when|because|due)\b))",
        only=r"SyntaxError(?::.{0,100})?|IndentationError|TabError",
    ),
    cue(
        "syntax-error",
        r"(?<!sql )(?<!regex )\b(?:python )?(?:syntax ?error|invalid syntax|syntactically (?:invalid|incorrect|wrong))\b",
    ),
    cue(
        "syntax-error",
        r"\b(?:won't|will not|does not|doesn't|cannot|can't|fails? to|would not|wouldn't) (?:even )?parse\b(?! the\b| as\b|d\b)|\b(?:unparsable|unparseable|not valid python|invalid python)\b",
    ),
    cue(
        "syntax-error",
        r"(?:^\W*(?:in «\d+», )?|it looks like |it seems (?:that )?)(?:this|the|it)(?: code| line| file| module| class| function| statement)? (?:won't|will not|does not|doesn't) compile(?=\W*$|, which| because| since| as )",
    ),
    cue(
        "compile-error",
        r"\b(?:won't|will not|does not|doesn't|cannot|can't|fails? to|would not|wouldn't|not) (?:even )?compile\b(?! away)",
    ),
    cue(
        "compile-error",
        r"\b(?:compil(?:e|ation|er)|build)(?:[- ]time)? (?:errors?|failures?|fails?|issues?|breaks?)\b(?! (?:message|output|log))|\bbreaks? (?:the )?(?:build|compilation)\b",
    ),
)

CUES: tuple[Cue, ...] = _LAYOUT
"""`value` of trailing-comma is set only where one is said to be missing."""
