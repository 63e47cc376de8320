//! Invoices and payments from files: what would come of them, and taking them in.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::app::audit::{self, Actor};
use crate::app::{App, Error, Writing, customers};
use crate::clock::Timestamp;
use crate::domain::audit::{Action, Deed};
use crate::domain::company::Company;
use crate::domain::input::Problem;
use crate::domain::invoice::{
    Balance, EntryKind, InvoiceNumber, LedgerEntry, Parties, Party, State, TaxAtRate, Totals,
};
use crate::domain::invoice_file::{
    self as file, Choices, Column, FileInvoice, FilePayment, Outlook, Reading, Refusal, Report, RowProblem, Which,
};
use crate::domain::money::{Amount, Currency};
use crate::domain::people::{Caller, Denied};
use crate::domain::rights::Right;
use crate::domain::sought::sought;
use crate::id::{CustomerId, ImportId, InvoiceId, LedgerId, MembershipId, OrganisationId};
use crate::ports::bus::Hint;
use crate::store::invoice_imports::{Imported, Kept, Paid};
use crate::store::ledger::NewEntry;
use crate::store::{self, Tx};

/// How long files wait before they are forgotten.
const KEPT_FOR: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60);

/// The texts of files.
#[derive(Clone, Copy, Debug, Default)]
pub struct Files<'a> {
    /// The invoices.
    pub invoices: Option<&'a [u8]>,
    /// The payments.
    pub payments: Option<&'a [u8]>,
}

/// Keeps files, so that what would come of them can be looked at.
pub async fn keep(app: &App, caller: &Caller, invoices: &str, payments: &str) -> Result<ImportId, Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let (id, now) = (ImportId::new(writing.now, &*writing.chance), writing.now);
    store::invoice_imports::delete_older(&mut writing.tx, organisation, now - KEPT_FOR).await?;
    let by = (id, caller.membership_id);
    store::invoice_imports::keep(&mut writing.tx, organisation, by, (invoices, payments), now).await?;
    app.commit(writing).await?;
    Ok(id)
}

/// Files that wait, or were taken in.
pub async fn find(app: &App, caller: &Caller, id: ImportId) -> Result<Kept, Error> {
    if !caller.may(Right::ManageInvoices) {
        return Err(Error::NotFound);
    }
    let mut tx = app.db.read().await?;
    store::invoice_imports::find(&mut tx, caller.organisation_id, id).await?.ok_or(Error::NotFound)
}

/// What would come of files that wait.
pub async fn look(app: &App, caller: &Caller, kept: &Kept, choices: Choices) -> Result<Outlook, Error> {
    let organisation = manager(caller)?;
    let mut tx = app.db.read().await?;
    Ok(plan(&mut tx, organisation, files(kept), choices).await?.outlook)
}

/// Takes files in, all of what can be taken in one commit. `failed` writes the file of what was not.
pub async fn run(
    app: &App,
    caller: &Caller,
    id: ImportId,
    choices: Choices,
    failed: impl FnOnce(&Outlook) -> String,
) -> Result<(), Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    // Whoever takes a number, or brings the same file, waits here.
    store::organisations::lock(&mut writing.tx, organisation).await?;
    let kept = store::invoice_imports::find(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)?;
    if kept.done_at.is_some() {
        return Ok(());
    }
    let planned = plan(&mut writing.tx, organisation, files(&kept), choices).await?;
    let by = Some(caller.membership_id);
    let (outlook, report) = write(&mut writing, organisation, by, planned).await?;
    let json = serde_json::to_string(&report).map_err(|error| Error::Internal(error.to_string()))?;
    let now = writing.now;
    store::invoice_imports::set_done(&mut writing.tx, organisation, id, (&json, &failed(&outlook)), now).await?;
    if report.invoices + report.payments > 0 {
        audit::record(&mut writing, caller, deed(&report)).await?;
    }
    app.commit(writing).await
}

/// Takes files in for whoever runs the server.
pub async fn run_files(
    app: &App,
    organisation: OrganisationId,
    files: Files<'_>,
    choices: Choices,
) -> Result<(Outlook, Report), Error> {
    let mut writing = app.begin().await?;
    store::organisations::lock(&mut writing.tx, organisation).await?;
    let planned = plan(&mut writing.tx, organisation, files, choices).await?;
    let (outlook, report) = write(&mut writing, organisation, None, planned).await?;
    if report.invoices + report.payments > 0 {
        audit::record_by(&mut writing, Actor::command_line(organisation), deed(&report)).await?;
    }
    app.commit(writing).await?;
    Ok((outlook, report))
}

fn deed(report: &Report) -> Deed {
    Deed::of_all(Action::InvoicesImported)
        .field("invoices", 0, report.invoices)
        .field("payments", 0, report.payments)
        .field("customers", 0, report.customers)
}

