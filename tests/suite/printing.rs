//! Print: which files there are, what is in them, and what is said where one cannot be.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use fingerpost::content::LeafletFormat;
use fingerpost::outputs::leaflets::Wanted;
use fingerpost::outputs::prints::Prints;
use fingerpost::publish::{EditionRecord, read_editions};
use fingerpost::values::date::Date;
use fingerpost::{Options, PrintReport};

use super::site_test::{Silent, SiteTest, files, project, text_of};

const TEA: &str = "content/offers/tea-and-tablets.yaml";
const BORROW: &str = "content/offers/borrow-a-tablet.yaml";
const GUIDE: &str = "content/guides/use-a-tablet.md";

fn folder(site: &SiteTest) -> PathBuf {
    site.root().join("printed")
}

fn print(site: &SiteTest, wanted: &Wanted) -> PrintReport {
    let options = Options {
        root: site.root().to_owned(),
        out: folder(site),
        today: Date::parse("2026-11-21").unwrap(),
    };
    fingerpost::print(&options, wanted, &Silent).unwrap()
}

fn leaflet(name: &str) -> Wanted {
    Wanted {
        leaflets: [name.to_owned()].into(),
        ..Wanted::default()
    }
}

/// Prints what must be possible to print.
fn printed(site: &SiteTest, wanted: &Wanted) -> Prints {
    let report = print(site, wanted);
    let found = report.diagnostics.sorted();
    report.published.unwrap_or_else(|| panic!("{found:#?}")).1
}

/// The messages with their codes and places.
fn refused(site: &SiteTest, wanted: &Wanted) -> Vec<String> {
    let report = print(site, wanted);
    assert!(report.published.is_none());
    let found = report.diagnostics.sorted();
    found
        .iter()
        .map(|one| {
            let help = one.help.as_deref().unwrap_or_default();
            format!("{} {} {} {help}", one.location, one.code, one.message)
        })
        .collect()
}

/// A leaflet with nothing but what is given.
fn with_leaflet(site: SiteTest, format: &str, rest: &str) -> SiteTest {
    site.write(
        "content/leaflets/ours.yaml",
        &format!("title: Ours\nformat: {format}\n{rest}\n"),
    )
}

/// The ids of the entries that the leaflet `ours` holds, in their order.
fn chosen(rest: &str) -> Vec<String> {
    let site = with_leaflet(SiteTest::minimal(), "a4-sheet", rest);
    printed(&site, &leaflet("ours"));
    let records = read_editions(site.root()).records;
    let record: &EditionRecord = records.values().next().unwrap();
    record.edition.entries.iter().map(|entry| entry.id.clone()).collect()
}

