//! The charter: principles, pledges, signatories, and whether each pledge is kept.
//!
//! In: the charter's entries, and the offers and guides of the site. Out: a [`Charter`] in which every pledge made has
//! its standing, found by the query that the pledge itself names.

use std::sync::Arc;

use super::model::{
    Charter, Evidence, GuideId, Offer, OfferId, Origin, Pledge, PledgeId, PledgeMade, Principle, PrincipleId, Progress,
    Shows, Signatory, Standing,
};
use super::names::AllNames;
use super::resolve::{PendingLink, Resolver};
use super::{OrganisationId, Site};
use crate::content::text::Prose;
use crate::content::{
    CharterEntry, Entry, EveryOffer, OffersShown, PledgeEntry, PrincipleEntry, ProgressEntry, ShowsEntry,
    SignatoryEntry,
};
use crate::diagnostics::{Diagnostics, nearest};
use crate::source::Source;
use crate::values::date::Period;

/// Evidence counts for this long where a pledge does not say.
const USUAL_PERIOD: &str = "12 months";

/// Looks the charter's names up and answers its queries.
pub(super) fn resolve(
    entry: Option<Entry<CharterEntry>>,
    text: Option<(Arc<Source>, Prose)>,
    signatories: Vec<Entry<SignatoryEntry>>,
    names: &AllNames,
    site: &Site,
    links: &mut Vec<PendingLink>,
    diagnostics: &mut Diagnostics,
) -> Option<Charter> {
    let Some(entry) = entry else {
        for signatory in &signatories {
            diagnostics.error(
                "signatory-without-charter",
                signatory.at(""),
                "there is a signatory but no charter that can be read",
                Some("add content/charter/charter.yaml".into()),
            );
        }
        return None;
    };
    let mut resolver = Resolver {
        names,
        diagnostics,
        links: Vec::new(),
    };
    let charter = resolver.charter(entry, text, signatories, site);
    links.append(&mut resolver.links);
    charter
}

