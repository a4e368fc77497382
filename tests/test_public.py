"""What ``import dateline`` offers, and that it costs nothing until it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import dateline
from dateline import errors


def test_every_public_name_can_be_imported() -> None:
    assert all(getattr(dateline, name) is not None for name in dateline.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Codre'"):
        _ = dateline.Codre


@pytest.mark.parametrize("heavy", ["pydantic", "numpy", "onnxruntime", "click", "rich", "pyarrow", "trafilatura"])
def test_importing_dateline_loads_nothing_heavy(heavy: str) -> None:
    code = f"import sys, dateline; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=_source()).returncode == 0  # noqa: S603 - ours


def _source() -> str:
    """The directory that holds the package, so that the test doesn't depend on how it is installed."""
    return str(dateline.__file__).removesuffix("/dateline/__init__.py")


def test_the_version_is_a_version() -> None:
    assert all(part.isdigit() for part in dateline.__version__.split("."))


@pytest.mark.parametrize("kind", [errors.InputError, errors.LayerError, errors.KnowledgeError])
def test_every_error_is_a_dateline_error(kind: type[Exception]) -> None:
    assert issubclass(kind, errors.DatelineError)
    assert kind.__doc__


def test_an_unknown_layer_is_a_value_error_too() -> None:
    with pytest.raises(ValueError, match="known"):
        raise errors.LayerError("unknown layer 'evnts'; the known ones are events, actors")