#[test]
fn every_offer_and_guide_has_a_sheet_in_two_sizes() {
    let site = SiteTest::minimal();
    let prints = printed(&site, &Wanted::everything());
    let names: Vec<&str> = prints.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "guides/use-a-tablet-large.pdf",
            "guides/use-a-tablet.pdf",
            "offers/borrow-a-tablet-large.pdf",
            "offers/borrow-a-tablet.pdf",
            "offers/tea-and-tablets-large.pdf",
            "offers/tea-and-tablets.pdf",
        ]
    );
    for (path, print) in &prints {
        let bytes = fs::read(folder(&site).join(path)).unwrap();
        assert!(bytes.starts_with(b"%PDF-1."), "{path}");
        assert_eq!(bytes.len(), print.bytes, "{path}");
        assert!(print.bytes < 40_000, "{path}: {}", print.bytes);
        let claim = b"pdfuaid:part";
        assert!(
            bytes.windows(claim.len()).any(|part| part == claim),
            "{path} does not claim PDF/UA"
        );
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_and_is_not_set_again() {
    let one = SiteTest::minimal();
    let other = SiteTest::minimal();
    assert_eq!(print(&one, &Wanted::everything()).set, 6);
    print(&other, &Wanted::everything());
    assert_eq!(files(&folder(&one)), files(&folder(&other)));
    let again = print(&one, &Wanted::everything());
    assert_eq!(again.set, 0);
    assert_eq!(again.published.unwrap().0.written, Vec::<String>::new());
}

#[test]
fn a_changed_entry_is_set_again_and_nothing_else() {
    let site = SiteTest::minimal();
    print(&site, &Wanted::everything());
    let site = site.replace(BORROW, "six weeks", "eight weeks");
    let report = print(&site, &Wanted::everything());
    assert_eq!(report.set, 2);
    let written = report.published.unwrap().0.written;
    let pdfs: Vec<&String> = written.iter().filter(|path| path.ends_with(".pdf")).collect();
    assert_eq!(pdfs, ["offers/borrow-a-tablet-large.pdf", "offers/borrow-a-tablet.pdf"]);
}

#[test]
fn a_printing_of_one_thing_leaves_the_others_where_they_are() {
    let site = SiteTest::minimal();
    printed(&site, &Wanted::everything());
    let offer = Wanted {
        offers: ["tea-and-tablets".to_owned()].into(),
        ..Wanted::default()
    };
    assert_eq!(printed(&site, &offer).len(), 6);
    assert!(folder(&site).join("guides/use-a-tablet.pdf").is_file());
}

#[test]
fn area_needs_type_distance_and_list_choose_what_goes_into_a_leaflet() {
    let both = ["offers/borrow-a-tablet", "offers/tea-and-tablets"];
    assert_eq!(chosen("select: {area: millbrook}\norder: name"), both);
    assert_eq!(chosen("select: {needs: [skills]}"), ["offers/tea-and-tablets"]);
    assert_eq!(chosen("select: {type: [device-loan]}"), ["offers/borrow-a-tablet"]);
    assert_eq!(
        chosen("select: {offers: [tea-and-tablets, borrow-a-tablet], guides: [use-a-tablet]}"),
        [
            "offers/tea-and-tablets",
            "offers/borrow-a-tablet",
            "guides/use-a-tablet"
        ]
    );
    // Mill Lane is 0.1 miles from the middle of Millbrook, and 4 miles from that of Marlshire.
    assert_eq!(chosen("select: {area: marlshire, within_miles: 1}\norder: name"), both);
}

#[test]
fn an_entry_that_nobody_checked_for_too_long_leaves_print() {
    let site = SiteTest::minimal().replace(TEA, "2026-10-01", "2024-01-01");
    let prints = printed(&site, &Wanted::everything());
    assert!(!prints.contains_key("offers/tea-and-tablets.pdf"));
    assert!(prints.contains_key("offers/borrow-a-tablet.pdf"));
    let site = with_leaflet(site, "a4-sheet", "select: {offers: [tea-and-tablets, borrow-a-tablet]}");
    let report = print(&site, &leaflet("ours"));
    let said = report.diagnostics.sorted();
    assert!(
        said.iter()
            .any(|one| one.code == "left-out-of-print" && one.location.line == 3),
        "{said:#?}"
    );
    assert!(report.published.is_some());
    let site = site
        .replace(BORROW, "2026-10-01", "2024-01-01")
        .replace(GUIDE, "2026-10-01", "2024-01-01");
    let site = site.remove("content/leaflets/ours.yaml");
    let said = print(&site, &Wanted::everything()).diagnostics.sorted();
    let nothing = said.iter().find(|one| one.code == "nothing-to-print").unwrap();
    assert!(nothing.message.contains("none of 3 offers and guides"), "{nothing:#?}");
    let offer = Wanted {
        offers: ["tea-and-tablets".to_owned()].into(),
        ..Wanted::default()
    };
    let said = print(&site, &offer).diagnostics.sorted();
    let left_out = said.iter().find(|one| one.code == "left-out-of-print").unwrap();
    assert_eq!(left_out.location.path, TEA);
}

#[test]
fn a_letter_that_no_font_has_is_named_with_its_place_and_a_font() {
    let site = SiteTest::minimal().replace(TEA, "Come in and say hello.", "Come in and say سلام.");
    let said = refused(&site, &Wanted::everything());
    assert_eq!(said.len(), 4, "{said:#?}");
    assert!(
        said[0].starts_with("content/offers/tea-and-tablets.yaml:16:"),
        "{said:#?}"
    );
    let arabic = said.iter().find(|one| one.contains("U+0633")).unwrap();
    assert!(
        arabic.contains("missing-glyph") && arabic.contains("Noto Naskh Arabic") && arabic.contains("site.toml"),
        "{arabic}"
    );
    let site = SiteTest::minimal().replace(TEA, "Tea and Tablets", "Tea ☕ and Tablets 📱");
    let said = refused(&site, &Wanted::everything()).join("\n");
    assert!(said.contains("Noto Emoji") && said.contains("`📱`"), "{said}");
}

#[test]
fn a_translation_from_right_to_left_is_printed_with_a_font_of_the_site() {
    let urdu = "content/offers/tea-and-tablets.ur.yaml";
    let words = "name: چائے اور ٹیبلٹ\nsummary: ہفتہ وار ملاقات۔\nhow: [اندر آئیں۔]\n";
    let site = SiteTest::minimal().write(urdu, &format!("translates: 0000000000000000\n{words}"));
    let said = site.said();
    let (_, current) = said.split_once("`translates: ").unwrap();
    let site = site.replace(urdu, "0000000000000000", current.split('`').next().unwrap());
    let offer = Wanted {
        offers: ["tea-and-tablets".to_owned()].into(),
        ..Wanted::default()
    };
    let said = refused(&site, &offer);
    assert!(
        said.iter()
            .all(|one| one.starts_with(&format!("{urdu}:")) && one.contains("Noto Naskh Arabic")),
        "{said:#?}"
    );
    let font = project().join("tests/suite/fixtures/fonts/NotoNaskhArabic-few-letters.ttf");
    let site = site
        .write_bytes("fonts/urdu.ttf", &fs::read(font).unwrap())
        .write("site.toml", "title = \"M\"\n[print]\nfonts = [\"fonts/urdu.ttf\"]\n");
    let prints = printed(&site, &offer);
    assert_eq!(prints["offers/tea-and-tablets.ur.pdf"].language, "ur");
    assert_eq!(prints["offers/tea-and-tablets.ur.pdf"].title, "چائے اور ٹیبلٹ");
    assert_eq!(prints["offers/tea-and-tablets-large.ur.pdf"].format, "large-print");
}

#[test]
fn a_leaflet_with_too_many_pages_says_what_to_take_out() {
    let long = "Ask at the desk and we will help you with it, one step after the other. ".repeat(60);
    let site = SiteTest::minimal().replace(TEA, "description: Nobody", &format!("description: {long}Nobody"));
    let site = with_leaflet(
        site,
        "a4-sheet",
        "select: {offers: [tea-and-tablets, borrow-a-tablet]}\nmax_pages: 1",
    );
    let said = refused(&site, &leaflet("ours"));
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(said[0].starts_with("content/leaflets/ours.yaml:4:"), "{said:#?}");
    assert!(
        said[0].contains("does-not-fit")
            && said[0].contains("“Ours” has 2 pages, and it may have 1")
            && said[0].contains("“Borrow a Tablet”"),
        "{said:#?}"
    );
}

/// How a sheet is set whose text takes so many pages when it is large, roomy, close and small, and ends `down` the last one.
fn fit_of_a_text([large, roomy, close, small]: [usize; 4], down: &str) -> &'static str {
    let template = format!(
        "#import \"shared.typ\": *\n#show: setup\n#set document(keywords: \"fit-\" + data.fit)\n#heading(data.title)\n\
         #let pages = (large: {large}, roomy: {roomy}, close: {close}, small: {small}).at(data.fit)\n\
         #for _ in range(pages - 1) {{ pagebreak() }}\n#v({down})\n#text-end\n"
    );
    let site = SiteTest::minimal().write("themes/default/leaflets/a4-sheet.typ", &template);
    let wanted = Wanted {
        offers: ["tea-and-tablets".to_owned()].into(),
        format: Some(LeafletFormat::A4Sheet),
        ..Wanted::default()
    };
    printed(&site, &wanted);
    let pdf = fs::read(folder(&site).join("offers/tea-and-tablets.pdf")).unwrap();
    let fits = ["fit-large", "fit-roomy", "fit-close", "fit-small"];
    let is_in = |fit: &&str| pdf.windows(fit.len()).any(|part| part == fit.as_bytes());
    fits.into_iter().find(is_in).unwrap().trim_start_matches("fit-")
}

