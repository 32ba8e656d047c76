"""What single sentences of reviews are taken to claim, and which are taken to claim nothing."""

import pytest

from bot.model.claim import Claim, Quantifier, Role
from bot.model.review import Comment, ProposedReview
from bot.parser.parse import parse

_UNSAID = {"other", "suggested-fix"}


def claims_of(text: str) -> tuple[Claim, ...]:
    """The claims that a comment on a line makes, those that no cue knows aside."""
    review = ProposedReview("r", "somebody", comments=(Comment("shop/cart.py", text, 7, 7),))
    return tuple(claim for finding in parse(review).findings for claim in finding.claims if claim.kind not in _UNSAID)


@pytest.mark.parametrize(
    ("text", "kind", "subject", "value"),
    [
        ("`order` may be `None` here.", "none-dereference", "order", "None"),
        ("Possible NPE: `find_user()` could return null.", "none-dereference", "find_user()", "null"),
        ("`order` is used without a null check.", "none-dereference", "order", "null"),
        ("This crashes if `order` is None.", "none-dereference", "order", "None"),
        ("The code assumes `order` is never None.", "none-dereference", "order", "None"),
        ("Missing null check for `order`.", "none-dereference", "order", "null"),
        ("The code assumes that `order.lines` exists.", "missing-check", "order.lines", ""),
        ("`quantity` is not validated.", "missing-check", "quantity", ""),
        ("The return value of `flush()` is ignored.", "missing-check", "flush()", ""),
        ("Missing error handling for `charge()`.", "missing-error-handling", "charge()", ""),
        ("Errors from `charge()` are being ignored.", "missing-error-handling", "charge()", ""),
        ("`charge()` calls have no error handling.", "missing-error-handling", "charge()", ""),
        ("`OSError` is silently swallowed.", "swallowed-exception", "", "OSError"),
        ("The code silently ignores all errors.", "swallowed-exception", "", ""),
        ("`cursor` is never closed.", "unclosed-resource", "cursor", ""),
        ("Memory leak: `name` is never freed.", "memory-leak", "name", ""),
        ("Typo in the comment: 'recieve' should be 'receive'.", "typo", "recieve", "receive"),
        ("'check-in list' is misspelled - should be 'check-in lists'.", "typo", "check-in list", "check-in lists"),
        ("Likely a typo: should use `get_total` instead of `get_totl`.", "typo", "get_totl", "get_total"),
        ("Rename `tmp2` to `pending`.", "naming", "tmp2", "pending"),
        ("`tmp2` should be renamed to `pending`.", "naming", "tmp2", "pending"),
        ("The variable name `d` is not descriptive.", "naming", "d", ""),
        ("Hard-coded password in `settings.py`.", "hardcoded-secret", "settings.py", ""),
        ("The timeout is hard-coded.", "magic-number", "", ""),
        ("Race condition: two workers may take the same job.", "race-condition", "", ""),
        ("This will not compile, the type has no such member.", "compile-error", "", ""),
        ("The docs incorrectly state that zero is allowed.", "wrong-documentation", "", ""),
        ("`assert` is used to validate the order.", "assert-used", "", "assert"),
        ("This cast is redundant.", "redundant-code", "", ""),
        ("The error message is misleading.", "wrong-message", "", ""),
        ("Changing this signature is a breaking change.", "breaking-change", "", ""),
    ],
)
def test_said(text: str, kind: str, subject: str, value: str) -> None:
    """
    A sentence claims its defect, of the thing and with the second thing that it names.
    """
    found = [(claim.kind, claim.subject, claim.value) for claim in claims_of(text)]

    assert (kind, subject, value) in found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("No null pointer exception can happen here.", "none-dereference"),
        ("Is `order` ever None?", "none-dereference"),
        ("Use a lock to avoid any possible race condition.", "race-condition"),
        ("A missing key results in an unhandled exception.", "missing-error-handling"),
        ("The hard-coded token limits should be constants.", "hardcoded-secret"),
        ("`limit` is hard-coded.", "hardcoded-secret"),
        ("If the host is unreachable, we retry.", "unreachable-code"),
        ("The typo in the comment should be fixed.", "unused-import"),
        ("The threshold in `merge_points` is too large.", "too-long"),
        ("It silently drops rows.", "swallowed-exception"),
        ("The code should catch `ValueError`.", "caught-exception"),
        ("Use a bare `u64` instead.", "bare-except"),
        ("Trim leading/trailing whitespace of the input.", "trailing-whitespace"),
        ("If it has to stay, add a comment explaining why.", "missing-comment"),
        ("This fails to compile on old compilers.", "syntax-error"),
    ],
)
def test_not_said(text: str, kind: str) -> None:
    """
    A word of a defect is no claim of it where it is denied, asked, wished, avoided, conditional or means something else.
    """
    assert kind not in {claim.kind for claim in claims_of(text)}


def test_typo_names_no_common_word() -> None:
    """
    What is only said to be misspelt somewhere names neither a wrong nor a right spelling.
    """
    (claim,) = claims_of("There is a typo in this line.")

    assert (claim.kind, claim.subject, claim.value) == ("typo", "", "")


def test_bare_beside_named() -> None:
    """
    A label of the defect without a name goes beside the statement that has one.
    """
    found = [claim for claim in claims_of("Potential NPE: `order` could be null.") if claim.role is Role.PREDICATE]

    assert [claim.subject for claim in found] == ["order"]


def test_scope_right_behind() -> None:
    """
    A definition named right behind the statement is its universe, one named in another part of the sentence is not.
    """
    near = claims_of("`total` is never used in `report`.")[0]
    far = claims_of("`total` is never used - it should have been passed on in `report`.")[0]

    assert (near.scope, far.scope) == ("report", "")


def test_quantifier_only_of_the_members() -> None:
    """
    "All" and "some" count where they stand before the members, not elsewhere in the sentence.
    """
    of_members = claims_of("Some of the functions lack a docstring.")[0]
    of_others = claims_of("For all its callers, `load` has no docstring.")[0]

    assert (of_members.quantifier, of_others.quantifier) == (Quantifier.SOME, Quantifier.ONE)


def test_what_stands_is_a_premise() -> None:
    """
    That a call stands there is a premise: the defect is what else is said of it, in words that no check knows.
    """
    review = ProposedReview("r", "somebody", "The `refresh()` call is not needed at all.")
    (finding,) = parse(review).findings
    roles = {claim.kind: claim.role for claim in finding.claims}

    assert roles["missing-call"] is Role.PREMISE
    assert finding.kind != "missing-call"
