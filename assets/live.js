// The live connection: keeps it up, asks for what was missed, and hands on what comes in. hx-ws swaps the HTML frames; this
// reads the JSON ones, drops what is already shown, and starts over where a number is missing.
'use strict';

(() => {
  const { byId, on, tell, thread, word } = frontdesk;
  const live = byId('live');
  if (!live) return;
  const { ticket } = live.dataset;

  htmx.config.ws = {
    ...htmx.config.ws,
    pauseOnBackground: false, // a resume from there would connect without asking for what was missed
    reconnectMaxDelay: 3800, // with the jitter of 30 %: at most 5 s between tries
    // All but 1008, which says that the right is gone. 1000 too: the page may come back out of the browser's memory.
    reconnectCodes: [1000, 1001, 1002, 1003, 1005, 1006, 1007, 1009, 1010, 1011, 1012, 1013, 1014, 1015],
  };

  let connection; // the one that counts: an older one may still deliver what it had
  let failures = 0; // connections in a row that never opened
  let isOpen = false;

  const reconnect = () => live.isConnected && htmx.process(live, true); // takes the old connection down and makes a new one

  document.addEventListener('htmx:ws:before:connection', ({ detail }) => {
    connection = detail.connection;
    isOpen = false;
    showAway();
    if (!ticket || !thread) return;
    const url = new URL(connection.url);
    url.searchParams.set('after', thread.last);
    connection.url = url.href;
  });

  document.addEventListener('htmx:ws:after:connection', ({ detail }) => {
    // hx-ws tells the code of a close, and not its reason.
    detail.connection.socket.addEventListener('close', ({ code, reason }) => {
      if (code === 1008 && detail.connection === connection && isOpen) leave(reason);
    });
    failures = 0;
    isOpen = true;
    lastBeat = 0;
    clearTimeout(pillTimer);
    pillTimer = undefined;
    byId('connection').hidden = true;
    reported = 0; // a report may have been lost with the line
    tell('connected');
    tell('read');
  });

  document.addEventListener('htmx:ws:close', ({ detail }) => {
    if (detail.connection !== connection || detail.reason === 'removed') return;
    if (detail.code === 1008) return; // for good: below
    if (!isOpen) failures += 1;
    isOpen = false;
    showAway();
    // A refused handshake looks like a dead line. Is the server there, and has only the session ended?
    if (failures % 3 === 2) askWhy();
  });

  /** The server closed for good, and says why: before it does, and once more by the close itself, which browsers tell of later. */
  const leave = (reason) => {
    isOpen = false;
    if (isSubmitting) {
      // A form of this page may have ended its right (sign out, go on elsewhere): its answer leads on, and must not be cut off.
      isSubmitting = false;
      return setTimeout(leave, 5000, reason);
    }
    if (reason === 'another organisation') frontdesk.askElsewhere();
    else if (reason === 'gone') location.reload(); // it says so itself
    else if (reason === 'changed') lookAgain();
    else frontdesk.signIn();
  };

  let isSubmitting = false;
  addEventListener('submit', ({ defaultPrevented }) => { isSubmitting ||= !defaultPrevented; });
  addEventListener('pageshow', () => { isSubmitting = false; });

  /** The role or the link changed, or looking on as a client ended: what may be seen of this page now? */
  const lookAgain = async () => {
    const response = await fetch(location.href, { headers: { 'HX-Request': 'true' } }).catch(() => null);
    if (!response) return setTimeout(lookAgain, 2000);
    if (frontdesk.signedOut(response)) return;
    if ([403, 404].includes(response.status)) location.assign('/');
    else location.reload();
  };

  const askWhy = async () => {
    if ((await frontdesk.askElsewhere())?.status === 409) return live.remove(); // no further tries
    const response = await fetch(location.href, { headers: { 'HX-Request': 'true' } }).catch(() => null);
    if (response && !frontdesk.signedOut(response) && [403, 404].includes(response.status)) location.reload(); // it says so itself
  };

  let pillTimer;
  /** Says so when the connection stays away. A blink is not worth a word. */
  const showAway = () => {
    pillTimer ??= setTimeout(() => {
      byId('connection').textContent = word('connection-lost');
      byId('connection').hidden = false;
    }, 1500);
  };

  // Incoming

  document.addEventListener('htmx:ws:before:message:incoming', (event) => {
    const { detail } = event;
    lastHeard = Date.now();
    if (detail.connection !== connection) return event.preventDefault();
    const { data } = detail.message;
    if (data.startsWith('{')) {
      event.preventDefault();
      const message = JSON.parse(data);
      // What follows waits until the thread is here again.
      if (message.reset) detail.waitUntil(fetchThread(detail.connection));
      else hear(message);
    } else if (data.startsWith('<hx-upsert') && thread) {
      const number = Number(data.match(/data-number="(\d+)"/)?.[1]);
      if (number && !isNext(number)) event.preventDefault();
    } else {
      // A list is pushed from its beginning. A page that shows another part of it reads that part again.
      const id = data.match(/^<hx-partial hx-target="#([\w-]+)"/)?.[1];
      if (id && byId(id)?.dataset.part) {
        event.preventDefault();
        readPart(id);
      }
    }
  });

  const beingRead = new Map(); // the parts under way, and whether something moved meanwhile
  const readPart = async (id) => {
    if (beingRead.has(id)) return beingRead.set(id, true);
    beingRead.set(id, false);
    const { part } = byId(id).dataset;
    const response = await fetch(part).catch(() => null);
    if (response && frontdesk.signedOut(response)) return;
    const text = response?.ok && (await response.text().catch(() => null));
    const source = text && new DOMParser().parseFromString(text, 'text/html').getElementById(id);
    const target = byId(id);
    // Whoever searched on meanwhile looks at something else.
    if (source && target?.dataset.part === part) await htmx.swap({ sourceElement: live, target, swap: 'outerMorph', text: source.outerHTML });
    const again = beingRead.get(id) || (target && target.dataset.part !== part);
    beingRead.delete(id);
    if (again && byId(id)?.dataset.part) readPart(id);
  };

  const hear = (message) => {
    if (message.beat) lastBeat = lastHeard;
    if (message.ended && isOpen) leave(message.ended);
    if (!thread) return;
    if (message.number) isNext(message.number);
    if (message.subscribed === `ticket:${ticket}` && message.head > thread.last) mend();
    if (message.typing) thread.typing(message.typing);
    if (message.presence) thread.presence(message.presence);
    if (message.seen) thread.seen(message.seen);
    tell('read');
  };

  const isNext = (number) => {
    const place = thread.take(number);
    if (place === 'gap') mend();
    return place === 'next';
  };

  let mendedAt; // the number after which something was missing the last time
  /** Something is missing: asks for it, and when asking did not help fetches the whole thread. */
  const mend = () => {
    if (mendedAt === thread.last) return fetchThread(connection);
    mendedAt = thread.last;
    reconnect();
  };

  /** Replaces the thread by the server's; what is typed stands elsewhere and stays. Tries until it works or the line changes. */
  const fetchThread = async (asking) => {
    while (asking === connection) {
      const response = await fetch(location.href).catch(() => null);
      if (response && frontdesk.signedOut(response)) return;
      const text = response?.ok && (await response.text().catch(() => null));
      if (text) {
        const fresh = new DOMParser().parseFromString(text, 'text/html');
        if (fresh.body.dataset.organisation !== frontdesk.organisation) return frontdesk.askElsewhere();
        for (const id of ['thread', 'ticket-head', 'rating-state', 'panel-rating', 'panel-tags']) {
          const [target, source] = [byId(id), fresh.getElementById(id)];
          if (target && source) await htmx.swap({ sourceElement: live, target, swap: 'outerMorph', text: source.outerHTML });
        }
        return thread.restart(Number(fresh.getElementById('live').dataset.head));
      }
      await htmx.timeout(2000);
    }
  };

  // A dead line (sleep, another network) says nothing. A server that beats and then is silent is gone.
  let lastHeard = 0;
  let lastBeat = 0;
  setInterval(() => {
    if (isOpen && lastBeat && Date.now() - lastHeard > 45_000) reconnect();
  }, 5000);
  addEventListener('online', () => isOpen || reconnect());
  addEventListener('pageshow', ({ persisted }) => persisted && reconnect()); // back out of the browser's memory

  // Outgoing

  const say = (message) => {
    if (isOpen && connection.socket?.readyState === WebSocket.OPEN) connection.socket.send(JSON.stringify(message));
  };

  const composer = byId('composer');
  let toldAt = 0;
  let isTyping = false;
  const tellTyping = () => {
    if (!composer.elements.body.value.trim()) return stopTyping();
    if (Date.now() - toldAt < 2000) return; // the server closes pages that talk all the time
    toldAt = Date.now();
    isTyping = true;
    say({ typing: composer.elements.kind?.value === 'note' ? 'note' : 'reply' });
  };
  const stopTyping = () => {
    if (isTyping) say({ typing: null });
    isTyping = false;
  };
  composer?.addEventListener('input', tellTyping);
  composer?.addEventListener('focusout', stopTyping);
  on('sent', stopTyping);

  // Read means: this page is looked at, and the end of the thread is in view.
  let reported = 0;
  let readTimer;
  const report = () => {
    readTimer = undefined;
    if (!thread || document.hidden || !isOpen || !thread.atEnd() || thread.last <= reported) return;
    reported = thread.last;
    say({ seen: reported });
  };
  const reportSoon = () => { readTimer ??= setTimeout(report, 250); };
  on('read', reportSoon);
  document.addEventListener('visibilitychange', reportSoon);

  frontdesk.isLive = () => isOpen;

  // htmx starts by itself between any two deferred scripts: before hx-ws was there, or before this script listened.
  reconnect();
})();
