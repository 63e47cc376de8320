use stripe::{ApiErrorsType, StripeError};

use super::units::NotPayable;

/// Why Stripe did not do what it was asked, or cannot be known to have done it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No answer, none in time, or one that tells of trouble at Stripe itself: whether it did anything is not known.
    #[error("no answer from Stripe: {0}")]
    Unreachable(String),
    /// Stripe refused.
    #[error("Stripe refused ({code}): {message}")]
    Refused {
        /// Stripe's code, `amount_too_small`; the kind of error where it has none.
        code: String,
        /// Stripe's words, in English.
        message: String,
        /// What it was about: the name of a parameter.
        param: Option<String>,
    },
    /// There is no such thing in this account.
    #[error("Stripe knows of no such thing")]
    NotFound,
    /// Something was answered that cannot be read: whether anything was done is not known.
    #[error("an answer of Stripe's cannot be read: {0}")]
    Unreadable(String),
    /// Too many questions at once.
    #[error("Stripe asks for patience")]
    RateLimited,
    /// The key is in use by a question that is not yet answered, or was used for another one.
    #[error("the key is in use at Stripe: {0}")]
    IdempotencyConflict(String),
    /// A key that no question can carry.
    #[error("not a key for Stripe: {0}")]
    BadKey(String),
    /// An amount that cannot be charged in its currency.
    #[error(transparent)]
    NotPayable(#[from] NotPayable),
}

impl Error {
    /// Whether Stripe surely did nothing, now or before with the same key.
    pub const fn is_certain(&self) -> bool {
        match self {
            Self::Refused { .. } | Self::NotFound | Self::RateLimited | Self::BadKey(_) | Self::NotPayable(_) => true,
            Self::Unreachable(_) | Self::Unreadable(_) | Self::IdempotencyConflict(_) => false,
        }
    }

    /// Stripe's code, when it refused.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Refused { code, .. } => Some(code),
            _ => None,
        }
    }
}

impl From<StripeError> for Error {
    fn from(error: StripeError) -> Self {
        match error {
            StripeError::Stripe(told, status) => {
                let message = told.message.unwrap_or_default();
                match status {
                    404 => Self::NotFound,
                    429 => Self::RateLimited,
                    _ if told.type_ == ApiErrorsType::IdempotencyError || status == 409 => {
                        Self::IdempotencyConflict(message)
                    }
                    // 424: somebody whom Stripe asks did not answer it.
                    424 | 500.. => Self::Unreachable(format!("{status} {message}")),
                    _ => Self::Refused {
                        code: told.code.map_or_else(|| told.type_.to_string(), |code| code.to_string()),
                        message,
                        param: told.param,
                    },
                }
            }
            StripeError::JSONDeserialize(why) => Self::Unreadable(why),
            StripeError::Timeout => Self::Unreachable("it took too long".to_owned()),
            StripeError::ClientError(why) | StripeError::ConfigError(why) => Self::Unreachable(why),
        }
    }
}
