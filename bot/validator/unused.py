"""Confirms and refutes that something is unused, by what its name is bound to rather than what the words call it."""

import re

from bot.model.claim import Claim
from bot.model.facts import Binding, BindingKind, Facts, Import, LineClass, SourceFile
from bot.model.place import Extent
from bot.validator import implicit_use, unused_members, usage
from bot.validator.bound import chosen, definition_of, may_be_near
from bot.validator.check import Decision, Seen, at, proof, strong, weak
from bot.validator.modules import file_of, is_package
from bot.validator.scene import Scene
from bot.validator.spoken import the_name

_STORED = re.compile(
    r"\b(?:afterwards?|again|subsequently|later|after (?:that|this|the|being|its)|overwritten|reassigned)\b"
)
_GIVEN_WORDS = """
passed sent forwarded stored applied propagated handed returned saved honored honoured respected
filled collected populated appended accumulated extended updated incremented
"""
_GIVEN_ON = frozenset(_GIVEN_WORDS.split())
"""What is never passed on may be read all the same, and so is what is only filled."""
_MOST = 12
"""A name that a file binds in more scopes than this is not told apart."""

_VARIABLE = re.compile(r"\b(?:variables?|locals?|vars?)\b")
_NOT_WHOLLY = re.compile(r"\b(?:in|inside|within) (?:the |this |its )?loop\b|\b(?:practically|effectively|basically) ")
_CALLED = re.compile(r"\b(?:called|invoked|callers?|instantiated|executed|calls)\b")
_HERE_ONLY = re.compile(r"\bin (?:this|the current|the same) (?:file|module|class|function|method|scope)\b")
_THIS_FILE = re.compile(r"\b(?:in|within|throughout|of) (?:this|the current|the same) (?:file|module)\b")
_SIDE_EFFECTS = ("readline", "rlcompleter", "antigravity", "this", "site", "sitecustomize", "usercustomize")
_TRIVIAL = re.compile(r"(?:pass|\.\.\.|raise\b.*|return(?: None)?)")


def confirm_unused(*kinds: BindingKind) -> Decision:
    """A decision that confirms that the claim's subject is unused; a binding of one of `kinds` is preferred."""

    def confirm(claim: Claim, scene: Scene) -> Seen | None:
        source, facts = scene.source(claim), scene.facts(claim)
        if source is None:
            return None
        if facts is None:
            return _only_line(claim, source)
        found = chosen(claim, scene, _meant(claim, kinds))
        if len(found) > _MOST:
            return None
        seen = [
            _unread_here(claim, binding, source, facts) or _confirmed(binding, source, facts, scene)
            for binding in found
        ]
        certain = [one for one in seen if one is not None]
        if not certain or (len(certain) < len(seen) and len({b.scope for b in found}) == 1):
            return None
        if len(certain) < len(seen):
            return strong(certain[0].detail, *certain[0].lines)
        return certain[0]

    return confirm


def refute_unused(*kinds: BindingKind) -> Decision:
    """A decision that refutes that the claim's subject is unused, by a use that resolves to it."""

    def refute(claim: Claim, scene: Scene) -> Seen | None:
        source, facts = scene.source(claim), scene.facts(claim)
        if source is None or _NOT_WHOLLY.search(claim.words) or claim.value in _GIVEN_ON:
            return None
        if facts is None:
            return _called_here(claim, source)
        found = chosen(claim, scene, _meant(claim, kinds))
        if not found and BindingKind.IMPORT in kinds and "." in claim.subject:
            return usage.read_whole(claim.subject, source, facts)
        if not found:
            return _called_somewhere(claim, source, facts) if BindingKind.FUNCTION in kinds else None
        if len(found) > _MOST or (not claim.subject and may_be_near(found[0], source, scene)):
            return None
        first: Seen | None = None
        for binding in found:
            seen = _refuted(claim, binding, source, facts, scene)
            if seen is None:
                return None
            first = first or seen
        return first

    return refute


def _meant(claim: Claim, kinds: tuple[BindingKind, ...]) -> tuple[BindingKind, ...]:
    """The sorts of names to prefer: none where the words say only that something is unused."""
    return () if claim.kind == "unused-variable" and not _VARIABLE.search(claim.words) else kinds


def _refuted(claim: Claim, binding: Binding, source: SourceFile, facts: Facts, scene: Scene) -> Seen | None:
    if binding.kind is BindingKind.VARIABLE and _may_mean_a_store(claim, binding, source, facts):
        return None
    home = usage.used_at_home(source, facts, binding) or implicit_use.used_by_rule(source, facts, binding)
    if home is not None:
        is_doubted = binding.kind is BindingKind.IMPORT and _linted(scene, source, binding, "F401", "F811")
        return None if is_doubted else home
    offered = usage.exported(source, facts, binding)
    if offered is not None:
        is_about_calls = _has_definition(binding) and _CALLED.search(claim.words)
        return strong(offered.detail, *offered.lines) if is_about_calls else offered
    if _HERE_ONLY.search(claim.words):
        return None
    return usage.used_elsewhere(scene, source, facts, binding) or usage.is_reexported(source, binding)


