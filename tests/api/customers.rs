//! Customers at the desk: the list, a customer's page, its contacts, and what may be deleted.

use frontdesk::app::customers;
use frontdesk::app::organisations::add_customer;
use frontdesk::app::{self, Writing};
use frontdesk::domain::customer::Removal;
use frontdesk::domain::people::Denied;
use frontdesk::id::{CustomerId, InviteId, SystemChance};
use futures_util::future::join_all;

use crate::common::html;
use crate::{Answer, Browser, Cast, Person, TestApp, each_database};

each_database!(
    a_customer_is_added_changed_and_recorded,
    what_two_change_at_once_is_kept_of_both,
    a_form_comes_back_with_its_problems,
    the_list_is_searched_and_filtered,
    the_list_is_read_page_by_page,
    the_list_says_who_was_in_contact_and_what_they_owe,
    the_list_is_a_file_too,
    the_list_flags_who_cannot_be_reached,
    a_page_shows_what_hangs_on_a_customer,
    contacts_come_and_go_and_are_found,
    nobody_is_shut_out_by_deleting_a_customer,
    what_hangs_on_a_customer_keeps_it,
    a_customer_on_which_nothing_hangs_is_gone,
    an_archived_customer_comes_back,
    a_ticket_and_a_deletion_at_once_leave_no_orphan,
    rights_are_the_roles,
    customers_from_before_are_found,
);

async fn a_customer_is_added_changed_and_recorded(app: &TestApp) {
    let (_, agent) = begin(app).await;
    let fields = [
        ("name", "  Fabrikam   & Daughters "),
        ("email", " Hello@Fabrikam.test"),
        ("phone", "+47 1"),
        ("address", "Quay 7\r\nOslo"),
        ("tax_number", "NO 1"),
        ("notes", "Pays late."),
    ];
    let page = follow(&agent, &agent.post("/desk/customers", &fields).await).await;
    for part in ["Fabrikam & Daughters", "hello@fabrikam.test", "+47 1", "Quay 7 Oslo", "NO 1", "Pays late.", "Saved."]
    {
        assert!(page.text().contains(part), "{part} in {page:?}");
    }
    let id = app.texts("SELECT id FROM customers WHERE name LIKE 'Fabrikam%'").await.remove(0);
    let form = agent.get(&format!("/desk/customers/{id}/edit")).await;
    assert_eq!(
        (form.field("name"), form.field("email")),
        ("Fabrikam & Daughters".into(), "hello@fabrikam.test".into())
    );
    let changed = [
        ("name", "Fabrikam"),
        ("email", ""),
        ("phone", "+47 1"),
        ("address", "Quay 7\r\nOslo"),
        ("tax_number", "NO 1"),
        ("notes", "Pays late."),
    ];
    for _ in 0..2 {
        agent.post(&format!("/desk/customers/{id}"), &changed).await.location();
    }
    assert_eq!(
        deeds(app).await,
        [
            "customer.added Fabrikam & Daughters {\"address\":\"\",\"email\":\"\",\"name\":\"\",\"notes\":\"\",\"phone\":\"\",\"tax_number\":\"\"} \
             {\"address\":\"Quay 7\\nOslo\",\"email\":\"hello@fabrikam.test\",\"name\":\"Fabrikam & Daughters\",\"notes\":\"Pays late.\",\"phone\":\"+47 1\",\"tax_number\":\"NO 1\"}",
            "customer.changed Fabrikam {\"email\":\"hello@fabrikam.test\",\"name\":\"Fabrikam & Daughters\"} {\"email\":\"\",\"name\":\"Fabrikam\"}",
        ],
        "what stays as it was is no deed"
    );
}

async fn a_form_comes_back_with_its_problems(app: &TestApp) {
    let (cast, agent) = begin(app).await;
    let long = "x".repeat(2_001);
    let fields = [("name", " "), ("email", "nobody"), ("phone", "1"), ("address", long.as_str()), ("notes", "Kept")];
    for path in ["/desk/customers".to_owned(), page_of(cast.northwind)] {
        let back = agent.post(&path, &fields).await;
        assert_eq!(back.status, 422);
        assert_eq!((back.field("email"), back.field("phone")), ("nobody".to_owned(), "1".to_owned()));
        assert!(back.body.contains(">Kept</textarea>"), "{back:?}");
        for field in ["name", "email", "address"] {
            assert_eq!(back.ids(&format!("{field}-problem")).len(), 1, "{field} in {back:?}");
        }
    }
    assert!(deeds(app).await.is_empty());
}

