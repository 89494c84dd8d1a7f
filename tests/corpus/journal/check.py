#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check.py [VECTORS] - a second reader of docs/formats/journal.md, written from that text alone.

Reads the vectors with Python's standard library: strict CBOR, statements, entries, digests and
names; signatures by `openssl pkeyutl` if it is there. Prints TAP. What it reads here it would read
in any journal: whoever does not trust our program can start from this.
"""
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile


class Refused(Exception):
    pass


# ---- section 1: CBOR

class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, n):
        if len(self.data) - self.at < n:
            raise Refused("ends too early")
        self.at += n
        return self.data[self.at - n:self.at]

    def head(self):
        first = self.take(1)[0]
        major, info = first >> 5, first & 31
        if major > 5 or info > 27:
            raise Refused("a type that is not used")
        if info < 24:
            return major, info
        size = 1 << (info - 24)
        n = int.from_bytes(self.take(size), "big")
        if n < (24 if size == 1 else 1 << (4 * size)):
            raise Refused("not the shortest form")
        return major, n

    def item(self, depth=0):
        if depth >= 8:
            raise Refused("nested too deep")
        major, n = self.head()
        if major == 0:
            return n
        if major == 1:
            if n >= 1 << 63:
                raise Refused("a number out of range")
            return -1 - n
        if major == 2:
            return self.take(n)
        if major == 3:
            try:
                return self.take(n).decode("utf-8", "strict")
            except UnicodeDecodeError:
                raise Refused("not UTF-8")
        if major == 4:
            return [self.item(depth + 1) for _ in range(min(n, len(self.data) + 1))]
        out, last = {}, -1
        for _ in range(min(n, len(self.data) + 1)):
            kind, key = self.head()
            if kind != 0 or key <= last:
                raise Refused("map keys not ascending")
            last = key
            out[key] = self.item(depth + 1)
        return out


def cbor(data):
    r = Reader(data)
    x = r.item()
    if r.at != len(data):
        raise Refused("bytes left over")
    return x


def need(ok, why):
    if not ok:
        raise Refused(why)


def is_bytes(x, n):
    return isinstance(x, bytes) and len(x) == n


def is_uint(x, low=0, high=(1 << 63) - 1):
    return isinstance(x, int) and low <= x <= high


def is_text(x, empty=False):
    return isinstance(x, str) and (empty or x != "")


# ---- section 2: statements

SMALL = (1 << 31) - 1  # bytes of a text, codes, versions, parts

def is_ref(x, statement=True):
    if is_bytes(x, 16):
        return True
    if not isinstance(x, list):
        return False
    if len(x) == 2 and statement:
        return is_bytes(x[0], 32) and is_uint(x[1], 0, 4094)
    return (len(x) == 3 and is_bytes(x[0], 16) and is_uint(x[1], 0, SMALL) and
            is_uint(x[2], x[1], SMALL))


def is_quantity(q):
    parts = {1: lambda x: isinstance(x, int), 2: lambda x: isinstance(x, int),
             3: lambda x: is_uint(x, 1, 6), 4: is_text, 5: is_text, 6: is_text}
    return isinstance(q, dict) and all(k in parts and parts[k](v) for k, v in q.items())


VALUES = {
    0: [lambda x: is_text(x, True)],
    1: [lambda x: is_text(x, True)],
    2: [is_quantity],
    4: [lambda x: is_bytes(x, 16)],
    5: [lambda x: is_bytes(x, 32), is_uint, is_text, lambda x: is_bytes(x, 32)],
    6: [lambda x: is_text(x, True)],
    7: [lambda x: is_bytes(x, 32)],
    8: [lambda x: isinstance(x, int) and -(1 << 63) <= x < 1 << 63],
    9: [lambda x: is_bytes(x, 32), lambda x: is_uint(x, 0, 4094)],
    10: [lambda x: isinstance(x, bytes)],
    11: [lambda x: is_uint(x, 0, SMALL), lambda x: is_text(x, True)],
}


def is_value(v):
    if not isinstance(v, list) or not v or not is_uint(v[0]):
        return False
    if v[0] == 3:
        return (len(v) in (2, 3) and is_text(v[1], True) and
                (len(v) == 2 or is_bytes(v[2], 16)))
    tests = VALUES.get(v[0])
    return (tests is not None and len(v) == 1 + len(tests) and
            all(t(x) for t, x in zip(tests, v[1:])))


def is_holder(x):
    return (is_bytes(x, 16) and any(x)) or is_text(x)


def is_rule(x):
    return (isinstance(x, list) and len(x) == 3 and is_text(x[0]) and is_uint(x[1], 0, SMALL) and
            is_uint(x[2], 0, 1000))


STATEMENT = {
    1: is_ref, 2: is_text, 3: is_value, 4: is_text, 5: lambda x: is_ref(x, False), 6: is_text,
    7: lambda x: is_uint(x, 1, SMALL), 8: lambda x: is_uint(x, 0, 127), 9: is_holder, 10: is_text,
    11: lambda x: is_uint(x, 1, SMALL), 12: lambda x: is_uint(x, 1, SMALL), 13: is_rule,
    14: lambda x: is_uint(x, 1, 7),
}


def check_map(m, fields, always):
    need(isinstance(m, dict), "not a map")
    need(all(k in m for k in always), "a part is missing")
    for k, v in m.items():
        need(k in fields, "unknown part %d" % k)
        need(fields[k](v), "part %d is not of its form" % k)


def statement(data):
    need(len(data) <= 1 << 20, "too long")
    s = cbor(data)
    check_map(s, STATEMENT, (1, 2, 3))
    return s


def digest(salt, data):
    return hashlib.sha256(b"cairn.stmt.v1\0" + salt + data).digest()


# ---- section 3: entries

def is_batch(x):
    return (isinstance(x, list) and len(x) == 3 and is_bytes(x[0], 16) and
            is_uint(x[1], 0, SMALL) and x[2] in (0, 1))


def is_digests(x):
    return isinstance(x, list) and len(x) <= 4095 and all(is_bytes(d, 32) for d in x)


def is_heads(x):
    return (isinstance(x, list) and x and
            all(isinstance(h, list) and len(h) == 3 and is_bytes(h[0], 32) and is_uint(h[1], 1) and
                is_bytes(h[2], 32) for h in x) and
            all(a[0] < b[0] for a, b in zip(x, x[1:])))


ENTRY = {
    1: lambda x: is_bytes(x, 32), 2: lambda x: is_bytes(x, 32), 3: lambda x: is_bytes(x, 16),
    4: lambda x: is_uint(x, 1), 5: lambda x: is_bytes(x, 32), 6: lambda x: is_uint(x, 1),
    7: lambda x: isinstance(x, int), 8: lambda x: is_uint(x, 1), 9: is_batch, 10: is_digests,
    11: is_heads,
}
MARK = b"cairn.entry.v1\0"


def entry(data):
    need(data.startswith(MARK), "not an entry")
    e = cbor(data[len(MARK):])
    check_map(e, ENTRY, (2, 3, 4, 6, 7, 8, 10))
    need((5 in e) == (e[4] > 1), "prev does not fit seq")
    need((1 in e) == (e[8] != 1), "workspace does not fit kind")
    need(all(h[0] != e[2] for h in e.get(11, [])), "a head of its own device")
    return e


# ---- signatures: RFC 8032, by OpenSSL's command

SPKI = bytes.fromhex("302a300506032b6570032100")  # RFC 8410: Ed25519 public key


def signed(key, signature, message):
    with tempfile.TemporaryDirectory() as folder:
        names = [os.path.join(folder, n) for n in ("key", "sig", "message")]
        for name, data in zip(names, (SPKI + key, signature, message)):
            with open(name, "wb") as f:
                f.write(data)
        return subprocess.run(
            ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", names[0],
             "-rawin", "-sigfile", names[1], "-in", names[2]],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0


# ---- the file

def blocks(path):
    block = []
    with open(path, encoding="ascii") as f:
        for line in list(f) + ["\n"]:
            line = line.rstrip("\n")
            if line.startswith("#"):
                continue
            if line:
                block.append(line.partition(" ")[::2])
            elif block:
                yield block[0][0], block[0][1], {k: bytes.fromhex(v) for k, v in block[1:]}
                block = []


def refuses(read, data):
    try:
        read(data)
    except Refused:
        return True
    return False


def check(kind, name, f, openssl):
    if kind == "statement":
        statement(f["bytes"])
        return digest(f["salt"], f["bytes"]) == f["digest"]
    if kind == "entry":
        e = entry(f["bytes"])
        tampered = f["bytes"][:-1] + bytes([f["bytes"][-1] ^ 1])
        return hashlib.sha256(f["bytes"]).digest() == f["id"] and (
            not openssl or (signed(e[2], f["signature"], f["bytes"]) and
                            not signed(e[2], f["signature"], tampered)))
    if kind == "certificate":
        device, signature = f["certificate"][:32], f["certificate"][32:]
        text = b"cairn.device.v1\0" + f["member"] + device
        return not openssl or signed(f["key"], signature, text)
    if kind == "refused":
        return refuses(entry if name.startswith("entry") else statement, f["bytes"])
    return False


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    path = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "vectors.txt")
    openssl = shutil.which("openssl") is not None
    if not openssl:
        print("# no openssl command: signatures are not checked here")
    n = bad = 0
    for kind, name, fields in blocks(path):
        n += 1
        try:
            ok = check(kind, name, fields, openssl)
        except Refused as why:
            ok = False
            print("# %s" % why)
        bad += not ok
        print("%sok %d - %s %s" % ("" if ok else "not ", n, kind, name))
    print("1..%d" % n)
    return 1 if bad or n == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
