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
import signal
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

# What may answer which question.
_ANSWERS = {"warm": ("warmed",), "solve": ("solved", "declined", "failed"), "verify": ("judged", "failed")}


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
        _send({"type": "progress", "id": self.id, "message": _sendable(message)})


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
    if not isinstance(outputs, dict) or not all(isinstance(one, dict) for one in outputs.values()):
        raise TypeError("The outputs are no dict of names to what output() gives (%r)." % (outputs,))
    confidence = float(confidence)
    if not 0 <= confidence <= 1:
        raise ValueError("The confidence lies between 0 and 1 (%s)." % confidence)
    return {"type": "solved", "outputs": outputs, "confidence": confidence, "facts": _facts(facts)}


def accepted(score, threshold, findings=()):
    return _judged("accepted", findings, score=float(score), threshold=float(threshold))


def rejected(score, threshold, findings):
    if not findings:
        raise ValueError("A rejection names at least one finding.")
    return _judged("rejected", findings, score=float(score), threshold=float(threshold))


def undecided(findings=()):
    return _judged("undecided", findings)


def finding(code, message, facts=None):
    return {"code": str(code), "message": str(message), "facts": _facts(facts)}


def _facts(facts):
    for name, value in (facts or {}).items():
        if not isinstance(value, (str, int, float)):
            raise TypeError('The fact "%s" is no text, number or truth (%r).' % (name, value))
    return facts or {}


def _judged(verdict, findings, **scores):
    return {"type": "judged", "verdict": {"type": verdict, **scores, "findings": list(findings)}}


def _line(message):
    return json.dumps(message, ensure_ascii=False, allow_nan=False).encode("utf-8")


def _write(line):
    with _writing:
        _out.write(line + b"\n")
        _out.flush()


def _send(message):
    _write(_line(message))


def _sendable(text):
    """Text without the halves of characters that UTF-8 has no bytes for."""
    return str(text).encode("utf-8", "replace").decode("utf-8")


def _plain(said):
    """One line that can be sent and is not too long, whatever it is."""
    try:
        text = _sendable(said)
    except Exception:
        text = ""
    return " ".join(text[:2000].split()) or type(said).__name__


def _failed(call, code, message):
    return _line({"type": "failed", "id": call.id, "code": code, "message": message})


def _said(call, kind, answer):
    """What a function returned, as a line; what the host cannot take would end the process with all its calls."""
    if answer is None:
        return _failed(call, "null", "The function returned nothing (None). Maybe return solved(...) or a verdict.")
    if not isinstance(answer, dict) or answer.get("type") not in _ANSWERS[kind]:
        return _failed(call, "bad-output", "The function returned no answer (%s)." % type(answer).__name__)
    line = _line({**answer, "id": call.id})
    longest = _hello.get("lineBytes", sys.maxsize)
    if len(line) > longest:
        size = "The answer is a line of %d bytes, %d may be. Maybe give large contents by output()."
        return _failed(call, "bad-output", size % (len(line), longest))
    return line


def _work(call, kind, work):
    """Answers a call, whatever is raised or returned: nobody else would."""
    try:
        line = _said(call, kind, work())
    except Declined as no:
        code, message = _plain(getattr(no, "code", None)), _plain(no)
        kind = "declined" if kind == "solve" else "failed"
        line = _line({"type": kind, "id": call.id, "code": code, "message": message})
    except Cancelled:
        line = _failed(call, "cancelled", "The call was cancelled.")
    except BaseException as broken:  # sys.exit() ends a thread alone, and nobody would answer.
        try:
            traceback.print_exc()
        except Exception:
            pass  # Standard error is closed, or is what broke.
        line = _failed(call, "threw", "%s: %s" % (type(broken).__name__, _plain(broken)))
    _calls.pop(call.id, None)
    _write(line)


def _begin(message):
    call = Call(message)
    kind, name = message["type"], message["plugin"]
    known = _verifiers if kind == "verify" else _experts
    if name not in known:
        _write(_failed(call, "unknown", "There is no plugin %s here." % name))
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
    try:
        threading.Thread(target=_work, args=(call, kind, work), daemon=True).start()
    except RuntimeError as full:
        _calls.pop(call.id, None)
        _write(_failed(call, "threw", "No thread can be had for the call: %s" % full))


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
            # A terminal's interrupt reaches its whole group; the host, which it is meant for, ends its guests itself.
            if threading.current_thread() is threading.main_thread():
                signal.signal(signal.SIGINT, signal.SIG_IGN)
                signal.signal(signal.SIGHUP, signal.SIG_IGN)
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
