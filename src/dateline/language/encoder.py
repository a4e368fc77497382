"""The encoder: windows of word pieces to vectors, by ONNX Runtime on the CPU.

The weights (`weights/encoder.onnx`, int8, with `heads.npz` and `pronoun.npz`) are made by `training/`; docs/model.md is
their card.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

import numpy as np

from dateline.errors import KnowledgeError
from dateline.language import links
from dateline.language.heads import Encoded, Thresholds, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from dateline.language.heads import Findings, Floats, Weights
    from dateline.language.windows import Window


@dataclass(frozen=True, slots=True)
class Encoder:
    """A loaded network: an ONNX Runtime session, the heads' weights by name, how sure the heads must be."""

    session: Any
    weights: Weights
    thresholds: Thresholds

    def read(self, windows: Sequence[Window]) -> Iterator[Findings]:
        """What the heads find in each window, in order, while the network goes ahead on a thread of its own.

        Windows are encoded one by one: quantised activations are scaled over all that is encoded together, so a
        document's record would otherwise depend on its neighbours in the batch.
        """
        with ThreadPoolExecutor(1) as ahead:
            for window, encoded in zip(windows, ahead.map(self.encode, windows), strict=True):
                yield replace(read(window, encoded, self.weights, self.thresholds), seen=links.seen(window, encoded))

    def encode(self, window: Window) -> Encoded:
        """What the network makes of a window."""
        vectors, layers = self.session.run(None, {"ids": window.ids[None], "features": window.features[None]})
        return Encoded(vectors[0], layers[0])


@cache
def shipped() -> Encoder:
    """The network that the package carries, loaded once.

    Raises:
        KnowledgeError: the weights are not in the package.
    """
    with as_file(files("dateline.language") / "weights") as folder:
        return load(folder)


def load(folder: Path) -> Encoder:
    """Load `encoder.onnx`, `heads.npz` and, where there is one, `pronoun.npz` from a folder.

    Raises:
        KnowledgeError: one of them is missing.
    """
    import onnxruntime  # noqa: PLC0415 - half a second

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1  # what comes after it works meanwhile on another core
    graph = _present(folder / "encoder.onnx")
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    weights = arrays(folder / "heads.npz")
    if (pronoun := folder / "pronoun.npz").exists():
        weights |= arrays(pronoun)
    thresholds = Thresholds(**{name[4:]: float(weights.pop(name)) for name in list(weights) if name.startswith("cut.")})
    return Encoder(session, weights, thresholds)


def arrays(path: Path) -> dict[str, Floats]:
    """The stored weights of a model's layers by name.

    Raises:
        KnowledgeError: they are missing.
    """
    with np.load(_present(path)) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def _present(path: Path) -> Path:
    if not path.exists():
        where = f"{path.parent}, no {path.name}"
        message = f"No model in {where}: reinstall dateline, or make the model again as training/README.md says."
        raise KnowledgeError(message)
    return path
