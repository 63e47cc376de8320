//! Invoices and payments from files, for the command line.

use std::path::Path;
use std::process::ExitCode;

use frontdesk::app::{App, invoice_import, organisations};
use frontdesk::domain::invoice_file::{Choices, Outlook, Which};
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
        return Err(format!("{path}: {}", file_problem(locale, problem)).into());
    }
    tell(locale, &outlook, (invoices, payments));
    println!(
        "{} invoices and {} payments imported into {}, {} customers added.",
        report.invoices, report.payments, organisation.name, report.customers
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
