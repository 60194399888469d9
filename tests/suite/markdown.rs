//! Markdown from strangers: what becomes of it, what its editor is told, and that nothing in it can do harm.

use fingerpost::markdown::{
    Alignment, Block, Document, FindingKind, Inline, MAX_BYTES, MAX_DEPTH, PictureFiles, Target, html, images,
    inline_text, links, outline, parse, text,
};
use proptest::prelude::*;

// ---- what an editor writes and a reader sees ----

#[test]
fn everyday_markdown_becomes_compact_html() {
    assert_eq!(
        html_of("## Before you start\n\nRing **first**, *please*.\nWe are `friendly`.\n\n- one\n- two\n"),
        "<h2 id=\"before-you-start\">Before you start</h2>\
         <p>Ring <strong>first</strong>, <em>please</em>. We are <code>friendly</code>.</p>\
         <ul><li>one</li><li>two</li></ul>"
    );
}

#[test]
fn quotes_code_rules_and_breaks_keep_their_form() {
    assert_eq!(
        html_of("> Said so\n\n```\na < b\n  c\n```\n\n---\n\nHigh Street\\\nMillbrook"),
        "<blockquote><p>Said so</p></blockquote><pre><code>a &lt; b\n  c</code></pre><hr>\
         <p>High Street<br>Millbrook</p>"
    );
}

#[test]
fn a_numbered_list_keeps_its_first_number() {
    assert_eq!(html_of("1. a\n1. b"), "<ol><li>a</li><li>b</li></ol>");
    assert_eq!(html_of("4) a\n5) b"), "<ol start=\"4\"><li>a</li><li>b</li></ol>");
}

#[test]
fn a_list_with_blank_lines_has_paragraphs_and_one_without_has_none() {
    assert_eq!(html_of("- a\n\n- b"), "<ul><li><p>a</p></li><li><p>b</p></li></ul>");
    assert_eq!(
        html_of("- a\n  - b\n  - c\n- d"),
        "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>"
    );
    assert!(matches!(
        parsed("- a\n\n- b").as_slice(),
        [Block::List { tight: false, .. }]
    ));
    assert!(matches!(
        parsed("- a\n- b").as_slice(),
        [Block::List { tight: true, .. }]
    ));
}

#[test]
fn a_table_says_what_its_columns_are() {
    assert_eq!(
        html_of("| Day | Seats |\n|---|--:|\n| Monday | 4 |\n| Friday |"),
        "<table><thead><tr><th scope=\"col\">Day</th>\
         <th scope=\"col\" class=\"align-end\">Seats</th></tr></thead>\
         <tbody><tr><td>Monday</td><td class=\"align-end\">4</td></tr>\
         <tr><td>Friday</td><td class=\"align-end\"></td></tr></tbody></table>"
    );
    let columns = [Alignment::Start, Alignment::Centre, Alignment::End];
    let blocks = parsed("|a|b|c|\n|-|:-:|--:|\n");
    assert!(matches!(blocks.as_slice(), [Block::Table { align, .. }] if align.as_slice() == columns));
}

#[test]
fn a_table_with_a_blank_heading_row_has_no_heading() {
    assert_eq!(
        html_of("| | |\n|-|-|\n| a | b |"),
        "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
    );
    let half = html_of("| | b |\n|-|-|\n| c | d |");
    assert!(half.contains("<tr><td></td><th scope=\"col\">b</th></tr>"), "{half}");
}

#[test]
fn dashes_quotation_marks_and_tildes_stay_as_typed() {
    assert_eq!(
        text_of("\"9--5\" ... it's ~~so~~ [ ] [^1]"),
        "\"9--5\" ... it's ~~so~~ [ ] [^1]"
    );
    assert_eq!(text_of("- [x] done"), "[x] done");
    assert_eq!(text_of("## Costs {#money}"), "Costs {#money}");
}

#[test]
fn html_entities_are_read_as_their_characters() {
    assert_eq!(text_of("Don&rsquo;t &amp; won&#8217;t &lt;b&gt;"), "Don’t & won’t <b>");
    assert_eq!(
        html_of("AT&amp;T &lt;b&gt; \"'"),
        "<p>AT&amp;T &lt;b&gt; &quot;&#39;</p>"
    );
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let unix = "# A\n\n- b\n- c\n\n```\nd\ne\n```\n\nf\ng\n";
    let windows = format!("\u{feff}{}", unix.replace('\n', "\r\n"));
    assert_eq!(parse(&windows), parse(unix));
}

