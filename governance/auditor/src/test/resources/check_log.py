"""Checks a tlog-tiles directory from the published formats alone.

Usage: check_log.py DIR [--key LOG-KEY] [WITNESS-KEY]...
Prints "ok <size>" or what is wrong, and exits with 0 or 1. LOG-KEY is any key the log ever had; it
is followed to the log's own by the files in rotations/: each is a checkpoint of this log that the
old and the new key signed, over a record that names the new one.
Ed25519 as in RFC 8032, section 5.1; trees as in RFC 6962, section 2.1; files as in C2SP
tlog-tiles, tlog-checkpoint, signed-note and tlog-cosignature.
"""

import base64
import hashlib
import json
import os
import struct
import sys

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def recover_x(y, sign):
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - xx) % P or (x == 0 and sign):
        raise ValueError("not a point")
    return P - x if x & 1 != sign else x


def point(data):
    number = int.from_bytes(data, "little")
    y = number & (1 << 255) - 1
    x = recover_x(y, number >> 255)
    return x, y, 1, x * y % P


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar, p):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, p)
        p = add(p, p)
        scalar >>= 1
    return result


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def verifies(public, message, signature):
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = multiply(s, BASE), add(point(signature[:32]), multiply(h, point(public)))
    return not ((left[0] * right[2] - right[0] * left[2]) % P
                or (left[1] * right[2] - right[1] * left[2]) % P)


def sha256(data):
    return hashlib.sha256(data).digest()


def tree(leaves):
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + tree(leaves[:k]) + tree(leaves[k:]))


def read(*parts):
    with open(os.path.join(*parts), "rb") as file:
        return file.read()


def number(n):
    text = "%03d" % (n % 1000)
    while n >= 1000:
        n //= 1000
        text = "x%03d/%s" % (n % 1000, text)
    return text


def tile(directory, level, n, width):
    path = os.path.join(directory, "tile", level, number(n))
    if width < 256 and os.path.exists(path + ".p/%d" % width):
        return read(path + ".p/%d" % width)
    return read(path)


def verifier_key(line, kind):
    name, key_id, encoded = line.strip().split("+", 2)
    key = base64.b64decode(encoded)
    assert key[0] == kind and len(key) == 33, "not an Ed25519 key of type %d" % kind
    assert sha256(name.encode() + b"\n" + key)[:4].hex() == key_id, "wrong key id"
    return name, bytes.fromhex(key_id), key[1:]


def signatures_of(note, name, key_id):
    for line in note.rstrip("\n").split("\n"):
        dash, signer, encoded = line.split(" ")
        assert dash == "\u2014", "not a signature line"
        signature = base64.b64decode(encoded)
        if signer == name and signature[:4] == key_id:
            yield signature[4:]


def cosigned(text, note, witness):
    name, key_id, public = verifier_key(witness, 4)
    found = list(signatures_of(note, name, key_id))
    assert found, "not cosigned by %s" % name
    for signature in found:
        time = struct.unpack(">Q", signature[:8])[0]
        message = b"cosignature/v1\ntime %d\n" % time + text.encode()
        assert time > 0 and verifies(public, message, signature[8:]), "a cosignature is wrong"


def opened(signed, key):
    name, key_id, public = verifier_key(key, 1)
    text, note = signed.rsplit("\n\n", 1)
    text += "\n"
    found = list(signatures_of(note, name, key_id))
    assert found, "signed by another"
    for signature in found:
        assert verifies(public, text.encode(), signature), "the signature is wrong"
    origin, size, root = text.rstrip("\n").split("\n")
    assert origin == name, "another origin"
    return int(size), base64.b64decode(root)


def signed_by(signed, key):
    name, key_id, _ = verifier_key(key, 1)
    return any(signatures_of(signed.rsplit("\n\n", 1)[1], name, key_id))


def checkpoint(directory, witnesses):
    signed = read(directory, "checkpoint").decode()
    text, note = signed.rsplit("\n\n", 1)
    for witness in witnesses:
        cosigned(text + "\n", note, witness)
    own = read(directory, "log.vkey").decode().strip()
    for size, _, old, _ in chain(own, rotations(directory)):
        # A host that died inside a rotation leaves the checkpoint of the key before.
        if signed_by(signed, old) and opened(signed, old)[0] <= size:
            return opened(signed, old)
    return opened(signed, own)


def chain(own, steps):
    # Any two keys can sign a step of their own: what counts ends or begins with the log's.
    bound = []
    for near, far in ((3, 2), (2, 3)):
        at, left = own, [step for step in steps if step not in bound]
        while any(step[near] == at for step in left):
            step = next(step for step in left if step[near] == at)
            left.remove(step)
            bound.append(step)
            at = step[far]
    return sorted(bound)


def rotations(directory):
    folder, steps = os.path.join(directory, "rotations"), []
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        if name.endswith(".tmp"):
            continue
        old, new, empty, signed = read(folder, name).decode().split("\n", 3)
        assert empty == "", "no rotation: %s" % name
        assert verifier_key(new, 1)[1].hex() == name, "a rotation to another key than its name says"
        size, root = opened(signed, old)
        assert opened(signed, new) == (size, root), "a rotation of two checkpoints"
        steps.append((size, root, old, new))
    return sorted(steps)


def follow(key, directory, hashes, records):
    reached, steps = {key}, rotations(directory)
    for size, root, old, new in steps:
        assert size <= len(hashes) and tree(hashes[:size]) == root, "a rotation of another log"
        named = [r["body"]["toKey"] for r in records[:size] if r["body"]["type"] == "key-rotated"]
        assert new in named, "no record under it names the key that follows"
        key = new if key == old else key
        reached.add(key)
    own = read(directory, "log.vkey").decode().strip()
    assert own in reached, "no rotation leads to log.vkey"
    assert len(chain(own, steps)) == len(steps), "a rotation between other keys"


def entries(directory, size):
    for n in range((size + 255) // 256):
        width = min(256, size - n * 256)
        data, at = tile(directory, "entries", n, width), 0
        for i in range(width):
            (length,) = struct.unpack_from(">H", data, at)
            entry = data[at + 2 : at + 2 + length]
            assert len(entry) == length, "a bundle ends within an entry"
            assert json.loads(entry)["sequence"] == str(n * 256 + i), "not in sequence"
            yield entry
            at += 2 + length
        assert at == len(data) or width < 256, "a bundle is too long"


def main(directory, *rest):
    key = rest[1] if rest[:1] == ("--key",) else read(directory, "log.vkey").decode().strip()
    size, root = checkpoint(directory, rest[2:] if rest[:1] == ("--key",) else rest)
    leaves = list(entries(directory, size))
    hashes = [sha256(b"\x00" + entry) for entry in leaves]
    assert tree(hashes) == root, "the root is another"
    follow(key, directory, hashes, [json.loads(entry) for entry in leaves])
    level = 0
    while hashes:
        for n in range((len(hashes) + 255) // 256):
            part = b"".join(hashes[n * 256 : n * 256 + 256])
            got = tile(directory, str(level), n, len(part) // 32)
            assert got[: len(part)] == part, "tile %d/%d is another" % (level, n)
        hashes = [tree(hashes[i : i + 256]) for i in range(0, len(hashes) // 256 * 256, 256)]
        level += 1
    print("ok %d" % size)


try:
    main(*sys.argv[1:])
except (AssertionError, ValueError, OSError, struct.error) as problem:
    print("wrong: %s" % problem)
    sys.exit(1)
