// SPDX-License-Identifier: AGPL-3.0-or-later
//! The document as a reader has it: every object, those out of object streams too.

use super::super::{Unfit, image};
use super::names::is_forbidden;
use crate::policy::ScanRules;
use lopdf::{Dictionary, Document, Object};

/// Objects in objects; no honest file comes near.
const DEEPEST: usize = 200;

pub(super) fn document(document: &Document, rules: &ScanRules) -> Result<(), Unfit> {
    dictionary(&document.trailer, DEEPEST)?;
    for found in document.objects.values() {
        object(found, DEEPEST)?;
        if let Object::Stream(stream) = found {
            size(&stream.dict, rules)?;
        }
    }
    Ok(())
}

fn object(found: &Object, deeper: usize) -> Result<(), Unfit> {
    let deeper = deeper.checked_sub(1).ok_or(Unfit::Unreadable)?;
    match found {
        Object::Name(name) if is_forbidden(name) => Err(Unfit::Active),
        Object::Array(list) => list.iter().try_for_each(|found| object(found, deeper)),
        Object::Dictionary(found) => dictionary(found, deeper),
        Object::Stream(stream) => dictionary(&stream.dict, deeper),
        _ => Ok(()),
    }
}

fn dictionary(found: &Dictionary, deeper: usize) -> Result<(), Unfit> {
    found.iter().try_for_each(|(key, value)| match key.as_slice() {
        b"Encrypt" => Err(Unfit::Encrypted),
        key if is_forbidden(key) => Err(Unfit::Active),
        _ => object(value, deeper),
    })
}

/// An image inside is measured like one outside.
fn size(found: &Dictionary, rules: &ScanRules) -> Result<(), Unfit> {
    let is_image = found.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image");
    if !is_image {
        return Ok(());
    }
    let number =
        |key: &[u8]| found.get(key).and_then(Object::as_i64).ok().and_then(|n| u64::try_from(n).ok());
    match (number(b"Width"), number(b"Height")) {
        (Some(width), Some(height)) => image::measure(width, height, rules),
        // a number that stands elsewhere in the file: readers look it up, scanners write it here
        _ => Err(Unfit::Unreadable),
    }
}
