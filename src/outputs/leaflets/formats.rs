//! What only one format has: groups and an index in a booklet, strips on a poster, days in a week's sheet.
//!
//! In: a job with its entries as they are printed. Out: the value that its template reads as `more`.

use serde::Serialize;
use serde_json::Value;

use super::plan::Job;
use super::select::{group_by_place, need_of};
use super::week;
use super::writer::{Printable, Writer};
use crate::content::LeafletFormat;
use crate::outputs::said::address_lines;
use crate::outputs::subjects::{Subject, SubjectIndex, Target};

/// How many strips stand along the foot of a poster.
const STRIPS: usize = 8;

/// How many offers of a need a folded leaflet names; the rest is a telephone call away.
const MOST_IN_A_FOLD: usize = 2;

/// How many places a folded leaflet names.
const MOST_PLACES: usize = 3;

/// Entries under one heading.
#[derive(Debug, Serialize)]
struct Group {
    name: String,
    /// Positions in the list of entries.
    entries: Vec<usize>,
    /// How many more there are: a sentence.
    more: Option<String>,
}

/// A line of the subject index.
#[derive(Debug, Serialize)]
struct IndexLine {
    term: String,
    /// Labels of entries.
    to: Vec<String>,
    /// Other lines.
    see: Vec<String>,
}

/// A place with its address and hours.
#[derive(Debug, Serialize)]
struct PlaceLine {
    name: String,
    lines: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Booklet {
    groups: Vec<Group>,
    index: Vec<IndexLine>,
    about: String,
}

#[derive(Debug, Serialize)]
struct Fold {
    groups: Vec<Group>,
    places: Vec<PlaceLine>,
    about: String,
}

#[derive(Debug, Serialize)]
struct Poster {
    strips: usize,
}

#[derive(Debug, Serialize)]
struct Desk {
    groups: Vec<Group>,
    title: String,
}

impl Writer<'_> {
    /// The value that the template of a job's format reads besides its entries.
    pub fn more(&self, job: &Job<'_>, subjects: &SubjectIndex) -> Value {
        let value = match job.format {
            LeafletFormat::A4Sheet | LeafletFormat::LargePrint => Ok(Value::Null),
            LeafletFormat::A5Booklet => serde_json::to_value(Booklet {
                groups: self.groups(job, usize::MAX),
                index: self.index(job, subjects),
                about: self.said.site.config.intro.clone(),
            }),
            LeafletFormat::Trifold => serde_json::to_value(Fold {
                groups: self.groups(job, MOST_IN_A_FOLD),
                places: self.places_near(job),
                about: self.said.site.config.intro.clone(),
            }),
            LeafletFormat::Poster => serde_json::to_value(Poster {
                strips: if job.leaflet.is_some_and(|leaflet| leaflet.tear_off) {
                    STRIPS
                } else {
                    0
                },
            }),
            LeafletFormat::WeekSheet => serde_json::to_value(week::week(self, job)),
            LeafletFormat::DeskSheet => serde_json::to_value(Desk {
                groups: self.groups(job, usize::MAX),
                title: self.area_name(job),
            }),
        };
        value.unwrap_or_default()
    }

    /// The name of the leaflet's area; the site's where it has none.
    pub fn area_name(&self, job: &Job<'_>) -> String {
        let site = self.said.site;
        let area = job.leaflet.and_then(|leaflet| leaflet.area);
        area.map_or_else(|| site.config.title.clone(), |area| site.area(area).name.clone())
    }

    /// Entries under headings: by town where the leaflet is ordered by place, else by need. Entries stand in this order
    /// already, so that a group is a run of them.
    fn groups(&self, job: &Job<'_>, most: usize) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for (at, what) in job.entries.iter().enumerate() {
            let name = self.group_name(job, *what);
            match groups.last_mut().filter(|last| last.name == name) {
                Some(last) => last.entries.push(at),
                None => groups.push(Group {
                    name,
                    entries: vec![at],
                    more: None,
                }),
            }
        }
        for group in &mut groups {
            let rest = group.entries.len().saturating_sub(most);
            group.entries.truncate(most);
            group.more = (rest > 0).then(|| self.said.filled("print.more", &[("count", rest.to_string())]));
        }
        groups
    }

    fn group_name(&self, job: &Job<'_>, what: Printable) -> String {
        let (said, site) = (&self.said, self.said.site);
        let Printable::Offer(id) = what else {
            return said.word("guides.title");
        };
        let by_place = job
            .leaflet
            .is_some_and(|leaflet| leaflet.order.as_deref() == Some("place"));
        if by_place {
            return match group_by_place(site, id) {
                (false, town) => town,
                (true, _) => said.word("print.comes_to_you"),
            };
        }
        let offer = site.offer(id);
        let need = job.leaflet.and_then(|leaflet| need_of(site, leaflet, offer));
        need.map_or_else(|| said.word("print.other_help"), |need| site.topic(need).name.clone())
    }

    /// The words of the search that lead to entries of this leaflet, like the index of a book.
    fn index(&self, job: &Job<'_>, subjects: &SubjectIndex) -> Vec<IndexLine> {
        let label = |subject: &Subject| {
            let what = match subject {
                Subject::Offer(id) | Subject::TranslatedOffer(id, _) => Printable::Offer(*id),
                Subject::Guide(id) | Subject::TranslatedGuide(id, _) => Printable::Guide(*id),
                _ => return None,
            };
            let at = job.entries.iter().position(|one| *one == what)?;
            Some(format!("e{at}"))
        };
        let to: Vec<Vec<String>> = subjects
            .headings
            .iter()
            .map(|heading| match &heading.target {
                Target::Links { links, .. } if heading.language.is_none() => {
                    let mut to: Vec<String> = links.iter().filter_map(label).collect();
                    to.sort();
                    to.dedup();
                    to
                }
                _ => Vec::new(),
            })
            .collect();
        let has_pages = |at: &&usize| to.get(**at).is_some_and(|pages| !pages.is_empty());
        let lines = subjects.headings.iter().zip(&to).map(|(heading, pages)| {
            let see = match &heading.target {
                Target::See(others) => others.as_slice(),
                Target::Links { .. } => &[],
            };
            let see = see.iter().filter(has_pages).filter_map(|at| subjects.headings.get(*at));
            IndexLine {
                term: heading.term.clone(),
                to: pages.clone(),
                see: see.map(|other| other.term.clone()).collect(),
            }
        });
        lines
            .filter(|line| !line.to.is_empty() || !line.see.is_empty())
            .filter(|line| (self.can_print)(&line.term))
            .collect()
    }

    /// The places of the leaflet's area that most of its entries are at.
    fn places_near(&self, job: &Job<'_>) -> Vec<PlaceLine> {
        let site = self.said.site;
        let Some(area) = job.leaflet.and_then(|leaflet| leaflet.area) else {
            return Vec::new();
        };
        let listed = site.listings.areas.get(area.index());
        let mut places: Vec<_> = listed.map(|area| area.places.clone()).unwrap_or_default();
        let helped = |place: &crate::site::PlaceId| {
            let offers = site.listings.place_offers.get(place.index());
            std::cmp::Reverse(offers.map_or(0, Vec::len))
        };
        places.sort_by_key(helped);
        let lines = places.into_iter().take(MOST_PLACES).map(|id| {
            let place = site.place(id);
            let mut lines = vec![address_lines(&place.address).join(", ")];
            lines.extend(place.hours.iter().flat_map(|rules| self.said.hours(rules)));
            PlaceLine {
                name: place.name.clone(),
                lines: lines.iter().map(|line| self.text(line)).collect(),
            }
        });
        lines.collect()
    }
}
