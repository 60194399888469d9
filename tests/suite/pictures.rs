//! Pictures: what an editor puts into `content/pictures/` and what a reader gets; budgets of pages, style and pictures.

use std::fs;
use std::io::Cursor;

use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use fingerpost::Options;
use fingerpost::outputs::leaflets::Wanted;
use fingerpost::values::date::Date;

use super::site_test::{Built, Silent, SiteTest};

const GUIDE: &str = "content/guides/use-a-tablet.md";
const PAGE: &str = "guides/use-a-tablet.html";

/// A picture with soft and sharp parts, always the same: red at its top left, blue at its bottom right.
fn photo(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let shade = |at: u32, of: u32| u8::try_from(at * 200 / of.max(1)).unwrap();
        let blue = shade(x, width) / 2 + shade(y, height) / 2;
        let stripe = if (x / 37 + y / 23) % 5 == 0 { 40 } else { 0 };
        Rgb([220 - blue, 90 + stripe, 20 + blue])
    })
}

/// Points of every colour, which no format can make small.
fn noise(width: u32, height: u32) -> RgbImage {
    let mut state = 1_u32;
    RgbImage::from_fn(width, height, |_, _| {
        Rgb([0; 3].map(|_: u8| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        }))
    })
}

fn file(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A JPEG file as a camera writes it: which side is up, a place, and a little picture with an end of its own.
fn from_a_camera(picture: RgbImage, orientation: u8) -> Vec<u8> {
    let jpeg = file(picture, ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif.extend(b"GPS 52.1 north\xff\xd8\xff\xd9");
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend([0xff, 0xe1]);
    bytes.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&jpeg[2..]);
    bytes
}

/// A part of a PNG file, with its checksum (ISO 3309).
fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut sum = u32::MAX;
    for byte in kind.iter().chain(content) {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
        }
    }
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [length.as_slice(), kind, content, &(!sum).to_be_bytes()].concat()
}

/// The smallest site, with one picture in its guide.
fn showing(name: &str, bytes: &[u8]) -> SiteTest {
    saying(&format!("![A tablet](../pictures/{name})")).write_bytes(&format!("content/pictures/{name}"), bytes)
}

fn saying(markdown: &str) -> SiteTest {
    SiteTest::minimal().replace(
        GUIDE,
        "## If you get stuck",
        &format!("{markdown}\n\n## If you get stuck"),
    )
}

/// Its settings, with budgets at the end.
fn with_budget(site: SiteTest, lines: &str) -> SiteTest {
    let settings = fs::read_to_string(site.root().join("site.toml")).unwrap();
    site.write("site.toml", &format!("{settings}\n[budget]\n{lines}\n"))
}

/// The published pictures, by name without the digest, with their sizes in pixels.
fn published(built: &Built) -> Vec<(String, (u32, u32))> {
    let mut found: Vec<_> = built
        .files()
        .into_iter()
        .filter_map(|(path, bytes)| {
            let name = path.strip_prefix("pictures/")?.to_owned();
            let digest = name.split('-').find(|part| part.len() == 10).unwrap().to_owned();
            let size = image::load_from_memory(&bytes).unwrap().dimensions();
            Some((name.replace(&format!("{digest}-"), ""), size))
        })
        .collect();
    found.sort();
    found
}

fn named(found: &[(&str, (u32, u32))]) -> Vec<(String, (u32, u32))> {
    found.iter().map(|(name, size)| ((*name).to_owned(), *size)).collect()
}

/// The attribute of the first `<img>` of a page.
fn attribute(html: &str, name: &str) -> String {
    let tag = html.split("<img ").nth(1).unwrap_or_default();
    let tag = tag.split('>').next().unwrap_or_default();
    let value = tag.split(&format!("{name}=")).nth(1).unwrap_or_default();
    let quoted = value.strip_prefix('"').and_then(|value| value.split('"').next());
    quoted
        .unwrap_or_else(|| value.split(' ').next().unwrap_or_default())
        .to_owned()
}

// ---- what a reader gets ----

#[test]
fn a_photo_is_published_in_three_widths_and_once_for_old_phones() {
    let built = showing("Front_Door.jpg", &file(photo(1200, 900), ImageFormat::Jpeg)).built();
    assert_eq!(
        published(&built),
        named(&[
            ("front-door-320.webp", (320, 240)),
            ("front-door-640.jpg", (640, 480)),
            ("front-door-640.webp", (640, 480)),
            ("front-door-960.webp", (960, 720)),
        ])
    );
}

