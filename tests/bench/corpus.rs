//! A directory of any size, the same every time: realistic offers over areas, topics, organisations and places.
//!
//! In: how many entries. Out: a folder with `site.toml` and `content/`. All words are our own.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const WORDS: &[&str] = &[
    "help",
    "library",
    "phone",
    "tablet",
    "friendly",
    "weekly",
    "session",
    "learn",
    "email",
    "video",
    "call",
    "family",
    "form",
    "online",
    "bring",
    "your",
    "own",
    "device",
    "tea",
    "volunteer",
    "patient",
    "simple",
    "step",
    "screen",
    "password",
    "safe",
    "scam",
    "doctor",
    "repeat",
    "prescription",
    "job",
    "search",
    "benefit",
    "bill",
    "save",
    "money",
    "internet",
    "data",
    "card",
    "free",
    "loan",
    "six",
    "weeks",
    "return",
    "home",
    "visit",
    "village",
    "hall",
    "bus",
    "stop",
    "door",
    "level",
    "quiet",
    "room",
    "large",
    "print",
    "hearing",
    "loop",
    "ask",
    "staff",
    "desk",
    "ring",
    "first",
    "book",
    "place",
    "drop",
    "in",
    "morning",
    "afternoon",
    "together",
    "show",
    "how",
    "start",
    "again",
    "keep",
    "practise",
    "photo",
    "message",
    "map",
    "weather",
    "radio",
    "music",
    "garden",
    "story",
    "friend",
    "neighbour",
];
const FIRST: &[&str] = &[
    "Tea", "First", "Open", "Easy", "Friendly", "Village", "Market", "Corner", "Evening", "Green",
];
const SECOND: &[&str] = &[
    "Tablets", "Clicks", "Screens", "Devices", "Phones", "Steps", "Laptops", "Helpers", "Letters",
];
const TYPES: &[&str] = &[
    "device-loan",
    "device-gift",
    "repair",
    "free-sim",
    "social-tariff",
    "public-wifi",
    "public-computer",
    "skills-session",
    "one-to-one",
    "helpline",
    "assisted-digital",
];
const TOPICS: &[(&str, &str)] = &[
    ("devices", "device"),
    ("repairs", "device"),
    ("cheap-internet", "data"),
    ("public-wifi", "data"),
    ("skills", "skills"),
    ("online-safety", "skills"),
    ("health-online", "skills"),
    ("money-online", "skills"),
    ("work", "skills"),
    ("confidence", "support"),
    ("do-it-with-me", "support"),
    ("accessibility", "support"),
];
const DAYS: &[&str] = &["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays"];

/// Numbers that look random and are the same every time (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % end as u64).unwrap_or(0)
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn sentence(&mut self, words: usize) -> String {
        let words: Vec<&str> = (0..words).map(|_| self.of(WORDS)).collect();
        let text = words.join(" ");
        text[..1].to_uppercase() + &text[1..] + "."
    }
}

