"""Which words of a sentence are names of code although nobody put back-ticks around them."""

import re
from collections.abc import Iterator

_WORD = re.compile(
    r"(?:[^\w$.~/\\-]++|[A-Za-z][a-z]*+(?:[\s,;!?)'\"]|[.:](?=\s))++)*+"
    r"(?P<word>(?<!\w)(?:--?[A-Za-z][\w-]*+|[A-Za-z0-9_$.~/\\][\w$.~/\\:#@+-]*+))?"
)
"""Plain words are stepped over inside the pattern, for most words are plain."""
_MAX = 300
_EXTENSIONS = (
    "py|pyi|pyx|ipynb|js|jsx|mjs|cjs|ts|tsx|vue|svelte|go|rs|java|kt|kts|scala|groovy|gradle|rb|erb|php|c|h|cc|cpp|cxx|hpp|hh|cs|fs|"
    "swift|m|mm|lua|pl|pm|r|jl|ex|exs|erl|hs|clj|dart|zig|sh|bash|zsh|ps1|bat|sql|proto|graphql|html|htm|css|scss|sass|less|"
    "xml|xsd|svg|json|jsonc|json5|yaml|yml|toml|ini|cfg|conf|env|properties|md|rst|txt|csv|tsv|lock|tf|hcl|j2|tmpl|tpl|mk|"
    "cmake|dockerfile|log|patch|diff|snap"
)
_LINES = r"(?::\d+(?:[-–:]\d+)?|#L?\d+(?:-L?\d+)?)?"
_PATH = re.compile(
    rf"(?:(?:[\w.~@+$-]+|)/)*[\w.+@$-]*\w\.(?:{_EXTENSIONS}){_LINES}"
    rf"|(?:(?:\.?[\w~@+$-]+|\.\.?)/)+[\w.+-]+\.[A-Za-z][A-Za-z0-9]{{0,6}}{_LINES}",
    re.IGNORECASE,
)
_DOTFILE = re.compile(r"(?:[\w.-]+/)*\.[a-z][\w-]*(?:rc|ignore|env|config|lock|attributes|keep|file)(?:\.\w+)?")
_FLAG = re.compile(r"--[A-Za-z][\w-]*\w|--\w")
_DOTTED = re.compile(r"[A-Za-z_$][\w$]*(?:(?:\.|::)[A-Za-z_$][\w$]*)+")
_SNAKE = re.compile(r"\$?_*[A-Za-z]\w*_\w*|_+[A-Za-z]\w*")
_CAMEL = re.compile(r"\$?(?:[A-Z]+[a-z0-9]+[A-Z]\w*|[A-Z]{2,}[a-z]{2,}\w*|[a-z]+[0-9]*[A-Z]\w*)")
_SIMPLE = re.compile(r"[A-Za-z_$][\w$]*")
_CALL_TAIL = re.compile(r"\([^()\n]{0,200}+(?:\([^()\n]{0,100}+\)[^()\n]{0,100}+){0,3}+\)")
_ARGUMENTS = re.compile(r"\((?:[\w.*'\"&:=\[\]-]{1,100}+(?:, ?+[\w.*'\"&:=\[\]-]{1,100}+){0,8}+)?\)")
_INDEX = re.compile(r"\[(?=[^\]])[^\[\]\s]{0,60}+(?:\[[^\[\]\s]{0,40}+\][^\[\]\s]{0,40}+)?\]")
_MEMBER = re.compile(r"(?:\.|::|->)[A-Za-z_]\w*")
_PLURAL = re.compile(r"\((?:s|es|ies|n't|e?d)\)")
_PRODUCTS = re.compile(
    r"ActionScript|AppArmor|BitBucket|ChatGPT|CMake|CoffeeScript|CodeQL|CodeRabbit|CPython|DDoS|DevOps|DevSecOps|"
    r"DevTools|DoS|ESLint|OpenCV|OpenGL|WebGL|WebGPU|"
    r"DynamoDB|eBay|FastAPI|GitHub|GitLab|GraphQL|gRPC|IntelliJ|iOS|IPv4|IPv6|JavaScript|JetBrains|JSDoc|JUnit|"
    r"LaTeX|LinkedIn|macOS|MariaDB|McCabe|MongoDB|MySQL|NextJS|NodeJS|NoSQL|npmJS|NumPy|OAuth|OAuth2|OpenAI|"
    r"OpenAPI|OpenID|OpenSSL|OpenStack|PascalCase|CamelCase|camelCase|PhD|PostgreSQL|PowerShell|PyPI|PyPy|"
    r"PyTorch|RabbitMQ|ReactJS|RuboCop|SciPy|SonarQube|SQLAlchemy|SQLite|StackOverflow|TensorFlow|TOCTOU|"
    r"TypeScript|UUIDv4|VSCode|VueJS|WebAssembly|WebRTC|WordPress|XPath|YouTube|IaC|SaaS|PaaS|kHz|MHz|GHz|kB|"
    r"KiB|MiB|GiB|TiB"
)
_DOTTED_PRODUCTS = re.compile(
    r"node\.js|next\.js|vue\.js|nuxt\.js|react\.js|express\.js|nest\.js|three\.js|d3\.js|angular\.js|ember\.js|"
    r"backbone\.js|moment\.js|socket\.io|asp\.net|ado\.net|vb\.net|ph\.d|a\.k\.a"
)
_DOMAIN = re.compile(r"(?:www\.\S+|(?:[a-z0-9-]+\.)+(?:com|org|edu|gov|uk|de|dev|net|io))", re.IGNORECASE)
_AFTER_STOP = re.compile(
    r"The|This|That|These|Those|It|Its|If|In|However|Also|You|We|They|For|To|Consider|Use|Using|When|While|As|"
    r"And|But|Or|So|Then|There|Here|An|At|By|On|Please|Note|Instead|Additionally|Furthermore|Moreover|"
    r"Otherwise|Since|Because|Although|Ensure|Add|Remove|Make|No|Not|One|With|Without|Overall"
)