#[test]
fn a_page_keeps_the_place_of_a_picture_and_says_what_it_shows() {
    let site = saying("![A \"tablet\"](../pictures/tablet.jpg \"Hold it here\")");
    let built = site
        .write_bytes(
            "content/pictures/tablet.jpg",
            &file(photo(1200, 900), ImageFormat::Jpeg),
        )
        .built();
    let page = built.page(PAGE);
    assert_eq!(
        ["width", "height", "loading", "decoding"].map(|name| attribute(&page, name)),
        ["640", "480", "lazy", "async"]
    );
    assert!(page.contains("<figure><picture><source"), "{page}");
    assert!(
        page.contains("<figcaption>Hold it here</figcaption></figure>"),
        "{page}"
    );
    assert!(
        page.contains("alt='A \"tablet\"'") || page.contains("alt=\"A &#34;tablet&#34;\""),
        "{page}"
    );
    assert!(
        page.contains("type=image/webp") && page.contains("sizes=\"(max-width: 640px) 100vw, 640px\""),
        "{page}"
    );
    let source = attribute(&page, "src");
    assert!(
        source.starts_with("../pictures/tablet-") && built.has(source.trim_start_matches("../")),
        "{source}"
    );
    for width in ["320w", "640w", "960w"] {
        let (before, _) = page.split_once(&format!(" {width}")).unwrap();
        let file = before.rsplit([' ', '"']).next().unwrap().trim_start_matches("../");
        assert!(built.has(file), "{file}");
    }
}

#[test]
fn a_picture_is_never_enlarged_and_a_screenshot_fits_on_a_screen() {
    let small = showing("small.jpg", &file(photo(300, 200), ImageFormat::Jpeg)).built();
    assert_eq!(
        published(&small),
        named(&[("small-300.jpg", (300, 200)), ("small-300.webp", (300, 200))])
    );
    let tall = showing("tall.jpg", &file(photo(1080, 2400), ImageFormat::Jpeg)).built();
    assert_eq!(
        published(&tall),
        named(&[
            ("tall-288.jpg", (288, 640)),
            ("tall-288.webp", (288, 640)),
            ("tall-432.webp", (432, 960)),
        ])
    );
}

#[test]
fn a_photo_stands_upright_and_tells_nobody_where_it_was_taken() {
    let taken = from_a_camera(photo(900, 600), 6);
    assert!(taken.windows(3).any(|part| part == b"GPS"));
    let built = showing("tablet.jpg", &taken).built();
    assert_eq!(attribute(&built.page(PAGE), "height"), "640");
    for (path, bytes) in built.files().iter().filter(|(path, _)| path.starts_with("pictures/")) {
        for trace in [&b"GPS"[..], b"Exif", b"EXIF", b"XMP", b"ICCP"] {
            assert!(!bytes.windows(trace.len()).any(|part| part == trace), "{path}");
        }
        let picture = image::load_from_memory(bytes).unwrap().into_rgb8();
        assert!(picture.height() > picture.width(), "{path}");
        // Red was at the top left; turned to the right, it is at the top right.
        let red = picture.get_pixel(picture.width() - 3, 2).0;
        let blue = picture.get_pixel(2, picture.height() - 3).0;
        assert!(
            red[0] > blue[0] + 100 && blue[2] > red[2] + 100,
            "{path}: {red:?} {blue:?}"
        );
    }
}

#[test]
fn what_is_transparent_becomes_white_paper() {
    let drawing = RgbaImage::from_fn(400, 400, |x, _| Rgba([0, 0, 0, if x < 200 { 255 } else { 0 }]));
    let built = showing("drawing.png", &file(drawing, ImageFormat::Png)).built();
    for (path, bytes) in built.files().iter().filter(|(path, _)| path.starts_with("pictures/")) {
        let picture = image::load_from_memory(bytes).unwrap().into_rgb8();
        let middle = picture.height() / 2;
        assert!(
            picture
                .get_pixel(picture.width() - 5, middle)
                .0
                .iter()
                .all(|ink| *ink > 250),
            "{path}"
        );
        assert!(picture.get_pixel(5, middle).0.iter().all(|ink| *ink < 5), "{path}");
    }
}

