//! What is to be printed: each leaflet in each of its languages, and a sheet in two sizes for every offer and guide.
//!
//! In: the site and what was asked for. Out: jobs in a fixed order, each with the path of its file. It sets nothing.

use std::collections::BTreeSet;

use super::select;
use super::writer::{Printable, primary};
use crate::content::{LeafletFormat, PaperSize};
use crate::diagnostics::{Diagnostics, Location};
use crate::site::{GuideId, Leaflet, OfferId, Origin, Site, Translation, routes};
use crate::values::language::Language;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Every leaflet and every sheet.
    pub all: bool,
    /// Leaflets by their slugs.
    pub leaflets: BTreeSet<String>,
    /// Sheets of offers, by their slugs.
    pub offers: BTreeSet<String>,
    /// Sheets of guides, by their slugs.
    pub guides: BTreeSet<String>,
    /// Only of this format.
    pub format: Option<LeafletFormat>,
    /// Only in this language.
    pub language: Option<Language>,
}

impl Wanted {
    /// Every leaflet and every sheet.
    pub fn everything() -> Self {
        Self {
            all: true,
            ..Self::default()
        }
    }

    /// The first name that nothing of the site has.
    pub fn unknown(&self, site: &Site) -> Option<&str> {
        let leaflet = |name: &&String| !site.leaflets.iter().any(|one| one.slug.as_str() == name.as_str());
        let offer = |name: &&String| !site.offers.iter().any(|one| one.slug.as_str() == name.as_str());
        let guide = |name: &&String| !site.guides.iter().any(|one| one.slug.as_str() == name.as_str());
        let found = self.leaflets.iter().find(leaflet);
        let found = found.or_else(|| self.offers.iter().find(offer));
        found.or_else(|| self.guides.iter().find(guide)).map(String::as_str)
    }

    /// Whether something with an index of words is among it.
    pub fn needs_subjects(&self, site: &Site) -> bool {
        let is_wanted = |leaflet: &&Leaflet| self.all || self.leaflets.contains(leaflet.slug.as_str());
        let mut booklets = site.leaflets.iter().filter(is_wanted);
        booklets.any(|leaflet| leaflet.format == LeafletFormat::A5Booklet)
    }
}

/// One document to be made.
#[derive(Debug, Clone)]
pub(super) struct Job<'a> {
    /// Below the folder of printed things, without its ending: `offers/free-sim-cards-large`.
    pub path: String,
    /// What an edition is called by: the slug of a leaflet, or the path of an entry's page without its ending.
    pub name: String,
    pub title: String,
    pub format: LeafletFormat,
    pub language: Language,
    /// Of a poster.
    pub paper: PaperSize,
    pub entries: Vec<Printable>,
    /// The leaflet's file; none for a sheet of an entry.
    pub leaflet: Option<&'a Leaflet>,
}

impl Job<'_> {
    /// Its files, below the folder of printed things: a booklet has one in reading order and one to fold.
    pub fn files(&self) -> Vec<String> {
        let mut files = vec![format!("{}.pdf", self.path)];
        if self.format == LeafletFormat::A5Booklet {
            files.push(format!("{}-to-fold.pdf", self.path));
        }
        files
    }

    /// The word of its paper, where that is not the usual one.
    pub fn other_paper(&self) -> Option<String> {
        (self.paper != PaperSize::A4).then(|| self.paper.word().to_owned())
    }

    /// Where it was written.
    pub fn origin<'s>(&'s self, site: &'s Site) -> Option<&'s Origin> {
        match (self.leaflet, self.entries.first()) {
            (Some(leaflet), _) => Some(&leaflet.origin),
            (None, Some(first)) => Some(origin_of(site, *first)),
            (None, None) => None,
        }
    }
}

/// Where an entry was written.
pub(super) fn origin_of(site: &Site, what: Printable) -> &Origin {
    match what {
        Printable::Offer(id) => &site.offer(id).origin,
        Printable::Guide(id) => &site.guide(id).origin,
    }
}

/// The address of an entry's page.
pub(super) fn address_of(site: &Site, what: Printable) -> String {
    match what {
        Printable::Offer(id) => routes::offer(&site.offer(id).slug),
        Printable::Guide(id) => routes::guide(&site.guide(id).slug),
    }
}

