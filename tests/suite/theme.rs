//! Themes: what a designer changes, what stays, and what is refused with a place and a next step.

use fingerpost::diagnostics::Diagnostic;
use fingerpost::values::colour::{Colour, TEXT};

use super::site_test::{SiteTest, files, project};

const TOML: &str = "themes/county/theme.toml";
const CARD: &str = "themes/county/templates/card.html";
const LOGO: &str = "themes/county/logo.svg";
const WORDS: &str = "themes/county/strings/en-GB.toml";

/// The smallest whole site with a theme of its own.
fn county() -> SiteTest {
    let theme = files(&project().join("tests/sites/county"));
    theme.into_iter().fold(SiteTest::minimal(), |site, (path, bytes)| {
        site.write_bytes(&path, &bytes)
    })
}

fn said(site: &SiteTest) -> Vec<Diagnostic> {
    site.diagnostics().sorted()
}

/// The only mistake of a site.
fn mistake(site: &SiteTest) -> Diagnostic {
    let mut found = said(site);
    assert_eq!(found.len(), 1, "{}", site.said());
    found.remove(0)
}

fn style(page: &str) -> &str {
    page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0
}

#[test]
fn a_theme_changes_colours_fonts_name_logo_a_word_and_a_template_and_everything_else_stays() {
    let (default, county) = (SiteTest::minimal().built(), county().built());
    let page = county.page("topics/skills.html");
    let style = style(&page);
    assert!(style.contains("#5b1a5e") && style.contains("#f0b8f2"), "{style}");
    assert!(style.contains("Trebuchet MS"), "{style}");
    assert!(page.contains("I need help with"), "{page}");
    assert!(page.contains("alt=\"Wrenshire County Council\""), "{page}");
    assert!(page.contains("width=88") && page.contains("height=44"), "{page}");
    assert!(county.has("logo.svg"));
    // The card is the theme's own, with a value that the default card does not show.
    assert!(page.contains("<p>Learning together: "), "{page}");
    assert!(!page.contains("<dl class=facts>"), "{page}");
    let names = |built: &super::site_test::Built| -> Vec<String> {
        let paths = built.files().into_iter().map(|(path, _)| path);
        paths.filter(|path| path.ends_with(".html")).collect()
    };
    assert_eq!(names(&default), names(&county));
    assert!(county.page("a-to-z.html").contains("Tea and Tablets"));
}

#[test]
fn the_policy_allows_the_style_of_the_theme() {
    use base64::Engine as _;
    use sha2::Digest as _;
    let page = county().built().page("index.html");
    let hash = sha2::Sha256::digest(style(&page).as_bytes());
    let hash = base64::engine::general_purpose::STANDARD.encode(hash);
    assert!(page.contains(&format!("'sha256-{hash}'")), "{page}");
}

#[test]
fn letters_under_7_to_1_refuse_the_build_with_the_place_the_figure_and_a_colour_that_would_do() {
    let site = county().replace(TOML, "#5b1a5e", "#2e8b57");
    assert!(site.build().unwrap().published.is_none());
    let found = said(&site);
    let on_paper = found.iter().find(|one| one.message.contains("on `paper`")).unwrap();
    assert_eq!(on_paper.location.to_string(), "themes/county/theme.toml:10:9");
    assert!(
        on_paper
            .message
            .starts_with("`green` (#2e8b57) on `paper` (#ffffff) has a contrast of 4.24:1 in light"),
        "{on_paper:?}"
    );
    assert!(found.iter().all(|one| one.code == "contrast"), "{found:?}");
    // The colour that is offered does, on every ground.
    let help = on_paper.help.as_ref().unwrap();
    let offered = help.split('"').nth(1).unwrap();
    let mended = county().replace(TOML, "#5b1a5e", offered);
    assert_eq!(mended.said(), "No mistakes found.\n");
}

