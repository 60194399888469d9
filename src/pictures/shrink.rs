//! One picture made small: the right way up, on white, in a few widths.
//!
//! In: the bytes of a file, and how large a small one may be. Out: WebP in up to three widths and one file in an older
//! format, with nothing in them but the picture; the same bytes for the same input. It must not know files.

use std::sync::{Mutex, PoisonError};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops::FilterType as Resampling;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, RgbImage};

use super::measure::{Measured, damaged, decoder, measure};
use crate::values::Mistake;
use crate::values::bytes::Bytes;

/// The widest and highest that a picture is shown, in CSS pixels: the column of a page, and a phone's screenshot whole
/// on the screen of a computer.
const BOX: u32 = 640;

/// A picture less wide than this has no narrower file: it would save next to nothing.
const NARROWEST: u32 = 160;

/// WebP and JPEG qualities (0 to 100), tried until the picture is small enough. Below the last, faces and words blur.
const QUALITIES: [u8; 4] = [75, 65, 55, 45];

/// Changes when the same picture becomes other bytes, so that what an older program kept is made anew.
pub(super) const EDITION: u8 = 1;

/// A picture made small.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Small {
    /// The size on a page where there is room, in CSS pixels.
    pub shown: Size,
    /// WebP, narrowest first.
    pub webp: Vec<(Size, Vec<u8>)>,
    /// In an older format, as large as on a page.
    pub fallback: (Fallback, Vec<u8>),
}

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

/// An older format, which every browser reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Fallback {
    Jpeg,
    Png,
}

impl Fallback {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// The size on a page, and those of the files: half, once and one and a half times that, as far as there are pixels.
/// Half is for a small screen, one and a half for a sharp one; twice would be four times the bytes.
pub(super) fn sizes(picture: Size) -> (Size, Vec<Size>) {
    let fits = |longest: u32| {
        let side = picture.width.max(picture.height).max(1);
        let scaled = |one: u32| (u64::from(one) * u64::from(longest) + u64::from(side) / 2) / u64::from(side);
        let one = |one: u32| u32::try_from(scaled(one)).unwrap_or(one).max(1);
        if side <= longest {
            picture
        } else {
            Size {
                width: one(picture.width),
                height: one(picture.height),
            }
        }
    };
    let shown = fits(BOX);
    let mut files: Vec<Size> = [fits(BOX / 2), shown, fits(BOX / 2 * 3)]
        .into_iter()
        .filter(|size| *size == shown || size.width >= NARROWEST)
        .collect();
    files.dedup();
    (shown, files)
}

/// Why a picture cannot be made small.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Its file is damaged.
    Damaged(Mistake),
    /// Even at the lowest quality it takes this much.
    TooHeavy(Bytes),
}

impl From<Mistake> for Refusal {
    fn from(mistake: Mistake) -> Self {
        Self::Damaged(mistake)
    }
}

/// Makes a picture small; no file takes more than `most`.
pub(super) fn shrink(bytes: &[u8], most: Bytes) -> Result<Small, Refusal> {
    let measured = measure(bytes)?;
    let (shown, files) = sizes(Size {
        width: measured.width,
        height: measured.height,
    });
    let widest = files.last().copied().unwrap_or(shown);
    let widest = opened(bytes, measured, widest)?;
    let pictures: Vec<RgbImage> = files.iter().map(|size| resized(&widest, *size)).collect();
    let drawn = measured.format == ImageFormat::Png;
    let webp = fitting(most, |quality| {
        let each = pictures.iter().map(|picture| webp(picture, quality, drawn));
        each.collect()
    })?;
    let old = resized(&widest, shown);
    let mut jpeg = fitting(most, |quality| Ok(vec![jpeg(&old, quality)?]))?;
    let png = png(&old)?;
    let fallback = match jpeg.pop() {
        Some(jpeg) if jpeg.len() < png.len() => (Fallback::Jpeg, jpeg),
        _ => (Fallback::Png, png),
    };
    Ok(Small {
        shown,
        webp: files.into_iter().zip(webp).collect(),
        fallback,
    })
}

/// Unpacks a picture. Only one at a time is in memory whole, however many cores there are.
fn opened(bytes: &[u8], measured: Measured, widest: Size) -> Result<DynamicImage, Mistake> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let decoder = decoder(measured.format, bytes)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| damaged(&error))?;
    picture.apply_orientation(measured.orientation);
    let mut picture = DynamicImage::from(on_white(picture));
    // A quick and rough step first, since a fine one over all pixels of a photo takes seconds.
    if picture.width() > widest.width * 3 {
        picture = picture.thumbnail_exact(widest.width * 2, widest.height * 2);
    }
    Ok(resized(&picture, widest).into())
}

/// Without transparent parts: black lines on nothing could not be seen on a dark page.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    let mut paper = RgbImage::new(picture.width(), picture.height());
    for (to, from) in paper.pixels_mut().zip(picture.pixels()) {
        let [red, green, blue, alpha] = from.0.map(u32::from);
        to.0 = [red, green, blue].map(|ink| {
            let mixed = (ink * alpha + 255 * (255 - alpha) + 127) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        });
    }
    paper
}

/// Asked of the picture and not of `imageops`, whose generic code would be built without optimisation in the suite.
fn resized(picture: &DynamicImage, size: Size) -> RgbImage {
    if (picture.width(), picture.height()) == (size.width, size.height) {
        return picture.to_rgb8();
    }
    picture
        .resize_exact(size.width, size.height, Resampling::Lanczos3)
        .into_rgb8()
}

/// The files at the best quality at which none is too large.
fn fitting(most: Bytes, make: impl Fn(u8) -> Result<Vec<Vec<u8>>, Mistake>) -> Result<Vec<Vec<u8>>, Refusal> {
    let mut largest = 0;
    for quality in QUALITIES {
        let files = make(quality)?;
        largest = files.iter().map(Vec::len).max().unwrap_or(0);
        if largest <= most.0 {
            return Ok(files);
        }
    }
    Err(Refusal::TooHeavy(Bytes(largest)))
}

/// WebP. Of a drawing or a screenshot, which has few colours and sharp edges, the form without loss is often smaller.
fn webp(picture: &RgbImage, quality: u8, drawn: bool) -> Result<Vec<u8>, Mistake> {
    let encoder = webp::Encoder::from_rgb(picture.as_raw(), picture.width(), picture.height());
    let refused = || Mistake::new("this picture cannot be written as WebP");
    let encode = |lossless: bool| {
        let mut config = webp::WebPConfig::new().map_err(|()| refused())?;
        config.lossless = i32::from(lossless);
        config.quality = f32::from(quality);
        let file = encoder.encode_advanced(&config).map_err(|_| refused())?;
        Ok::<_, Mistake>(file.to_vec())
    };
    let lossy = encode(false)?;
    if !drawn {
        return Ok(lossy);
    }
    let exact = encode(true)?;
    Ok(if exact.len() <= lossy.len() { exact } else { lossy })
}

fn jpeg(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, Mistake> {
    let mut bytes = Vec::new();
    write(picture, JpegEncoder::new_with_quality(&mut bytes, quality))?;
    Ok(bytes)
}

fn png(picture: &RgbImage) -> Result<Vec<u8>, Mistake> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive);
    write(picture, encoder)?;
    Ok(bytes)
}

fn write(picture: &RgbImage, encoder: impl ImageEncoder) -> Result<(), Mistake> {
    let (width, height) = picture.dimensions();
    let written = encoder.write_image(picture.as_raw(), width, height, ExtendedColorType::Rgb8);
    written.map_err(|error| damaged(&error))
}
