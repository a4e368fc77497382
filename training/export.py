"""Export a trained reader to what the package ships: int8 ONNX encoder, heads and PLV's own as numpy arrays.

    python training/export.py build/all.pt src/dateline/language/weights

The encoder's matrices are quantised dynamically, per channel, to 7 bits (so that processors without VNNI give the same
bytes out); the heads are stored as float16.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from model import Encoder, Reader

from dateline.language import heads

LEFT_OUT = ("bert.", "feature.", "mark.", "plv.", "value.")
"""Weights that aren't the heads' (or serve training alone)."""


def heads_of(reader: Reader) -> dict[str, np.ndarray]:
    """The weights by name, float16, of the layers that are not in the encoder's graph."""
    inside = (*LEFT_OUT, *(f"{name}." for name in heads.SIZES))
    state = reader.state_dict()
    return {name: w.numpy().astype(np.float16) for name, w in state.items() if not name.startswith(inside)}


def export(reader: Reader, folder: Path, thresholds: dict[str, float]) -> None:
    """Write `encoder.onnx`, `heads.npz` and `plv.npz` to `folder`."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - slow, and only here

    folder.mkdir(parents=True, exist_ok=True)
    reader.eval()
    example = tuple(torch.ones(2, 12, dtype=torch.int64) for _ in range(2))
    axes = {name: {0: "batch", 1: "pieces"} for name in ("ids", "features", "vectors", "layers")}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            Encoder(reader),
            example,
            str(plain),
            input_names=["ids", "features"],
            output_names=["vectors", "layers"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            plain, folder / "encoder.onnx", per_channel=True, reduce_range=True, weight_type=QuantType.QInt8
        )
    cuts = {f"cut.{name}": np.array(value, dtype=np.float16) for name, value in thresholds.items()}
    arrays: dict[str, Any] = heads_of(reader) | cuts
    np.savez_compressed(folder / "heads.npz", **arrays)
    roots: dict[str, Any] = {name: w.numpy().astype(np.float16) for name, w in reader.plv.state_dict().items()}
    np.savez_compressed(folder / "plv.npz", **roots)


def main() -> None:
    """Parse the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("state", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cut", action="append", default=[], metavar="HEAD=VALUE", help="a head's threshold")
    options = parser.parse_args()
    reader = Reader()
    reader.load_state_dict(torch.load(options.state))
    export(reader, options.folder, {k: float(v) for k, v in (c.split("=") for c in options.cut)})


if __name__ == "__main__":
    main()
