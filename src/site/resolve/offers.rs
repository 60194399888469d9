//! Offers, looked up.

use super::Resolver;
use super::shared::{access, alert, assured, closures, line, lines};
use crate::content::{
    CapacityEntry, CostEntry, EligibilityEntry, Entry, OfferEntry, OfferType, ReferralEntry, Status, WhereEntry,
};
use crate::site::model::{AtPlace, ByDelivery, Capacity, Cost, Eligibility, Offer, Origin, Referral};
use crate::site::{PlaceId, Site};
use crate::values::slug::Slug;

impl Resolver<'_> {
    /// Offers whose organisation and area exist; the others are noted and left out.
    pub fn offers(&mut self, entries: Vec<Entry<OfferEntry>>, site: &Site) -> Vec<Offer> {
        entries
            .into_iter()
            .filter_map(|entry| self.offer(entry, site))
            .collect()
    }

    fn offer(&mut self, entry: Entry<OfferEntry>, site: &Site) -> Option<Offer> {
        let origin = Origin::of(&entry);
        let OfferEntry {
            name,
            organisation,
            summary,
            description,
            needs,
            r#type,
            r#where,
            contacts,
            cost,
            area,
            how,
            bring,
            eligibility,
            referral,
            booking,
            r#for,
            languages,
            interpretation,
            access: access_entries,
            capacity,
            starts,
            ends,
            status,
            alert: alert_entry,
            plain,
            also_called,
            pledges,
            sensitive,
            same_as,
            not_same_as,
            owner: _,
            assured: assured_entry,
            was,
            notes: _,
        } = entry.fields;
        let names = self.names;
        let organisation = names
            .organisations
            .look_up(&organisation, || origin.at("organisation"), self.diagnostics);
        let area = names.areas.look_up(&area, || origin.at("area"), self.diagnostics);
        let needs = needs
            .iter()
            .enumerate()
            .filter_map(|(index, slug)| {
                names
                    .topics
                    .look_up(slug, || origin.at(&format!("needs.{index}")), self.diagnostics)
            })
            .collect();
        let pledges = pledges
            .iter()
            .enumerate()
            .filter_map(|(index, slug)| {
                names
                    .pledges
                    .look_up(slug, || origin.at(&format!("pledges.{index}")), self.diagnostics)
            })
            .collect();
        self.not_same_as(&not_same_as, &origin);
        let (places, deliveries) = self.wheres(r#where, &origin, site);
        let contacts = self.contacts(contacts, "contacts", &origin);
        let description = self.optional_prose(description.as_ref(), &origin);
        Some(Offer {
            slug: entry.slug,
            origin,
            name: name.to_string(),
            organisation: organisation?,
            summary: summary.as_str().to_owned(),
            description,
            needs,
            kind: r#type.unwrap_or(OfferType::Other),
            places,
            deliveries,
            contacts,
            cost: resolve_cost(cost),
            area: area?,
            how: lines(how),
            bring: lines(bring),
            eligibility: eligibility.map(resolve_eligibility),
            referral: referral.map(resolve_referral),
            booking,
            groups: r#for,
            languages,
            interpretation: line(interpretation),
            access: access(access_entries),
            capacity: capacity.map(resolve_capacity),
            starts,
            ends,
            status: status.unwrap_or(Status::Active),
            alert: alert_entry.map(alert),
            plain: lines(plain),
            also_called: lines(also_called),
            pledges,
            same_as: lines(same_as),
            not_same_as,
            sensitive: sensitive.unwrap_or(false),
            assured: assured(assured_entry),
            was,
            translations: Vec::new(),
        })
    }

    fn not_same_as(&mut self, slugs: &[Slug], origin: &Origin) {
        for (index, slug) in slugs.iter().enumerate() {
            self.names
                .offers
                .look_up(slug, || origin.at(&format!("not_same_as.{index}")), self.diagnostics);
        }
    }

    fn wheres(&mut self, entries: Vec<WhereEntry>, origin: &Origin, site: &Site) -> (Vec<AtPlace>, Vec<ByDelivery>) {
        let (mut places, mut deliveries) = (Vec::new(), Vec::new());
        for (index, entry) in entries.into_iter().enumerate() {
            let at = format!("where.{index}");
            match (&entry.place, entry.delivery) {
                (Some(slug), None) => {
                    let slug = slug.clone();
                    let found =
                        self.names
                            .places
                            .look_up(&slug, || origin.at(&format!("{at}.place")), self.diagnostics);
                    if let Some(place) = found {
                        places.push(self.at_place(entry, place, &at, origin, site));
                    }
                }
                (None, Some(_)) => deliveries.extend(self.by_delivery(entry, &at, origin)),
                (Some(_), Some(_)) => self.diagnostics.error(
                    "place-and-delivery",
                    origin.at(&at),
                    "this says both a place and a way of delivery",
                    Some("put each into its own item of the list `where`".into()),
                ),
                (None, None) => self.diagnostics.error(
                    "where-without-place",
                    origin.at(&at),
                    "this says neither a place nor a way of delivery",
                    Some("add `place:` with a place's name, or `delivery:` home-visit, phone, online or post".into()),
                ),
            }
        }
        (places, deliveries)
    }

    fn at_place(&mut self, entry: WhereEntry, place: PlaceId, at: &str, origin: &Origin, site: &Site) -> AtPlace {
        let WhereEntry {
            place: _,
            delivery: _,
            area,
            link,
            hours,
            closed,
            note,
        } = entry;
        for (given, name) in [(area.is_some(), "area"), (link.is_some(), "link")] {
            if given {
                self.diagnostics.error(
                    "field-for-delivery",
                    origin.at(&format!("{at}.{name}")),
                    format!("`{name}` belongs to a way of delivery, not to a place"),
                    Some("take it out here".into()),
                );
            }
        }
        let hours_of_place = matches!(hours, Some(crate::content::shared::HoursEntry::AtPlace));
        let of_place = site.place(place).hours.as_ref();
        let hours = self.hours(hours, Some(of_place), &format!("{at}.hours"), origin);
        AtPlace {
            place,
            hours,
            hours_of_place,
            closed: closures(closed),
            note: line(note),
        }
    }

    fn by_delivery(&mut self, entry: WhereEntry, at: &str, origin: &Origin) -> Option<ByDelivery> {
        let WhereEntry {
            place: _,
            delivery,
            area,
            link,
            hours,
            closed,
            note,
        } = entry;
        let area = area.and_then(|slug| {
            self.names
                .areas
                .look_up(&slug, || origin.at(&format!("{at}.area")), self.diagnostics)
        });
        let hours = self.hours(hours, None, &format!("{at}.hours"), origin);
        Some(ByDelivery {
            delivery: delivery?,
            area,
            link,
            hours,
            closed: closures(closed),
            note: line(note),
        })
    }
}

fn resolve_cost(entry: CostEntry) -> Cost {
    match entry {
        CostEntry::Free { note } => Cost::Free { note: line(note) },
        CostEntry::Ask { note } => Cost::Ask { note: line(note) },
        CostEntry::Amount { amount, note, waiver } => Cost::Amount {
            amount,
            note: line(note),
            waiver,
        },
    }
}

fn resolve_eligibility(entry: EligibilityEntry) -> Eligibility {
    let EligibilityEntry {
        text,
        minimum_age,
        maximum_age,
    } = entry;
    Eligibility {
        text: line(text),
        minimum_age,
        maximum_age,
    }
}

fn resolve_referral(entry: ReferralEntry) -> Referral {
    let ReferralEntry { required, who, how } = entry;
    Referral {
        required,
        who,
        how: line(how),
    }
}

fn resolve_capacity(entry: CapacityEntry) -> Capacity {
    let CapacityEntry {
        unit,
        available,
        updated,
    } = entry;
    Capacity {
        unit: unit.to_string(),
        available,
        updated,
    }
}
