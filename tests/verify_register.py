#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Checks the JSON of `sportello audit prove`, or of a receipt's page, with nothing of Sportello: verify_register.py PROOFS.json KEY (name+hash+base64)."""
import base64, hashlib, json, subprocess, sys, tempfile
from pathlib import Path

def sha256(data):
    return hashlib.sha256(data).digest()

def ed25519(public, signature, message):  # by openssl; the prefix makes a DER key of 32 bytes (RFC 8410)
    with tempfile.TemporaryDirectory() as folder:
        key, sig, text = (Path(folder, name) for name in ("key", "sig", "text"))
        key.write_bytes(bytes.fromhex("302a300506032b6570032100") + public)
        sig.write_bytes(signature), text.write_bytes(message)
        words = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", key, "-rawin", "-in", text, "-sigfile", sig]
        return subprocess.run(words, capture_output=True).returncode == 0

def read_checkpoint(note, verifier_key):  # C2SP signed-note and tlog-checkpoint
    name, key_hash, key = verifier_key.split("+", 2)
    key = base64.b64decode(key)
    body, signatures = note.split("\n\n", 1)
    body += "\n"
    for line in signatures.splitlines():
        _dash, signer, signature = line.split(" ")
        signature = base64.b64decode(signature)
        if signer == name and signature[:4].hex() == key_hash == sha256(name.encode() + b"\n" + key)[:4].hex():
            if key[0] == 1 and ed25519(key[1:], signature[4:], body.encode()):
                return int(body.split("\n")[1]), base64.b64decode(body.split("\n")[2])
    sys.exit("the checkpoint is not signed by this key")

def root_of(leaf, number, size, path):  # RFC 9162, section 2.1.3.2
    node, last = number, size - 1
    for step in path:
        if node & 1 or node == last:
            leaf = sha256(b"\1" + step + leaf)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            leaf = sha256(b"\1" + leaf + step)
        node, last = node >> 1, last >> 1
    return leaf if last == 0 and number < size else None

proofs = json.loads(Path(sys.argv[1]).read_text())
size, root = read_checkpoint(proofs["checkpoint"], sys.argv[2])
for row in proofs["rows"]:  # of a receipt the leaf's hash alone
    leaf = base64.b64decode(row["leaf"]) if "leaf" in row else sha256(b"\0" + base64.b64decode(row["canonical"]) + base64.b64decode(row["signature"]))
    if root_of(leaf, row["number"], size, [base64.b64decode(step) for step in row["path"]]) != root:
        sys.exit(f"row {row.get('id', leaf.hex())} is not under the checkpoint")
codes = [f"; the receipt's code is {base64.b64decode(row['leaf']).hex()}" for row in proofs["rows"] if "leaf" in row]
print(f"{len(proofs['rows'])} rows are under the checkpoint over {size}" + "".join(codes))