#[test]
fn a_sheet_is_set_closer_where_that_saves_a_side_or_a_sheet() {
    assert_eq!(fit_of_a_text([2, 1, 1, 1], "0mm"), "roomy");
    assert_eq!(fit_of_a_text([2, 2, 1, 1], "0mm"), "close");
    assert_eq!(
        fit_of_a_text([3, 3, 2, 1], "0mm"),
        "close",
        "12 pt is for a second sheet alone"
    );
    assert_eq!(fit_of_a_text([3, 3, 4, 2], "0mm"), "small");
    assert_eq!(fit_of_a_text([5, 5, 3, 3], "0mm"), "close");
    assert_eq!(
        fit_of_a_text([9, 9, 8, 2], "0mm"),
        "close",
        "eight sides never become two"
    );
}

#[test]
fn a_second_side_that_must_be_is_used_for_larger_letters() {
    assert_eq!(fit_of_a_text([2, 2, 2, 1], "0mm"), "large");
    assert_eq!(
        fit_of_a_text([2, 2, 1, 1], "80mm"),
        "large",
        "it cannot become one side"
    );
    assert_eq!(fit_of_a_text([3, 2, 2, 1], "80mm"), "roomy");
    assert_eq!(
        fit_of_a_text([2, 2, 1, 1], "150mm"),
        "roomy",
        "it is well used as it is"
    );
}

