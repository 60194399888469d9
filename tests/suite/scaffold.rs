//! New sites and new entries: what is written passes the check, says what was answered, and replaces nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fingerpost::content::{self, Content};
use fingerpost::diagnostics::{Colour, Diagnostics, human};
use fingerpost::scaffold::{Answers, Kind, Question, SiteAnswers, new_entry, new_site, questions, site_questions};
use fingerpost::site::Site;
use fingerpost::source::Source;
use fingerpost::values::date::Date;
use fingerpost::values::phone::Phone;
use fingerpost::{checks, config, site, source, yaml};
use proptest::prelude::*;
use tempfile::TempDir;

fn today() -> Date {
    Date::parse("2026-11-22").unwrap()
}

fn site_answers(title: &str, area: &str) -> SiteAnswers {
    let phone = Phone::parse("01632 960123").unwrap();
    SiteAnswers {
        title: title.to_owned(),
        area: area.to_owned(),
        phone,
        today: today(),
    }
}

/// A new site in a folder of its own.
fn started() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    new_site(dir.path(), &site_answers("Marlshire Digital Help", "Marlshire")).unwrap();
    dir
}

fn answers(pairs: &[(&str, &str)]) -> Answers {
    pairs
        .iter()
        .map(|(key, answer)| ((*key).to_owned(), (*answer).to_owned()))
        .collect()
}

/// Answers to every question of the kind that needs one.
fn required_answers(kind: Kind, name: &str) -> Answers {
    let pairs: &[(&str, &str)] = match kind {
        Kind::Offer => &[
            ("organisation", "example-libraries"),
            ("summary", "Come and ask."),
            ("needs", "skills, confidence"),
            ("where", "example-town-library"),
            ("phone", "01632960124"),
            ("cost", "free"),
            ("area", "example-town"),
            ("by", "library team"),
        ],
        Kind::Guide => &[("summary", "How to do it."), ("by", "library team")],
        Kind::Organisation => &[("summary", "We help."), ("kind", "community")],
        Kind::Place => &[("town", "Example Town")],
    };
    let mut answers = answers(pairs);
    answers.insert("name".to_owned(), name.to_owned());
    answers
}

/// The content and what is wrong with it, as a build reads it.
fn read(root: &Path) -> (Site, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let config = config::read(root).unwrap();
    let sources = source::read(&root.join("content"), "content", &mut diagnostics).unwrap();
    let content = content::parse(&sources, &mut diagnostics);
    let site = site::resolve(content, config, today(), &mut diagnostics);
    checks::run(&site, &mut diagnostics);
    (site, diagnostics)
}

#[track_caller]
fn assert_sound(diagnostics: &Diagnostics) {
    assert_eq!(diagnostics.counts(), (0, 0), "{}", human(diagnostics, Colour::Plain));
}

#[track_caller]
fn assert_no_errors(diagnostics: &Diagnostics) {
    assert!(!diagnostics.has_errors(), "{}", human(diagnostics, Colour::Plain));
}

fn parsed(path: &str, text: &str) -> (Content, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let source = Arc::new(Source {
        path: path.to_owned(),
        text: text.to_owned(),
    });
    let content = content::parse(&[source], &mut diagnostics);
    (content, diagnostics)
}

/// The one thing that an entry of the kind is called.
fn name_in(kind: Kind, content: &Content) -> String {
    match kind {
        Kind::Offer => content.offers[0].fields.name.to_string(),
        Kind::Guide => content.guides[0].fields.title.to_string(),
        Kind::Organisation => content.organisations[0].fields.name.to_string(),
        Kind::Place => content.places[0].fields.name.to_string(),
    }
}

fn paths_below(folder: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            paths.extend(paths_below(&path))
        } else {
            paths.push(path)
        }
    }
    paths.sort();
    paths
}