#[test]
fn characters_that_html_and_xml_may_not_hold_are_taken_out() {
    assert_eq!(
        html_of("a\u{1}b\u{fffe}c `d\u{7f}e` &#2;f"),
        "<p>abc <code>de</code> f</p>"
    );
}

#[test]
fn an_empty_text_is_an_empty_document() {
    for nothing in ["", "\n\n", "  ", "&nbsp;", "##", ">", "<!-- later -->", "<div></div>"] {
        assert_eq!(parse(nothing).0, Document::default(), "{nothing:?}");
    }
}

// ---- headings ----

#[test]
fn headings_with_the_same_words_get_different_ids() {
    let (document, _) = parse("## Costs\n## Costs\n## Costs 2\n## Costs\n## Costs 2");
    let headings = outline(&document);
    let ids: Vec<&str> = headings.iter().map(|(_, id, _)| *id).collect();
    assert_eq!(ids, ["costs", "costs-2", "costs-2-2", "costs-3", "costs-2-3"]);
}

#[test]
fn a_heading_id_never_starts_with_a_digit_and_is_never_empty() {
    let ids = |text| -> Vec<String> {
        outline(&parse(text).0)
            .into_iter()
            .map(|(_, id, _)| id.to_owned())
            .collect()
    };
    assert_eq!(ids("## 1. Switch it on"), ["section-1-switch-it-on"]);
    assert_eq!(ids("## ???\n## !!!"), ["section", "section-2"]);
    assert_eq!(ids("## Don’t panic, it's *easy*!"), ["dont-panic-its-easy"]);
    assert_eq!(ids("## Łódź to Ŵyth"), ["łódź-to-ŵyth"]);
    assert!(
        ids(&format!("## {}", "word ".repeat(500)))
            .iter()
            .all(|id| id.len() <= 64)
    );
}

#[test]
fn the_outline_lists_headings_in_order_with_their_plain_words() {
    let (document, _) = parse("## A **b** `c`\n\ntext\n\n### D\n\n> ## E [f](g)\n");
    assert_eq!(
        outline(&document),
        [
            (2, "a-b-c", "A b c".to_owned()),
            (3, "d", "D".to_owned()),
            (2, "e-f", "E f".to_owned())
        ]
    );
}

#[test]
fn a_first_level_heading_becomes_a_second_level_one_and_is_reported() {
    assert_eq!(html_of("# Title"), "<h2 id=\"title\">Title</h2>");
    assert_eq!(
        findings_of("text\n\nTitle\n===\n\n## B"),
        [(FindingKind::TopHeading, 3, 1)]
    );
}

#[test]
fn a_skipped_heading_level_is_reported_and_kept_as_written() {
    let text = "## A\n\n#### B\n\n## C\n\n### D\n";
    assert_eq!(findings_of(text), [(FindingKind::SkippedHeading, 3, 1)]);
    assert!(html_of(text).contains("<h4 id=\"b\">"));
    assert_eq!(findings_of("### First"), [(FindingKind::SkippedHeading, 1, 1)]);
    let (_, findings) = parse(text);
    let said: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(said, ["this heading has `####`, but the one before it has `##`"]);
}

#[test]
fn headings_move_down_with_the_place_they_are_put_in() {
    let (document, _) = parse("## A\n### B\n#### C\n##### D\n###### E");
    let html = html(&document, 4, &|_| None, &|_| None);
    for tag in [
        "<h4 id=\"a\"",
        "<h5 id=\"b\"",
        "<h6 id=\"c\"",
        "<h6 id=\"d\"",
        "<h6 id=\"e\"",
    ] {
        assert!(html.contains(tag), "{tag} in {html}");
    }
}

// ---- links ----

#[test]
fn every_way_of_naming_a_page_means_the_same_page() {
    let ways = "offers/tea /offers/tea ./offers/tea ../offers/tea ../../offers/tea.yaml offers/tea.md \
                offers/tea.html guides/../offers/tea offers//tea/ offers\\tea offers/t%65a <offers/tea>";
    for written in ways.split(' ') {
        let entry = Target::Entry {
            path: "offers/tea".to_owned(),
            anchor: None,
        };
        assert_eq!(targets_of(&format!("[Tea]({written})")), [entry], "{written}");
    }
}