fn files(kept: &Kept) -> Files<'_> {
    let given = |text: &'_ str| !text.is_empty();
    Files {
        invoices: Some(kept.invoices.as_str()).filter(|text| given(text)).map(str::as_bytes),
        payments: Some(kept.payments.as_str()).filter(|text| given(text)).map(str::as_bytes),
    }
}

/// What would come of files, and what that needs to be written.
struct Plan {
    outlook: Outlook,
    company: Company,
    /// Whom each invoice is for.
    whose: Vec<Whose>,
    /// Of each payment's invoice: its id, when it was there before.
    of: Vec<Option<InvoiceId>>,
}

#[derive(Clone, Debug)]
enum Whose {
    Known(CustomerId),
    New(String),
}

async fn plan(tx: &mut Tx, organisation: OrganisationId, files: Files<'_>, choices: Choices) -> Result<Plan, Error> {
    let company = store::companies::find(tx, organisation).await?.ok_or(Error::NotFound)?;
    let currency = company.currency.parse().unwrap_or(Currency::EUR);
    let reading = Reading { currency, days: company.invoice_days, order: choices.order };
    let mut plan = Plan { outlook: Outlook::default(), company, whose: Vec::new(), of: Vec::new() };
    let there: HashMap<String, (InvoiceId, State, Currency)> = store::invoice_imports::numbered(tx, organisation)
        .await?
        .into_iter()
        .map(|(id, number, state, currency)| (lower(&number), (id, state, currency)))
        .collect();
    if let Some(bytes) = files.invoices {
        match file::invoices(bytes, &reading) {
            Ok(found) => {
                plan.outlook.refused_invoices = found.refused;
                let directory = Directory::read(tx, organisation).await?;
                plan.take_invoices(found.rows, &there, &directory, choices.add_customers);
            }
            Err(problem) => plan.outlook.stopped = Some((Which::Invoices, problem)),
        }
    }
    if let Some(bytes) = files.payments.filter(|_| plan.outlook.stopped.is_none()) {
        match file::payments(bytes, &reading) {
            Ok(found) => {
                plan.outlook.refused_payments = found.refused;
                let known: HashSet<String> =
                    store::invoice_imports::sources(tx, organisation).await?.into_iter().collect();
                plan.take_payments(found.rows, &there, &known);
            }
            Err(problem) => plan.outlook.stopped = Some((Which::Payments, problem)),
        }
    }
    if plan.outlook.stopped.is_some() {
        let stopped = plan.outlook.stopped.take();
        plan = Plan { outlook: Outlook { stopped, ..Outlook::default() }, whose: Vec::new(), of: Vec::new(), ..plan };
    }
    plan.outlook.finish();
    Ok(plan)
}

impl Plan {
    fn take_invoices(
        &mut self,
        rows: Vec<FileInvoice>,
        there: &HashMap<String, (InvoiceId, State, Currency)>,
        directory: &Directory,
        add_customers: bool,
    ) {
        let mut added: HashMap<String, String> = HashMap::new();
        for row in rows {
            if there.contains_key(&lower(&row.number)) {
                self.outlook.refuse_invoice(&row, RowProblem::Exists);
                continue;
            }
            let name = if row.customer.is_empty() { row.email.clone() } else { row.customer.clone() };
            match directory.find(&row) {
                Ok(Some(customer)) => self.whose.push(Whose::Known(customer)),
                Ok(None) if add_customers => {
                    let name = added.entry(sought(&name)).or_insert(name).clone();
                    self.whose.push(Whose::New(name));
                }
                Ok(None) => {
                    added.entry(sought(&name)).or_insert_with(|| name.clone());
                    self.outlook.refuse_invoice(&row, RowProblem::NoCustomer { name });
                    continue;
                }
                Err(Several) => {
                    self.outlook.refuse_invoice(&row, RowProblem::SeveralCustomers { name });
                    continue;
                }
            }
            self.outlook.invoices.push(row);
        }
        let mut names: Vec<String> = added.into_values().collect();
        names.sort_unstable();
        if add_customers {
            self.outlook.new_customers = names;
        } else {
            self.outlook.unknown_customers = names;
        }
    }