#[test]
fn a_dark_scheme_is_held_to_the_same_contrast() {
    let found = said(&county().replace(TOML, "#f0b8f2", "#803070"));
    assert!(
        !found.is_empty() && found.iter().all(|one| one.message.contains(" in dark; ")),
        "{found:?}"
    );
}

#[test]
fn a_ground_that_is_too_dark_for_the_letters_of_the_default_theme_is_the_grounds_mistake() {
    let found = said(&county().replace(TOML, "[dark]", "paper = \"#808080\"\n\n[dark]"));
    let ink = found.iter().find(|one| one.message.starts_with("`ink`")).unwrap();
    assert_eq!(ink.location.line, 12, "{ink:?}");
    assert!(ink.help.as_ref().unwrap().contains("paper = \"#"), "{ink:?}");
}

#[test]
fn every_pair_of_the_default_theme_has_its_contrast_in_light_and_dark() {
    assert_eq!(
        SiteTest::sample().diagnostics().sorted().len(),
        1,
        "only the warning that the sample shows"
    );
    // The rule itself is held by the tests above; this one holds that there is something to hold, and that the list of
    // pairs names every colour of the style.
    let css = String::from_utf8(files(&project().join("themes/default/styles")).remove(0).1).unwrap();
    let theme: toml::Table = std::fs::read_to_string(project().join("themes/default/theme.toml"))
        .unwrap()
        .parse()
        .unwrap();
    let pairs: Vec<String> = ["text", "parts"]
        .iter()
        .flat_map(|kind| theme["contrast"][kind].as_array().unwrap())
        .map(|pair| pair.as_str().unwrap().to_owned())
        .collect();
    let root = css.split_once(":root {").unwrap().1.split_once('}').unwrap().0;
    let roles = root
        .lines()
        .filter_map(|line| line.trim().strip_prefix("--")?.split_once(": #"));
    let roles: Vec<&str> = roles.map(|(role, _)| role).collect();
    assert!(roles.len() > 3, "{root}");
    for role in &roles {
        assert!(
            pairs.iter().any(|pair| pair.split(" on ").any(|one| one == *role)),
            "no pair with `{role}`"
        );
    }
    for pair in &pairs {
        assert!(
            pair.split(" on ").all(|one| roles.contains(&one)),
            "the style has no `{pair}`"
        );
    }
    // What a rule sets as letters is in a pair of letters; what it sets them on, too.
    for rule in css.split('}').filter_map(|rule| Some(rule.rsplit_once('{')?.1)) {
        let value = |name: &str| {
            let all = rule.split(';').filter_map(|one| one.trim().split_once(": "));
            let found = all
                .filter(|(key, _)| *key == name)
                .find_map(|(_, value)| value.strip_prefix("var(--"));
            found
                .map(|value| value.trim_end_matches(')').to_owned())
                .filter(|role| roles.contains(&role.as_str()))
        };
        let text = |pair: &String| {
            theme["contrast"]["text"]
                .as_array()
                .unwrap()
                .iter()
                .any(|one| one.as_str() == Some(pair.as_str()))
        };
        match (value("color"), value("background")) {
            (Some(fore), Some(back)) => assert!(text(&format!("{fore} on {back}")), "{rule}"),
            (Some(fore), None) => assert!(
                pairs.iter().any(|pair| pair.starts_with(&format!("{fore} on "))),
                "{rule}"
            ),
            _ => {}
        }
    }
}

#[test]
fn a_figure_is_never_rounded_up_to_what_is_asked() {
    // #595959 on white is 7.004 and #5a5a5a is 6.899: known figures of WCAG's own formula.
    let contrast = |one: &str| Colour::parse(one).unwrap().contrast(Colour::parse("#fff").unwrap());
    assert!((contrast("#595959") - 7.0047).abs() < 0.001 && contrast("#5a5a5a") < TEXT);
    assert!((contrast("#000") - 21.0).abs() < 1e-9);
    let near = Colour::parse("#777777")
        .unwrap()
        .nearest(|one| one.contrast(Colour::parse("#fff").unwrap()) >= TEXT);
    assert_eq!(near.unwrap().to_string(), "#595959");
    for wrong in ["white", "#12", "#12345g", "#1234567", "rgb(0,0,0)", "", "#éab"] {
        assert!(Colour::parse(wrong).is_err(), "{wrong}");
    }
    assert_eq!(Colour::parse("#a1C").unwrap().to_string(), "#aa11cc");
}