#[test]
fn a_new_site_has_no_mistakes_and_no_warnings() {
    let dir = started();
    let (site, diagnostics) = read(dir.path());
    assert_sound(&diagnostics);
    assert_eq!(site.config.title, "Marlshire Digital Help");
    assert_eq!(site.config.helpline.as_ref().unwrap().phone.to_string(), "01632 960123");
    assert!(site.config.sample);
    let topics: Vec<&str> = site.topics.iter().map(|topic| topic.slug.as_str()).collect();
    let wanted = "devices repairs cheap-internet public-wifi-and-computers skills online-safety health-online \
                  money-online work-and-learning confidence do-it-with-me accessibility";
    assert_eq!(topics, wanted.split_whitespace().collect::<Vec<_>>());
    assert_eq!(
        site.areas.iter().map(|area| area.name.as_str()).collect::<Vec<_>>(),
        ["Marlshire", "Example Town"]
    );
    assert_eq!((site.offers.len(), site.guides.len(), site.pages.len()), (1, 1, 1));
    assert_eq!((site.organisations.len(), site.places.len()), (1, 1));
    assert_eq!(site.listed_offers().count(), 1);
    assert!(site.best_phone(&site.offers[0]).is_some());
    assert_eq!(site.calendar.bank_holidays.len(), 11);
}

#[test]
fn a_new_site_says_which_files_it_wrote_and_leaves_no_place_empty() {
    let dir = tempfile::tempdir().unwrap();
    let mut written = new_site(&dir.path().join("help"), &site_answers("Help", "Here")).unwrap();
    written.sort();
    assert_eq!(written, paths_below(dir.path()));
    let has = |name: &str| written.contains(&dir.path().join("help").join(name));
    assert!(has("README.md") && has(".gitignore") && has("site.toml") && has(".github/workflows/content.yml"));
    for path in written {
        let text = fs::read_to_string(&path).unwrap();
        assert!(
            !text.contains(['«', '»', '\r', '\t']) && text.ends_with('\n'),
            "{}",
            path.display()
        );
    }
}

#[test]
fn the_workflow_of_a_new_site_checks_pull_requests_without_any_right_to_change() {
    let dir = started();
    let text = fs::read_to_string(dir.path().join(".github/workflows/content.yml")).unwrap();
    let (workflow, cut) = yaml::parse(&text, 1).unwrap();
    assert_eq!(cut, []);
    assert!(matches!(&workflow.at("on").kind, yaml::Kind::Map(pairs) if pairs[0].key == "pull_request"));
    assert!(matches!(&workflow.at("permissions").kind, yaml::Kind::Map(pairs) if pairs.len() == 1));
    assert_eq!(
        workflow.at("permissions.contents").kind,
        yaml::Kind::Text("read".to_owned())
    );
    let yaml::Kind::List(steps) = &workflow.at("jobs.check.steps").kind else {
        panic!("no steps")
    };
    let text_of = |step: &yaml::Node| match &step.at("run").kind {
        yaml::Kind::Text(run) => Some(run.clone()),
        _ => None,
    };
    let runs: Vec<String> = steps.iter().filter_map(text_of).collect();
    assert!(
        runs[1..] == ["fingerpost check --format github", "fingerpost build"],
        "{runs:?}"
    );
    assert!(
        runs[0].contains(concat!("--version ", env!("CARGO_PKG_VERSION"))),
        "{runs:?}"
    );
}

#[test]
fn a_site_is_started_only_in_an_empty_folder() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join(".git")).unwrap();
    fs::write(dir.path().join("notes.txt"), "mine").unwrap();
    let refused = new_site(dir.path(), &site_answers("Help", "Here"))
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("`notes.txt`") && refused.contains("empty folder"),
        "{refused}"
    );
    assert_eq!(paths_below(dir.path()), [dir.path().join("notes.txt")]);
    fs::remove_file(dir.path().join("notes.txt")).unwrap();
    new_site(dir.path(), &site_answers("Help", "Here")).unwrap();
    assert!(new_site(dir.path(), &site_answers("Help", "Here")).is_err());
}

