//! Paper: where a print shop cuts and what is cut off, and the sizes of paper.

use std::fs;
use std::io::Read as _;

use fingerpost::outputs::leaflets::Wanted;
use fingerpost::outputs::prints::Prints;
use fingerpost::values::date::Date;
use fingerpost::{Options, PrintReport};
use flate2::read::ZlibDecoder;

use super::site_test::{Silent, SiteTest};

fn print(site: &SiteTest) -> PrintReport {
    let options = Options {
        root: site.root().to_owned(),
        out: site.root().join("printed"),
        today: Date::parse("2026-11-21").unwrap(),
    };
    fingerpost::print(&options, &Wanted::everything(), &Silent).unwrap()
}

/// Prints what must be possible to print.
fn print_all(site: &SiteTest) -> Prints {
    let report = print(site);
    let found = report.diagnostics.sorted();
    report.published.unwrap_or_else(|| panic!("{found:#?}")).1
}

/// Left, bottom, right, top, in points.
type Frame = [f64; 4];

/// A leaflet as a file.
struct Pdf {
    bytes: Vec<u8>,
}

impl Pdf {
    /// A leaflet of a format, with what its file says besides.
    fn of(format: &str, rest: &str) -> Self {
        let text = format!("title: Ours\nformat: {format}\nselect: {{area: millbrook}}\n{rest}\n");
        let site = SiteTest::minimal().write("content/leaflets/ours.yaml", &text);
        print_all(&site);
        let name = if format == "large-print" {
            "ours-large.pdf"
        } else {
            "ours.pdf"
        };
        Self::read(&site, name)
    }

    fn read(site: &SiteTest, name: &str) -> Self {
        Self {
            bytes: fs::read(site.root().join("printed").join(name)).unwrap(),
        }
    }

    /// A box of its first page (ISO 32000-1, 14.11.2).
    fn frame(&self, name: &str) -> Option<Frame> {
        let text = String::from_utf8_lossy(&self.bytes);
        let (_, rest) = text.split_once(&format!("/{name}["))?;
        let numbers = rest.split_once(']')?.0.split_whitespace();
        let numbers: Vec<f64> = numbers.map(|one| one.parse().unwrap()).collect();
        numbers.try_into().ok()
    }

    /// What is painted on each page.
    fn painted(&self) -> Vec<String> {
        let starts = self
            .bytes
            .windows(7)
            .enumerate()
            .filter(|(_, part)| *part == b"stream\n");
        let streams = starts.filter_map(|(at, _)| {
            let mut text = Vec::new();
            // What follows the stream is none of it, and streams of fonts are no text.
            let _ = ZlibDecoder::new(&self.bytes[at + 7..]).read_to_end(&mut text);
            String::from_utf8(text).ok().filter(|text| text.contains("BDC"))
        });
        streams.collect()
    }

    /// The sizes of its letters, in the order in which they are painted.
    fn sizes(&self) -> Vec<f64> {
        let painted = self.painted().concat();
        let before = painted
            .split(" Tf")
            .filter_map(|part| part.rsplit(' ').next()?.parse().ok());
        before.collect()
    }

    /// The lines in the background of each page: two points each.
    fn marks(&self) -> Vec<Vec<[(f64, f64); 2]>> {
        let pages = self.painted().into_iter().map(|page| {
            let background = page.split_once("/Type/Background>>BDC").map_or("", |(_, rest)| rest);
            let background = background.split("EMC").next().unwrap_or_default();
            background.lines().filter_map(line).collect()
        });
        pages.collect()
    }
}

/// `q 1 0 0 -1 X Y cm … 0 0 m DX DY l`: a line from X, Y, down the page.
fn line(painted: &str) -> Option<[(f64, f64); 2]> {
    let (place, path) = painted.strip_prefix("q 1 0 0 -1 ")?.split_once(" cm")?;
    let (_, path) = path.split_once(" 0 0 m ")?;
    let pair = |text: &str| {
        let mut numbers = text.split(' ').map(|one| one.parse::<f64>().unwrap());
        Some((numbers.next()?, numbers.next()?))
    };
    let (x, y) = pair(place)?;
    let (across, down) = pair(path.strip_suffix(" l")?)?;
    Some([(x, y), (x + across, y - down)])
}

