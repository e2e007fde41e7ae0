"""HRM (arXiv 2506.21734) and TRM (arXiv 2510.04871) from their formulae."""

import math

import torch
import torch.nn.functional as F


def normalise(x, eps):
    return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + eps)


class Tokens:
    """One ACT step on a batch, from the initial states."""

    def __init__(self, config, arrays):
        self.config = config
        self.hrm = config["kind"] == "hrm"
        self.width = config["hidden_size"]
        self.heads = config["num_heads"]
        self.eps = config["rms_norm_eps"]
        self.inputs = torch.from_numpy(arrays.pop("batch.inputs")).long()
        self.labels = torch.from_numpy(arrays.pop("batch.labels")).long()
        self.weights = {
            name.replace("model.inner.", ""): torch.from_numpy(array)
            for name, array in arrays.items()
        }
        self.trained = {
            name: weight.requires_grad_()
            for name, weight in self.weights.items()
            if not name.endswith("_init") and name != "puzzle_emb.weights"
        }
        self.fast = self.layers("L_level")
        self.slow = self.layers("H_level") if self.hrm else None
        self.puzzles = config["puzzle_tokens"]
        self.positions = config["seq_len"] + self.puzzles
        self.cos, self.sin = self.angles()

    def layers(self, level):
        count = self.config["L_layers" if level == "L_level" else "H_layers"]
        parts = ["mlp_t.gate_up_proj", "mlp_t.down_proj"]
        if not self.config.get("mlp_t"):
            parts = ["self_attn.qkv_proj", "self_attn.o_proj"]
        parts += ["mlp.gate_up_proj", "mlp.down_proj"]
        return [
            [self.weights[f"{level}.layers.{i}.{part}.weight"] for part in parts]
            for i in range(count)
        ]

    def angles(self):
        d = self.width // self.heads
        rates = self.config["rope_theta"] ** -(torch.arange(0, d, 2, dtype=torch.float64) / d)
        angles = torch.arange(self.positions)[:, None].float() * rates.float()[None]
        table = torch.cat([angles, angles], -1)[:, None, :]
        return table.cos(), table.sin()

    def turn(self, x):
        first, second = x.chunk(2, -1)
        return x * self.cos + torch.cat([-second, first], -1) * self.sin

    def attention(self, x, qkv, out):
        b, s, d = x.shape
        qkv = F.linear(x, qkv).view(b, s, 3 * self.heads, d // self.heads)
        turned = qkv[:, :, : 2 * self.heads]
        if self.config["pos_encodings"] == "rope":
            turned = self.turn(turned)
        q, k = turned.transpose(1, 2).chunk(2, 1)
        v = qkv[:, :, 2 * self.heads :].transpose(1, 2)
        scale = 1 / math.sqrt(d // self.heads)
        p = torch.softmax(q @ k.transpose(-1, -2) * scale, -1)
        return F.linear((p @ v).transpose(1, 2).reshape(b, s, d), out)

    @staticmethod
    def swiglu(x, gate_up, down):
        gate, up = F.linear(x, gate_up).chunk(2, -1)
        return F.linear(F.silu(gate) * up, down)

    def level(self, layers, x):
        for first, second, gate_up, down in layers:
            if self.config.get("mlp_t"):
                x = x.transpose(1, 2).contiguous()
                x = normalise(x + self.swiglu(x, first, second), self.eps)
                x = x.transpose(1, 2).contiguous()
            else:
                x = normalise(x + self.attention(x, first, second), self.eps)
            x = normalise(x + self.swiglu(x, gate_up, down), self.eps)
        return x

    def embed(self):
        b = self.inputs.shape[0]
        tokens = F.embedding(self.inputs, self.weights["embed_tokens.embedding_weight"])
        if self.puzzles:
            rows = self.weights["puzzle_emb.weights"][torch.zeros(b, dtype=torch.long)]
            rows = F.pad(rows, (0, self.puzzles * self.width - rows.shape[1]))
            tokens = torch.cat([rows.view(b, self.puzzles, self.width), tokens], 1)
        return math.sqrt(self.width) * tokens

    def begin(self):
        shape = (self.inputs.shape[0], self.positions, self.width)
        return [self.weights[name].expand(shape) for name in ("H_init", "L_init")]

    def think(self, high, low, gradient):
        h_cycles, l_cycles = self.config["H_cycles"], self.config["L_cycles"]
        with torch.set_grad_enabled(gradient):
            embedded = self.embed()
        reason = self.reason_hrm if self.hrm else self.reason_trm
        return reason(high, low, embedded, h_cycles, l_cycles, gradient)

    def reason_hrm(self, high, low, embedded, h_cycles, l_cycles, gradient):
        with torch.no_grad():
            for h in range(h_cycles):
                last = h == h_cycles - 1
                for _ in range(l_cycles - last):
                    low = self.level(self.fast, low + high + embedded)
                if not last:
                    high = self.level(self.slow, high + low)
        with torch.set_grad_enabled(gradient):
            low = self.level(self.fast, low + high + embedded)
            high = self.level(self.slow, high + low)
        return high, low

    def reason_trm(self, high, low, embedded, h_cycles, l_cycles, gradient):
        for h in range(h_cycles):
            with torch.set_grad_enabled(gradient and h == h_cycles - 1):
                for _ in range(l_cycles):
                    low = self.level(self.fast, low + high + embedded)
                high = self.level(self.fast, high + low)
        return high, low

    def heads_of(self, high):
        logits = F.linear(high[:, self.puzzles :], self.weights["lm_head.weight"])
        q = F.linear(high[:, 0], self.weights["q_head.weight"], self.weights["q_head.bias"])
        return logits, q

    def forward(self):
        with torch.inference_mode():
            high, low = self.think(*self.begin(), gradient=False)
            logits, q = self.heads_of(high)
        return {"logits": logits, "q": q.T, "z_H": high, "z_L": low}

    def train(self):
        for weight in self.trained.values():
            weight.grad = None
        high, low = self.think(*self.begin(), gradient=True)
        logits, q = self.heads_of(high)
        loss = self.loss(logits, q, high.detach(), low.detach())
        (loss / self.inputs.shape[0]).backward()
        return loss

    def gradients(self):
        loss = self.train()
        found = {"model.inner." + name: weight.grad for name, weight in self.trained.items()}
        found["loss"] = loss.detach().reshape(1)
        return found

    def loss(self, logits, q, high, low):
        counted = self.labels != -100
        x = logits.double()
        s = torch.where(x < 0, 1 / (1 - x + 1e-30), x + 1)
        label = self.labels.where(counted, torch.zeros_like(self.labels))[..., None]
        wrong = s.sum(-1).log() - s.gather(-1, label)[..., 0].log()
        wrong = wrong * counted / counted.sum(-1, keepdim=True).clamp_min(1)
        exact = ((logits.argmax(-1) == self.labels) | ~counted).all(-1).float()
        halting = F.binary_cross_entropy_with_logits(q[:, 0], exact, reduction="sum")
        if self.hrm:
            with torch.no_grad():
                ahead = self.heads_of(self.think(high, low, gradient=False)[0])[1]
                target = ahead.max(-1).values.sigmoid()
            halting = halting + F.binary_cross_entropy_with_logits(
                q[:, 1], target, reduction="sum"
            )
        return wrong.sum() + 0.5 * halting
