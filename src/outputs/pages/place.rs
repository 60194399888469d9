//! The page of a place: where it is, when it is open, how to get in, what is on there.

use serde::Serialize;

use super::card::Link;
use super::dates::{HoursView, LineView};
use super::{Maker, Room, Shell};
use crate::outputs::said::{AccessView, AddressView, CheckedView, ContactView, LanguageView};
use crate::site::{PlaceId, routes};

/// What `place.html` shows.
#[derive(Debug, Serialize)]
pub(super) struct PlacePage {
    shell: Shell,
    name: String,
    alert: Option<LineView>,
    address: AddressView,
    map: Option<String>,
    hours: HoursView,
    contacts: Vec<ContactView>,
    travel: Option<String>,
    access: Vec<AccessView>,
    facilities: Vec<String>,
    languages: Vec<LanguageView>,
    /// HTML.
    description: Option<String>,
    organisation: Option<Link>,
    area: Option<Link>,
    offers: Vec<String>,
    /// How many more there are than are shown.
    more: usize,
    checked: Option<CheckedView>,
    file: String,
}

impl Maker<'_> {
    /// The page of a place.
    pub(super) fn place(&self, id: PlaceId, room: Room) -> PlacePage {
        let site = self.site;
        let place = site.place(id);
        let offers = &site.listings.place_offers[id.index()];
        let path = routes::place(&place.slug);
        let town = &place.address.town;
        let title = if place.name.contains(town) {
            place.name.clone()
        } else {
            format!("{}, {town}", place.name)
        };
        let gaps = [("place", place.name.clone()), ("town", town.clone())];
        let description = self.filled("place.about", &gaps);
        let mut contacts: Vec<ContactView> = place.contacts.iter().map(|contact| self.contact(contact)).collect();
        if contacts.is_empty() {
            let organisation = place.organisation.map(|organisation| site.organisation(organisation));
            contacts = organisation
                .into_iter()
                .flat_map(|one| &one.contacts)
                .map(|one| self.contact(one))
                .collect();
            contacts.retain(|contact| contact.way != "visit");
        }
        PlacePage {
            shell: self.shell(&path, &title, &description, &[("nav.places", routes::PLACES)]),
            name: place.name.clone(),
            alert: self.alert(place.alert.as_ref()),
            address: self.address(&place.address),
            map: self.map_link(place),
            hours: self.hours_view(
                place.hours.as_deref(),
                &[&place.closed],
                site.schedule_of_place(id).as_ref(),
            ),
            contacts,
            travel: place.travel.clone(),
            access: self.access(&place.access),
            facilities: place
                .facilities
                .iter()
                .map(|one| self.choice("facility", one.word()))
                .collect(),
            languages: self.languages(&place.languages),
            description: place.description.as_ref().map(|text| self.prose(text, &path)),
            organisation: place
                .organisation
                .map(|organisation| self.organisation_link(organisation)),
            area: place.area.map(|area| self.area_link(area)),
            offers: self.cards(offers, room),
            more: offers.len().saturating_sub(room.all()),
            checked: place
                .assured
                .as_ref()
                .map(|assured| self.checked(assured, site.config.review.offers)),
            file: place.origin.path().to_owned(),
        }
    }
}
