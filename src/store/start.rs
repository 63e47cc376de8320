//! What an organisation has already set up.

use crate::clock::Timestamp;
use crate::domain::start::Facts;
use crate::id::OrganisationId;
use crate::store::db::args;
use crate::store::{Error, Tx};

/// What is there already, one of what there can be thousands of; whether this program sends mail for everybody, and can take cards, is not known here.
pub async fn facts(tx: &mut Tx, organisation: OrganisationId) -> Result<Facts, Error> {
    let row: (i64, i64, i64, i64, i64, i64, i64, i64, i64) = tx
        .one(
            "SELECT CAST(CASE WHEN o.described_at IS NULL THEN 0 ELSE 1 END AS BIGINT),
                    CAST(CASE WHEN o.logo_id IS NULL THEN 0 ELSE 1 END AS BIGINT),
                    (SELECT COUNT(*) FROM mail_servers s WHERE s.organisation_id = o.id),
                    (SELECT COUNT(*) FROM memberships m WHERE m.organisation_id = o.id AND m.role <> 'client' AND m.status = 'active') - 1
                        + (SELECT COUNT(*) FROM invites i WHERE i.organisation_id = o.id AND i.role <> 'client'
                           AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL),
                    (SELECT COUNT(*) FROM (SELECT 1 FROM customers c WHERE c.organisation_id = o.id LIMIT 1) a),
                    (SELECT COUNT(*) FROM (SELECT 1 FROM memberships m WHERE m.organisation_id = o.id AND m.role = 'client'
                                           AND m.status = 'active' LIMIT 1) a)
                        + (SELECT COUNT(*) FROM invites i WHERE i.organisation_id = o.id AND i.role = 'client'
                           AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL),
                    (SELECT COUNT(*) FROM (SELECT 1 FROM articles a WHERE a.organisation_id = o.id AND a.status = 'published' LIMIT 1) a),
                    (SELECT COUNT(*) FROM payment_accounts p WHERE p.organisation_id = o.id AND p.charges_enabled),
                    CAST(CASE WHEN o.start_dismissed_at IS NULL THEN 0 ELSE 1 END AS BIGINT)
             FROM organisations o WHERE o.id = $1",
            args![organisation],
        )
        .await?;
    let (described, logo, mail, colleagues, customers, clients, articles, accounts, dismissed) = row;
    Ok(Facts {
        described: described > 0,
        has_logo: logo > 0,
        sends_mail: mail > 0,
        has_colleagues: colleagues > 0,
        has_customer: customers > 0,
        has_client: clients > 0,
        has_article: articles > 0,
        takes_cards: accounts > 0,
        offers_cards: false,
        dismissed: dismissed > 0,
    })
}

/// Puts the list of what is left away, or brings it back.
pub async fn set_dismissed(tx: &mut Tx, organisation: OrganisationId, at: Option<Timestamp>) -> Result<(), Error> {
    tx.run("UPDATE organisations SET start_dismissed_at = $2 WHERE id = $1", args![organisation, at]).await?;
    Ok(())
}
