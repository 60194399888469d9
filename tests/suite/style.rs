//! The style of a page: what it can use and nothing else.

use fingerpost::outputs::style::Style;

use super::site_test::Built;

fn style_of(css: &str, page: &str) -> String {
    let style = Style::parse(css);
    let script = style.used_by_script("put('li','card')");
    style.for_page(page, &[("/search.js", script)]).0
}

#[test]
fn a_rule_stays_where_the_page_holds_all_that_it_names() {
    let css = "p{a:b}.x{a:b}#y{a:b}p.x>b #y{a:b}";
    assert_eq!(style_of(css, "<p class=x>"), "p{a:b}.x{a:b}");
    assert_eq!(style_of(css, "<P CLASS='z x' id=\"y\"><b>"), css);
    assert_eq!(style_of(css, "x y <!-- <p class=x> --><i>"), "p{a:b}");
}

#[test]
fn of_a_list_only_what_can_match_stays() {
    assert_eq!(style_of("h1,h2,.a h3{a:b}", "<h1><h3>"), "h1{a:b}");
}

#[test]
fn states_attributes_and_what_stands_in_brackets_ask_for_nothing() {
    let css = ":focus-visible{a:b}::before{a:b}[open]{a:b}[title=\"a]{.b\"]{a:b}:is(.no,.none){a:b}*{a:b}p:not(.no):hover::after{a:b}";
    assert_eq!(style_of(css, "<p>"), css);
}

#[test]
fn what_is_not_understood_stays() {
    for css in [
        ".a\\:b{a:b}",
        "svg|a{a:b}",
        ".a{b{a:b}}",
        "@font-face{src:url(x)}",
        "@layer a{.b{a:b}}",
        "@layer a,b;",
        "@page{margin:0}",
        ".open{a:b",
        ".a{a:url(})}} .b{a:b}",
    ] {
        assert_eq!(style_of(css, "<p>"), css);
    }
}

#[test]
fn rules_for_paper_and_dark_are_chosen_alike() {
    let css = "@media print{p{a:b}.x{a:b}@supports (a:b){.x{a:b}}}@media (prefers-color-scheme:dark){.x{a:b}}";
    assert_eq!(style_of(css, "<p>"), "@media print{p{a:b}}");
    assert_eq!(style_of(css, "<p class=x>"), css);
}

#[test]
fn what_an_animation_does_goes_with_the_rules_that_name_it() {
    let css = "@keyframes blink{0%{a:b}to{a:b}}p{a:b}.x{animation:blink 1s}";
    assert_eq!(style_of(css, "<p>"), "p{a:b}");
    let rules = "p{a:b}.x{animation:blink 1s}";
    assert_eq!(
        style_of(css, "<p class=x>"),
        format!("{rules}@keyframes blink{{0%{{a:b}}to{{a:b}}}}")
    );
}

#[test]
fn texts_and_comments_of_a_style_hide_its_marks() {
    let css = "p::before{content:\"}.x{\"}/* .x{ */.y{a:b}b{a:b}";
    let rest = "p::before{content:\"}.x{\"}/* .x{ */.y{a:b}";
    assert_eq!(
        style_of(css, "<p>"),
        rest,
        "with a comment before it, a selector is not understood"
    );
    assert_eq!(style_of(css, "<p class=y><b>"), css);
}

#[test]
fn what_the_sites_script_puts_in_counts_where_it_is_called() {
    let css = "li.card{a:b}.none{a:b}";
    assert_eq!(
        style_of(css, "<script src=search/0a/search.js></script>"),
        "li.card{a:b}"
    );
    assert_eq!(style_of(css, "<script>add('none','li')</script>"), ".none{a:b}");
    assert_eq!(style_of(css, "<script src=other.js></script>"), css);
}

#[test]
fn elements_that_a_browser_adds_count() {
    let css = "html,body,tbody td{a:b}";
    assert_eq!(style_of(css, "<table><tr><td>"), css);
}

#[test]
fn text_that_looks_like_a_tag_hides_nothing() {
    let css = ".x{a:b}";
    assert_eq!(style_of(css, "<title>a <b c=\"</title><p class=x title=\"d>\">"), css);
    assert_eq!(style_of(css, "1 < 2 </p ><p/class=x>"), css);
}

#[test]
fn every_class_and_id_of_a_page_that_the_theme_styles_is_styled_on_that_page() {
    let built = Built::sample();
    let whole = include_str!("../../themes/default/styles/main.css");
    let mut shorter = 0;
    for (path, bytes) in built.files() {
        if !path.ends_with(".html") {
            continue;
        }
        let page = String::from_utf8(bytes).unwrap();
        let (_, rest) = page.split_once("<style>").unwrap();
        let (style, body) = rest.split_once("</style>").unwrap();
        shorter += usize::from(style.len() * 2 < whole.len());
        for (attribute, sign) in [(" class=", '.'), (" id=", '#')] {
            for value in body.split(attribute).skip(1) {
                let value = match value.strip_prefix('"') {
                    Some(value) => value.split('"').next(),
                    None => value.split([' ', '>']).next(),
                };
                for name in value.unwrap().split(' ').map(|name| format!("{sign}{name}")) {
                    // Only the rules for a narrowed list name this one, and most lists have no links to narrow them.
                    let is_narrowed_only = name == ".list" && !body.contains("class=just") || name.starts_with(".is-");
                    assert!(
                        is_narrowed_only || !names(whole, &name) || names(style, &name),
                        "{path} has no style for `{name}`"
                    );
                }
            }
        }
    }
    assert!(shorter > 100, "{shorter} pages hold less than half of the whole style");
}

#[test]
fn the_search_page_holds_the_style_of_what_its_script_puts_in() {
    let built = Built::sample();
    let page = built.page("search.html");
    let style = page.split("</style>").next().unwrap();
    for rule in [
        ".card",
        "mark{",
        ".ways",
        "fieldset",
        "legend",
        "[type=checkbox]",
        "select{",
        "details>div",
        "summary",
    ] {
        assert!(style.contains(rule), "`{rule}` is not in the style:\n{style}");
    }
    assert!(!style.contains(".pledge"), "{style}");
}

/// Whether a style sheet names a class or an id, and not only the beginning of a longer one.
fn names(style: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    style.split(name).skip(1).any(|after| !after.starts_with(is_part))
}
