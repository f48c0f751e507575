// SPDX-License-Identifier: AGPL-3.0-or-later
//! The certificate policy of the CNS, 1.3.76.16.2.1, with its explicit text (RFC 5280, 4.2.1.4).

use rcgen::CustomExtension;

const CERTIFICATE_POLICIES: [u64; 4] = [2, 5, 29, 32];
/// 1.3.76.16.2.1, encoded.
const CNS: &[u8] = &[0x2B, 0x4C, 0x10, 0x02, 0x01];
/// id-qt-unotice, 1.3.6.1.5.5.7.2.2, encoded.
const USER_NOTICE: &[u8] = &[0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x02, 0x02];
const TEXT: &str =
    "Identifies X.509 authentication certificates issued for the italian National Service Card (CNS) project";

const SEQUENCE: u8 = 0x30;
const OBJECT_IDENTIFIER: u8 = 0x06;
const UTF8_STRING: u8 = 0x0C;

pub(super) fn extension() -> CustomExtension {
    let notice = value(SEQUENCE, &[value(UTF8_STRING, &[TEXT.as_bytes().to_vec()])]);
    let qualifier = value(SEQUENCE, &[value(OBJECT_IDENTIFIER, &[USER_NOTICE.to_vec()]), notice]);
    let information =
        value(SEQUENCE, &[value(OBJECT_IDENTIFIER, &[CNS.to_vec()]), value(SEQUENCE, &[qualifier])]);
    CustomExtension::from_oid_content(&CERTIFICATE_POLICIES, value(SEQUENCE, &[information]))
}

/// One DER value of fewer than 256 bytes.
fn value(tag: u8, parts: &[Vec<u8>]) -> Vec<u8> {
    let content = parts.concat();
    let length = u8::try_from(content.len()).expect("the policy's texts are short");
    let mut der = if length < 0x80 { vec![tag, length] } else { vec![tag, 0x81, length] };
    der.extend(content);
    der
}