#[test]
fn a_page_may_be_named_with_a_place_in_it() {
    let entry = |path: &str, anchor: Option<&str>| Target::Entry {
        path: path.to_owned(),
        anchor: anchor.map(str::to_owned),
    };
    assert_eq!(
        targets_of("[Tea](../offers/tea.md#cost)"),
        [entry("offers/tea", Some("cost"))]
    );
    assert_eq!(targets_of("[Tea](tea#)"), [entry("tea", None)]);
    assert_eq!(targets_of("[Home](/)"), [entry("", None)]);
    assert_eq!(targets_of("[Two words](<two words.md>)"), [entry("two words", None)]);
    assert_eq!(targets_of("[Cost](#c%C3%B4t)"), [Target::Anchor("côt".to_owned())]);
}

#[test]
fn the_caller_says_where_a_page_is_and_an_unknown_page_leaves_the_words() {
    let (document, _) = parse("See [*tea*](../offers/tea.md#cost) and [gone](gone).");
    let html = html(
        &document,
        2,
        &|target| match target {
            Target::Entry {
                path,
                anchor: Some(anchor),
            } => Some(format!("../{path}/?a=1&b=2#{anchor}")),
            _ => None,
        },
        &|_| None,
    );
    assert_eq!(
        html,
        "<p>See <a href=\"../offers/tea/?a=1&amp;b=2#cost\"><em>tea</em></a> and gone.</p>"
    );
}

#[test]
fn web_mail_telephone_and_anchor_links_need_no_caller() {
    let (document, findings) = parse(
        "[Council](https://example.org.uk/a?b=c&d#e) <https://example.org/> <tea@example.org> \
         [write](mailto:tea@example.org?subject=Hi) [ring](tel:01632%20960100) [cost](#cost)",
    );
    assert_eq!(findings, []);
    assert_eq!(
        html(&document, 2, &|_| None, &|_| None),
        "<p><a href=\"https://example.org.uk/a?b=c&amp;d#e\" rel=\"noopener external\">Council</a> \
         <a href=\"https://example.org/\" rel=\"noopener external\">https://example.org/</a> \
         <a href=\"mailto:tea@example.org\">tea@example.org</a> \
         <a href=\"mailto:tea@example.org\">write</a> \
         <a href=\"tel:01632960100\">ring</a> <a href=\"#cost\">cost</a></p>"
    );
}

#[test]
fn a_telephone_link_keeps_only_what_is_dialled() {
    for (written, number) in [
        ("tel:01632960100", "01632960100"),
        ("tel:01632-960-100", "01632960100"),
        ("tel:+44(0)1632960100", "+441632960100"),
        ("tel:+44%201632%20960100", "+441632960100"),
    ] {
        assert_eq!(
            targets_of(&format!("[Ring us](<{written}>)")),
            [Target::Tel(number.to_owned())]
        );
    }
}

#[test]
fn a_web_address_is_encoded_where_it_must_be_and_never_twice() {
    for (written, address) in [
        ("HTTPS://example.org", "https://example.org"),
        ("https://example.org/a b|c", "https://example.org/a%20b%7Cc"),
        ("https://example.org/a%20b%zz", "https://example.org/a%20b%25zz"),
        ("https://example.org/ŵy?q=a\"b", "https://example.org/ŵy?q=a%22b"),
        ("https://example.org:8080/#/a/b", "https://example.org:8080/#/a/b"),
    ] {
        assert_eq!(
            targets_of(&format!("[A page](<{written}>)")),
            [Target::Web(address.to_owned())]
        );
    }
}

#[test]
fn an_unsafe_or_broken_address_is_refused_as_an_error_and_its_words_stay() {
    for written in REFUSED.lines().chain([""]) {
        let text = format!("[some words](<{written}>)");
        let (document, findings) = parse(&text);
        let kinds: Vec<_> = findings.iter().map(|f| (f.kind, f.line, f.column)).collect();
        assert_eq!(kinds, [(FindingKind::RefusedLink, 1, 1)], "{written}");
        assert!(FindingKind::RefusedLink.is_error());
        assert!(findings.iter().all(|f| f.help.is_some()));
        assert!(
            matches!(links(&document).as_slice(), [(Target::Refused(_), 1)]),
            "{written}"
        );
        assert_eq!(
            html(&document, 2, &|_| Some("x".to_owned()), &|_| None),
            "<p>some words</p>",
            "{written}"
        );
    }
}

