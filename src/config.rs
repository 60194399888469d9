//! `site.toml`: what this directory is called, where it lives, who looks after it, and its rules.
//!
//! In: the text of `site.toml`. Out: a [`Config`] in which every value has been checked. A `site.toml` that cannot be
//! read is a failure of the machine, because nothing can be said about the content without it.

mod budget;
mod statements;

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

pub use budget::Budget;

use crate::error::{Error, Result};
use crate::values::Mistake;
use crate::values::date::Period;
use crate::values::email::Email;
use crate::values::hours::{self, Rule};
use crate::values::language::Language;
use crate::values::phone::Phone;
use crate::values::time_zone::TimeZone;
use crate::values::web_address::WebAddress;
pub use statements::{Compliance, KnownIssue, Law, Leave, Privacy, Stated, Statement};
use statements::{LeaveFile, PrivacyFile, StatementFile};

/// Everything `site.toml` says, with defaults where it is silent.
#[derive(Debug, Clone)]
pub struct Config {
    /// The directory's name: "Marlshire Digital Help".
    pub title: String,
    /// One sentence for the home page and for other sites' previews.
    pub intro: String,
    /// Where the site will live, with a `/` at its end. Needed for the sitemap and the feed only; links are relative.
    pub address: Option<String>,
    /// The language of the content and of the theme's words.
    pub language: Language,
    /// In which the opening hours are written.
    pub time_zone: TimeZone,
    /// The folder below `themes/`.
    pub theme: String,
    /// Whether the content is made up; puts a notice on every page.
    pub sample: bool,
    /// The number to ring, shown in one place on every page (WCAG 2.2, 3.2.6).
    pub helpline: Option<Helpline>,
    /// How to reach the people who look after the directory.
    pub reach: Reach,
    /// When entries must be looked at again.
    pub review: Review,
    /// Limits of plain English.
    pub rules: Rules,
    /// The most that files may weigh.
    pub budget: Budget,
    /// Where the positions of districts and towns are, for help near somebody.
    pub near: Option<Near>,
    /// How accessible the site is; none where nobody has tested it.
    pub accessibility: Option<Statement>,
    /// Who answers for readers' data.
    pub privacy: Option<Privacy>,
    /// Where a link to leave a page fast leads.
    pub leave: Option<Leave>,
    /// What is printed.
    pub print: Print,
}

/// What is printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Print {
    /// Whether each build prints every leaflet and sheet into the site.
    pub with_build: bool,
    /// Fonts for letters that the theme's lack: paths from the root, with `/`, never leading out of it.
    pub fonts: Vec<String>,
}

/// The positions of districts and towns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// The table, from the root, with `/`: `search-index/positions.csv`. Never leads out of the root.
    pub positions: String,
    /// Whose positions they are. Their licence may ask for it, so it stands wherever they are used.
    pub attribution: String,
}

/// The number to ring.
#[derive(Debug, Clone)]
pub struct Helpline {
    /// Who answers.
    pub name: Option<String>,
    /// The number.
    pub phone: Phone,
    /// When it is answered.
    pub hours: Vec<Rule>,
}

/// How to report a mistake.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    /// By email.
    pub email: Option<Email>,
    /// By post, on one line.
    pub post: Option<String>,
    /// By a web form.
    pub web: Option<WebAddress>,
}

/// How long an entry counts as checked.
#[derive(Debug, Clone)]
pub struct Review {
    /// For every offer whose type has no period of its own.
    pub offers: Period,
    /// By type of offer (`social-tariff = "6 months"`).
    pub types: BTreeMap<String, Period>,
    /// For guides that do not say.
    pub guides: Period,
    /// After the period, before an entry counts as too old to print.
    pub grace: Period,
}