fn is_size(frame: Frame, width: f64, height: f64) -> bool {
    let millimetres = |points: f64| points / 72.0 * 25.4;
    let [left, bottom, right, top] = frame;
    (millimetres(right - left) - width).abs() < 0.1 && (millimetres(top - bottom) - height).abs() < 0.1
}

#[test]
fn a_page_for_a_print_shop_is_larger_and_says_where_it_is_cut() {
    for (format, width, height, folds) in [
        ("poster", 210.0, 297.0, 0),
        ("large-print", 210.0, 297.0, 0),
        ("a5-booklet", 148.0, 210.0, 0),
        ("trifold", 297.0, 210.0, 4),
    ] {
        let pdf = Pdf::of(format, "bleed: 3");
        let (paper, page) = (pdf.frame("MediaBox").unwrap(), pdf.frame("TrimBox").unwrap());
        assert!(is_size(page, width, height), "{format}: {page:?}");
        assert!(is_size(paper, width + 6.0, height + 6.0), "{format}: {paper:?}");
        let pages = pdf.marks();
        assert!(!pages.is_empty(), "{format}");
        for marks in pages {
            // Two lines at each corner, and those that say where to fold.
            assert_eq!(marks.len(), 8 + folds, "{format}: {marks:?}");
            for (x, y) in marks.into_iter().flatten() {
                let [left, bottom, right, top] = page;
                let is_beyond = x < left - 2.0 || x > right + 2.0 || y < bottom - 2.0 || y > top + 2.0;
                assert!(is_beyond, "{format}: {x}, {y} is not beyond {page:?}");
                let [left, bottom, right, top] = paper;
                let is_on_paper = x > left - 0.1 && x < right + 0.1 && y > bottom - 0.1 && y < top + 0.1;
                assert!(is_on_paper, "{format}: {x}, {y} is not on {paper:?}");
            }
        }
    }
}

#[test]
fn a_page_for_an_office_printer_has_the_size_of_its_paper_and_no_marks() {
    let pdf = Pdf::of("poster", "");
    assert!(is_size(pdf.frame("MediaBox").unwrap(), 210.0, 297.0));
    assert_eq!(pdf.frame("TrimBox"), None);
    assert!(!pdf.painted().is_empty());
    assert!(pdf.marks().iter().all(Vec::is_empty), "{:?}", pdf.marks());
}

#[test]
fn marks_that_say_where_to_fold_lead_to_the_folds() {
    // The narrow panel is on the left outside, on the right inside.
    for (rest, edge) in [("", 0.0), ("bleed: 3", 3.0)] {
        let pages = Pdf::of("trifold", rest).marks();
        let folds = pages.iter().map(|marks| {
            let inner = marks.iter().map(|[(x, _), _]| x / 72.0 * 25.4 - edge);
            let mut inner: Vec<i64> = inner
                .filter(|x| *x > 50.0 && *x < 250.0)
                .map(|x| x.round() as i64)
                .collect();
            inner.sort_unstable();
            inner
        });
        assert_eq!(
            folds.collect::<Vec<_>>(),
            [[97, 97, 197, 197], [100, 100, 200, 200]],
            "{rest}"
        );
    }
}

#[test]
fn what_a_print_shop_cuts_off_has_room_for_its_marks() {
    for wrong in ["2", "1", "11", "4000000000", "-3", "wide"] {
        let text = format!("title: Ours\nformat: poster\nselect: {{area: millbrook}}\nbleed: {wrong}\n");
        let said = SiteTest::minimal().write("content/leaflets/ours.yaml", &text).said();
        assert!(
            said.contains("error[bad-bleed]")
                && said.contains("content/leaflets/ours.yaml:4:8")
                && said.contains("from 3 to 10 millimetres"),
            "{said}"
        );
    }
    for right in ["0", "3", "3 mm", "5mm"] {
        let text = format!("title: Ours\nformat: poster\nselect: {{area: millbrook}}\nbleed: {right}\n");
        let said = SiteTest::minimal().write("content/leaflets/ours.yaml", &text).said();
        assert!(!said.contains("bad-bleed"), "{said}");
    }
}

