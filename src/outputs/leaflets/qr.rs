//! A QR code as a picture of squares (ISO/IEC 18004).
//!
//! In: an address. Out: SVG, black on white, with the quiet zone of four modules that the standard asks for.

use qrcode::{Color, EcLevel, QrCode};

/// The quiet zone on each side, in modules.
const QUIET: usize = 4;

/// The code of an address; none if it is longer than a code can hold. Level M survives a fold or a coffee stain.
pub(super) fn svg(address: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(address.as_bytes(), EcLevel::M).ok()?;
    let width = code.width();
    let colours = code.to_colors();
    let mut path = String::new();
    for (row, modules) in colours.chunks(width).enumerate() {
        let mut column = 0;
        while column < width {
            let run = modules
                .iter()
                .skip(column)
                .take_while(|module| **module == Color::Dark)
                .count();
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", column + QUIET, row + QUIET));
            }
            column += run.max(1);
        }
    }
    let side = width + 2 * QUIET;
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path d=\"{path}\"/></svg>"
    ))
}