#[test]
fn the_answers_for_a_site_are_checked() {
    let good = answers(&[
        ("title", " Our  Help "),
        ("area", "Marlshire"),
        ("phone", "01632960123"),
    ]);
    let site = SiteAnswers::of(&good, today()).unwrap();
    assert_eq!(
        (site.title.as_str(), site.phone.to_string().as_str()),
        ("Our Help", "01632 960123")
    );
    for (key, wrong) in [("title", " "), ("area", "a\u{202e}b"), ("phone", "12")] {
        let mut answers = good.clone();
        answers.insert(key.to_owned(), wrong.to_owned());
        let refused = SiteAnswers::of(&answers, today()).unwrap_err().to_string();
        assert!(refused.contains(&format!("`{key}`")), "{refused}");
    }
    assert_eq!(
        site_questions().iter().map(|one| one.key).collect::<Vec<_>>(),
        ["title", "area", "phone"]
    );
}

#[test]
fn every_new_entry_with_the_required_answers_is_sound() {
    let dir = started();
    for kind in Kind::ALL {
        let asked = questions(dir.path(), kind).unwrap();
        let given = required_answers(kind, "Tea and Tablets");
        let needed: Vec<&str> = asked.iter().filter(|one| one.required).map(|one| one.key).collect();
        assert_eq!(needed.len(), given.len(), "{kind:?}");
        assert!(
            needed.iter().all(|key| given.contains_key(*key)),
            "{kind:?}: {needed:?}"
        );
        let path = new_entry(dir.path(), kind, &given, today()).unwrap();
        let ending = if kind == Kind::Guide { "md" } else { "yaml" };
        assert_eq!(
            path,
            dir.path()
                .join(format!("content/{}s/tea-and-tablets.{ending}", kind.word()))
        );
        assert_no_errors(&read(dir.path()).1);
    }
    let (site, _) = read(dir.path());
    let offer = site
        .offers
        .iter()
        .find(|offer| offer.slug.as_str() == "tea-and-tablets")
        .unwrap();
    assert_eq!(offer.needs.len(), 2);
    assert_eq!(site.area(offer.area).name, "Example Town");
    assert_eq!(site.place(offer.places[0].place).name, "Example Town Library");
    assert_eq!(
        (offer.assured.date, offer.assured.by.as_str()),
        (today(), "library team")
    );
    assert_eq!(
        site.best_phone(offer).unwrap().way,
        site::Way::Phone(Phone::parse("01632 960124").unwrap())
    );
}

#[test]
fn a_new_entry_leaves_out_any_required_answer_and_says_which() {
    let dir = started();
    for kind in Kind::ALL {
        let all = required_answers(kind, "Tea");
        for key in all.keys() {
            let mut answers = all.clone();
            answers.insert(key.clone(), "  ".to_owned());
            let refused = new_entry(dir.path(), kind, &answers, today()).unwrap_err().to_string();
            assert!(refused.contains(&format!("`{key}`: this needs an answer")), "{refused}");
        }
        assert!(!dir.path().join(format!("content/{}s/tea.yaml", kind.word())).exists());
    }
}

