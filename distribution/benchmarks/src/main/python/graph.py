"""The symbol-equivariant network; a batch is one graph of many parts, as PyTorch does it best."""

import torch
import torch.nn.functional as F

LAYER = "model.inner.L_level.layers.0."


def places(cells, symbols, rows, columns):
    """What tells the groups of each pooling apart."""
    side = rows * columns
    row, column = cells // side, cells % side
    box = row // rows * rows + column // columns
    return {
        "cell": cells * (side + 1),
        "row": row * (side + 1) + symbols,
        "column": column * (side + 1) + symbols,
        "box": box * (side + 1) + symbols,
        "row_in_box": (row * side + box) * (side + 1) + symbols,
        "column_in_box": (column * side + box) * (side + 1) + symbols,
    }


class Graph:
    """One segment on a batch, from given states."""

    def __init__(self, config, arrays):
        self.config = config
        ints = {
            name: torch.from_numpy(arrays.pop("batch." + name)).long()
            for name in ("graph", "cell", "symbol", "holds")
        }
        self.latent = torch.from_numpy(arrays.pop("batch.latent"))
        self.graph = ints["graph"]
        self.graphs = int(self.graph.max()) + 1
        self.sizes = torch.bincount(self.graph, minlength=self.graphs).float()
        self.holds = ints["holds"].bool()
        self.weights = {name: torch.from_numpy(a).requires_grad_() for name, a in arrays.items()}
        self.name_groups(ints)

    def name_groups(self, ints):
        keys = places(ints["cell"], ints["symbol"], *self.config["box"])
        self.index, self.first, self.count, self.share = [], [], [], []
        start = 0
        for pooling in self.config["poolings"]:
            key = self.graph * 1_000_000 + keys[pooling]
            found, group = key.unique(return_inverse=True)
            per_graph = torch.bincount(found // 1_000_000, minlength=self.graphs).float()
            self.index.append(group + start)
            self.first.append(start)
            self.count.append(len(found))
            self.share.append(1 / per_graph[self.graph])
            start += len(found)
        self.all = start
        self.flat = torch.stack(self.index, 1).reshape(-1)  # [N K]
        self.bags = torch.stack(self.index, 1)  # [N, K]

    def block(self, h):
        w = self.weights
        n, p = h.shape[0], self.config["message"]
        said = torch.relu(F.linear(h, w[LAYER + "message_proj.weight"])).view(-1, p)
        pooled = torch.zeros(self.all, p).index_add_(0, self.flat, said)
        parts = pooled.split(self.count)
        table = torch.cat(
            [
                F.linear(part, w[LAYER + f"pool_proj.{name}.weight"])
                for name, part in zip(self.config["poolings"], parts)
            ]
        )
        told = F.embedding_bag(self.bags, table, mode="sum")
        pre = F.linear(h, w[LAYER + "mlp.gate_up_proj.weight"]) + told
        gate, up = pre.chunk(2, -1)
        out = h + F.linear(F.silu(gate) * up, w[LAYER + "mlp.down_proj.weight"])
        return out * torch.rsqrt(out.square().mean(-1, keepdim=True) + 1e-5)

    def segment(self):
        y, z = torch.zeros_like(self.latent), self.latent
        for _ in range(self.config["updates"]):
            z = self.block(y + z + self.weights["model.inner.input_embedding"])
        y = self.block(y + z)
        logits = F.linear(y, self.weights["model.inner.lm_head.weight"])[:, 0]
        width = y.shape[1]
        mean = torch.zeros(self.graphs, width).index_add_(0, self.graph, y) / self.sizes[:, None]
        most = torch.zeros(self.graphs, width).scatter_reduce(
            0, self.graph[:, None].expand(-1, width), y, "amax", include_self=False
        )
        halt = F.linear(
            torch.cat([mean, most], 1),
            self.weights["model.inner.q_head.weight"],
            self.weights["model.inner.q_head.bias"],
        )[:, 0]
        return y, z, logits, halt

    def forward(self):
        with torch.inference_mode():
            y, z, logits, halt = self.segment()
        return {"logits": logits, "halt": halt, "y": y, "z": z}

    def logsum(self, logits, k):
        group = self.index[k] - self.first[k]
        most = torch.zeros(self.count[k]).scatter_reduce(
            0, group, logits.detach(), "amax", include_self=False
        )
        sums = torch.zeros(self.count[k]).index_add(0, group, (logits - most[group]).exp())
        return (sums.log() + most)[group]

    def train(self):
        for weight in self.weights.values():
            weight.grad = None
        _, _, logits, halt = self.segment()
        loss = 0
        for k in range(self.config["exact"]):
            wrong = (self.logsum(logits, k) - logits) * self.share[k]
            loss = loss + wrong[self.holds].sum()
        with torch.no_grad():
            most = torch.full((self.count[0],), -torch.inf).scatter_reduce(
                0, self.index[0], logits, "amax", include_self=False
            )
            missed = self.holds & (logits < most[self.index[0]])
            exact = torch.bincount(self.graph[missed], minlength=self.graphs) == 0
        halting = F.binary_cross_entropy_with_logits(halt, exact.float(), reduction="sum")
        loss = loss + 0.5 * halting
        loss.backward()
        return loss

    def gradients(self):
        loss = self.train()
        found = {name: weight.grad for name, weight in self.weights.items()}
        found["loss"] = loss.detach().reshape(1)
        return found
