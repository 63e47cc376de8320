//! Choosing a customer: what is offered while one types, and what a form means whose text was typed without scripts.

use frontdesk::app::Writing;
use frontdesk::app::organisations::add_customer;

use crate::common::html;
use crate::{Answer, Browser, Cast, TestApp, each_database};

each_database!(
    what_is_typed_is_offered,
    who_is_archived_is_not_offered,
    a_typed_name_is_the_customer_it_fits,
    a_name_that_fits_several_is_asked_about,
    a_name_that_fits_nobody_is_said,
    what_a_wildcard_is_to_a_database_is_a_letter,
    the_choice_is_the_staffs,
);

async fn what_is_typed_is_offered(app: &TestApp) {
    let (cast, agent) = begin(app, &["Café Größe", "Acme North", "North Acme"]).await;
    let found = async |query: &str| names(&agent.get(&format!("/desk/customers/options?q={query}")).await);
    assert_eq!(found("").await, ["Acme North", "Café Größe", "Contoso", "North Acme", "Northwind"]);
    assert_eq!(found("north").await, ["North Acme", "Northwind", "Acme North"], "names that begin with it come first");
    assert_eq!(found("CAFE%20gros").await, ["Café Größe"]);
    assert_eq!(found("acme%20nor").await, ["Acme North", "North Acme"]);
    assert_eq!(found("zzz").await, [""; 0]);
    let id = cast.northwind.to_string();
    let fields = [("name", "Northwind"), ("address", "Quay 7\nOslo"), ("email", "hello@northwind.test")];
    agent.post(&format!("/desk/customers/{id}"), &fields).await.location();
    assert_eq!(found("oslo").await, ["Northwind"]);
    let options = agent.get("/desk/customers/options?q=oslo").await.json();
    assert_eq!(options["options"][0]["hint"], "Quay 7");
    assert_eq!(options["options"][0]["id"], id);
    assert_eq!(options["more"], false);
    app.write(async |writing: &mut Writing| {
        for number in 0..25 {
            add_customer(writing, cast.organisation.id, &format!("Many {number}")).await.unwrap();
        }
    })
    .await;
    let many = agent.get("/desk/customers/options?q=many").await;
    assert_eq!((names(&many).len(), &many.json()["more"]), (20, &true.into()));
}

async fn who_is_archived_is_not_offered(app: &TestApp) {
    let (cast, agent) = begin(app, &["Fabrikam"]).await;
    let id = app.texts("SELECT id FROM customers WHERE name = 'Fabrikam'").await.remove(0);
    agent.post(&format!("/desk/customers/{id}/archive"), &[]).await.location();
    assert!(names(&agent.get("/desk/customers/options?q=fabrikam").await).is_empty());
    for (customer, name) in [(id.as_str(), ""), ("", "Fabrikam")] {
        let refused = open(&agent, customer, name).await;
        assert_eq!((refused.status, refused.ids("customer-problem").len()), (422, 1), "{refused:?}");
    }
    assert!(app.texts("SELECT subject FROM tickets").await.is_empty(), "{}", cast.organisation.slug);
}

async fn a_typed_name_is_the_customer_it_fits(app: &TestApp) {
    let (_, agent) = begin(app, &["North"]).await;
    for (typed, customer) in [(" northWIND ", "Northwind"), ("north", "North"), ("cont", "Contoso")] {
        open(&agent, "", typed).await.location();
        let newest =
            "SELECT c.name FROM tickets t JOIN customers c ON c.id = t.customer_id ORDER BY t.number DESC LIMIT 1";
        assert_eq!(app.texts(newest).await, [customer], "{typed}");
    }
}

