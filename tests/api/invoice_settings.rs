//! Settings → Invoices: what is chosen, what is refused, and what two admins do to each other.

use crate::{TestApp, each_database, said};
use frontdesk::words::msg::{company, error, invoice_settings};

each_database!(
    what_is_chosen_is_kept_and_comes_back,
    the_two_rules_are_shown_at_work,
    what_cannot_be_is_said_and_nothing_typed_is_lost,
    the_later_of_two_admins_is_told,
);

const PATH: &str = "/desk/settings/invoices";

const FORM: [(&str, &str); 4] = [
    ("tax_rounding", "line"),
    ("part_payments", "yes"),
    ("ways_to_pay", "IBAN DE02 1203 0000 0000 2020 51\r\nHarbour Ltd"),
    ("version", "0"),
];

async fn what_is_chosen_is_kept_and_comes_back(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    assert!(admin.get(PATH).await.body.contains("value=\"total\" required checked"), "as it begins");
    assert_eq!(admin.post(PATH, &FORM).await.location(), "/desk/settings/invoices?done=saved");
    let page = admin.get(PATH).await;
    assert!(page.body.contains("value=\"line\" required checked"), "{page:?}");
    assert!(page.body.contains("name=\"part_payments\" value=\"yes\" checked"), "{page:?}");
    assert!(page.body.contains("2020 51\nHarbour Ltd</textarea>"), "{page:?}");
    let stored = "SELECT tax_rounding || ' ' || ways_to_pay FROM organisations WHERE part_payments";
    assert_eq!(app.texts(stored).await, ["line IBAN DE02 1203 0000 0000 2020 51\nHarbour Ltd"]);
    // A box that is not ticked is not sent.
    let fields: Vec<_> = FORM.into_iter().filter(|(name, _)| !["part_payments", "version"].contains(name)).collect();
    admin.post(PATH, &[fields, vec![("version", "1")]].concat()).await.location();
    assert!(app.texts(stored).await.is_empty());
    let read = admin.get("/desk/settings/audit").await.text();
    assert!(read.contains(&said(invoice_settings::TAX_ROUNDING_LINE)), "{read}");
}

async fn the_two_rules_are_shown_at_work(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    let shown = admin.get(PATH).await.text();
    assert!(shown.contains("3 lines of €4.44 at 10% make €13.32, and their tax is €1.33"), "{shown}");
    assert!(shown.contains("3 lines of €4.44 at 10% bear €0.44 each, which makes €1.32"), "{shown}");
    app.execute("UPDATE organisations SET currency = 'JPY', invoice_prefix = 'R-', invoice_days = 1").await;
    let shown = admin.get(PATH).await.text();
    assert!(shown.contains("¥444 at 10% make") && shown.contains("¥1,332, and their tax is"), "{shown}");
    assert!(shown.contains("Numbers look like R-0001. Clients have one day to pay."), "{shown}");
}

async fn what_cannot_be_is_said_and_nothing_typed_is_lost(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let admin = app.sign_in(&cast.admin).await;
    for rule in ["", "down"] {
        let mut form = FORM;
        form[0].1 = rule;
        let answer = admin.post(PATH, &form).await;
        assert_eq!(answer.status, 422, "{answer:?}");
        assert!(answer.text().contains(&said(error::FIELD_NOT_A_CHOICE)), "{answer:?}");
        assert!(answer.body.contains("Harbour Ltd</textarea>"), "{answer:?}");
    }
    let mut form = FORM;
    form[3].1 = "first";
    assert_eq!(admin.post(PATH, &form).await.status, 400);
    assert_eq!(app.texts("SELECT tax_rounding FROM organisations").await, ["total"]);
}

async fn the_later_of_two_admins_is_told(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let (one, two) = (app.sign_in(&cast.admin).await, app.sign_in(&cast.admin).await);
    one.post(PATH, &FORM).await.location();
    let mine = [("tax_rounding", "total"), ("ways_to_pay", "By cheque"), ("version", "0")];
    let told = two.post(PATH, &mine).await;
    assert_eq!(told.status, 409);
    assert!(told.text().contains(&said(company::COMPANY_OVERTAKEN_TITLE)), "{told:?}");
    assert!(told.text().contains("IBAN DE02"), "what the other chose is shown: {told:?}");
    assert!(told.body.contains("By cheque</textarea>"), "{told:?}");
    let again = [("tax_rounding", "total"), ("ways_to_pay", "By cheque"), ("version", &told.field("version"))];
    two.post(PATH, &again).await.location();
    assert_eq!(app.texts("SELECT ways_to_pay FROM organisations").await, ["By cheque"]);
    // The company's profile has a version of its own: saving one does not overtake the other.
    assert_eq!(app.texts("SELECT CAST(version AS TEXT) FROM organisations").await, ["0"]);
}