/// Each line is an address as written in Markdown, where a backslash before punctuation stands for that punctuation.
const REFUSED: &str = r"javascript:alert(1)
JaVaScRiPt:alert(1)
java&#10;script:alert(1)
&#1;javascript:alert(1)
javascript&colon;alert(1)
javascript%3Aalert(1)
vbscript:x
data:text/html,x
file:///etc/passwd
blob:x
ftp://example.org
//example.org/x
\\\\example.org
/\\example.org
C:/tea.doc
https:example.org
https://
https:///x
http://?x
https://www.gov.uk@example.org/
https://a\\b
https://example.org:none/
https://example.org:99999/
https://[example.org]/
mailto:nobody
mailto:a@b
mailto:a@b.example,c@d.example
tel:ring-us
tel:
www.example.org
tea@example.org
";

#[test]
fn a_refusal_says_what_to_write_in_its_place() {
    let (_, findings) = parse("[Council](www.example.org.uk)");
    let said: Vec<_> = findings
        .iter()
        .map(|f| (f.message.as_str(), f.help.as_deref()))
        .collect();
    assert_eq!(
        said,
        [(
            "`www.example.org.uk` is not a whole web address",
            Some("write `https://www.example.org.uk`")
        )]
    );
}

#[test]
fn link_words_that_say_nothing_are_reported_at_their_place() {
    let text = "A line.\n\nŴy [Click here!](a), [read **more**…](b), [the tea page](c)\nand [ ](d).";
    assert_eq!(
        findings_of(text),
        [
            (FindingKind::VagueLink, 3, 4),
            (FindingKind::VagueLink, 3, 22),
            (FindingKind::EmptyLink, 4, 5)
        ]
    );
    assert_eq!(links(&parse(text).0).len(), 3);
}

#[test]
fn links_and_images_are_listed_in_order_with_their_lines() {
    let (document, _) = parse(
        "[a one](a)\n\n- b\n- c [d one](d)\n\n> [![e](e.png)](f)\n\n![g](g.png)\n\n|[h one](h)|\n|-|\n|[i one](i)|\n",
    );
    let path = |(target, line): (&Target, u32)| match target {
        Target::Entry { path, .. } => (path.clone(), line),
        other => (format!("{other:?}"), line),
    };
    let listed = |found: Vec<(&Target, u32)>| found.into_iter().map(path).collect::<Vec<_>>();
    let expected = |found: &[(&str, u32)]| -> Vec<(String, u32)> {
        found.iter().map(|(path, line)| ((*path).to_owned(), *line)).collect()
    };
    assert_eq!(
        listed(links(&document)),
        expected(&[("a", 1), ("d", 4), ("f", 6), ("h", 10), ("i", 12)])
    );
    assert_eq!(listed(images(&document)), expected(&[("e.png", 6), ("g.png", 8)]));
}

// ---- images ----

#[test]
fn a_paragraph_of_one_image_is_a_picture() {
    let blocks = parsed("![A *tea* pot](../photos/pot.jpg)");
    assert_eq!(
        blocks,
        [Block::Picture {
            target: Target::Entry {
                path: "photos/pot.jpg".to_owned(),
                anchor: None
            },
            description: "A tea pot".to_owned(),
            title: None,
            line: 1,
        }]
    );
    assert_eq!(
        html_of("![A \"pot\"](pot.jpg)"),
        format!("<p>{}</p>", picture("../pot.jpg", "A &quot;pot&quot;"))
    );
    assert_eq!(
        html_of("![A pot](pot.jpg \"Tea for 2\")"),
        format!(
            "<figure>{}<figcaption>Tea for 2</figcaption></figure>",
            picture("../pot.jpg", "A pot")
        )
    );
    assert!(matches!(
        parsed("Press ![A pot](pot.jpg)").as_slice(),
        [Block::Paragraph(_)]
    ));
}

#[test]
fn an_image_without_a_file_gives_way_to_its_description() {
    let (document, _) = parse("Press ![the round button](button.png) now.\n\n![](gone.png)");
    assert_eq!(
        html(&document, 2, &|_| None, &|_| None),
        "<p>Press the round button now.</p>"
    );
}

