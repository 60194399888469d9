//! The subject index: whoever cannot run a script looks a word up and finds what helps.

use std::collections::BTreeMap;

use super::site_test::{Built, SiteTest, text_of};

const OFFER: &str = "content/offers/tea-and-tablets.yaml";

/// What stands next to a word: addresses from the root, in order; words to see have `see ` before them.
fn index(built: &Built) -> BTreeMap<String, Vec<String>> {
    let mut index = BTreeMap::new();
    for (path, page) in pages(built) {
        let main = page.split_once("<h2").map_or("", |(_, rest)| rest);
        let mut items: Vec<&str> = Vec::new();
        for list in main.split("<ul class=subjects>").skip(1) {
            items.extend(split_items(list));
        }
        for item in items {
            let (term, rest) = match item.split_once("<b") {
                Some((_, rest)) => {
                    let rest = rest.split_once('>').unwrap().1;
                    rest.split_once("</b>").unwrap()
                }
                None => (item.split_once("</a>").unwrap().0.rsplit_once('>').unwrap().1, item),
            };
            let see = rest.contains("<span>See:");
            let leads = links(rest).into_iter().map(|to| {
                if see {
                    let anchor = to.split_once('#').unwrap();
                    format!("see {}", anchor.1.trim_start_matches("word-"))
                } else {
                    from_root(&path, &to)
                }
            });
            let leads: Vec<String> = leads.collect();
            assert!(index.insert(unescaped(term), leads).is_none(), "{term} stands twice");
        }
    }
    index
}

/// The items of the outer list: each begins with its heading.
fn split_items(list: &str) -> Vec<&str> {
    let list = list.split("</section>").next().unwrap();
    let mut items = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, _) in list.match_indices('<') {
        let tag = &list[at..];
        if tag.starts_with("<li") {
            if depth == 0 {
                start = at;
            }
            depth += 1;
        } else if tag.starts_with("</li>") {
            depth -= 1;
            if depth == 0 {
                items.push(&list[start..at]);
            }
        }
    }
    items
}

fn links(html: &str) -> Vec<String> {
    let parts = html.split("href=").skip(1);
    parts
        .map(|part| match part.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next().unwrap().to_owned(),
            None => part.split([' ', '>']).next().unwrap().to_owned(),
        })
        .collect()
}

fn from_root(path: &str, to: &str) -> String {
    let up = to.matches("../").count();
    let folders: Vec<&str> = path.split('/').collect();
    let kept = &folders[..folders.len() - 1 - up];
    kept.iter()
        .copied()
        .chain([to.trim_start_matches("../")])
        .collect::<Vec<_>>()
        .join("/")
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&amp;", "&").trim().to_owned()
}

/// The pages of the subject index by path.
fn pages(built: &Built) -> BTreeMap<String, String> {
    let ours = built
        .files()
        .into_iter()
        .filter(|(path, _)| path == "subjects.html" || path.starts_with("subjects/"));
    ours.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect()
}

fn leads(built: &Built, word: &str) -> Vec<String> {
    let index = index(built);
    let words: Vec<&String> = index.keys().collect();
    index
        .get(word)
        .unwrap_or_else(|| panic!("`{word}` is not in {words:?}"))
        .clone()
}

#[test]
fn what_people_look_up_leads_to_what_helps() {
    let built = Built::sample();
    let index = index(built);
    for (word, page) in [
        ("scam", "guides/spot-a-scam.html"),
        ("scam", "topics/online-safety.html"),
        ("fraud", "topics/online-safety.html"),
        ("cracked screen", "topics/repairs.html"),
        ("Pellbridge", "areas/pellbridge.html"),
        ("hearing loop", "places/pellbridge-library.html"),
        ("prescription", "topics/health-online.html"),
        ("GP", "topics/health-online.html"),
        ("SIM card", "offers/free-sim-cards.html"),
        ("wifi", "topics/public-wifi-and-computers.html"),
        ("Wrenshire Libraries", "organisations/wrenshire-libraries.html"),
    ] {
        let leads = index.get(word).unwrap_or_else(|| panic!("`{word}` is missing"));
        assert!(leads.iter().any(|to| to == page), "{word}: {leads:?}");
    }
    assert_eq!(index["wireless"], ["see wifi"]);
    assert!(!index.contains_key("the") && !index.contains_key("someone"));
    for (word, leads) in &index {
        assert!(!leads.is_empty() && leads.len() <= 7, "{word}: {leads:?}");
    }
}

#[test]
fn every_link_of_the_subject_index_leads_somewhere() {
    let built = Built::sample();
    for (path, page) in pages(built) {
        for to in links(&page).iter().filter(|to| !to.contains(':')) {
            let (file, anchor) = to.split_once('#').unwrap_or((to, ""));
            let file = file.split('?').next().unwrap();
            let file = if file.is_empty() {
                path.clone()
            } else {
                from_root(&path, file)
            };
            assert!(built.has(&file), "{path}: {to}");
            let target = built.page(&file);
            let is_there = [
                format!("id={anchor} "),
                format!("id={anchor}>"),
                format!("id=\"{anchor}\""),
            ];
            assert!(
                anchor.is_empty() || is_there.iter().any(|id| target.contains(id)),
                "{path}: {to}"
            );
        }
    }
}

