"""A guest of Consilium in Python: speaks consilium-bridge/1 on standard input and output.

    import consilium_bridge as bridge

    @bridge.expert(id="my.words", description="Counts words.", capability="text.words",
                   inputs={"text": bridge.TEXT}, outputs={"report": bridge.REPORT},
                   effect="PURE", determinism="DETERMINISTIC", concurrency=4)
    def words(call):
        return bridge.solved({"report": bridge.json_output(bridge.REPORT, {...})}, confidence=1.0)

    bridge.serve()

An expert is called from a thread of its own for each call, up to its concurrency. It returns solved(...), raises
Declined(code, message), or fails by raising anything else. It asks call.check() now and then, which raises once the call
was cancelled. Standard library only; Python 3.8 or newer.
"""

import base64
import hashlib
import json
import os
import sys
import threading
import time
import traceback

PROTOCOL = "consilium-bridge/1"
TEXT = "text/plain"
JSON = "application/json"
TABLE = "application/vnd.consilium.table+json"
SERIES = "application/vnd.consilium.series+json"
REPORT = "application/vnd.consilium.report+json"

# Whatever a library prints goes to the host's log: standard output is for messages alone.
_out = os.fdopen(os.dup(1), "wb")
os.dup2(2, 1)

_writing = threading.Lock()
_experts = {}
_verifiers = {}
_calls = {}
_hello = {}


class Declined(Exception):
    """This expert does not solve it, for a reason: absent, unsuited, bad-input or a code of your own."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Cancelled(Exception):
    """The host waits no more."""


def bad_input(message):
    return Declined("bad-input", message)


def expert(id, description, capability=None, inputs=None, outputs=None, capabilities=None, warm_up=None, **more):
    """Offers a function of a Call as an expert; more: effect, determinism, cost, timeoutMillis, concurrency."""
    offer = {
        "id": id,
        "description": description,
        "capabilities": capabilities or [{"name": capability, "inputs": inputs or {}, "outputs": outputs or {}}],
        **more,
    }

    def offered(function):
        _experts[id] = (offer, function, warm_up)
        return function

    return offered


def verifier(id, description, inputs, **more):
    """Offers a function of a Call as a verifier; it returns accepted, rejected or undecided."""

    def offered(function):
        _verifiers[id] = ({"id": id, "description": description, "inputs": inputs, **more}, function)
        return function

    return offered


def settings():
    """The plugin's section of the host's configuration."""
    return _hello.get("settings", {})


class Input:
    """Content that a call takes along."""

    def __init__(self, payload):
        self.media = payload["media"]
        self._payload = payload

    def bytes(self):
        if "file" in self._payload:
            with open(os.path.join(_hello["exchange"], self._payload["file"]), "rb") as file:
                return file.read()
        return base64.b64decode(self._payload["base64"])

    def text(self):
        try:
            return self.bytes().decode("utf-8")
        except UnicodeDecodeError:
            raise bad_input("The text is not UTF-8. Maybe it is another encoding.") from None

    def json(self):
        try:
            return json.loads(self.bytes())
        except ValueError as broken:
            raise bad_input("The input is not JSON: %s. Maybe it was cut off." % broken) from None


class Call:
    """What is asked, and what is known about the call."""

    def __init__(self, message):
        self.id = message["id"]
        self.capability = message.get("capability", "")
        self.check_name = message.get("check", "")
        self.goal = message.get("goal", "")
        self.parameters = message.get("parameters", message.get("settings", {}))
        self.seed = int(message.get("seed", "0"))
        self.threads = message.get("threads", 1)
        self.position = message.get("position", {})
        self._inputs = message.get("inputs", {})
        self._until = time.monotonic() + message.get("remainingMillis", 0) / 1000
        self._cancelled = threading.Event()

    def inputs(self, name):
        return [Input(payload) for payload in self._inputs.get(name, [])]

    def input(self, name):
        found = self.inputs(name)
        if len(found) != 1:
            raise bad_input('The input "%s" holds %d contents, 1 is needed.' % (name, len(found)))
        return found[0]

    def remaining(self):
        """Seconds left."""
        return max(0.0, self._until - time.monotonic())

    def cancelled(self):
        return self._cancelled.is_set() or self.remaining() == 0

    def check(self):
        if self.cancelled():
            raise Cancelled()

    def progress(self, message):
        _send({"type": "progress", "id": self.id, "message": str(message)})


def output(media, content):
    """Content as an output; what is too large for a line goes into a file."""
    payload = {"media": media, "sha256": hashlib.sha256(content).hexdigest()}
    if len(content) <= _hello.get("inlineBytes", 65536):
        payload["base64"] = base64.b64encode(content).decode("ascii")
    else:
        name = "out/%s-%d" % (threading.get_ident(), time.monotonic_ns())
        with open(os.path.join(_hello["exchange"], name), "wb") as file:
            file.write(content)
        payload["file"] = name
    return payload


def json_output(media, value):
    """A value of the shared vocabulary as an output; equal values give equal bytes."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return output(media, text.encode("utf-8"))


