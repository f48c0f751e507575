// SPDX-License-Identifier: AGPL-3.0-or-later
//! Images are measured before they are decoded, turned as their metadata say, and drawn anew without any.

use super::{Clean, Unfit};
use crate::evidence::Media;
use crate::policy::ScanRules;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// Quality of a JPEG drawn anew: no difference can be seen on a document.
const QUALITY: u8 = 90;

/// Bytes of a pixel at most while it is decoded: four channels of 16 bits.
const WIDEST_PIXEL: u64 = 8;

pub(super) fn redraw(bytes: &[u8], media: Media, rules: &ScanRules) -> Result<Clean, Unfit> {
    let format = if media == Media::Png { ImageFormat::Png } else { ImageFormat::Jpeg };
    let mut limits = Limits::default();
    limits.max_alloc = Some(u64::from(rules.pixels) * WIDEST_PIXEL * 2);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(|_| Unfit::Unreadable)?;
    let (width, height) = decoder.dimensions();
    measure(width.into(), height.into(), rules)?;
    decoder.set_limits(limits).map_err(|_| Unfit::TooManyPixels)?;
    let orientation = decoder.orientation().map_err(|_| Unfit::Unreadable)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(|_| Unfit::Unreadable)?;
    image.apply_orientation(orientation);
    let image = eight_bits(image, media);
    let mut drawn = Vec::with_capacity(bytes.len());
    let done = match media {
        Media::Png => image.write_with_encoder(PngEncoder::new(&mut drawn)),
        Media::Jpeg | Media::Pdf => {
            image.write_with_encoder(JpegEncoder::new_with_quality(&mut drawn, QUALITY))
        }
    };
    done.map_err(|_| Unfit::Unreadable)?;
    Ok(Clean { media, pages: 1, size: Some((image.width(), image.height())), bytes: drawn })
}

/// Whether an image of that size may be decoded.
pub(super) fn measure(width: u64, height: u64, rules: &ScanRules) -> Result<(), Unfit> {
    let side = u64::from(rules.side);
    let fits = width <= side && height <= side && width * height <= u64::from(rules.pixels);
    if fits { Ok(()) } else { Err(Unfit::TooManyPixels) }
}

/// Eight bits a channel, grey where it is grey, and no transparency that the format does not have.
fn eight_bits(image: DynamicImage, media: Media) -> DynamicImage {
    let (colour, alpha) = (image.color().has_color(), image.color().has_alpha() && media == Media::Png);
    match (colour, alpha) {
        (true, true) => image.into_rgba8().into(),
        (true, false) => image.into_rgb8().into(),
        (false, true) => image.into_luma_alpha8().into(),
        (false, false) => image.into_luma8().into(),
    }
}