async fn the_list_is_searched_and_filtered(app: &TestApp) {
    let (cast, agent) = begin(app).await;
    let found = async |query: &str| rows(&agent.get(&format!("/desk/customers?{query}")).await);
    assert_eq!(found("").await, ["Contoso", "Northwind"]);
    assert_eq!(found("q=NORTH").await, ["Northwind"]);
    agent.post(&format!("{}/contacts", page_of(cast.contoso)), &[("name", "Jørgen Ås")]).await.location();
    assert_eq!(found("q=jorgen").await, ["Contoso"]);
    assert_eq!(found("q=jorgen+north").await, [""; 0], "every word counts");
    let nothing = agent.get("/desk/customers?q=%3Czzz%3E").await;
    assert!(nothing.text().contains("No customer fits “<zzz>”"), "{nothing:?}");
    app.execute(&format!("UPDATE customers SET archived_at = 1 WHERE id = '{}'", cast.contoso)).await;
    assert_eq!(found("").await, ["Northwind"]);
    assert_eq!(found("filter=archived").await, ["Contoso"]);
    assert_eq!(found("filter=nonsense&after=nonsense&after_name=z").await, ["Northwind"]);
    // The field searches as one types: what it asks for holds the part that is replaced.
    assert_eq!(agent.fetch("/desk/customers?q=north").await.ids("customers-found").len(), 1);
}

async fn the_list_is_read_page_by_page(app: &TestApp) {
    let (cast, agent) = begin(app).await;
    app.write(async |writing: &mut Writing| {
        for number in 0..110 {
            // Several of one name: the id decides.
            add_customer(writing, cast.organisation.id, &format!("Åse {}", number / 3)).await.unwrap();
        }
    })
    .await;
    let (mut seen, mut path) = (Vec::new(), "/desk/customers?q=ase".to_owned());
    loop {
        let page = agent.get(&path).await;
        seen.extend(page.ids("customer-"));
        let tags = html::tags(&page.body);
        let Some(next) = tags.iter().find(|tag| tag.get("rel") == Some("next")) else { break };
        next.get("href").unwrap().clone_into(&mut path);
    }
    assert_eq!(seen.len(), 110);
    let once: std::collections::BTreeSet<_> = seen.iter().collect();
    assert_eq!(once.len(), 110);
}