#[test]
fn an_image_on_another_host_is_never_requested() {
    for address in [
        "https://example.org/pot.jpg",
        "//example.org/pot.jpg",
        "http://example.org/1.gif",
    ] {
        let text = format!("![A pot]({address})");
        assert_eq!(findings_of(&text), [(FindingKind::OutsideImage, 1, 1)]);
        assert_eq!(html_of(&text), "<p>A pot</p>");
    }
    for address in ["data:image/gif;base64,R0lGOD", "javascript:x", "tel:01632960100"] {
        let text = format!("![A pot]({address})");
        assert_eq!(findings_of(&text), [(FindingKind::RefusedLink, 1, 1)]);
        assert_eq!(html_of(&text), "<p>A pot</p>");
    }
}

#[test]
fn an_image_without_a_description_is_reported() {
    assert_eq!(
        findings_of("a\n\n  ![ ](pot.jpg)"),
        [(FindingKind::ImageWithoutDescription, 3, 3)]
    );
}

// ---- raw HTML ----

#[test]
fn html_tags_go_and_their_words_stay() {
    let text = "Press <span class=\"x\" onclick='y()'>the **red** button</span>.";
    assert_eq!(html_of(text), "<p>Press the <strong>red</strong> button.</p>");
    assert_eq!(findings_of(text), [(FindingKind::RawHtml, 1, 7)]);
    let block = "<div class=\"note\">\n  <p>Don&rsquo;t <b>wor</b>ry:</p><p>ring us.</p>\n</div>\n\nAfter";
    assert_eq!(html_of(block), "<p>Don’t worry: ring us.</p><p>After</p>");
    assert_eq!(findings_of(block), [(FindingKind::RawHtml, 1, 1)]);
}

#[test]
fn scripts_and_styles_go_with_everything_in_them() {
    for text in [
        "a <script>alert('x')</script>b",
        "a <STYLE type=x>p { *x* }</STYLE >b",
        "a\n\n<script>\nalert(1)\n\nalert(2)\n</script>\n\nb",
        "a\n\n<div><style>x</style></div>\n\nb",
        "a\n\n<div><script>never closed\n\nb",
    ] {
        assert_eq!(text_of(text).replace([' ', '\n'], ""), "ab", "{text}");
        assert!(
            findings_of(text)
                .iter()
                .all(|(kind, _, _)| *kind == FindingKind::RawHtml)
        );
        assert_eq!(findings_of(text).len(), 1, "{text}");
    }
    assert_eq!(text_of("a <script>b *c* `d`\n\ne"), "a\ne");
}

#[test]
fn a_line_break_tag_is_a_line_break_and_a_comment_is_nothing() {
    assert_eq!(html_of("a<br>\nb<BR />c<!-- d -->e"), "<p>a<br>b<br>ce</p>");
    assert_eq!(findings_of("a<br>b<BR />c<!-- d -->\n\n<!-- e -->\n\n<?f?>"), []);
}

#[test]
fn tags_hidden_in_tags_do_not_come_out() {
    for text in HIDDEN.lines() {
        let html = html_of(text);
        assert!(!html.contains("<script"), "{html}");
        assert_eq!(fault_in(&html), None, "{html}");
    }
}

const HIDDEN: &str = r#"<<b>script>alert(1)</<b>script>
<div><<b>script>alert(1)</div>
<div <script>x
<p>&lt;script&gt;alert(1)</p>
&lt;script>alert(1)&lt;/script>
`<script>`
    <script>