#[test]
fn optional_answers_are_put_into_their_fields() {
    let dir = started();
    let mut given = required_answers(Kind::Offer, "Phone friends");
    let more = [
        ("where", "phone"),
        ("type", "one-to-one"),
        ("hours", "Tuesdays 10:00-12:00"),
        ("label", "Jo: ask #1"),
        ("cost", "2.50"),
    ];
    given.extend(answers(&more));
    let path = new_entry(dir.path(), Kind::Offer, &given, today()).unwrap();
    let text = fs::read_to_string(path).unwrap();
    for line in [
        "  - delivery: phone\n",
        "\n    hours: Tuesdays 10:00-12:00\n",
        "\n    label: \"Jo: ask #1\"\n",
        "\ncost: 2.50\n",
        "\ntype: one-to-one\n",
        "\n#booking: none\n",
    ] {
        assert!(text.contains(line), "{line:?} is not in\n{text}");
    }
    let mut given = required_answers(Kind::Place, "The Hub");
    let more = [
        ("street", "1 High Street, top floor"),
        ("postcode", "wx11lb"),
        ("hours", "Mon-Fri 9am-5pm"),
        ("access", "step-free, hearing-loop"),
        ("facilities", "free-wifi"),
        ("phone", "01632 960125"),
        ("area", "example-town"),
        ("organisation", "example-libraries"),
    ];
    given.extend(answers(&more));
    new_entry(dir.path(), Kind::Place, &given, today()).unwrap();
    let mut given = required_answers(Kind::Organisation, "The Hub Trust");
    given.extend(answers(&[
        ("phone", "01632 960125"),
        ("website", "https://hub.example.org.uk/a?b=c#d"),
    ]));
    new_entry(dir.path(), Kind::Organisation, &given, today()).unwrap();
    let mut given = required_answers(Kind::Guide, "Ring a friend");
    given.extend(answers(&[("needs", "skills,confidence")]));
    new_entry(dir.path(), Kind::Guide, &given, today()).unwrap();
    let (site, diagnostics) = read(dir.path());
    assert_no_errors(&diagnostics);
    let hub = site
        .places
        .iter()
        .find(|place| place.slug.as_str() == "the-hub")
        .unwrap();
    assert_eq!(hub.address.lines, ["1 High Street, top floor"]);
    assert_eq!(hub.address.postcode.as_deref(), Some("WX1 1LB"));
    assert_eq!((hub.access.len(), hub.facilities.len(), hub.contacts.len()), (2, 1, 1));
    assert!(hub.organisation.is_some() && hub.area.is_some() && hub.hours.is_some());
    let trust = site
        .organisations
        .iter()
        .find(|one| one.slug.as_str() == "the-hub-trust")
        .unwrap();
    assert_eq!(
        trust.website.as_ref().unwrap().as_str(),
        "https://hub.example.org.uk/a?b=c#d"
    );
    assert_eq!(
        site.guides
            .iter()
            .find(|guide| guide.slug.as_str() == "ring-a-friend")
            .unwrap()
            .needs
            .len(),
        2
    );
}

#[test]
fn wrong_answers_are_refused_with_the_next_step() {
    let dir = started();
    for (kind, key, wrong, help) in [
        (
            Kind::Offer,
            "organisation",
            "example-librarys",
            "did you mean `example-libraries`?",
        ),
        (Kind::Offer, "needs", "skills, confidance", "did you mean `confidence`?"),
        (Kind::Offer, "needs", ", ,", "this needs an answer"),
        (Kind::Offer, "where", "the moon", "home-visit"),
        (Kind::Offer, "type", "repairs", "did you mean `repair`?"),
        (Kind::Offer, "hours", "Tuesdays 10-1", "could be"),
        (Kind::Offer, "phone", "01632 96", "digits"),
        (Kind::Offer, "cost", "cheap", "`cheap`"),
        (Kind::Offer, "name", "a\u{7}b", "hidden character"),
        (Kind::Organisation, "website", "hub", "https://"),
        (Kind::Organisation, "kind", "charity", "voluntary"),
        (Kind::Place, "postcode", "WX1", "postcode"),
    ] {
        let mut answers = required_answers(kind, "Tea");
        answers.insert(key.to_owned(), wrong.to_owned());
        let refused = new_entry(dir.path(), kind, &answers, today()).unwrap_err().to_string();
        assert!(
            refused.contains(&format!("`{key}`: ")) && refused.contains(help),
            "{refused}"
        );
        assert!(!dir.path().join(format!("content/{}s/tea.yaml", kind.word())).exists());
    }
    let mut answers = required_answers(Kind::Offer, "Tea");
    answers.insert("summary".to_owned(), "long ".repeat(40));
    let refused = new_entry(dir.path(), Kind::Offer, &answers, today())
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("this has 199 characters, and there is room for 160. cut 39 characters"),
        "{refused}"
    );
}