#[test]
fn pictures_stand_in_offers_places_and_pages_too() {
    let tablet = file(photo(300, 200), ImageFormat::Png);
    let text = "description: '![A tablet](pictures/tablet.png)'\n";
    let (offer, place) = (
        "content/offers/borrow-a-tablet.yaml",
        "content/places/millbrook-library.yaml",
    );
    let built = SiteTest::minimal()
        .write_bytes("content/pictures/tablet.png", &tablet)
        .replace(offer, "name:", &format!("{text}name:"))
        .replace(place, "name:", &format!("{text}name:"))
        .write(
            "content/pages/about.md",
            "---\ntitle: About\n---\nThis is it: ![A tablet](/content/pictures/tablet.png)\n",
        )
        .built();
    for (page, way) in [
        ("offers/borrow-a-tablet.html", "../pictures/tablet-"),
        ("places/millbrook-library.html", "../pictures/tablet-"),
        ("about.html", "pictures/tablet-"),
    ] {
        let source = attribute(&built.page(page), "src");
        assert!(source.starts_with(way), "{page}: {source}");
    }
}

#[test]
fn the_same_pictures_become_the_same_bytes_whether_they_were_kept_or_not() {
    let site = || showing("tablet.png", &file(photo(1000, 700), ImageFormat::Png));
    let one = site().built();
    let first = one.files();
    assert_eq!(site().built().files(), first);
    let again = one.site.built();
    assert_eq!(again.files(), first);
    let mut kept = fs::read_dir(again.site.root().join(".pictures")).unwrap();
    let kept = kept.next().unwrap().unwrap().path();
    let mut bytes = fs::read(&kept).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&kept, &bytes).unwrap();
    assert_eq!(again.site.built().files(), first);
}

/// Prints every sheet. The one of the guide, and how many were set.
fn sheet(site: &SiteTest) -> (Vec<u8>, usize) {
    let options = Options {
        root: site.root().to_owned(),
        out: site.root().join("printed"),
        today: Date::parse("2026-11-21").unwrap(),
    };
    let set = fingerpost::print(&options, &Wanted::everything(), &Silent).unwrap().set;
    (fs::read(options.out.join("guides/use-a-tablet.pdf")).unwrap(), set)
}

/// How many pictures a PDF holds (ISO 32000-1, 8.9.5): as they are in the file, with their dictionaries in plain letters.
fn pictures_in(pdf: &[u8]) -> usize {
    let image = b"/Subtype/Image";
    pdf.windows(image.len()).filter(|part| part == image).count()
}

#[test]
fn a_sheet_shows_a_picture_once_and_is_set_again_when_the_picture_changes() {
    let site = showing("door.jpg", &file(photo(900, 600), ImageFormat::Jpeg));
    let without = sheet(&SiteTest::minimal()).0;
    assert_eq!(pictures_in(&without), 0);
    let (first, _) = sheet(&site);
    assert_eq!(pictures_in(&first), 1);
    assert_eq!(sheet(&site), (first.clone(), 0));
    fs::write(
        site.root().join("content/pictures/door.jpg"),
        file(photo(901, 600), ImageFormat::Jpeg),
    )
    .unwrap();
    let (second, set) = sheet(&site);
    assert_ne!(first, second);
    assert_eq!(set, 2, "the sheet and its large print");
}

#[test]
fn what_is_kept_of_a_picture_goes_with_it() {
    let site = showing("tablet.png", &file(photo(300, 200), ImageFormat::Png));
    site.build().unwrap();
    let kept = |site: &SiteTest| fs::read_dir(site.root().join(".pictures")).unwrap().count();
    assert_eq!(kept(&site), 1);
    let site = site.replace(GUIDE, "![A tablet](../pictures/tablet.png)", "");
    site.build().unwrap();
    assert_eq!(kept(&site), 0);
}

// ---- what an editor is told ----