async fn a_name_that_fits_several_is_asked_about(app: &TestApp) {
    let (cast, agent) = begin(app, &["Twin", "Twin", "Twinned"]).await;
    // Two of one name are asked about; what only contains it is not meant.
    let asked = open(&agent, "", "twin").await;
    assert_eq!(asked.status, 422);
    assert_eq!((asked.field("customer_name"), asked.field("subject")), ("twin".to_owned(), "Subject".to_owned()));
    assert!(asked.text().contains("Several customers fit “twin”"), "{asked:?}");
    let offered = radios(&asked);
    assert_eq!(offered.len(), 2);
    let asked = open(&agent, "", "t").await;
    assert_eq!(radios(&asked).len(), 5, "Contoso, Northwind and the three");
    // The one that is chosen counts, whatever the text says.
    open(&agent, &offered[1], "twin").await.location();
    assert_eq!(app.texts("SELECT customer_id FROM tickets").await, [offered[1].clone()]);
    // A choice that stands comes back as the choice.
    let northwind = cast.northwind.to_string();
    let fields = [("customer", northwind.as_str()), ("customer_name", "t"), ("subject", ""), ("body", "Body")];
    let back = agent.post("/desk/tickets", &fields).await;
    assert_eq!((back.status, back.field("customer_name")), (422, "Northwind".to_owned()));
    let hidden = html::tags(&back.body);
    let hidden = hidden.iter().find(|tag| tag.get("name") == Some("customer")).unwrap();
    assert_eq!(hidden.get("type"), Some("hidden"));
    assert!(hidden.get("disabled").is_some(), "without scripts an old id does not travel with a new text");
}

async fn a_name_that_fits_nobody_is_said(app: &TestApp) {
    let (_, agent) = begin(app, &[]).await;
    let nobody = open(&agent, "", "Zebra & Sons").await;
    assert_eq!(nobody.status, 422);
    assert!(nobody.text().contains("No customer fits “Zebra & Sons”"), "{nobody:?}");
    let links = html::tags(&nobody.body);
    let create = links.iter().filter_map(|tag| tag.get("href")).find(|url| url.starts_with("/desk/customers/new?"));
    assert_eq!(agent.get(create.unwrap()).await.field("name"), "Zebra & Sons");
    let missing = open(&agent, "", " ").await;
    assert!(missing.text().contains("Please fill this in"), "{missing:?}");
    assert_eq!(open(&agent, "", "a\0b").await.status, 422);
}

async fn what_a_wildcard_is_to_a_database_is_a_letter(app: &TestApp) {
    let (_, agent) = begin(app, &["100% Wool", r"A\B", "Under_score"]).await;
    let found = async |query: &str| names(&agent.get(&format!("/desk/customers/options?q={query}")).await);
    assert_eq!(found("%25").await, ["100% Wool"]);
    assert_eq!(found("_").await, ["Under_score"]);
    assert_eq!(found("%5C").await, [r"A\B"]);
    assert_eq!(open(&agent, "", "%").await.status, 303, "one fits");
}

async fn the_choice_is_the_staffs(app: &TestApp) {
    let cast = app.cast("harbour").await;
    assert_eq!(app.sign_in(&cast.client).await.get("/desk/customers/options?q=").await.status, 404);
    assert_eq!(names(&app.sign_in(&cast.viewer).await.get("/desk/customers/options?q=north").await), ["Northwind"]);
}

async fn begin(app: &TestApp, customers: &[&str]) -> (Cast, Browser) {
    let cast = app.cast("harbour").await;
    app.write(async |writing: &mut Writing| {
        for name in customers {
            add_customer(writing, cast.organisation.id, name).await.unwrap();
        }
    })
    .await;
    let agent = app.sign_in(&cast.agent).await;
    (cast, agent)
}

async fn open(agent: &Browser, customer: &str, name: &str) -> Answer {
    let fields = [("customer", customer), ("customer_name", name), ("subject", "Subject"), ("body", "Body")];
    agent.post("/desk/tickets", &fields).await
}

fn names(answer: &Answer) -> Vec<String> {
    let json = answer.json();
    json["options"].as_array().unwrap().iter().map(|option| option["name"].as_str().unwrap().to_owned()).collect()
}

fn radios(page: &Answer) -> Vec<String> {
    let tags = html::tags(&page.body);
    let radios = tags.iter().filter(|tag| tag.get("type") == Some("radio") && tag.get("name") == Some("customer"));
    radios.map(|tag| tag.get("value").unwrap().to_owned()).collect()
}