/// Limits of plain English, for warnings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rules {
    /// The most words in a sentence.
    pub sentence_words: u32,
    /// The highest Flesch–Kincaid grade of an entry's text; a grade is about an age less five.
    pub reading_grade: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfigFile {
    title: String,
    #[serde(default)]
    intro: String,
    address: Option<String>,
    #[serde(default = "english")]
    language: String,
    #[serde(default = "london")]
    time_zone: String,
    #[serde(default = "default_theme")]
    theme: String,
    #[serde(default)]
    sample: bool,
    helpline: Option<HelplineFile>,
    #[serde(default)]
    contact: ContactFile,
    #[serde(default)]
    review: ReviewFile,
    #[serde(default)]
    rules: RulesFile,
    #[serde(default)]
    budget: budget::BudgetFile,
    near: Option<NearFile>,
    accessibility: Option<StatementFile>,
    privacy: Option<PrivacyFile>,
    leave: Option<LeaveFile>,
    #[serde(default)]
    print: PrintFile,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct PrintFile {
    #[serde(default)]
    with_build: bool,
    #[serde(default)]
    fonts: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NearFile {
    positions: String,
    attribution: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HelplineFile {
    name: Option<String>,
    phone: String,
    hours: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct ContactFile {
    email: Option<String>,
    post: Option<String>,
    web: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct ReviewFile {
    offers: Option<String>,
    guides: Option<String>,
    grace: Option<String>,
    #[serde(default)]
    types: BTreeMap<String, String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    sentence_words: Option<u32>,
    reading_grade: Option<f64>,
}

fn english() -> String {
    "en-GB".into()
}

fn london() -> String {
    "Europe/London".into()
}

fn default_theme() -> String {
    "default".into()
}

/// Reads `site.toml` below `root`.
pub fn read(root: &Path) -> Result<Config> {
    let path = root.join("site.toml");
    let text = std::fs::read_to_string(&path).map_err(|error| {
        if error.kind() == std::io::ErrorKind::NotFound {
            let advice = "there is no such file. Go to the folder that holds `site.toml`, name it with `--root`, \
                          or start a site with `fingerpost new site DIR`";
            Error::new("read the settings", &path, advice)
        } else {
            Error::new("read the settings", &path, error)
        }
    })?;
    parse(&text).map_err(|cause| Error::new("understand the settings in", &path, cause))
}

/// Parses the text of `site.toml`; the message of a mistake names the line or the setting.
pub fn parse(text: &str) -> std::result::Result<Config, String> {
    let file: ConfigFile = toml::from_str(text).map_err(|error| error.to_string())?;
    let ConfigFile {
        title,
        intro,
        address,
        language,
        time_zone,
        theme,
        sample,
        helpline,
        contact,
        review,
        rules,
        budget,
        near,
        accessibility,
        privacy,
        leave,
        print,
    } = file;
    if title.trim().is_empty() {
        return Err("`title` is empty; give the directory a name".into());
    }
    if !theme.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') || theme.is_empty() {
        return Err(format!("`theme = \"{theme}\"` is not a folder's name below `themes/`"));
    }
    Ok(Config {
        title,
        intro,
        address: address.map(|text| base_address(&text)).transpose()?,
        language: setting("language", Language::parse(&language))?,
        time_zone: setting("time_zone", TimeZone::parse(&time_zone))?,
        theme,
        sample,
        helpline: helpline.map(parse_helpline).transpose()?,
        reach: Reach {
            email: contact
                .email
                .map(|text| setting("contact.email", Email::parse(&text)))
                .transpose()?,
            post: contact.post,
            web: contact
                .web
                .map(|text| setting("contact.web", WebAddress::parse(&text)))
                .transpose()?,
        },
        review: parse_review(review)?,
        rules: Rules {
            sentence_words: rules.sentence_words.unwrap_or(25),
            reading_grade: rules.reading_grade.unwrap_or(9.0),
        },
        budget: budget::parse(&budget)?,
        near: near.map(parse_near).transpose()?,
        accessibility: accessibility
            .map(|file| statements::parse_statement(file, text))
            .transpose()?,
        privacy: privacy.map(statements::parse_privacy),
        leave: leave.map(statements::parse_leave).transpose()?,
        print: parse_print(print)?,
    })
}

fn base_address(text: &str) -> std::result::Result<String, String> {
    let address = setting("address", WebAddress::parse(text))?.to_string();
    if address.contains(['?', '#']) {
        return Err("`address` is where the site lives, without `?` or `#`".into());
    }
    Ok(if address.ends_with('/') { address } else { address + "/" })
}

fn parse_helpline(file: HelplineFile) -> std::result::Result<Helpline, String> {
    let HelplineFile { name, phone, hours } = file;
    Ok(Helpline {
        name,
        phone: setting("helpline.phone", Phone::parse(&phone))?,
        hours: hours.map_or(Ok(Vec::new()), |text| setting("helpline.hours", hours::parse(&text)))?,
    })
}

fn parse_review(file: ReviewFile) -> std::result::Result<Review, String> {
    let ReviewFile {
        offers,
        guides,
        grace,
        types,
    } = file;
    let period = |name: &str, text: Option<String>, default: &str| {
        setting(name, Period::parse(text.as_deref().unwrap_or(default)))
    };
    let types = types
        .into_iter()
        .map(|(word, text)| {
            let known = crate::values::slug::Slug::parse(&word).is_ok();
            if !known {
                return Err(format!("`review.types.{word}` is not a type of offer"));
            }
            setting(&format!("review.types.{word}"), Period::parse(&text)).map(|period| (word, period))
        })
        .collect::<std::result::Result<_, _>>()?;
    Ok(Review {
        offers: period("review.offers", offers, "12 months")?,
        guides: period("review.guides", guides, "12 months")?,
        grace: period("review.grace", grace, "6 months")?,
        types,
    })
}

fn parse_print(file: PrintFile) -> std::result::Result<Print, String> {
    let PrintFile { with_build, fonts } = file;
    match fonts.iter().find(|path| leads_out(path)) {
        Some(path) => Err(format!(
            "`print.fonts`: `{path}` is not a file below the folder of `site.toml`; \
             write it like `fonts/NotoNaskhArabic-Regular.ttf`"
        )),
        None => Ok(Print { with_build, fonts }),
    }
}

/// Whether a path could name a file that is not below the root.
fn leads_out(path: &str) -> bool {
    path.contains(['\\', ':', '\0']) || path.split('/').any(|part| matches!(part, "" | "." | ".."))
}

fn parse_near(file: NearFile) -> std::result::Result<Near, String> {
    let NearFile { positions, attribution } = file;
    if leads_out(&positions) {
        return Err(format!(
            "`near.positions = \"{positions}\"` is not a file below the folder of `site.toml`; \
             write it like `search-index/positions.csv`"
        ));
    }
    if attribution.trim().is_empty() {
        return Err("`near.attribution` is empty; say whose positions they are, as their licence asks".into());
    }
    Ok(Near { positions, attribution })
}

fn setting<T>(name: &str, value: std::result::Result<T, Mistake>) -> std::result::Result<T, String> {
    value.map_err(|mistake| match mistake.help {
        Some(help) => format!("`{name}`: {}. {help}", mistake.message),
        None => format!("`{name}`: {}", mistake.message),
    })
}
