"""Walks the statements of a module in one pass and fills in what is seen."""

import ast
from collections.abc import Sequence
from dataclasses import replace

from bot.code.languages.python import blocks, calls, definitions, handlers, imports, texts
from bot.code.languages.python.expressions import Expressions, all_parameters, defaults_of
from bot.code.languages.python.flow import unreachable_part
from bot.code.languages.python.scopes import Scope, ScopeKind, Site
from bot.code.languages.python.source import dotted
from bot.code.languages.python.state import Place, Seen
from bot.model.facts import BindingKind
from bot.model.place import Extent

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Walk:
    """One pass over a tree. Statements nest at most as deep as indentation may; chains of `elif` are a loop."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self.expressions = Expressions(seen)

    def module(self, tree: ast.Module, scope_name: str = "") -> None:
        """Walk a whole module, or a piece of commented-out code as if it stood in the scope of that name."""
        scope = Scope(ScopeKind.MODULE, scope_name)
        self.seen.scopes.append(scope)
        self._docstring(tree.body)
        self.block(tree.body, Place(scope))

    def block(self, body: Sequence[ast.stmt], place: Place) -> None:
        """Walk the statements of one block."""
        if not body:
            return
        last_line = body[-1].end_lineno or body[-1].lineno
        for statement in body:
            header = blocks.header_of(statement, self.seen.source)
            self.seen.statements.append(header)
            place.scope.named.statements += not self._is_docstring(statement)
            self._visit(statement, place, header)
            blocks.note_guards_after(statement, last_line, place, self.seen)
        if (dead := unreachable_part(body)) is not None:
            self.seen.unreachable.append(dead)

    def _is_docstring(self, node: ast.stmt) -> bool:
        return isinstance(node, ast.Expr) and node.value in self.seen.docstrings

    def _visit(self, node: ast.stmt, place: Place, header: Extent) -> None:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._function(node, place, header)
            case ast.ClassDef():
                self._class(node, place, header)
            case ast.Assign():
                self._assign(node, place, header)
            case ast.AnnAssign():
                self._annotated(node, place, header)
            case ast.AugAssign():
                self._augmented(node, place, header)
            case ast.Import():
                imports.add_plain(node, place, self.seen)
            case ast.ImportFrom():
                imports.add_from(node, place, self.seen)
            case ast.Global():
                place.scope.module_names.update(node.names)
            case ast.Nonlocal():
                place.scope.outer_names.update(node.names)
            case _:
                if not blocks.visit(self, node, place, header):
                    self._simple(node, place, header)

    def _simple(self, node: ast.stmt, place: Place, header: Extent) -> None:
        match node:
            case ast.Return(value=ast.expr() as value):
                is_none = isinstance(value, ast.Constant) and value.value is None
                place.scope.returns_value = place.scope.returns_value or not is_none
                calls.give_role(node, self.seen)
            case ast.Raise():
                kind = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
                self.seen.raises.append((dotted(kind) if kind else "", node.lineno, place.scope.name))
            case ast.Expr(value=value):
                calls.give_role(node, self.seen)
                handlers.note_suppression(value, header, self.seen, minimum=2)
                imports.note_exports(node, self.seen)
        self.expressions.walk(node, place, header)

    def _assign(self, node: ast.Assign, place: Place, header: Extent) -> None:
        calls.give_role(node, self.seen)
        imports.note_exports(node, self.seen)
        is_constant = isinstance(node.value, ast.Constant)
        texts.name_value(node.value, texts.target_name(node.targets[0]), self.seen)
        self.expressions.walk(node.value, place, header)
        for target in node.targets:
            if isinstance(target, ast.Name):
                self.expressions.store(target, place, self.seen.source.segment(node.value), is_constant)
            else:
                self.expressions.walk(target, place, header)
                self._value_of_attribute(target, node.value)

    def _value_of_attribute(self, target: ast.expr, value: ast.expr) -> None:
        """The use that was noted last is that of the target itself."""
        uses = self.seen.attributes
        if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and uses and uses[-1].is_store:
            uses[-1] = uses[-1]._replace(value=self.seen.source.segment(value))

    def _annotated(self, node: ast.AnnAssign, place: Place, header: Extent) -> None:
        calls.give_role(node, self.seen)
        imports.note_exports(node, self.seen)
        texts.note_annotation(node.annotation, place, self.seen)
        if node.value is not None:
            texts.name_value(node.value, texts.target_name(node.target), self.seen)
            if texts.is_alias(node.annotation):
                texts.note_annotation(node.value, place, self.seen)
        self.expressions.walk(node.annotation, place, header)
        self.expressions.walk(node.value, place, header)
        if isinstance(node.target, ast.Name):
            value = self.seen.source.segment(node.value) if node.value else ""
            self.expressions.store(node.target, place, value, isinstance(node.value, ast.Constant))
        else:
            self.expressions.walk(node.target, place, header)
            if node.value is not None:
                self._value_of_attribute(node.target, node.value)

    def _augmented(self, node: ast.AugAssign, place: Place, header: Extent) -> None:
        imports.note_exports(node, self.seen)
        if isinstance(node.target, ast.Name):
            self.expressions.store(node.target, place, "", True)
            place.scope.augment(node.target.id, node.lineno)
        else:
            self.expressions.walk(node.target, place, header)
        self.expressions.walk(node.value, place, header)

    def _function(self, node: Function, place: Place, header: Extent) -> None:
        around = self._type_parameters(node, place, header)
        self._signature(node, around, header)
        scope = self._enter(node, place, around, ScopeKind.FUNCTION)
        positional = [*node.args.posonlyargs, *node.args.args]
        scope.first = positional[0].arg if positional else ""
        scope.is_static = any(dotted(decorator) == "staticmethod" for decorator in node.decorator_list)
        scope.complexity = 1
        self.expressions.bind_parameters(node.args, scope)
        self._docstring(node.body)
        self.block(node.body, Place(scope, type_checking=place.type_checking))
        self.seen.definitions.append(definitions.function(node, scope, place.scope, self.seen.source))
        self._leave(scope, place.scope)

    def _signature(self, node: Function, place: Place, header: Extent) -> None:
        positional = [*node.args.posonlyargs, *node.args.args]
        named = [*positional[len(positional) - len(node.args.defaults) :], *node.args.kwonlyargs]
        for parameter, default in zip(named, [*node.args.defaults, *node.args.kw_defaults], strict=True):
            if default is not None:
                texts.name_value(default, parameter.arg, self.seen)
        for expression in [*node.decorator_list, *defaults_of(node.args)]:
            self.expressions.walk(expression, place, header)
        annotations = [parameter.annotation for parameter in all_parameters(node.args)]
        for annotation in [*annotations, node.returns]:
            if annotation is not None:
                texts.note_annotation(annotation, place, self.seen)
                self.expressions.walk(annotation, place, header)

    def _class(self, node: ast.ClassDef, place: Place, header: Extent) -> None:
        around = self._type_parameters(node, place, header)
        for expression in [*node.decorator_list, *node.bases, *node.keywords]:
            self.expressions.walk(expression, around, header)
        scope = self._enter(node, place, around, ScopeKind.CLASS)
        scope.bases = tuple(dotted(base.value if isinstance(base, ast.Subscript) else base) for base in node.bases)
        self._docstring(node.body)
        self.block(node.body, replace(place, scope=scope))
        self.seen.definitions.append(definitions.class_(node, scope, place.scope, self.seen.source))
        self._leave(scope, place.scope)

    def _enter(self, node: Function | ast.ClassDef, place: Place, around: Place, kind: ScopeKind) -> Scope:
        binding = BindingKind.CLASS if kind is ScopeKind.CLASS else BindingKind.FUNCTION
        site = Site(binding, node.lineno, node.lineno, is_exported=bool(node.decorator_list))
        place.scope.bind(node.name, site)
        scope = Scope(kind, place.scope.child_name(node.name), around.scope)
        self.seen.scopes.append(scope)
        return scope

    def _leave(self, scope: Scope, outer: Scope) -> None:
        outer.named.complexity += scope.complexity
        outer.named.statements += scope.statements

    def _type_parameters(self, node: Function | ast.ClassDef, place: Place, header: Extent) -> Place:
        """Type parameters are a scope around a signature; versions that lack them have none."""
        parameters: Sequence[ast.AST] = getattr(node, "type_params", ())
        if not parameters:
            return place
        inner = replace(place, scope=self.expressions.inner_scope(place.scope))
        for parameter in parameters:
            name = str(getattr(parameter, "name", ""))
            inner.scope.bind(name, Site(BindingKind.VARIABLE, node.lineno, node.lineno))
            self.expressions.walk(getattr(parameter, "bound", None), inner, header)
        return inner

    def _docstring(self, body: Sequence[ast.stmt]) -> None:
        if (docstring := definitions.docstring_of(body)) is not None:
            self.seen.docstrings.add(docstring)
