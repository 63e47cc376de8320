//! What is put into the durable queue.

use serde::{Deserialize, Serialize};

use crate::app::{App, Error, Writing};
use crate::id::{
    ImportId, InviteId, InvoiceId, JobId, LedgerId, MailId, MembershipId, OrganisationId, TicketId, UpdateId, UserId,
};
use crate::store::jobs::NewJob;
use crate::{clock::Timestamp, store};

/// A piece of work, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Work {
    /// Tell a person by mail what they missed in a ticket.
    TellMissed {
        /// The ticket.
        ticket: TicketId,
        /// The person.
        membership: MembershipId,
    },
    /// Write the mail of an invitation.
    Invite {
        /// The invitation.
        invite: InviteId,
    },
    /// Hand a kept mail to the mail server.
    SendMail {
        /// The mail.
        mail: MailId,
    },
    /// Put an organisation's kept mails on their way: there may be a mail server now.
    SendKept {
        /// Whose.
        organisation: OrganisationId,
    },
    /// Send a link to set a new password, should this address have a login.
    ResetPassword {
        /// The address.
        email: String,
        /// The organisation whose portal was asked, if it is known.
        organisation: Option<OrganisationId>,
    },
    /// Send a link that confirms an address.
    ConfirmAddress {
        /// Whose.
        user: UserId,
        /// The address: the login's own, or the one that it is to have.
        email: String,
    },
    /// Tell a person by mail that their login was changed.
    TellLogin {
        /// Whose.
        user: UserId,
        /// The address that is told: the login's, or the one that it had.
        recipient: String,
        /// What changed.
        change: LoginChange,
    },
    /// Tell a client by mail of an update of a project.
    TellUpdate {
        /// The update.
        update: UpdateId,
        /// The client.
        membership: MembershipId,
    },
    /// Take in what time allows of a file of customers.
    ImportCustomers {
        /// The file.
        import: ImportId,
    },
    /// Write the mail that brings an invoice.
    SendInvoice {
        /// The invoice.
        invoice: InvoiceId,
        /// The address that gets it.
        to: String,
    },
    /// Tell somebody of the staff by mail of money that needs a look.
    TellMisfit {
        /// The invoice.
        invoice: InvoiceId,
        /// The line of its ledger with which it came.
        entry: LedgerId,
        /// Who is told.
        membership: MembershipId,
    },
    /// Write the mail that confirms what came in for an invoice, went back or is not asked for any more.
    SendReceipt {
        /// The invoice.
        invoice: InvoiceId,
        /// The line of its ledger.
        entry: LedgerId,
        /// The address that gets it.
        to: String,
    },
}

/// What changed at a login.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum LoginChange {
    /// The password.
    Password,
    /// Another address was asked for.
    EmailAsked {
        /// Which.
        email: String,
    },
    /// The address.
    Email {
        /// Which it is now.
        email: String,
    },
}

impl Work {
    /// The job's name in the table and in logs.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::TellMissed { .. } => "tell_missed",
            Self::Invite { .. } => "invite",
            Self::SendMail { .. } => "send_mail",
            Self::SendKept { .. } => "send_kept",
            Self::ResetPassword { .. } => "reset_password",
            Self::ConfirmAddress { .. } => "confirm_address",
            Self::TellLogin { .. } => "tell_login",
            Self::TellUpdate { .. } => "tell_update",
            Self::ImportCustomers { .. } => "import_customers",
            Self::SendInvoice { .. } => "send_invoice",
            Self::TellMisfit { .. } => "tell_misfit",
            Self::SendReceipt { .. } => "send_receipt",
        }
    }

    /// Whether it is tried until it is done: a mail that is kept goes out whenever its mail server comes back.
    const fn never_ends(&self) -> bool {
        matches!(self, Self::SendMail { .. })
    }

    fn once(&self) -> String {
        match self {
            Self::TellMissed { ticket, membership } => format!("tell_missed:{ticket}:{membership}"),
            Self::Invite { invite } => format!("invite:{invite}"),
            Self::SendMail { mail } => format!("send_mail:{mail}"),
            Self::SendKept { organisation } => format!("send_kept:{organisation}"),
            Self::ResetPassword { email, .. } => format!("reset_password:{email}"),
            Self::ConfirmAddress { user, email } => format!("confirm_address:{user}:{email}"),
            Self::TellLogin { user, recipient, change } => {
                let change = match change {
                    LoginChange::Password => "password",
                    LoginChange::EmailAsked { email } => &format!("asked:{email}"),
                    LoginChange::Email { email } => &format!("email:{email}"),
                };
                format!("tell_login:{user}:{recipient}:{change}")
            }
            Self::TellUpdate { update, membership } => format!("tell_update:{update}:{membership}"),
            Self::ImportCustomers { import } => format!("import_customers:{import}"),
            Self::SendInvoice { invoice, to } => format!("send_invoice:{invoice}:{to}"),
            Self::TellMisfit { entry, membership, .. } => format!("tell_misfit:{entry}:{membership}"),
            Self::SendReceipt { entry, to, .. } => format!("send_receipt:{entry}:{to}"),
        }
    }
}