def solved(outputs, confidence, facts=None):
    return {"type": "solved", "outputs": outputs, "confidence": confidence, "facts": facts or {}}


def accepted(score, threshold, findings=()):
    return _judged({"type": "accepted", "score": score, "threshold": threshold, "findings": list(findings)})


def rejected(score, threshold, findings):
    return _judged({"type": "rejected", "score": score, "threshold": threshold, "findings": list(findings)})


def undecided(findings=()):
    return _judged({"type": "undecided", "findings": list(findings)})


def finding(code, message, facts=None):
    return {"code": code, "message": message, "facts": facts or {}}


def _judged(verdict):
    return {"type": "judged", "verdict": verdict}


def _send(message):
    line = json.dumps(message, ensure_ascii=False, allow_nan=False).encode("utf-8") + b"\n"
    with _writing:
        _out.write(line)
        _out.flush()


def _one_line(error):
    return " ".join(str(error).split()) or type(error).__name__


def _work(call, work):
    try:
        answer = work()
        _send({**answer, "id": call.id})
    except Declined as no:
        _send({"type": "declined", "id": call.id, "code": no.code, "message": _one_line(no)})
    except Cancelled:
        _send({"type": "failed", "id": call.id, "code": "cancelled", "message": "The call was cancelled."})
    except BaseException as broken:  # sys.exit() ends a thread alone, and nobody would answer.
        traceback.print_exc()
        message = "%s: %s" % (type(broken).__name__, _one_line(broken))
        _send({"type": "failed", "id": call.id, "code": "threw", "message": message})
    finally:
        _calls.pop(call.id, None)


def _begin(message):
    call = Call(message)
    kind, name = message["type"], message["plugin"]
    known = _verifiers if kind == "verify" else _experts
    if name not in known:
        _send({"type": "failed", "id": call.id, "code": "unknown", "message": "There is no plugin %s here." % name})
        return
    if kind == "warm":
        warm_up = _experts[name][2]

        def work():
            if warm_up:
                warm_up()
            return {"type": "warmed"}
    else:
        def work():
            return known[name][1](call)
    _calls[call.id] = call
    threading.Thread(target=_work, args=(call, work), daemon=True).start()


def _ready():
    return {
        "type": "ready",
        "protocol": PROTOCOL,
        "experts": [offer for offer, _, _ in _experts.values()],
        "verifiers": [offer for offer, _ in _verifiers.values()],
    }


def serve():
    """Works until the host says bye or is gone; does not return."""
    for line in sys.stdin.buffer:
        message = json.loads(line)
        kind = message["type"]
        if kind == "hello":
            _hello.update(message)
            _send(_ready())
        elif kind in ("warm", "solve", "verify"):
            _begin(message)
        elif kind == "cancel":
            call = _calls.get(message["id"])
            if call:
                call._cancelled.set()
        elif kind == "bye":
            break
    # Threads that still work would hold the process up, and nobody waits for them.
    os._exit(0)