#[test]
fn the_lists_for_lost_readers_lead_to_the_subject_index() {
    let built = SiteTest::minimal().built();
    for page in ["a-to-z.html", "search.html", "404.html"] {
        assert!(links(&built.page(page)).contains(&"subjects.html".to_owned()), "{page}");
    }
}

#[test]
fn a_word_that_nobody_wrote_says_which_word_to_see() {
    let built = SiteTest::minimal().built();
    // [tablet, iPad, touchscreen] ships with the program; only `tablet` stands in an entry.
    assert_eq!(leads(&built, "iPad"), ["see tablet"]);
    let own = SiteTest::minimal()
        .write(
            "search-index/synonyms.yaml",
            "- [gadget, doodah]\n- [doodah, tablet]\n- [gizmo, thing]\n",
        )
        .write("search-index/thesaurus.yaml", "")
        .built();
    let index = index(&own);
    assert_eq!(index["doodah"], ["see tablet"]);
    assert!(
        !index.contains_key("gadget"),
        "a word that only another such word means leads nowhere"
    );
    assert!(!index.contains_key("gizmo") && !index.contains_key("iPad"));
}

#[test]
fn a_phrase_of_a_synonym_group_that_stands_in_a_title_leads_there() {
    let built = SiteTest::minimal()
        .write("search-index/synonyms.yaml", "- [tablet, hearing aid, ear trumpet]\n")
        .replace(OFFER, "name: Tea and Tablets", "name: Hearing Aids and Tablets")
        .replace(
            "content/guides/use-a-tablet.md",
            "title: Use a tablet",
            "title: Try your hearing",
        )
        .built();
    assert_eq!(leads(&built, "hearing aid"), ["offers/tea-and-tablets.html"]);
    assert_eq!(leads(&built, "ear trumpet"), ["see tablet"]);
}

#[test]
fn a_word_of_every_title_is_found() {
    let built = Built::sample();
    let all: Vec<String> = index(built).into_values().flatten().collect();
    for (path, _) in built.files() {
        let is_entry = ["offers/", "guides/", "organisations/", "places/"]
            .iter()
            .any(|folder| path.starts_with(folder));
        let is_list = path.ends_with("index.html") || path.contains("/letter-");
        if !path.ends_with(".html") {
            continue;
        }
        let is_old = ["This help has ended", "This page has moved"]
            .iter()
            .any(|words| built.page(&path).contains(words));
        if is_entry && !is_list && !is_old {
            assert!(all.contains(&path), "{path} stands under no word");
        }
    }
}

#[test]
fn an_entry_that_no_word_leads_to_stands_under_its_whole_title() {
    let built = SiteTest::minimal()
        .replace(OFFER, "name: Tea and Tablets", "name: Come and See")
        .built();
    assert_eq!(leads(&built, "Come and See"), ["offers/tea-and-tablets.html"]);
}

#[test]
fn all_forms_of_a_word_share_one_heading_in_its_commonest_form() {
    let built = SiteTest::minimal()
        .replace(
            "content/guides/use-a-tablet.md",
            "title: Use a tablet",
            "title: Mend a phone screen",
        )
        .replace(OFFER, "name: Tea and Tablets", "name: Phones and Screens")
        .replace(
            "content/offers/borrow-a-tablet.yaml",
            "name: Borrow a Tablet",
            "name: Screens for Screening",
        )
        .built();
    let index = index(&built);
    assert_eq!(index["screens"].len(), 3, "{:?}", index["screens"]);
    assert!(!index.contains_key("screen") && !index.contains_key("Screens") && !index.contains_key("screening"));
}

#[test]
fn capitals_are_those_of_running_text() {
    let built = SiteTest::minimal()
        .replace(OFFER, "name: Tea and Tablets", "name: Wifi from Your GP on a Friday")
        .replace(OFFER, "summary: Bring", "summary: We have wifi every Friday. Bring")
        .built();
    let index = index(&built);
    for word in ["wifi", "GP", "Friday", "Millbrook", "Marlshire"] {
        assert!(index.contains_key(word), "{word}: {:?}", index.keys());
    }
}

#[test]
fn the_best_entry_comes_first_and_one_that_nobody_has_checked_comes_last() {
    let offers = |site: SiteTest, late: &str| {
        let mut site = site;
        for (name, slug) in [
            ("Kettle", "a"),
            ("Kettle for the Long Walk by the River", "b"),
            ("Kettle Walk", "c"),
        ] {
            let date = if slug == late { "2022-01-01" } else { "2026-10-01" };
            site = site.write(&format!("content/offers/{slug}.yaml"), &offer(name, date));
        }
        leads(&site.built(), "kettle")
    };
    let [a, b, c] = ["offers/a.html", "offers/b.html", "offers/c.html"];
    assert_eq!(offers(SiteTest::minimal(), ""), [a, c, b]);
    assert_eq!(offers(SiteTest::minimal(), "a"), [c, b, a]);
}

