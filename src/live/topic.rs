//! What a page may ask to be told about.

use std::fmt;
use std::str::FromStr;

use super::source::ListView;
use crate::domain::inbox::View;
use crate::domain::invoice::InvoiceNumber;
use crate::domain::people::{Caller, Scope, Side};
use crate::domain::rights::Right;
use crate::domain::ticket::TicketNumber;

/// Something that a page follows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// `ticket:318`: what happens in one ticket.
    Ticket(TicketNumber),
    /// `invoice:INV-0042`: how an invoice stands, for its customer.
    Invoice(InvoiceNumber),
    /// `desk:mine`, `desk:dashboard`, `desk:invoices`, `desk:invoice:{id}`, `desk:projects`, `desk:project:{id}`, `desk:csat`, `tickets`,
    /// `invoices`, `projects`, `project:{id}`, `home`: a list, a project, or an invoice as staff see it.
    List(ListView),
}

/// A text that names no topic.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a topic")]
pub struct NotATopic;

impl FromStr for Topic {
    type Err = NotATopic;
    fn from_str(text: &str) -> Result<Self, NotATopic> {
        match text.split_once(':') {
            None if text == "tickets" => Ok(Self::List(ListView::Tickets)),
            None if text == "home" => Ok(Self::List(ListView::Home)),
            None if text == "invoices" => Ok(Self::List(ListView::Invoices)),
            None if text == "projects" => Ok(Self::List(ListView::Projects)),
            Some(("project", id)) => id.parse().map(|id| Self::List(ListView::Project(id))).map_err(|_| NotATopic),
            Some(("desk", "projects")) => Ok(Self::List(ListView::DeskProjects)),
            Some(("desk", project)) if project.starts_with("project:") => {
                let id = project["project:".len()..].parse().map_err(|_| NotATopic)?;
                Ok(Self::List(ListView::DeskProject(id)))
            }
            Some(("invoice", number)) => number.parse().map(Self::Invoice).map_err(|_| NotATopic),
            Some(("desk", "dashboard")) => Ok(Self::List(ListView::Dashboard)),
            Some(("desk", "csat")) => Ok(Self::List(ListView::Csat)),
            Some(("desk", "invoices")) => Ok(Self::List(ListView::DeskInvoices)),
            Some(("desk", invoice)) if invoice.starts_with("invoice:") => {
                let id = invoice["invoice:".len()..].parse().map_err(|_| NotATopic)?;
                Ok(Self::List(ListView::DeskInvoice(id)))
            }
            Some(("desk", view)) => {
                view.parse::<View>().map(|view| Self::List(ListView::Desk(view))).map_err(|_| NotATopic)
            }
            // Only as it is written by us: `+1` and `01` are other names of the same thing.
            Some(("ticket", number)) => match number.parse::<TicketNumber>() {
                Ok(parsed) if parsed > 0 && parsed.to_string() == number => Ok(Self::Ticket(parsed)),
                Ok(_) | Err(_) => Err(NotATopic),
            },
            _ => Err(NotATopic),
        }
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ticket(number) => write!(f, "ticket:{number}"),
            Self::Invoice(number) => write!(f, "invoice:{number}"),
            Self::List(ListView::Invoices) => f.write_str("invoices"),
            Self::List(ListView::Dashboard) => f.write_str("desk:dashboard"),
            Self::List(ListView::Csat) => f.write_str("desk:csat"),
            Self::List(ListView::DeskInvoices) => f.write_str("desk:invoices"),
            Self::List(ListView::DeskInvoice(id)) => write!(f, "desk:invoice:{id}"),
            Self::List(ListView::Invoice(id)) => write!(f, "invoice:{id}"),
            Self::List(ListView::Projects) => f.write_str("projects"),
            Self::List(ListView::Project(id)) => write!(f, "project:{id}"),
            Self::List(ListView::DeskProjects) => f.write_str("desk:projects"),
            Self::List(ListView::DeskProject(id)) => write!(f, "desk:project:{id}"),
            Self::List(ListView::Desk(view)) => write!(f, "desk:{view}"),
            Self::List(ListView::Tickets) => f.write_str("tickets"),
            Self::List(ListView::Home) => f.write_str("home"),
        }
    }
}

impl ListView {
    /// Whether this list is for the caller's side at all; what stands in it is up to the source.
    pub fn is_for(self, caller: &Caller) -> bool {
        match self {
            Self::Desk(_) | Self::Dashboard => caller.side() == Side::Staff,
            Self::DeskInvoices | Self::DeskInvoice(_) => {
                caller.side() == Side::Staff && caller.may(Right::ReadInvoices)
            }
            Self::Csat => caller.side() == Side::Staff && caller.may(Right::ReadReports),
            Self::DeskProjects | Self::DeskProject(_) => {
                caller.side() == Side::Staff && caller.may(Right::ReadProjects)
            }
            Self::Tickets | Self::Home | Self::Invoices | Self::Invoice(_) | Self::Projects | Self::Project(_) => {
                matches!(caller.scope(), Scope::Customer(_))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_survive_their_text() {
        let (own, desk) =
            ("project:01936b6a-4c00-7000-8000-000000000000", "desk:project:01936b6a-4c00-7000-8000-000000000000");
        let of_clients = ["tickets", "home", "invoices", "projects"];
        let of_staff = ["desk:mine", "desk:unassigned", "desk:csat", "desk:dashboard", "desk:projects"];
        for text in ["ticket:318", "invoice:INV-0042", own, desk].into_iter().chain(of_clients).chain(of_staff) {
            assert_eq!(text.parse::<Topic>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "ticket",
            "ticket:",
            "ticket:0",
            "ticket:-1",
            "ticket:+1",
            "ticket:01",
            "ticket:1:2",
            "desk",
            "desk:all",
            "desk:csat:1",
            "csat",
            "tickets:1",
            "home:",
            "invoices:1",
            "invoice",
            "invoice:",
            "invoice:a/b",
            "desk:invoice",
            "desk:invoice:",
            "desk:invoice:INV-0042",
            "desk:invoices:1",
            "project",
            "project:",
            "project:1",
            "projects:1",
            "desk:project:",
            "desk:project:1",
            "desk:projects:1",
            "Tickets",
            "ticket:99999999999999999999",
        ] {
            assert_eq!(text.parse::<Topic>(), Err(NotATopic), "{text}");
        }
    }
}
