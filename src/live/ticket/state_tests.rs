//! The room's promises, without a runtime.

use std::time::Duration;

use super::message::*;
use super::presence::{COUNTS_FOR, REPEATED};
use super::state::*;
use super::typing::LASTS;
use crate::clock::Timestamp;
use crate::domain::people::{Role, Side};
use crate::domain::rating::LastRating;
use crate::domain::thread::{Author, Entry, MessageKind, SeenUpTo, What};
use crate::domain::ticket::{Source, Status, Ticket};
use crate::id::{CustomerId, MembershipId, MessageId, SystemChance, TicketId};
use crate::live::SessionKey;
use crate::ports::bus::{NodeId, Present};

const NOW: Timestamp = Timestamp::from_millis(1_000_000);

fn person(name: &str, side: Side) -> Present {
    Present { name: name.to_owned(), membership: MembershipId::new(NOW, &SystemChance), side }
}

fn join(session: SessionKey, who: &Present, after: Option<i64>, head: i64) -> Message {
    Message::Join(Join {
        session,
        who: who.clone(),
        unseen: false,
        language: "en".into(),
        after,
        head,
        seen: SeenUpTo::default(),
    })
}

fn entry(number: i64, kind: MessageKind) -> Entry {
    let what = What::Message {
        id: MessageId::new(NOW, &SystemChance),
        kind,
        body: format!("text {number}"),
        attachments: Vec::new(),
    };
    Entry { number, at: NOW, author: None, what }
}

#[expect(clippy::unnecessary_wraps, reason = "a reading that did not fail")]
fn replies(numbers: impl IntoIterator<Item = i64>) -> Option<Reading> {
    let entries = numbers.into_iter().map(|number| entry(number, MessageKind::Reply)).collect();
    Some(Reading { entries, ticket: None })
}

/// What a session was sent, as short words.
fn sent(effects: &[Effect], session: SessionKey) -> Vec<String> {
    let mut words = Vec::new();
    for effect in effects {
        if let Effect::Deliver { to, frames, .. } = effect
            && to.contains(&session)
        {
            words.extend(frames.iter().map(|frame| match frame {
                Frame::Entry(entry, None) => entry.number.to_string(),
                Frame::Entry(entry, Some(_)) => format!("{}+head", entry.number),
                Frame::Number(number) => format!("({number})"),
                Frame::Subscribed(head) => format!("subscribed {head}"),
                Frame::Reset(head) => format!("reset {head}"),
                Frame::Typing(sign) => {
                    format!("{} {} {}", sign.who.name, sign.kind, if sign.on { "on" } else { "off" })
                }
                Frame::Presence(names) => format!("here {:?} {:?}", names.staff, names.clients),
                Frame::Seen(seen) => format!("seen {} {}", seen.staff, seen.client),
            }));
        }
    }
    words
}

/// Only what concerns the numbered stream.
fn stream(effects: &[Effect], session: SessionKey) -> Vec<String> {
    let is_live_only = |word: &String| word.starts_with("here") || word.starts_with("seen");
    sent(effects, session).into_iter().filter(|word| !is_live_only(word)).collect()
}

fn read_after(effects: &[Effect]) -> Option<i64> {
    effects.iter().find_map(|effect| match effect {
        Effect::Read { after, .. } => Some(*after),
        _ => None,
    })
}

fn backlog_after(effects: &[Effect], wanted: SessionKey) -> Option<i64> {
    effects.iter().find_map(|effect| match effect {
        Effect::Backlog { session, after, .. } if *session == wanted => Some(*after),
        _ => None,
    })
}

/// A room with a staff member who has everything up to 5.
fn room() -> (State, Present) {
    let agent = person("Agent", Side::Staff);
    let mut room = State::new(false);
    let effects = room.update(NOW, join(1, &agent, Some(5), 5));
    assert_eq!(stream(&effects, 1), ["subscribed 5"]);
    assert_eq!(read_after(&effects), None);
    room.update(NOW + GATHERED, Message::Tick);
    assert_eq!(room.next_wake(), None);
    (room, agent)
}

