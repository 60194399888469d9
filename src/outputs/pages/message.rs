//! An offer as a text message: name, phone, place, times, and the address of its page, in at most two messages.
//!
//! It is made with the page, so that it can be sent without a script, and kept without being fetched again.

use super::Maker;
use crate::content::Status;
use crate::outputs::said::address_lines;
use crate::outputs::theme::encoded;
use crate::site::{AtPlace, ByDelivery, Offer, Way};
use crate::values::hours::Rule;
use crate::values::text_message::{TextMessage, shortened};

/// A name may take this many letters; less where they are not those of the GSM alphabet.
const NAME: [usize; 2] = [80, 30];

impl Maker<'_> {
    /// A link that opens the reader's own messages with the offer in a new one, to nobody yet (RFC 5724; the `&` after
    /// the `?` makes both iPhones and Android read what follows).
    pub(super) fn text_link(&self, offer: &Offer, name: &str, path: &str) -> String {
        let message = self.text_message(offer, name, path);
        format!("sms:?&body={}", encoded(message.as_str()))
    }

    fn text_message(&self, offer: &Offer, name: &str, path: &str) -> TextMessage {
        let mut lines = vec![
            NAME.iter().map(|longest| shortened(name, *longest)).collect(),
            self.reach(offer).into_iter().collect(),
        ];
        if offer.status == Status::TemporarilyClosed {
            lines.push(vec![self.word("offer.closed_for_now")]);
        }
        match (offer.places.first(), offer.deliveries.first()) {
            (Some(at), _) => {
                lines.push(self.place_forms(at, offer.places.len() - 1));
                lines.push(match &at.hours {
                    Some(rules) => self.hours_forms(rules),
                    None => vec![self.word("message.hours_unknown")],
                });
            }
            (None, Some(by)) => {
                lines.push(vec![self.choice("delivery", by.delivery.word())]);
                lines.push(self.delivery_hours(by));
            }
            (None, None) => {}
        }
        lines.push(self.spoken_address(path).into_iter().collect());
        TextMessage::of(&lines)
    }

    /// The number to ring; else the best contact there is.
    fn reach(&self, offer: &Offer) -> Option<String> {
        if let Some(phone) = self.phone(offer) {
            return Some(phone.spoken);
        }
        let contact = self.site.best_contact(offer)?;
        let said = self.contact(contact);
        Some(match contact.way {
            Way::Sms(_) => format!("{} {}", self.word("contact.sms"), said.text),
            Way::Post(_) => format!("{} {}", self.word("contact.post"), said.text),
            _ => said.text,
        })
    }

    /// The whole address; less of it; the name and the postcode.
    fn place_forms(&self, at: &AtPlace, others: usize) -> Vec<String> {
        let place = self.site.place(at.place);
        let address = &place.address;
        let postcode = address.postcode.clone().unwrap_or_default();
        let whole = format!("{}, {}", place.name, address_lines(address).join(", "));
        let mut forms = vec![
            whole.clone(),
            format!("{}, {} {postcode}", place.name, address.town),
            format!("{} {postcode}", place.name),
        ];
        if others > 0 {
            let more = self.filled("message.places", &[("count", others.to_string())]);
            forms.insert(0, format!("{whole} {more}"));
        }
        forms.push(postcode);
        forms
    }

    fn delivery_hours(&self, by: &ByDelivery) -> Vec<String> {
        by.hours
            .as_deref()
            .map(|rules| self.hours_forms(rules))
            .unwrap_or_default()
    }

    /// All times; else the first of them with a sign that there are more, which leaves room for the address of the page.
    fn hours_forms(&self, rules: &[Rule]) -> Vec<String> {
        let lines = self.hours(rules);
        let fewer = [2, 1].into_iter().filter(|count| *count < lines.len());
        let fewer = fewer.map(|count| format!("{}; ...", lines.get(..count).unwrap_or_default().join("; ")));
        std::iter::once(lines.join("; ")).chain(fewer).collect()
    }
}
