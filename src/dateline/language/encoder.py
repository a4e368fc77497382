"""The encoder: windows of word pieces to vectors, by ONNX Runtime on the CPU.

The weights (`weights/encoder.onnx`, int8, and `weights/heads.npz`) are made by `training/`; docs/model.md is their
card.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

import numpy as np

from dateline.errors import KnowledgeError
from dateline.language.heads import Thresholds, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from dateline.language.heads import Findings, Floats, Weights
    from dateline.language.windows import Window

BATCH = 8
"""Windows that are read together."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """A loaded network: an ONNX Runtime session, the heads' weights by name, how sure the heads must be."""

    session: Any
    weights: Weights
    thresholds: Thresholds

    def read(self, windows: Sequence[Window]) -> list[Findings]:
        """What the heads find in each window, in order."""
        found: dict[int, Findings] = {}
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
        for at in range(0, len(order), BATCH):
            chosen = order[at : at + BATCH]
            for i, vectors in zip(chosen, self._encode([windows[i] for i in chosen]), strict=True):
                found[i] = read(windows[i], vectors, self.weights, self.thresholds)
        return [found[i] for i in range(len(windows))]

    def _encode(self, windows: Sequence[Window]) -> Iterator[Floats]:
        longest = max(len(w.ids) for w in windows)
        ids, mask, features = (np.zeros((len(windows), longest), dtype=np.int64) for _ in range(3))
        for row, window in enumerate(windows):
            size = len(window.ids)
            ids[row, :size], mask[row, :size], features[row, :size] = window.ids, 1, window.features
        (vectors,) = self.session.run(None, {"ids": ids, "mask": mask, "features": features})
        for row, window in enumerate(windows):
            yield vectors[row, : len(window.ids)]


@cache
def shipped() -> Encoder:
    """The network that the package carries, loaded once.

    Raises:
        KnowledgeError: the weights are not in the package.
    """
    with as_file(files("dateline.language") / "weights") as folder:
        return load(folder)


def load(folder: Path) -> Encoder:
    """Load `encoder.onnx` and `heads.npz` from a folder.

    Raises:
        KnowledgeError: one of them is missing.
    """
    import onnxruntime  # noqa: PLC0415 - half a second

    if not (folder / "encoder.onnx").exists() or not (folder / "heads.npz").exists():
        message = f"No model in {folder}: reinstall dateline, or make the model again as training/README.md says."
        raise KnowledgeError(message)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(folder / "encoder.onnx", options, providers=["CPUExecutionProvider"])
    with np.load(folder / "heads.npz") as stored:
        arrays = {name: stored[name].astype(np.float32) for name in stored.files}
    thresholds = Thresholds(**{name[4:]: float(arrays.pop(name)) for name in list(arrays) if name.startswith("cut.")})
    return Encoder(session, arrays, thresholds)
