//! Offers: drafts to files.
//!
//! In: drafts. Out: files. An offer without a way to get in touch offline borrows the place's door, or its
//! organisation's phone or postal address; without any of them it is written as inactive, so that no list shows it.

use std::collections::BTreeSet;

use super::desk::Desk;
use super::organisation::UNNAMED;
use super::reach::{ask_where, borrow_contact};
use super::{Finisher, KnownOrganisation, KnownPlace, each_once};
use crate::content::{Delivery, OfferType, Status};
use crate::error::{Error, Result};
use crate::import::draft::{CostDraft, Draft, OfferDraft};
use crate::import::sheet::{
    AlertSheet, ContactSheet, CostSheet, EligibilitySheet, OfferSheet, ReferralSheet, WhereSheet, Words,
};
use crate::import::{mend, text};
use crate::values::money::Money;
use crate::values::slug::Slug;

const FOLDER: &str = "offers";

impl Finisher<'_> {
    /// Makes files of offers.
    pub(super) fn make_offers(&mut self, drafts: Vec<Draft<OfferDraft>>) -> Result<()> {
        let drafts = each_once(drafts, self.notes);
        let slugs = self.slugs(FOLDER, "offer", &drafts, |draft| self.titles(&draft.says));
        for draft in &drafts {
            if let Some(slug) = slugs.get(&draft.id) {
                self.make_offer(draft, slug)?;
            }
        }
        self.settle();
        Ok(())
    }

    fn titles(&self, says: &OfferDraft) -> Vec<String> {
        let name = text::line(&says.name);
        let mut titles = vec![name.clone()];
        if let Some(place) = says.wheres.iter().find_map(|said| self.place(&said.place)) {
            let KnownPlace {
                name: place,
                town,
                street,
                ..
            } = place;
            titles.extend([town, street, place].iter().map(|more| format!("{name} {more}")));
        }
        let organisation = self.organisation(&says.organisation).map(|known| known.name);
        titles.extend(organisation.map(|organisation| format!("{name} {organisation}")));
        titles
    }

    fn make_offer(&mut self, draft: &Draft<OfferDraft>, slug: &Slug) -> Result<()> {
        let says = &draft.says;
        let mut desk = self.desk(&draft.origin);
        let Some(name) = desk.line(&says.name) else {
            self.refuse(&draft.origin, &draft.id, "it has no name");
            return Ok(());
        };
        let Some(organisation) = self.organisation_of(says, &mut desk) else {
            let why = format!(
                "its organisation `{}` is not in the data; name one with `[unnamed]` in the map",
                text::line(&says.organisation)
            );
            self.refuse(&draft.origin, &name, &why);
            return Ok(());
        };
        let places: Vec<KnownPlace> = says.wheres.iter().filter_map(|said| self.place(&said.place)).collect();
        let visit = |id: &str| {
            self.place(id)
                .filter(|place| place.can_be_visited)
                .map(|place| place.slug)
        };
        let mut contacts = desk.contacts(&says.contacts, visit);
        let is_reached = borrow_contact(&mut contacts, &places, &organisation);
        let wheres = self.wheres(says, &contacts, &mut desk);
        let refusal = match (contacts.is_empty(), wheres.is_empty()) {
            (true, _) => Some("it has no contact that can be read, nor has its organisation"),
            (_, true) => Some("it has neither a place that can be found nor a phone or postal address to ask at"),
            _ => None,
        };
        if let Some(why) = refusal {
            self.tell(desk);
            self.refuse(&draft.origin, &name, why);
            return Ok(());
        }
        let names = names(&organisation, &wheres, &contacts);
        let mut sheet = self.sheet(says, name, organisation, &mut desk)?;
        (sheet.contacts, sheet.r#where) = (contacts, wheres);
        if !is_reached {
            desk.unread(
                "contacts",
                "",
                "none works without the internet; `status: inactive` keeps it out of lists until there is one",
            );
            sheet.status = Some(Status::Inactive.word().to_owned());
        }
        sheet.notes = std::mem::take(&mut desk.own);
        self.tell(desk);
        self.propose(FOLDER, slug, (&draft.id, &draft.origin), &sheet, names)
    }

    /// Everything but where and contacts.
    fn sheet(
        &mut self,
        says: &OfferDraft,
        name: String,
        organisation: KnownOrganisation,
        desk: &mut Desk<'_>,
    ) -> Result<OfferSheet> {
        let (summary, description) = desk.summary(&says.summary, &says.description, &name);
        let defaults = &self.setting.map.defaults;
        let kind = desk
            .word("type", &says.kind, &OfferType::WORDS)
            .map(str::to_owned)
            .or_else(|| defaults.r#type.clone());
        let (starts, ends) = (desk.date("starts", &says.starts), desk.date("ends", &says.ends));
        let mut status = desk.word("status", &says.status, &Status::WORDS);
        if let Some(last_day) = ends.filter(|last_day| *last_day < desk.today) {
            status = status
                .filter(|word| *word != Status::Active.word())
                .or(Some(Status::Inactive.word()));
            desk.unread("ends", &last_day.to_string(), "it has ended, so it is `inactive`");
        }
        let Some(assured) = desk.assured(&says.assured, self.setting.map.assured()) else {
            return Err(no_date(&name, desk));
        };
        let alert = desk.line(&says.alert).map(|text| AlertSheet { text });
        let required = desk.line(&says.referral).map(|said| mend::is_yes(&said));
        Ok(OfferSheet {
            needs: self.needs(&says.needs, desk),
            area: self.area_of(&says.area, desk),
            also_called: desk.lines(says.also_called.iter().filter(|other| text::line(other) != name)),
            name,
            organisation: organisation.slug,
            summary,
            description,
            r#type: kind,
            cost: cost(&says.cost, desk),
            how: desk.lines(&says.how),
            bring: desk.lines(&says.bring),
            eligibility: eligibility(says, desk),
            referral: required.map(|required| ReferralSheet { required }),
            r#for: Words::new(
                says.groups
                    .iter()
                    .filter_map(|group| Slug::from_title(group))
                    .map(|slug| slug.to_string())
                    .collect(),
            ),
            languages: desk.languages(&says.languages),
            interpretation: desk.line(&says.interpretation),
            access: desk.access(&says.access),
            starts: starts
                .filter(|first| ends.is_none_or(|last| *first <= last))
                .map(|date| date.to_string()),
            ends: ends.map(|date| date.to_string()),
            status: status.map(str::to_owned),
            alert,
            same_as: desk.lines(&says.same_as),
            assured: Some(assured),
            ..OfferSheet::default()
        })
    }

    fn organisation_of(&self, says: &OfferDraft, desk: &mut Desk<'_>) -> Option<KnownOrganisation> {
        self.organisation(&says.organisation).or_else(|| {
            let unnamed = self.organisations.get(UNNAMED).cloned()?;
            desk.unread("organisation", &says.organisation, "it is not in the data");
            Some(unnamed)
        })
    }

    fn needs(&mut self, texts: &[String], desk: &mut Desk<'_>) -> Words {
        let mut needs: BTreeSet<String> = BTreeSet::new();
        for text in desk.lines(texts) {
            if self.is_topic(&text) {
                needs.insert(text);
            } else {
                desk.unread("needs", &text, "there is no such topic");
            }
        }
        if needs.is_empty() {
            needs.extend(self.setting.map.defaults.needs.iter().cloned());
        }
        self.topics.extend(needs.iter().cloned());
        Words::new(needs.into_iter().collect())
    }

    fn area_of(&mut self, text: &str, desk: &mut Desk<'_>) -> String {
        if let Some(area) = desk.line(text) {
            if let Some(id) = self.area(&area) {
                return id;
            }
            desk.unread("area", &area, "there is no such area");
        }
        let default = self.setting.map.defaults.area.clone();
        self.use_area(&default);
        default
    }

    /// Where it is: places that are there, and ways of delivery. Without any, people are told to ask.
    fn wheres(&mut self, says: &OfferDraft, contacts: &[ContactSheet], desk: &mut Desk<'_>) -> Vec<WhereSheet> {
        let mut wheres: Vec<WhereSheet> = Vec::new();
        for said in &says.wheres {
            let place = self.place(&said.place).map(|place| place.slug);
            let delivery = if place.is_some() {
                None
            } else {
                desk.word("delivery", &said.delivery, &Delivery::WORDS)
            };
            if place.is_none() && delivery.is_none() || place.is_some() && wheres.iter().any(|one| one.place == place) {
                continue;
            }
            let is_delivery = delivery.is_some();
            wheres.push(WhereSheet {
                place,
                delivery: delivery.map(str::to_owned),
                area: if is_delivery {
                    desk.line(&said.area).and_then(|area| self.area(&area))
                } else {
                    None
                },
                link: if is_delivery {
                    desk.web("link", &said.link)
                } else {
                    None
                },
                hours: desk.hours(&said.hours),
                note: desk.line(&said.note),
            });
        }
        if wheres.is_empty() {
            let name = says
                .wheres
                .iter()
                .find_map(|said| self.nowhere.get(&text::line(&said.place)));
            let name = name.filter(|name| !name.is_empty()).cloned();
            wheres.extend(ask_where(contacts, name, &says.wheres, desk));
        }
        wheres
    }
}

