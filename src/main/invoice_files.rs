//! Invoices and payments from files, for the command line.

use std::path::Path;
use std::process::ExitCode;

use frontdesk::app::{App, invoice_import, organisations};
use frontdesk::domain::invoice_file::{Choices, Outlook, Which};
use frontdesk::domain::rows::FileProblem;
use frontdesk::views::desk::invoice_import::{file_problem, row_problem};
use frontdesk::words::Locale;

use crate::Failure;

/// Imports a file of invoices, and one of payments, and tells what came of it.
pub(crate) async fn import(
    app: &App,
    locale: &Locale,
    (invoices, payments): (&Path, Option<&Path>),
    choices: Choices,
    organisation: Option<&str>,
) -> Result<ExitCode, Failure> {
    let organisation = organisations::choose(app, organisation).await?;
    let read = |path: &Path| std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()));
    let texts = (read(invoices)?, payments.map(read).transpose()?);
    let files = invoice_import::Files { invoices: Some(&texts.0), payments: texts.1.as_deref() };
    let (outlook, report) = invoice_import::run_files(app, organisation.id, files, choices).await?;
    if let Some((which, problem)) = &outlook.stopped {
        let path = if *which == Which::Invoices { Some(invoices) } else { payments };
        let path = path.map(|path| path.display().to_string()).unwrap_or_default();
        // The pages' words for it speak of a choice on the page.
        let said = match problem {
            FileProblem::WhichDay => {
                "its days, such as 3/4/2026, can be meant in two ways: say which with --dates day_first or --dates month_first".to_owned()
            }
            problem => file_problem(locale, problem),
        };
        return Err(format!("{path}: {said}").into());
    }
    tell(locale, &outlook, (invoices, payments));
    println!(
        "Imported into {}: {}, {}; {} added.",
        organisation.name,
        counted(report.invoices, "invoice"),
        counted(report.payments, "payment"),
        counted(report.customers, "customer")
    );
    Ok(if report.refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The rows that were not taken, as other programs name lines: the file and the row before the reason.
fn tell(locale: &Locale, outlook: &Outlook, (invoices, payments): (&Path, Option<&Path>)) {
    let refused = [(Some(invoices), &outlook.refused_invoices), (payments, &outlook.refused_payments)];
    for (path, refusals) in refused {
        let Some(path) = path else { continue };
        for refusal in refusals {
            eprintln!("{}:{}: {}", path.display(), refusal.row, row_problem(locale, &refusal.why));
        }
    }
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