async fn the_list_says_who_was_in_contact_and_what_they_owe(app: &TestApp) {
    let (cast, agent) = begin(app).await;
    app.write(async |writing: &mut Writing| {
        add_customer(writing, cast.organisation.id, "Tailspin").await.unwrap();
    })
    .await;
    let hour = std::time::Duration::from_secs(3_600);
    let number = app.open(&cast.client, "Subject", "Body").await;
    app.wait(hour);
    app.open(&cast.neighbour, "Subject", "Body").await;
    for (customer, price) in
        [(cast.northwind, ("10", "EUR")), (cast.northwind, ("7", "USD")), (cast.contoso, ("900", "USD"))]
    {
        app.invoice(&cast, customer, price).await;
    }
    app.execute("UPDATE invoices SET due_on = '2026-01-01' WHERE currency = 'EUR'").await;
    let sorted = async |order: &str| rows(&agent.get(&format!("/desk/customers?order={order}")).await);
    assert_eq!(sorted("name").await, ["Contoso", "Northwind", "Tailspin"]);
    assert_eq!(sorted("contact").await, ["Contoso", "Northwind", "Tailspin"]);
    assert_eq!(sorted("quiet").await, ["Tailspin", "Northwind", "Contoso"]);
    // A note is for colleagues; an answer is contact.
    app.wait(hour);
    app.note(&cast.agent, number, "Between us").await;
    assert_eq!(sorted("contact").await, ["Contoso", "Northwind", "Tailspin"]);
    app.reply(&cast.agent, number, "Here").await;
    assert_eq!(sorted("contact").await, ["Northwind", "Contoso", "Tailspin"]);
    // Dollars do not count among euros.
    assert_eq!(sorted("balance").await[0], "Northwind");
    let page = agent.get("/desk/customers?order=balance").await;
    for said in ["€10.00 €10.00 overdue", "7.00", "900.00", "Settled", "Never", "Sorted by what is outstanding in EUR"]
    {
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
}

async fn the_list_is_a_file_too(app: &TestApp) {
    let (cast, agent) = begin(app).await;
    app.invoice(&cast, cast.northwind, ("10", "EUR")).await;
    app.execute(
        "UPDATE customers SET external_id = 'K-7', notes = '=1+1', address = 'Quay 7\nOslo' WHERE name = 'Northwind'",
    )
    .await;
    let file = agent.get("/desk/customers.csv").await;
    assert!(file.headers["content-disposition"].to_str().unwrap().contains("customers-"), "{file:?}");
    let text = file.body.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let northwind = "K-7,Northwind,,,\"Quay 7\nOslo\",,'=1+1,,10.00,0.00,\n";
    let contoso = format!("{},Contoso,,,,,,,0.00,0.00,\n", cast.contoso);
    let head = "ID,Name,E-mail,Phone,Address,Tax number,Background,Last contact,Balance EUR,Overdue EUR,Archived\n";
    assert_eq!(text, format!("{head}{contoso}{northwind}"));
    let found = agent.get("/desk/customers.csv?q=north").await;
    assert!(!found.body.contains("Contoso") && found.body.contains("Northwind"), "{found:?}");
    // What is exported can be brought in again and says nothing new.
    let place = crate::customer_import::bring(&agent, file.body.as_bytes()).await.location().to_owned();
    let looked = agent.get(&place).await.text();
    assert!(looked.contains("2 rows: 0 new, 2 to change") && looked.contains("Nothing new"), "{looked}");
}

async fn the_list_flags_who_cannot_be_reached(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    app.open(&cast.client, "Subject", "Body").await;
    for name in ["Invited", "Late", "Nobody"] {
        app.write(async |writing: &mut Writing| add_customer(writing, cast.organisation.id, name).await.unwrap()).await;
    }
    invite(app, &cast, "Invited", i64::MAX / 2).await;
    invite(app, &cast, "Late", 1).await;
    let page = admin.get("/desk/customers").await;
    for row in [
        "Contoso 1 portal user",
        "Invited Invitation pending",
        "Late Invitation expired",
        "Nobody Nobody can sign in",
        "Northwind 2 portal users 1",
    ] {
        assert!(page.text().contains(row), "{row} in {}", page.text());
    }
    assert!(page.text().contains("A client’s login isn’t connected to any company"), "{page:?}");
    assert!(page.text().contains("unlinked@harbour.test"), "{page:?}");
    assert!(page.body.contains("href=\"/desk/settings/users\""), "{page:?}");
    let agent = app.sign_in(&cast.agent).await.get("/desk/customers").await;
    assert!(agent.text().contains("This can be done by: Admin."), "{agent:?}");
}

async fn a_page_shows_what_hangs_on_a_customer(app: &TestApp) {
    let (cast, agent) = begin(app).await;
    let first = app.open(&cast.client, "The first", "Body").await;
    app.wait(std::time::Duration::from_secs(60));
    app.note(&cast.agent, first, "Between us").await;
    app.open(&cast.colleague, "The second", "Body").await;
    app.open(&cast.neighbour, "Not theirs", "Body").await;
    invite(app, &cast, "Northwind", i64::MAX / 2).await;
    app.execute("UPDATE memberships SET status = 'deactivated' WHERE id IN (SELECT m.id FROM memberships m JOIN users u ON u.id = m.user_id WHERE u.name LIKE 'Colleague%')").await;
    let page = agent.get(&page_of(cast.northwind)).await;
    assert_eq!(page.ids("ticket-").iter().filter(|id| id.parse::<i64>().is_ok()).collect::<Vec<_>>(), ["2", "1"]);
    for part in [
        "The first",
        "Between us",
        "Client harbour",
        "client@harbour.test",
        "Active",
        "Deactivated",
        "invited@northwind.test",
    ] {
        assert!(page.text().contains(part), "{part} in {page:?}");
    }
    assert!(!page.text().contains("Not theirs"));
    assert!(page.body.contains(&format!("/desk/tickets/new?customer={}", cast.northwind)), "{page:?}");
    let admin = app.sign_in(&cast.admin).await.get(&page_of(cast.northwind)).await;
    assert!(admin.body.contains(&format!("/desk/settings/users?customer={}", cast.northwind)), "{admin:?}");
    for _ in 0..25 {
        app.open(&cast.client, "More", "Body").await;
    }
    let page = agent.get(&page_of(cast.northwind)).await;
    let tags = html::tags(&page.body);
    let older = tags.iter().find(|tag| tag.get("rel") == Some("next")).and_then(|tag| tag.get("href")).unwrap();
    assert!(agent.get(older).await.text().contains("The first"));
    assert_eq!(
        agent.get("/desk/tickets/1").await.body.matches(&page_of(cast.northwind)).count(),
        1,
        "the panel leads there"
    );
}

async fn contacts_come_and_go_and_are_found(app: &TestApp) {
    let (cast, agent) = begin(app).await;
    let contacts = format!("{}/contacts", page_of(cast.northwind));
    let refused = agent.post(&contacts, &[("name", ""), ("email", "x"), ("position", "Kept")]).await;
    assert_eq!((refused.status, refused.field("position")), (422, "Kept".to_owned()));
    let fields = [("name", "Jo Miller"), ("position", "Accounts"), ("email", "jo@northwind.test"), ("phone", "2")];
    let page = follow(&agent, &agent.post(&contacts, &fields).await).await;
    for part in ["Jo Miller", "Accounts", "jo@northwind.test"] {
        assert!(page.text().contains(part), "{part} in {page:?}");
    }
    let id = page.ids("contact-").into_iter().find(|id| id.len() == 36).unwrap();
    let one = format!("{contacts}/{id}");
    assert_eq!(agent.get(&one).await.field("name"), "Jo Miller");
    assert_eq!(agent.post(&one, &[("name", "")]).await.status, 422);
    agent.post(&one, &[("name", "Jo Smith"), ("position", "Accounts")]).await.location();
    assert_eq!(rows(&agent.get("/desk/customers?q=smith").await), ["Northwind"]);
    assert!(rows(&agent.get("/desk/customers?q=miller").await).is_empty());
    // Another customer's contact is not there.
    let elsewhere = format!("{}/contacts/{id}", page_of(cast.contoso));
    assert_eq!(agent.get(&elsewhere).await.status, 404);
    assert_eq!(agent.post(&elsewhere, &[("name", "Stolen")]).await.status, 404);
    agent.post(&format!("{elsewhere}/delete"), &[]).await.location();
    assert_eq!(agent.get(&one).await.field("name"), "Jo Smith");
    for _ in 0..2 {
        agent.post(&format!("{one}/delete"), &[]).await.location();
    }
    assert!(rows(&agent.get("/desk/customers?q=smith").await).is_empty());
    let actions: Vec<_> =
        deeds(app).await.into_iter().map(|deed| deed.split(" {").next().unwrap().to_owned()).collect();
    assert_eq!(
        actions,
        [
            "contact.added Jo Miller (Northwind)",
            "contact.changed Jo Smith (Northwind)",
            "contact.deleted Jo Smith (Northwind)"
        ]
    );
}

async fn nobody_is_shut_out_by_deleting_a_customer(app: &TestApp) {
    let (cast, agent) = begin(app).await;
    invite(app, &cast, "Northwind", 1).await;
    for verb in ["delete", "archive"] {
        let refused = agent.post(&format!("{}/{verb}", page_of(cast.northwind)), &[]).await;
        assert_eq!(refused.status, 409);
        let said = "Client harbour, Colleague harbour, invited@northwind.test can sign in for it or are invited to";
        assert!(refused.text().contains(said), "{refused:?}");
        assert!(refused.body.contains("data-refused"), "{refused:?}");
    }
    assert!(deeds(app).await.is_empty());
    app.execute("UPDATE memberships SET status = 'deactivated' WHERE role = 'client'").await;
    let refused = agent.post(&format!("{}/delete", page_of(cast.northwind)), &[]).await;
    assert!(refused.text().contains("invited@northwind.test can sign in"), "{refused:?}");
}

async fn what_hangs_on_a_customer_keeps_it(app: &TestApp) {
    let (cast, agent) = begin(app).await;
    app.execute("UPDATE memberships SET status = 'deactivated' WHERE role = 'client'").await;
    let gone = agent.post(&format!("{}/delete", page_of(cast.northwind)), &[]).await;
    let page = follow(&agent, &gone).await;
    assert!(page.text().contains("it was archived instead of deleted"), "{page:?}");
    assert!(page.text().contains("This customer is archived"), "{page:?}");
    // A ticket alone is enough too.
    let fabrikam = app
        .write(async |writing: &mut Writing| add_customer(writing, cast.organisation.id, "Fabrikam").await.unwrap())
        .await;
    let id = fabrikam.to_string();
    agent.post("/desk/tickets", &[("customer", &*id), ("subject", "Subject"), ("body", "Body")]).await.location();
    assert_eq!(customers::remove(&app.app, &cast.agent.0, fabrikam).await.unwrap(), Removal::Archived);
    assert_eq!(agent.get("/desk/tickets/1").await.status, 200);
}

async fn a_customer_on_which_nothing_hangs_is_gone(app: &TestApp) {
    let (cast, agent) = begin(app).await;
    let id = app
        .write(async |writing: &mut Writing| add_customer(writing, cast.organisation.id, "Fabrikam").await.unwrap())
        .await;
    agent.post(&format!("{}/contacts", page_of(id)), &[("name", "Jo")]).await.location();
    invite(app, &cast, "Fabrikam", 1).await;
    app.execute("UPDATE invites SET withdrawn_at = 1").await;
    let list = follow(&agent, &agent.post(&format!("{}/delete", page_of(id)), &[]).await).await;
    assert_eq!(rows(&list), ["Contoso", "Northwind"]);
    assert_eq!(agent.get(&page_of(id)).await.status, 404);
    assert!(app.texts("SELECT name FROM contacts").await.is_empty());
    assert!(
        deeds(app)
            .await
            .last()
            .unwrap()
            .starts_with("customer.deleted Fabrikam {\"name\":\"Fabrikam\"} {\"name\":\"\"}")
    );
}

async fn an_archived_customer_comes_back(app: &TestApp) {
    let (cast, agent) = begin(app).await;
    app.execute("UPDATE memberships SET status = 'deactivated' WHERE role = 'client'").await;
    for verb in ["archive", "archive", "restore", "restore"] {
        let page = follow(&agent, &agent.post(&format!("{}/{verb}", page_of(cast.northwind)), &[]).await).await;
        assert_eq!(page.text().contains("This customer is archived"), verb == "archive", "{page:?}");
    }
    let actions: Vec<_> = deeds(app).await.into_iter().map(|deed| deed.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(actions, ["customer.archived", "customer.restored"], "once each");
    assert_eq!(rows(&agent.get("/desk/customers").await), ["Contoso", "Northwind"]);
}

async fn a_ticket_and_a_deletion_at_once_leave_no_orphan(app: &TestApp) {
    let (cast, agent) = begin(app).await;
    for round in 0..8 {
        let name = format!("Race {round}");
        let id = app
            .write(async |writing: &mut Writing| add_customer(writing, cast.organisation.id, &name).await.unwrap())
            .await;
        let (customer, contacts) = (id.to_string(), format!("{}/contacts", page_of(id)));
        let fields = [("customer", customer.as_str()), ("subject", "Subject"), ("body", "Body")];
        let (opened, contact, removed, archived) = tokio::join!(
            agent.post("/desk/tickets", &fields),
            agent.post(&contacts, &[("name", "Jo")]),
            customers::remove(&app.app, &cast.agent.0, id),
            customers::archive(&app.app, &cast.manager.0, id),
        );
        // Whichever came first, the others fit it.
        match removed.unwrap() {
            Removal::Deleted => assert!(matches!(opened.status, 404 | 422), "{opened:?}"),
            Removal::Archived => assert_eq!(opened.status, 303, "{opened:?}"),
        }
        assert!(matches!(contact.status, 303 | 404), "{contact:?}");
        assert!(matches!(archived, Ok(()) | Err(app::Error::NotFound)), "{archived:?}");
    }
    // An invitation that is accepted and a customer that goes: never somebody who signs in for what is gone.
    for round in 0..8 {
        let name = format!("Joined {round}");
        let id = app
            .write(async |writing: &mut Writing| add_customer(writing, cast.organisation.id, &name).await.unwrap())
            .await;
        let joining = async {
            let mut writing = app.app.begin().await.unwrap();
            frontdesk::store::organisations::lock(&mut writing.tx, cast.organisation.id).await.unwrap();
            let customer = frontdesk::store::customers::find(&mut writing.tx, cast.organisation.id, id).await.unwrap();
            if customer.is_some() {
                let sql = format!(
                    "UPDATE memberships SET customer_id = '{id}' WHERE id = '{}'",
                    cast.unlinked.0.membership_id
                );
                writing.tx.run(&sql, &[]).await.unwrap();
            }
            app.app.commit(writing).await.unwrap();
            customer.is_some()
        };
        let (joined, removed) = tokio::join!(joining, customers::remove(&app.app, &cast.agent.0, id));
        match removed {
            Ok(removal) => assert!(!joined && removal == Removal::Deleted, "{removal:?}"),
            Err(app::Error::Denied(Denied::CustomerInUse { people })) => {
                assert!(joined);
                assert_eq!(people, std::slice::from_ref(&cast.unlinked.0.name));
            }
            other => panic!("{other:?}"),
        }
    }
}

async fn rights_are_the_roles(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let page = page_of(cast.northwind);
    let read = ["/desk/customers".to_owned(), page.clone(), format!("{page}/access?about=1")];
    let write_pages = ["/desk/customers/new".to_owned(), format!("{page}/edit"), format!("{page}/contacts/new")];
    let writes = [
        "/desk/customers".to_owned(),
        page.clone(),
        format!("{page}/archive"),
        format!("{page}/restore"),
        format!("{page}/delete"),
        format!("{page}/contacts"),
    ];
    let statuses = async |person: &Person| {
        let browser = app.sign_in(person).await;
        let get = async |paths: &[String]| {
            join_all(paths.iter().map(|path| browser.get(path)))
                .await
                .into_iter()
                .map(|answer| answer.status)
                .collect::<Vec<_>>()
        };
        let wrong = join_all(writes.iter().map(|path| browser.post(path, &[("name", "")]))).await;
        (get(&read).await, get(&write_pages).await, wrong.into_iter().map(|answer| answer.status).collect::<Vec<_>>())
    };
    let client = (vec![404; 3], vec![404; 3], vec![404; 6]);
    assert_eq!(statuses(&cast.client).await, client);
    assert_eq!(statuses(&cast.viewer).await, (vec![200; 3], vec![404; 3], vec![403; 6]));
    for person in [&cast.agent, &cast.manager, &cast.admin] {
        let (read, pages, _) = statuses(person).await;
        assert_eq!((read, pages), (vec![200; 3], vec![200; 3]), "{}", person.0.name);
    }
    let viewer = app.sign_in(&cast.viewer).await.get(&page).await;
    let tags = html::tags(&viewer.body);
    let posts: Vec<_> =
        tags.iter().filter(|tag| tag.get("method") == Some("post")).filter_map(|tag| tag.get("action")).collect();
    assert!(posts.iter().all(|action| action.starts_with("/session/end")), "{posts:?}");
}

async fn customers_from_before_are_found(app: &TestApp) {
    let (cast, agent) = begin(app).await;
    app.execute("UPDATE customers SET name = 'Øre ' || name, name_folded = '', sought = ''").await;
    // Of a lengthening stroke alone nothing is left.
    app.execute("UPDATE customers SET name = '\u{640}' WHERE name = 'Øre Northwind'").await;
    customers::fold_all(&app.app).await.unwrap();
    assert_eq!(rows(&agent.get("/desk/customers?q=ore+contoso").await), ["Øre Contoso"], "{}", cast.organisation.slug);
}

async fn begin(app: &TestApp) -> (Cast, Browser) {
    let cast = app.cast("harbour").await;
    let agent = app.sign_in(&cast.agent).await;
    app.execute("DELETE FROM audit").await;
    (cast, agent)
}

/// Somebody is invited to a customer.
async fn invite(app: &TestApp, cast: &Cast, customer: &str, expires_at: i64) {
    let invite = InviteId::new(app.app.clock.now(), &SystemChance);
    app.execute(&format!(
        "INSERT INTO invites (id, organisation_id, email, role, customer_id, expires_at, created_at)
         SELECT '{invite}', '{}', 'invited@' || lower(name) || '.test', 'client', id, {expires_at}, 1 FROM customers
         WHERE name = '{customer}' AND organisation_id = '{}'",
        cast.organisation.id, cast.organisation.id
    ))
    .await;
}

fn page_of(customer: CustomerId) -> String {
    format!("/desk/customers/{customer}")
}

async fn follow(browser: &Browser, answer: &Answer) -> Answer {
    let page = browser.get(answer.location()).await;
    assert_eq!(page.status, 200, "{page:?}");
    page
}

/// The names of the list's rows.
fn rows(page: &Answer) -> Vec<String> {
    let names = page.body.split("<a class=\"customer-name\"").skip(1);
    names.map(|rest| html::unescaped(rest.split_once('>').unwrap().1.split_once('<').unwrap().0)).collect()
}

/// What was recorded of customers and contacts, by the names of the deeds.
async fn deeds(app: &TestApp) -> Vec<String> {
    let mut deeds = app
        .texts(
            "SELECT action || ' ' || subject || ' ' || before || ' ' || after FROM audit
         WHERE action LIKE 'customer.%' OR action LIKE 'contact.%'",
        )
        .await;
    deeds.sort_unstable();
    deeds
}

async fn what_two_change_at_once_is_kept_of_both(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (one, two) = (app.sign_in(&cast.agent).await, app.sign_in(&cast.manager).await);
    let page = format!("/desk/customers/{}", cast.northwind);
    let fields = ["name", "email", "phone", "address", "tax_number", "notes", "seen"];
    let open = async |browser: &Browser| {
        let form = browser.get(&format!("{page}/edit")).await;
        fields.map(|field| (field, form.field(field)))
    };
    let with = |form: &[(&'static str, String); 7], field: &str, value: &str| {
        let typed =
            form.iter().map(|(name, kept)| (*name, if *name == field { value.to_owned() } else { kept.clone() }));
        typed.collect::<Vec<_>>()
    };
    let post = async |browser: &Browser, typed: &[(&'static str, String)]| {
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post(&page, &typed).await
    };
    let (mine, theirs) = (open(&one).await, open(&two).await);
    post(&one, &with(&mine, "email", "new@northwind.test")).await.location();
    post(&two, &with(&theirs, "phone", "+47 2")).await.location();
    let stored =
        async || app.texts("SELECT name || '|' || email || '|' || phone FROM customers WHERE name LIKE 'North%'").await;
    assert_eq!(stored().await, ["Northwind|new@northwind.test|+47 2"], "each changed something else");
    // The same field: whoever is later reads what is there, and decides.
    let (mine, theirs) = (open(&one).await, open(&two).await);
    post(&one, &with(&mine, "email", "")).await.location();
    let back = post(&two, &with(&theirs, "email", "bills@northwind.test")).await;
    assert_eq!(back.status, 422);
    assert!(back.text().contains("Somebody else has emptied this meanwhile"), "{back:?}");
    assert_eq!(back.field("email"), "bills@northwind.test", "what was typed stays");
    assert_eq!(stored().await, ["Northwind||+47 2"]);
    let again = fields.map(|field| (field, back.field(field)));
    post(&two, &again).await.location();
    assert_eq!(stored().await, ["Northwind|bills@northwind.test|+47 2"]);
}