#[test]
fn a_panel_that_is_too_full_is_named() {
    let long = format!("title: {}\n", "A Very Long Title That Fills a Panel ".repeat(20));
    let site = with_leaflet(SiteTest::minimal(), "trifold", "select: {area: millbrook}").replace(
        "content/leaflets/ours.yaml",
        "title: Ours\n",
        &long,
    );
    let said = refused(&site, &leaflet("ours"));
    assert!(
        said[0].contains("does-not-fit") && said[0].contains("mm too tall"),
        "{said:#?}"
    );
}

#[test]
fn a_heading_that_skips_a_level_is_refused_where_it_stands() {
    let site = SiteTest::minimal().replace(GUIDE, "## If you get stuck", "#### If you get stuck");
    let said = refused(&site, &Wanted::everything());
    let is_refused =
        |one: &String| one.starts_with("content/guides/use-a-tablet.md:16:") && one.contains("not-accessible-on-paper");
    assert!(said.iter().any(is_refused), "{said:#?}");
}

#[test]
fn what_editors_write_is_never_read_as_markup() {
    let hostile = "#panic(\"x\") *a* _b_ $c$ `d` <e0> @f = g \\\\ // h /* i https://example.org";
    let site = SiteTest::minimal()
        .replace(TEA, "Come in and say hello.", &format!("'{hostile}'"))
        .replace(
            GUIDE,
            "You need a tablet",
            &format!("{} You need a tablet", "\\#panic(1) $x$ @y <z>"),
        );
    assert_eq!(printed(&site, &Wanted::everything()).len(), 6);
}

#[test]
fn long_names_forty_contacts_empty_fields_and_long_guides_are_printed() {
    let contacts: String = (0..40)
        .map(|n| {
            format!("  - {{phone: \"01632 9601{n:02}\", label: \"Desk number {n} in a building with a long name\"}}\n")
        })
        .collect();
    let words = "Press the button and wait until you see the picture. ".repeat(300);
    let table = "| Button | What it does |\n| --- | --: |\n| Home | Goes back |\n";
    let site = SiteTest::minimal()
        .replace(
            TEA,
            "  - {phone: \"01632 960100\", label: Library enquiries, best: true}\n",
            &contacts,
        )
        .replace(
            TEA,
            "Tea and Tablets",
            "Taumatawhakatangihangakoauauotamateaturipukakapikimaungahoronukupokaiwhenuakitanatahu",
        )
        .replace(
            TEA,
            "how:\n  - Come in and say hello.\n  - Tell us what you would like to do.\n",
            "",
        )
        .replace(
            GUIDE,
            "You need",
            &format!("{words}\n\n{table}\n> Quoted.\n\n---\n\nYou need"),
        );
    let prints = printed(&site, &Wanted::everything());
    assert!(prints["guides/use-a-tablet.pdf"].pages > 4);
    assert!(prints["offers/tea-and-tablets.pdf"].pages > 1);
}

