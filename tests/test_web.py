"""The way out to a forge."""

from bot.web import proxy_for


def test_proxy_of_the_environment() -> None:
    """
    A proxy is used for https where the environment that is passed names one, and not for hosts that it spares.
    """
    given = {"HTTPS_PROXY": "proxy.example:3128", "NO_PROXY": "localhost,.corp.example, github.internal"}

    assert proxy_for("https://api.github.com", given) == "http://proxy.example:3128"
    assert proxy_for("https://api.github.com", {**given, "NO_PROXY": "*"}) is None
    assert proxy_for("https://git.corp.example/api/v3", given) is None
    assert proxy_for("https://github.internal/api/v3", given) is None
    assert proxy_for("http://127.0.0.1:80", given) is None
    assert proxy_for("https://api.github.com", {}) is None