#[test]
fn the_choices_are_the_names_that_the_site_has() {
    let dir = started();
    fs::write(dir.path().join("content/organisations/broken.yaml"), "name: [").unwrap();
    let asked = questions(dir.path(), Kind::Offer).unwrap();
    let choices = |key: &str| asked.iter().find(|one| one.key == key).unwrap().choices.join(" ");
    assert_eq!(choices("organisation"), "example-libraries broken");
    assert_eq!(choices("area"), "whole-county example-town");
    assert_eq!(choices("where"), "example-town-library home-visit phone online post");
    assert!(choices("needs").starts_with("devices repairs cheap-internet "));
    assert!(choices("type").ends_with(" assisted-digital other"));
    assert_eq!(choices("name"), "");
    let several: Vec<&str> = asked.iter().filter(|one| one.several).map(|one| one.key).collect();
    assert_eq!(several, ["needs"]);
}

#[test]
fn what_must_be_there_first_is_said() {
    let dir = started();
    fs::remove_dir_all(dir.path().join("content/organisations")).unwrap();
    let refused = questions(dir.path(), Kind::Offer).unwrap_err().to_string();
    assert!(
        refused.contains("an offer names an organisation, and there is none yet. First: fingerpost new organisation"),
        "{refused}"
    );
    fs::remove_dir_all(dir.path().join("content")).unwrap();
    for kind in [Kind::Guide, Kind::Organisation, Kind::Place] {
        let asked = questions(dir.path(), kind).unwrap();
        assert!(
            !asked
                .iter()
                .any(|one| matches!(one.key, "area" | "organisation" | "needs")),
            "{kind:?}"
        );
    }
    for kind in [Kind::Guide, Kind::Organisation, Kind::Place] {
        new_entry(dir.path(), kind, &required_answers(kind, "First"), today()).unwrap();
    }
    let nowhere = tempfile::tempdir().unwrap();
    let refused = questions(nowhere.path(), Kind::Guide).unwrap_err().to_string();
    assert!(
        refused.contains("site.toml") && refused.contains("fingerpost new site"),
        "{refused}"
    );
    assert_eq!(paths_below(nowhere.path()), Vec::<PathBuf>::new());
}

#[test]
fn a_new_entry_never_replaces_another() {
    let dir = started();
    let start = |name: &str| {
        let path = new_entry(dir.path(), Kind::Offer, &required_answers(Kind::Offer, name), today()).unwrap();
        path.file_name().unwrap().to_str().unwrap().to_owned()
    };
    assert_eq!(start("Tea & Tablets"), "tea-and-tablets.yaml");
    let first = fs::read(dir.path().join("content/offers/tea-and-tablets.yaml")).unwrap();
    assert_eq!(start("Tea and Tablets!"), "tea-and-tablets-2.yaml");
    assert_eq!(start("Tea and Tablets"), "tea-and-tablets-3.yaml");
    assert_eq!(
        fs::read(dir.path().join("content/offers/tea-and-tablets.yaml")).unwrap(),
        first
    );
    fs::write(dir.path().join("content/offers/broken.yml"), "name: [").unwrap();
    assert_eq!(start("Broken"), "broken-2.yaml");
    let path = dir.path().join("content/offers/tea-and-tablets.yaml");
    let renamed = fs::read_to_string(&path)
        .unwrap()
        .replace("#was: [silver-surfers]", "was: [silver-surfers]");
    fs::write(path, renamed).unwrap();
    assert_eq!(start("Silver surfers"), "silver-surfers-2.yaml");
    assert_eq!(start("Index"), "index-2.yaml");
    assert_eq!(start("Чай"), "offer.yaml");
    assert_eq!(start("☕"), "offer-2.yaml");
    let long = "word ".repeat(16);
    assert_eq!(start(&long), format!("{}.yaml", long.trim().replace(' ', "-")));
    assert_eq!(start(&long), format!("{}-2.yaml", long[..70].trim().replace(' ', "-")));
}