impl Resolver<'_> {
    fn charter(
        &mut self,
        entry: Entry<CharterEntry>,
        text: Option<(Arc<Source>, Prose)>,
        signatories: Vec<Entry<SignatoryEntry>>,
        site: &Site,
    ) -> Option<Charter> {
        let origin = Origin::of(&entry);
        let CharterEntry {
            title,
            version,
            adopted,
            steward,
            principles,
            pledges,
        } = entry.fields;
        let steward = self
            .names
            .organisations
            .look_up(&steward, || origin.at("steward"), self.diagnostics);
        let principles: Vec<Principle> = principles
            .into_iter()
            .map(|PrincipleEntry { id, name, text }| Principle {
                slug: id,
                name: name.to_string(),
                text: text.to_string(),
            })
            .collect();
        let read: Vec<Option<Pledge>> = pledges
            .into_iter()
            .enumerate()
            .map(|(index, pledge)| self.pledge(pledge, index, &principles, &origin))
            .collect();
        // A pledge that cannot be read would shift the others' ids; the charter is left out and the mistake noted.
        let pledges: Vec<Pledge> = read.into_iter().collect::<Option<_>>()?;
        let text = text.map(|(source, prose)| {
            let slug = entry.slug.clone();
            let text_entry = Entry {
                slug,
                source,
                within: String::new(),
                fields: (),
            };
            self.prose(&prose, &Origin::of(&text_entry))
        });
        let signatories = signatories
            .into_iter()
            .filter_map(|signatory| self.signatory(signatory, &pledges, site))
            .collect();
        Some(Charter {
            origin,
            title: title.to_string(),
            version: version.to_string(),
            adopted,
            steward: steward?,
            text,
            principles,
            pledges,
            signatories,
        })
    }

    fn pledge(
        &mut self,
        entry: PledgeEntry,
        index: usize,
        principles: &[Principle],
        origin: &Origin,
    ) -> Option<Pledge> {
        let PledgeEntry {
            id,
            principle,
            text,
            shows,
        } = entry;
        let found = principles.iter().position(|one| one.slug == principle);
        if found.is_none() {
            let near = nearest(principle.as_str(), principles.iter().map(|one| one.slug.as_str()));
            let help = near.map(|near| format!("did you mean `{near}`?"));
            let location = origin.at(&format!("pledges.{index}.principle"));
            self.diagnostics.error(
                "unknown-principle",
                location,
                format!("there is no principle called `{principle}`"),
                help,
            );
        }
        let shows = match shows {
            Some(shows) => Some(self.shows(shows, index, origin)?),
            None => None,
        };
        Some(Pledge {
            slug: id,
            principle: PrincipleId::new(found?),
            text: text.to_string(),
            shows,
        })
    }

    fn shows(&mut self, entry: ShowsEntry, index: usize, origin: &Origin) -> Option<Shows> {
        let at = format!("pledges.{index}.shows");
        let ShowsEntry {
            offers,
            every_offer,
            guides,
            at_least,
            within,
        } = entry;
        let evidence = match (offers, every_offer, guides) {
            (Some(OffersShown { r#type, needs }), None, None) => {
                let key = format!("{at}.offers.needs");
                let names = self.names;
                let needs = super::resolve::look_up_all(&names.topics, &needs, origin, &key, self.diagnostics);
                Evidence::Offers { types: r#type, needs }
            }
            (None, Some(every), None) => Evidence::EveryOffer(every),
            (None, None, Some(_)) => Evidence::Guides,
            _ => {
                self.diagnostics.error(
                    "unclear-pledge",
                    origin.at(&at),
                    "`shows` names exactly one of `offers`, `every_offer` and `guides`",
                    None,
                );
                return None;
            }
        };
        let within = within.or_else(|| Period::parse(USUAL_PERIOD).ok())?;
        Some(Shows {
            evidence,
            at_least: at_least.unwrap_or(1).max(1),
            within,
        })
    }

    fn signatory(&mut self, entry: Entry<SignatoryEntry>, all: &[Pledge], site: &Site) -> Option<Signatory> {
        let origin = Origin::of(&entry);
        let SignatoryEntry {
            organisation,
            signed,
            version,
            signed_by,
            pledges,
            own_words,
            progress,
            offers_to_partners,
            asks_of_partners,
            owner: _,
        } = entry.fields;
        let names = self.names;
        let found = names
            .organisations
            .look_up(&organisation, || origin.at("organisation"), self.diagnostics);
        let pledges = super::resolve::look_up_all(&names.pledges, &pledges, &origin, "pledges", self.diagnostics);
        let own_words = self.optional_prose(own_words.as_ref(), &origin);
        let progress = progress
            .into_iter()
            .enumerate()
            .map(|(index, ProgressEntry { date, text, pledge })| {
                let at = || origin.at(&format!("progress.{index}.pledge"));
                let pledge = pledge.and_then(|slug| names.pledges.look_up(&slug, at, self.diagnostics));
                Progress {
                    date,
                    text: text.to_string(),
                    pledge,
                }
            })
            .collect();
        let organisation = found?;
        let pledges = pledges
            .into_iter()
            .map(|pledge| standing(pledge, all, organisation, site))
            .collect();
        Some(Signatory {
            slug: entry.slug,
            organisation,
            signed,
            version: version.to_string(),
            signed_by: signed_by.map(|line| line.to_string()),
            pledges,
            own_words,
            progress,
            offers_to_partners: super::resolve::lines(offers_to_partners),
            asks_of_partners: super::resolve::lines(asks_of_partners),
            origin,
        })
    }
}

/// Answers a pledge's query for one organisation.
fn standing(pledge: PledgeId, all: &[Pledge], organisation: OrganisationId, site: &Site) -> PledgeMade {
    let none = PledgeMade {
        pledge,
        standing: Standing::OnTrust,
        offers: Vec::new(),
        guides: Vec::new(),
    };
    let Some(shows) = all.get(pledge.index()).and_then(|pledge| pledge.shows.as_ref()) else {
        return none;
    };
    let is_fresh = |date: crate::values::date::Date| shows.within.add_to(date) >= site.today;
    let own: Vec<(OfferId, &Offer)> = site
        .listed_offers()
        .filter(|(_, offer)| offer.organisation == organisation)
        .collect();
    let (old_offers, offers, guides_old, guides) = match &shows.evidence {
        Evidence::Offers { types, needs } => {
            let counts = |offer: &Offer| {
                (types.is_empty() && needs.is_empty())
                    || types.contains(&offer.kind)
                    || offer.needs.iter().any(|need| needs.contains(need))
            };
            let all: Vec<_> = own.iter().filter(|(_, offer)| counts(offer)).collect();
            let fresh = all
                .iter()
                .filter(|(_, offer)| is_fresh(offer.assured.date))
                .map(|(id, _)| *id)
                .collect();
            (all.len(), fresh, 0, Vec::new())
        }
        Evidence::EveryOffer(rule) => {
            let holds = own.iter().all(|(_, offer)| keeps(offer, *rule, site));
            let all = if holds { own.len() } else { 0 };
            let fresh: Vec<OfferId> = own
                .iter()
                .filter(|(_, offer)| is_fresh(offer.assured.date))
                .map(|(id, _)| *id)
                .collect();
            (all, if holds { fresh } else { Vec::new() }, 0, Vec::new())
        }
        Evidence::Guides => {
            let by = site.organisation(organisation);
            let reviewed = |guide: &super::model::Guide| {
                let team = by.owner.as_deref();
                let reviewer = guide.reviewed.by.as_str();
                reviewer == by.slug.as_str() || reviewer.eq_ignore_ascii_case(&by.name) || team == Some(reviewer)
            };
            let all: Vec<usize> = site
                .guides
                .iter()
                .enumerate()
                .filter(|(_, guide)| reviewed(guide))
                .map(|(index, _)| index)
                .collect();
            let fresh = all
                .iter()
                .filter(|index| {
                    site.guides
                        .get(**index)
                        .is_some_and(|guide| is_fresh(guide.reviewed.date))
                })
                .map(|index| GuideId::new(*index))
                .collect();
            (0, Vec::new(), all.len(), fresh)
        }
    };
    let at_least = shows.at_least as usize;
    let standing = if offers.len() + guides.len() >= at_least {
        Standing::Kept
    } else if old_offers + guides_old >= at_least {
        Standing::Lapsed
    } else {
        Standing::NotYetShown
    };
    PledgeMade {
        pledge,
        standing,
        offers,
        guides,
    }
}

fn keeps(offer: &Offer, rule: EveryOffer, site: &Site) -> bool {
    match rule {
        EveryOffer::HasOfflineContact => offer.contacts.iter().any(|contact| contact.way.is_offline()),
        EveryOffer::HasAccessNote => {
            let of_places = offer.places.iter().all(|at| !site.place(at.place).access.is_empty());
            !offer.access.is_empty() || (of_places && !offer.places.is_empty())
        }
    }
}
