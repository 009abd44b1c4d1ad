"""What fuzzing kept (./scripts/fuzz) keeps its promises, without the fuzzer."""

import pytest

from tests.fuzz import kept
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("target", TARGETS)
def test_every_input_that_is_kept_keeps_the_promises(target: str) -> None:
    found = kept.inputs(target)
    assert found
    for each in found:
        TARGETS[target](each)
