"""What is known of one file's text: line classes for every language, and names, calls and handlers where one is read whole.

All lines are 1-based; every `scope` is the dotted name of the enclosing definition (`Loader.load`), empty for the module."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from bot.model.outcomes import Outcomes
from bot.model.place import Extent, Side


class LineClass(StrEnum):
    """What a line consists of. A line with code and a trailing comment is code; TEXT is used where nothing is known."""

    BLANK = "blank"
    COMMENT = "comment"
    DOCSTRING = "docstring"
    STRING = "string"
    CODE = "code"
    TEXT = "text"


class DefinitionKind(StrEnum):
    """What a definition defines."""

    FUNCTION = "function"
    METHOD = "method"
    CLASS = "class"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a function, in order; `default` is its source text or None."""

    name: str
    line: int
    annotation: str | None = None
    default: str | None = None
    default_is_mutable: bool = False
    kind: str = "positional"


@dataclass(frozen=True, slots=True)
class Definition:
    """A function, method or class. `name` is its last part, `qualified` the dotted whole, `scope` what encloses it.

    `lines` runs from the first decorator to the last line, `header` from `def` to the colon, `body` is the rest.
    `statements` counts all statements inside. `overloaded` marks typing stubs (`@overload`, protocol `...` bodies)."""

    name: str
    qualified: str
    scope: str
    kind: DefinitionKind
    lines: Extent
    header: Extent
    body: Extent
    docstring: Extent | None = None
    parameters: tuple[Parameter, ...] = ()
    decorators: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    is_async: bool = False
    returns: str | None = None
    returns_value: bool = False
    falls_off_end: bool = False
    is_generator: bool = False
    statements: int = 0
    complexity: int = 1
    is_stub: bool = False
    is_dynamic: bool = False


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a call: its source text with single spaces, and its keyword where it has one."""

    text: str
    keyword: str | None = None
    is_constant: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A live call. `callee` is the dotted source text (`self.api.get`), `name` its last part; `statement` the whole statement.

    `assigned_to`: the plain name that receives the result. `managed`: opened by `with`. `awaited`: under `await`.
    `guarded`: indexes into `FileFacts.tries` of the enclosing try bodies in the same function, innermost first.
    """

    callee: str
    name: str
    lines: Extent
    scope: str
    arguments: tuple[Argument, ...] = ()
    statement: Extent = Extent(1, 1)
    text: str = ""
    assigned_to: str = ""
    managed: bool = False
    awaited: bool = False
    returned: bool = False
    in_loop: bool = False
    is_statement: bool = False
    guarded: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Handler:
    """One `except` clause. `types` are source texts, empty for a bare except.

    `raises`, `logs`, `returns`: its body has such a statement. `is_silent`: the body does nothing (`pass`, `...`, `continue`).
    """

    types: tuple[str, ...]
    lines: Extent
    scope: str
    name: str = ""
    raises: bool = False
    logs: bool = False
    returns: bool = False
    is_silent: bool = False


@dataclass(frozen=True, slots=True)
class TryBlock:
    """A try statement: the lines of its body, its handlers, and its finally clause."""

    lines: Extent
    body: Extent
    scope: str
    handlers: tuple[Handler, ...] = ()
    final: Extent | None = None


class BindingKind(StrEnum):
    """How a name came to be."""

    IMPORT = "import"
    VARIABLE = "variable"
    PARAMETER = "parameter"
    FUNCTION = "function"
    CLASS = "class"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class Binding:
    """A name bound in a scope and every read of it that resolves to that scope, in this file.

    ATTRIBUTE: assigned in a class body, or as `self.name` in its methods; its `scope` is the class; `reads` are reads of
    `self.name`, `cls.name` or `Class.name` in the file. `is_closed`: nothing outside this scope can read it (a local of a
    function without eval, exec, locals). `is_exported`: it stands in `__all__`, is re-exported (`import x as x`), or decorated.
    """

    name: str
    kind: BindingKind
    scope: str
    lines: tuple[Extent, ...]
    reads: tuple[int, ...] = ()
    is_closed: bool = False
    is_exported: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True)
class Import:
    """One bound name of an import statement: `from module import name as bound`, or `import module as bound`."""

    module: str
    bound: str
    lines: Extent
    scope: str
    name: str = ""
    in_type_checking: bool = False
    in_try: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """A live read of a name or attribute. `text` is dotted (`self.a.b`), `name` the last part."""

    text: str
    name: str
    line: int
    scope: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A run of consecutive comment lines (or one trailing comment); `text` without leaders, lines joined by newlines."""

    text: str
    lines: Extent
    is_trailing: bool = False
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A string literal: its value, cut at 500 characters; `target` is the name, keyword or key it is bound to."""

    value: str
    lines: Extent
    scope: str
    target: str = ""
    is_docstring: bool = False
    is_formatted: bool = False


@dataclass(frozen=True, slots=True)
class Guard:
    """A test of a name (`if x`, `if x is None`, `assert x`, `x or y`) and the lines on which it then holds."""

    text: str
    names: tuple[str, ...]
    line: int
    covers: Extent
    scope: str


@dataclass(frozen=True, slots=True)
class ShadowCode:
    """Commented-out code: a comment run that parses once its leader is cut. Lines are those of the file."""

    text: str
    lines: Extent
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text does not parse: line, 1-based, and the parser's words."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything read from one text. `is_complete`: names and scopes are known (a language read whole, and it parsed).

    `raises`: names, lines and scopes of such statements. `dynamic`: scopes with exec, eval, locals, globals or vars.
    """

    language: str
    line_classes: tuple[LineClass, ...]
    is_complete: bool = False
    fault: Fault | None = None
    definitions: tuple[Definition, ...] = ()
    calls: tuple[Call, ...] = ()
    tries: tuple[TryBlock, ...] = ()
    suppressions: tuple[tuple[str, Extent], ...] = ()
    bindings: tuple[Binding, ...] = ()
    imports: tuple[Import, ...] = ()
    reads: tuple[Read, ...] = ()
    comments: tuple[Comment, ...] = ()
    shadow: tuple[ShadowCode, ...] = ()
    texts: tuple[Text, ...] = ()
    guards: tuple[Guard, ...] = ()
    raises: tuple[tuple[str, int, str], ...] = ()
    statements: tuple[Extent, ...] = ()
    unreachable: tuple[Extent, ...] = ()
    exports: tuple[str, ...] = ()
    dynamic: tuple[str, ...] = ()
    has_star_import: bool = False
    outcomes: Outcomes = field(default_factory=Outcomes)


@dataclass(frozen=True)
class SourceFile:
    """One file of one tree. `facts` is None where it could not be read; `skipped` then says why in a few words."""

    path: str
    side: Side
    text: str
    facts: Facts | None
    skipped: str = ""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their line ends, as editors count them."""
        return tuple(self.text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n"))


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message of a linter: its rule, place and words."""

    rule: str
    line: int
    end_line: int
    message: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One occurrence of a word in the head tree."""

    path: str
    line: int
    text: str