#[test]
fn a_hint_is_read_and_shown_once() {
    let (mut room, _) = room();
    assert_eq!(read_after(&room.update(NOW, Message::Known(6))), Some(5));
    assert!(room.update(NOW, Message::Known(6)).is_empty(), "a doubled hint, while reading");
    let effects = room.update(NOW, Message::Read(replies([6])));
    assert_eq!(stream(&effects, 1), ["6"]);
    assert_eq!(read_after(&effects), None);
    assert!(room.update(NOW, Message::Known(6)).is_empty(), "a doubled hint, afterwards");
    assert!(room.update(NOW, Message::Known(3)).is_empty(), "an old hint");
}

#[test]
fn hints_out_of_order_show_in_order() {
    let (mut room, _) = room();
    assert_eq!(read_after(&room.update(NOW, Message::Known(8))), Some(5));
    assert!(room.update(NOW, Message::Known(7)).is_empty());
    assert!(room.update(NOW, Message::Known(9)).is_empty());
    let effects = room.update(NOW, Message::Read(replies([6, 7, 8])));
    assert_eq!(stream(&effects, 1), ["6", "7", "8"]);
    assert_eq!(read_after(&effects), Some(8), "9 was heard of while reading");
    assert_eq!(stream(&room.update(NOW, Message::Read(replies([9]))), 1), ["9"]);
}

#[test]
fn a_lost_hint_is_healed_by_the_head() {
    let (mut room, _) = room();
    assert_eq!(read_after(&room.update(NOW, Message::Known(7))), Some(5), "the poll says 7, nobody said 6");
    assert_eq!(stream(&room.update(NOW, Message::Read(replies([6, 7]))), 1), ["6", "7"]);
}

#[test]
fn a_failed_reading_is_tried_again_after_a_pause() {
    let (mut room, _) = room();
    room.update(NOW, Message::Known(6));
    let effects = room.update(NOW, Message::Read(None));
    assert_eq!(read_after(&effects), None);
    assert_eq!(read_after(&room.update(NOW, Message::Known(7))), None, "not before the pause is over");
    let at = room.next_wake().unwrap();
    assert!(at > NOW);
    assert_eq!(read_after(&room.update(at, Message::Tick)), Some(5));
    // What was heard of may not be readable yet: the same.
    room.update(at, Message::Read(replies([])));
    let later = room.next_wake().unwrap();
    assert!(later.since(at) > at.since(NOW), "the pause grows");
    assert_eq!(read_after(&room.update(later, Message::Tick)), Some(5));
    assert_eq!(stream(&room.update(later, Message::Read(replies([6, 7]))), 1), ["6", "7"]);
}

#[test]
fn who_comes_late_gets_the_backlog_and_then_the_stream_without_loss_or_doubles() {
    let (mut room, _) = room();
    let client = person("Client", Side::Client);
    let effects = room.update(NOW, join(2, &client, Some(3), 5));
    assert_eq!(backlog_after(&effects, 2), Some(3));
    assert!(stream(&effects, 2).is_empty());
    // 6 happens while the backlog is being read, which does not hold it yet.
    room.update(NOW, Message::Known(6));
    let effects = room.update(NOW, Message::Read(replies([6])));
    assert_eq!(stream(&effects, 1), ["6"]);
    assert!(stream(&effects, 2).is_empty(), "not before its backlog");
    let effects = room.update(NOW, Message::Backlog(2, replies([4, 5])));
    assert_eq!(stream(&effects, 2), ["4", "5"]);
    assert_eq!(backlog_after(&effects, 2), Some(5));
    // The second reading is ahead of the room.
    let effects = room.update(NOW, Message::Backlog(2, replies([6, 7])));
    assert_eq!(stream(&effects, 2), ["6", "7", "subscribed 7"]);
    assert_eq!(read_after(&effects), Some(6), "the room follows");
    let effects = room.update(NOW, Message::Read(replies([7, 8])));
    assert_eq!(stream(&effects, 1), ["7", "8"]);
    assert_eq!(stream(&effects, 2), ["8"]);
}

