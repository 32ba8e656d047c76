"""Whether an answer is to be said, by what was said before."""

from bot.forges.gerrit.deciding import decide
from bot.forges.gerrit.messages import Own
from bot.forges.gerrit.tag import Tag, short_digest, short_names
from bot.model.forge import Answer, Message, MessageKind, Person

LINE = "<!-- metareview:k x -->"


def own(digest: str, asked: str = "", patch_set: int = 2, *, deleted: bool = False) -> Own:
    """An answer of ours that stands."""
    message = Message("1", MessageKind.REVIEW, Person("metareview", "7"), "words")
    return Own(message, Tag(LINE, short_digest(digest), short_names(asked.split())), patch_set, deleted)


def said(answers: list[Own], digest: str = "new", asked: str = "", brief: str = "") -> str:
    """What is said on patch set 2; empty where nothing is."""
    answer = Answer("abc", f"{digest} words\n\n{LINE}", digest, brief=brief)
    plan = decide(answer, answers, 2, short_names(asked.split()))
    assert plan.tag is None or plan.tag.digest == short_digest(digest)
    assert plan.tag is None or plan.tag.line == LINE
    return plan.words


def test_first() -> None:
    """
    What was never said is said, with or without being asked for.
    """
    assert [said([]), said([], asked="m")] == ["new words"] * 2


def test_same() -> None:
    """
    The same on the same patch set is not said again by itself; on another patch set, or after something else, it is.
    """
    assert said([own("new")]) == ""
    assert said([own("new", patch_set=1)]) == "new words"
    assert said([own("new"), own("other")]) == "new words"


def test_enough() -> None:
    """
    Three answers that nobody asked for are enough for a patch set; those that somebody asked for don't count.
    """
    three = [own("1"), own("2"), own("3")]

    assert said(three) == ""
    assert said([*three, own("4", "m")]) == ""
    assert said([*three, own("4", "m")], asked="n") == "new words"
    assert said([own("1"), own("2", "m"), own("3", "n"), own("4")]) == "new words"
    assert said([own(str(n), patch_set=1) for n in range(5)]) == "new words"


def test_asked() -> None:
    """
    Who asks gets the text where it is new, else the short form, and nothing where there is none.
    """
    assert said([own("other")], asked="m", brief="Nothing new.") == "new words"
    assert said([own("new")], asked="m", brief="Nothing new.") == "Nothing new."
    assert said([own("new")], asked="m", brief=f"Nothing new.\n\n{LINE}\n") == "Nothing new."
    assert said([own("new")], asked="m") == ""


def test_asked_again() -> None:
    """
    A second try for the same messages says nothing; one for more messages does.
    """
    assert said([own("other", "a b")], asked="b a") == ""
    assert said([own("other", "a b")], asked="b") == ""
    assert said([own("other", "a b", deleted=True)], asked="b") == ""
    assert said([own("other", "a b")], asked="b c") == "new words"
    assert said([own("other", "a b", patch_set=1)], asked="b") == "new words"


def test_deleted() -> None:
    """
    What was deleted stays so on later patch sets too, until somebody asks; who asks gets the whole text.
    """
    gone = own("new", patch_set=1, deleted=True)

    assert said([gone]) == ""
    assert said([own("new", deleted=True)], asked="m", brief="Nothing new.") == "new words"
    assert said([gone, own("other", "m")]) == "new words"


def test_only_brief() -> None:
    """
    Where there is no text, who asks gets the short form, and nobody else anything.
    """
    silent = Answer("abc", "", "new", brief=f"Nothing is proposed.\n\n{LINE}\n")

    assert decide(silent, [], 2, ()).tag is None
    assert decide(silent, [], 2, ("m",)).words == "Nothing is proposed."
    assert decide(silent, [own("new", "m")], 2, short_names(["m"])).tag is None
    assert decide(silent, [own("new", "m")], 2, short_names(["n"])).words == "Nothing is proposed."


def test_nothing() -> None:
    """
    An answer without a text, or of nothing but the hidden line, is never said.
    """
    assert decide(Answer("abc", f"\n{LINE}\n", ""), [], 2, ("m",)).tag is None
    assert decide(Answer("abc", "", ""), [own("other")], 2, ("m",)).tag is None