#[test]
fn a_booklet_has_whole_sheets_and_a_file_to_fold() {
    let site = with_leaflet(
        SiteTest::minimal(),
        "a5-booklet",
        "select: {area: millbrook}\norder: need",
    );
    let prints = printed(&site, &leaflet("ours"));
    let pages = prints["ours.pdf"].pages;
    assert_eq!(pages % 4, 0);
    assert_eq!(prints["ours-to-fold.pdf"].pages, pages / 2);
}

#[test]
fn in_large_print_an_entry_goes_on_where_the_one_before_leaves_a_page_near_to_empty() {
    // In large print, the first of these runs over by three lines, and the other fills most of a page.
    for (offers, pages) in [
        ("tea-and-tablets, borrow-a-tablet", 3),
        ("borrow-a-tablet, tea-and-tablets", 4),
    ] {
        let rest = format!("select: {{offers: [{offers}]}}");
        let site = with_leaflet(SiteTest::minimal(), "large-print", &rest);
        assert_eq!(
            printed(&site, &leaflet("ours"))["ours-large.pdf"].pages,
            pages,
            "{offers}"
        );
    }
}

#[test]
fn every_format_can_be_printed_from_the_smallest_site() {
    for (format, pages) in [
        ("a4-sheet", 1..=3),
        ("large-print", 2..=6),
        ("a5-booklet", 8..=8),
        ("trifold", 2..=2),
        ("poster", 1..=1),
        ("week-sheet", 1..=2),
        ("desk-sheet", 1..=1),
    ] {
        let rest = "select: {area: millbrook}\ntear_off: true\nbleed: 3";
        let site = with_leaflet(SiteTest::minimal(), format, rest);
        let prints = printed(&site, &leaflet("ours"));
        let print = prints.values().next_back().unwrap();
        let print = prints.get("ours.pdf").unwrap_or(print);
        assert!(pages.contains(&print.pages), "{format}: {} pages", print.pages);
    }
}