/// The files that an offer names.
fn names(organisation: &KnownOrganisation, wheres: &[WhereSheet], contacts: &[ContactSheet]) -> BTreeSet<String> {
    let places = wheres.iter().filter_map(|one| one.place.as_ref());
    let doors = contacts.iter().filter_map(|contact| contact.visit.as_ref());
    let mut names: BTreeSet<String> = places
        .chain(doors)
        .map(|slug| format!("content/places/{slug}.yaml"))
        .collect();
    names.insert(format!("content/organisations/{}.yaml", organisation.slug));
    names
}

/// Free only where the data says so and nothing else; an amount only in pounds.
fn cost(draft: &CostDraft, desk: &mut Desk<'_>) -> CostSheet {
    let (said, note) = (text::line(&draft.text), desk.line(&draft.note));
    let is_ask = said.is_empty() || said.eq_ignore_ascii_case("ask");
    let amount = Money::parse(&said).ok().filter(|_| desk.country == mend::UK);
    match (mend::is_free(&said), amount, note) {
        (true, _, None) => CostSheet::Word("free"),
        (true, _, note) => CostSheet::Fields {
            free: Some(true),
            amount: None,
            note,
        },
        (false, Some(amount), note) if amount.pence() == 0 => CostSheet::Fields {
            free: Some(true),
            amount: None,
            note,
        },
        (false, Some(amount), note) => {
            let pounds = format!("{}.{:02}", amount.pence() / 100, amount.pence() % 100);
            CostSheet::Fields {
                free: None,
                amount: Some(pounds),
                note,
            }
        }
        (false, None, None) if is_ask => CostSheet::Word("ask"),
        (false, None, note) => {
            let parts = [Some(said).filter(|_| !is_ask), note];
            let note = desk.line(&parts.into_iter().flatten().collect::<Vec<_>>().join(". "));
            CostSheet::Fields {
                free: None,
                amount: None,
                note,
            }
        }
    }
}