def _confirmed(binding: Binding, source: SourceFile, facts: Facts, scene: Scene) -> Seen | None:
    if binding.reads and usage.live_reads(source, facts, binding):
        return None
    if (
        usage.rebound(facts, binding)
        or usage.is_dunder(binding.name)
        or (binding.is_exported and not _has_definition(binding))
    ):
        return None
    if binding.kind is BindingKind.IMPORT:
        return _unused_import(binding, source, facts, scene)
    if binding.kind is BindingKind.PARAMETER:
        return _unused_parameter(binding, source, facts)
    is_read = binding.reads and not _has_definition(binding)
    if is_read or implicit_use.used_by_rule(source, facts, binding) or binding.name == "_":
        return None
    if binding.is_closed and not (binding.is_exported and _has_definition(binding)):
        seen = strong if binding.name.startswith("_") else proof
        where = f"`{binding.scope}`" if binding.scope else "this file"
        return seen(f"no line of {where} reads `{binding.name}`", at(source.path, binding.lines[0]))
    return unused_members.confirm_member(binding, source, facts, scene)


def _unread_here(claim: Claim, binding: Binding, source: SourceFile, facts: Facts) -> Seen | None:
    """Proof for words that speak of this file or class alone: no line of it reads a name of the module, or the attribute."""
    if binding.kind is BindingKind.ATTRIBUTE:
        return unused_members.unread_here(claim, binding, source, facts)
    if (
        not _THIS_FILE.search(claim.words)
        or binding.scope
        or binding.reads
        or facts.dynamic
        or binding.name in facts.exports
    ):
        return None
    if usage.is_dunder(binding.name) or usage.rebound(facts, binding):
        return None
    is_used = implicit_use.used_by_rule(source, facts, binding)
    return None if is_used else proof(f"no line of this file reads `{binding.name}`", at(source.path, binding.lines[0]))


def _has_definition(binding: Binding) -> bool:
    return binding.kind in (BindingKind.FUNCTION, BindingKind.CLASS)


def _unused_import(binding: Binding, source: SourceFile, facts: Facts, scene: Scene) -> Seen | None:
    place = at(source.path, binding.lines[0])
    detail = f"no line reads `{binding.name}`"
    if not _linted(scene, source, binding, "F401") or binding.reads:
        return None
    if any(b.name == binding.name and b.kind is BindingKind.PARAMETER for b in facts.bindings):
        return None
    statement = next((i for i in facts.imports if i.bound == binding.name and i.lines.overlaps(binding.lines[0])), None)
    if statement is None or _may_act(statement, source, scene) or facts.dynamic or facts.has_star_import:
        return strong(detail, place)
    if "noqa" in source.lines[binding.lines[0].start - 1]:
        return strong(f"{detail}, but a comment on its line keeps it", place)
    if binding.scope:
        return proof(detail, place)
    found = usage.doubts(scene, source, binding)
    if found.importer is not None or found.read is not None:
        return None
    if not found.is_known or _is_starred(source, scene):
        return strong(detail, place)
    return proof(f"{detail}, and no other file imports it from here", place)


def _may_act(statement: Import, source: SourceFile, scene: Scene) -> bool:
    """Whether an import may be there for what it does rather than for its name."""
    if statement.in_try or statement.in_type_checking or is_package(source.path) or source.path.endswith("conftest.py"):
        return True
    if statement.module in _SIDE_EFFECTS:
        return True
    separator = "" if statement.module.endswith(".") else "."
    whole = f"{statement.module}{separator}{statement.name}" if statement.name else statement.module
    is_module_of_tree = file_of(scene, source.path, whole) is not None
    return is_module_of_tree or (not statement.name and "." in statement.module)


def _is_starred(source: SourceFile, scene: Scene) -> bool:
    """Whether another file takes all names of this one."""
    stem = source.path.rpartition("/")[2].removesuffix(".py")
    return (
        any("import *" in hit.text and hit.path != source.path for hit in scene.words(stem))
        if stem.isidentifier()
        else True
    )


