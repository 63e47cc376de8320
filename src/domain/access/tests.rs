use super::*;
use crate::domain::rating::LastRating;
use crate::domain::ticket::Source;
use crate::id::{CustomerId, SystemChance, TicketId};

const NOW: Timestamp = Timestamp::from_millis(1_000_000);

fn customer() -> CustomerRecord {
    CustomerRecord {
        id: CustomerId::new(NOW, &SystemChance),
        name: "Northwind".to_owned(),
        email: String::new(),
        phone: String::new(),
        address: String::new(),
        tax_number: String::new(),
        notes: String::new(),
        external_id: String::new(),
        archived_at: None,
        created_at: NOW,
    }
}

fn login(status: MembershipStatus) -> Login {
    Login {
        membership_id: MembershipId::new(NOW, &SystemChance),
        name: "Clara".to_owned(),
        email: "clara@northwind.test".to_owned(),
        status,
    }
}

fn invite(mail: Option<MailStatus>, expires_at: i64) -> WaitingInvite {
    WaitingInvite {
        id: InviteId::new(NOW, &SystemChance),
        email: "jo@northwind.test".to_owned(),
        expires_at: Timestamp::from_millis(expires_at),
        mail,
        mail_error: (mail == Some(MailStatus::Refused)).then(|| "550 no such user".to_owned()),
    }
}

/// The causes for these facts, by their variants' names.
fn names(customer: &CustomerRecord, logins: &[Login], invites: &[WaitingInvite], unlinked: &[Login]) -> Vec<String> {
    let facts =
        Facts { customer, logins, invites, unlinked, failed: &[], drafts: &[], cards: &Cards::default(), now: NOW };
    causes(&facts).iter().map(name).collect()
}

fn name(cause: &Cause) -> String {
    format!("{cause:?}").split([' ', '(']).next().unwrap_or_default().to_owned()
}

#[test]
fn a_customer_whose_people_sign_in_has_no_cause() {
    assert!(names(&customer(), &[login(MembershipStatus::Active)], &[], &[]).is_empty());
}

#[test]
fn each_state_of_access_is_named() {
    let archived = CustomerRecord { archived_at: Some(NOW), ..customer() };
    let (soon, past) = (2_000_000, 1_000_000);
    let of_invite = |mail, expires| names(&customer(), &[], &[invite(mail, expires)], &[]);
    assert_eq!(names(&customer(), &[], &[], &[]), ["NobodyLinked"]);
    assert_eq!(names(&archived, &[], &[], &[]), ["CustomerArchived"]);
    assert_eq!(names(&customer(), &[login(MembershipStatus::Deactivated)], &[], &[]), ["LoginDeactivated"]);
    assert_eq!(of_invite(Some(MailStatus::Sent), soon), ["InvitePending"]);
    assert_eq!(of_invite(None, soon), ["InvitePending"]);
    assert_eq!(of_invite(Some(MailStatus::Sent), past), ["InviteExpired"]);
    assert_eq!(of_invite(Some(MailStatus::Kept), past), ["InviteKept"]);
    assert_eq!(of_invite(Some(MailStatus::Refused), soon), ["InviteRefused"]);
}

#[test]
fn a_login_without_a_company_may_be_meant_and_may_not() {
    let stray = [login(MembershipStatus::Active)];
    let customer = customer();
    let facts = Facts {
        customer: &customer,
        logins: &stray,
        invites: &[],
        unlinked: &stray,
        failed: &[],
        drafts: &[],
        cards: &Cards::default(),
        now: NOW,
    };
    let causes = causes(&facts);
    assert_eq!(causes.iter().map(name).collect::<Vec<_>>(), ["LoginUnlinked"]);
    assert!(!causes[0].is_certain());
    let archived = CustomerRecord { archived_at: Some(NOW), ..customer };
    assert_eq!(names(&archived, &stray, &[], &stray), ["CustomerArchived"]);
}