fn eligibility(says: &OfferDraft, desk: &mut Desk<'_>) -> Option<EligibilitySheet> {
    let text = desk.line(&says.eligibility);
    let mut age = |field: &str, said: &str| {
        let said = desk.line(said)?;
        let years = said.parse::<f64>().ok().filter(|years| (0.0..=150.0).contains(years));
        if years.is_none() {
            desk.unread(field, &said, "it is not an age in years");
        }
        // A child of two and a half is two.
        years.map(|years| years.floor() as u32)
    };
    let (minimum, maximum) = (
        age("minimum_age", &says.minimum_age),
        age("maximum_age", &says.maximum_age),
    );
    let is_backwards = minimum.zip(maximum).is_some_and(|(minimum, maximum)| minimum > maximum);
    if is_backwards {
        let ages = format!("{} to {}", says.minimum_age, says.maximum_age);
        desk.unread("minimum_age and maximum_age", &ages, "nobody has such an age");
    }
    let (minimum_age, maximum_age) = if is_backwards { (None, None) } else { (minimum, maximum) };
    let sheet = EligibilitySheet {
        text,
        minimum_age,
        maximum_age,
    };
    Some(sheet).filter(|sheet| *sheet != EligibilitySheet::default())
}

fn no_date(name: &str, desk: &Desk<'_>) -> Error {
    let origin = desk.origin;
    let message = format!(
        "`{name}` ({}, row {}) does not say when it was last true, and neither does the map. Add a line like \
         `assured = 2026-05-11` to a map (`--map`): the day on which the data was published or last checked",
        origin.file, origin.row
    );
    Error::without_path("date the imported entries", message)
}
