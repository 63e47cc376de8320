//! Keeps oversized frames away from the WebSocket codec, which would buffer such a frame whole before it refuses it.

use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use actix_web::error::PayloadError;
use bytes::{Bytes, BytesMut};
use futures_util::Stream;

/// Bytes that a page may send in one message.
pub(super) const MAX_FRAME: usize = 4 * 1024;

/// What the guard has seen, shared with the session: the codec turns all errors into one.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen(Rc<Cell<Option<Trouble>>>);

/// What can go wrong below the codec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// A frame over [`MAX_FRAME`].
    TooLarge,
    /// The connection broke.
    Lost,
}

impl Seen {
    pub(super) fn trouble(&self) -> Option<Trouble> {
        self.0.get()
    }
}

/// The bytes of a connection without its oversized frames; an error stands for each. What follows them is passed on, so that the
/// closing handshake still works.
#[derive(Debug)]
pub(super) struct Guard<S> {
    inner: S,
    seen: Seen,
    frames: Frames,
    /// Bytes that arrived and were not looked at yet: after an error there may be more.
    rest: Bytes,
}

impl<S> Guard<S> {
    pub(super) fn new(inner: S) -> (Self, Seen) {
        let seen = Seen::default();
        (Self { inner, seen: seen.clone(), frames: Frames::default(), rest: Bytes::new() }, seen)
    }
}

impl<S: Stream<Item = Result<Bytes, PayloadError>> + Unpin> Stream for Guard<S> {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            if this.rest.is_empty() {
                match Pin::new(&mut this.inner).poll_next(cx) {
                    Poll::Ready(Some(Ok(bytes))) => this.rest = bytes,
                    Poll::Ready(Some(Err(error))) => {
                        this.seen.0.set(Some(Trouble::Lost));
                        return Poll::Ready(Some(Err(error)));
                    }
                    Poll::Ready(None) => return Poll::Ready(None),
                    Poll::Pending => return Poll::Pending,
                }
            }
            let mut passed = BytesMut::new();
            let within = this.frames.pass(&mut this.rest, &mut passed);
            if !passed.is_empty() {
                // An oversized frame behind it is still at the front of what is left.
                return Poll::Ready(Some(Ok(passed.freeze())));
            }
            if !within {
                this.seen.0.set(Some(Trouble::TooLarge));
                return Poll::Ready(Some(Err(PayloadError::Overflow)));
            }
        }
    }
}

/// Follows the frames of RFC 6455, 5.2, from the client's side: two bytes, a longer length if need be, four bytes of mask.
#[derive(Debug, Default)]
struct Frames {
    /// The start of a frame whose length is not known yet.
    head: BytesMut,
    /// Bytes of the frame's payload still to come.
    payload: u64,
    /// Whether that payload is thrown away.
    dropping: bool,
    /// An oversized frame that has not been reported yet.
    unreported: bool,
}

impl Frames {
    /// Moves what may pass from `bytes` to `passed`. False when an oversized frame was met, and nothing was passed behind it.
    fn pass(&mut self, bytes: &mut Bytes, passed: &mut BytesMut) -> bool {
        loop {
            if self.unreported {
                if passed.is_empty() {
                    self.unreported = false;
                    return false;
                }
                return true;
            }
            if bytes.is_empty() {
                return true;
            }
            if self.payload > 0 {
                let here = usize::try_from(self.payload).unwrap_or(usize::MAX).min(bytes.len());
                let part = bytes.split_to(here);
                self.payload -= here as u64;
                if !self.dropping {
                    passed.extend_from_slice(&part);
                }
                continue;
            }
            self.head.extend_from_slice(&bytes.split_to(1));
            if let Some(length) = length(&self.head) {
                self.payload = length;
                self.dropping = length > MAX_FRAME as u64;
                self.unreported = self.dropping;
                let head = self.head.split();
                if !self.dropping {
                    passed.extend_from_slice(&head);
                }
            }
        }
    }
}

/// The payload's length, once the head is complete.
fn length(head: &[u8]) -> Option<u64> {
    const MASK: usize = 4;
    let second = *head.get(1)?;
    let mask = if second & 0x80 == 0 { 0 } else { MASK };
    let (field, length) = match second & 0x7f {
        126 => (2, u64::from(u16::from_be_bytes(head.get(2..4)?.try_into().ok()?))),
        127 => (8, u64::from_be_bytes(head.get(2..10)?.try_into().ok()?)),
        short => (0, u64::from(short)),
    };
    (head.len() == 2 + field + mask).then_some(length)
}

#[cfg(test)]
mod tests {
    use futures_util::{StreamExt as _, stream};

    use super::*;

    fn frame(length: usize) -> Vec<u8> {
        let mut bytes = vec![0x81];
        match length {
            0..126 => bytes.push(0x80 + u8::try_from(length).unwrap()),
            126..65_536 => {
                bytes.push(0xfe);
                bytes.extend(u16::try_from(length).unwrap().to_be_bytes());
            }
            _ => {
                bytes.push(0xff);
                bytes.extend((length as u64).to_be_bytes());
            }
        }
        bytes.extend([1, 2, 3, 4]);
        bytes.extend(std::iter::repeat_n(7, length));
        bytes
    }

    /// What comes out: the bytes passed before each error, and after the last one.
    async fn guarded(bytes: &[u8], chunk: usize) -> Vec<Vec<u8>> {
        let chunks: Vec<_> = bytes.chunks(chunk).map(|chunk| Ok(Bytes::copy_from_slice(chunk))).collect();
        let (mut guard, seen) = Guard::new(stream::iter(chunks));
        let mut out = vec![Vec::new()];
        while let Some(item) = guard.next().await {
            match item {
                Ok(bytes) => out.last_mut().unwrap().extend(bytes),
                Err(_) => out.push(Vec::new()),
            }
        }
        assert_eq!(seen.trouble(), (out.len() > 1).then_some(Trouble::TooLarge));
        out
    }

    #[tokio::test]
    async fn frames_within_the_limit_pass_unchanged_however_they_arrive() {
        let bytes = [frame(0), frame(5), frame(125), frame(126), frame(MAX_FRAME)].concat();
        for chunk in [1, 3, 1000, bytes.len()] {
            assert_eq!(guarded(&bytes, chunk).await, vec![bytes.clone()]);
        }
    }

    #[tokio::test]
    async fn an_oversized_frame_is_left_out_and_what_follows_passes() {
        let bytes = [frame(5), frame(MAX_FRAME + 1), frame(6), frame(100_000), frame(7)].concat();
        for chunk in [1, 7, 5000, bytes.len()] {
            assert_eq!(guarded(&bytes, chunk).await, [frame(5), frame(6), frame(7)]);
        }
    }

    #[tokio::test]
    async fn a_frame_that_only_claims_to_be_huge_is_refused_at_once() {
        let mut bytes = vec![0x82, 0xff];
        bytes.extend(u64::MAX.to_be_bytes());
        bytes.extend([0; 10]);
        assert_eq!(guarded(&bytes, 4).await.len(), 2);
    }
}