/// A poster of these sizes, printed.
fn poster_on(paper: &str) -> (SiteTest, Prints) {
    let text = format!(
        "title: Ours\nformat: poster\nselect: {{area: millbrook}}\ntear_off: true\npaper: {paper}\nkeep_at: [{{place: millbrook-library, copies: 2}}]\n"
    );
    let site = SiteTest::minimal().write("content/leaflets/ours.yaml", &text);
    let prints = print_all(&site);
    (site, prints)
}

#[test]
fn a_poster_on_a3_is_as_much_larger_as_its_paper_and_says_so_in_its_name() {
    let (site, prints) = poster_on("[a3, a4]");
    let names: Vec<&str> = prints
        .keys()
        .map(String::as_str)
        .filter(|name| !name.contains('/'))
        .collect();
    assert_eq!(names, ["ours-a3.pdf", "ours.pdf"]);
    assert_eq!(prints["ours-a3.pdf"].edition, prints["ours.pdf"].edition);
    let [large, small] = ["ours-a3.pdf", "ours.pdf"].map(|name| Pdf::read(&site, name));
    assert!(is_size(large.frame("MediaBox").unwrap(), 297.0, 420.0));
    assert!(is_size(small.frame("MediaBox").unwrap(), 210.0, 297.0));
    let (large, small) = (large.sizes(), small.sizes());
    assert_eq!(large.len(), small.len());
    for (large, small) in large.iter().zip(&small) {
        let times = large / small;
        assert!((times - 2_f64.sqrt()).abs() < 0.01, "{large} is {times} times {small}");
    }
    let order = fs::read_to_string(site.root().join("printed/order.csv")).unwrap();
    assert!(
        order.contains(",ours-a3.pdf\r\n") && order.contains(",ours.pdf\r\n"),
        "{order}"
    );
}

#[test]
fn a_poster_is_on_a4_where_nothing_is_said_and_on_a3_alone_where_that_is() {
    let (_, prints) = poster_on("");
    assert!(prints.contains_key("ours.pdf") && !prints.contains_key("ours-a3.pdf"));
    let (_, prints) = poster_on("a3");
    assert!(prints.contains_key("ours-a3.pdf") && !prints.contains_key("ours.pdf"));
}

#[test]
fn an_unknown_paper_and_one_for_another_format_are_refused_where_they_stand() {
    let with = |format: &str, paper: &str| {
        let text = format!("title: Ours\nformat: {format}\nselect: {{area: millbrook}}\npaper: {paper}\n");
        SiteTest::minimal().write("content/leaflets/ours.yaml", &text).said()
    };
    let said = with("poster", "letter");
    assert!(
        said.contains("error[unknown-word]")
            && said.contains("content/leaflets/ours.yaml:4:8")
            && said.contains("a4, a3"),
        "{said}"
    );
    let said = with("trifold", "a3");
    assert!(
        said.contains("error[paper-is-for-posters]")
            && said.contains("content/leaflets/ours.yaml:4")
            && said.contains("`trifold`"),
        "{said}"
    );
}

#[test]
fn two_leaflets_never_share_a_file() {
    let chosen = "title: Ours\nselect: {area: millbrook}\n";
    for (one, other, file) in [
        ("format: poster\npaper: a3", "ours-a3", "ours-a3.pdf"),
        ("format: a5-booklet", "ours-to-fold", "ours-to-fold.pdf"),
    ] {
        let site = SiteTest::minimal()
            .write("content/leaflets/ours.yaml", &format!("{chosen}{one}\n"))
            .write(
                &format!("content/leaflets/{other}.yaml"),
                &format!("{chosen}format: poster\n"),
            );
        let said = print(&site).diagnostics.sorted();
        let twice = said
            .iter()
            .find(|one| one.code == "two-leaflets-in-one-file")
            .unwrap_or_else(|| panic!("{said:#?}"));
        assert_eq!(twice.location.path, format!("content/leaflets/{other}.yaml"));
        assert!(twice.message.contains(&format!("`{file}`")), "{twice:#?}");
    }
}

#[test]
fn a_language_that_is_written_twice_is_printed_once() {
    let text = "title: Ours\nformat: poster\nselect: {area: millbrook}\nlanguages: [en, en-GB]\n";
    let site = SiteTest::minimal().write("content/leaflets/ours.yaml", text);
    assert_eq!(print_all(&site).keys().filter(|name| name.contains("ours")).count(), 1);
}
