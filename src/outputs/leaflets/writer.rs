//! Writes an offer or a guide for paper: the phone first, then where and when, then everything else.
//!
//! In: the resolved thing, the words, and what else is in the leaflet. Out: an [`EntryView`]. It knows no format: a
//! template takes of the facts what it has room for.

use std::collections::BTreeMap;

use super::view::{EntryView, Fact, Item, PhoneView};
use crate::outputs::said::{AccessView, ContactView, OfferText, Said, address_lines, cost_note};
use crate::site::{
    Alert, AtPlace, ByDelivery, Contact, Cost, Freshness, Guide, GuideId, Offer, OfferId, Translation, Way,
};
use crate::values::hours::Rule;
use crate::values::language::Language;

/// Writes the entries of one leaflet.
pub(super) struct Writer<'a> {
    /// The words of the leaflet's language.
    pub said: Said<'a>,
    /// The language of the leaflet.
    pub language: &'a Language,
    /// Addresses of the things in this leaflet, with their labels.
    pub here: BTreeMap<String, String>,
    /// Whether the fonts have every letter of a text.
    pub can_print: &'a dyn Fn(&str) -> bool,
}

/// An entry to be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Printable {
    /// An offer.
    Offer(OfferId),
    /// A guide.
    Guide(GuideId),
}