#[test]
fn a_misspelt_setting_or_role_is_named_with_what_was_meant() {
    for (old, new, place, meant) in [
        ("fonts =", "font =", "3:1", "`fonts`"),
        ("[light]", "[lihgt]", "9:2", "`light`"),
        ("green = \"#5", "gren = \"#5", "10:1", "`green`"),
        ("description =", "descripton =", "7:1", "`description`"),
        (
            "[light]",
            "[contrast]\ntext = [\"gren on paper\"]\n[light]",
            "10:9",
            "`green`",
        ),
    ] {
        let site = county().replace(TOML, old, new);
        let found = said(&site);
        let place = format!("{TOML}:{place}");
        let one = found.iter().find(|one| one.location.to_string() == place);
        let one = one.unwrap_or_else(|| panic!("{place}: {}", site.said()));
        assert!(one.help.as_ref().unwrap().contains(meant), "{one:?}");
    }
}

#[test]
fn values_of_the_wrong_kind_are_refused_where_they_stand() {
    for (old, new, place) in [
        ("\"#5b1a5e\"", "\"plum\"", "10:9"),
        ("\"#5b1a5e\"", "5", "10:9"),
        ("\"#5b1a5e\"", "#5b1a5e", "10:9"),
        ("\"sans-serif\"]", "\"Comic Sans\"]", "3:9"),
        ("\"Trebuchet MS\"", "\"x;}body{display:none\"", "3:10"),
        ("\"logo.svg\"", "\"../../site.toml\"", "6:8"),
        ("name = \"Wrenshire\"", "name = [1]", "2:8"),
    ] {
        let site = county().replace(TOML, old, new);
        let places: Vec<String> = said(&site).into_iter().map(|one| one.location.to_string()).collect();
        assert!(places.contains(&format!("{TOML}:{place}")), "{new}: {}", site.said());
        assert!(site.build().unwrap().published.is_none());
    }
}

#[test]
fn a_theme_may_hold_colours_of_its_own_to_their_contrast() {
    let css = "/* --brand: #fff; */ :root { --brand: #999999 } h2 { color: var(--brand) }";
    let site = county().write("themes/county/styles/own.css", css);
    assert_eq!(site.said(), "No mistakes found.\n");
    let site = site.replace(TOML, "[light]", "[contrast]\ntext = [\"brand on paper\"]\n[light]");
    let found = said(&site);
    let place = |one: &&Diagnostic| {
        one.location.to_string() == "themes/county/styles/own.css:1:39" && one.message.contains("in light")
    };
    assert_eq!(found.iter().filter(place).count(), 1, "{}", site.said());
    let built = site.replace(TOML, "green = \"#5", "brand = \"#444444\"\ngreen = \"#5");
    let found = said(&built);
    assert!(
        found.iter().all(|one| one.message.contains("in dark")),
        "{}",
        built.said()
    );
}

#[test]
fn a_broken_template_says_where() {
    let site = county().replace(CARD, "{{ kind }}", "{{ kind }");
    let found = mistake(&site);
    assert_eq!(
        (found.code, found.location.path.as_str(), found.location.line),
        ("template", CARD, 3),
        "{found:?}"
    );
    let site = county().replace(CARD, "{{ kind }}", "{{ kind | shout }}");
    assert_eq!(
        (mistake(&site).location.line, mistake(&site).location.column),
        (3, 14),
        "{}",
        site.said()
    );
}