#[test]
fn a_file_that_cannot_be_shown_is_named_with_what_to_do() {
    let png = file(photo(300, 200), ImageFormat::Png);
    let jpeg = from_a_camera(photo(300, 200), 1);
    let claiming = |width: u32, height: u32| {
        let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
        let head = chunk(b"IHDR", &[&size, &png[24..29]].concat());
        [&png[..8], &head, &png[33..]].concat()
    };
    let (huge, bomb) = (claiming(10_000, 10_000), claiming(0x7fff_ffff, 0x7fff_ffff));
    let moving = [&png[..33], &chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]), &png[33..]].concat();
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    let large = [jpeg.as_slice(), &vec![0; 10_000_000]].concat();
    for (name, bytes, said) in [
        ("words.jpg", b"no picture".to_vec(), "not a picture that browsers know"),
        ("empty.png", Vec::new(), "an empty file"),
        (
            "drawing.svg",
            b"<?xml version='1.0'?>\n<svg/>".to_vec(),
            "save it as PNG",
        ),
        ("photo.jpg", heic, "Most Compatible"),
        ("dance.gif", b"GIF89a\x01\0\x01\0".to_vec(), "save it as PNG"),
        ("huge.png", huge, "10000 × 10000 pixels"),
        ("bomb.png", bomb, "too large to open safely"),
        ("moving.png", moving, "this picture moves"),
        ("half.jpg", jpeg[..jpeg.len() / 2].to_vec(), "its end is missing"),
        ("half.png", png[..png.len() / 2].to_vec(), "cannot be opened"),
        ("start.webp", b"RIFF\x10\0\0\0WEBPVP8 ".to_vec(), "cannot be opened"),
        ("large.jpg", large, "larger than 10 MB"),
    ] {
        let site = showing(name, &bytes);
        let said_of = site.said();
        assert!(said_of.contains("error[bad-picture]"), "{name}: {said_of}");
        assert!(said_of.contains(said), "{name}: {said_of}");
        assert!(
            said_of.contains(&format!("--> content/pictures/{name}:1:1")),
            "{name}: {said_of}"
        );
        assert!(said_of.contains("help:"), "{name}: {said_of}");
        assert_eq!(site.diagnostics().counts(), (1, 0), "{name}: {said_of}");
        assert!(site.build().unwrap().published.is_none(), "{name}");
    }
}

#[test]
fn the_content_of_a_file_counts_and_not_its_name() {
    let built = showing("really-a-png.jpg", &file(photo(300, 200), ImageFormat::Png)).built();
    assert_eq!(published(&built).len(), 2);
}

#[test]
fn a_picture_that_is_not_there_is_named_with_the_likely_one() {
    let tablet = file(photo(300, 200), ImageFormat::Png);
    for (written, help) in [
        ("pictures/tablte.png", "did you mean `pictures/tablet.png`?"),
        ("tablet.png", "did you mean `pictures/tablet.png`?"),
        ("pictures/Tablet.PNG", "did you mean `pictures/tablet.png`?"),
        ("pictures/quite-another.jpg", "put the file into `content/pictures/`"),
    ] {
        let site = saying(&format!("![A tablet]({written})")).write_bytes("content/pictures/tablet.png", &tablet);
        let said = site.said();
        assert!(
            said.contains(&format!("error[missing-picture]: there is no picture `{written}`")),
            "{said}"
        );
        assert!(said.contains(&format!("--> {GUIDE}:16:1")), "{said}");
        assert!(said.contains(help), "{said}");
    }
}

#[test]
fn a_picture_that_no_text_shows_is_not_published_and_its_editor_is_told() {
    let built = SiteTest::minimal()
        .write_bytes("content/pictures/tablet.png", &file(photo(300, 200), ImageFormat::Png))
        .built();
    assert_eq!(published(&built), []);
    let said = built.site.said();
    assert!(
        said.contains("warning[unused-picture]") && said.contains("content/pictures/tablet.png:1:1"),
        "{said}"
    );
}

#[test]
fn a_name_that_texts_cannot_hold_is_given_a_better_one() {
    let site = SiteTest::minimal().write_bytes(
        "content/pictures/my café (1).jpg",
        &file(photo(30, 20), ImageFormat::Jpeg),
    );
    let said = site.said();
    assert!(said.contains("rename it to `my-caf---1-.jpg`"), "{said}");
}

