use super::*;
use crate::domain::rating::{LastRating, Rating, Reason, Stars};
use crate::views::sample;

#[test]
fn a_broadcast_is_the_same_for_every_reader() {
    let reply =
        sample::message(17, sample::agent(), MessageKind::Reply, "one\n<script>alert(1)</script> https://example.org");
    let html = entry(&sample::locale(), Side::Client, &reply, None).into_string();
    assert!(html.starts_with(r#"<li id="reply-"#), "{html}");
    assert!(html.contains(r#"class="msg" data-number="17""#), "{html}");
    assert!(html.contains(r#"data-side="staff" data-kind="reply""#), "{html}");
    assert!(html.contains(r#"datetime="2026-11-23T14:05:00Z""#), "{html}");
    assert!(html.contains("one\n&lt;script&gt;"), "{html}");
    assert!(html.contains(r#"<a href="https://example.org""#), "{html}");
    assert!(html.contains("Agent &lt;b&gt;One"), "{html}");
    assert!(html.contains(r#"<span class="receipt"></span>"#), "{html}");
}

#[test]
fn a_page_marks_the_readers_own_and_what_was_seen() {
    let (locale, zone) = (sample::locale(), Zone::named("Europe/Berlin"));
    let reader = Reader { me: Some(sample::client().membership_id), zone: &zone, now: sample::NOW, seen: Some(3) };
    let own = sample::message(3, sample::client(), MessageKind::Reply, "mine");
    let html = entry(&locale, Side::Client, &own, Some(&reader)).into_string();
    assert!(html.contains(r#"class="msg mine""#), "{html}");
    assert!(html.contains(">15:05</time>"), "{html}");
    assert!(html.contains(r#"<span class="receipt">Seen</span>"#), "{html}");

    let other = sample::message(4, sample::agent(), MessageKind::Reply, "theirs");
    let html = entry(&locale, Side::Client, &other, Some(&reader)).into_string();
    assert!(html.contains(r#"class="msg""#) && !html.contains("Seen"), "{html}");
}

#[test]
fn a_note_says_that_it_is_one() {
    let note = sample::message(5, sample::agent(), MessageKind::Note, "between us");
    let html = entry(&sample::locale(), Side::Staff, &note, None).into_string();
    assert!(html.contains(r#"class="msg note""#) && html.contains(r#"data-kind="note""#), "{html}");
    assert!(html.contains(r#"<span class="note-mark">Note</span>"#), "{html}");
}

#[test]
fn changes_are_lines() {
    let locale = sample::locale();
    let show = |side, author, what| entry(&locale, side, &sample::event(9, author, what), None).into_string();
    let resolved = What::Status { from: Status::Open, to: Status::Resolved };
    let html = show(Side::Client, Some(sample::client()), resolved);
    assert!(html.starts_with(r#"<li id="event-9" class="line" data-number="9""#), "{html}");
    assert!(html.contains("Marked as resolved by Client"), "{html}");

    let closed = What::Status { from: Status::Resolved, to: Status::Closed };
    assert!(show(Side::Client, None, closed).contains("Closed after two weeks without a reply"));

    let reopened = What::Status { from: Status::Resolved, to: Status::Open };
    assert!(show(Side::Staff, Some(sample::client()), reopened).contains("Reopened by Client"));

    let pending = || What::Status { from: Status::Open, to: Status::Pending };
    assert!(show(Side::Staff, Some(sample::client()), pending()).contains("Set to Pending by Client"));
    assert!(show(Side::Client, Some(sample::client()), pending()).contains("by Client: waiting for your answer"));

    let taken = || What::Assigned { to: Some(sample::agent()) };
    assert!(show(Side::Staff, Some(sample::agent()), taken()).contains("Taken by Agent &lt;b&gt;One"));
    assert!(show(Side::Client, Some(sample::agent()), taken()).contains("is looking after this"));

    let followed = || What::FollowedUp { number: 320 };
    assert!(show(Side::Client, Some(sample::client()), followed()).contains(r#"href="/support/320""#));
    assert!(show(Side::Staff, Some(sample::client()), followed()).contains(r#"href="/desk/tickets/320""#));
}

#[test]
fn what_a_room_sends_sorts_by_number_and_moves_the_head() {
    let locale = sample::locale();
    let reply = sample::message(17, sample::client(), MessageKind::Reply, "</hx-upsert><hx-partial>");
    let alone = pushed(&locale, Side::Staff, &reply, None);
    assert!(alone.starts_with(r##"<hx-upsert hx-target="#thread" key="data-number" sort><li id="reply-"##), "{alone}");
    assert!(alone.ends_with("</li></hx-upsert>"), "{alone}");
    assert!(alone.contains(r#"data-number="17""#), "{alone}");
    assert!(alone.contains("&lt;/hx-upsert&gt;&lt;hx-partial&gt;"), "{alone}");

    let moved = pushed(&locale, Side::Staff, &reply, Some(&sample::ticket(Status::Pending)));
    assert!(moved.starts_with(&alone), "{moved}");
    assert!(
        moved.contains(r##"<hx-partial hx-target="#ticket-head" hx-swap="outerMorph"><div id="ticket-head""##),
        "{moved}"
    );
    assert!(moved.contains(r#"data-status="pending""#), "{moved}");
}

#[test]
fn each_side_reads_its_own_head() {
    let (locale, ticket) = (sample::locale(), sample::ticket(Status::Pending));
    let client = head(&locale, Side::Client, &ticket).into_string();
    assert!(client.contains("Waiting for you") && !client.contains("Unassigned"), "{client}");
    let staff = head(&locale, Side::Staff, &ticket).into_string();
    assert!(staff.contains("Pending") && staff.contains("Unassigned"), "{staff}");
}

#[test]
fn seen_stands_at_the_last_own_message_that_was_read() {
    let entries = [
        sample::message(1, sample::client(), MessageKind::Reply, "a"),
        sample::message(2, sample::agent(), MessageKind::Reply, "b"),
        sample::message(3, sample::client(), MessageKind::Reply, "c"),
        sample::message(4, sample::client(), MessageKind::Reply, "d"),
        sample::message(5, sample::agent(), MessageKind::Note, "e"),
    ];
    let seen = SeenUpTo { staff: 3, client: 5 };
    assert_eq!(last_seen(Side::Client, &entries, seen), Some(3));
    assert_eq!(last_seen(Side::Staff, &entries, seen), Some(2), "a note is not for them to see");
    assert_eq!(last_seen(Side::Client, &entries, SeenUpTo::default()), None);
}

#[test]
fn a_rating_is_a_line_for_both_sides_and_moves_what_each_shows_of_it() {
    let rating = Rating { stars: Stars::ALL[1], reasons: vec![Reason::Slow], comment: "<b>Why?".to_owned() };
    let event = sample::event(9, Some(sample::client()), What::Rated(rating.clone()));
    let ticket = Ticket {
        resolved_at: Some(sample::NOW),
        last_rating: LastRating::of(&rating, sample::NOW),
        tags: "mail, setup".to_owned(),
        ..sample::ticket(Status::Resolved)
    };
    let locale = sample::locale();
    let [client, staff] = [Side::Client, Side::Staff].map(|side| pushed(&locale, side, &event, Some(&ticket)));
    for html in [&client, &staff] {
        assert!(html.contains(r#"data-kind="rated""#) && html.contains("Client rated this ticket"), "{html}");
        assert!(html.contains(r#"aria-label="2 of 5 stars""#) && html.contains("&lt;b&gt;Why?"), "{html}");
    }
    assert!(
        client.contains(r#"<div id="rating-state" data-rated="yes">"#) && !client.contains("mail, setup"),
        "{client}"
    );
    assert!(staff.contains(r#"<section id="panel-rating">"#) && !staff.contains("rating-state"), "{staff}");
    assert!(staff.contains(r#"<div id="panel-tags" data-tags="mail, setup">"#), "{staff}");
    // Resolved again, it is asked about anew.
    let again = Ticket { resolved_at: Some(sample::NOW + std::time::Duration::from_secs(1)), ..ticket };
    let html = pushed(&locale, Side::Client, &event, Some(&again));
    assert!(html.contains(r#"data-rated="no""#) && html.contains("Rated 2 of 5 before it was reopened"), "{html}");
}

#[test]
fn tags_are_no_clients_business() {
    let locale = sample::locale();
    let tagged = |tags: &str| sample::event(9, Some(sample::agent()), What::Tagged { tags: tags.to_owned() });
    assert!(!tagged("mail").visible_to(Side::Client) && tagged("mail").visible_to(Side::Staff));
    let show = |tags| entry(&locale, Side::Staff, &tagged(tags), None).into_string();
    assert!(show("mail, setup").contains("Tagged mail, setup by Agent"), "{}", show("mail, setup"));
    assert!(show("").contains("Tags removed by Agent"), "{}", show(""));
}