def bare_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where between `start` and `end` identifiers, calls, dotted names, flags and file paths stand without
    back-ticks."""
    after = start
    for match in _WORD.finditer(text, start, end):
        first, last = match.span("word")
        if first < after or last - first > _MAX or not _is_suspect(text, first, last, end):
            continue
        for place in _names_in(text, first, last, end):
            yield place
            after = place[1]


def _is_suspect(text: str, start: int, end: int, limit: int) -> bool:
    """A cheap look whether a word can be a name at all: most words are not."""
    word = text[start:end]
    if word.isalpha() and (word.islower() or word.istitle()):
        return end < limit and text[end] in "(["
    return True


def _names_in(text: str, start: int, end: int, limit: int) -> list[tuple[int, int]]:
    word = text[start:end]
    bare = word.rstrip(".:-/#+@~\\")
    if not bare:
        return []
    if bare.startswith("-"):
        is_flag = _FLAG.fullmatch(bare) is not None and not text[max(0, start - 1) : start].isalnum()
        return [(start, start + len(bare))] if is_flag else []
    if _is_path(bare):
        return [(start, start + len(bare))]
    names = []
    for part in re.finditer(r"(?:[\w$.]|::(?=\w)|(?<=\w)\\(?=_))+", word):
        place = _name(text, start + part.start(), start + part.end(), limit)
        if place is not None:
            names.append(place)
    return names


def _is_path(word: str) -> bool:
    if _DOTTED_PRODUCTS.fullmatch(word.lower()) or "://" in word or word.startswith("www."):
        return False
    return _PATH.fullmatch(word) is not None or _DOTFILE.fullmatch(word) is not None


def _name(text: str, start: int, end: int, limit: int) -> tuple[int, int] | None:
    word = text[start:end].rstrip(".:\\")
    lead = len(word) - len(word.lstrip("."))
    start, word = start + lead, word[lead:]
    end = start + len(word)
    plain = word.replace("\\_", "_")
    is_name = _is_name(plain)
    may_go_on = is_name or _SIMPLE.fullmatch(plain) or _DOTTED.fullmatch(plain)
    tail = _tail(text, end, limit, is_name=is_name) if may_go_on else end
    return (start, tail) if is_name or tail > end else None


def _is_name(word: str) -> bool:
    if _DOTTED.fullmatch(word):
        return _is_dotted_name(word)
    if _SNAKE.fullmatch(word):
        return "_" in word.rstrip("_") or len(word) >= 4
    is_plural = word.endswith("s") and word[:-1].isupper()
    return (
        _CAMEL.fullmatch(word) is not None
        and not is_plural
        and _PRODUCTS.fullmatch(word.rstrip("s")) is None
        and _PRODUCTS.fullmatch(word) is None
    )


def _is_dotted_name(word: str) -> bool:
    parts = re.split(r"\.|::", word)
    if all(len(part) == 1 for part in parts) or _DOTTED_PRODUCTS.fullmatch(word.lower()) or _DOMAIN.fullmatch(word):
        return False
    return not any(_AFTER_STOP.fullmatch(part) for part in parts[1:])


def _tail(text: str, end: int, limit: int, *, is_name: bool) -> int:
    """Where the calls, indexes and members behind a name end. Behind a plain word only what can't be prose counts."""
    for _ in range(8):
        after = _piece(text, end, limit, is_name=is_name)
        if after == end:
            return end
        end, is_name = after, True
    return end


def _piece(text: str, end: int, limit: int, *, is_name: bool) -> int:
    letter = text[end : end + 1] if end < limit else ""
    if letter == "(":
        if _PLURAL.match(text, end, limit):
            return end
        found = (_CALL_TAIL if is_name else _ARGUMENTS).match(text, end, limit)
    elif letter == "[":
        found = _INDEX.match(text, end, limit)
        if found is not None and text[found.end() : found.end() + 1] == "(":
            return end
    else:
        found = _MEMBER.match(text, end, limit) if is_name else None
        if found is not None and _AFTER_STOP.fullmatch(found[0].lstrip(".:->")):
            return end
    return found.end() if found else end
