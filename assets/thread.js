// The thread as this reader sees it: own messages, receipts, who is typing, who is here, and staying at its end.
'use strict';

frontdesk.thread = (() => {
  const { byId, me, name, side, word, tell } = frontdesk;
  const list = byId('thread');
  if (!list) return null;
  const otherSide = side === 'staff' ? 'client' : 'staff';

  // Every event of the ticket has a number, without gaps. `last` is the highest up to which nothing is missing; `ahead` are
  // those that came early, because the answer to an own message may overtake the live connection.
  let last = Number(byId('live')?.dataset.head ?? 0);
  const ahead = new Set();

  /** Notes that an event is here. Says whether it is the `next` one, an `old` one, or shows a `gap` before it. */
  const take = (number) => {
    if (number <= last) return 'old';
    if (number > last + 1) return 'gap';
    last = number;
    while (ahead.delete(last + 1)) last += 1;
    return 'next';
  };

  /** Starts anew with a thread that was fetched again. */
  const restart = (head) => {
    last = head;
    ahead.clear();
    mark();
  };

  const swap = (html) => htmx.swap({ sourceElement: list, target: list, swap: 'none', text: html });

  /** Puts the server's answer to an own message where its number belongs; the live connection brings it too. */
  const add = async (html) => {
    const [, number] = html.match(/data-number="(\d+)"/) ?? [];
    if (number && take(Number(number)) === 'gap') ahead.add(Number(number));
    await swap(`<hx-upsert hx-target="#thread" key="data-number" sort>${html}</hx-upsert>`);
  };

  const mark = () => {
    for (const item of list.querySelectorAll('.msg[data-author]')) item.classList.toggle('mine', item.dataset.author === me);
    showReceipts();
  };

  // "Seen" stands under the last message of this side that the other side has read, "Sent" under the last own one.
  const showReceipts = () => {
    const seen = Number(list.dataset[otherSide === 'staff' ? 'seenStaff' : 'seenClient'] ?? 0);
    const sent = [...list.querySelectorAll(`.msg[data-side=${side}]:not(.note, .pending)`)];
    const lastSeen = sent.findLast((item) => Number(item.dataset.number) <= seen);
    const lastMine = sent.findLast((item) => item.dataset.author === me);
    for (const item of sent) {
      const text = item === lastSeen ? word('outbox-seen') : item === lastMine && item === sent.at(-1) ? word('outbox-sent') : '';
      const receipt = item.querySelector('.receipt');
      if (receipt && receipt.textContent !== text) receipt.textContent = text;
    }
  };

  /** How far each side has read. */
  const seen = ({ staff, client }) => {
    list.dataset.seenStaff = staff;
    list.dataset.seenClient = client;
    showReceipts();
  };

  const box = list.closest('.thread-scroll') ?? list;
  const scroller = () => (getComputedStyle(box).overflowY === 'visible' ? document.scrollingElement : box); // on low screens the page
  const atEnd = () => {
    const { scrollHeight, scrollTop, clientHeight } = scroller();
    return scrollHeight - scrollTop - clientHeight < 60;
  };
  const toEnd = () => {
    scroller().scrollTop = scroller().scrollHeight;
    pill.hidden = true;
  };

  // Asked before something arrives, because afterwards the end is somewhere else.
  let following = true;
  document.addEventListener('scroll', () => {
    following = atEnd();
    if (!following) return;
    pill.hidden = true;
    tell('read');
  }, { capture: true, passive: true });
  new ResizeObserver(() => following && toEnd()).observe(box); // the form under it grows while one types

  const pill = document.createElement('button');
  pill.type = 'button';
  pill.className = 'pill new-messages';
  pill.textContent = word('messages-new');
  pill.hidden = true;
  pill.addEventListener('click', toEnd);
  list.after(pill);

  // One place for all that changes the thread: pushes, answers, the thread fetched again. It runs before the page is painted.
  new MutationObserver((changes) => {
    mark();
    tell('thread');
    const added = changes.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node.matches?.('li'));
    for (const item of added) stopTyping(item.dataset.author);
    if (following || added.some((item) => item.matches('.pending'))) toEnd();
    else if (added.some((item) => !item.matches('.mine'))) pill.hidden = false;
    tell('read');
  }).observe(list, { childList: true });

  const typists = new Map();
  /** Somebody types, or has stopped. A lost "stopped" ends by itself. */
  const typing = ({ who, membership, kind, on }) => {
    if (membership === me) return;
    stopTyping(membership);
    if (on) typists.set(membership, { who, kind, timer: setTimeout(stopTyping, 6000, membership) });
    showTyping();
  };
  const stopTyping = (membership) => {
    clearTimeout(typists.get(membership)?.timer);
    if (typists.delete(membership)) showTyping();
  };
  const showTyping = () => {
    const all = [...typists.values()];
    const id = all.length > 1 ? 'typing-many' : all[0]?.kind === 'note' ? 'typing-note' : 'typing-one';
    say(byId('typing'), all.length ? word(id, { who: all.map(({ who }) => who).join(', ') }) : '');
    if (all.length && following) toEnd();
  };

  /** Who else has the ticket open. */
  const presence = ({ staff, clients }) => {
    const others = staff.toSpliced(staff.indexOf(name), staff.includes(name) ? 1 : 0);
    const here = [...new Set(side === 'staff' ? [...clients, ...others] : staff)];
    say(byId('presence'), here.length ? word(here.length > 1 ? 'presence-many' : 'presence-one', { who: here.join(', ') }) : '');
  };

  const say = (element, text) => {
    if (!element) return;
    (element.querySelector('.who') ?? element).textContent = text;
    element.hidden = !text;
  };

  mark();
  if (!location.hash) toEnd();

  return { add, list, presence, restart, seen, take, typing, atEnd, get last() { return last; } };
})();
