//! Opening hours for other programs.
//!
//! In: a [`Rule`]. Out: its recurrence in the words of iCalendar (RFC 5545, 3.3.10) and of the schedules of
//! Open Referral, which use the same ones. It does not know the rest of either format.

use super::rule::{Rule, When};

/// The recurrence of a rule, such as `FREQ=MONTHLY;BYDAY=1SA`; none for one date and for `By appointment`.
///
/// The last date is a moment in UTC, as RFC 5545 asks for when the start has a time zone.
pub fn rrule(rule: &Rule) -> Option<String> {
    let mut text = format!("FREQ={}", frequency(rule)?);
    if interval(rule) != Some(1) {
        text.push_str(";INTERVAL=2");
    }
    text.push_str(";BYDAY=");
    text.push_str(&byday(rule)?);
    if let Some(last) = rule.until() {
        text.push_str(&format!(
            ";UNTIL={:04}{:02}{:02}T235959Z",
            last.year(),
            last.month(),
            last.day()
        ));
    }
    Some(text)
}

/// The days of a rule that repeats, such as `MO,WE` or `1TU,-1TU`.
pub fn byday(rule: &Rule) -> Option<String> {
    let codes: Vec<String> = match rule.when() {
        When::ByAppointment | When::Once(_) => return None,
        When::Weekly(days) | When::EveryOther(days) => days.iter().map(|day| day.code().to_owned()).collect(),
        When::Monthly(days) => days
            .iter()
            .map(|nth_day| format!("{}{}", nth_day.nth.number(), nth_day.day.code()))
            .collect(),
    };
    Some(codes.join(","))
}

/// `WEEKLY` or `MONTHLY`, for a rule that repeats.
pub fn frequency(rule: &Rule) -> Option<&'static str> {
    match rule.when() {
        When::ByAppointment | When::Once(_) => None,
        When::Weekly(_) | When::EveryOther(_) => Some("WEEKLY"),
        When::Monthly(_) => Some("MONTHLY"),
    }
}

/// How many weeks or months lie between two turns of a rule that repeats: 1, or 2 for every other week.
pub fn interval(rule: &Rule) -> Option<u8> {
    match rule.when() {
        When::ByAppointment | When::Once(_) => None,
        When::Weekly(_) | When::Monthly(_) => Some(1),
        When::EveryOther(_) => Some(2),
    }
}
