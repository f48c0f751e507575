// SPDX-License-Identifier: AGPL-3.0-or-later
//! Code 128 and QR symbols drawn as rectangles, sharp on every printer.

use barcoders::sym::code128::Code128;
use qrcode::{Color, EcLevel, QrCode};

use super::canvas::{Canvas, Shade};

/// Narrowest bar that a counter's scanner reads from a worn laser print: 0.25 mm.
const MODULE: std::ops::RangeInclusive<f32> = 0.71..=1.0;

/// Draws `text` (printable ASCII) as Code 128 with its right edge at `right`; the modules become narrower with longer
/// texts. Gives the width drawn, or `None` where the text cannot be encoded or would be wider than `most`.
pub(super) fn barcode(
    page: &mut Canvas,
    right: f32,
    y: f32,
    height: f32,
    most: f32,
    text: &str,
) -> Option<f32> {
    // Ɓ chooses character set B: upper and lower case, digits and signs.
    let modules = Code128::new(format!("\u{181}{text}")).ok()?.encode();
    let module = (most / modules.len() as f32).min(*MODULE.end());
    let width = module * modules.len() as f32;
    if module < *MODULE.start() {
        return None;
    }
    bars(page, (right - width, y), (module, height), modules.iter().map(|module| *module == 1));
    Some(width)
}

/// Draws `text` as a QR symbol of `side` points with its quiet zone of four modules; `false` where it is too long.
pub(super) fn qr(page: &mut Canvas, x: f32, y: f32, side: f32, text: &str) -> bool {
    let Ok(symbol) = QrCode::with_error_correction_level(text, EcLevel::M) else { return false };
    let width = symbol.width();
    let module = side / (width + 8) as f32;
    for (row, colors) in symbol.to_colors().chunks(width).enumerate() {
        let corner = (x + 4.0 * module, y + (row as f32 + 4.0) * module);
        bars(page, corner, (module, module), colors.iter().map(|color| *color == Color::Dark));
    }
    true
}

/// One line of modules, neighbours joined so that no seam shows.
fn bars(
    page: &mut Canvas,
    (x, y): (f32, f32),
    (width, height): (f32, f32),
    dark: impl Iterator<Item = bool>,
) {
    let mut from = None;
    for (at, dark) in dark.chain([false]).enumerate() {
        match (dark, from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                page.fill(x + start as f32 * width, y, (at - start) as f32 * width, height, Shade::Black);
                from = None;
            }
            _ => {}
        }
    }
}
