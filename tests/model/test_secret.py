"""A secret shows itself to nobody who does not ask for it."""

import copy
import dataclasses
import json
import pickle

import pytest

from bot.model.secret import Secret, SecretRef

VALUE = "s3cret-value"


@dataclasses.dataclass
class Holder:
    """Something that keeps a secret."""

    secret: Secret


def test_shown_nowhere() -> None:
    """
    Neither text nor format nor a holder's text shows a secret, and its copy is itself.
    """
    secret = Secret(VALUE)
    holder = Holder(secret)

    shown = [
        str(secret),
        repr(secret),
        f"{secret:>30}",
        str(holder),
        str(dataclasses.asdict(holder)),
        str([secret]),
        json.dumps([secret], default=str),
    ]

    assert VALUE not in " ".join(shown)
    assert copy.deepcopy(secret) is copy.copy(secret) is secret
    assert secret.reveal() == VALUE


def test_not_written_down() -> None:
    """
    A secret can't be pickled or made JSON by accident.
    """
    with pytest.raises(TypeError):
        pickle.dumps(Secret(VALUE))
    with pytest.raises(TypeError) as error:
        json.dumps(Secret(VALUE))

    assert VALUE not in str(error.value)


def test_reference() -> None:
    """
    A reference reads as it is written, and is the same wherever it stands.
    """
    assert str(SecretRef("env", "A", "here")) == "env:A"
    assert SecretRef("env", "A", "here") == SecretRef("env", "A", "there")
