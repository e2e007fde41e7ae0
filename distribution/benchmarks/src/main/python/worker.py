"""Does what each line on standard input asks, with one thread; answers with a line of JSON."""

import json
import sys
import time
import warnings

import torch

import tensors
from graph import Graph
from tokens import Tokens


def open_case(file):
    metadata, arrays = tensors.read(file)
    config = json.loads(metadata["config"])
    return (Graph if config["kind"] == "graph" else Tokens)(config, arrays)


def values(found, file):
    tensors.write(file, {name: tensor.detach().numpy() for name, tensor in found.items()})


def run(work, times):
    wall, cpu = time.perf_counter_ns(), time.process_time_ns()
    for _ in range(times):
        work()
    return {"wall": time.perf_counter_ns() - wall, "cpu": time.process_time_ns() - cpu}


def main():
    warnings.filterwarnings("ignore", message=".*in beta")
    torch.set_num_threads(1)
    print(json.dumps({"torch": torch.__version__}), flush=True)
    case = None
    for line in sys.stdin:
        asked = json.loads(line)
        answer = {}
        if asked["do"] == "open":
            case = None
            case = open_case(asked["file"])
        elif asked["do"] == "forward":
            values(case.forward(), asked["file"])
        elif asked["do"] == "gradients":
            values(case.gradients(), asked["file"])
        else:
            work = case.forward if asked["do"] == "run forward" else case.train
            answer = run(work, asked["times"])
        print(json.dumps(answer), flush=True)


main()