#[test]
fn every_remedy_with_a_form_is_read_back() {
    let remedies = [
        Remedy::Restore,
        Remedy::Resend(InviteId::new(NOW, &SystemChance)),
        Remedy::Reactivate(MembershipId::new(NOW, &SystemChance)),
        Remedy::Link(MembershipId::new(NOW, &SystemChance)),
        Remedy::MoveTicket(318),
        Remedy::Publish(ArticleId::new(NOW, &SystemChance)),
        Remedy::MakePublic(ArticleId::new(NOW, &SystemChance)),
        Remedy::OpenForThem(FailureId::new(NOW, &SystemChance)),
        Remedy::RestoreProject(ProjectId::new(NOW, &SystemChance)),
    ];
    for remedy in remedies {
        let (name, subject) = remedy.form().unwrap();
        assert_eq!(Remedy::parse(name.as_str(), &subject), Some(remedy));
    }
    assert_eq!(remedies.len(), RemedyName::ALL.len());
    assert_eq!(Remedy::parse("link", "nobody"), None);
    assert_eq!(Remedy::parse("delete", ""), None);
}

fn found_of<'a>(number: Option<TicketNumber>, tickets: &'a [Ticket], articles: &'a [Article]) -> Found<'a> {
    let today = jiff::civil::date(2026, 11, 23);
    Found { about: "mail", number, tickets, articles, invoice: None, invoices: &[], projects: &[], today }
}

fn invoice(number: Option<&str>, customer: &CustomerRecord) -> InvoiceRow {
    InvoiceRow {
        id: InvoiceId::new(NOW, &SystemChance),
        number: number.map(|number| number.parse().unwrap()),
        customer_id: customer.id,
        customer: "Contoso".to_owned(),
        state: if number.is_some() { State::Sent } else { State::Draft },
        currency: crate::domain::money::Currency::EUR,
        balance: invoice::Balance::default(),
        issued_on: None,
        due_on: None,
        updated_at: NOW,
    }
}

#[test]
fn an_invoice_that_is_not_sent_may_be_meant_and_one_of_another_customer_is_named() {
    let (here, there) = (customer(), customer());
    let drafts = [invoice(None, &here)];
    let logins = [login(MembershipStatus::Active)];
    let facts = Facts {
        customer: &here,
        logins: &logins,
        invites: &[],
        unlinked: &[],
        failed: &[],
        drafts: &drafts,
        cards: &Cards::default(),
        now: NOW,
    };
    let causes = causes(&facts);
    assert_eq!(causes.iter().map(name).collect::<Vec<_>>(), ["InvoiceDraft"]);
    assert!(!causes[0].is_certain());
    assert_eq!(causes[0].remedy(), Some(Remedy::SendInvoice(drafts[0].id)));
    let rows = [invoice(Some("INV-1"), &here), invoice(Some("INV-2"), &there), invoice(None, &here)];
    let found = Found { invoices: &rows, ..found_of(None, &[], &[]) };
    let [Finding::Invoice { .. }, Finding::Hidden(elsewhere), Finding::Hidden(draft)] = &*findings(&here, &found)
    else {
        panic!("one each")
    };
    assert_eq!([name(elsewhere), name(draft)], ["InvoiceElsewhere", "InvoiceDraft"]);
    assert_eq!(elsewhere.remedy(), Some(Remedy::OpenInvoice(rows[1].id)));
    let none = Found { invoice: invoice_meant(" INV-9 "), ..found_of(None, &[], &[]) };
    let [Finding::Hidden(missing)] = &*findings(&here, &none) else { panic!("one") };
    assert_eq!((name(missing), missing.remedy()), ("InvoiceMissing".to_owned(), Some(Remedy::WriteInvoice)));
    for words in ["mail", "the mail of 2026", ""] {
        assert_eq!(invoice_meant(words), None, "{words}");
    }
}