/// Writes a directory of about `entries` offers: for every 100 a place, for every 200 an organisation.
pub fn write(root: &Path, entries: usize) {
    let mut numbers = Numbers(7);
    let (places, organisations, areas) = (
        (entries / 20).max(4),
        (entries / 60).max(3),
        (entries / 200).clamp(8, 60),
    );
    let content = root.join("content");
    for folder in ["offers", "places", "organisations", "guides"] {
        fs::create_dir_all(content.join(folder)).unwrap();
    }
    let site = "title = \"Bench\"\naddress = \"https://bench.example.org.uk/\"\n[helpline]\nphone = \"01632 960100\"\n";
    fs::write(root.join("site.toml"), site).unwrap();
    let mut text = String::from("- {id: county, name: The County, kind: county, lat: 52.5, lon: -0.5}\n");
    for area in 0..areas {
        let (lat, lon) = (52.0 + area as f64 * 0.013, -1.0 + (area * 7 % areas) as f64 * 0.013);
        let _ = writeln!(
            text,
            "- {{id: town-{area}, name: Town {area}, kind: town, parent: county, lat: {lat:.4}, lon: {lon:.4}}}"
        );
    }
    fs::write(content.join("areas.yaml"), text).unwrap();
    let mut text = String::new();
    for (topic, leg) in TOPICS {
        let _ = writeln!(
            text,
            "- {{id: {topic}, name: {}, leg: {leg}, plain: [I need {topic}]}}",
            topic.replace('-', " ")
        );
    }
    fs::write(content.join("topics.yaml"), text).unwrap();
    for one in 0..organisations {
        let text = format!(
            "name: Organisation {one}\nkind: voluntary\nsummary: {}\ncontacts:\n  - {{phone: \"01632 960{:03}\"}}\n",
            numbers.sentence(10),
            one % 1000
        );
        fs::write(content.join(format!("organisations/organisation-{one}.yaml")), text).unwrap();
    }
    for one in 0..places {
        let area = one % areas;
        let text = format!(
            "name: Hall {one}\naddress: {{lines: [{one} High Street], town: Town {area}, postcode: WX1 1AA}}\narea: town-{area}\n\
             hours: [Mon-Fri 9am-5pm, Saturdays 10:00-13:00]\naccess:\n  - {{feature: step-free, note: Level door.}}\ntravel: {}\norganisation: organisation-{}\n",
            numbers.sentence(9),
            one % organisations
        );
        fs::write(content.join(format!("places/hall-{one}.yaml")), text).unwrap();
    }
    for one in 0..entries {
        fs::write(
            content.join(format!("offers/offer-{one}.yaml")),
            offer(one, places, organisations, areas, &mut numbers),
        )
        .unwrap();
    }
    for one in 0..(entries / 50).max(3) {
        let mut text = format!(
            "---\ntitle: Guide {one} {}\nsummary: {}\nneeds: [{}]\nreviewed: {{date: 2026-09-01, by: team}}\n---\n",
            numbers.of(WORDS),
            numbers.sentence(9),
            TOPICS[one % TOPICS.len()].0
        );
        for step in 0..6 {
            let _ = write!(
                text,
                "\n## Step {step} {}\n\n{} {}\n\n1. {}\n2. {}\n",
                numbers.of(WORDS),
                numbers.sentence(12),
                numbers.sentence(14),
                numbers.sentence(8),
                numbers.sentence(9)
            );
        }
        fs::write(content.join(format!("guides/guide-{one}.md")), text).unwrap();
    }
}

fn offer(one: usize, places: usize, organisations: usize, areas: usize, numbers: &mut Numbers) -> String {
    let place = numbers.below(places);
    // One in ten is for the whole county, as in real directories.
    let area = if one.is_multiple_of(10) {
        "county".to_owned()
    } else {
        format!("town-{}", place % areas)
    };
    let (hour, day) = (9 + numbers.below(8), numbers.of(DAYS));
    format!(
        "name: {} and {} {one}\norganisation: organisation-{}\nsummary: {}\ndescription: |\n  {} {}\n\n  {} {} {}\n\n  - {}\n  - {}\n\
         needs: [{}, {}]\ntype: {}\nwhere:\n  - place: hall-{place}\n    hours: [{day} {hour:02}:00-{:02}:30]\n    closed: [bank holidays]\n\
         contacts:\n  - {{phone: \"01632 960{:03}\", label: Enquiries, best: true, hours: Mon-Fri 9am-5pm}}\n  - {{visit: hall-{place}, note: Just turn up.}}\n\
         cost: free\narea: {area}\nhow: [{}, {}]\nbring: [{}]\neligibility: {{text: {}, minimum_age: 16}}\nbooking: none\nlanguages: [en]\n\
         access:\n  - {{feature: hearing-loop, note: At the desk.}}\nassured: {{date: 2026-{:02}-11, by: team}}\n",
        numbers.of(FIRST),
        numbers.of(SECOND),
        one % organisations,
        numbers.sentence(12),
        numbers.sentence(14),
        numbers.sentence(11),
        numbers.sentence(15),
        numbers.sentence(12),
        numbers.sentence(10),
        numbers.sentence(6),
        numbers.sentence(7),
        TOPICS[numbers.below(TOPICS.len())].0,
        TOPICS[one % TOPICS.len()].0,
        numbers.of(TYPES),
        hour + 1,
        one % 1000,
        numbers.sentence(6),
        numbers.sentence(7),
        numbers.sentence(4),
        numbers.sentence(8),
        1 + one % 10,
    )
}
