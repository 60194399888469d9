//! The fields of Open Referral records, whatever version they are of.
//!
//! In: a record and the names that a field has had. Out: its text, or the records in it.

use serde_json::Value;

use crate::import::draft::Origin;
use crate::import::template::text_of;

/// The field in which a joined row keeps its own place, `phones.csv:12`.
pub const ROW: &str = "_row";

/// Locations that nobody can go to.
pub fn is_nowhere(location: &Value) -> bool {
    matches!(
        field(location, &["location_type"]).to_lowercase().as_str(),
        "virtual" | "postal"
    )
}

/// The text of the first of these fields that has one.
pub fn field(value: &Value, names: &[&str]) -> String {
    let texts = names.iter().filter_map(|name| value.get(*name)).map(text_of);
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

/// Where a joined row stands; for anything else the place of the whole record.
pub fn origin_of(value: &Value, whole: &Origin) -> Origin {
    let said = value
        .get(ROW)
        .and_then(Value::as_str)
        .and_then(|said| said.rsplit_once(':'));
    match said.and_then(|(file, row)| Some((file, row.parse().ok()?))) {
        Some((file, row)) => Origin { file: file.into(), row },
        None => whole.clone(),
    }
}

/// The first of these fields that holds a record.
pub fn nested<'a>(value: &'a Value, names: &[&str]) -> Option<&'a Value> {
    names
        .iter()
        .filter_map(|name| value.get(*name))
        .find(|found| found.is_object())
}

/// The records in these fields.
pub fn list<'a>(value: &'a Value, names: &[&str]) -> Vec<&'a Value> {
    names
        .iter()
        .filter_map(|name| value.get(*name).and_then(Value::as_array))
        .flatten()
        .collect()
}

/// The address people go to: a physical one, else any that is no post box.
pub fn address(location: &Value) -> Option<&Value> {
    let all = list(location, &["addresses", "physical_addresses"]);
    let is_physical = |address: &&&Value| field(address, &["address_type"]).eq_ignore_ascii_case("physical");
    let is_box = |address: &&&Value| {
        field(address, &["address_1"])
            .to_lowercase()
            .replace('.', "")
            .starts_with("po box")
    };
    all.iter()
        .find(is_physical)
        .or_else(|| all.iter().find(|address| !is_box(address)))
        .copied()
}

/// When a service was last known to be true.
pub fn assured(service: &Value) -> String {
    let own = field(service, &["assured_date", "last_modified", "updated_at"]);
    if !own.is_empty() {
        return own;
    }
    let changes = list(service, &["metadata"])
        .into_iter()
        .map(|change| field(change, &["last_action_date"]));
    changes.max().unwrap_or_default()
}

/// A service's description, and what else is said about it at length.
pub fn description(service: &Value) -> String {
    let more = [("wait_time", "Waiting time"), ("accreditations", "Accreditations")];
    let more = more
        .iter()
        .map(|(name, label)| (label, field(service, &[name])))
        .filter(|(_, said)| !said.is_empty());
    let mut parts = vec![field(service, &["description"])];
    parts.extend(more.map(|(label, said)| format!("{label}: {said}")));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// What is said about access for disabled people.
pub fn access(location: &Value) -> Vec<String> {
    let all = list(location, &["accessibility", "accessibility_for_disabilities"]).into_iter();
    let said = all.map(|one| [field(one, &["description", "accessibility"]), field(one, &["details"])]);
    said.map(|parts| {
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    })
    .collect()
}

/// Codes or names of languages.
pub fn languages(value: &Value) -> Vec<String> {
    let all = list(value, &["languages"])
        .into_iter()
        .map(|one| field(one, &["code", "name", "language"]));
    all.filter(|language| !language.is_empty()).collect()
}

/// The text of the first of these fields that has one, as a list.
pub fn texts(value: &Value, names: &[&str]) -> Vec<String> {
    Some(field(value, names))
        .filter(|text| !text.is_empty())
        .into_iter()
        .collect()
}
