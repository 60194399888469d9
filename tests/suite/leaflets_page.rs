//! The page that lists the leaflets: what there is on paper, for whom, how to print it, and who keeps copies.

use std::fs;

use super::site_test::{Built, SiteTest, text_of};

const PRINTS: &str = "title = \"Marlshire Digital Help\"\naddress = \"https://help.example.org.uk/\"\n\
                      [helpline]\nphone = \"01632 960199\"\n[print]\nwith_build = true\n";

/// The smallest site, printed with each build, with leaflets of these names and files.
fn with_leaflets(leaflets: &[(&str, &str)]) -> SiteTest {
    let site = SiteTest::minimal().write("site.toml", PRINTS);
    leaflets.iter().fold(site, |site, (name, text)| {
        site.write(&format!("content/leaflets/{name}.yaml"), text)
    })
}

const BOOKLET: (&str, &str) = (
    "in-millbrook",
    "title: Help in Millbrook\nformat: a5-booklet\nselect: {area: millbrook, needs: [device]}\n\
     keep_at: [{place: millbrook-library, copies: 30}]\n",
);
const POSTER: (&str, &str) = (
    "ring-us",
    "title: Ring Us\nformat: poster\nselect: {offers: [tea-and-tablets]}\ntear_off: true\n",
);
const DESK: (&str, &str) = (
    "for-the-desk",
    "title: For the Desk\nformat: desk-sheet\nselect: {area: millbrook}\n",
);

fn kilobytes(built: &Built, path: &str) -> u64 {
    let file = fs::metadata(built.site.out().join(path)).unwrap();
    file.len().div_ceil(1000)
}

#[test]
fn each_leaflet_is_listed_with_its_kind_area_size_and_places() {
    let built = with_leaflets(&[BOOKLET, POSTER, DESK]).built();
    let page = built.page("leaflets.html");
    let words = text_of(&page);
    let size = kilobytes(&built, "print/in-millbrook.pdf");
    assert!(
        words.contains(&format!("Help in Millbrook (PDF, 8 pages, {size} KB) Booklet, A5.")),
        "{words}"
    );
    assert!(page.contains("href=print/in-millbrook.pdf"), "{page}");
    assert!(
        words.contains("For people in Millbrook. It is about: A phone, tablet or computer."),
        "{words}"
    );
    assert!(words.contains("You can pick one up at: Millbrook Library"), "{words}");
    assert!(page.contains("href=places/millbrook-library.html"), "{page}");
    let size = kilobytes(&built, "print/ring-us.pdf");
    assert!(
        words.contains(&format!("Ring Us (PDF, 1 page, {size} KB) Poster, A4.")),
        "{words}"
    );
    assert!(words.contains("Cut the strips"), "{words}");
    let at = |part: &str| {
        words
            .find(part)
            .unwrap_or_else(|| panic!("`{part}` is not in: {words}"))
    };
    assert!(at("To take home") < at("Help in Millbrook (") && at("Help in Millbrook (") < at("For a wall or a door"));
    assert!(at("For a wall or a door") < at("Ring Us (") && at("Ring Us (") < at("For the people at a desk"));
    assert!(at("For the people at a desk") < at("For the Desk ("), "{words}");
}

#[test]
fn a_poster_in_two_sizes_is_listed_twice_under_names_of_their_own() {
    let (name, text) = POSTER;
    let built = with_leaflets(&[(name, &format!("{text}paper: [a4, a3]\n"))]).built();
    let words = text_of(&built.page("leaflets.html"));
    let at = |part: &str| {
        words
            .find(part)
            .unwrap_or_else(|| panic!("`{part}` is not in: {words}"))
    };
    assert!(at("Ring Us (PDF, 1 page") < at("Poster, A4."), "{words}");
    assert!(at("Poster, A4.") < at("Ring Us (A3, PDF, 1 page"), "{words}");
    assert!(at("Ring Us (A3, PDF, 1 page") < at("Poster, A3."), "{words}");
}

#[test]
fn a_booklet_has_the_file_to_fold_beside_it_and_says_how_to_print_it() {
    let built = with_leaflets(&[BOOKLET]).built();
    let page = built.page("leaflets.html");
    let words = text_of(&page);
    let size = kilobytes(&built, "print/in-millbrook-to-fold.pdf");
    assert!(page.contains("href=print/in-millbrook-to-fold.pdf"), "{page}");
    assert!(
        words.contains(&format!("Help in Millbrook (to fold, PDF, 4 pages, {size} KB)")),
        "{words}"
    );
    assert!(words.contains("Choose “flip on short edge”"), "{words}");
    assert_eq!(page.matches("<h3>").count(), 1, "{page}");
}