#[test]
fn several_broken_templates_are_named_at_once() {
    let site = county()
        .replace(CARD, "{{ kind }}", "{{ kind }")
        .write("themes/county/templates/place.html", "\n{% if %}");
    let paths: Vec<String> = said(&site).into_iter().map(|one| one.location.path).collect();
    assert_eq!(paths, [CARD, "themes/county/templates/place.html"], "{}", site.said());
}

#[test]
fn a_value_that_a_template_does_not_get_is_named_with_what_was_meant() {
    for template in ["{{ sumary }}", "{% if sumary %}x{% endif %}"] {
        let error = county()
            .replace(CARD, "{{ summary }}", template)
            .build()
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("card.html:3") && error.contains("Did you mean `summary`?"),
            "{error}"
        );
    }
    let error = county()
        .replace(CARD, "{{ summary }}", "{{ t(key=\"nav.hoem\") }}")
        .build()
        .unwrap_err()
        .to_string();
    assert!(error.contains("card.html:3:") && error.contains("nav.hoem"), "{error}");
}

#[test]
fn a_template_may_add_to_the_default_one_instead_of_copying_it() {
    let home = "{% extends \"default/home.html\" %}{% block main %}{{ super() }}<p>From the county.</p>{% endblock %}";
    let part = "{% component links(list, root) %}<p class=\"count\">{{ list | length }}</p>{% endcomponent links %}";
    let site = county()
        .write("themes/county/templates/home.html", home)
        .write("themes/county/templates/own.html", part);
    assert_eq!(site.said(), "No mistakes found.\n");
    let page = site.built().page("index.html");
    assert!(
        page.contains("<p>From the county.</p>") && page.contains("class=count"),
        "{page}"
    );
    assert!(page.contains("Talk to a person"), "{page}");
}

#[test]
fn a_template_that_nothing_uses_is_a_slip_in_its_name() {
    let found = mistake(&county().write("themes/county/templates/crad.html", "<p>Hello</p>"));
    assert_eq!(found.help.unwrap(), "did you mean `card.html`?");
}

#[test]
fn a_picture_that_could_run_or_fetch_something_is_refused() {
    for bad in [
        "<script>alert(1)</script>",
        "<path onload=\"alert(1)\" d=\"M0 0\"/>",
        "<image href=\"https://example.org/a.png\"/>",
        "<use href=\"other.svg#a\"/>",
        "<a href=\"#x\"><path d=\"M0 0\"/></a>",
        "<path fill=\"url(https://example.org/#a)\" d=\"M0 0\"/>",
        "<path style=\"fill:url( 'a.svg')\" d=\"M0 0\"/>",
        "<style>@import 'a.css';</style>",
        "<style>.a{fill:\\75rl(a)}</style>",
        "<foreignObject/>",
        "<set attributeName=\"href\" to=\"javascript:alert(1)\"/>",
        "<script xmlns=\"http://www.w3.org/1999/xhtml\">alert(1)</script>",
        "<?xml-stylesheet href=\"a.css\"?>",
    ] {
        let site = county().replace(LOGO, "<title>", &format!("\n {bad}<title>"));
        let found = mistake(&site);
        assert_eq!(
            (found.code, found.location.path.as_str(), found.location.line),
            ("theme-picture", LOGO, 2),
            "{bad}"
        );
        assert!(site.build().unwrap().published.is_none());
        let site = county().write(
            "themes/county/images/more.svg",
            &std::fs::read_to_string(site.root().join(LOGO)).unwrap(),
        );
        assert_eq!(mistake(&site).location.path, "themes/county/images/more.svg", "{bad}");
    }
    let entity =
        "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">&a;</svg>";
    assert_eq!(mistake(&county().write(LOGO, entity)).code, "theme-picture");
    let good = county().replace(
        LOGO,
        "<title>",
        "<style>.a{fill:url(#b)}</style><use href=\"#c\"/><title>",
    );
    assert_eq!(good.said(), "No mistakes found.\n");
}

