//! What the columns of a file of customers hold.

use crate::domain::customer_file::FileProblem;
use crate::domain::rows::{self, FileProblem as Problem, Rows};
use crate::domain::text_enum;

text_enum! {
    /// What a column holds.
    Column {
        /// What another program calls the customer, or its own id here.
        Id = "id",
        /// Its name.
        Name = "name",
        /// Where it gets its mail.
        Email = "email",
        /// Its telephone number.
        Phone = "phone",
        /// Its address, or lines of it.
        Address = "address",
        /// A part of the address.
        PostalCode = "postal_code",
        /// A part of the address.
        City = "city",
        /// A part of the address.
        Country = "country",
        /// Its tax number.
        TaxNumber = "tax_number",
        /// What staff should know.
        Notes = "notes",
    }
}

impl Column {
    /// Whether several columns may hold it: their cells are lines of it.
    const fn may_be_several(self) -> bool {
        matches!(self, Self::Address | Self::Notes)
    }
}

impl rows::Column for Column {
    const COLUMNS: &'static [Self] = Self::ALL;

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Id => &[
                "id",
                "externalid",
                "customerid",
                "customernumber",
                "customerno",
                "clientid",
                "clientnumber",
                "accountnumber",
                "kundennummer",
                "kundennr",
            ],
            // Where a person's name stands beside it, the company is the customer.
            Self::Name => &[
                "customer",
                "customername",
                "company",
                "companyname",
                "client",
                "clientname",
                "organisation",
                "organization",
                "account",
                "accountname",
                "firma",
                "firmenname",
                "kunde",
                "kundenname",
                "unternehmen",
                "name",
            ],
            Self::Email => &[
                "email",
                "emailaddress",
                "mail",
                "billingemail",
                "customeremail",
                "clientemail",
                "contactemail",
                "emailadresse",
            ],
            Self::Phone => {
                &["phone", "phonenumber", "telephone", "telephonenumber", "tel", "mobile", "telefon", "telefonnummer"]
            }
            Self::Address => &[
                "address",
                "billingaddress",
                "street",
                "streetaddress",
                "address1",
                "addressline1",
                "address2",
                "addressline2",
                "adresse",
                "anschrift",
                "strasse",
                "straße",
            ],
            Self::PostalCode => &["postalcode", "postcode", "zip", "zipcode", "plz", "postleitzahl"],
            Self::City => &["city", "town", "ort", "stadt"],
            Self::Country => &["country", "land"],
            Self::TaxNumber => &[
                "taxnumber",
                "taxid",
                "vatnumber",
                "vatid",
                "vat",
                "vatregistrationnumber",
                "ustid",
                "ustidnr",
                "steuernr",
                "steuernrustidnr",
                "umsatzsteueridentifikationsnummer",
                "steuernummer",
            ],
            Self::Notes => &[
                "background",
                "notes",
                "note",
                "comment",
                "comments",
                "remarks",
                "hintergrund",
                "notizen",
                "notiz",
                "bemerkung",
                "bemerkungen",
            ],
        }
    }
}

/// What each column of a file holds, by its place; what is not taken holds nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Mapping(Vec<Option<Column>>);

impl Mapping {
    /// What was chosen for the columns, by their places.
    pub const fn of(columns: Vec<Option<Column>>) -> Self {
        Self(columns)
    }

    /// What the heads say. Of several that mean the same, the surest one is taken.
    pub fn guess(rows: &Rows) -> Self {
        let meanings = rows.meanings::<Column>();
        let surest = |column: Column, place: usize, sure: usize| {
            let mut others = meanings.iter().enumerate().filter_map(|(at, meaning)| meaning.map(|one| (at, one)));
            !others.any(|(at, (other, rank))| other == column && (rank, at) < (sure, place))
        };
        let taken = meanings.iter().enumerate().map(|(place, meaning)| {
            let (column, sure) = (*meaning)?;
            (column.may_be_several() || surest(column, place, sure)).then_some(column)
        });
        Self(taken.collect())
    }

    /// What the column of this place holds.
    pub fn at(&self, place: usize) -> Option<Column> {
        self.0.get(place).copied().flatten()
    }

    /// Whether anything says which customer a row is about, and nothing says it twice.
    pub fn check(&self) -> Result<(), FileProblem> {
        let count = |column: Column| self.0.iter().filter(|held| **held == Some(column)).count();
        if [Column::Id, Column::Name, Column::Email].into_iter().all(|column| count(column) == 0) {
            return Err(Problem::NoColumn(Column::Name));
        }
        match Column::ALL.iter().find(|column| !column.may_be_several() && count(**column) > 1) {
            Some(twice) => Err(Problem::TwoColumns(*twice)),
            None => Ok(()),
        }
    }

    /// What a row says of a column that there is once.
    pub(super) fn cell<'a>(&self, rows: &'a Rows, at: usize, column: Column) -> &'a str {
        self.places(column).next().map_or("", |place| rows.cell(at, place))
    }

    /// What a row says of a column that there may be several times: each cell is a line.
    pub(super) fn joined(&self, rows: &Rows, at: usize, column: Column) -> String {
        let cells: Vec<&str> =
            self.places(column).map(|place| rows.cell(at, place)).filter(|cell| !cell.is_empty()).collect();
        cells.join("\n")
    }

    /// The address as it is written on a letter: its lines, then postal code and town, then the country.
    pub(super) fn address(&self, rows: &Rows, at: usize) -> String {
        let cell = |column| self.cell(rows, at, column);
        let town = [cell(Column::PostalCode), cell(Column::City)].join(" ");
        let lines = [self.joined(rows, at, Column::Address), town.trim().to_owned(), cell(Column::Country).to_owned()];
        lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    fn places(&self, column: Column) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().filter(move |(_, held)| **held == Some(column)).map(|(place, _)| place)
    }
}