/// Every job, leaflets first.
pub(super) fn jobs<'a>(site: &'a Site, wanted: &Wanted, diagnostics: &mut Diagnostics) -> Vec<Job<'a>> {
    let mut jobs = Vec::new();
    for leaflet in &site.leaflets {
        if wanted.all || wanted.leaflets.contains(leaflet.slug.as_str()) {
            add_leaflet(site, leaflet, &mut jobs, diagnostics);
        }
    }
    let mut unfit = 0;
    for (index, offer) in site.offers.iter().enumerate() {
        let is_named = wanted.offers.contains(offer.slug.as_str());
        let what = Printable::Offer(OfferId::new(index));
        if !wanted.all && !is_named {
            continue;
        } else if select::is_offer_fit(site, offer) {
            add_sheets(site, what, &offer.name, &offer.translations, &mut jobs);
        } else if is_named {
            select::left_out(offer.origin.at("assured"), &offer.name, diagnostics);
        } else {
            unfit += 1;
        }
    }
    for (index, guide) in site.guides.iter().enumerate() {
        let is_named = wanted.guides.contains(guide.slug.as_str());
        let what = Printable::Guide(GuideId::new(index));
        if !wanted.all && !is_named {
            continue;
        } else if select::is_guide_fit(site, guide) {
            add_sheets(site, what, &guide.title, &guide.translations, &mut jobs);
        } else if is_named {
            select::left_out(guide.origin.at("reviewed"), &guide.title, diagnostics);
        } else {
            unfit += 1;
        }
    }
    if jobs.is_empty() && unfit > 0 {
        diagnostics.warning(
            "nothing-to-print",
            Location::start_of("site.toml"),
            format!("none of {unfit} offers and guides is fit for paper: they have ended, or nobody has checked them in time"),
            Some("check them, and write the day into `assured` or `reviewed`".to_owned()),
        );
    }
    jobs.retain(|job| {
        wanted.format.is_none_or(|format| job.format == format)
            && wanted
                .language
                .as_ref()
                .is_none_or(|language| primary(language) == primary(&job.language))
    });
    jobs
}

fn add_leaflet<'a>(site: &'a Site, leaflet: &'a Leaflet, jobs: &mut Vec<Job<'a>>, diagnostics: &mut Diagnostics) {
    let entries = select::entries(site, leaflet, diagnostics);
    if entries.is_empty() && leaflet.format != LeafletFormat::Trifold {
        diagnostics.warning(
            "empty-leaflet",
            leaflet.origin.at("select"),
            "nothing is chosen for this leaflet, so it is not printed",
            Some("choose an area, needs, or offers and guides by name".to_owned()),
        );
        return;
    }
    let own = [site.config.language.clone()];
    let languages = if leaflet.languages.is_empty() {
        own.as_slice()
    } else {
        leaflet.languages.as_slice()
    };
    let each = languages
        .iter()
        .flat_map(|one| leaflet.papers.iter().map(move |paper| (one, *paper)));
    for (language, paper) in each {
        let job = Job {
            path: path_of(site, &on_paper(leaflet.slug.as_str(), paper), leaflet.format, language),
            name: leaflet.slug.to_string(),
            title: leaflet.title.clone(),
            format: leaflet.format,
            language: language.clone(),
            paper,
            entries: entries.clone(),
            leaflet: Some(leaflet),
        };
        let files = job.files();
        let shared = jobs.iter().find_map(|other| {
            let file = other.files().into_iter().find(|file| files.contains(file))?;
            Some((&other.name, file))
        });
        match shared {
            None => jobs.push(job),
            // A language that is written twice.
            Some((name, _)) if *name == job.name => {}
            Some((name, file)) => diagnostics.error(
                "two-leaflets-in-one-file",
                Location::start_of(leaflet.origin.path()),
                format!("this leaflet and `{name}` would both be printed into `{file}`"),
                Some("give the file of one of them another name".to_owned()),
            ),
        }
    }
}

/// `ring-us`, `ring-us-a3`: what is usual has no mark.
fn on_paper(slug: &str, paper: PaperSize) -> String {
    match paper {
        PaperSize::A4 => slug.to_owned(),
        PaperSize::A3 => format!("{slug}-{}", paper.word()),
    }
}

fn add_sheets(site: &Site, what: Printable, title: &str, translations: &[Translation], jobs: &mut Vec<Job<'_>>) {
    let address = address_of(site, what);
    let name = routes::id(&address);
    let own = std::iter::once((&site.config.language, title));
    // A translation whose original has changed since leaves print.
    let others = translations.iter().filter(|one| !one.stale);
    let others = others.map(|one| (&one.language, one.name.as_deref().unwrap_or(title)));
    for (language, title) in own.chain(others) {
        for format in [LeafletFormat::A4Sheet, LeafletFormat::LargePrint] {
            jobs.push(Job {
                path: path_of(site, name, format, language),
                name: name.to_owned(),
                title: title.to_owned(),
                format,
                language: language.clone(),
                paper: PaperSize::A4,
                entries: vec![what],
                leaflet: None,
            });
        }
    }
}

/// `free-sim-cards`, `free-sim-cards.pl`, `free-sim-cards-large`: other languages are marked as on pages.
fn path_of(site: &Site, stem: &str, format: LeafletFormat, language: &Language) -> String {
    let size = if format == LeafletFormat::LargePrint && !stem.ends_with("-large") {
        "-large"
    } else {
        ""
    };
    if primary(language) == primary(&site.config.language) {
        format!("{stem}{size}")
    } else {
        format!("{stem}{size}.{language}")
    }
}