impl Writer<'_> {
    /// The entry at a position of the leaflet.
    pub fn entry(&self, at: usize, what: Printable) -> EntryView {
        let site = self.said.site;
        let id = format!("e{at}");
        match what {
            Printable::Offer(offer) => self.offer(id, site.offer(offer)),
            Printable::Guide(guide) => self.guide(id, site.guide(guide)),
        }
    }

    fn translation<'t>(&self, translations: &'t [Translation]) -> Option<&'t Translation> {
        fitting(translations, self.language)
    }

    fn offer(&self, id: String, offer: &Offer) -> EntryView {
        let said = &self.said;
        let translation = self.translation(&offer.translations);
        let text = OfferText::of(offer, translation);
        let first = said.site.best_phone(offer);
        let mut facts = vec![
            self.fact("where", "print.where", self.places(offer), false),
            self.fact("cost", "offer.cost", vec![self.cost(&offer.cost)], false),
            self.fact("who", "offer.who", vec![self.who(offer, &text)], false),
            self.fact("how", "offer.how", points(&text.how, self), true),
            self.fact("bring", "offer.bring", points(&text.bring, self), true),
            self.fact("languages", "offer.languages", self.languages(offer, &text), false),
            self.fact("access", "print.access", self.access(offer), false),
            self.fact("contacts", "offer.other_contacts", self.contacts(offer, first), false),
        ];
        facts.retain(|fact| !fact.items.is_empty());
        let checked = said.checked(&offer.assured, said.site.review_period(offer));
        let alert = self.alert(offer.alert.as_ref());
        let notices = said.notice(offer).into_iter().chain(alert).chain(said.dates(offer));
        EntryView {
            id,
            name: self.text(&text.name),
            lang: translation.map(|one| one.language.to_string()),
            area: Some(said.filled("offer.for_area", &[("area", said.site.area(offer.area).name.clone())])),
            summary: Some(self.text(&text.summary)),
            notices: notices.map(|one| self.text(&one)).collect(),
            phones: first.into_iter().filter_map(|contact| self.phone(contact)).collect(),
            facts,
            body_name: text.description.map(|_| said.word("offer.more")),
            body: text.description.map(|body| self.prose(body)).unwrap_or_default(),
            body_ltr: text.description.is_some_and(|body| self.runs_otherwise(body)),
            after: Vec::new(),
            checked: self.text(&said.filled("print.checked", &[("date", checked.said)])),
        }
    }

    fn guide(&self, id: String, guide: &Guide) -> EntryView {
        let said = &self.said;
        let translation = self.translation(&guide.translations);
        let of = |theirs: Option<String>, own: &str| theirs.unwrap_or_else(|| own.to_owned());
        let before = translation
            .map(|one| &one.before_you_start)
            .filter(|list| !list.is_empty());
        let body = translation.and_then(|one| one.body.as_ref()).unwrap_or(&guide.body);
        let time = translation
            .and_then(|one| one.time.clone())
            .or_else(|| guide.time.clone());
        let mut facts = vec![
            self.fact("time", "print.time", points(time.as_slice(), self), false),
            self.fact(
                "before",
                "guide.before",
                points(before.unwrap_or(&guide.before_you_start), self),
                true,
            ),
        ];
        facts.retain(|fact| !fact.items.is_empty());
        let helpers = guide.offers.iter().map(|id| said.site.offer(*id));
        let helpers = helpers
            .filter(|offer| self.is_printed(offer))
            .map(|offer| self.helper(offer));
        let help = self.fact("help", "guide.help", helpers.collect(), false);
        let checked = said.date(guide.reviewed.date);
        EntryView {
            id,
            name: self.text(&of(translation.and_then(|one| one.name.clone()), &guide.title)),
            lang: translation.map(|one| one.language.to_string()),
            area: None,
            summary: Some(self.text(&of(translation.and_then(|one| one.summary.clone()), &guide.summary))),
            notices: Vec::new(),
            phones: Vec::new(),
            facts,
            body_name: None,
            body: self.prose(body),
            body_ltr: self.runs_otherwise(body),
            after: if help.items.is_empty() { Vec::new() } else { vec![help] },
            checked: self.text(&said.filled("print.checked", &[("date", checked)])),
        }
    }

    /// Whether an offer is fit for paper: it runs, and somebody made sure of it lately.
    fn is_printed(&self, offer: &Offer) -> bool {
        let site = self.said.site;
        site.is_listed(offer) && site.freshness(offer.assured.date, site.review_period(offer)) != Freshness::Overdue
    }

    fn helper(&self, offer: &Offer) -> Item {
        let phone = self.said.phone(offer).map(|phone| {
            let ring = self.said.word("contact.phone");
            self.text(&format!("{ring} {}", phone.spoken))
        });
        Item {
            lead: Some(offer.name.clone()),
            lines: phone.into_iter().collect(),
            more: Vec::new(),
        }
    }

    fn fact(&self, key: &'static str, name: &str, items: Vec<Item>, points: bool) -> Fact {
        let items = items
            .into_iter()
            .filter(|item| item.lead.is_some() || !item.lines.is_empty());
        Fact {
            key,
            name: self.said.word(name),
            items: items.collect(),
            points,
        }
    }

    fn phone(&self, contact: &Contact) -> Option<PhoneView> {
        let Way::Phone(phone) = &contact.way else {
            return None;
        };
        let view = self.said.contact(contact);
        Some(PhoneView {
            way: self.said.word("contact.phone"),
            text: self.text(&view.text),
            uri: phone.tel_uri(),
            lines: self.lines(view.label.into_iter().chain(view.hours).chain(view.note)),
        })
    }

    fn lines(&self, lines: impl IntoIterator<Item = String>) -> Vec<String> {
        lines.into_iter().map(|line| self.text(&line)).collect()
    }

    fn places(&self, offer: &Offer) -> Vec<Item> {
        let closures: Vec<Vec<String>> = offer.places.iter().map(|at| self.closures(at)).collect();
        // What closes all places alike is said once.
        let shared = match closures.as_slice() {
            [first, others @ ..] if !others.is_empty() && others.iter().all(|other| other == first) => first.clone(),
            _ => Vec::new(),
        };
        let at = offer.places.iter().zip(closures);
        let at = at.map(|(at, closures)| self.place(at, if shared.is_empty() { closures } else { Vec::new() }));
        let mut items: Vec<Item> = at.collect();
        items.push(Item {
            lead: None,
            lines: self.lines(shared),
            more: Vec::new(),
        });
        items.extend(offer.deliveries.iter().map(|by| self.delivery(by)));
        items
    }

    fn closures(&self, at: &AtPlace) -> Vec<String> {
        let place = self.said.site.place(at.place);
        self.said.closures(&[&at.closed, &place.closed])
    }

    fn place(&self, at: &AtPlace, closures: Vec<String>) -> Item {
        let place = self.said.site.place(at.place);
        let mut lines = vec![address_lines(&place.address).join(", ")];
        lines.extend(self.hours(at.hours.as_deref()));
        lines.extend(closures);
        lines.extend(self.alert(place.alert.as_ref()));
        lines.extend(at.note.clone());
        Item {
            lead: Some(self.text(&place.name)),
            lines: self.lines(lines),
            more: self.lines(place.travel.clone()),
        }
    }

    fn delivery(&self, by: &ByDelivery) -> Item {
        let said = &self.said;
        let mut lines: Vec<String> = by
            .area
            .map(|area| said.filled("offer.delivery_area", &[("area", said.site.area(area).name.clone())]))
            .into_iter()
            .collect();
        lines.extend(by.link.as_ref().map(|link| link.spoken().to_owned()));
        if by.hours.is_some() {
            lines.extend(self.hours(by.hours.as_deref()));
            lines.extend(said.closures(&[&by.closed]));
        }
        lines.extend(by.note.clone());
        Item {
            lead: Some(said.choice("delivery", by.delivery.word())),
            lines: self.lines(lines),
            more: Vec::new(),
        }
    }

    fn hours(&self, rules: Option<&[Rule]>) -> Vec<String> {
        let lines = rules.map(|rules| self.said.hours(rules)).unwrap_or_default();
        if lines.is_empty() {
            return vec![self.said.word("hours_closed.not_given")];
        }
        lines
    }

    fn alert(&self, alert: Option<&Alert>) -> Option<String> {
        let alert = self.said.site.alert_today(alert)?;
        Some(alert.text.clone())
    }

    fn cost(&self, cost: &Cost) -> Item {
        let mut lines = vec![self.said.cost_short(cost)];
        lines.extend(cost_note(cost));
        if matches!(cost, Cost::Amount { waiver: true, .. }) {
            lines.push(self.said.word("cost.waiver"));
        }
        Item {
            lead: None,
            lines: self.lines(lines),
            more: Vec::new(),
        }
    }

    fn who(&self, offer: &Offer, text: &OfferText<'_>) -> Item {
        // The area stands below the title.
        let mut lines = self.said.eligibility(offer, text.eligibility.clone());
        lines.pop();
        lines.extend(
            offer
                .groups
                .iter()
                .map(|group| self.said.choice("group", group.as_str())),
        );
        lines.extend(self.said.booking(offer.booking));
        lines.extend(self.said.referral(offer));
        Item {
            lead: None,
            lines: self.lines(lines),
            more: Vec::new(),
        }
    }

    /// Languages by their own names where the fonts have the letters, else by their names in English.
    fn languages(&self, offer: &Offer, text: &OfferText<'_>) -> Vec<Item> {
        let names = offer.languages.iter().map(|language| {
            let own = language.autonym().filter(|name| (self.can_print)(name));
            own.or(language.english_name()).unwrap_or(language.as_str())
        });
        let names: Vec<&str> = names.collect();
        let mut lines = Vec::new();
        if !names.is_empty() {
            lines.push(names.join(", "));
        }
        lines.extend(text.interpretation.clone());
        vec![Item {
            lead: None,
            lines: self.lines(lines),
            more: Vec::new(),
        }]
    }

    /// The offer's own access with notes, then that of each place: with notes where there is but one.
    fn access(&self, offer: &Offer) -> Vec<Item> {
        let said = &self.said;
        let mut items = vec![Item {
            lead: None,
            lines: self.lines(said.access(&offer.access).into_iter().map(access_line)),
            more: Vec::new(),
        }];
        let alone = offer.places.len() == 1;
        for at in &offer.places {
            let place = said.site.place(at.place);
            let views = said.access(&place.access);
            let lines: Vec<String> = if alone {
                views.into_iter().map(access_line).collect()
            } else if views.is_empty() {
                vec![said.word("place.access_unknown")]
            } else {
                vec![
                    views
                        .into_iter()
                        .map(|view| view.feature)
                        .collect::<Vec<_>>()
                        .join(", "),
                ]
            };
            items.push(Item {
                lead: (!alone).then(|| place.name.clone()).filter(|_| !lines.is_empty()),
                lines: self.lines(lines),
                more: Vec::new(),
            });
        }
        items
    }

    fn contacts(&self, offer: &Offer, first: Option<&Contact>) -> Vec<Item> {
        // To come in says nothing new where the place stands above and there is nothing else to know.
        let is_said = |contact: &Contact| match &contact.way {
            Way::Visit(place) => {
                let is_bare = contact.note.is_none() && contact.label.is_none() && contact.hours.is_none();
                is_bare && offer.places.iter().any(|at| at.place == *place)
            }
            _ => false,
        };
        let is_first = |contact: &Contact| first.is_some_and(|first| std::ptr::eq(first, contact));
        let others = offer.contacts.iter().filter(|one| !is_first(one) && !is_said(one));
        others.map(|contact| self.contact(self.said.contact(contact))).collect()
    }

    fn contact(&self, view: ContactView) -> Item {
        let way = self.said.word(match view.way {
            "phone" => "contact.phone",
            "sms" => "contact.sms",
            "email" => "contact.email",
            "web" => "contact.web",
            "visit" => "contact.visit",
            _ => "contact.post",
        });
        let first = format!("{way} {}", view.text);
        let rest = view
            .address
            .into_iter()
            .chain(view.label)
            .chain(view.hours)
            .chain(view.note);
        Item {
            lead: None,
            lines: self.lines(std::iter::once(first).chain(rest)),
            more: Vec::new(),
        }
    }
}

fn access_line(view: AccessView) -> String {
    match view.note {
        Some(note) => format!("{}: {note}", view.feature),
        None => view.feature,
    }
}

fn points(lines: &[String], writer: &Writer<'_>) -> Vec<Item> {
    let item = |line: &String| Item {
        lead: None,
        lines: vec![writer.text(line)],
        more: Vec::new(),
    };
    lines.iter().map(item).collect()
}

/// The language without region and script.
pub(super) fn primary(language: &Language) -> &str {
    language.as_str().split('-').next().unwrap_or_default()
}

/// The translation into a leaflet's language; one whose original has changed since is not printed.
pub(super) fn fitting<'t>(translations: &'t [Translation], language: &Language) -> Option<&'t Translation> {
    translations
        .iter()
        .find(|one| !one.stale && primary(&one.language) == primary(language))
}