def _unused_parameter(binding: Binding, source: SourceFile, facts: Facts) -> Seen | None:
    if binding.reads or not binding.is_closed or binding.name in ("self", "cls", "_"):
        return None
    detail = f"no line of `{binding.scope}` reads its parameter `{binding.name}`"
    place = at(source.path, binding.lines[0])
    owner = definition_of(facts, binding.scope, binding.lines[0].start)
    if owner is None or not any(p.name == binding.name for p in owner.parameters):
        return strong(detail, place)
    if owner.is_stub or _is_trivial(owner.body, source):
        return None
    holder = definition_of(facts, owner.scope) if owner.kind == "method" else None
    is_bound_by_others = owner.decorators or usage.is_dunder(owner.name) or (holder is not None and holder.bases)
    is_open = any(p.name == binding.name and p.kind in ("varargs", "kwargs") for p in owner.parameters)
    if is_bound_by_others or is_open or binding.name.startswith("_") or _is_handed_on(owner.name, facts):
        return strong(f"{detail}; its signature may be given by others", place)
    if owner.kind == "method" and holder is None:
        return strong(detail, place)
    return proof(detail, place)


def _is_handed_on(name: str, facts: Facts) -> bool:
    """Whether a function is read without being called: then somebody else decides on its parameters."""
    calls = {(call.name, line) for call in facts.calls for line in range(call.lines.start, call.lines.end + 1)}
    return any(read.name == name and (name, read.line) not in calls for read in facts.reads)


def _is_trivial(body: Extent, source: SourceFile) -> bool:
    lines = [line.strip() for line in source.lines[body.start - 1 : body.end]]
    live = [line for line in lines if line and not line.startswith(("#", '"', "'"))]
    return len(live) < 2 and all(_TRIVIAL.fullmatch(line) for line in live)


def _linted(scene: Scene, source: SourceFile, binding: Binding, *rules: str) -> bool:
    found = scene.lint(source, *rules)
    imports = source.facts.imports if source.facts else ()
    origins = {one.name or one.module for one in imports if one.bound == binding.name and one.lines in binding.lines}
    names = "|".join(re.escape(one) for one in sorted({binding.name, *origins}))
    name = re.compile(rf"[`. ](?:{names})(?:\.[\w.]+)?`")
    return any(name.search(d.message) and any(d.line in lines for lines in binding.lines) for d in found or ())


def _may_mean_a_store(claim: Claim, binding: Binding, source: SourceFile, facts: Facts) -> bool:
    """Whether the claim may be about one assignment whose value nobody reads, while the name as a whole is used."""
    place = claim.location.extent
    here = [e for e in binding.lines if place is not None and e.overlaps(place)]
    reads = usage.live_reads(source, facts, binding)
    if _STORED.search(claim.words) and not (here and any(line > here[0].end for line in reads)):
        return True
    return len(binding.lines) > 1 and any(_may_be_dead(store, binding, source) for store in here)


def _may_be_dead(store: Extent, binding: Binding, source: SourceFile) -> bool:
    """Whether the next assignment stands in the same block, with no read before it or on its right side."""
    following = min((e.start for e in binding.lines if e.start > store.end), default=None)
    if following is None or any(store.end < line <= following for line in binding.reads):
        return False
    margin = _margin(source.lines[store.start - 1])
    between = [_margin(text) for text in source.lines[store.end : following] if text.strip()]
    return min(between, default=margin) >= margin and between[-1:] == [margin]


def _margin(text: str) -> int:
    return len(text) - len(text.lstrip())


def _called_somewhere(claim: Claim, source: SourceFile, facts: Facts) -> Seen | None:
    """A live call of a function that this file does not define."""
    name = the_name(claim.subject)
    if name is None or claim.scope or name.owner:
        return None
    for call in facts.calls:
        if call.callee in (name.name, f"self.{name.name}", f"cls.{name.name}"):
            return proof(f"`{name.name}` is called at line {call.lines.start}", at(source.path, call.lines))
    return None


def _called_here(claim: Claim, source: SourceFile) -> Seen | None:
    """A plain call by exactly this name, in a language of which only calls are known."""
    name = the_name(claim.subject)
    if name is None or source.facts is None or name.owner:
        return None
    for call in source.facts.calls:
        if call.callee == name.name and name.name not in call.scope.split("."):
            return proof(f"`{name.name}` is called at line {call.lines.start}", at(source.path, call.lines))
    return None


def _only_line(claim: Claim, source: SourceFile) -> Seen | None:
    """The name stands on one line of code only, in a language whose scopes are not known."""
    name = the_name(claim.subject)
    if name is None or source.facts is None or source.facts.fault is not None:
        return None
    word = re.compile(rf"\b{re.escape(name.name)}\b")
    classes = source.facts.line_classes
    lines = [
        n
        for n, text in enumerate(source.lines, 1)
        if word.search(text) and n <= len(classes) and classes[n - 1] is not LineClass.COMMENT
    ]
    if len(lines) != 1:
        return None
    return weak(f"`{name.name}` stands on no other line of this file", at(source.path, lines[0]))
