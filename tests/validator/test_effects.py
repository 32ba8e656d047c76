"""What well-known calls and lookups are said to do: what decides, and what leaves it open."""

import pytest

from bot.validator.check import python, says
from tests.judging import judge

_CODE = """import os
import requests

PORTS = {'http': 80}


def load(params, conf, path, *rows, **options):
    a = params.get('a')
    b = options.pop('b')
    c = os.environ['C']
    d = max(rows)
    e = max(1, len(rows))
    f = path.split(':')[0]
    g = path.split(':')[1]
    h = next(iter(rows), None)
    i = conf.get('main', 'port')
    j = PORTS['http']
    os.makedirs(path, exist_ok=True)
    with open(path, 'w') as out:
        out.write(a)
    try:
        k = int(b)
    except ValueError:
        k = 0
    if 'l' in options:
        c += options.pop('l')
    m = requests.get(path, None)
    return [a, b, c, d, e, f, g, h, i, j, k, m]
"""


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("`params.get('a')` raises a KeyError when the key is missing.", "refuted"),
        ("There is a potential KeyError in `params.get('a')`.", "refuted"),
        ("A KeyError is raised by `params.get('a')` if `a` is not there.", "refuted"),
        ("`params.get('a')` raises an AttributeError if `params` is None.", "unverifiable"),
        ("`params.get('a')` returns None if the key is missing.", "plausible"),
        ("`params.get('a')` has no default.", "confirmed"),
        ("No default is given to `options.pop('b')`.", "confirmed"),
        ("`options.pop('b')` raises a KeyError if `b` is absent.", "confirmed"),
        ("`options.pop('b')` returns None if `b` is absent.", "refuted"),
        ("`options.pop('l')` raises a KeyError if `l` is missing.", "plausible"),
        ("`os.environ['C']` raises KeyError when the variable is not set.", "confirmed"),
        ("`os.environ['C']` returns None when the variable is not set.", "refuted"),
        ("`max(rows)` raises a ValueError if `rows` is empty.", "confirmed"),
        ("`max(1, len(rows))` raises a ValueError on an empty sequence.", "refuted"),
        ("`path.split(':')[0]` raises an IndexError if there is no colon.", "refuted"),
        ("`path.split(':')[1]` raises an IndexError if there is no colon.", "confirmed"),
        ("`next(iter(rows), None)` raises StopIteration if `rows` is empty.", "refuted"),
        ("`conf.get('main', 'port')` has no default.", "unverifiable"),
        ("`PORTS['http']` raises a KeyError if `http` is missing.", "unverifiable"),
        ("`os.makedirs(path, exist_ok=True)` raises FileExistsError if the directory exists.", "refuted"),
        ("`os.makedirs(path, exist_ok=True)` raises FileExistsError if a file exists there.", "unverifiable"),
        ("`open(path, 'w')` raises a FileNotFoundError if the file does not exist.", "refuted"),
        ("`open(path, 'w')` raises a FileNotFoundError if the directory is missing.", "unverifiable"),
        ("`int(b)` raises an unhandled ValueError for non-numeric input.", "refuted"),
        ("`requests.get(path, None)` raises a KeyError if the key is missing.", "unverifiable"),
    ],
)
def test_effects(text: str, verdict: str) -> None:
    """
    Only what Python itself does decides, and only for a receiver of which nothing else can be meant.
    """
    kinds = ("stated-raise", "stated-return", "absent-raise", "missing-argument")
    found = {c.verdict.value for j in judge(says(text), python(_CODE)) for c in j.claims if c.claim.kind in kinds}

    assert found == {verdict}
