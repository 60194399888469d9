//! What is left of a file when a host packs it with brotli (RFC 7932), as readers get it.
//!
//! In: bytes. Out: how many are left. It must not know what they are for.

use brotli::enc::BrotliEncoderParams;

use crate::values::bytes::Bytes;

/// Settings of brotli (0 to 11), quick ones first: the second takes four times as long as the first, and the best a
/// hundred times as long.
const QUICK: [i32; 2] = [1, 5];
/// The setting at which a host packs once what it sends often.
pub const BEST: i32 = 11;

/// How much is left of bytes when they are packed.
pub fn packed(bytes: &[u8], quality: i32) -> Bytes {
    let settings = BrotliEncoderParams {
        quality,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
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
        let quick = packed(bytes, first);
        quick <= most || (is_near(quick) && packed(bytes, second) <= most)
    }
}
