//! What is left of a file when a host packs it with brotli (RFC 7932), as readers get it.
//!
//! In: bytes. Out: how many are left. It must not know what they are for.

use brotli::enc::BrotliEncoderParams;

use crate::values::bytes::Bytes;

/// Settings of brotli (0 to 11), quick ones first: the second takes two and a half times as long as the first and leaves nine
/// tenths of what that leaves; the best takes a hundred times as long.
const QUICK: [i32; 2] = [2, 5];

/// How far back a quick setting looks, as a power of 2 of bytes: over any page that fits. To make ready to look as far as brotli
/// can takes twice as long as to pack a page.
const NEAR: i32 = 18;

/// How much is left of bytes when they are packed as well as brotli can.
pub fn packed(bytes: &[u8]) -> Bytes {
    packed_with(bytes, BrotliEncoderParams::default())
}

/// How much is left of bytes when they are packed quickly: seldom less than what a host sends, and never much more.
pub fn nearly_packed(bytes: &[u8]) -> Bytes {
    let [first, _] = QUICK;
    quickly(bytes, first)
}

fn quickly(bytes: &[u8], quality: i32) -> Bytes {
    packed_with(
        bytes,
        BrotliEncoderParams {
            quality,
            lgwin: NEAR,
            ..BrotliEncoderParams::default()
        },
    )
}

fn packed_with(bytes: &[u8], settings: BrotliEncoderParams) -> Bytes {
    let settings = BrotliEncoderParams {
        size_hint: bytes.len(),
        ..settings
    };
    let mut rest = bytes;
    // Packing in memory cannot fail; if it ever did, the file would weigh all it has.
    let packed = brotli::BrotliCompress(&mut rest, &mut std::io::sink(), &settings);
    Bytes(packed.unwrap_or(bytes.len()))
}

/// Whether a quick setting is enough to see that bytes weigh no more than they may. What fits at its best alone is not seen.
pub fn fits(bytes: &[u8], most: Bytes) -> bool {
    // A better setting takes off a tenth, and never a quarter: what is far over is not packed again.
    let is_near = |packed: Bytes| packed.0 <= most.0 + most.0 / 4;
    let [first, second] = QUICK;
    bytes.len() <= most.0 || {
        let quick = quickly(bytes, first);
        quick <= most || (is_near(quick) && quickly(bytes, second) <= most)
    }
}
