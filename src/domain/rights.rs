//! The one table of rights: what each role may do. `app` asks it before every verb, and a page of the settings shows it.

use crate::domain::people::Role;
use crate::domain::text_enum;

text_enum! {
    /// Something that a role may do or not.
    Right {
        /// See every ticket of the organisation, notes included.
        ReadTickets = "read_tickets",
        /// Open, answer, note, assign and resolve tickets at the desk.
        WorkOnTickets = "work_on_tickets",
        /// Open tickets, reply and say that one is solved, for the own customer.
        AskForSupport = "ask_for_support",
        /// See customers, their contacts and who may sign in for them.
        ReadCustomers = "read_customers",
        /// Create, change and archive customers and their contacts.
        ManageCustomers = "manage_customers",
        /// Look at the portal as a client sees it.
        ViewAsClient = "view_as_client",
        /// Read every article at the desk, drafts and those for staff only included.
        ReadArticles = "read_articles",
        /// Write and publish articles.
        WriteArticles = "write_articles",
        /// See invoices and what was paid of them, as PDF and as CSV too.
        ReadInvoices = "read_invoices",
        /// Write, send, void and credit invoices, record payments, return money.
        ManageInvoices = "manage_invoices",
        /// See projects with their milestones and updates at the desk.
        ReadProjects = "read_projects",
        /// Begin and change projects, tick milestones, write updates.
        ManageProjects = "manage_projects",
        /// Pay invoices of the own customer by card.
        PayInvoices = "pay_invoices",
        /// Invite people, change their roles and links, deactivate them.
        ManageUsers = "manage_users",
        /// Change the company's profile, its mail server and everything else under Settings.
        ChangeSettings = "change_settings",
        /// See what suggestions and articles did, and the other figures of the organisation.
        ReadReports = "read_reports",
        /// Read the audit log.
        ReadAudit = "read_audit",
    }
}

use Role::{Admin, Agent, Client, Manager, Viewer};

impl Right {
    /// Who may.
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::ReadTickets
            | Self::ReadCustomers
            | Self::ReadArticles
            | Self::ReadInvoices
            | Self::ReadProjects
            | Self::ReadReports => &[Admin, Manager, Agent, Viewer],
            Self::WorkOnTickets
            | Self::ManageCustomers
            | Self::ViewAsClient
            | Self::WriteArticles
            | Self::ManageProjects => &[Admin, Manager, Agent],
            Self::ManageInvoices => &[Admin, Manager],
            Self::AskForSupport | Self::PayInvoices => &[Client],
            Self::ManageUsers | Self::ChangeSettings | Self::ReadAudit => &[Admin],
        }
    }

    /// Whether it only looks. Whoever views the portal as a client keeps these alone.
    pub const fn only_reads(self) -> bool {
        match self {
            Self::ReadTickets
            | Self::ReadCustomers
            | Self::ReadArticles
            | Self::ReadInvoices
            | Self::ReadProjects
            | Self::ReadReports
            | Self::ReadAudit => true,
            Self::WorkOnTickets
            | Self::AskForSupport
            | Self::ManageCustomers
            | Self::ViewAsClient
            | Self::WriteArticles
            | Self::ManageInvoices
            | Self::ManageProjects
            | Self::PayInvoices
            | Self::ManageUsers
            | Self::ChangeSettings => false,
        }
    }
}

impl Role {
    /// Whether this role may.
    pub fn may(self, right: Right) -> bool {
        right.roles().contains(&self)
    }
}