#[test]
fn who_is_ahead_of_the_room_gets_nothing_twice() {
    let (mut room, agent) = room();
    // The page was made after 7, of which the room has not heard.
    let effects = room.update(NOW, join(2, &agent, Some(7), 7));
    assert_eq!(stream(&effects, 2), ["subscribed 7"]);
    assert_eq!(read_after(&effects), Some(5));
    let effects = room.update(NOW, Message::Read(replies([6, 7, 8])));
    assert_eq!(stream(&effects, 1), ["6", "7", "8"]);
    assert_eq!(stream(&effects, 2), ["8"]);
}

#[test]
fn a_page_that_does_not_say_what_it_has_gets_what_comes() {
    let (mut room, agent) = room();
    assert_eq!(stream(&room.update(NOW, join(2, &agent, None, 5)), 2), ["subscribed 5"]);
    // Let in at 4, a moment ago: 5 is its due.
    assert_eq!(backlog_after(&room.update(NOW, join(3, &agent, None, 4)), 3), Some(4));
}

#[test]
fn too_much_missed_is_fetched_by_the_page() {
    let agent = person("Agent", Side::Staff);
    let mut room = State::new(false);
    room.update(NOW, join(1, &agent, Some(900), 900));
    let effects = room.update(NOW, join(2, &agent, Some(900 - BACKLOG), 900));
    assert_eq!(backlog_after(&effects, 2), Some(900 - BACKLOG));
    let effects = room.update(NOW, join(3, &agent, Some(900 - BACKLOG - 1), 900));
    assert_eq!(backlog_after(&effects, 3), None);
    assert_eq!(stream(&effects, 3), ["reset 900", "subscribed 900"]);
    // A page from another life of the database.
    assert_eq!(stream(&room.update(NOW, join(4, &agent, Some(1_000), 900)), 4), ["reset 900", "subscribed 900"]);
    room.update(NOW, Message::Known(901));
    let effects = room.update(NOW, Message::Read(replies([901])));
    assert_eq!(stream(&effects, 3), ["901"]);
    assert_eq!(stream(&effects, 4), ["901"]);
}

#[test]
fn a_heavy_backlog_is_fetched_by_the_page() {
    let (mut room, agent) = room();
    room.update(NOW, join(2, &agent, Some(4), 5));
    let mut reading = replies([5]).unwrap();
    if let What::Message { body, .. } = &mut reading.entries[0].what {
        *body = "x".repeat(BACKLOG_BYTES + 1);
    }
    let effects = room.update(NOW, Message::Backlog(2, Some(reading)));
    assert_eq!(stream(&effects, 2), ["reset 5", "subscribed 5"]);
    room.update(NOW, Message::Known(6));
    assert_eq!(stream(&room.update(NOW, Message::Read(replies([6]))), 2), ["6"]);
}

#[test]
fn a_backlog_that_cannot_be_read_is_tried_again() {
    let (mut room, agent) = room();
    room.update(NOW, join(2, &agent, Some(3), 5));
    assert!(stream(&room.update(NOW, Message::Backlog(2, None)), 2).is_empty());
    let at = NOW + Duration::from_millis(100);
    assert_eq!(backlog_after(&room.update(at, Message::Tick), 2), Some(3));
    assert_eq!(stream(&room.update(at, Message::Backlog(2, replies([4, 5]))), 2), ["4", "5", "subscribed 5"]);
}

#[test]
fn a_stalled_session_is_dropped_and_the_others_go_on() {
    let (mut room, agent) = room();
    room.update(NOW, join(2, &agent, Some(5), 5));
    let effects = room.update(NOW, Message::Stalled(2));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Drop(2))));
    room.update(NOW, Message::Known(6));
    let effects = room.update(NOW, Message::Read(replies([6])));
    assert_eq!(stream(&effects, 1), ["6"]);
    assert!(sent(&effects, 2).is_empty());
    // It resumes with what it had.
    assert_eq!(backlog_after(&room.update(NOW, join(3, &agent, Some(5), 6)), 3), Some(5));
}

