//! Markdown, read once into a tree that every output walks.
//!
//! In: the text of a body or a description, as a stranger may have written it. Out: a [`Document`] that is safe to show, and a
//! list of [`Finding`]s for its editor. From the tree come HTML ([`html()`]), plain text ([`text()`]), a table of contents
//! ([`outline()`]) and the addresses to resolve ([`links`], [`images`]); print walks the same tree.
//! Nothing here knows about files, entries, templates or the terminal: what an address leads to is asked of the caller.
//!
//! The dialect is CommonMark with tables. Raw HTML never passes through. Quotation marks and dashes stay as they were typed.

mod finding;
mod html;
mod outline;
mod parse;
mod raw_html;
mod target;
mod text;
mod tree;

pub use finding::{Finding, FindingKind};
pub use html::{PictureFiles, html};
pub use outline::outline;
pub use parse::{MAX_BYTES, MAX_DEPTH, parse};
pub use target::Target;
pub use text::{inline_text, text};
pub use tree::{Alignment, Block, Document, Inline, Node, images, links, walk};