/// The file with every field that is switched off switched on.
fn switched_on(text: &str) -> String {
    let line = |line: &str| {
        let (before, after) = line.split_once('#').unwrap_or((line, ""));
        let is_field = before.trim().is_empty() && after.starts_with(|c: char| c.is_alphanumeric() || c == '-');
        if is_field {
            format!("{before}{after}\n")
        } else {
            format!("{line}\n")
        }
    };
    text.lines().map(line).collect()
}

/// Every field that a file of this kind can have, from what the reader answers to one that it does not know.
fn fields(path: &str) -> Vec<String> {
    let front = if path.ends_with(".md") {
        ("---\n", "---\n")
    } else {
        ("", "")
    };
    let (_, diagnostics) = parsed(path, &format!("{}not-a-known-field: 1\n{}", front.0, front.1));
    let help = diagnostics
        .sorted()
        .into_iter()
        .find(|one| one.code == "unknown-field")
        .unwrap()
        .help
        .unwrap();
    let fields = help
        .strip_prefix("the fields here are: ")
        .unwrap()
        .split(", ")
        .map(str::to_owned);
    // The body of a guide is the text below its fields.
    let fields: Vec<String> = fields.filter(|field| field != "body").collect();
    assert!(fields.len() > 10, "{fields:?}");
    fields
}

#[test]
fn every_field_that_is_switched_off_works_when_it_is_switched_on() {
    let dir = started();
    for kind in Kind::ALL {
        let path = new_entry(dir.path(), kind, &required_answers(kind, "Tea"), today()).unwrap();
        let text = switched_on(&fs::read_to_string(&path).unwrap());
        let path = format!(
            "content/{}s/tea.{}",
            kind.word(),
            path.extension().unwrap().to_str().unwrap()
        );
        let (content, diagnostics) = parsed(&path, &text);
        assert_sound(&diagnostics);
        assert_eq!(name_in(kind, &content), "Tea");
        for field in fields(&path) {
            assert!(
                text.contains(&format!("\n{field}:")),
                "the template of {kind:?} does not explain `{field}`"
            );
        }
    }
    let settings = switched_on(&fs::read_to_string(dir.path().join("site.toml")).unwrap());
    let config = config::parse(&settings).unwrap();
    assert!(config.address.is_some() && config.reach.email.is_some() && config.reach.post.is_some());
    assert!(config.reach.web.is_some() && config.review.types.len() == 2);
    assert_eq!(config.helpline.unwrap().hours.len(), 1);
}

