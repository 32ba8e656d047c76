"""Who speaks independently: reviewers of one model family, of one token, or with the same text are one voice."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from bot.model.finding import ParsedReview

_FAMILIES: Mapping[str, tuple[str, ...]] = {
    "claude": ("claude", "anthropic", "sonnet", "opus", "haiku"),
    "gpt": ("gpt", "chatgpt", "openai", "codex"),
    "gemini": ("gemini", "gemma"),
    "qwen": ("qwen", "qwq"),
    "deepseek": ("deepseek",),
    "glm": ("glm", "chatglm", "zhipu"),
    "llama": ("llama", "codellama"),
    "mistral": ("mistral", "mixtral", "codestral", "devstral"),
    "grok": ("grok",),
    "kimi": ("kimi", "moonshot"),
}
_BY_WORD = {word: family for family, words in _FAMILIES.items() for word in words}
_WORD = re.compile(r"[a-z]+")

_NO_ACCIDENT = 100
"""Two reviewers do not write the same text of this length independently."""


class Voices:
    """The voice of every review of a run."""

    def __init__(self, reviews: Iterable[ParsedReview]) -> None:
        """Join the reviews that share a family, a token or their whole text."""
        self._parent: dict[str, str] = {}
        for parsed in reviews:
            review = parsed.review
            node = f"review:{review.name}"
            text = f"{review.body}\0{[(c.path, c.line, c.body) for c in review.comments]}"
            if len(text) > _NO_ACCIDENT:
                self._join(node, f"text:{text}")
            for trait in traits_of(review.reviewer):
                self._join(node, trait)

    def of(self, reviews: Collection[str]) -> int:
        """How many independent voices these reviews have."""
        return len({self._root(f"review:{name}") for name in reviews})

    def _join(self, one: str, other: str) -> None:
        self._parent[self._root(one)] = self._root(other)

    def _root(self, node: str) -> str:
        while (parent := self._parent.setdefault(node, node)) != node:
            self._parent[node] = node = self._parent.setdefault(parent, parent)
        return node


def traits_of(reviewer: str) -> Sequence[str]:
    """What makes a reviewer one voice with others: the name before a slash, and a known model family in the name."""
    name = reviewer.strip().lower().removesuffix("[bot]")
    families = [_BY_WORD[word] for word in _WORD.findall(name) if word in _BY_WORD]
    own = [f"name:{name.partition('/')[0]}"] if name else []
    return own + [f"family:{family}" for family in families[:1]]