fn offer(name: &str, date: &str) -> String {
    format!(
        "name: \"{name}\"\norganisation: county-libraries\nsummary: We are here.\nneeds: [skills]\ntype: other\nwhere:\n  \
         - {{delivery: phone, hours: [Mondays 10:00-12:00]}}\ncontacts:\n  - {{phone: \"01632 960100\", label: Desk}}\n\
         cost: free\narea: millbrook\nhow: [Ring.]\nassured: {{date: {date}, by: us}}\n"
    )
}

#[test]
fn six_are_shown_and_the_search_has_the_rest_and_a_word_that_stands_everywhere_has_none() {
    let many = |count: usize| {
        let mut site = SiteTest::minimal();
        for number in 0..count {
            let text = offer(&format!("Kettle {}", word(number)), "2026-10-01");
            site = site.write(&format!("content/offers/kettle-{number}.yaml"), &text);
        }
        site.built()
    };
    let some = leads(&many(20), "kettle");
    assert_eq!(some.len(), 7, "{some:?}");
    assert_eq!(some[6], "search.html?q=kettle");
    assert!(!index(&many(30)).contains_key("kettle"));
}

/// A word of its own for each number.
fn word(number: usize) -> String {
    let letter = |part: usize| char::from(b'a' + u8::try_from(part % 26).unwrap());
    ["q", "z", "v"].iter().fold(String::new(), |word, consonant| {
        let part = number / 26usize.pow(u32::try_from(word.len() / 2).unwrap());
        format!("{word}{consonant}{}", letter(part))
    })
}

#[test]
fn markup_in_titles_and_other_words_stays_text() {
    let evil = "Zebra<script>alert(1)</script>&\\\"'><img src=x>";
    let built = SiteTest::minimal()
        .replace(
            OFFER,
            "name: Tea and Tablets",
            &format!("name: \"{evil}\"\nalso_called: [\"{evil}\", \"<b>\", \"#\", \"-\"]"),
        )
        .replace(
            "content/topics.yaml",
            "name: Learning how",
            &format!("name: \"{evil}\"\n  also_called: [\"{evil}\", \"…\"]"),
        )
        .write("search-index/synonyms.yaml", "- [tablet, \"<i>slate</i>\"]\n")
        .built();
    for (path, page) in pages(&built) {
        assert!(
            !page.contains("<script") && !page.contains("<img") && !page.contains("<i>"),
            "{path}"
        );
    }
    assert!(leads(&built, "zebra").contains(&"offers/tea-and-tablets.html".to_owned()));
}

#[test]
fn other_scripts_have_their_own_letters_and_languages_both_their_names() {
    let built = SiteTest::minimal()
        .replace(OFFER, "cost: free", "cost: free\nlanguages: [en, bn, pl]")
        .write(
            "content/offers/tea-and-tablets.ur.yaml",
            "translates: 0000000000000000\nname: چائے اور ٹیبلٹ\nsummary: ہفتہ وار ملاقات۔\n",
        )
        .built();
    let index = index(&built);
    for name in ["Bengali", "বাংলা", "Polish", "Polski"] {
        assert_eq!(index[name], ["offers/tea-and-tablets.html"], "{name}");
    }
    for name in ["Urdu", "اردو", "چائے اور ٹیبلٹ"] {
        assert_eq!(index[name], ["offers/tea-and-tablets.ur.html"], "{name}");
    }
    assert!(!index.contains_key("English"));
    let page = built.page("subjects.html");
    assert!(
        page.contains("id=letter-u09ac") && page.contains("id=letter-u0686"),
        "{page}"
    );
    assert!(
        page.contains("<b lang=bn>") && page.contains("<b dir=rtl lang=ur>") || page.contains("<b lang=ur dir=rtl>"),
        "{page}"
    );
}

#[test]
fn a_big_site_is_split_by_letters_and_no_page_is_heavy() {
    let small = SiteTest::minimal().built();
    assert_eq!(pages(&small).len(), 1);
    assert!(text_of(&small.page("subjects.html")).contains("Look up a word"));

    let mut site = SiteTest::minimal();
    for number in 0..1300 {
        let one = word(number);
        site = site.write(
            &format!("content/organisations/g-{number}.yaml"),
            &format!("name: {one} house of a long name for helpers\nkind: community\nsummary: A group.\nassured: {{date: 2026-10-01, by: us}}\n"),
        );
    }
    let built = site.built();
    let pages = pages(&built);
    assert!(pages.contains_key("subjects/letter-q.html") && pages.contains_key("subjects/letter-q-2.html"));
    let first = links(&pages["subjects.html"]);
    for (path, page) in &pages {
        assert!(page.len() <= 60_000, "{path} has {} bytes", page.len());
        assert!(
            path == "subjects.html" || first.contains(path),
            "{path} is more than three clicks away"
        );
    }
    let index = index(&built);
    for number in 0..1300 {
        let name = format!("{} house of a long name for helpers", word(number));
        assert_eq!(index[&name], [format!("organisations/g-{number}.html")]);
    }
}