#[test]
fn an_answer_for_who_has_left_is_dropped() {
    let (mut room, agent) = room();
    room.update(NOW, join(2, &agent, Some(3), 5));
    room.update(NOW, Message::Leave(2));
    assert!(room.update(NOW, Message::Backlog(2, replies([4, 5]))).is_empty());
    room.update(NOW, Message::Known(6));
    room.update(NOW, Message::Leave(1));
    assert!(room.is_empty());
    assert!(
        room.update(NOW, Message::Read(replies([6]))).iter().all(|effect| !matches!(effect, Effect::Deliver { .. }))
    );
    assert_eq!(room.next_wake(), None, "an empty room sleeps");
}

#[test]
fn an_audience_gets_what_it_may_see_and_a_number_for_the_rest() {
    let (mut room, _) = room();
    let client = person("Client", Side::Client);
    room.update(NOW, join(2, &client, Some(5), 5));
    room.update(NOW, Message::Known(7));
    let entries = vec![entry(6, MessageKind::Note), entry(7, MessageKind::Reply)];
    let effects = room.update(NOW, Message::Read(Some(Reading { entries, ticket: None })));
    assert_eq!(stream(&effects, 1), ["6", "7"]);
    assert_eq!(stream(&effects, 2), ["(6)", "7"]);
}

#[test]
fn who_loses_the_ticket_is_turned_out_before_anything_else_is_shown() {
    let (mut room, _) = room();
    let (before, after) = (person("Before", Side::Client), person("After", Side::Client));
    room.update(NOW, join(2, &before, Some(5), 5));
    // Let in after the move, by a page that was older than it: the ticket went and came back.
    room.update(NOW, join(3, &after, Some(5), 6));
    let moved = Entry {
        number: 6,
        at: NOW,
        author: None,
        what: What::Moved { from: "Contoso".to_owned(), to: "Northwind".to_owned() },
    };
    room.update(NOW, Message::Known(7));
    let entries = vec![moved, entry(7, MessageKind::Reply)];
    let effects = room.update(NOW, Message::Read(Some(Reading { entries, ticket: None })));
    assert!(matches!(effects.first(), Some(Effect::Revoke(2))), "{effects:?}");
    assert!(stream(&effects, 2).is_empty());
    assert_eq!(stream(&effects, 1), ["6", "7"]);
    assert_eq!(stream(&effects, 3), ["(6)", "7"]);
}

#[test]
fn the_head_comes_with_the_last_entry_that_changed_it() {
    let (mut room, _) = room();
    room.update(NOW, Message::Known(8));
    let status = |number| {
        let what = What::Status { from: Status::Open, to: Status::Pending };
        Entry { number, at: NOW, author: None, what }
    };
    let entries = vec![status(6), status(7), entry(8, MessageKind::Reply)];
    let ticket = Ticket {
        id: TicketId::new(NOW, &SystemChance),
        number: 1,
        customer_id: CustomerId::new(NOW, &SystemChance),
        customer_name: String::new(),
        subject: String::new(),
        status: Status::Pending,
        source: Source::Portal,
        requester_id: None,
        requester_name: None,
        assignee_id: None,
        assignee_name: None,
        follows: None,
        invoice_id: None,
        invoice_number: None,
        project_id: None,
        project_name: None,
        created_at: NOW,
        resolved_at: None,
        resolved_assignee_id: None,
        last_rating: LastRating::default(),
        tags: String::new(),
        head: 8,
    };
    let effects = room.update(NOW, Message::Read(Some(Reading { entries, ticket: Some(ticket) })));
    assert_eq!(stream(&effects, 1), ["6", "7+head", "8"]);
}

