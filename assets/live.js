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
  let wasAway = false;

  const reconnect = () => htmx.process(live, true); // takes the old connection down and makes a new one

  document.addEventListener('htmx:ws:before:connection', ({ detail }) => {
    connection = detail.connection;
    awayFrom(Date.now());
    if (!ticket || !thread) return;
    const url = new URL(connection.url);
    url.searchParams.set('after', thread.last);
    connection.url = url.href;
  });

  document.addEventListener('htmx:ws:after:connection', () => {
    failures = 0;
    isOpen = true;
    lastBeat = 0;
    clearTimeout(pillTimer);
    pillTimer = undefined;
    byId('connection').hidden = true;
    reported = 0; // a report may have been lost with the line
    tell('connected');
    tell('read');
    if (wasAway) refreshLists();
  });

  document.addEventListener('htmx:ws:close', ({ detail }) => {
    if (detail.connection !== connection || detail.reason === 'removed') return;
    if (detail.code === 1008) return frontdesk.signIn();
    if (!isOpen) failures += 1;
    isOpen = false;
    wasAway = true;
    awayFrom();
    // A refused handshake looks like a dead line. Is the server there, and has only the session ended?
    if (failures % 3 === 2) askWhy();
  });

  const askWhy = async () => {
    const response = await fetch(location.href, { headers: { 'HX-Request': 'true' } }).catch(() => null);
    if (response && !frontdesk.signedOut(response) && [403, 404].includes(response.status)) location.reload(); // it says so itself
  };

  let pillTimer;
  /** Says so when the connection stays away. A blink is not worth a word. */
  const awayFrom = () => {
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
    }
  });

  const hear = (message) => {
    if (message.beat) lastBeat = lastHeard;
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

  // Fetching again

  const refetch = async (ids) => {
    const response = await fetch(location.href);
    if (frontdesk.signedOut(response)) return null;
    if (!response.ok) throw new Error(response.statusText);
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
    for (const id of ids) {
      const [target, source] = [byId(id), fresh.getElementById(id)];
      if (target && source) await htmx.swap({ sourceElement: live, target, swap: 'outerMorph', text: source.outerHTML });
    }
    return fresh;
  };

  /** Replaces the thread by the server's; what is typed stands elsewhere and stays. Tries until it works or the line changes. */
  const fetchThread = async (asking) => {
    while (asking === connection) {
      try {
        const fresh = await refetch(['thread', 'ticket-head']);
        if (fresh) thread.restart(Number(fresh.getElementById('live')?.dataset.head ?? thread.last));
        return;
      } catch {
        await htmx.timeout(2000);
      }
    }
  };

  // Lists have no numbers to ask from: after an absence they are fetched again.
  const refreshLists = () => {
    wasAway = false;
    const ids = ['inbox', 'rail-counts', 'ticket-list', 'home-live'].filter(byId);
    if (ids.length) refetch(ids).catch(() => { wasAway = true; });
  };

  // A dead line (sleep, another network) says nothing. A server that beats and then is silent is gone.
  let lastHeard = 0;
  let lastBeat = 0;
  setInterval(() => {
    if (isOpen && lastBeat && Date.now() - lastHeard > 45_000) reconnect();
  }, 5000);
  addEventListener('online', () => isOpen || reconnect());
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    wasAway = true;
    reconnect();
  });

  // Outgoing

  const say = (message) => {
    if (isOpen && connection.socket?.readyState === WebSocket.OPEN) connection.socket.send(JSON.stringify(message));
  };

  const composer = byId('composer');
  let toldAt = 0;
  const tellTyping = () => {
    if (!composer.elements.body.value.trim()) return stopTyping();
    if (Date.now() - toldAt < 2000) return;
    toldAt = Date.now();
    say({ typing: composer.elements.kind?.value === 'note' ? 'note' : 'reply' });
  };
  const stopTyping = () => {
    if (toldAt) say({ typing: null });
    toldAt = 0;
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
  const reportSoon = () => { readTimer ??= setTimeout(report, 150); };
  on('read', reportSoon);
  document.addEventListener('visibilitychange', reportSoon);

  frontdesk.isLive = () => isOpen;

  // htmx starts by itself between any two deferred scripts: before hx-ws was there, or before this script listened.
  reconnect();
})();