#[test]
fn a_logo_is_small_and_has_a_size() {
    let large = format!("<title>{}", "x".repeat(21 * 1024));
    let found = mistake(&county().replace(LOGO, "<title>", &large));
    assert!(found.message.contains("20 KB is the most"), "{found:?}");
    let found = mistake(&county().replace(LOGO, " viewBox=\"0 0 60 30\"", ""));
    assert!(found.help.unwrap().contains("viewBox"));
    let found = mistake(
        &county()
            .replace(TOML, "logo.svg", "logo.png")
            .write_bytes("themes/county/logo.png", b"GIF89a"),
    );
    assert!(found.message.contains("not a PNG"), "{found:?}");
    let png = [
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".as_slice(),
        &[0, 0, 3, 32, 0, 0, 0, 100],
        b"\x08\x02\0\0\0",
    ]
    .concat();
    let site = county()
        .replace(TOML, "logo.svg", "logo.png")
        .write_bytes("themes/county/logo.png", &png);
    // 800 by 100 would be 352 wide at the height of a target; 240 is the most on a narrow screen.
    let page = site.built().page("index.html");
    assert!(page.contains("width=240") && page.contains("height=30"), "{page}");
}

#[test]
fn one_word_goes_over_the_default_ones_and_a_slip_in_it_is_named() {
    for (text, place, meant) in [
        ("[nav]\nhoem = \"Start\"\n", "2:1", "did you mean `nav.home`?"),
        ("[area]\ntitle = \"Help in {aera}\"\n", "2:9", "did you mean `{area}`?"),
        ("[nav]\nhome = 5\n", "2:8", "write a text in double quotes"),
        ("[nav]\nhome = Start\n", "2:8", "write a name"),
    ] {
        let found = mistake(&county().write(WORDS, text));
        assert_eq!(found.location.to_string(), format!("{WORDS}:{place}"), "{found:?}");
        assert!(found.help.as_ref().unwrap().contains(meant), "{found:?}");
    }
}

#[test]
fn a_language_of_a_theme_says_which_words_it_lacks() {
    let site = county().replace("site.toml", "theme =", "language = \"cy\"\ntheme =");
    assert!(mistake(&site).message.contains("no words in `cy`"));
    let site = site.write("themes/county/strings/cy.toml", "[nav]\nhome = \"Hafan\"\n");
    let found = mistake(&site);
    assert!(found.message.contains("are missing and stay English"), "{found:?}");
    assert!(site.built().page("a-to-z.html").contains("Hafan"));
}

#[test]
fn a_theme_that_is_not_there_is_named() {
    let found = mistake(&county().replace("site.toml", "\"county\"", "\"conty\""));
    assert_eq!(
        (found.location.path.as_str(), found.help.as_deref()),
        ("site.toml", Some("did you mean `county`?"))
    );
}

#[test]
fn a_new_theme_has_no_mistake_and_changes_nothing_yet() {
    let site = SiteTest::minimal();
    let output = site.run(&["new", "theme", "county"]);
    assert!(output.status.success(), "{output:?}");
    let default = SiteTest::minimal().built().page("index.html");
    let site = site.replace("site.toml", "title =", "theme = \"county\"\ntitle =");
    assert_eq!(site.said(), "No mistakes found.\n");
    let again = site.run(&["new", "theme", "county"]);
    assert_eq!(again.status.code(), Some(2), "a theme that is there stays as it is");
    // With every switch on, it is still the default theme: each colour that it offers is the style's own.
    let text = std::fs::read_to_string(site.root().join(TOML)).unwrap();
    assert!(text.contains("#green = \"#"), "{text}");
    let is_colour = |line: &str| line.starts_with('#') && line.contains(" = \"#");
    let on: Vec<&str> = text
        .lines()
        .map(|line| if is_colour(line) { &line[1..] } else { line })
        .collect();
    assert_eq!(site.write(TOML, &on.join("\n")).built().page("index.html"), default);
}

