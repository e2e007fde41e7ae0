"""Takes the blanks off a text: replace it by what your expert does."""

import consilium_bridge as bridge


@bridge.expert(
    id="${artifactId}",
    description="Takes the blanks off a text.",
    capability="${artifactId}.strip",
    inputs={"text": bridge.TEXT},
    outputs={"text": bridge.TEXT},
    effect="PURE",
    determinism="DETERMINISTIC",
    concurrency=4,
)
def solve(call):
    text = call.input("text").text().strip()
    if not text:
        raise bridge.Declined("absent", "The text is empty. Maybe the wrong file was given.")
    call.check()
    return bridge.solved({"text": bridge.output(bridge.TEXT, text.encode("utf-8"))}, confidence=1.0)


if __name__ == "__main__":
    bridge.serve()
