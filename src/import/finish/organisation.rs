//! Organisations: drafts to files.
//!
//! In: drafts. Out: files, and the organisations that places and offers can name.

use std::collections::BTreeSet;

use super::{Finisher, KnownOrganisation, each_once};
use crate::content::OrganisationKind;
use crate::error::Result;
use crate::import::draft::{Draft, OfferDraft, OrganisationDraft};
use crate::import::existing::Reach;
use crate::import::sheet::{ContactSheet, IdentifierSheet, OrganisationSheet};
use crate::import::text;
use crate::values::slug::Slug;

const FOLDER: &str = "organisations";

/// An id that no data has, because ids are on one line.
pub(super) const UNNAMED: &str = "\nunnamed";

impl Finisher<'_> {
    /// Makes files of organisations.
    pub(super) fn make_organisations(&mut self, drafts: Vec<Draft<OrganisationDraft>>) -> Result<()> {
        let drafts = each_once(drafts, self.notes);
        let slugs = self.slugs(FOLDER, "organisation", &drafts, |draft| {
            vec![text::line(&draft.says.name)]
        });
        for draft in &drafts {
            if let Some(slug) = slugs.get(&draft.id) {
                self.make_organisation(draft, slug)?;
            }
        }
        for refused in self.settle() {
            self.organisations.remove(&refused);
        }
        Ok(())
    }

    fn make_organisation(&mut self, draft: &Draft<OrganisationDraft>, slug: &Slug) -> Result<()> {
        let says = &draft.says;
        let mut desk = self.desk(&draft.origin);
        let Some(name) = desk.line(&says.name) else {
            self.refuse(&draft.origin, &draft.id, "it has no name");
            return Ok(());
        };
        let kind = desk.word("kind", &says.kind, &OrganisationKind::WORDS);
        let (summary, description) = desk.summary(&says.summary, &says.description, &name);
        let website = desk.web("website", &says.website);
        let contacts = desk.contacts(&says.contacts, |_| None);
        let pairs = says
            .identifiers
            .iter()
            .map(|(scheme, id)| (desk.line(scheme), desk.line(id)));
        let identifiers = pairs
            .filter_map(|(scheme, id)| {
                Some(IdentifierSheet {
                    scheme: scheme?,
                    id: id?,
                })
            })
            .collect();
        let also_called = desk.lines(says.also_called.iter().filter(|other| text::line(other) != name));
        let assured = desk.assured(&says.assured, self.setting.map.assured());
        let reach = reach(&contacts);
        let sheet = OrganisationSheet {
            name: name.clone(),
            kind: kind.unwrap_or(&self.setting.map.defaults.kind).to_owned(),
            summary,
            description,
            website,
            contacts,
            identifiers,
            also_called,
            assured,
            notes: std::mem::take(&mut desk.own),
        };
        self.tell(desk);
        self.organisations.insert(
            draft.id.clone(),
            KnownOrganisation {
                slug: self.slug_now(FOLDER, slug),
                name,
                reach,
            },
        );
        self.propose(FOLDER, slug, (&draft.id, &draft.origin), &sheet, BTreeSet::new())
    }

    /// The organisation that a text means: one of this import by id, one of an earlier import, or a slug that is there.
    pub(super) fn organisation(&self, text: &str) -> Option<KnownOrganisation> {
        let id = text::line(text);
        if id.is_empty() {
            return None;
        }
        if let Some(known) = self.organisations.get(&id) {
            return Some(known.clone());
        }
        let existing = &self.setting.existing.organisations;
        let of_slug = |slug: String| {
            let reach = existing.get(&slug)?.clone();
            Some(KnownOrganisation {
                name: slug.clone(),
                slug,
                reach,
            })
        };
        let earlier = self.of_earlier_import(FOLDER, &id).and_then(of_slug);
        earlier.or_else(|| of_slug(Slug::from_title(&id)?.to_string()))
    }

    /// Makes the organisation for offers whose own is not in the data, if the map has one and an offer needs it.
    pub(super) fn make_unnamed_organisation(&mut self, offers: &[Draft<OfferDraft>]) -> Result<()> {
        let Some(unnamed) = &self.setting.map.unnamed else {
            return Ok(());
        };
        let Some(first) = offers
            .iter()
            .find(|offer| self.organisation(&offer.says.organisation).is_none())
        else {
            return Ok(());
        };
        let says = OrganisationDraft {
            name: unnamed.name.clone(),
            kind: unnamed.kind.clone().unwrap_or_default(),
            summary: unnamed.summary.clone(),
            ..OrganisationDraft::default()
        };
        self.make_organisations(vec![Draft {
            id: UNNAMED.to_owned(),
            origin: first.origin.clone(),
            says,
        }])
    }
}

fn reach(contacts: &[ContactSheet]) -> Reach {
    Reach {
        phone: contacts
            .iter()
            .find_map(|contact| contact.phone.as_ref())
            .map(|phone| phone.0.clone()),
        post: contacts.iter().find_map(|contact| contact.post.clone()),
    }
}