#[test]
fn texts_that_yaml_would_misread_come_back_as_they_were() {
    let dir = started();
    let mut names = vec![
        "Drop-in: bring a friend",
        "Press #1",
        "# not a note",
        "\"Quoted\"",
        "it's 'fine'",
        "a \"b\" 'c' \\ d\\",
        "- item",
        "yes",
        "no",
        "null",
        "~",
        "3.10",
        "0x10",
        "1e3",
        "10:00",
        "2026-11-22",
        "*star",
        "&anchor",
        "!tag",
        "|",
        ">",
        "%",
        "@home",
        "`tick`",
        "{a: b}",
        "[a, b]",
        "a, b",
        "? what",
        "what?",
        "---",
        "...",
        "😀 tea ☕",
        "«name»",
        "{{ title }}",
        "a: ",
        "key:value",
        "Café Ŵyn",
        "مكتبة",
        "ends with:",
        "ends with #",
        "Null",
        "true",
        "\u{200b}zero",
        "e\u{301}",
        "tab\there",
        "two\nlines",
        "£5 & more!",
    ];
    names.push("very long name that goes on and on ");
    for name in names {
        for kind in Kind::ALL {
            let mut answers = required_answers(kind, name);
            if answers.contains_key("by") {
                answers.insert("by".to_owned(), name.to_owned());
            }
            answers.insert(
                if kind == Kind::Place { "town" } else { "summary" }.to_owned(),
                name.to_owned(),
            );
            let path = new_entry(dir.path(), kind, &answers, today()).unwrap();
            let text = fs::read_to_string(&path).unwrap();
            let ending = path.extension().unwrap().to_str().unwrap();
            let (content, diagnostics) = parsed(&format!("content/{}s/one.{ending}", kind.word()), &text);
            assert_sound(&diagnostics);
            let wanted = name.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(name_in(kind, &content), wanted);
            match kind {
                Kind::Offer => assert_eq!(content.offers[0].fields.assured.by.as_str(), wanted),
                Kind::Guide => assert_eq!(content.guides[0].fields.reviewed.by.as_str(), wanted),
                Kind::Organisation => {
                    assert_eq!(content.organisations[0].fields.summary.as_str(), wanted)
                }
                Kind::Place => assert_eq!(content.places[0].fields.address.town.as_str(), wanted),
            }
        }
    }
    assert_no_errors(&read(dir.path()).1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_name_comes_back_as_it_was_or_is_refused(name in "(\\PC|[ \t\n:#'\"\\\\{}\\[\\],&*!|>%@`~?-]){0,40}|.{0,12}") {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("site.toml"), "title = \"Help\"").unwrap();
        let wanted = name.split_whitespace().collect::<Vec<_>>().join(" ");
        match new_entry(dir.path(), Kind::Organisation, &required_answers(Kind::Organisation, &name), today()) {
            Ok(path) => {
                let text = fs::read_to_string(&path).unwrap();
                let (content, diagnostics) = parsed("content/organisations/one.yaml", &text);
                prop_assert_eq!(diagnostics.counts(), (0, 0), "{}\n{}", human(&diagnostics, Colour::Plain), text);
                prop_assert_eq!(name_in(Kind::Organisation, &content), wanted);
            }
            Err(error) => {
                let said = error.to_string();
                let reason = if wanted.is_empty() { "`name`: this needs an answer" } else { "`name`: there is a hidden character" };
                prop_assert!(said.contains(reason), "{:?}: {}", name, said);
            }
        }
    }

    #[test]
    fn any_title_and_area_of_a_site_come_back_as_they_were(title in "\\PC{1,40}", area in "\\PC{1,40}") {
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assume!(!one_line(&title).is_empty() && !one_line(&area).is_empty());
        let given = answers(&[("title", &title), ("area", &area), ("phone", "01632 960123")]);
        let Ok(answers) = SiteAnswers::of(&given, today()) else {
            // Nothing else is refused.
            let hidden = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
            prop_assert!(title.contains(hidden) || area.contains(hidden));
            return Ok(());
        };
        let dir = tempfile::tempdir().unwrap();
        new_site(dir.path(), &answers).unwrap();
        let (site, diagnostics) = read(dir.path());
        prop_assert_eq!(diagnostics.counts(), (0, 0), "{}", human(&diagnostics, Colour::Plain));
        prop_assert_eq!(site.config.title, one_line(&title));
        prop_assert!(site.areas.iter().any(|found| found.name == one_line(&area)));
    }
}

#[test]
fn a_question_knows_its_answers() {
    let dir = started();
    let asked = questions(dir.path(), Kind::Offer).unwrap();
    let question = |key: &str| -> &Question { asked.iter().find(|one| one.key == key).unwrap() };
    for (key, answer) in [
        ("needs", "skills , repairs"),
        ("type", ""),
        ("hours", "By appointment"),
        ("cost", "Free"),
        ("cost", "£2.50"),
    ] {
        assert_eq!(question(key).accept(answer), Ok(()), "{key}: {answer}");
    }
    for (key, answer) in [
        ("needs", ""),
        ("type", "skills, repairs"),
        ("hours", "sometimes"),
        ("cost", "two"),
    ] {
        assert!(question(key).accept(answer).is_err(), "{key}: {answer}");
    }
    for kind in Kind::ALL {
        for question in questions(dir.path(), kind).unwrap() {
            assert!(
                question.ask.ends_with('?') && question.hint.ends_with('.'),
                "{}: {}",
                question.key,
                question.hint
            );
        }
    }
}
