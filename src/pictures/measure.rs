//! What a file is, by its content and not by its name: the kind of picture, its size, which side is up.
//!
//! In: the bytes of a file from a stranger. Out: what its start says, or why it cannot be shown. Nothing is unpacked here,
//! so that a small file which claims to be a huge picture costs nothing.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{ImageDecoder, ImageError, ImageFormat, Limits};

use crate::values::Mistake;

/// The longest side of a picture, in pixels. Phones take photos of at most 9,248.
const LONGEST_SIDE: u32 = 12_000;

/// The most pixels of a picture: those of a phone's usual photo twice. 25 million are 75 MB when they are unpacked.
const MOST_PIXELS: u64 = 25_000_000;

/// What the start of a file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Measured {
    pub format: ImageFormat,
    /// The right way up.
    pub width: u32,
    pub height: u32,
    pub orientation: Orientation,
}

/// Looks at the start of a file.
pub(super) fn measure(bytes: &[u8]) -> Result<Measured, Mistake> {
    let format = match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) => format,
        _ => return Err(other_kind(bytes)),
    };
    let mut decoder = decoder(format, bytes)?;
    let (width, height) = decoder.dimensions();
    if width.max(height) > LONGEST_SIDE || u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Mistake::with_help(
            format!("this picture has {width} × {height} pixels, which is too large to open safely"),
            "save it again no wider and no higher than 4,000 pixels",
        ));
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let (width, height) = if is_on_its_side(orientation) {
        (height, width)
    } else {
        (width, height)
    };
    Ok(Measured {
        format,
        width,
        height,
        orientation,
    })
}

/// What unpacks a file, within bounds; refuses what moves and what has no end.
pub(super) fn decoder(format: ImageFormat, bytes: &[u8]) -> Result<Box<dyn ImageDecoder + '_>, Mistake> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_PIXELS * 8 + (16 << 20));
    let file = Cursor::new(bytes);
    let mut decoder: Box<dyn ImageDecoder + '_> = match format {
        ImageFormat::Png => {
            let decoder = PngDecoder::with_limits(file, limits.clone()).map_err(|error| damaged(&error))?;
            if decoder.is_apng().map_err(|error| damaged(&error))? {
                return Err(moving());
            }
            Box::new(decoder)
        }
        ImageFormat::WebP => {
            let decoder = WebPDecoder::new(file).map_err(|error| damaged(&error))?;
            if decoder.has_animation() {
                return Err(moving());
            }
            Box::new(decoder)
        }
        _ if has_end(bytes) => Box::new(JpegDecoder::new(file).map_err(|error| damaged(&error))?),
        _ => return Err(damage("its end is missing")),
    };
    decoder.set_limits(limits).map_err(|error| damaged(&error))?;
    Ok(decoder)
}

/// A file that cannot be unpacked.
pub(super) fn damaged(error: &ImageError) -> Mistake {
    match error {
        ImageError::Limits(_) => Mistake::with_help(
            "this picture is too large to open safely",
            "save it again no wider and no higher than 4,000 pixels",
        ),
        ImageError::Unsupported(_) => damage("it is of a rare kind"),
        _ => damage("part of it is missing or changed"),
    }
}

fn damage(why: &str) -> Mistake {
    Mistake::with_help(
        format!("this picture cannot be opened: {why}"),
        "open it on your computer, save it again as JPEG or PNG, and add that file",
    )
}

fn moving() -> Mistake {
    Mistake::with_help(
        "this picture moves, and moving pictures make pages hard to read",
        "use a picture that stands still, or one picture for each step",
    )
}

/// Whether width and height change places.
fn is_on_its_side(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// Whether a JPEG file ends as it should. The decoder fills in grey where the rest is missing, so it does not tell. The
/// little picture inside the head of a photo has an end of its own, so the head is passed over (ITU T.81, B.1.1).
fn has_end(bytes: &[u8]) -> bool {
    const START_OF_SCAN: u8 = 0xda;
    let mut at = 2;
    loop {
        match bytes.get(at..) {
            Some([0xff, START_OF_SCAN, picture @ ..]) => return picture.windows(2).any(|pair| pair == [0xff, 0xd9]),
            Some([0xff, 0xff | 0x01 | 0xd0..=0xd7, ..]) => at += 1,
            Some([0xff, _, high, low, ..]) => at += 2 + usize::from(u16::from_be_bytes([*high, *low])),
            _ => return false,
        }
    }
}

/// Files that people take for pictures, or that are pictures of another kind, and what to do with each.
fn other_kind(bytes: &[u8]) -> Mistake {
    let start = bytes.get(..512).unwrap_or(bytes);
    let has = |text: &str| start.windows(text.len()).any(|part| part == text.as_bytes());
    let brand = start.get(4..12).unwrap_or_default();
    let (kind, help) = if brand.starts_with(b"ftyp") {
        let help = "save it as JPEG. An iPhone takes JPEG photos with Settings, Camera, Formats, Most Compatible";
        ("a photo in the format HEIC or AVIF, or a film", help)
    } else if start.starts_with(b"GIF8") {
        ("a GIF", "save it as PNG")
    } else if has("<svg") {
        ("a drawing in the format SVG, which can hold programs", "save it as PNG")
    } else if start.starts_with(b"%PDF") {
        ("a PDF", "take a picture of the part that matters, and save it as PNG")
    } else if bytes.is_empty() {
        ("an empty file", "add the picture again")
    } else {
        (
            "not a picture that browsers know",
            "save it as JPEG (photos) or PNG (drawings)",
        )
    };
    Mistake::with_help(format!("this is {kind}; pictures are JPEG, PNG or WebP"), help)
}