#[test]
fn sessions_of_one_side_and_language_share_one_delivery() {
    let (mut room, agent) = room();
    for session in 2..10 {
        room.update(NOW, join(session, &agent, Some(5), 5));
    }
    let client = person("Client", Side::Client);
    for session in 10..20 {
        room.update(NOW, join(session, &client, Some(5), 5));
    }
    room.update(NOW, Message::Known(6));
    let effects = room.update(NOW, Message::Read(replies([6])));
    let sizes: Vec<_> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Deliver { to, .. } => Some(to.len()),
            _ => None,
        })
        .collect();
    assert_eq!(sizes, [9, 10]);
}

#[test]
fn typing_is_shown_to_others_and_ends_by_itself() {
    let (mut room, agent) = room();
    let client = person("Client", Side::Client);
    room.update(NOW, join(2, &client, Some(5), 5));
    room.update(NOW, join(3, &agent, Some(5), 5));
    let effects = room.update(NOW, Message::Typing(1, Some(MessageKind::Reply)));
    assert_eq!(sent(&effects, 2), ["Agent reply on"]);
    assert!(sent(&effects, 1).is_empty() && sent(&effects, 3).is_empty(), "not to oneself, whatever the tab");
    let early = NOW + LASTS.saturating_sub(Duration::from_millis(1));
    assert!(!sent(&room.update(early, Message::Tick), 2).contains(&"Agent reply off".to_owned()));
    assert_eq!(sent(&room.update(NOW + LASTS, Message::Tick), 2), ["Agent reply off"]);
    assert!(sent(&room.update(NOW + LASTS, Message::Typing(1, None)), 2).is_empty(), "it has ended already");
}

#[test]
fn a_new_sign_of_typing_prolongs_it() {
    let (mut room, _) = room();
    let client = person("Client", Side::Client);
    room.update(NOW, join(2, &client, Some(5), 5));
    room.update(NOW, Message::Typing(1, Some(MessageKind::Reply)));
    room.update(NOW + LASTS / 2, Message::Typing(1, Some(MessageKind::Reply)));
    assert!(!sent(&room.update(NOW + LASTS, Message::Tick), 2).contains(&"Agent reply off".to_owned()));
    // Who comes meanwhile is told.
    assert!(sent(&room.update(NOW + LASTS, join(4, &client, Some(5), 5)), 4).contains(&"Agent reply on".to_owned()));
    // Whose last page closes does not type.
    assert!(sent(&room.update(NOW + LASTS, Message::Leave(1)), 2).contains(&"Agent reply off".to_owned()));
}

#[test]
fn that_a_note_is_written_is_hidden_from_clients() {
    let (mut room, agent) = room();
    let (client, other) = (person("Client", Side::Client), person("Other", Side::Staff));
    room.update(NOW, join(2, &client, Some(5), 5));
    room.update(NOW, join(3, &other, Some(5), 5));
    let effects = room.update(NOW, Message::Typing(1, Some(MessageKind::Note)));
    assert_eq!(sent(&effects, 3), ["Agent note on"]);
    assert!(sent(&effects, 2).is_empty());
    assert!(!sent(&room.update(NOW, join(4, &client, Some(5), 5)), 4).iter().any(|word| word.contains("Agent note")));
    let effects = room.update(NOW, Message::Typing(1, Some(MessageKind::Reply)));
    assert_eq!(sent(&effects, 2), ["Agent reply on"]);
    let effects = room.update(NOW, Message::Typing(1, Some(MessageKind::Note)));
    assert_eq!(sent(&effects, 2), ["Agent reply off"], "from a reply to a note: for the client it ends");
    assert_eq!(sent(&effects, 3), ["Agent note on"]);
    room.update(NOW, Message::TypingElsewhere(agent, None));
    // A client's page that says otherwise writes a reply all the same.
    assert_eq!(sent(&room.update(NOW, Message::Typing(2, Some(MessageKind::Note))), 3), ["Client reply on"]);
}

