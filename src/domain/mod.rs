//! Nouns and rules. Pure: no I/O, no async, no clock of its own.

pub mod access;
pub mod article;
pub mod article_file;
pub mod article_links;
pub mod attachment;
pub mod audit;
pub mod colour;
pub mod company;
pub mod comparing;
pub mod csat;
pub mod customer;
pub mod customer_file;
pub mod dashboard;
pub mod deflection;
pub mod hours;
pub mod inbox;
pub mod input;
pub mod invoice;
pub mod invoice_file;
pub mod invoice_settings;
pub mod lesson;
pub mod link;
pub mod login;
pub mod mail;
pub mod mail_server;
pub mod manuscript;
pub mod meanwhile;
pub mod money;
pub mod organisation;
pub mod payment;
pub mod people;
pub mod picture;
pub mod plain_text;
pub mod project;
pub mod rating;
pub mod rich_text;
pub mod rights;
pub mod rows;
pub mod secret;
pub mod session;
pub mod sought;
pub mod start;
pub mod thread;
pub mod ticket;
pub mod user;

/// Declares an enum that is stored and sent as a short text: `Open` is `open`.
macro_rules! text_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $text)] $variant,)* }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The text it is stored and sent as.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::domain::UnknownText;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text { $($text => Ok(Self::$variant),)* _ => Err(crate::domain::UnknownText(stringify!($name))) }
            }
        }

        crate::id::stored_as_text!($name);
    };
}
pub(crate) use text_enum;

/// A text that names no value of the wanted kind.
#[derive(Debug, thiserror::Error)]
#[error("not a known {0}")]
pub struct UnknownText(pub &'static str);
