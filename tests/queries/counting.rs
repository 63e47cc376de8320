//! Counts the statements that requests ask.

use std::sync::Mutex;

use tracing::Subscriber;
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt as _};
use tracing_subscriber::registry::LookupSpan;

/// The statements asked in the name of any request since they were last taken.
static ASKED: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Begins to listen, for as long as the process lives.
pub(crate) fn begin() {
    let _ = tracing::subscriber::set_global_default(tracing_subscriber::registry().with(Counting));
}

/// The statements since the last time.
pub(crate) fn take() -> Vec<String> {
    std::mem::take(&mut *ASKED.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
}

struct Counting;

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Counting {
    fn enabled(&self, metadata: &tracing::Metadata<'_>, _: Context<'_, S>) -> bool {
        metadata.target() == "frontdesk::statements"
    }

    fn on_event(&self, event: &tracing::Event<'_>, context: Context<'_, S>) {
        // What the server does by itself, between requests, is not counted.
        if context.event_span(event).is_some_and(|span| span.name() == "request") {
            let mut said = Said(String::new());
            event.record(&mut said);
            ASKED.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(said.0);
        }
    }
}

struct Said(String);

impl tracing::field::Visit for Said {
    fn record_str(&mut self, _: &tracing::field::Field, value: &str) {
        value.clone_into(&mut self.0);
    }

    fn record_debug(&mut self, _: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        self.0 = format!("{value:?}");
    }
}
