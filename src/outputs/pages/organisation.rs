//! The page of an organisation: how to reach it, what it offers, what it has promised.

use serde::Serialize;

use super::card::Link;
use super::{Maker, Room, Shell};
use crate::outputs::said::{CheckedView, ContactView};
use crate::site::{OrganisationId, routes};

/// What `organisation.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct OrganisationPage {
    shell: Shell,
    name: String,
    summary: String,
    kind: String,
    /// HTML.
    description: Option<String>,
    website: Option<String>,
    website_text: Option<String>,
    contacts: Vec<ContactView>,
    identifiers: Vec<Identifier>,
    offers: Vec<String>,
    /// How many more there are than are shown.
    more: usize,
    places: Vec<Link>,
    /// How many more there are than are shown.
    more_places: usize,
    /// Its page among the signatories of the charter.
    signatory: Option<String>,
    checked: Option<CheckedView>,
    file: String,
}

/// A number in a register.
#[derive(Debug, Serialize)]
struct Identifier {
    scheme: String,
    id: String,
}

impl Maker<'_> {
    /// The page of an organisation.
    pub(super) fn organisation(&self, id: OrganisationId, room: Room) -> OrganisationPage {
        let site = self.site;
        let organisation = site.organisation(id);
        let offers = &site.listings.organisation_offers[id.index()];
        let places = &site.listings.organisation_places[id.index()];
        let path = routes::organisation(&organisation.slug);
        let crumbs = [("nav.organisations", routes::ORGANISATIONS)];
        let signatories = site.charter.iter().flat_map(|charter| &charter.signatories);
        let every = site.config.review.offers;
        OrganisationPage {
            shell: self.shell(&path, &organisation.name, &organisation.summary, &crumbs),
            name: organisation.name.clone(),
            summary: organisation.summary.clone(),
            kind: self.choice("organisation_kind", organisation.kind.word()),
            description: organisation.description.as_ref().map(|text| self.prose(text, &path)),
            website: organisation.website.as_ref().map(ToString::to_string),
            website_text: organisation.website.as_ref().map(|website| website.spoken().to_owned()),
            contacts: organisation
                .contacts
                .iter()
                .map(|contact| self.contact(contact))
                .collect(),
            identifiers: organisation
                .identifiers
                .iter()
                .map(|(scheme, id)| Identifier {
                    scheme: scheme.clone(),
                    id: id.clone(),
                })
                .collect(),
            offers: self.cards(offers, room),
            more: offers.len().saturating_sub(room.all()),
            places: places
                .iter()
                .take(room.lines)
                .map(|place| self.place_link(*place))
                .collect(),
            more_places: places.len().saturating_sub(room.lines),
            signatory: signatories
                .filter(|signatory| signatory.organisation == id)
                .map(|signatory| routes::signatory(&signatory.slug))
                .next(),
            checked: organisation
                .assured
                .as_ref()
                .map(|assured| self.checked(assured, every)),
            file: organisation.origin.path().to_owned(),
        }
    }
}