#[test]
fn the_signpost_is_drawn_in_the_colours_of_the_theme_for_light_and_dark() {
    let built = county().built();
    let icon = built.page("icon.svg");
    let (light, dark) = icon.split_once("@media(prefers-color-scheme:dark)").unwrap();
    assert!(light.contains("#5b1a5e") && dark.contains("#f0b8f2"), "{icon}");
    let social = built.page("social.svg");
    roxmltree::Document::parse(&social).unwrap();
    for part in [
        "#5b1a5e",
        "Trebuchet MS",
        "Wrenshire Digital",
        "01632 960100",
        "phones, computers",
    ] {
        assert!(social.contains(part), "{part}: {social}");
    }
}

#[test]
fn a_theme_may_bring_its_own_icon_and_social_picture() {
    let png = [
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".as_slice(),
        &[0, 0, 4, 176, 0, 0, 2, 118],
        b"\x08\x02\0\0\0",
    ]
    .concat();
    let own = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>";
    let built = county()
        .write("themes/county/images/icon.svg", own)
        .write_bytes("themes/county/images/social.png", &png)
        .built();
    assert_eq!(built.page("icon.svg"), own);
    assert!(built.has("social.png") && !built.has("social.svg"));
    assert!(
        built
            .page("index.html")
            .contains("https://help.example.org.uk/social.png")
    );
}

#[test]
fn other_sites_get_a_title_a_sentence_a_language_and_a_picture_at_its_whole_address() {
    let page = county().built().page("offers/tea-and-tablets.html");
    for part in [
        "property=og:title",
        "property=og:description",
        "content=website property=og:type",
        "content=en_GB property=og:locale",
        "content=https://help.example.org.uk/social.svg property=og:image",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let nowhere = county()
        .replace("site.toml", "address = \"https://help.example.org.uk/\"\n", "")
        .built();
    assert!(!nowhere.page("index.html").contains("og:image"));
    assert!(nowhere.page("index.html").contains("og:title"));
}

#[test]
fn a_social_picture_holds_long_and_hostile_and_right_to_left_names() {
    let drawn = |title: &str, language: &str| {
        let mut site = county().replace("site.toml", "\"Wrenshire Digital Help\"", &format!("\"{title}\""));
        if language != "en-GB" {
            let words = std::fs::read_to_string(project().join("themes/default/strings/en-GB.toml")).unwrap();
            site = site
                .replace("site.toml", "theme =", &format!("language = \"{language}\"\ntheme ="))
                .write(&format!("themes/county/strings/{language}.toml"), &words);
        }
        let social = site.built().page("social.svg");
        roxmltree::Document::parse(&social).unwrap_or_else(|error| panic!("{error}: {social}"));
        social
    };
    // Lines stand below each other, with room for letters between them, and end above the lower edge.
    let feet = |social: &str| -> Vec<u32> {
        let all = social.split(" y=\"").skip(1);
        let mut feet: Vec<u32> = all
            .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
            .collect();
        let drawn = feet.clone();
        feet.sort_unstable();
        assert_eq!(feet, drawn);
        assert!(
            feet.windows(2).all(|two| two[1] - two[0] >= 30) && *feet.last().unwrap() < 600,
            "{feet:?}"
        );
        feet
    };
    for title in [
        "Help",
        "Wrenshire Digital Help",
        "A partnership of the whole county for digital help",
    ] {
        feet(&drawn(title, "en-GB"));
    }
    assert!(drawn("<script>alert('1')</script> & \\\"x\\\" \\u0007", "en-GB").contains("&lt;script"));
    let long = drawn(&"Partnership ".repeat(60), "en-GB");
    assert!(long.contains('…') && feet(&long).len() < 9, "{long}");
    assert!(drawn(&"Llanfair".repeat(30), "en-GB").contains('…'));
    assert!(drawn("Help", "en-GB").contains("font-size=\"88\""));
    let rtl = drawn("مساعدة رقمية", "ar");
    assert!(
        rtl.contains("direction=\"rtl\"") && rtl.contains("matrix(-1 0 0 1 1200 0)") && rtl.contains("x=\"1050\""),
        "{rtl}"
    );
}
