"""A real Python file as material: its lines, its tree, and edits of whole lines."""

import ast
import io
import tokenize
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
_DYNAMIC = frozenset({"locals", "globals", "vars", "eval", "exec"})


@dataclass(frozen=True)
class Source:
    """One file; `neighbour` is another real file, from which foreign code can be taken."""

    path: str
    text: str
    neighbour: str = field(default="", repr=False)

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed file."""
        return ast.parse(self.text)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without line ends."""
        return tuple(self.text.split("\n")[:-1] if self.text.endswith("\n") else self.text.split("\n"))

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """What each node stands in."""
        return {child: node for node in self.nodes for child in ast.iter_child_nodes(node)}

    @cached_property
    def functions(self) -> tuple[FunctionNode, ...]:
        """Functions and methods whose name is defined once in the file, so that the bare name says which."""
        found = [n for n in self.nodes if isinstance(n, FunctionNode)]
        defined = Counter(n.name for n in self.nodes if isinstance(n, FunctionNode | ast.ClassDef))
        return tuple(
            sorted((n for n in found if defined[n.name] == 1 and not n.name.startswith("__")), key=lambda n: n.lineno)
        )

    @cached_property
    def words(self) -> Counter[str]:
        """How often each identifier-like word stands in the text, strings and comments included."""
        found: Counter[str] = Counter()
        word = ""
        for letter in self.text + " ":
            if letter.isidentifier() or (word and letter.isdigit()):
                word += letter
            elif word:
                found[word] += 1
                word = ""
        return found

    @cached_property
    def is_dynamic(self) -> bool:
        """Whether names may be read in a way that no tree shows."""
        return bool(_DYNAMIC & self.words.keys()) or "import *" in self.text

    @cached_property
    def comments(self) -> tuple[tuple[int, int, str], ...]:
        """Line, column and text of every comment."""
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        return tuple((t.start[0], t.start[1], t.string) for t in tokens if t.type == tokenize.COMMENT)

    def stores(self, name: str) -> list[ast.AST]:
        """Every node that binds a name, in any scope."""
        return [n for n in self.nodes if name in bound_by(n)]

    def function_of(self, node: ast.AST) -> FunctionNode | None:
        """The innermost function around a node."""
        return next((n for n in self.around(node) if isinstance(n, FunctionNode)), None)

    def around(self, node: ast.AST) -> Iterator[ast.AST]:
        """What encloses a node, innermost first."""
        while (parent := self.parents.get(node)) is not None:
            yield parent
            node = parent

    def is_whole(self, statement: ast.stmt) -> bool:
        """Whether a statement stands alone on its lines."""
        before = self.lines[statement.lineno - 1].encode()[: statement.col_offset]
        after = self.lines[last_line(statement) - 1].encode()[statement.end_col_offset or 0 :]
        return not before.strip() and (not after.strip() or after.strip().startswith(b"#"))

    def indent(self, line: int) -> str:
        """The white space that a line begins with."""
        text = self.lines[line - 1]
        return text[: len(text) - len(text.lstrip())]

    def with_lines(self, start: int, end: int, new: Sequence[str]) -> str:
        """The text with lines `start` to `end` replaced; `end` before `start` inserts before `start`."""
        return "\n".join([*self.lines[: start - 1], *new, *self.lines[end:]]) + "\n"

    def with_segment(self, node: ast.expr, new: str) -> str | None:
        """The text with the source of an expression on one line replaced; None where it spans several."""
        if node.lineno != node.end_lineno:
            return None
        line = self.lines[node.lineno - 1].encode()
        edited = line[: node.col_offset] + new.encode() + line[node.end_col_offset or 0 :]
        return self.with_lines(node.lineno, node.lineno, [edited.decode()])

    def line_of(self, number: int) -> str:
        """A line without its margin, as a reviewer quotes it."""
        return self.lines[number - 1].strip()


def last_line(node: ast.stmt | ast.expr | ast.excepthandler) -> int:
    """The line on which a node ends."""
    return node.end_lineno or node.lineno


def first_line(node: FunctionNode | ast.ClassDef) -> int:
    """The first line of a definition, decorators included."""
    return min([node.lineno, *(d.lineno for d in node.decorator_list)])


def has_docstring(node: FunctionNode | ast.ClassDef | ast.Module) -> bool:
    """Whether a body begins with a string."""
    return ast.get_docstring(node, clean=False) is not None


def live_body(node: FunctionNode) -> list[ast.stmt]:
    """The statements of a function after its docstring."""
    return node.body[1:] if has_docstring(node) else node.body


def own_nodes(node: FunctionNode) -> Iterator[ast.AST]:
    """The nodes of a function that do not stand in a function or class inside it."""
    waiting: list[ast.AST] = list(node.body)
    while waiting:
        found = waiting.pop()
        yield found
        if not isinstance(found, FunctionNode | ast.ClassDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(found))


def bound_by(node: ast.AST) -> tuple[str, ...]:
    """The names that a node binds."""
    if isinstance(node, ast.Name):
        return () if isinstance(node.ctx, ast.Load) else (node.id,)
    if isinstance(node, FunctionNode | ast.ClassDef):
        return (node.name,)
    if isinstance(node, ast.arg):
        return (node.arg,)
    if isinstance(node, ast.Import | ast.ImportFrom):
        return tuple((alias.asname or alias.name).split(".")[0] for alias in node.names)
    if isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar):
        return (node.name,) if node.name else ()
    if isinstance(node, ast.Global | ast.Nonlocal):
        return tuple(node.names)
    return ()


def dotted(node: ast.AST) -> str:
    """The dotted name that an expression is; empty where it is something else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        owner = dotted(node.value)
        return f"{owner}.{node.attr}" if owner else ""
    return ""


def parses(text: str) -> bool:
    """Whether Python reads a text."""
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return True


def is_same_code(one: str, other: str) -> bool:
    """Whether two texts differ in layout only."""
    return parses(one) and parses(other) and ast.dump(ast.parse(one)) == ast.dump(ast.parse(other))