<svg><a href=javascript:x>y</a></svg>
[a](b "<script>")
[a](b"onclick="x)
![<script>]("onerror=x)
![a"onerror=x"](b 'c"onerror=x"')
## a" onclick="x"#;

// ---- plain text ----

#[test]
fn plain_text_has_a_line_for_every_block() {
    assert_eq!(
        text_of(
            "## A *b*\n\nc\nd\\\ne\n\n1. f\n2. g\n   - [h h](i)\n\n> j\n\n| k | |\n|-|-|\n| l | m |\n\n---\n\n```\nn\n```\n\n![o](p \"q\")"
        ),
        "A b\nc d e\nf\ng\nh h\nj\nk\nl, m\nn\no\nq"
    );
    let blocks = parsed("a **b** `c` ![d](e)\nf");
    assert!(matches!(blocks.as_slice(), [Block::Paragraph(content)] if inline_text(content) == "a b c d f"));
}

// ---- hostile input ----

#[test]
fn what_is_nested_too_deep_keeps_its_words_and_is_reported_once() {
    let marks = [
        ("> ", ""),
        ("- ", ""),
        ("1. ", ""),
        ("> - ", ""),
        ("*a _b ", "_*"),
        ("![", "](c)"),
    ];
    for (before, after) in marks {
        let (document, findings) = parse(&format!("{}word{}", before.repeat(50), after.repeat(50)));
        assert!(depth_of(&document.blocks) <= MAX_DEPTH, "{before}");
        assert!(text(&document).contains("word"), "{before}");
        let too_deep = findings.iter().filter(|finding| finding.kind == FindingKind::TooDeep);
        assert_eq!(too_deep.count(), 1, "{before}");
    }
    assert_eq!(
        findings_of(&format!("{}word", "> ".repeat(13))),
        [(FindingKind::TooDeep, 1, 25)]
    );
    assert_eq!(findings_of(&format!("{}word", "> ".repeat(12))), []);
    assert_eq!(text_of(&format!("{}a\n{}b", "- ".repeat(13), "  ".repeat(13))), "a b");
    assert_eq!(
        text_of(&format!("{}a\n{}- b", "- ".repeat(13), "  ".repeat(12))),
        "a\nb"
    );
}

#[test]
fn a_line_that_nests_without_end_is_cut_off_where_it_stands() {
    // Without a bound this text takes minutes; the lines after the first are read in time with its depth.
    let text = format!("{}{}", "- ".repeat(200_000), "a:<`\n".repeat(50_000));
    let (document, findings) = parse(&text);
    assert_eq!(text_of(&text).matches('a').count(), 50_000);
    assert!(depth_of(&document.blocks) <= MAX_DEPTH);
    assert_eq!(
        findings.iter().map(|f| (f.kind, f.line, f.column)).collect::<Vec<_>>(),
        [(FindingKind::TooDeep, 1, 25)]
    );
    // Every place after what was cut off is still right.
    assert_eq!(
        findings_of(&format!("{}\n\nŵ [here](a)", "> ".repeat(900))).last(),
        Some(&(FindingKind::VagueLink, 3, 3))
    );
    assert_eq!(text_of(&format!("```\n{}a\n```", " ".repeat(200))).len(), 201);
}

#[test]
fn a_text_that_is_too_long_is_cut_between_characters() {
    let (document, findings) = parse(&"ŵ".repeat(MAX_BYTES));
    assert_eq!(text(&document).len(), MAX_BYTES);
    let kinds: Vec<_> = findings.iter().map(|f| (f.kind, f.line, f.column)).collect();
    assert_eq!(kinds, [(FindingKind::TooLong, 1, 524_289)]);
    assert_eq!(findings_of(&"a".repeat(MAX_BYTES)), []);
}

#[test]
fn hostile_repetition_needs_little_stack() {
    let small_stack = std::thread::Builder::new().stack_size(256 * 1024);
    let work = small_stack.spawn(|| {
        for (unit, times) in [("[", 200_000), (">", 100_000), ("*", 100_000), ("- ", 50_000)] {
            render_everything(&unit.repeat(times));
        }
        for unit in HOSTILE {
            let many = unit.repeat(30_000 / unit.len());
            render_everything(&format!("{many}a{many}"));
            render_everything(&format!("{many}\n\n{}", "\n> a\n".repeat(9)));
        }
    });
    assert!(work.is_ok_and(|thread| thread.join().is_ok()));
}

fn render_everything(written: &str) {
    let (document, findings) = parse(written);
    assert!(depth_of(&document.blocks) <= MAX_DEPTH);
    assert!(findings.len() <= 1_000);
    let shown = visible_text(&html(&document, 2, &|_| None, &|_| None));
    assert_eq!(letters(&shown), letters(&text(&document)));
    let copy = document.clone();
    assert_eq!((outline(&copy), links(&copy)), (outline(&document), links(&document)));
}

/// Texts that are cheap to write and, repeated, dear to read for a careless program.
const HOSTILE: [&str; 24] = [
    "[", "]", "![", "[a](", ">", "> ", "- ", "1. ", "*", "_*", "**a ", "`", "<", "<b>", "</b>", "<a \"", "&", "\\",
    "|", "#", "<?", "## a\n", "- a\n\n", "|-|\n|",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_text_becomes_harmless_html(text in stranger()) {
        let (document, findings) = parse(&text);
        for address in [None, Some("tea.html".to_owned())] {
            let files = address.clone().map(files_at);
            let html = html(&document, 2, &|_| address.clone(), &|_| files.clone());
            prop_assert_eq!(fault_in(&html), None, "{}", html);
        }
        prop_assert!(depth_of(&document.blocks) <= MAX_DEPTH);
        let lines = u32::try_from(text.split(['\n', '\r']).count()).unwrap_or(u32::MAX);
        prop_assert!(findings.iter().all(|f| (1..=lines).contains(&f.line) && f.column >= 1));
        prop_assert_eq!(parse(&text), (document, findings));
    }

    #[test]
    fn html_and_plain_text_say_the_same(written in stranger()) {
        let (document, _) = parse(&written);
        let shown = visible_text(&html(&document, 2, &|_| None, &|_| None));
        prop_assert_eq!(letters(&shown), letters(&text(&document)));
    }

    #[test]
    fn every_word_is_found_back_in_order(parts in prop::collection::vec(("[a-z]{1,9}", form()), 1..30)) {
        let forms = parts.iter().map(|(word, form)| form.replace('@', word));
        let (document, _) = parse(&forms.collect::<Vec<_>>().join("\n\n"));
        let said = text(&document);
        let found: Vec<&str> = said.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
        let written: Vec<&str> = parts.iter().map(|(word, _)| word.as_str()).collect();
        prop_assert_eq!(found, written);
    }

    #[test]
    fn heading_ids_are_unique_and_can_be_named(words in prop::collection::vec("[ab12 é'-]{0,4}", 0..40)) {
        let text: String = words.iter().map(|words| format!("## x{words}\n\n## {words}\n\n")).collect();
        let (document, _) = parse(&text);
        let headings = outline(&document);
        let ids: std::collections::BTreeSet<&str> = headings.iter().map(|(_, id, _)| *id).collect();
        prop_assert_eq!(ids.len(), headings.len());
        prop_assert!(ids.iter().all(|id| id.starts_with(char::is_alphabetic)));
    }

    #[test]
    fn a_page_name_can_never_lead_off_the_site(address in "[ -~\\t\\PC]{0,20}") {
        for target in targets_of(&format!("[some words](<{address}>)")) {
            if let Target::Entry { path, .. } = target {
                prop_assert!(!path.starts_with('/') && !path.contains([':', '\\']), "{}", path);
                prop_assert!(path.split('/').all(|name| name != ".." && name != "."), "{}", path);
            }
        }
    }
}

/// Ways to write one word, `@`.
const FORMS: &str =
    "@ ~## @~# @~- @~7. @~> @~**@**~*@*~`@`~[@](b)~![@](b.png)~| @ |\n|-|~<b>@</b>~<div class=x>@</div>";

/// Arbitrary text, and text made of everything that means something in Markdown and HTML.
fn stranger() -> impl Strategy<Value = String> {
    const SHORT: [&str; 48] = [
        "\n", "\n\n", "\r\n", "\r", " ", "    ", "\t", "a", "word ", "ŵ", "1. ", "- ", "+ ", "* ", "> ", "# ", "### ",
        "===\n", "---\n", "```\n", "~~~", "`", "``", "*", "**", "_", "__", "[", "]", "(", ")", "[a](b)", "](", "![",
        "<", ">", "\"", "'", "&", "&lt;", "&#60;", "&#x0;", "\\", "|", "|-|\n", "<!--", "-->", "//",
    ];
    const LONG: &str = "![a](b.png \"c\")~|a|b|\n|-|-|\n~<script>~</script>~<b onclick=\"x\">~<div>\n~javascript:~\
                        https://example.org~tel:~\0~\u{202e}~[a]: javascript:x\n";
    let pieces: Vec<&str> = SHORT.into_iter().chain(LONG.split('~')).collect();
    let pieces = prop::collection::vec(prop::sample::select(pieces), 0..60);
    prop_oneof![
        any::<String>(),
        "\\PC{0,200}",
        pieces.prop_map(|pieces| pieces.concat())
    ]
}

fn form() -> impl Strategy<Value = &'static str> {
    prop::sample::select(FORMS.split('~').collect::<Vec<_>>())
}