#[test]
fn an_unknown_name_is_no_leaflet() {
    let site = SiteTest::minimal();
    let output = site.run(&["print", "no-such-leaflet", "--out", "printed"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("no leaflet, offer or guide called `no-such-leaflet`"),
        "{said}"
    );
}

#[test]
fn the_list_of_copies_names_place_leaflet_language_and_number() {
    let rest = "select: {area: millbrook}\nkeep_at: [{place: millbrook-library, copies: 30}]";
    let site = with_leaflet(SiteTest::minimal(), "a4-sheet", rest);
    let prints = printed(&site, &leaflet("ours"));
    let list = fs::read_to_string(folder(&site).join("order.csv")).unwrap();
    let edition = &prints["ours.pdf"].edition;
    assert_eq!(
        list,
        format!(
            "place,town,leaflet,language,copies,edition,file\r\n\
             Millbrook Library,Millbrook,Ours,en-GB,30,{edition},ours.pdf\r\n"
        )
    );
}

/// A site whose leaflet was printed, and that then changed.
fn printed_and_changed() -> (SiteTest, BTreeMap<String, EditionRecord>) {
    let rest = "select: {area: millbrook}\nkeep_at: [{place: millbrook-library, copies: 30}]";
    let site = with_leaflet(SiteTest::minimal(), "a4-sheet", rest);
    printed(&site, &leaflet("ours"));
    let records = read_editions(site.root()).records;
    assert_eq!(records.len(), 1);
    (
        site.replace(TEA, "Tuesdays 10:00-12:00", "Thursdays 10:00-12:00"),
        records,
    )
}

#[test]
fn somebody_with_an_old_leaflet_is_told_what_has_changed() {
    let (site, records) = printed_and_changed();
    let code = records.keys().next().unwrap().clone();
    let built = site.built();
    let page = text_of(&built.page(&format!("p/{code}.html")));
    assert!(page.contains("Some of this has changed"), "{page}");
    assert!(
        page.contains("Thursdays, 10am to midday") && page.contains("Tuesdays, 10am to midday"),
        "{page}"
    );
    assert!(page.contains("Still right Borrow a Tablet"), "{page}");
    let gone = built.site.remove(BORROW).built();
    let page = text_of(&gone.page(&format!("p/{code}.html")));
    assert!(
        page.contains("Borrow a Tablet This help is not there any more"),
        "{page}"
    );
}

#[test]
fn somebody_with_a_leaflet_that_is_right_is_told_so() {
    let site = with_leaflet(SiteTest::minimal(), "a4-sheet", "select: {area: millbrook}");
    printed(&site, &leaflet("ours"));
    let code = read_editions(site.root()).records.into_keys().next().unwrap();
    // A new check changes nothing for the reader.
    let built = site.replace(TEA, "2026-10-01", "2026-11-01").built();
    let page = text_of(&built.page(&format!("p/{code}.html")));
    assert!(page.contains("All of this is still right."), "{page}");
}

#[test]
fn status_names_the_places_whose_copies_are_wrong() {
    let (site, _) = printed_and_changed();
    let output = site.run(&["print", "status", "--today", "2026-11-21"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.starts_with("Millbrook Library: 30 copies of “Ours”")
            && said.contains("printed on 21 November 2026")
            && said.contains("“Tea and Tablets” has changed (Where and when)"),
        "{said}"
    );
    printed(&site, &leaflet("ours"));
    let output = site.run(&["print", "status", "--today", "2026-11-21"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.starts_with("No place holds copies that are wrong"), "{said}");
}

#[test]
fn a_build_prints_where_the_settings_say_so_and_pages_link_to_the_sheets() {
    let built = SiteTest::minimal().built();
    assert!(!built.has("print/leaflets.json"));
    let settings = fs::read_to_string(built.site.root().join("site.toml")).unwrap();
    let site = built
        .site
        .write("site.toml", &format!("{settings}\n[print]\nwith_build = true\n"));
    let built = site.built();
    let size = fs::metadata(built.site.out().join("print/offers/tea-and-tablets-large.pdf"))
        .unwrap()
        .len();
    let page = built.page("offers/tea-and-tablets.html");
    assert!(page.contains("../print/offers/tea-and-tablets-large.pdf"), "{page}");
    let words = text_of(&page);
    assert!(
        words.contains(&format!("Print this in large print (PDF, {} KB)", size.div_ceil(1000))),
        "{words}"
    );
    let record = built.page("print/leaflets.json");
    let prints: Prints = serde_json::from_str(&record).unwrap();
    let code = &prints["offers/tea-and-tablets.pdf"].edition;
    assert!(text_of(&built.page(&format!("p/{code}.html"))).contains("All of this is still right."));
    // What somebody took from the site stays known when the entry has changed.
    let code = code.clone();
    let built = built
        .site
        .replace(TEA, "Tuesdays 10:00-12:00", "Mondays 10:00-12:00")
        .built();
    assert!(text_of(&built.page(&format!("p/{code}.html"))).contains("Some of this has changed"));
    let report = built.site.build().unwrap();
    assert_eq!(report.published.unwrap().written, Vec::<String>::new());
}

#[test]
fn check_finds_letters_that_no_font_has_without_printing() {
    let settings = "title = \"M\"\n[print]\nwith_build = true\n";
    let site = SiteTest::minimal()
        .write("site.toml", settings)
        .replace(TEA, "Come in and say hello.", "Say 你好.");
    let said = site.said();
    assert!(
        said.contains("missing-glyph") && said.contains("Noto Sans SC"),
        "{said}"
    );
    assert!(!site.out().exists());
}

#[test]
fn a_site_adds_fonts_of_its_own_and_none_from_outside() {
    let font = fs::read(project().join("themes/default/fonts/AtkinsonHyperlegibleNext-Bold.ttf")).unwrap();
    let site = SiteTest::minimal()
        .write("site.toml", "title = \"M\"\n[print]\nfonts = [\"fonts/ours.ttf\"]\n")
        .write_bytes("fonts/ours.ttf", &font);
    assert_eq!(printed(&site, &Wanted::everything()).len(), 6);
    let site = site.write("site.toml", "title = \"M\"\n[print]\nfonts = [\"../ours.ttf\"]\n");
    let error = site.build().unwrap_err().to_string();
    assert!(
        error.contains("`../ours.ttf` is not a file below the folder"),
        "{error}"
    );
}

#[cfg(unix)]
#[test]
fn a_record_that_is_a_link_or_too_large_is_not_read_and_not_written_over() {
    let site = SiteTest::minimal();
    let wanted = Wanted {
        offers: ["tea-and-tablets".to_owned()].into(),
        ..Wanted::default()
    };
    printed(&site, &wanted);
    let (code, _) = read_editions(site.root()).records.into_iter().next().unwrap();
    let record = site.root().join(format!("content/leaflets/editions/{code}.json"));
    let written = fs::read(&record).unwrap();
    let mut large = written.clone();
    large.resize(8_000_001, b' ');
    fs::write(&record, large).unwrap();
    assert!(!read_editions(site.root()).records.contains_key(&code));

    let elsewhere = site.root().join("elsewhere.json");
    fs::remove_file(&record).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &record).unwrap();
    printed(&site, &wanted);
    assert!(!elsewhere.exists(), "a record was written where a link leads");
    fs::write(&elsewhere, written).unwrap();
    assert!(!read_editions(site.root()).records.contains_key(&code));
}

#[cfg(unix)]
#[test]
fn a_damaged_record_is_named_with_what_to_do_by_check_build_and_status() {
    let (site, records) = printed_and_changed();
    let code = records.keys().next().unwrap().clone();
    let path = format!("content/leaflets/editions/{code}.json");
    let good = fs::read_to_string(site.root().join(&path)).unwrap();
    let mut large = good.clone().into_bytes();
    large.resize(8_000_001, b' ');
    let site = site
        .write("content/leaflets/editions/readme.txt", "Not a record.")
        .write("content/leaflets/editions/2222bbbb.json", "{\"code\": ")
        .write("content/leaflets/editions/3333cccc.json", &good)
        .write_bytes("content/leaflets/editions/4444dddd.json", &large);
    let link = site.root().join("content/leaflets/editions/5555ffff.json");
    std::os::unix::fs::symlink(site.root().join(&path), link).unwrap();
    let status = site.run(&["print", "status", "--today", "2026-11-21"]);
    let status = String::from_utf8(status.stdout).unwrap() + &String::from_utf8(status.stderr).unwrap();
    assert!(status.contains("Millbrook Library: 30 copies"), "{status}");
    let built = site.built();
    for said in [built.site.said(), built.said(), status] {
        assert_eq!(said.matches("warning[damaged-edition]").count(), 4, "{said}");
        for (file, why) in [
            ("2222bbbb", "it does not hold what the program wrote into it"),
            ("3333cccc", "its name is not the code of the edition in it"),
            ("4444dddd", "it is larger than 8 MB"),
            ("5555ffff", "it is a link or a folder, and not a file"),
        ] {
            let (_, rest) = said
                .split_once(why)
                .unwrap_or_else(|| panic!("`{why}` is not in: {said}"));
            let place = rest.lines().nth(1).unwrap_or_default();
            assert!(
                place.contains(&format!("content/leaflets/editions/{file}.json")),
                "{said}"
            );
        }
        assert!(said.contains("from the history of your repository"), "{said}");
    }
    assert!(built.has(&format!("p/{code}.html")));
    assert!(!built.has("p/2222bbbb.html") && !built.has("p/3333cccc.html"));
}
