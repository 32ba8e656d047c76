"""Functions that somebody calls without naming them: registrations, test runners, Python itself."""

import re

from bot.model.facts import Binding, BindingKind, Definition, Facts, SourceFile
from bot.validator.bound import definition_of
from bot.validator.check import Seen, at, proof

_REGISTERS = re.compile(
    "route|get|post|put|patch|delete|head|options|websocket|command|group|task|listener|listens_for|"
    "on|on_event|event|register|registered|register_tag|hook|hookimpl|errorhandler|error_handler|"
    "exception_handler|before_request|after_request|teardown_request|context_processor|"
    "app_errorhandler|tool|resource|prompt|subscribe|handler|middleware|filter|simple_tag|"
    "inclusion_tag|template_filter|action|setter|deleter|getter|callback|result_callback"
)
"""Last parts of decorators of some object (`@app.route`) that hand a function to somebody who calls it."""

_BARE_REGISTERS = re.compile(
    "shared_task|periodic_task|receiver|register|hookimpl|validator|field_validator|model_validator|"
    "root_validator|field_serializer|model_serializer|setter"
)
_NO_REGISTRY = ("mock", "patch", "functools", "pytest")
_SPECIAL = re.compile(
    "__(?:"
    "abs|add|aenter|aexit|aiter|and|anext|await|bool|bytes|call|class_getitem|contains|copy|deepcopy|"
    "del|delattr|delete|delitem|dir|divmod|enter|eq|exit|float|floordiv|format|fspath|ge|get|getattr|"
    "getattribute|getitem|getstate|gt|hash|iadd|index|init|init_subclass|instancecheck|int|invert|"
    "isub|iter|le|len|length_hint|lt|matmul|missing|mod|mul|ne|neg|new|next|or|pos|post_init|pow|"
    "prepare|radd|reduce|reduce_ex|repr|reversed|rmul|round|rsub|set|set_name|setattr|setitem|"
    "setstate|str|sub|subclasscheck|truediv|xor"
    ")__"
)
_TEST_NAME = re.compile(
    r"(?:test_?\w*|Test\w*|setUp\w*|tearDown\w*|setup_(?:module|class|method|function)|"
    "teardown_(?:module|class|method|function))"
)
_TEST_PATH = re.compile(r"(?:^|/)(?:test_[^/]*|[^/]*_test|conftest)\.py$")


def used_by_rule(source: SourceFile, facts: Facts, binding: Binding) -> Seen | None:
    """Proof that somebody calls a function without a read of its name: a registration, a test runner, Python itself."""
    if binding.kind not in (BindingKind.FUNCTION, BindingKind.CLASS):
        return None
    place = at(source.path, binding.lines[0])
    definition = definition_of_binding(facts, binding)
    if definition is None:
        return None
    if registering := next((d for d in definition.decorators if _registers(d)), None):
        return proof(f"`{binding.name}` is registered by `@{registering}`", at(source.path, definition.lines.start))
    if _SPECIAL.fullmatch(binding.name) and definition.kind == "method":
        return proof(f"`{binding.name}` is a special method that Python calls by itself", place)
    if _TEST_PATH.search(source.path) and _TEST_NAME.fullmatch(binding.name):
        return proof(f"`{binding.name}` has the name and place by which test runners find it", place)
    return None


def definition_of_binding(facts: Facts, binding: Binding) -> Definition | None:
    """The definition that a function or class binding stands for; None if there are several."""
    qualified = f"{binding.scope}.{binding.name}" if binding.scope else binding.name
    return definition_of(facts, qualified, binding.lines[0].start)


def _registers(decorator: str) -> bool:
    owner, _, name = decorator.partition("(")[0].rpartition(".")
    if not owner:
        return _BARE_REGISTERS.fullmatch(name) is not None
    return owner.rpartition(".")[2] not in _NO_REGISTRY and _REGISTERS.fullmatch(name) is not None