// ---- reading what came out ----

fn parsed(text: &str) -> Vec<Block> {
    parse(text).0.blocks
}

fn text_of(markdown: &str) -> String {
    text(&parse(markdown).0)
}

fn html_of(markdown: &str) -> String {
    let way = |target: &Target| match target {
        Target::Entry { path, .. } => Some(format!("../{path}")),
        _ => None,
    };
    let files = |target: &Target| way(target).map(files_at);
    html(&parse(markdown).0, 2, &way, &files)
}

/// The files of a picture that has its older one here.
fn files_at(fallback: String) -> PictureFiles {
    PictureFiles {
        webp: vec![("a.webp".to_owned(), 320), ("b.webp".to_owned(), 640)],
        fallback,
        width: 640,
        height: 480,
    }
}

/// A picture as [`html_of`] writes it.
fn picture(source: &str, description: &str) -> String {
    format!(
        "<picture><source type=\"image/webp\" srcset=\"a.webp 320w, b.webp 640w\" \
         sizes=\"(max-width: 640px) 100vw, 640px\"><img src=\"{source}\" alt=\"{description}\" width=\"640\" \
         height=\"480\" loading=\"lazy\" decoding=\"async\"></picture>"
    )
}

fn findings_of(markdown: &str) -> Vec<(FindingKind, u32, u32)> {
    parse(markdown).1.iter().map(|f| (f.kind, f.line, f.column)).collect()
}

