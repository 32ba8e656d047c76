"""Cues of what a project asks of a change: a release note, no `self` where none is read."""

from bot.parser.claims.cue import Cue, cue

_NOTE = r"(?:release[- ]?notes?|reno(?: notes?)?|change ?log(?: entr(?:y|ies))?|news (?:fragments?|entr(?:y|ies)|files?)|newsfragments?)"
_METHOD = r"(?:(?P<subject>{code})|(?:this|that)(?: {fn})?|it)"
_STATIC = r"(?:«\d+»|static ?method|static method|(?:plain |module[- ]level |free |simple )?function)"

CUES: tuple[Cue, ...] = (
    cue(
        "missing-release-note",
        rf"\b(?:missing|no|lacks?|needs?|requires?|wants?|deserves?|without|please add|should have|add|you(?:'ll)? need)(?: (?:an?|the|any|to|add|own|have|its|some)){{0,3}} {_NOTE}(?! (?:says?|is|are|was|format|should|for [^.]* (?:says|is)))",
    ),
    cue(
        "missing-release-note",
        rf"\b{_NOTE} (?:is|are) (?:missing|lacking|absent|needed|required)\b|\b{_NOTE} missing\b",
    ),
    cue(
        "unused-self",
        rf"{_METHOD}(?: is an? (?:instance |regular |normal |plain )?{{fn}})?,? (?:which |that |but |and )?(?:does not|doesn't|never|do not|don't) (?:actually |even |really |ever )?(?:uses?|needs?|reads?|references?|touch(?:es)?|access(?:es)?) (?P<value>{{code}}|self|any instance (?:state|attributes?|data)|instance (?:state|attributes?))(?=\W*$|[,;:.)]| (?:so|and|at all|here|anywhere|but|which)\b)",
        only=r"self|any instance .*|instance .*",
    ),
    cue(
        "unused-self",
        r"\b(?:does not|doesn't|never) (?:actually |even |really |ever )?(?:uses?|needs?|reads?|references?|touch(?:es)?|access(?:es)?) (?P<value>{code}|self)(?=\W*$|[,;:.)]| (?:so|and|at all|here|anywhere|but|which)\b)",
        only=r"self",
    ),
    cue(
        "unused-self",
        rf"{_METHOD} (?:can|could|should|may|might) (?:just |simply |also |easily )?be(?: made| turned into| converted to| declared(?: as)?| marked(?: as)?)? (?:an? )?(?P<value>{_STATIC})(?=\W*$|[,;:.)]| (?:as|since|because|so|and)\b)",
        only=r"@?static ?method|static method|.*function",
    ),
    cue(
        "unused-self",
        rf"^\W*(?:can|could|should|may|might) (?:just |simply |also |easily )?be(?: made| turned into)? (?:an? )?(?P<value>{_STATIC})(?=\W*$|[,;:.)])",
        only=r"@?static ?method|static method|.*function",
    ),
    cue("unused-self", r"\bmethod could be a (?:function|static ?method)\b|\bno-self-use\b"),
)