    fn take_payments(
        &mut self,
        rows: Vec<FilePayment>,
        there: &HashMap<String, (InvoiceId, State, Currency)>,
        known: &HashSet<String>,
    ) {
        let new: HashMap<String, Currency> =
            self.outlook.invoices.iter().map(|invoice| (lower(&invoice.number), invoice.currency)).collect();
        for row in rows {
            let number = lower(&row.invoice);
            let found = match (there.get(&number), new.get(&number)) {
                (Some((id, State::Sent, currency)), _) => Ok((Some(*id), *currency)),
                (Some(_), _) => Err(RowProblem::NotPayable),
                (None, Some(currency)) => Ok((None, *currency)),
                (None, None) => Err(RowProblem::NoInvoice),
            };
            let taken = found.and_then(|(id, currency)| {
                if row.currency.is_some_and(|said| said != currency) {
                    return Err(RowProblem::OtherCurrency { currency });
                }
                let wrong = |problem| RowProblem::Cell(Column::Amount, problem);
                let amount = Amount::parse(&row.amount, currency).map_err(wrong)?;
                if !amount.is_positive() {
                    return Err(wrong(Problem::NotAnAmount));
                }
                if known.contains(&row.source) { Err(RowProblem::PaymentExists) } else { Ok((id, amount, currency)) }
            });
            match taken {
                Ok((id, amount, currency)) => {
                    self.of.push(id);
                    self.outlook.payments.push((row, amount, currency));
                }
                Err(why) => {
                    let called = row.invoice.to_string();
                    self.outlook.refused_payments.push(Refusal { row: row.row, called, why });
                }
            }
        }
    }
}

/// The organisation's customers, by what a file calls them.
struct Directory {
    names: HashMap<String, Vec<CustomerId>>,
    addresses: HashMap<String, Vec<CustomerId>>,
}

/// Several customers are called the same.
struct Several;

impl Directory {
    async fn read(tx: &mut Tx, organisation: OrganisationId) -> Result<Self, Error> {
        let mut directory = Self { names: HashMap::new(), addresses: HashMap::new() };
        for (id, name, email) in store::invoice_imports::customers(tx, organisation).await? {
            directory.names.entry(name).or_default().push(id);
            if !email.is_empty() {
                directory.addresses.entry(email.to_lowercase()).or_default().push(id);
            }
        }
        Ok(directory)
    }

    /// By the address, which is one's own, before the name.
    fn find(&self, row: &FileInvoice) -> Result<Option<CustomerId>, Several> {
        let by_address = self.addresses.get(&row.email.to_lowercase()).map_or(&[][..], Vec::as_slice);
        let by_name = self.names.get(&sought(&row.customer)).map_or(&[][..], Vec::as_slice);
        match (by_address, by_name) {
            ([one], _) => Ok(Some(*one)),
            // Of several with one address the name tells which.
            (several, names) if several.len() > 1 => {
                let both: Vec<CustomerId> = names.iter().copied().filter(|id| several.contains(id)).collect();
                if let [one] = *both { Ok(Some(one)) } else { Err(Several) }
            }
            (_, []) => Ok(None),
            (_, [one]) => Ok(Some(*one)),
            (_, _) => Err(Several),
        }
    }
}

async fn write(
    writing: &mut Writing,
    organisation: OrganisationId,
    by: Option<MembershipId>,
    plan: Plan,
) -> Result<(Outlook, Report), Error> {
    let Plan { outlook, company, whose, of } = plan;
    let now = writing.now;
    let added = add_customers(writing, organisation, &outlook.new_customers).await?;
    let mut entries: HashMap<String, Vec<LedgerEntry>> = HashMap::new();
    for ((payment, amount, _), _) in outlook.payments.iter().zip(&of).filter(|(_, id)| id.is_none()) {
        let entry = LedgerEntry { kind: EntryKind::Payment, amount: *amount };
        entries.entry(lower(&payment.invoice)).or_default().push(entry);
    }
    let mut invoices = Vec::with_capacity(outlook.invoices.len());
    let mut parties: HashMap<CustomerId, Party> = HashMap::new();
    for (row, whose) in outlook.invoices.iter().zip(&whose) {
        let customer = match whose {
            Whose::Known(id) => *id,
            Whose::New(name) => *added.get(name).ok_or_else(|| Error::Internal("a customer is missing".to_owned()))?,
        };
        let to = match parties.entry(customer) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(place) => {
                let record = store::customers::record(&mut writing.tx, organisation, customer).await?;
                let record = record.ok_or(Error::NotFound)?;
                let party = Party { name: record.name, address: record.address, tax_number: record.tax_number };
                place.insert(party).clone()
            }
        };
        let paid = entries.get(&lower(&row.number)).map_or(&[][..], Vec::as_slice);
        let id = InvoiceId::new(now, &*writing.chance);
        invoices.push(imported(row, id, customer, (&company, to), paid));
    }
    store::invoice_imports::insert(&mut writing.tx, organisation, &invoices, (by, now)).await?;
    let customers = pay(writing, organisation, by, (&outlook, &of), &invoices).await?;
    let sequence = invoices.iter().filter_map(|invoice| running(&invoice.number, &company.invoice_prefix)).max();
    if let Some(sequence) = sequence {
        store::invoice_imports::raise_sequence(&mut writing.tx, organisation, sequence).await?;
    }
    for (customer, invoice) in customers {
        writing.announce(Hint::Invoice { organisation, invoice, customer: Some(customer) });
    }
    let report = Report {
        invoices: invoices.len(),
        payments: outlook.payments.len(),
        customers: outlook.new_customers.len(),
        refused: outlook.refused(),
    };
    Ok((outlook, report))
}