#[test]
fn a_picture_without_words_for_those_who_cannot_see_it_stops_publication() {
    for description in ["", " ", "IMG_2043.JPG", "tablet.png"] {
        let site = saying(&format!("![{description}](../pictures/tablet.png)"))
            .write_bytes("content/pictures/tablet.png", &file(photo(300, 200), ImageFormat::Png));
        let said = site.said();
        assert!(
            said.contains("error[image-without-description]"),
            "`{description}`: {said}"
        );
        assert!(site.build().unwrap().published.is_none(), "`{description}`");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_elsewhere_is_not_followed() {
    let site = saying("![A tablet](../pictures/tablet.png)");
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("secret.png");
    fs::write(&secret, file(photo(300, 200), ImageFormat::Png)).unwrap();
    fs::create_dir_all(site.root().join("content/pictures")).unwrap();
    std::os::unix::fs::symlink(&secret, site.root().join("content/pictures/tablet.png")).unwrap();
    assert!(site.said().contains("error[missing-picture]"), "{}", site.said());
}

// ---- budgets ----

#[test]
fn a_picture_gives_up_quality_before_it_breaks_its_budget() {
    let bytes = file(photo(1200, 900), ImageFormat::Jpeg);
    let heaviest = |site: SiteTest| {
        let built = site.built();
        let pictures = built
            .files()
            .into_iter()
            .filter(|(path, _)| path.starts_with("pictures/"));
        pictures.map(|(_, bytes)| bytes.len()).max().unwrap()
    };
    let free = heaviest(showing("tablet.jpg", &bytes));
    let tight = free - free / 10;
    let budget = format!("picture = {}", tight as f64 / 1000.0);
    assert!(heaviest(with_budget(showing("tablet.jpg", &bytes), &budget)) <= tight);
}

#[test]
fn a_picture_over_its_budget_stops_publication_and_names_the_text_that_shows_it() {
    let site = showing("snow.jpg", &file(noise(800, 600), ImageFormat::Jpeg));
    let said = site.said();
    assert!(
        said.contains("error[over-budget]: the picture `pictures/snow.jpg` is "),
        "{said}"
    );
    assert!(said.contains("and it may have 60 KB"), "{said}");
    assert!(said.contains(&format!("--> {GUIDE}:16:1")), "{said}");
    assert!(site.build().unwrap().published.is_none());
    assert!(!site.out().exists());
    assert!(with_budget(site, "picture = 900").build().unwrap().published.is_some());
}

#[test]
fn a_page_over_its_budget_stops_publication_and_names_its_file() {
    let words: String = noise(100, 60)
        .pixels()
        .map(|point| format!("w{:x}{:x} ", point.0[0], point.0[1]))
        .collect();
    let site = saying(&words);
    let said = site.said();
    assert!(
        said.contains(&format!("error[over-budget]: the page `{PAGE}` is ")),
        "{said}"
    );
    assert!(said.contains("and it may have 8 KB"), "{said}");
    assert!(said.contains(&format!("--> {GUIDE}:1:1")), "{said}");
    assert!(said.contains("raise `page` in `[budget]` of `site.toml`"), "{said}");
    assert!(site.build().unwrap().published.is_none());
    assert!(with_budget(site, "page = 40").build().unwrap().published.is_some());
}

#[test]
fn each_kind_of_file_has_a_budget_of_its_own() {
    for (line, found) in [
        ("page = 1", "the list `offers/index.html` is "),
        ("page = 1", "the list `areas/millbrook.html` is "),
        ("page = 1", "the list `organisations/county-libraries.html` is "),
        ("page = 1", "the page `index.html` is "),
        ("page = 1", "the page `offers/tea-and-tablets.html` is "),
        ("style = 0.5", "the style `themes/default/styles/main.css` is "),
        ("script = 0.5", "the script `themes/default/scripts/search.js` is "),
    ] {
        let said = with_budget(SiteTest::minimal(), line).said();
        assert!(said.contains(found), "{line}: {said}");
        let setting = line.split(' ').next().unwrap();
        let others = ["page", "style", "script"]
            .into_iter()
            .filter(|other| *other != setting);
        for other in others {
            assert!(!said.contains(&format!("raise `{other}`")), "{line}: {said}");
        }
    }
}

#[test]
fn the_sample_and_the_smallest_site_keep_every_budget() {
    for said in [Built::sample().said(), SiteTest::minimal().said()] {
        assert!(!said.contains("over-budget"), "{said}");
    }
}

#[test]
fn a_budget_that_is_no_size_is_refused() {
    for line in ["page = 0", "page = -1", "picture = nan", "style = 1e9"] {
        let site = with_budget(SiteTest::minimal(), line);
        let said = site.build().unwrap_err().to_string();
        assert!(
            said.contains("budget.") && said.contains("is not a size in KB"),
            "{line}: {said}"
        );
    }
}

#[test]
fn no_page_waits_for_a_file_before_it_shows() {
    let built = Built::sample();
    for (path, bytes) in built.files().into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8(bytes).unwrap();
        assert_eq!(
            page.matches("<script").count(),
            page.matches("<script defer").count(),
            "{path}"
        );
        assert!(
            !page.contains("stylesheet") && !page.contains("@import") && !page.contains("@font-face"),
            "{path}"
        );
    }
}