/// Puts work into the queue, in the transaction it follows from; work that waits already is not added again.
pub async fn enqueue(
    writing: &mut Writing,
    organisation: impl Into<Option<OrganisationId>>,
    work: Work,
    run_at: Timestamp,
) -> Result<(), Error> {
    let payload = serde_json::to_string(&work).map_err(|error| Error::Internal(error.to_string()))?;
    let job = NewJob {
        id: JobId::new(writing.now, &*writing.chance),
        kind: work.kind(),
        payload: &payload,
        once: Some(&work.once()),
        run_at,
    };
    store::jobs::insert(&mut writing.tx, organisation.into(), &job, writing.now).await?;
    Ok(())
}

/// The same, to be done now: work that waits for another try waits no longer, and its tries are counted from the first.
pub async fn enqueue_now(writing: &mut Writing, organisation: OrganisationId, work: Work) -> Result<(), Error> {
    let (once, now) = (work.once(), writing.now);
    enqueue(writing, organisation, work, now).await?;
    Ok(store::jobs::hasten(&mut writing.tx, organisation, &once, now).await?)
}

/// Times a job is tried before it is given up: with the back-off below, 22 hours, so that a night without a mail server loses nothing.
pub const TRIES: i64 = 16;

/// How long a worker may hold a job; afterwards another takes it.
pub const LEASE: std::time::Duration = std::time::Duration::from_secs(120);

/// A job that this worker holds.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The row.
    job: store::jobs::Job,
    /// Whose record it is about; none for what is asked of no organisation.
    pub organisation: Option<OrganisationId>,
    /// What is to be done.
    pub work: Work,
    /// How often it has been tried, this time included.
    pub attempts: i64,
    lease: String,
}

impl Claimed {
    /// When it was asked for.
    pub const fn asked_at(&self) -> Timestamp {
        self.job.created_at
    }

    /// The organisation of a job that always has one.
    pub fn organisation(&self) -> Result<OrganisationId, Error> {
        self.organisation.ok_or_else(|| Error::Internal("the job belongs to no organisation".to_owned()))
    }
}

/// Takes the due job that has waited longest. A job that cannot be read is given up at once.
pub async fn claim(app: &App) -> Result<Option<Claimed>, Error> {
    loop {
        let due = {
            let mut tx = app.db.read().await?;
            store::jobs::any_due(&mut tx, app.clock.now()).await?
        };
        if !due {
            return Ok(None);
        }
        let mut writing = app.begin().await?;
        let lease = crate::id::secret(&*writing.chance);
        let until = writing.now + LEASE;
        // Another worker was quicker; there may be more to do.
        let Some(job) = store::jobs::claim(&mut writing.tx, &lease, writing.now, until).await? else { continue };
        match serde_json::from_str::<Work>(&job.payload) {
            Ok(work) => {
                app.commit(writing).await?;
                let claimed = Claimed { organisation: job.organisation_id, attempts: job.attempts, work, job, lease };
                return Ok(Some(claimed));
            }
            Err(error) => {
                tracing::error!(job = %job.id, kind = job.kind, %error, "a job cannot be read");
                let now = writing.now;
                store::jobs::fail(&mut writing.tx, job.id, &lease, &error.to_string(), now).await?;
                app.commit(writing).await?;
            }
        }
    }
}

/// Takes the job out of the queue, in the transaction of its effect. When the lease has run out meanwhile, another worker has it: the
/// error keeps this transaction from committing.
pub async fn finish(writing: &mut Writing, claimed: &Claimed) -> Result<(), Error> {
    if store::jobs::done(&mut writing.tx, claimed.job.id, &claimed.lease).await? {
        Ok(())
    } else {
        Err(Error::Internal("the job's lease ran out".to_owned()))
    }
}

/// Puts a job back, later each time (10 s, 20 s, 40 s … at most 4 h), or gives it up after [`TRIES`]; a mail only when it was refused for
/// good.
pub async fn put_back(app: &App, claimed: &Claimed, error: &str, for_good: bool) -> Result<(), Error> {
    let mut writing = app.begin().await?;
    let (id, now) = (claimed.job.id, writing.now);
    if for_good || (claimed.attempts >= TRIES && !claimed.work.never_ends()) {
        store::jobs::fail(&mut writing.tx, id, &claimed.lease, error, now).await?;
    } else {
        let doublings = u32::try_from(claimed.attempts - 1).unwrap_or(0).min(11);
        let wait =
            std::time::Duration::from_secs(10 * 2_u64.pow(doublings)).min(std::time::Duration::from_secs(4 * 60 * 60));
        store::jobs::retry(&mut writing.tx, id, &claimed.lease, error, now + wait).await?;
    }
    app.commit(writing).await
}
