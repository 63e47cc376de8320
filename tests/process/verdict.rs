//! Whether anything was lost, doubled or shown in another order.

use std::collections::{BTreeMap, BTreeSet};

use frontdesk::domain::thread::{Entry, What};

use crate::page::Shown;
use crate::sender::Acknowledged;

/// A line of figures, or every fault that was found.
pub(crate) fn of(
    acknowledged: &[Acknowledged],
    thread: &[Entry],
    pages: &[Shown],
    sent: usize,
    kills: usize,
) -> Result<String, String> {
    let mut faults = Vec::new();
    let stored: Vec<(i64, String, &str)> = thread
        .iter()
        .filter_map(|entry| match &entry.what {
            What::Message { id, body, .. } => Some((entry.number, id.to_string(), body.as_str())),
            _ => None,
        })
        .collect();
    if kills == 0 {
        faults.push("the server was never killed while messages were sent: send more of them".to_owned());
    }
    if acknowledged.len() != sent {
        faults.push(format!("{} of {sent} messages were acknowledged", acknowledged.len()));
    }
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, _, body) in &stored {
        *times.entry(body).or_default() += 1;
    }
    let ids: BTreeSet<&str> = stored.iter().map(|(_, id, _)| id.as_str()).collect();
    for message in acknowledged {
        match times.get(message.body.as_str()).copied().unwrap_or(0) {
            1 => {}
            count => faults.push(format!("{:?} is stored {count} times", message.body)),
        }
        if !ids.contains(message.id.as_str()) {
            faults.push(format!("{:?} was acknowledged as {}, which is not there", message.body, message.id));
        }
    }
    let numbers: Vec<i64> = thread.iter().map(|entry| entry.number).collect();
    let whole: Vec<i64> = (1..=i64::try_from(thread.len()).unwrap_or(0)).collect();
    if numbers != whole {
        faults.push(format!("the thread's numbers have gaps: {numbers:?}"));
    }
    let expected: Shown = thread
        .iter()
        .map(|entry| match &entry.what {
            What::Message { id, .. } => (entry.number, Some(id.to_string())),
            _ => (entry.number, None),
        })
        .collect();
    for (at, shown) in pages.iter().enumerate() {
        if let Some(difference) = difference(shown, &expected) {
            faults.push(format!("page {at} {difference}"));
        }
    }
    if faults.is_empty() {
        Ok(format!("{sent} messages acknowledged, {} stored, {} pages alike, {kills} kills", stored.len(), pages.len()))
    } else {
        let more = faults.len().saturating_sub(10);
        faults.truncate(10);
        Err(format!("{}{}", faults.join("\n"), if more > 0 { format!("\n… and {more} more") } else { String::new() }))
    }
}

fn difference(shown: &Shown, expected: &Shown) -> Option<String> {
    let at = shown.iter().zip(expected).position(|(a, b)| a != b);
    match at {
        Some(at) => Some(format!("shows {:?} where the thread has {:?}", shown[at], expected[at])),
        None if shown.len() != expected.len() => Some(format!("shows {} of {} entries", shown.len(), expected.len())),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_a_doubled_and_a_swapped_entry_are_seen() {
        let thread: Shown = vec![(1, None), (2, Some("a".into())), (3, Some("b".into()))];
        assert_eq!(difference(&thread, &thread), None);
        for wrong in [
            &thread[..2],
            &[(1, None), (2, Some("b".into())), (3, Some("a".into()))],
            &[(1, None), (3, Some("b".into()))],
        ] {
            assert!(difference(&wrong.to_vec(), &thread).is_some(), "{wrong:?}");
        }
    }
}