fn targets_of(markdown: &str) -> Vec<Target> {
    links(&parse(markdown).0)
        .into_iter()
        .map(|(target, _)| target.clone())
        .collect()
}

/// How deep quotations, items and inline parts stand in each other.
fn depth_of(blocks: &[Block]) -> usize {
    let deepest = |depths: &mut dyn Iterator<Item = usize>| depths.max().unwrap_or(0);
    deepest(&mut blocks.iter().map(|block| match block {
        Block::Heading { content, .. } | Block::Paragraph(content) => inline_depth(content),
        Block::List { items, .. } => 1 + deepest(&mut items.iter().map(|item| depth_of(item))),
        Block::Quote(blocks) => 1 + depth_of(blocks),
        Block::Table { head, rows, .. } => {
            deepest(&mut head.iter().chain(rows.iter().flatten()).map(|cell| inline_depth(cell)))
        }
        Block::CodeBlock(_) | Block::Rule | Block::Picture { .. } => 0,
    }))
}

fn inline_depth(content: &[Inline]) -> usize {
    let depths = content.iter().map(|inline| match inline {
        Inline::Strong(content) | Inline::Emphasis(content) | Inline::Link { content, .. } => 1 + inline_depth(content),
        _ => 0,
    });
    depths.max().unwrap_or(0)
}

/// The first thing in a piece of HTML that the renderer should never write: an unknown tag or attribute, an address with
/// a scheme that can run or fetch something, or tags that do not close in order.
fn fault_in(html: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    for piece in html.split('<').skip(1) {
        let Some((tag, text)) = piece.split_once('>') else {
            return Some(format!("a tag without an end: {piece}"));
        };
        if text.contains(['>', '"', '\'']) {
            return Some(format!("text that is not escaped: {text}"));
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Some(format!("closed out of order: {name}"));
            }
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if !NAMES.split(' ').any(|known| known == name) {
            return Some(format!("an unknown tag: {name}"));
        }
        if let Some(fault) = attributes.split_terminator("\" ").find_map(fault_in_attribute) {
            return Some(fault);
        }
        if !["br", "hr", "img", "source"].contains(&name) {
            open.push(name);
        }
    }
    open.pop().map(|name| format!("never closed: {name}"))
}

const NAMES: &str = "a blockquote br code em figcaption figure h2 h3 h4 h5 h6 hr img li ol p picture pre source strong table tbody td th thead tr ul";

fn fault_in_attribute(attribute: &str) -> Option<String> {
    let (name, value) = attribute.split_once("=\"")?;
    let value = value.trim_end_matches('"');
    let harmless = match name {
        "href" => ["https://", "http://", "mailto:", "tel:", "#", "tea.html", "../"]
            .iter()
            .any(|start| value.starts_with(start)),
        "src" => ["tea.html", "../b"].contains(&value),
        "rel" => value == "noopener external",
        "class" => ["align-centre", "align-end"].contains(&value),
        "srcset" => value == "a.webp 320w, b.webp 640w",
        "type" => value == "image/webp",
        "loading" | "decoding" | "width" | "height" | "sizes" | "scope" | "start" | "id" | "alt" | "title" => true,
        _ => false,
    };
    (!harmless).then(|| format!("an attribute that should not be here: {attribute}"))
}

fn visible_text(html: &str) -> String {
    let words: Vec<&str> = html
        .split('<')
        .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text))
        .collect();
    words
        .join(" ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
