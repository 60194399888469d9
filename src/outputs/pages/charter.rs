//! The pages of the charter: its text, principles and pledges with who made them, and each signatory.

use std::collections::BTreeMap;

use serde::Serialize;

use super::card::Link;
use super::{GuideLink, Maker, Shell};
use crate::content::OrganisationKind;
use crate::site::{Charter, PledgeMade, Signatory, Standing, routes};

/// What `charter.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct CharterPage {
    shell: Shell,
    title: String,
    version: String,
    adopted: String,
    steward: Link,
    /// HTML.
    text: Option<String>,
    principles: Vec<PrincipleView>,
    signatory_count: usize,
    sectors: Vec<Sector>,
}

/// A principle with its pledges.
#[derive(Debug, Serialize)]
struct PrincipleView {
    id: String,
    name: String,
    text: String,
    pledges: Vec<PledgeView>,
}

/// A pledge with who made it.
#[derive(Debug, Serialize)]
struct PledgeView {
    id: String,
    text: String,
    signatories: Vec<PledgedBy>,
}

/// A signatory with whether it keeps a pledge.
#[derive(Debug, Serialize)]
struct PledgedBy {
    link: Link,
    /// `kept`, `lapsed`, `not-yet-shown` or `on-trust`.
    standing: &'static str,
    said: String,
}

/// Signatories of one sector.
#[derive(Debug, Serialize)]
struct Sector {
    name: String,
    signatories: Vec<Link>,
}

/// What `signatory.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct SignatoryPage {
    pub shell: Shell,
    name: String,
    organisation: Link,
    kind: String,
    signed: String,
    version: String,
    signed_by: Option<String>,
    /// HTML.
    own_words: Option<String>,
    pledges: Vec<MadeView>,
    progress: Vec<ProgressView>,
    offers_to_partners: Vec<String>,
    asks_of_partners: Vec<String>,
}

/// A pledge that a signatory made, with what shows it.
#[derive(Debug, Serialize)]
struct MadeView {
    id: String,
    text: String,
    standing: &'static str,
    said: String,
    offers: Vec<Link>,
    guides: Vec<GuideLink>,
    more: usize,
}

/// One step forward.
#[derive(Debug, Serialize)]
struct ProgressView {
    date: String,
    iso: String,
    text: String,
}

impl Maker<'_> {
    /// The page of the charter. Only made where there is one.
    pub(super) fn charter(&self) -> Option<CharterPage> {
        let charter = self.site.charter.as_ref()?;
        let about = self.filled("charter.about", &[("count", charter.signatories.len().to_string())]);
        Some(CharterPage {
            shell: self.shell(routes::CHARTER, &charter.title, &about, &[]),
            title: charter.title.clone(),
            version: charter.version.clone(),
            adopted: self.date(charter.adopted),
            steward: self.organisation_link(charter.steward),
            text: charter.text.as_ref().map(|text| self.prose(text, routes::CHARTER)),
            principles: self.principles(charter),
            signatory_count: charter.signatories.len(),
            sectors: self.sectors(charter),
        })
    }

    fn principles(&self, charter: &Charter) -> Vec<PrincipleView> {
        let of = |index: usize| {
            charter
                .pledges
                .iter()
                .enumerate()
                .filter(move |(_, pledge)| pledge.principle.index() == index)
                .map(|(number, pledge)| PledgeView {
                    id: pledge.slug.to_string(),
                    text: pledge.text.clone(),
                    signatories: self.pledged_by(charter, number),
                })
                .collect()
        };
        charter
            .principles
            .iter()
            .enumerate()
            .map(|(index, principle)| PrincipleView {
                id: principle.slug.to_string(),
                name: principle.name.clone(),
                text: principle.text.clone(),
                pledges: of(index),
            })
            .collect()
    }

    fn pledged_by(&self, charter: &Charter, pledge: usize) -> Vec<PledgedBy> {
        let made = charter.signatories.iter().flat_map(|signatory| {
            let of_pledge = signatory.pledges.iter().filter(|made| made.pledge.index() == pledge);
            of_pledge.map(move |made| (signatory, made))
        });
        made.map(|(signatory, made)| PledgedBy {
            link: self.signatory_link(signatory),
            standing: word(made.standing),
            said: self.choice("standing", word(made.standing)),
        })
        .collect()
    }

    fn sectors(&self, charter: &Charter) -> Vec<Sector> {
        let mut sectors: BTreeMap<OrganisationKind, Vec<Link>> = BTreeMap::new();
        for signatory in &charter.signatories {
            let kind = self.site.organisation(signatory.organisation).kind;
            sectors.entry(kind).or_default().push(self.signatory_link(signatory));
        }
        sectors
            .into_iter()
            .map(|(kind, signatories)| Sector {
                name: self.choice("sector", kind.word()),
                signatories,
            })
            .collect()
    }

    fn signatory_link(&self, signatory: &Signatory) -> Link {
        Link {
            name: self.site.organisation(signatory.organisation).name.clone(),
            address: routes::signatory(&signatory.slug),
        }
    }

    /// The page of a signatory.
    pub(super) fn signatory(&self, index: usize) -> Option<SignatoryPage> {
        let charter = self.site.charter.as_ref()?;
        let signatory = charter.signatories.get(index)?;
        let organisation = self.site.organisation(signatory.organisation);
        let path = routes::signatory(&signatory.slug);
        let gaps = [("name", organisation.name.clone()), ("charter", charter.title.clone())];
        let (title, about) = (
            self.filled("signatory.title", &gaps),
            self.filled("signatory.about", &gaps),
        );
        Some(SignatoryPage {
            shell: self.shell(&path, &title, &about, &[("nav.charter", routes::CHARTER)]),
            name: organisation.name.clone(),
            organisation: self.organisation_link(signatory.organisation),
            kind: self.choice("organisation_kind", organisation.kind.word()),
            signed: self.date(signatory.signed),
            version: signatory.version.clone(),
            signed_by: signatory.signed_by.clone(),
            own_words: signatory.own_words.as_ref().map(|text| self.prose(text, &path)),
            pledges: signatory
                .pledges
                .iter()
                .filter_map(|made| self.made(charter, made))
                .collect(),
            progress: signatory
                .progress
                .iter()
                .map(|step| ProgressView {
                    date: self.date(step.date),
                    iso: step.date.to_string(),
                    text: step.text.clone(),
                })
                .collect(),
            offers_to_partners: signatory.offers_to_partners.clone(),
            asks_of_partners: signatory.asks_of_partners.clone(),
        })
    }

    fn made(&self, charter: &Charter, made: &PledgeMade) -> Option<MadeView> {
        const MOST: usize = 6;
        let pledge = charter.pledges.get(made.pledge.index())?;
        let offers = made.offers.iter().take(MOST).map(|id| {
            let offer = self.site.offer(*id);
            Link {
                name: offer.name.clone(),
                address: routes::offer(&offer.slug),
            }
        });
        Some(MadeView {
            id: pledge.slug.to_string(),
            text: pledge.text.clone(),
            standing: word(made.standing),
            said: self.choice("standing", word(made.standing)),
            offers: offers.collect(),
            guides: made
                .guides
                .iter()
                .take(MOST)
                .map(|guide| self.guide_link(*guide))
                .collect(),
            more: made.offers.len().saturating_sub(MOST),
        })
    }
}

fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Kept => "kept",
        Standing::Lapsed => "lapsed",
        Standing::NotYetShown => "not-yet-shown",
        Standing::OnTrust => "on-trust",
    }
}