#[test]
fn a_file_for_a_print_shop_is_called_one() {
    let (name, text) = POSTER;
    let built = with_leaflets(&[(name, &format!("{text}bleed: 3\n")), DESK]).built();
    let words = text_of(&built.page("leaflets.html"));
    assert_eq!(words.matches("made for a print shop").count(), 1, "{words}");
}

#[test]
fn somebody_without_a_printer_is_told_to_ring_where_there_is_a_helpline() {
    let built = with_leaflets(&[POSTER]).built();
    let words = text_of(&built.page("leaflets.html"));
    assert!(
        words.contains("Ring us, and ask us to post it to you: 01632 960199"),
        "{words}"
    );
    let without = PRINTS.replace("[helpline]\nphone = \"01632 960199\"\n", "");
    let built = built.site.write("site.toml", &without).built();
    let words = text_of(&built.page("leaflets.html"));
    assert!(!words.contains("Ring us"), "{words}");
}

#[test]
fn a_leaflet_in_two_languages_is_listed_in_both() {
    let built = with_leaflets(&[(
        "ours",
        "title: Ours\nformat: a4-sheet\nselect: {offers: [tea-and-tablets]}\nlanguages: [en, pl]\n",
    )])
    .built();
    let page = built.page("leaflets.html");
    assert!(page.contains("href=print/ours.pl.pdf hreflang=pl"), "{page}");
    let words = text_of(&page);
    assert!(
        words.contains("Sheet, A4, English") && words.contains("Sheet, A4, Polski"),
        "{words}"
    );
}

#[test]
fn the_foot_the_home_page_and_the_sheets_of_an_offer_lead_to_the_list() {
    let built = with_leaflets(&[POSTER]).built();
    let foot = |path: &str| built.page(path).split_once("<footer").unwrap().1.to_owned();
    assert!(foot("offers/tea-and-tablets.html").contains("href=../leaflets.html"));
    assert!(foot("index.html").contains("href=leaflets.html"));
    let main = |path: &str| built.page(path).split_once("<footer").unwrap().0.to_owned();
    assert!(main("index.html").contains("href=leaflets.html"));
    for page in ["offers/tea-and-tablets.html", "guides/use-a-tablet.html"] {
        assert!(main(page).contains("href=../leaflets.html"), "{page}");
    }
    let sitemap = built.page("sitemap.xml");
    assert!(
        sitemap.contains("<loc>https://help.example.org.uk/leaflets.html</loc>"),
        "{sitemap}"
    );
}

#[test]
fn without_leaflets_or_without_printing_there_is_no_list_and_no_way_to_it() {
    let no_leaflets = with_leaflets(&[]);
    let not_printed = with_leaflets(&[POSTER]).replace("site.toml", "with_build = true", "with_build = false");
    for site in [no_leaflets, not_printed] {
        let built = site.built();
        assert!(!built.has("leaflets.html"));
        for (path, bytes) in built.files() {
            if path.ends_with(".html") || path.ends_with(".xml") {
                assert!(!String::from_utf8(bytes).unwrap().contains("leaflets.html"), "{path}");
            }
        }
    }
}

#[test]
fn many_leaflets_stay_within_the_weight_of_a_page_and_each_keeps_its_link() {
    let names: Vec<(String, String)> = (0..70)
        .map(|number| {
            let word = format!("{:07x}", (number + 1_u64).wrapping_mul(2_654_435_761) % 0x0fff_ffff);
            let text = format!(
                "title: Tea {word}\nformat: poster\nselect: {{offers: [tea-and-tablets]}}\n\
                 keep_at: [{{place: millbrook-library, copies: 1}}]\n"
            );
            (format!("tea-{word}"), text)
        })
        .collect();
    let names: Vec<(&str, &str)> = names
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let built = with_leaflets(&names).built();
    let page = built.page("leaflets.html");
    assert_eq!(page.matches("href=print/tea-").count(), 70);
    assert!(page.contains("class=\"card short\""), "{page}");
}

#[test]
fn a_page_of_an_editor_may_lead_to_the_list_and_not_take_its_place() {
    let site = with_leaflets(&[POSTER]).write(
        "content/pages/paper.md",
        "---\ntitle: Paper\n---\n\nSee [our leaflets](leaflets).\n",
    );
    let built = site.built();
    assert!(built.page("paper.html").contains("href=leaflets.html>our leaflets"));
    let site = built
        .site
        .write("content/pages/leaflets.md", "---\ntitle: Leaflets\n---\n\nOurs.\n");
    let said = site.said();
    assert!(
        said.contains("content/pages/leaflets.md") && said.contains("the build writes a page of that name"),
        "{said}"
    );
}
