//! YAML as editors write it: what must read, and what is said where it cannot.

use fingerpost::yaml::{Kind, Node, parse};
use proptest::prelude::*;

fn read(text: &str) -> Node {
    parse(text, 1).unwrap_or_else(|fault| panic!("{fault:?}\n{text}")).0
}

fn text_at<'a>(node: &'a Node, path: &str) -> &'a str {
    match &node.at(path).kind {
        Kind::Text(text) => text,
        other => panic!("{path} is {other:?}"),
    }
}

#[test]
fn scalars_stay_the_text_that_was_written() {
    let node = read("a: no\nb: 10:00\nc: 3.10\nd: 01632 960100\ne: +441632960100\nf: y\ng: 2026-05-11\n");
    for (key, text) in [
        ("a", "no"),
        ("b", "10:00"),
        ("c", "3.10"),
        ("d", "01632 960100"),
        ("e", "+441632960100"),
        ("f", "y"),
        ("g", "2026-05-11"),
    ] {
        assert_eq!(text_at(&node, key), text);
    }
}

#[test]
fn every_value_knows_its_line_and_column() {
    let node = read("name: Tea\nwhere:\n  - place: library\n    hours:\n      - Mondays 10:00-12:00\n");
    let place = node.at("where.0.hours.0").place;
    assert_eq!((place.line, place.column), (5, 9));
    assert_eq!(node.at("name").place.column, 7);
}

#[test]
fn a_text_in_a_block_knows_the_line_its_first_line_stands_on() {
    let node = read("name: Tea\ndescription: |\n  First.\n  Second.\nmore: >\n  Folded\n  text.\n");
    assert_eq!(text_at(&node, "description"), "First.\nSecond.\n");
    assert_eq!(node.at("description").place.line, 3);
    assert_eq!(node.at("more").place.line, 6);
}

#[test]
fn tabs_after_a_colon_and_at_the_end_of_a_line_are_read() {
    let node = read("name:\tTea\t\nkind: public\t\n");
    assert_eq!(text_at(&node, "name").trim(), "Tea");
    assert_eq!(text_at(&node, "kind").trim(), "public");
}

#[test]
fn an_empty_value_is_nothing_and_an_empty_file_too() {
    assert_eq!(read("name:\nother: ~\n").at("name").kind, Kind::Empty);
    assert_eq!(read("name:\nother: ~\n").at("other").kind, Kind::Empty);
    assert_eq!(read("").kind, Kind::Empty);
    assert_eq!(read("# only a comment\n").kind, Kind::Empty);
}

#[test]
fn what_cannot_be_read_is_said_in_an_editors_words() {
    for (text, line, part) in [
        ("a: 1\n\tb: 2\n", 2, "starts with a tab"),
        ("name: Drop-in: bring a friend\n", 1, "look like a new field"),
        ("name: \"Tea\nother: 1\n", 1, "quote is opened"),
        ("a: [1, 2\nb: 3\n", 1, "a `[` is opened"),
        ("a:\n  - {b: 1\nc: 3\n", 2, "a `{` is opened"),
        ("a: *anchor\n", 1, "starts with `*`"),
        ("a: &x 1\nb: *x\n", 2, "starts with `*`"),
        ("a: !tag x\n", 1, "starts with `!`"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("a: @home\n", 1, "cannot start with"),
    ] {
        let fault = parse(text, 1).map(|(node, _)| node).expect_err(text);
        assert_eq!(fault.place.line, line, "{text:?}: {fault:?}");
        assert!(fault.message.contains(part), "{text:?}: {fault:?}");
        assert!(fault.help.is_some(), "{text:?}: {fault:?}");
        for parser_word in ["mapping", "scalar", "token", "flow", "block", "simple key"] {
            assert!(!fault.message.contains(parser_word), "{fault:?}");
        }
    }
}

#[test]
fn a_hash_that_cuts_a_text_is_noticed_and_a_comment_is_not() {
    let (node, cut) = parse("name: Press #1 for help\nneeds: [skills] # a comment\n", 1).unwrap();
    assert_eq!(text_at(&node, "name"), "Press");
    assert_eq!(cut.len(), 1, "{cut:?}");
    assert_eq!(cut[0].place.line, 1);
}

#[test]
fn brackets_within_brackets_are_refused_before_they_cost_anything() {
    for open in ["[", "{a: ", "- "] {
        let text = open.repeat(100_000);
        assert!(parse(&text, 1).is_err());
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,200}|[\\[\\]{}:,'\"|>&*!#%@`\\- \\n\\ta-z]{0,200}") {
        let _ = parse(&text, 1);
    }
}
