//! Long lists: however much there is, no page is too heavy for a slow line, and everything stays within three clicks.

use std::collections::BTreeSet;

use super::site_test::{Built, SiteTest, text_of};

const MANY: usize = 330;

/// A word of which no two are alike, so that nothing is saved by packing it.
fn word(number: usize) -> String {
    format!("{:07x}", (number + 1).wrapping_mul(2_654_435_761) % 0x0fff_ffff)
}

fn words(from: usize, count: usize) -> String {
    (from..from + count).map(word).collect::<Vec<_>>().join(" ")
}

/// The smallest site with many more offers of one organisation, at one place, for one need. All their names have one letter.
fn crowded() -> Built {
    let mut site = SiteTest::minimal();
    for number in 0..MANY {
        let offer = format!(
            "name: Lent {name} {number}\norganisation: county-libraries\nsummary: {summary}.\nneeds: [device]\n\
             type: device-loan\nwhere:\n  - {{place: millbrook-library, hours: [Mondays 10:00-12:00]}}\n\
             contacts:\n  - {{phone: \"01632 960100\"}}\narea: millbrook\nhow: [Come in.]\ncost: {cost}\n\
             assured: {{date: 2026-10-01, by: libraries-team}}\n",
            name = word(number),
            summary = words(1_000 + number * 20, 12),
            cost = ["free", "ask"][number % 2],
        );
        site = site.write(&format!("content/offers/lent-{number}.yaml"), &offer);
    }
    for number in 0..MANY / 3 {
        let guide = format!(
            "---\ntitle: Learn {name} {number}\nneeds: [device]\nsummary: {summary}.\nreviewed: {{date: 2026-10-01, by: libraries-team}}\n---\n\nTry it.\n",
            name = word(50_000 + number),
            summary = words(60_000 + number * 20, 12),
        );
        site = site.write(&format!("content/guides/learn-{number}.md"), &guide);
    }
    site.built()
}

/// The addresses that a page leads to, from the root.
fn ways(page: &str, root: &str) -> BTreeSet<String> {
    let links = page.split("href=").skip(1).map(|rest| {
        let rest = rest.strip_prefix('"').unwrap_or(rest);
        rest.split(['"', '>', ' ', '#']).next().unwrap().to_owned()
    });
    links
        .map(|link| link.strip_prefix(root).unwrap_or(&link).to_owned())
        .collect()
}

#[test]
fn a_list_of_hundreds_keeps_its_budget_and_loses_nothing() {
    let built = crowded();

    let area = built.page("areas/millbrook.html");
    let need = area.split_once("id=for-device").unwrap().1;
    let need = need.split("</section>").next().unwrap();
    assert_eq!(
        need.matches("<li class=\"card").count(),
        3,
        "the first few for each need"
    );
    let all = format!("See all {} kinds of help", MANY + 1);
    assert!(text_of(&area).contains(&all), "{}", text_of(&area));
    assert!(ways(&area, "../").contains("areas/millbrook/device.html"));

    let need = built.page("areas/millbrook/device.html");
    let lines = need.matches("<li class=\"card short").count();
    let cards = need.matches("<li class=\"card").count() - lines;
    assert!(cards > 0 && lines > cards, "{cards} cards and {lines} lines");
    assert!(
        need.contains("guides/learn-0.html") && !need.contains(&format!("guides/learn-{}.html", MANY / 3 - 1)),
        "a few guides are shown"
    );
    assert!(ways(&need, "../../").contains("guides/index.html"));
    let more = format!("There are {} more.", MANY + 1 - cards - lines);
    assert!(text_of(&need).contains(&more), "{more}: {}", text_of(&need));
    assert!(ways(&need, "../../").contains("search.html?area=millbrook&topic=device"));
    assert!(
        !need.contains("id=narrow"),
        "less is shown than there is, so a choice would not be true"
    );

    for page in ["organisations/county-libraries.html", "places/millbrook-library.html"] {
        let text = text_of(&built.page(page));
        assert!(text.contains(" more. See all help by its name"), "{page}: {text}");
    }
    assert!(
        !built.page("topics/device.html").contains("class=\"card"),
        "its areas are listed instead"
    );
}

#[test]
fn a_letter_with_many_lines_has_several_pages_and_the_first_page_leads_to_each() {
    let built = crowded();
    for (list, folder) in [
        ("a-to-z.html", "a-to-z"),
        ("offers/index.html", "offers"),
        ("phone.html", "phone"),
    ] {
        let first = built.page(list);
        let root = "../".repeat(list.matches('/').count());
        let parts: Vec<String> = ways(&first, &root)
            .into_iter()
            .filter(|way| way.contains("/letter-l"))
            .collect();
        assert!(
            parts.len() > 1 && parts.contains(&format!("{folder}/letter-l-2.html")),
            "{list}: {parts:?}"
        );
        let reached: BTreeSet<String> = parts.iter().flat_map(|part| ways(&built.page(part), "../")).collect();
        for number in 0..MANY {
            assert!(
                reached.contains(&format!("offers/lent-{number}.html")),
                "{list} does not lead to lent-{number}"
            );
        }
        let second = text_of(&built.page(&parts[1]));
        assert!(
            !second.contains("Lent to Lent"),
            "its name says where it begins and ends: {second}"
        );
    }
}

#[test]
fn a_site_of_many_areas_lists_them_by_letter() {
    let rows: String = (0..300)
        .map(|number| {
            format!(
                "- id: area-{number}\n  name: Area {} {number}\n  kind: town\n",
                word(number)
            )
        })
        .collect();
    let areas = std::fs::read_to_string(SiteTest::minimal().root().join("content/areas.yaml")).unwrap();
    let built = SiteTest::minimal()
        .write("content/areas.yaml", &format!("{areas}{rows}"))
        .built();
    let first = ways(&built.page("areas/index.html"), "../");
    assert!(
        first.contains("areas/letter-a.html") && first.contains("areas/letter-a-2.html"),
        "{first:?}"
    );
    let reached: BTreeSet<String> = first
        .iter()
        .filter(|way| way.contains("/letter-"))
        .flat_map(|way| ways(&built.page(way), "../"))
        .collect();
    assert!(
        (0..300).all(|number| reached.contains(&format!("areas/area-{number}.html"))),
        "{reached:?}"
    );
    let topic = built.page("topics/device.html");
    assert!(
        text_of(&topic).contains("See all areas") && !topic.contains("area-299"),
        "{topic}"
    );
}
