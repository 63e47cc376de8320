//! Articles from files and into files, for the command line.

use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use frontdesk::app::articles::{self, Report};
use frontdesk::app::{App, exporting, lessons, organisations};
use frontdesk::domain::article_file::ArticleLine;

use crate::Failure;

/// Imports a file of JSON lines, or a folder of Markdown files, and tells what came of it.
pub(crate) async fn import(
    app: &App,
    from: &Path,
    publish: bool,
    organisation: Option<&str>,
) -> Result<ExitCode, Failure> {
    let organisation = organisations::choose(app, organisation).await?;
    let (report, names) = if from.is_dir() {
        let files = markdown_files(from)?;
        let read = files.iter().enumerate().map(|(at, file)| (at + 1, read_markdown(file)));
        let report = articles::import_read(app, organisation.id, read, publish).await?;
        (report, files.iter().map(|file| file.display().to_string()).collect())
    } else {
        (import_lines(app, organisation.id, from, publish).await?, Vec::new())
    };
    for (number, reason) in &report.problems {
        match names.get(number - 1) {
            Some(name) => eprintln!("{name}: {reason}"),
            None => eprintln!("{}:{number}: {reason}", from.display()),
        }
    }
    println!("{} of {} articles imported into {}.", report.saved, report.lines, organisation.name);
    Ok(if report.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Imports answered tickets, from which articles learn, and tells what came of it.
pub(crate) async fn import_answered(app: &App, file: &Path, organisation: Option<&str>) -> Result<ExitCode, Failure> {
    let organisation = organisations::choose(app, organisation).await?;
    let opened = File::open(file).map_err(|error| at(file, error))?;
    let mut failed = None;
    let lines = BufReader::new(opened).split(b'\n').map_while(|line| line.map_err(|error| failed = Some(error)).ok());
    let report = lessons::import_answered(app, organisation.id, lines).await?;
    if let Some(error) = failed {
        return Err(at(file, error));
    }
    for (line, reason) in &report.problems {
        eprintln!("{}:{line}: {reason}", file.display());
    }
    println!("{} of {} answered tickets imported into {}.", report.saved, report.lines, organisation.name);
    Ok(if report.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn import_lines(
    app: &App,
    organisation: frontdesk::id::OrganisationId,
    file: &Path,
    publish: bool,
) -> Result<Report, Failure> {
    let opened = File::open(file).map_err(|error| at(file, error))?;
    let mut failed = None;
    let lines = BufReader::new(opened).split(b'\n').map_while(|line| line.map_err(|error| failed = Some(error)).ok());
    let report = articles::import(app, organisation, lines, publish).await?;
    match failed {
        Some(error) => Err(at(file, error)),
        None => Ok(report),
    }
}

/// The Markdown files of a folder and of those in it, in order.
fn markdown_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(|error| at(&folder, error))? {
            let entry = entry.map_err(|error| at(&folder, error))?;
            let (path, kind) = (entry.path(), entry.file_type().map_err(|error| at(&folder, error))?);
            if kind.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md")) {
                found.push(path);
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}

fn read_markdown(file: &Path) -> Result<ArticleLine, String> {
    let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
    let name = file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    ArticleLine::from_markdown(&name, &bytes)
}

/// Writes an organisation's articles into a file of JSON lines or a folder of Markdown files.
pub(crate) async fn export(
    app: &App,
    out: &Path,
    only_public: bool,
    organisation: Option<&str>,
) -> Result<(), Failure> {
    let organisation = organisations::choose(app, organisation).await?;
    let mut export = exporting::export(app, organisation.id, only_public);
    let is_lines = out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("jsonl"));
    let mut lines = if is_lines {
        Some(BufWriter::new(File::create(out).map_err(|error| at(out, error))?))
    } else {
        std::fs::create_dir_all(out).map_err(|error| at(out, error))?;
        // What an earlier export left would come back with the next import.
        if std::fs::read_dir(out).map_err(|error| at(out, error))?.next().is_some() {
            return Err(format!("{} is not empty", out.display()).into());
        }
        None
    };
    let mut count = 0;
    loop {
        let part = export.part().await?;
        if part.is_empty() {
            break;
        }
        count += part.len();
        for article in part {
            if let Some(lines) = &mut lines {
                writeln!(lines, "{}", article.to_json()?).map_err(|error| at(out, error))?;
            } else {
                let name = article.slug.as_deref().unwrap_or("article");
                let file = out.join(format!("{name}.md"));
                std::fs::write(&file, article.to_markdown()).map_err(|error| at(&file, error))?;
            }
        }
    }
    if let Some(mut lines) = lines {
        lines.flush().map_err(|error| at(out, error))?;
    }
    println!("{count} articles of {} exported to {}.", organisation.name, out.display());
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "what `map_err` hands over")]
fn at(path: &Path, error: std::io::Error) -> Failure {
    format!("{}: {error}", path.display()).into()
}
