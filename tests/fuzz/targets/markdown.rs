//! Markdown from strangers: whatever stands in it, its HTML runs nothing and is the same each time.

#![no_main]

use fingerpost::markdown::{html, parse, text};
use libfuzzer_sys::fuzz_target;

/// Elements that this HTML is made of, without the files of pictures.
const ELEMENTS: [&str; 25] = [
    "a",
    "blockquote",
    "br",
    "code",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

fuzz_target!(|written: &str| {
    let (document, findings) = parse(written);
    let page = html(&document, 2, &|_| Some("tea.html".into()), &|_| None);
    for tag in page.split('<').skip(1) {
        let name = tag
            .trim_start_matches('/')
            .split([' ', '>', '/'])
            .next()
            .unwrap_or_default();
        assert!(ELEMENTS.contains(&name), "`<{name}` in {page}");
        let inside = tag.split('>').next().unwrap_or_default();
        // Quoted values are escaped, so a quote ends one.
        for (index, part) in inside.split('"').enumerate() {
            assert!(index % 2 == 1 || !part.contains(" on"), "`{inside}`");
            let scheme = part
                .trim_start()
                .split_once(':')
                .map(|(scheme, _)| scheme.to_lowercase());
            let runs = scheme.is_some_and(|scheme| ["javascript", "data", "vbscript"].contains(&scheme.as_str()));
            assert!(index % 2 == 0 || !runs, "`{inside}`");
        }
    }
    text(&document);
    assert_eq!(parse(written), (document, findings));
});
