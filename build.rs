// SPDX-License-Identifier: AGPL-3.0-or-later
//! A page or a picture that was added or changed is a reason to build: they are part of the binary.

fn main() {
    for folder in ["templates", "static"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