#[test]
fn who_has_sent_types_no_more() {
    let (mut room, agent) = room();
    let client = person("Client", Side::Client);
    room.update(NOW, join(2, &client, Some(5), 5));
    room.update(NOW, Message::Typing(1, Some(MessageKind::Reply)));
    room.update(NOW, Message::Known(6));
    let mut reading = replies([6]).unwrap();
    reading.entries[0].author = Some(Author { membership_id: agent.membership, name: agent.name, role: Role::Agent });
    assert_eq!(sent(&room.update(NOW, Message::Read(Some(reading))), 2), ["6", "Agent reply off"]);
}

#[test]
fn presence_is_gathered_and_a_reload_is_not_seen() {
    let (mut room, _) = room();
    let client = person("Client", Side::Client);
    let effects = room.update(NOW, join(2, &client, Some(5), 5));
    assert!(sent(&effects, 2).contains(&r#"here ["Agent"] ["Client"]"#.to_owned()), "who comes is told at once");
    assert!(sent(&effects, 1).is_empty());
    let at = NOW + GATHERED;
    assert_eq!(sent(&room.update(at, Message::Tick), 1), [r#"here ["Agent"] ["Client"]"#]);
    room.update(at, Message::Leave(2));
    room.update(at, join(3, &client, Some(5), 5));
    assert!(sent(&room.update(at + GATHERED, Message::Tick), 1).is_empty());
    room.update(at + GATHERED, Message::Leave(3));
    assert_eq!(sent(&room.update(at + GATHERED * 2, Message::Tick), 1), [r#"here ["Agent"] []"#]);
}

#[test]
fn presence_reaches_across_nodes_and_wears_off() {
    let agent = person("Agent", Side::Staff);
    let client = person("Client", Side::Client);
    let told = |effects: &[Effect]| {
        effects.iter().find_map(|effect| match effect {
            Effect::TellPresence(people) => Some(people.iter().map(|who| who.name.clone()).collect::<Vec<_>>()),
            _ => None,
        })
    };
    let mut room = State::new(true);
    room.update(NOW, join(1, &agent, Some(5), 5));
    assert_eq!(told(&room.update(NOW + GATHERED, Message::Tick)), Some(vec!["Agent".to_owned()]));
    assert_eq!(told(&room.update(NOW + GATHERED + REPEATED, Message::Tick)), Some(vec!["Agent".to_owned()]));
    let at = NOW + REPEATED * 2;
    let there = vec![client, agent.clone()];
    room.update(at, Message::PresenceElsewhere(NodeId::numbered(2), there));
    assert_eq!(
        sent(&room.update(at + GATHERED, Message::Tick), 1),
        [r#"here ["Agent"] ["Client"]"#],
        "each person once"
    );
    let end = at + COUNTS_FOR;
    room.update(end, Message::Tick);
    assert_eq!(sent(&room.update(end + GATHERED, Message::Tick), 1), [r#"here ["Agent"] []"#], "the node is silent");
    assert_eq!(told(&room.update(end, Message::Leave(1))), Some(Vec::new()), "the last one says goodbye");
}

#[test]
fn typing_reaches_across_nodes() {
    let (mut room, _) = room();
    let client = person("Client", Side::Client);
    let effects = room.update(NOW, Message::TypingElsewhere(client.clone(), Some(MessageKind::Reply)));
    assert_eq!(sent(&effects, 1), ["Client reply on"]);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::TellTyping(..))), "no echo");
    assert_eq!(sent(&room.update(NOW, Message::TypingElsewhere(client, None)), 1), ["Client reply off"]);

    let mut room = State::new(true);
    let agent = person("Agent", Side::Staff);
    room.update(NOW, join(1, &agent, Some(5), 5));
    let effects = room.update(NOW, Message::Typing(1, Some(MessageKind::Note)));
    assert!(matches!(effects[..], [Effect::TellTyping(_, Some(MessageKind::Note))]), "{effects:?}");
}

#[test]
fn what_has_been_read_stays_read() {
    let (mut room, _) = room();
    let effects = room.update(NOW, Message::Seen(SeenUpTo { staff: 5, client: 3 }));
    assert_eq!(sent(&effects, 1), ["seen 5 3"]);
    assert!(room.update(NOW, Message::Seen(SeenUpTo { staff: 4, client: 3 })).is_empty());
    assert_eq!(sent(&room.update(NOW, Message::Seen(SeenUpTo { staff: 4, client: 4 })), 1), ["seen 5 4"]);
}

/// Thousands of random orders of hints, answers, comings and goings: every session that stays gets every number once, in order.
#[test]
fn whatever_the_order_nothing_is_lost_or_doubled() {
    for seed in 1..300_u64 {
        let mut chance = seed;
        let mut random = |below: u64| {
            chance ^= chance << 13;
            chance ^= chance >> 7;
            chance ^= chance << 17;
            chance % below
        };
        let agent = person("Agent", Side::Staff);
        let mut room = State::new(false);
        let (mut head, mut now, mut next_session) = (3_i64, NOW, 1_u64);
        let mut pages: std::collections::BTreeMap<SessionKey, i64> = std::collections::BTreeMap::new();
        let mut asked: Vec<(Option<SessionKey>, i64, i64)> = Vec::new();
        let step = |room: &mut State,
                    pages: &mut std::collections::BTreeMap<SessionKey, i64>,
                    now,
                    message,
                    asked: &mut Vec<_>| {
            for effect in room.update(now, message) {
                match effect {
                    Effect::Read { after, limit } => asked.push((None, after, limit)),
                    Effect::Backlog { session, after, limit } => asked.push((Some(session), after, limit)),
                    Effect::Deliver { to, frames, .. } => {
                        for frame in frames {
                            if let Frame::Entry(entry, _) = frame {
                                for session in &to {
                                    let last = pages.get_mut(session).unwrap();
                                    assert_eq!(entry.number, *last + 1, "seed {seed}, session {session}");
                                    *last = entry.number;
                                }
                            }
                        }
                    }
                    Effect::Drop(_) | Effect::Revoke(_) | Effect::TellTyping(..) | Effect::TellPresence(_) => {}
                }
            }
        };
        for turn in 0..400 {
            now = now + Duration::from_millis(random(80));
            let settle = turn >= 300;
            match random(if settle { 3 } else { 9 }) {
                0 | 1 if !asked.is_empty() => {
                    let index = usize::try_from(random(asked.len() as u64)).unwrap();
                    let (session, after, limit) = asked.remove(index);
                    let reading = if !settle && random(4) == 0 {
                        None
                    } else {
                        replies((after + 1..=head).take(usize::try_from(limit).unwrap()))
                    };
                    let message = match session {
                        None => Message::Read(reading),
                        Some(session) => Message::Backlog(session, reading),
                    };
                    step(&mut room, &mut pages, now, message, &mut asked);
                }
                0..=2 => {
                    step(&mut room, &mut pages, now, Message::Tick, &mut asked);
                    if settle {
                        step(&mut room, &mut pages, now, Message::Known(head), &mut asked);
                    }
                }
                3 | 4 => {
                    head += 1;
                    if random(3) > 0 {
                        step(&mut room, &mut pages, now, Message::Known(head), &mut asked);
                    }
                }
                5 => step(
                    &mut room,
                    &mut pages,
                    now,
                    Message::Known(i64::try_from(random(u64::try_from(head).unwrap() + 1)).unwrap()),
                    &mut asked,
                ),
                6 | 7 => {
                    let after = head - i64::try_from(random(4)).unwrap();
                    pages.insert(next_session, after);
                    step(&mut room, &mut pages, now, join(next_session, &agent, Some(after), head), &mut asked);
                    next_session += 1;
                }
                _ => {
                    if let Some(session) = pages.keys().next().copied()
                        && pages.len() > 2
                    {
                        step(&mut room, &mut pages, now, Message::Leave(session), &mut asked);
                        pages.remove(&session);
                    }
                }
            }
        }
        for (session, last) in pages {
            assert_eq!(last, head, "seed {seed}, session {session} is behind");
        }
    }
}