async fn add_customers(
    writing: &mut Writing,
    organisation: OrganisationId,
    names: &[String],
) -> Result<HashMap<String, CustomerId>, Error> {
    let mut added = HashMap::new();
    for name in names {
        let record = customers::blank(writing, name);
        customers::insert_in(writing, organisation, &record).await?;
        added.insert(name.clone(), record.id);
    }
    Ok(added)
}

/// Enters the payments; returns whose pages move, each with one of its invoices.
async fn pay(
    writing: &mut Writing,
    organisation: OrganisationId,
    by: Option<MembershipId>,
    (outlook, of): (&Outlook, &[Option<InvoiceId>]),
    invoices: &[Imported],
) -> Result<BTreeMap<CustomerId, InvoiceId>, Error> {
    let now = writing.now;
    let mut moved: BTreeMap<CustomerId, InvoiceId> = invoices.iter().map(|one| (one.customer, one.id)).collect();
    let new: HashMap<String, InvoiceId> = invoices.iter().map(|one| (lower(&one.number), one.id)).collect();
    let (mut paid, mut before) = (Vec::new(), BTreeSet::new());
    for ((payment, amount, _), known) in outlook.payments.iter().zip(of) {
        let id = LedgerId::new(now, &*writing.chance);
        let (method, on) = (payment.method, payment.on);
        if let Some(invoice_id) = *known {
            let entry = LedgerEntry { kind: EntryKind::Payment, amount: *amount };
            let (note, source) = (payment.note.as_str(), payment.source.as_str());
            let entry = NewEntry { id, invoice_id, entry, method, on, note, source, number: None, by };
            store::ledger::enter(&mut writing.tx, organisation, &entry, now).await?;
            before.insert(invoice_id);
        } else if let Some(invoice) = new.get(&lower(&payment.invoice)).copied() {
            let (note, source) = (payment.note.clone(), payment.source.clone());
            paid.push(Paid { id, invoice, amount: *amount, method, on, note, source });
        }
    }
    store::invoice_imports::insert_paid(&mut writing.tx, organisation, &paid, (by, now)).await?;
    for id in before {
        if let Some(invoice) = store::invoices::find(&mut writing.tx, organisation, id).await? {
            moved.insert(invoice.row.customer_id, id);
        }
        crate::app::invoices::less_is_due(writing, organisation, id).await?;
    }
    Ok(moved)
}

fn imported(
    row: &FileInvoice,
    id: InvoiceId,
    customer: CustomerId,
    (company, to): (&Company, Party),
    paid: &[LedgerEntry],
) -> Imported {
    let taxes = vec![TaxAtRate { rate: row.rate, net: row.net, tax: row.total - row.net }];
    let from =
        Party { name: company.name.clone(), address: company.address.clone(), tax_number: company.tax_number.clone() };
    let description = if row.description.is_empty() { row.number.to_string() } else { row.description.clone() };
    let sought = [row.number.as_str(), &row.reference, &to.name].map(sought).join("\n");
    Imported {
        id,
        customer,
        number: row.number.clone(),
        currency: row.currency,
        totals: Totals { net: row.net, taxes, gross: row.total },
        balance: Balance::of(row.total, paid),
        parties: Parties { from, to },
        issued_on: row.issued_on,
        due_on: row.due_on,
        days: (row.due_on - row.issued_on).get_days().into(),
        description,
        reference: row.reference.clone(),
        rate: row.rate,
        sought,
    }
}

/// The running number in an invoice's number, when it is one of this prefix.
fn running(number: &InvoiceNumber, prefix: &str) -> Option<i64> {
    let digits = number.as_str().strip_prefix(prefix)?;
    let is_running = (1..=15).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit());
    if is_running { digits.parse().ok() } else { None }
}

fn lower(number: &InvoiceNumber) -> String {
    number.as_str().to_ascii_lowercase()
}

fn manager(caller: &Caller) -> Result<OrganisationId, Error> {
    if caller.may(Right::ManageInvoices) { Ok(caller.organisation_id) } else { Err(Denied::NotAllowed.into()) }
}

/// What came of an import that was done.
pub fn report(kept: &Kept) -> Option<(Timestamp, Report)> {
    Some((kept.done_at?, serde_json::from_str(&kept.report).ok()?))
}