#[test]
fn a_project_is_seen_unless_it_is_anothers_or_was_put_away() {
    let (here, there) = (customer(), customer());
    let of = |customer: &CustomerRecord, archived_at| {
        let row = project::tests::project(project::Status::Planned, Vec::new()).row;
        ProjectRow { customer_id: customer.id, archived_at, ..row }
    };
    let rows = [of(&here, None), of(&there, None), of(&here, Some(NOW)), of(&there, Some(NOW))];
    let found = Found { projects: &rows, ..found_of(None, &[], &[]) };
    let [Finding::Project { .. }, Finding::Hidden(elsewhere), Finding::Hidden(archived), Finding::Hidden(both)] =
        &*findings(&here, &found)
    else {
        panic!("one each")
    };
    assert_eq!([elsewhere, archived, both].map(name), ["ProjectElsewhere", "ProjectArchived", "ProjectElsewhere"]);
    assert_eq!(elsewhere.remedy(), Some(Remedy::EditProject(rows[1].id)));
    assert_eq!(archived.remedy(), Some(Remedy::RestoreProject(rows[2].id)));
}

#[test]
fn what_is_asked_for_is_found_where_it_is() {
    let (here, there) = (customer(), customer());
    let ticket = |number, customer: &CustomerRecord| Ticket {
        id: TicketId::new(NOW, &SystemChance),
        number,
        customer_id: customer.id,
        customer_name: "Contoso".to_owned(),
        subject: "Mail".to_owned(),
        status: Status::Resolved,
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
        head: 1,
    };
    let article = |status, visibility| Article {
        id: ArticleId::new(NOW, &SystemChance),
        slug: "mail".to_owned(),
        title: "Mail".to_owned(),
        body: String::new(),
        category: None,
        visibility,
        status,
        source: None,
        external_id: None,
        updated_at: NOW,
        revision: 0,
    };
    let found = |number, tickets: &[Ticket], articles: &[Article]| {
        let found = found_of(number, tickets, articles);
        findings(&here, &found)
            .iter()
            .map(|finding| match finding {
                Finding::Hidden(cause) => name(cause),
                seen => format!("seen {}", format!("{seen:?}").split(' ').next().unwrap_or_default()),
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(found(None, &[ticket(1, &here), ticket(2, &there)], &[]), ["seen Ticket", "TicketElsewhere"]);
    let articles = [
        article(ArticleStatus::Published, Visibility::Public),
        article(ArticleStatus::Draft, Visibility::Public),
        article(ArticleStatus::Draft, Visibility::Internal),
    ];
    assert_eq!(found(None, &[], &articles), ["seen Article", "ArticleDraft", "ArticleDraft", "ArticleInternal"]);
    assert_eq!(found(None, &[], &[]), ["NothingAbout"]);
    assert_eq!(found(Some(4_711), &[], &[]), ["TicketMissing"]);
}

#[test]
fn pay_now_is_missed_only_where_cards_could_be_taken() {
    use crate::domain::payment::{AccountStanding, NoCards};
    let customer = customer();
    let logins = [login(MembershipStatus::Active)];
    let of = |cards: &Cards| {
        let facts = Facts {
            customer: &customer,
            logins: &logins,
            invites: &[],
            unlinked: &[],
            failed: &[],
            drafts: &[],
            cards,
            now: NOW,
        };
        causes(&facts)
    };
    assert!(of(&Cards::default()).is_empty(), "a server without Stripe takes no cards, and nobody misses them");
    let not_connected = of(&Cards { is_set_up: true, ..Cards::default() });
    assert_eq!(not_connected, [Cause::NoCards { why: NoCards::NotConnected, requirement: None }]);
    assert_eq!(not_connected[0].remedy(), Some(Remedy::SetUpPayments));
    assert!(!not_connected[0].is_certain());
    let asked = AccountStanding { currently_due: vec!["external_account".to_owned()], ..AccountStanding::default() };
    let blocked = of(&Cards { is_set_up: true, standing: Some(asked), ..Cards::default() });
    let requirement = Some(Requirement::of("external_account"));
    assert_eq!(blocked, [Cause::NoCards { why: NoCards::Blocked, requirement }]);
    let enabled = AccountStanding { charges_enabled: true, ..AccountStanding::default() };
    assert!(of(&Cards { is_set_up: true, standing: Some(enabled), ..Cards::default() }).is_empty());
}
