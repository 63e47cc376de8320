//! The list room's promises, without a runtime.

use std::time::Duration;

use bytestring::ByteString;

use super::state::*;
use crate::clock::Timestamp;
use crate::domain::inbox::View;
use crate::id::{MembershipId, SystemChance};
use crate::live::source::ListView;

const NOW: Timestamp = Timestamp::from_millis(1_000_000);

fn group() -> Group {
    let membership = MembershipId::new(NOW, &SystemChance);
    Group { membership, viewing: false, view: ListView::Desk(View::Open), language: "en".into() }
}

#[expect(clippy::unnecessary_wraps, reason = "a reading that did not fail")]
fn html(text: &'static str) -> Option<ByteString> {
    Some(ByteString::from_static(text))
}

fn number(effects: &[Effect]) -> u64 {
    match effects {
        [Effect::Read(_, number)] => *number,
        other => panic!("one reading expected: {other:?}"),
    }
}

fn delivered(effects: &[Effect]) -> Vec<u64> {
    match effects {
        [] => Vec::new(),
        [Effect::Deliver(to, _), ..] => to.clone(),
        other => panic!("a delivery expected: {other:?}"),
    }
}

/// A room in which session 1 has "a".
fn room() -> (State, Group) {
    let (mut room, group) = (State::default(), group());
    let reading = number(&room.update(NOW, Message::Join(1, group.clone())));
    assert_eq!(delivered(&room.update(NOW, Message::Read(group.clone(), reading, html("a")))), [1]);
    (room, group)
}

#[test]
fn movements_are_gathered_into_one_reading() {
    let (mut room, group) = room();
    for _ in 0..10 {
        assert!(room.update(NOW, Message::Moved).is_empty());
    }
    assert_eq!(room.next_wake(), Some(NOW + GATHERED));
    let reading = number(&room.update(NOW + GATHERED, Message::Tick));
    assert_eq!(delivered(&room.update(NOW, Message::Read(group, reading, html("b")))), [1]);
    assert_eq!(room.next_wake(), None);
}

#[test]
fn what_reads_the_same_is_not_sent_again() {
    let (mut room, group) = room();
    room.update(NOW, Message::Moved);
    let reading = number(&room.update(NOW + GATHERED, Message::Tick));
    assert!(room.update(NOW, Message::Read(group.clone(), reading, html("a"))).is_empty());
    // Who comes new gets it all the same, and alone.
    let reading = number(&room.update(NOW, Message::Join(2, group.clone())));
    assert_eq!(delivered(&room.update(NOW, Message::Read(group, reading, html("a")))), [2]);
}

#[test]
fn who_comes_during_a_reading_waits_for_the_next() {
    let (mut room, group) = room();
    room.update(NOW, Message::Moved);
    let reading = number(&room.update(NOW + GATHERED, Message::Tick));
    assert!(room.update(NOW, Message::Join(2, group.clone())).is_empty());
    let effects = room.update(NOW, Message::Read(group.clone(), reading, html("b")));
    assert_eq!(delivered(&effects), [1], "it may be older than the new page");
    let Some(Effect::Read(_, next)) = effects.last() else { panic!("{effects:?}") };
    assert_eq!(delivered(&room.update(NOW, Message::Read(group, *next, html("b")))), [2]);
}

#[test]
fn a_failed_reading_is_tried_again_after_a_pause() {
    let (mut room, group) = room();
    room.update(NOW, Message::Moved);
    let reading = number(&room.update(NOW + GATHERED, Message::Tick));
    assert!(room.update(NOW, Message::Read(group.clone(), reading, None)).is_empty());
    let at = room.next_wake().unwrap();
    assert!(at > NOW);
    let reading = number(&room.update(at, Message::Tick));
    assert_eq!(delivered(&room.update(at, Message::Read(group, reading, html("b")))), [1]);
}

#[test]
fn a_list_that_takes_long_rests_and_who_comes_new_does_not_wait() {
    let (mut room, group) = room();
    let second = Duration::from_secs(1);
    room.update(NOW, Message::Moved);
    let mut at = NOW + GATHERED;
    let reading = number(&room.update(at, Message::Tick));
    // What moves meanwhile is read after the rest: four times as long as the reading took.
    room.update(at, Message::Moved);
    at = at + second;
    assert!(room.update(at, Message::Tick).is_empty());
    assert_eq!(delivered(&room.update(at, Message::Read(group.clone(), reading, html("b")))), [1]);
    assert_eq!(room.next_wake(), Some(at + second * 4));
    assert!(room.update(at + second, Message::Tick).is_empty());
    let reading = number(&room.update(at + second * 4, Message::Tick));
    at = at + second * 5;
    assert_eq!(delivered(&room.update(at, Message::Read(group.clone(), reading, html("c")))), [1]);
    assert_eq!(room.next_wake(), None, "nothing moved since");
    let reading = number(&room.update(at, Message::Join(2, group.clone())));
    assert_eq!(delivered(&room.update(at, Message::Read(group, reading, html("c")))), [2]);
}

#[test]
fn few_are_read_at_once_and_each_has_its_turn() {
    let mut room = State::default();
    let groups: Vec<_> = (0..10).map(|_| group()).collect();
    let mut under_way = Vec::new();
    for (session, group) in (1_u64..).zip(&groups) {
        under_way.extend(room.update(NOW, Message::Join(session, group.clone())));
    }
    let mut read = Vec::new();
    while let Some(effect) = under_way.pop() {
        if let Effect::Read(group, number) = effect {
            read.push(group.clone());
            under_way.extend(room.update(NOW, Message::Read(group, number, html("a"))));
        }
        let reading = under_way.iter().filter(|effect| matches!(effect, Effect::Read(..))).count();
        assert!(reading <= AT_ONCE);
    }
    read.sort_unstable();
    let mut all = groups;
    all.sort_unstable();
    assert_eq!(read, all);
}

#[test]
fn nobody_is_read_for_when_nobody_is_there() {
    let (mut room, group) = room();
    room.update(NOW, Message::Moved);
    let reading = number(&room.update(NOW + GATHERED, Message::Tick));
    assert_eq!(room.update(NOW, Message::Stalled(1)), [Effect::Drop(1)]);
    assert!(!room.has(&group));
    assert!(room.update(NOW, Message::Read(group, reading, html("b"))).is_empty());
    room.update(NOW, Message::Moved);
    assert!(room.update(NOW + GATHERED, Message::Tick).is_empty());
}
