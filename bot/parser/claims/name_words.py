"""Pieces of patterns that the cues about names share: a list of names, a bare word, a place in code."""

PLACE = (
    "(?:the |this |its |that |any )?(?:(?:current|same|entire|whole|rest of the|remaining|"
    "provided|given|function|method|class) )?"
    "(?:file|module|function|method|class|code ?base|code|scope|body|project|repo|repository|"
    "program|script|test|package|implementation|snippet|diff|patch|change|constructor|"
    "component|loop|block|interface|struct|trait|page|template|"
    r"service|controller|context)\b"
)

NO_IF = (
    r"(?<!\bif )(?<!\bif the )(?<!\bwhen )(?<!\bwhen the )(?<!\bunless )(?<!\bwhether )"
    r"(?<!\bwhether the )(?<!\bmodified )(?<!\bupdated )"
    r"(?<!\breturned )(?<!\bresulting )(?<!\breturn value of )(?<!\bresult of )"
    r"(?<!\bresults of )(?<!\boutput of )(?<!ing )"
)
SUBJECTS = r"(?>['\"]?(?P<subjects>{codes})['\"]?|['\"](?P<subject>[A-Za-z_]\w{0,60})['\"])"
"""Names in back-ticks or recognisable as code, or one plain word in quotation marks; a list is taken whole."""

FIRST = (
    rf"(?=['\"«]|\b(?:in|within|inside|for)\b){NO_IF}(?<!\bin )(?<!\bwithin )(?<!\binside )"
    r"(?<!\bfor )(?:(?<!\bof )|(?<=\bvalue of ))(?<!\bafter )(?<!\bbefore )"
    r"(?:\b(?:in|within|inside|for) (?:the )?(?:{fn} |file )?(?P<scope>«\d+»)(?: {fn})?(?:(?:,| and) «\d+»){0,3}?, )?"
    rf"{SUBJECTS}"
)
"""Names at the head of a statement, and the place that stands before them: "in `load`, `tmp` is"."""

WORD = (
    r"(?<![\w«])(?!(?:it|this|that|which|they|these|those|the|a|an|one|some|something|what|who|being|are|"
    "is|was|and|or|in|of|for|to|from|with|"
    "at|on|by|as|but|if|not|never|be|been|has|have|had|will|would|should|can|could|may|might|"
    "does|do|name|names|named|called|import|imports|"
    "imported|importing|variable|variables|parameter|parameters|argument|arguments|function|"
    "functions|method|methods|class|classes|attribute|attributes|"
    "module|modules|package|library|statement|statements|value|values|code|file|unused|same|"
    "following|first|second|new|old|above|below|"
    "helper|private|public|local|global|loop|input|instance|other|entire|whole|last|current|"
    "static|async|also|currently|still|when|"
    "entirely|completely|altogether|instead|where|if|unless|no|its|their|our|your|there|here|"
    "each|every|any|all|detected|found|block|section|order|warning|error|must|needs?|you|we|"
    "only|additionally|furthermore|moreover|similarly|likewise|finally|lastly|firstly|secondly|"
    "thirdly|however|besides|again|apart|further|meanwhile|then|thus|therefore|hence|so|next|now|"
    r"overall|notably|specifically|generally|consequently|note|please|both|neither|either)\b)"
    r"[A-Za-z_][A-Za-z0-9_]{0,60}"
)
"""A bare word that may be a name: no word of the grammar around it."""
