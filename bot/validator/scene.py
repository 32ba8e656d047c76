"""The code as checks see it: the change behind a CodeView, asked in the words of claims."""

from collections.abc import Collection, Sequence

from bot.code import queries
from bot.model.change import ChangedFile
from bot.model.claim import Claim
from bot.model.facts import Binding, Call, Definition, Diagnostic, Facts, Hit, SourceFile
from bot.model.place import Extent, Side
from bot.ports import CodeView
from bot.validator.lookup import Lookup


class Scene:
    """One change, with answers kept for the length of a run. `words` and `lint` are cheap only for what was announced.

    The engine announces before the checks run: the subject words of all claims, and every text that will be linted.
    """

    def __init__(self, code: CodeView) -> None:
        self.code = code
        self.lookup = Lookup(code)
        self._hits: dict[str, Sequence[Hit]] = {}
        self._lint: dict[tuple[str, str], Sequence[Diagnostic] | None] = {}
        self._changed = {file.path: file for file in code.changed()}
        self._paths = frozenset(code.paths())

    def announce(self, words: Collection[str], sources: Collection[tuple[str, str]]) -> None:
        """Fetch in one go what the checks will ask for."""
        missing = sorted(set(words) - self._hits.keys())
        if missing:
            self._hits.update(self.code.words(missing))
        unread = sorted(set(sources) - self._lint.keys())
        if unread:
            self._lint.update(self.code.lint(unread))

    def changed(self) -> Sequence[ChangedFile]:
        """The files of the change."""
        return tuple(self._changed.values())

    def change_of(self, path: str) -> ChangedFile | None:
        """How the change touches this path (its new name), or None."""
        return self._changed.get(path)

    def has_path(self, path: str) -> bool:
        """Whether the head tree has a file of exactly this path."""
        return path in self._paths

    def paths(self) -> Sequence[str]:
        """All paths of the head tree."""
        return self.code.paths()

    def file(self, path: str, side: Side = Side.NEW) -> SourceFile | None:
        """The file of a tree, or None."""
        return self.code.read(path, side)

    def reading(self, path: str, text: str) -> SourceFile | None:
        """What `text` would be if it stood at `path`."""
        return self.code.read(path, Side.NEW, text)

    def source(self, claim: Claim) -> SourceFile | None:
        """The file that the claim is anchored in."""
        location = claim.location
        return self.file(location.path, location.side) if location.path else None

    def facts(self, claim: Claim) -> Facts | None:
        """The facts of the claim's file, only where names and scopes of it are known (Python that parses)."""
        source = self.source(claim)
        return source.facts if source and source.facts and source.facts.is_complete else None

    def definition(self, claim: Claim, name: str | None = None) -> Definition | None:
        """The definition of `name` (the claim's subject without it) in the claim's file; None if none or ambiguous."""
        facts = self.facts(claim)
        wanted = claim.subject if name is None else name
        return queries.definition_named(facts, wanted, claim.location.start_line) if facts and wanted else None

    def definition_at(self, claim: Claim) -> Definition | None:
        """The definition at the claim's line: the one whose header it is, else the innermost around it."""
        facts, line = self.facts(claim), claim.location.start_line
        if facts is None or line is None:
            return None
        headed = [one for one in facts.definitions if line in Extent(one.lines.start, one.header.end)]
        return headed[-1] if headed else queries.enclosing(facts, line)

    def universe(self, claim: Claim) -> Definition | None:
        """The definition that the claim's words name as its scope, if this file has it."""
        return self.definition(claim, claim.scope) if claim.scope else None

    def bindings(self, claim: Claim, name: str | None = None) -> tuple[Binding, ...]:
        """The bindings of a name in the claim's file, nearest first."""
        facts = self.facts(claim)
        wanted = claim.subject if name is None else name
        return queries.bindings_of(facts, wanted, claim.location.start_line) if facts and wanted else ()

    def calls(self, claim: Claim, callee: str | None = None) -> tuple[Call, ...]:
        """Live calls of `callee` (the claim's subject without it) in the scope that the claim names, else in its file."""
        source = self.source(claim)
        if source is None or source.facts is None:
            return ()
        return queries.calls_of(source.facts, claim.subject if callee is None else callee, self.universe(claim))

    def shadow(self, claim: Claim, callee: str | None = None) -> tuple[Call, ...]:
        """The calls of `callee` in commented-out code of the claim's file."""
        source = self.source(claim)
        if source is None or source.facts is None:
            return ()
        return queries.shadow_calls_of(source.facts, claim.subject if callee is None else callee)

    def lint(self, source: SourceFile, *rules: str, within: Extent | None = None) -> tuple[Diagnostic, ...] | None:
        """What ruff says of a file, for rules that begin with one of `rules`; None where it could not read it: no evidence."""
        self.announce((), [(source.path, source.text)])
        found = self._lint[source.path, source.text]
        if found is None:
            return None
        return tuple(d for d in found if d.rule.startswith(rules) and (within is None or d.line in within))

    def words(self, name: str) -> Sequence[Hit]:
        """Occurrences of a word in all text files of the head tree (at most 200)."""
        self.announce([name], ())
        return self._hits.get(name, ())
