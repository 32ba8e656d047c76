"""Whether a single line of a review looks like code of any common language, like prose, or like neither."""

import re
from enum import Enum


class Look(Enum):
    """What a line looks like. NEUTRAL lines (comments, closing brackets, elisions) are code beside code only."""

    BLANK = "blank"
    CODE = "code"
    NEUTRAL = "neutral"
    PROSE = "prose"


_STRINGS = re.compile(r'"(?:[^"\\\n]|\\.){0,500}"|\'(?:[^\'\\\n]|\\.){0,500}\'')
_WORDS = re.compile(r"(?:^|(?<=\s))[A-Za-z][a-z']*,?\s[a-z][a-z']*,?\s[a-z][a-z']*,?\s[a-z]+(?=[\s.,:;!?]|$)")
_BULLET = re.compile(r"[-*+•]\s|\d{1,3}[.)]\s|#{2,6}\s|>|\||`{3}|~{3}")
_COMMENT = re.compile(r"#(?!#+[ ])|//|/\*|\*/|\*\s|--\s|\.\.\.$|…$|<!--")
_CLOSING = re.compile(r"[)\]}][)\]},;\s]*$")
_NAME = r"[A-Za-z_$@][\w$]*(?:(?:\.|::|->)[\w$]+)*"
_ASSIGNED = re.compile(
    r"(?:(?:const|let|var|final|auto|val|static|public|private|protected|mut|int|long|float|double|"
    r"bool|boolean|char|string|String)[ \t]+)*"
    rf"{_NAME}(?:\[[^\]\n]{{0,80}}\])*(?:[ \t]*,[ \t]*[*]?{_NAME})*(?:[ \t]*:[ \t]*[\w\[\], .|<>?]{{1,80}}?)?"
    r"[ \t]*(?:[-+*/%&|^:?@]|<<|>>|\*\*|//|\?\?)?=(?![=>~])[ \t]*\S"
)
_VALUE = r"""[\w.'"\[\]()!]+"""
_TEST = r"""[\w.,'"\[\](){} !=<>+*/%-]*"""
_DEFINITION = re.compile(
    r"(?:async )?def \w+ *[(:]|(?:export )?(?:default )?(?:abstract )?class \w+ *(?:[(:{<]|extends |implements |$)"
    r"|(?:export )?(?:async )?function[ *]\w* *\(|func (?:\([^)]*\) *)?\w+\(|(?:pub )?fn \w+[<(]"
    r"""|import [\w.*{"'][\w.*{} ,"'/@-]*(?: (?:as|from) .{1,80})?;?$|from \.*[\w.]* import \S"""
    r"""|#include *[<"]|using [\w.:]+;|package [\w.]+;?$|@[A-Za-z_][\w.]*(?:\(.*\)?)?$|(?:\$|>>>|\.\.\.) \S"""
    r"""|Traceback \(most|File "[^"]*", line \d|(?:diff --git|@@ -\d|\+\+\+ \S|--- [ab]/)"""
)
_STATEMENT = re.compile(
    rf"(?:if|elif|while|unless) (?:not )?{_VALUE}(?: ?(?:[=!<>]=?=?|is|in|not|and|or|[-+*/%&|]) ?{_TEST})?:$"
    r"|(?:if|while|for|switch|catch|else if) ?\(.*[){;]$|for [\w(), *]+? in [^ ].*:$|with [\w.]+\(.*\)(?: as \w+)?:$"
    r"|(?:else|try|finally|do|begin) ?[:{]$|\} *(?:else|catch|finally|while)\b.*$"
    r"|except(?: [\w.(), ]+?(?: as \w+)?)?:$|(?:pass|break|continue|return);?$"
    r"|(?:return|raise|yield|throw|await|del|assert|yield from) "
    r"""(?=.*[\w)\]]\(|.*[\[{_;]|['"]|-?\d+;?$|\w+$|\w+\.\w)(?!.*[.!?]$)"""
)
_CALL = re.compile(rf"(?:await[ ]|new[ ]|return[ ])?{_NAME}(?:\[[^\]\n]{{0,80}}\])*\((?:.*[)\],;({{\[:]|.*,)?$")
_MEMBER = re.compile(
    r"""['"][^'"]{1,100}['"][ ]*:[ ].*[,{\[]$|\w+=[\w'"\[({.-][^ ]*,$"""
    r"""|[{\[(]{1,3}$|.*(?:=>|\)|=)[ ]*\{$|.*(?:->|\)|=)[ ]*[\w<>\[\]., ]{0,80}\{$"""
)
_TAIL = re.compile(r".*(?:\);|\};|\];|\w\[[^\]]*\];|[)\w\]\"']\s*[-+*/=&|<>]{1,3}\s*[\w\"'(].*;)$")
_MAX = 400


def look_at(line: str, *, is_inside: bool = False) -> Look:
    """What the line looks like. Lines of more than 400 characters are prose.

    `is_inside`: its neighbours are code and it is indented below them, so a statement that could be words is one.
    """
    bare = line.strip()
    if not bare:
        return Look.BLANK
    if len(bare) > _MAX:
        return Look.PROSE
    if _COMMENT.match(bare) and not bare.startswith("---"):
        return Look.NEUTRAL
    if _CLOSING.match(bare):
        return Look.NEUTRAL
    if _BULLET.match(bare) and not bare.startswith(">>> "):
        return Look.PROSE
    if is_inside and _STATEMENT.match(bare):
        return Look.CODE
    return Look.CODE if _is_code(bare) else Look.PROSE


def _is_code(bare: str) -> bool:
    if "`" in bare:
        return False
    plain = _STRINGS.sub('""', bare).split("  # ")[0].split(" // ")[0].rstrip()
    if _WORDS.search(plain) or re.search(r"[a-z)][.!?]$", plain):
        return False
    if _DEFINITION.match(bare) or _STATEMENT.match(plain) or _STATEMENT.match(bare):
        return True
    return any(pattern.match(plain) for pattern in (_ASSIGNED, _CALL, _MEMBER, _TAIL))


def brackets(line: str) -> int:
    """How many brackets the line opens and leaves open; negative where it closes more. Strings and comments don't
    count."""
    if len(line) > _MAX:
        return 0
    plain = _STRINGS.sub("", line).split("#")[0]
    return sum(plain.count(letter) for letter in "([{") - sum(plain.count(letter) for letter in ")]}")
