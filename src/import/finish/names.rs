//! Topics and areas: which there are, and which the import adds.
//!
//! In: what the data and the map call them. Out: ids that exist, and items for `topics.yaml` and `areas.yaml`.

use super::{Finisher, Setting};
use crate::error::{Error, Result};
use crate::import::map::NewArea;
use crate::import::sheet::{AreaSheet, TopicSheet};
use crate::import::text;
use crate::values::slug::Slug;

impl Finisher<'_> {
    /// What the map takes where records are silent has to exist, and its day to have come.
    pub(super) fn check_setting(&self) -> Result<()> {
        let Setting {
            map, existing, today, ..
        } = self.setting;
        let failed = |message: String| Err(Error::without_path("use the map", message));
        if map.assured().is_some_and(|date| date > *today) {
            return failed("`assured` is a day that is still to come".to_owned());
        }
        let area = &map.defaults.area;
        if !existing.areas.contains_key(area) && !map.areas.iter().any(|new| new.id == *area) {
            return failed(format!(
                "there is no area `{area}`; add it to the map as `[[area]]`, or to content/areas.yaml"
            ));
        }
        let needs = map
            .defaults
            .needs
            .iter()
            .chain(map.terms.values().flat_map(|term| &term.needs));
        match needs.into_iter().find(|need| !self.is_topic(need)) {
            Some(need) => failed(format!(
                "there is no topic `{need}`; add it to the map as `[[topic]]`, or to content/topics.yaml"
            )),
            None => Ok(()),
        }
    }

    pub(super) fn is_topic(&self, id: &str) -> bool {
        self.setting.existing.topics.contains(id) || self.setting.map.topics.iter().any(|topic| topic.id == id)
    }

    /// The area that a text names, by id or by name; one that is new is added where the map allows it.
    pub(super) fn area(&mut self, text: &str) -> Option<String> {
        let name = text::line(text);
        if let Some(id) = self.setting.existing.areas.get(&name.to_lowercase()) {
            return Some(id.clone());
        }
        let in_map = |new: &&NewArea| new.id == name || new.name.eq_ignore_ascii_case(&name);
        if let Some(new) = self.setting.map.areas.iter().find(in_map) {
            self.use_area(&new.id.clone());
            return Some(new.id.clone());
        }
        let kind = self.setting.map.defaults.new_areas.clone()?;
        let id = Slug::from_title(&name)?.to_string();
        if let Some(id) = self.setting.existing.areas.get(&id) {
            return Some(id.clone());
        }
        let new = AreaSheet {
            id: id.clone(),
            name,
            kind,
            parent: None,
            lat: None,
            lon: None,
        };
        self.areas.entry(id.clone()).or_insert(new);
        Some(id)
    }

    /// Sees to it that an area of the map, and those it lies in, are there.
    pub(super) fn use_area(&mut self, id: &str) {
        if self.setting.existing.areas.contains_key(id) || self.areas.contains_key(id) {
            return;
        }
        let Some(new) = self.setting.map.areas.iter().find(|new| new.id == id).cloned() else {
            return;
        };
        let (parent, lat, lon) = (new.parent.clone(), new.lat, new.lon);
        self.areas.insert(
            new.id.clone(),
            AreaSheet {
                id: new.id,
                name: new.name,
                kind: new.kind,
                parent,
                lat,
                lon,
            },
        );
        if let Some(parent) = new.parent {
            self.use_area(&parent);
        }
    }

    pub(super) fn list_topics_and_areas(&mut self) -> Result<()> {
        for area in self.areas.values() {
            let parent = area.parent.as_ref();
            if let Some(parent) =
                parent.filter(|id| !self.areas.contains_key(*id) && !self.setting.existing.areas.contains_key(*id))
            {
                let message = format!("the area `{}` lies in `{parent}`, and there is no such area", area.id);
                return Err(Error::without_path("use the map", message));
            }
        }
        self.finished.areas = std::mem::take(&mut self.areas).into_values().collect();
        for topic in &self.setting.map.topics {
            if self.topics.contains(&topic.id) && !self.setting.existing.topics.contains(&topic.id) {
                let (id, name, leg) = (topic.id.clone(), topic.name.clone(), topic.leg.clone());
                self.finished.topics.push(TopicSheet { id, name, leg });
            }
        }
        Ok(())
    }
}
